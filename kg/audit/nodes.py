"""The JSON-LD of a page, each statement with the place where it stands."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from kg.rdf.jsonld import statements as parsed
from kg.rdf.pointers import Place, pointers
from kg.rdf.statements import plain

NAMELESS = "urn:pointer:"
"""Begins the IRIs that nodes without one get, so that a statement leads back to its place."""

Pointers = dict[tuple[str, str, str], str]
"""Subject, property, value ("" = any) → pointer of where that is said first; of a subject alone, of its node."""

_VALUES = {"@value", "@list", "@set"}


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement in plain text, whether its object is a node, its language, and where it stands (0: not known)."""

    subject: str
    predicate: str
    value: str
    is_node: bool
    language: str = ""
    line: int = 0
    pointer: str = ""


def statements(text: str, terms: dict[str, Any], base: str, path: str, line: int) -> list[Stated]:
    """The statements of a block that begins on `line` of a page. Raises NotJson and NotRdf."""
    places = pointers(text)
    named = _named(json.loads(text), "", f"{NAMELESS}{line}")
    found = _places(named, "", {})
    triples = parsed(json.dumps(named), terms, base, path, line)
    return [_stated(triple, found, places, line) for triple in triples]


def _stated(triple: ox.Triple, found: Pointers, places: dict[str, Place], line: int) -> Stated:
    subject, predicate, value = plain(triple.subject), triple.predicate.value, triple.object
    text, key = plain(value), predicate.rpartition("#")[2].rpartition("/")[2]
    wanted = ((subject, key, text), (subject, key, ""), (subject, "", ""))
    pointer = next((found[each] for each in wanted if each in found), "")
    language = getattr(value, "language", None) or ""
    is_node = not hasattr(value, "datatype")
    return Stated(subject, predicate, text, is_node, language, line + places.get(pointer, (1, 1))[0] - 1, pointer)


def _named(value: Any, pointer: str, prefix: str) -> Any:
    """The same with an IRI for each node that has none."""
    if isinstance(value, list):
        return [_named(member, f"{pointer}/{number}", prefix) for number, member in enumerate(value)]
    if not isinstance(value, dict):
        return value
    found = {
        key: inner if key.startswith("@") and key != "@graph" else _named(inner, f"{pointer}/{_escaped(key)}", prefix)
        for key, inner in value.items()
    }
    is_node = value.keys() - {"@context", "@graph"} and not value.keys() & _VALUES
    if is_node and not value.keys() & {"@id", "id"}:
        found["@id"] = f"{prefix}:{pointer}"
    return found


def _places(value: Any, pointer: str, found: Pointers) -> Pointers:
    if isinstance(value, list):
        for number, member in enumerate(value):
            _places(member, f"{pointer}/{number}", found)
    elif isinstance(value, dict):
        subject = str(value.get("@id", value.get("id", "")))
        found.setdefault((subject, "", ""), pointer)
        for key, inner in value.items():
            below = f"{pointer}/{_escaped(key)}"
            found.setdefault((subject, key.removeprefix("@"), ""), below)
            for text, at in _texts(inner, below):
                found.setdefault((subject, key, text), at)
            _places(inner, below, found)
    return found


def _texts(value: Any, pointer: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, list):
        for number, member in enumerate(value):
            yield from _texts(member, f"{pointer}/{number}")
    elif isinstance(value, dict):
        said = value.get("@value", value.get("@id", value.get("id")))
        if said is not None:
            yield str(said), pointer
    else:
        yield str(value), pointer


def _escaped(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")
