"""The manifest of a release: facts about it, and its files. What reads it trusts no path that it states."""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TypeVar

import msgspec

from kg.system.errors import ReelgraphError

MANIFEST = "manifest.json"
PARTS = "files"
"""The role of the files that list the files of single entities."""

T = TypeVar("T")


class File(msgspec.Struct, frozen=True, omit_defaults=True, rename="camel"):
    """One file of a release: its path in it, media type, size in bytes (-1: not stated), SHA-256 in hex, and role."""

    path: str
    media_type: str
    bytes: int = -1
    sha256: str = ""
    role: str = ""


class Counts(msgspec.Struct, frozen=True, rename="camel"):
    """What a build counted: records, and published documents by folder; focus nodes by shape."""

    records: int = 0
    refused: int = 0
    unread: int = 0
    faults: int = 0
    documents: dict[str, int] = msgspec.field(default_factory=dict)
    focus_nodes: dict[str, int] = msgspec.field(default_factory=dict)


class Manifest(msgspec.Struct, frozen=True, rename="camel"):
    """What a release says of itself. The files of single entities are in those of the role `files`."""

    files: tuple[File, ...]
    name: str = ""
    base: str = ""
    publisher: str = ""
    licence: str = ""
    languages: tuple[str, ...] = ()
    date: str = ""
    version: str = ""
    counts: Counts = msgspec.field(default_factory=Counts)


class Part(msgspec.Struct, frozen=True):
    """A list of files of single entities."""

    files: tuple[File, ...]


def read(path: Path, form: type[T]) -> T:
    """The Manifest or Part in a file. Raises ReelgraphError where it is none, or lists what is not of the release."""
    try:
        found = msgspec.json.decode(path.read_bytes(), type=form)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise ReelgraphError(f"{path}: no readable list of a release's files: {reason}; build it again") from None
    for file in getattr(found, "files", ()):
        if not _stays(file.path):
            raise ReelgraphError(f"{path}: lists {file.path[:80]!r}, which is outside of the release; build it again")
    return found


def _stays(path: str) -> bool:
    """Whether a path is one below the folder that it is seen from, on any system."""
    posix, windows = PurePosixPath(path), PureWindowsPath(path)
    fixed = posix.is_absolute() or windows.drive or windows.root or "\0" in path
    return bool(posix.parts) and not fixed and ".." not in windows.parts
