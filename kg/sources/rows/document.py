"""A JSON document that holds an array of objects, streamed: at its root, or the first one inside it."""

import codecs
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO

from kg.record import Fault
from kg.sources.config import SourceConfig
from kg.sources.encoding import UTF_8
from kg.sources.fields import fault
from kg.sources.opening import opened
from kg.sources.rows.row import Row

_NO_ROWS = "holds no array of objects"
_MARK = b"\xef\xbb\xbf"


def rows(path: Path, source: SourceConfig, encoding: str) -> Iterator[Row | Fault]:
    """Each object of the array. Where the document is broken, what stands before is read."""
    import ijson

    number = 0
    try:
        with opened(path) as file:
            prefix = _prefix(_Bytes(file, encoding))
        if prefix is None:
            yield fault("", "", _NO_ROWS, line=1)
            return
        with opened(path) as file:
            for value in ijson.items(_Bytes(file, encoding), prefix):
                number += 1
                if isinstance(value, dict):
                    yield Row(number, plain(value))
                else:
                    yield fault("", plain(value), "not an object: a row is one", line=number)
    except (ijson.JSONError, UnicodeDecodeError, ValueError, RecursionError) as error:
        yield fault("", "", f"broken behind row {number}: {' '.join(str(error).split())}", line=number + 1)


def plain(value: Any) -> Any:
    """JSON as Python has it, but that numbers with a fraction are text as it is written."""
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, list):
        return [plain(member) for member in value]
    if isinstance(value, dict):
        return {key: plain(member) for key, member in value.items()}
    return value


def _prefix(file: "_Bytes") -> str | None:
    """Where the first object stands that is a member of an array, in the words of ijson."""
    import ijson

    return next((prefix for prefix, event, _ in ijson.parse(file) if event == "start_map" and _is_item(prefix)), None)


def _is_item(prefix: str) -> bool:
    return prefix == "item" or prefix.endswith(".item")


class _Bytes:
    """The file in UTF-8 without a byte order mark, as ijson wants it."""

    def __init__(self, file: BinaryIO, encoding: str) -> None:
        self._file, self._first = file, True
        self._decoder = codecs.getincrementaldecoder(encoding)() if encoding != UTF_8 else None

    def read(self, size: int) -> bytes:
        data = self._file.read(size)
        if self._decoder:
            data = self._decoder.decode(data, final=not data).encode()
        if self._first:
            self._first, data = False, data.removeprefix(_MARK)
        return data
