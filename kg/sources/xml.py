"""XML as a stream of the elements that matter, without entities, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO
from xml.parsers import expat

from kg.record import Fault
from kg.sources.fields import fault

_CHUNK = 1 << 16
_DEEPEST = 200
_LARGEST = 4_000_000
"""In characters: a record with more text than this is none."""


@dataclass(slots=True)
class Element:
    """An element: its name and those of its attributes without namespace, in small letters."""

    name: str
    attributes: dict[str, str]
    line: int
    pieces: list[str] = field(default_factory=list)
    children: list[Element] = field(default_factory=list)

    def text(self) -> str:
        """Its own text, in one line."""
        return " ".join("".join(self.pieces).split())

    def found(self, paths: Iterable[str]) -> list[Element]:
        """The elements at the ends of all paths, each once."""
        return [element for path in paths for element in self._at(path.casefold().split("/"))]

    def first_found(self, paths: Iterable[str]) -> list[Element]:
        """The elements at the end of the first path where one says something."""
        ends = (self._at(path.casefold().split("/")) for path in paths)
        return next((end for end in ends if any(one.text() or one.attributes.get("code") for one in end)), [])

    def first(self, paths: Iterable[str]) -> str:
        """The first text at the end of a path: `name/text`, `@type`, or `.`, its own."""
        for path in paths:
            *steps, last = path.casefold().split("/")
            for element in self._at(steps if last[0] in "@." else [*steps, last]):
                text = element.attributes.get(last[1:], "") if last[0] == "@" else element.text()
                if text:
                    return text
        return ""

    def _at(self, steps: list[str]) -> list[Element]:
        found = [self]
        for step in steps:
            found = [child for element in found for child in element.children if child.name == step]
        return found


def elements(file: BinaryIO, names: frozenset[str]) -> Iterator[Element | Fault]:
    """Each element of one of the names that stands in no other; a Fault, and the end, where the file is broken.

    Declarations of a document type are refused, and with them all entities.
    """
    reading = _Reading(names)
    while True:
        chunk = file.read(_CHUNK)
        try:
            reading.parser.Parse(chunk, not chunk)
        except expat.ExpatError as error:
            yield from reading.take()
            yield fault("", "", f"broken XML: {expat.errors.messages[error.code]}", line=error.lineno)
            return
        except ValueError as error:
            yield from reading.take()
            yield fault("", "", str(error), line=reading.parser.CurrentLineNumber)
            return
        yield from reading.take()
        if not chunk:
            return


class _Reading:
    """What the parser calls back: elements outside records are passed over, and what is finished waits to be taken."""

    def __init__(self, names: frozenset[str]) -> None:
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._refuse
        self._names, self._open, self._depth, self._size = names, list[Element](), 0, 0
        self._done: list[Element] = []

    def take(self) -> list[Element]:
        done, self._done = self._done, []
        return done

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise ValueError(f"elements stand more than {_DEEPEST} deep")
        local = _local(name)
        if self._open or local in self._names:
            named = {_local(key): value for key, value in attributes.items()}
            element = Element(local, named, self.parser.CurrentLineNumber)
            if self._open:
                self._open[-1].children.append(element)
            self._open.append(element)

    def _end(self, name: str) -> None:
        self._depth -= 1
        if self._open:
            element = self._open.pop()
            if not self._open:
                self._done.append(element)
                self._size = 0

    def _text(self, text: str) -> None:
        if self._open:
            self._size += len(text)
            if self._size > _LARGEST:
                raise ValueError(f"a record with more than {_LARGEST} characters")
            self._open[-1].pieces.append(text)

    def _refuse(self, *declaration: object) -> None:
        raise ValueError("declares a document type: entities are not read; take the declaration out")


def _local(name: str) -> str:
    return name.rpartition(":")[2].casefold()
