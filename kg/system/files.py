"""The one way to open a file that somebody names: regular files alone, and bounded where they are read whole.

What is packed (gzip, RFC 1952; Zstandard, RFC 8878) is unpacked on the way.
"""

import io
import os
import re
import stat
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from operator import attrgetter
from pathlib import Path, PurePath
from typing import BinaryIO, cast

from kg.system.errors import ReelgraphError

RATIO = 200
"""A file may unpack to so many times its size. Tables and dumps stay below 50."""

FREE = 32 << 20
"""In bytes: below this, no ratio is looked at."""

_GZIP, _ZSTD = b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd"
_PACKED = {".gz", ".zst"}
_CHUNK = 1 << 17

# O_NONBLOCK: a pipe that takes the file's place after it has been looked at is not waited for.
_READING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
_NO_FILES = {stat.S_IFDIR: "a folder", stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket"}


class Unreadable(ReelgraphError):
    """A file that cannot be read as what it is; the message is the reason, without the file's name."""


def name(path: Path) -> str:
    """What a file is called, with `/`, in text that can be written: what of its name is not UTF-8 is escaped."""
    return path.as_posix().encode("utf-8", "backslashreplace").decode()


_ADDRESS = re.compile(r"https?:/|ftp:/", re.IGNORECASE)


def existing(paths: Iterable[Path]) -> None:
    """Raise ReelgraphError for the first path that is none of a file or folder; `-` is standard input."""
    for path in paths:
        if _ADDRESS.match(str(path)) and not path.exists():
            raise ReelgraphError(f"{name(path)}: an address; save what is there, and give the file")
        if path != Path("-") and not path.exists():
            raise ReelgraphError(f"{name(path)}: there is no such file or folder")


def real(path: Path) -> Path:
    """Where a path leads through links. One that leads nowhere, as a link to itself does, is left as it is."""
    try:
        return Path(os.path.realpath(path))
    except (OSError, ValueError):
        return path


def below(folder: Path) -> list[Path]:
    """All that is in a folder and its subfolders and is no folder, by path; links to folders are not followed.

    Pipes are in it, too: who reads them says what they are. Raises OSError where a folder cannot be listed.
    """

    def refuse(error: OSError) -> None:
        raise error

    paths = (path for at, _, names in os.walk(folder, onerror=refuse) for path in map(Path(at).joinpath, names))
    return sorted(paths, key=attrgetter("parts"))


def regular(path: Path) -> BinaryIO:
    """Open a regular file, byte by byte as it is. Raises Unreadable for what is none: a folder, a pipe, a device."""
    try:
        _check(path.stat().st_mode)  # before it is opened: to open a device may do something already
        file = os.fdopen(os.open(path, _READING), "rb")
    except OSError as error:
        raise Unreadable(f"cannot be read: {error.strerror}") from None
    except ValueError as error:  # a NUL in its name
        raise Unreadable(f"cannot be read: {error}") from None
    try:
        _check(os.fstat(file.fileno()).st_mode)
    except Unreadable:
        file.close()
        raise
    return file


def _check(mode: int) -> None:
    if not stat.S_ISREG(mode):
        raise Unreadable(f"cannot be read: is {_NO_FILES.get(stat.S_IFMT(mode), 'a device')}, not a file")


def suffix(path: PurePath) -> str:
    """The suffix of what is in the file, in small letters: `.json` of `films.json.gz`."""
    inner = path.with_suffix("") if path.suffix.lower() in _PACKED else path
    return inner.suffix.lower()


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The bytes in a regular file, unpacked while they are read. Raises Unreadable, and in reading OSError."""
    with regular(path) as file, _unpacking(file) as inner:
        yield inner


def whole(path: Path, largest: int) -> bytes:
    """All bytes in a regular file of at most `largest`, unpacked. Raises Unreadable."""
    with opened(path) as file:
        return bounded(file, largest)


def bounded(file: BinaryIO, largest: int) -> bytes:
    """All bytes of what is open, at most `largest`. Raises Unreadable."""
    try:
        data = file.read(largest + 1)
    except OSError as error:
        raise Unreadable(f"cannot be read: {error.strerror or error}") from None
    if len(data) > largest:
        raise Unreadable(f"larger than {largest} bytes")
    return data


def stdin(largest: int) -> bytes:
    """All bytes of standard input, at most `largest`, as they are. Raises Unreadable."""
    if sys.stdin is None:
        raise Unreadable("is closed")
    return bounded(sys.stdin.buffer, largest)


def unpacked(data: bytes, largest: int) -> bytes:
    """What is in bytes that may be packed, at most `largest`. Raises Unreadable."""
    with _unpacking(io.BytesIO(data)) as file:
        return bounded(file, largest)


def _unpacking(file: BinaryIO) -> BinaryIO:
    """What is in an open file: what is unpacked while it is read, or else the file itself."""
    begin = file.read(4)
    file.seek(0)
    if begin.startswith(_GZIP):
        import gzip

        unpacked = _Unpacked(file, gzip.GzipFile(fileobj=file), (OSError, zlib.error))
    elif begin.startswith(_ZSTD):
        if sys.version_info >= (3, 14):
            from compression import zstd
        else:
            from backports import zstd
        unpacked = _Unpacked(file, zstd.ZstdFile(file), (OSError, zstd.ZstdError))
    else:
        return file
    return cast(BinaryIO, io.BufferedReader(unpacked, _CHUNK))


class _Unpacked(io.RawIOBase):
    """What comes out of `unpacker`, as long as it is not too much for what `packed` has given."""

    def __init__(self, packed: BinaryIO, unpacker: io.BufferedIOBase, damages: tuple[type[Exception], ...]) -> None:
        self._packed, self._unpacker, self._damages, self._given = packed, unpacker, damages, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            data = self._unpacker.read(len(buffer))
        except EOFError:
            raise Unreadable("compressed, but cut off: its end is missing") from None
        except self._damages as error:
            raise Unreadable(f"compressed, but damaged: {error}") from None
        self._given += len(data)
        if self._given > max(FREE, RATIO * self._packed.tell()):
            raise Unreadable(
                f"decompresses to more than {RATIO} times its size; decompress it yourself if you trust it"
            )
        buffer[: len(data)] = data
        return len(data)
