"""XML whose films are elements of one name, as programs export their lists: children and attributes are the cells.

It is the element that the catalogue names in `array`, else the outermost one that is repeated.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element
from xml.parsers import expat

from kg.model.record import Fault
from kg.sources.archive import xml
from kg.sources.config import SourceConfig
from kg.sources.fields import fault
from kg.sources.stated import Leftover
from kg.sources.tables.rows.row import Row
from kg.system.files import opened

_LOOKED_AT = 1 << 22
"""So many bytes tell which elements are repeated."""


_DEEPEST = 200


def rows(path: Path, source: SourceConfig, encoding: str) -> Iterator[Row | Fault | Leftover]:
    """Each element of the name, one at a time; where the file breaks, what stands before is read."""
    name = source.array or next(iter(names(path)), "")
    empty = True
    with opened(path) as file:
        for found in xml.elements(file, frozenset((name,)), source.encoding, xml.local):
            empty = empty and isinstance(found, Leftover)
            yield found if isinstance(found, (Fault, Leftover)) else Row(found.line, _cells(found.element))
    if empty:
        told = f"no element {name}; correct array in the catalogue" if source.array else "no element that is repeated"
        yield fault("", "", f"has {told}", line=1)


def names(path: Path) -> list[str]:
    """The names of elements that may be films, which have children or attributes: repeated ones, outer ones first.

    Behind them those in the root, and the root: a film may be alone in its file, and its actors be repeated.
    """
    often, inside, attributed = Counter[tuple[str, ...]](), set[tuple[str, ...]](), set[tuple[str, ...]]()
    way: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        inside.add(tuple(way))
        way.append(xml.local(name))
        if len(way) > _DEEPEST:
            raise ValueError("nested too deep")
        often[tuple(way)] += 1
        if attributes:
            attributed.add(tuple(way))

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: way.pop()
    parser.StartDoctypeDeclHandler = _refuse
    with opened(path) as file, suppress(expat.ExpatError, ValueError, LookupError):
        parser.Parse(file.read(_LOOKED_AT))
    parents = sorted((one for one in often if one in inside | attributed), key=len)
    repeated = [one for one in parents if often[one] > 1]
    outer = [one for one in parents if len(one) == 2] + [one for one in parents if len(one) == 1]
    return list(dict.fromkeys(one[-1] for one in repeated + outer))


def _refuse(*declaration: object) -> None:
    raise ValueError("entities are not read")


def _cells(element: Element) -> dict[str, Any]:
    """Child → what it says, a list where there are several of one name; attributes have `@` before their names."""
    found: dict[str, list[Any]] = {f"@{name}": [value] for name, value in element.attrib.items()}
    for child in element:
        found.setdefault(child.tag, []).append(_said(child))
        if len(child) or _text(child):
            for name, value in child.attrib.items():
                found.setdefault(f"{child.tag}@{name}", []).append(value)
    return {name: values[0] if len(values) == 1 else values for name, values in found.items()}


def _said(element: Element) -> Any:
    """A text, the list of what children of one name say, or an object of children; of an empty one its attributes."""
    if not len(element):
        return _text(element) or dict(element.attrib) or ""
    if text := _text(element):
        return text
    children = _cells(element)
    own = {child.tag for child in element}
    if len(own) == 1:
        return [_said(child) for child in element]
    return {name: value for name, value in children.items() if not name.startswith("@")}


def _text(element: Element) -> str:
    """Its text with that of what is marked up in it; "" where it only holds other elements."""
    own = [element.text or "", *(child.tail or "" for child in element)]
    return "".join(element.itertext()).strip() if "".join(own).strip() else ""
