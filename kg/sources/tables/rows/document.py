"""A JSON document that holds an array of objects, read object by object.

It is the one that the catalogue names by its path, or stands at the root, or is the first one inside. A path that ends
in `*` leads to the members of an object instead, as in `{"heat": {"year": 1995}, "ran": {"year": 1985}}`.
"""

from collections import deque
from collections.abc import Generator, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from kg.model.record import Fault
from kg.sources.config import SourceConfig
from kg.sources.fields import fault
from kg.sources.json_text import Broken, Text
from kg.sources.stated import Leftover
from kg.sources.tables.rows import references
from kg.sources.tables.rows.row import Row, row_of
from kg.system.files import opened

EACH = "*"
"""The end of a path to an object each of whose members is a row, and the column of their names."""

_DEEPEST = 20
_TOLD = 100
"""So many members of an array that has no objects are told; a report has room for fewer."""


def rows(path: Path, source: SourceConfig, encoding: str) -> Iterator[Row | Fault | Leftover]:
    """Each object of the array, with what its ids refer to where the catalogue says it."""
    found = _rows(path, source, encoding)
    return references.joined(found, path, encoding, source.joined) if source.joined else found


def _rows(path: Path, source: SourceConfig, encoding: str) -> Iterator[Row | Fault | Leftover]:
    """Each object of the array; what stands around it is no row. Of a broken document, what stands before is read."""
    with opened(path) as file:
        text = Text(file, encoding)
        try:
            if source.array:
                yield from _of_path(text, tuple(source.array.split(".")), source.array)
                return
            if not (yield from _enter(text)):
                if text.peek():
                    text.value()  # where it is broken there, that is told
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


def _of_path(text: Text, names: tuple[str, ...], array: str) -> Iterator[Row | Fault | Leftover]:
    """The objects of each array under a path, which may lead through arrays of others, as in `cinemas.films`."""
    found = False
    waiting: list[Row | Fault | Leftover] = []
    for one in _under(text, names):
        if not found and isinstance(one, _Without) and len(waiting) < _TOLD:
            waiting.append(one.row)
            continue
        found = found or not isinstance(one, Leftover)
        if found:
            yield from waiting
            waiting.clear()
        yield one.row if isinstance(one, _Without) else one
    if text.peek():
        raise Broken("there is text after its end")
    if not found:
        yield fault("", "", f"has no array {array!r} with objects; correct array in the catalogue", line=1)


class _Without(NamedTuple):
    """The row of an object that has no such array."""

    row: Row


def _under(
    text: Text, names: tuple[str, ...], path: str = "", above: dict[str, Any] | None = None
) -> Iterator[Row | Fault | Leftover | _Without]:
    """`above`: what the objects say whose arrays lead here, each by the name of its array; None outside of arrays."""
    first, line = text.peek(), text.line
    if first == "[" and not names:
        text.take("[")
        yield from (row_of(line, value) for line, value in text.members())
    elif first == "[":
        text.take("[")
        while text.peek() != "]":
            yield from _under(text, names, path, above or {})
            if text.peek() != "]":
                text.take(",")
        text.take("]")
    elif first == "{" and names == (EACH,):
        yield from _each(text, path)
    elif first == "{" and len(names) == 1 and above is not None:
        yield from _inherited(line, text.value(), names[0], path, above)
    elif first == "{" and names:
        text.take("{")
        said: dict[str, Any] = {}
        while text.peek() == '"':
            name = text.value()
            text.take(":")
            below = f"{path}.{name}" if path else name
            if name == names[0]:
                told = None if above is None else {**above, path.rpartition(".")[2]: said} if said else above
                yield from _under(text, names[1:], below, told)
            elif above is not None and text.peek() != "[":
                said[name] = text.value()
            else:
                yield Leftover("property", below, text.value(), line)
            if text.peek() != "}":
                text.take(",")
        text.take("}")
    else:
        yield Leftover("property", path, text.value(), line)


def _inherited(
    line: int, value: Any, name: str, path: str, above: dict[str, Any]
) -> Iterator[Row | Fault | Leftover | _Without]:
    """The members of an array inside an object of another one, each with what that object says besides, and those in
    which it is. Without members, what it says alone is a row.
    """
    if not isinstance(value, dict):
        yield row_of(line, value)
        return
    members = value.pop(name, None)
    own = {path.rpartition(".")[2]: value}
    said = {**above, **own}
    if not members:
        yield _Without(Row(line, own))
    for member in members if isinstance(members, list) else [members] if members else []:
        yield Row(line, {**member, **said}) if isinstance(member, dict) else row_of(line, member)


def _each(text: Text, path: str) -> Iterator[Row | Fault | Leftover]:
    """The members of an object that are objects themselves, each with its name."""
    text.take("{")
    while text.peek() == '"':
        name = text.value()
        text.take(":")
        first, line = text.peek(), text.line
        value = text.value()
        if first == "{":
            yield row_of(line, {EACH: name} | value)
        else:
            yield Leftover("property", f"{path}.{name}" if path else name, value, line)
        if text.peek() != "}":
            text.take(",")
    text.take("}")


def arrays(path: Path, encoding: str) -> list[str]:
    """The paths of arrays and objects of objects in a document, outer ones first; of a broken one, of what is read."""
    found: dict[str, None] = {}
    with opened(path) as file:
        text = Text(file, encoding)
        with suppress(Broken):
            _find(text, "", found)
    return sorted(found, key=lambda name: name.count(".") + bool(name))


def _find(text: Text, path: str, found: dict[str, None], depth: int = 0) -> None:
    first = text.peek()
    if first == "[":
        text.take("[")
        if text.peek() == "{":
            found[path] = None
        for number, (_, value) in enumerate(text.members()):
            if number < _TOLD and isinstance(value, dict):
                _find_inside(value, path, found)
    elif first == "{" and depth <= _DEEPEST:
        text.take("{")
        begin = list[str]()
        while text.peek() == '"':
            name = text.value()
            text.take(":")
            begin.append(text.peek())
            _find(text, f"{path}.{name}" if path else name, found, depth + 1)
            if text.peek() != "}":
                text.take(",")
        text.take("}")
        if len(begin) > 1 and set(begin) == {"{"}:
            found[f"{path}.{EACH}" if path else EACH] = None
    else:
        text.value()


def _find_inside(value: dict[str, Any], path: str, found: dict[str, None], depth: int = 0) -> None:
    for name, inner in value.items() if depth <= _DEEPEST else ():
        below = f"{path}.{name}" if path else name
        if isinstance(inner, dict):
            _find_inside(inner, below, found, depth + 1)
        members = [one for one in inner if isinstance(one, dict)] if isinstance(inner, list) else []
        if members:
            found[below] = None
        for one in members[:_TOLD]:
            _find_inside(one, below, found, depth + 1)
