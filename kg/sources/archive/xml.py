"""XML as a stream of the elements that matter, without entities, in bounded memory."""

import codecs
import re
from collections.abc import Callable, Iterator
from typing import BinaryIO, NamedTuple
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from kg.model.record import Fault
from kg.sources.fields import fault
from kg.sources.stated import Leftover
from kg.system.charset import UTF_8

_CHUNK = 1 << 16
_DEEPEST = 200
_LARGEST = 4_000_000
"""An element that is larger, in characters, is none that matters; so is a single tag or comment, in bytes."""
_ELEMENT = 64
"""So many characters an element counts for by itself."""


_DECLARES = re.compile(r"xmlns(?::|$)|xsi:(?:noNamespaceS|s)chemaLocation$")
"""Attributes that say nothing of a film: namespaces, and where a schema is."""


def local(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition(":")[2]


def small(name: str) -> str:
    """A name without its namespace, in small letters."""
    return local(name).casefold()


class Found(NamedTuple):
    """An element, names in it without namespace; `encoding` of the file, where it is not UTF-8."""

    element: Element
    line: int
    encoding: str


def elements(
    file: BinaryIO, names: frozenset[str], encoding: str = "", named: Callable[[str], str] = small
) -> Iterator[Found | Fault | Leftover]:
    """Each element of one of the names that stands in no other; a Fault, and the end, where the file is broken.

    Text outside of these is left over.

    `encoding` is used instead of the one that the file declares; `named` says how names are compared, and given.
    Declarations of a document type are refused, and with them all entities.
    """
    reading = _Reading(names, encoding, named)
    given = 0
    while True:
        chunk = file.read(_CHUNK)
        given += len(chunk)
        broken: Fault | None = None
        try:
            reading.parser.Parse(chunk, not chunk)
            if given - reading.parser.CurrentByteIndex > _LARGEST:
                raise ValueError(f"a tag or comment of more than {_LARGEST} bytes")
        except expat.ExpatError as error:
            broken = fault("", "", f"broken XML: {expat.errors.messages[error.code]}", line=error.lineno)
        except (ValueError, LookupError) as error:
            broken = fault("", "", str(error), line=reading.parser.CurrentLineNumber)
        yield from reading.take()
        if broken:
            yield broken
        if broken or not chunk:
            return


class Part:
    """An element of a record, and what was read of the whole record so far: elements, and attributes by name."""

    def __init__(self, element: Element, read: set[tuple[int, str]] | None = None) -> None:
        """Of a record, without `read`."""
        self.element, self._read = element, set() if read is None else read

    def all(self, path: str) -> list["Part"]:
        """The parts at a path of ElementTree's language."""
        return [Part(one, self._read) for one in self.element.findall(path)]

    def texts(self, path: str) -> Iterator[str]:
        """What is said at the end of a path, each text in one line; `a/@b` is an attribute. What is given is read."""
        way, _, last = path.rpartition("/")
        name = last.removeprefix("@") if last.startswith("@") else ""
        for one in self.element.findall(way or ".") if name else self.element.findall(path):
            if line := " ".join((one.get(name, "") if name else _text(one)).split()):
                self._read |= {(id(one), name)} if name else {(id(inner), "") for inner in one.iter()}
                yield line

    def unread(self) -> Iterator[tuple[str, str]]:
        """Path and text of each element and attribute that was not read."""
        waiting = [(self.element, self.element.tag)]
        while waiting:
            one, path = waiting.pop()
            waiting += ((child, f"{path}/{child.tag}") for child in reversed(one))
            text = " ".join(" ".join([one.text or "", *(child.tail or "" for child in one)]).split())
            if text and (id(one), "") not in self._read:
                yield path, text
            for name, value in one.attrib.items():
                if value.strip() and (id(one), name) not in self._read:
                    yield f"{path}/@{name}", value


def _text(element: Element) -> str:
    """Its text with that of what is marked up in it; "" where it only holds other elements."""
    own = [element.text or "", *(child.tail or "" for child in element)]
    return "".join(element.itertext()) if "".join(own).strip() else ""


class _Reading:
    """What the parser calls back: elements outside those that matter are passed over; the others wait to be taken."""

    def __init__(self, names: frozenset[str], encoding: str, named: Callable[[str], str]) -> None:
        self.parser = expat.ParserCreate(encoding or None)
        self.parser.buffer_text = True
        self.parser.XmlDeclHandler = self._declare
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self._named = named
        self._names, self._encoding, self._given = names, _other(encoding), encoding
        self._builder: TreeBuilder | None = None
        self._begin = self._size = self._line = 0
        self._done: list[Found | Leftover] = []
        # The elements that are open.
        self._path: list[str] = []

    def take(self) -> list[Found | Leftover]:
        done, self._done = self._done, []
        return done

    def _declare(self, version: str, encoding: str | None, standalone: int) -> None:
        self._encoding = self._encoding or _other("" if self._given else encoding or "")

    def _refuse(self, *declaration: object) -> None:
        raise ValueError("declares a document type, which is not supported; remove the declaration")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        own = self._named(name)
        self._path.append(own)
        if len(self._path) > _DEEPEST:
            raise ValueError(f"elements are nested more than {_DEEPEST} deep")
        if self._builder is None and own in self._names:
            self._builder, self._begin, self._size = TreeBuilder(), len(self._path), 0
            self._line = self.parser.CurrentLineNumber
        if self._builder:
            self._grow(_ELEMENT + sum(map(len, attributes.values())))
            said = {self._named(key): value for key, value in attributes.items() if not _DECLARES.match(key)}
            self._builder.start(own, said)

    def _text(self, text: str) -> None:
        if self._builder:
            self._grow(len(text))
            self._builder.data(text)
        elif text.strip():
            line = self.parser.CurrentLineNumber
            self._done.append(Leftover("element", "/".join(self._path), text.strip(), line))

    def _end(self, name: str) -> None:
        if self._builder:
            element = self._builder.end(self._named(name))
            if not len(element) and element.text:
                element.text = element.text.strip()
            if len(self._path) == self._begin:
                self._done.append(Found(self._builder.close(), self._line, self._encoding))
                self._builder = None
        self._path.pop()

    def _grow(self, size: int) -> None:
        self._size += size
        if self._size > _LARGEST:
            raise ValueError(f"an element of more than {_LARGEST} characters")


def _other(encoding: str) -> str:
    """The name of an encoding that is not UTF-8."""
    name = codecs.lookup(encoding).name if encoding else UTF_8
    return "" if name == UTF_8 else name
