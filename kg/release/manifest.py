"""The manifest of a release: facts about it, and its files. What reads a release trusts nothing that stands in it."""

from __future__ import annotations

from hashlib import file_digest
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

import msgspec

from kg.report.report import many
from kg.system import files
from kg.system.errors import ReelgraphError

MANIFEST = "manifest.json"
PARTS = "files"
"""The role of the files that list the files of single entities: each is a manifest that states nothing else."""

CHANGED = "its SHA-256 is not the one in the manifest"
"""The complaint about a file."""

_LARGEST = 1 << 30
"""In bytes, of a file of JSON: some millions of entities."""


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

    def __repr__(self) -> str:
        """For a person: without the list of the files."""
        return f"<manifest of {self.name or self.base}, {self.date or 'no date'}: {many(len(self.files), 'file')}>"


def read(path: Path) -> Manifest:
    """The manifest in a file. Raises ReelgraphError where it is none, or lists what is not of the release."""
    found: Manifest = decoded(path, Manifest, "not a readable list of the files of a release")
    for file in found.files:
        if not _stays(file.path):
            raise damaged(path, f"lists {file.path[:80]!r}, which is outside the release")
    return found


def decoded(path: Path, form: Any, otherwise: str = "the release is damaged") -> Any:
    """What a file of JSON holds, of a type that msgspec knows. Raises ReelgraphError where it is `otherwise`."""
    try:
        return msgspec.json.decode(files.whole(path, _LARGEST), type=form)
    except (files.Unreadable, msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise damaged(path, error, otherwise) from None


def damaged(path: Path, why: object, what: str = "the release is damaged") -> ReelgraphError:
    """The complaint about a file of a release."""
    return ReelgraphError(f"{path}: {what}: {why}; copy it again from where it is published, or build it again")


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hex. Raises OSError."""
    with path.open("rb", buffering=0) as file:  # most files are small: a buffer takes longer to make than they to read
        return file_digest(file, "sha256").hexdigest()


def _stays(path: str) -> bool:
    """Whether a path is one below the folder that it is seen from, on any system."""
    posix, windows = PurePosixPath(path), PureWindowsPath(path)
    fixed = posix.is_absolute() or windows.drive or windows.root or "\0" in path
    return bool(posix.parts) and not fixed and ".." not in windows.parts
