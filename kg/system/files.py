"""Opening a file of a source: what is packed (gzip, RFC 1952; Zstandard, RFC 8878) is unpacked on the way."""

import io
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
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


class Unreadable(ReelgraphError):
    """A file that cannot be read as what it is; the message is the reason, without the file's name."""


def suffix(path: PurePath) -> str:
    """The suffix of what is in the file, in small letters: `.json` of `films.json.gz`."""
    inner = path.with_suffix("") if path.suffix.lower() in _PACKED else path
    return inner.suffix.lower()


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The bytes in a file, unpacked while they are read. Raises OSError, and Unreadable where packing is broken."""
    with path.open("rb") as file:
        begin = file.read(4)
        file.seek(0)
        if begin.startswith((_GZIP, _ZSTD)):
            with io.BufferedReader(_Unpacked(file, *_unpacker(file, begin)), _CHUNK) as unpacked:
                yield cast(BinaryIO, unpacked)
        else:
            yield file


def whole(path: Path, largest: int) -> bytes:
    """All bytes in a file of at most `largest`. Raises OSError and Unreadable."""
    with opened(path) as file:
        data = file.read(largest + 1)
    if len(data) > largest:
        raise Unreadable(f"larger than {largest} bytes")
    return data


def unpacked(data: bytes, largest: int) -> bytes:
    """What is in bytes that may be packed, at most `largest`. Raises Unreadable."""
    if not data.startswith((_GZIP, _ZSTD)):
        return data
    packed = io.BytesIO(data)
    with io.BufferedReader(_Unpacked(packed, *_unpacker(packed, data[:4])), _CHUNK) as file:
        found = file.read(largest + 1)
    if len(found) > largest:
        raise Unreadable(f"larger than {largest} bytes")
    return found


def _unpacker(file: BinaryIO, begin: bytes) -> tuple[BinaryIO, tuple[type[Exception], ...]]:
    """What reads the packed file, and what it raises where that is damaged."""
    if begin.startswith(_GZIP):
        import gzip

        return cast(BinaryIO, gzip.GzipFile(fileobj=file)), (OSError, zlib.error)
    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd
    return cast(BinaryIO, zstd.ZstdFile(file)), (OSError, zstd.ZstdError)


class _Unpacked(io.RawIOBase):
    """What comes out of `unpacker`, as long as it is not too much for what `packed` has given."""

    def __init__(self, packed: BinaryIO, unpacker: BinaryIO, damages: tuple[type[Exception], ...]) -> None:
        self._packed, self._unpacker, self._damages, self._given = packed, unpacker, damages, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            data = self._unpacker.read(len(buffer))
        except EOFError:
            raise Unreadable("packed, and cut off: its end is missing") from None
        except self._damages as error:
            raise Unreadable(f"packed, and damaged: {error}") from None
        self._given += len(data)
        if self._given > max(FREE, RATIO * self._packed.tell()):
            raise Unreadable(f"unpacks to more than {RATIO} times its size; unpack it yourself if you trust it")
        buffer[: len(data)] = data
        return len(data)
