"""A JSON document that holds an array of objects, at its root or as the first one inside it, read object by object."""

from collections import deque
from collections.abc import Generator, Iterator
from itertools import islice
from pathlib import Path

from kg.model.record import Fault
from kg.sources.config import SourceConfig
from kg.sources.fields import fault
from kg.sources.json_text import Broken, Text
from kg.sources.stated import Leftover
from kg.sources.tables.rows.row import Row, row_of
from kg.system.files import opened

_DEEPEST = 20
_TOLD = 100
"""So many members of an array that has no objects are told; a report has room for fewer."""


def rows(path: Path, source: SourceConfig, encoding: str) -> Iterator[Row | Fault | Leftover]:
    """Each object of the array; what stands around it is no row. Of a broken document, what stands before is read."""
    with opened(path) as file:
        text = Text(file, encoding)
        try:
            if not (yield from _enter(text)):
                yield fault("", "", "has no array of objects", line=1)
                return
            yield from (row_of(line, value) for line, value in text.members())
            while text.peek() in ("]", "}"):
                text.take(text.peek())
            if text.peek():
                yield Leftover("property", "data after the array", text.rest(), text.line)
        except Broken as error:
            yield fault("", text.rest(), f"broken JSON: {error}", line=text.line)


def _enter(text: Text, path: str = "", depth: int = 0) -> Generator[Leftover, None, bool]:
    """Go to the first member of the array of objects, past what is none; False where a value ends without one."""
    first, line = text.peek(), text.line
    if first == "[":
        text.take("[")
        if not depth or text.peek() == "{":
            return True
        said = (value for _, value in text.members())
        yield Leftover("property", path, list(islice(said, _TOLD)), line)
        deque(said, maxlen=0)
    elif first == "{" and depth <= _DEEPEST:
        text.take("{")
        while text.peek() == '"':
            name = text.value()
            text.take(":")
            if (yield from _enter(text, f"{path}.{name}" if depth else name, depth + 1)):
                return True
            if text.peek() != "}":
                text.take(",")
        text.take("}")
    elif depth:
        yield Leftover("property", path, text.value(), line)
    return False
