"""A JSON document that holds an array of objects, at its root or as the first one inside it, read object by object."""

from collections.abc import Generator, Iterator
from pathlib import Path

from kg.model.record import Fault
from kg.sources.config import SourceConfig
from kg.sources.fields import fault
from kg.sources.json_text import Broken, Text
from kg.sources.stated import Leftover
from kg.sources.tables.rows.row import Row, row_of
from kg.system.files import opened

_DEEPEST = 20


def rows(path: Path, source: SourceConfig, encoding: str) -> Iterator[Row | Fault | Leftover]:
    """Each object of the array; what stands around it is no row. Of a broken document, what stands before is read."""
    with opened(path) as file:
        text = Text(file, encoding)
        try:
            if not (yield from _enter(text)):
                yield fault("", "", "holds no array of objects", line=1)
                return
            yield from (row_of(line, value) for line, value in text.members())
            while text.peek() in ("]", "}"):
                text.take(text.peek())
            if text.peek():
                yield Leftover("property", "what stands behind the array", text.rest(), text.line)
        except Broken as error:
            yield fault("", text.rest(), f"broken JSON: {error}", line=text.line)


def _enter(text: Text, path: str = "", depth: int = 0) -> Generator[Leftover, None, bool]:
    """Go to the first member of the array of objects, past what is none; False where the document ends without one."""
    if depth > _DEEPEST or text.peek() not in ("[", "{"):
        return False
    if text.peek() == "[":
        text.take("[")
        return True
    text.take("{")
    while text.peek() == '"':
        name = f"{path}{text.value()}"
        text.take(":")
        first, line = text.peek(), text.line
        if first == "{" or (first == "[" and text.begins_objects()):
            if (yield from _enter(text, f"{name}.", depth + 1)):
                return True
        else:
            yield Leftover("property", name, text.value(), line)
        if text.peek() != "}":
            text.take(",")
    text.take("}")
    return False
