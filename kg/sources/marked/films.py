"""From a node to the film that it is, and what is said of that, and of what belongs to it, and no field has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from kg.model import authorities
from kg.model.prefixes import SCHEMA
from kg.model.record import Fault, Person
from kg.model.values.people import parts
from kg.sources.forms import form_of
from kg.sources.marked import described
from kg.sources.marked.nodes import Node, Value, address, is_role
from kg.sources.marked.objects import Place, asked, clean, identifying
from kg.sources.stated import Leftover, Stated

_ROLE = frozenset({SCHEMA + "characterName"})


def films(node: Node, at: Place, line: int, told: set[str], key: str = "") -> Iterator[Stated | Leftover]:
    """The film that a node is, if it is one, and what is said of it and of what it links to, and no field has.

    `told` are the terms of what other films link to as well, for which that has been told already.
    """
    if kind := described.kind_of(node):
        faults: list[Fault] = []
        values = described.film(node, kind, at, faults)
        yield Stated(values, line, key, tuple(faults))
        yield from _left(node, kind, values, faults, line, told)


def _left(
    node: Node, kind: str, values: dict[str, Any], faults: list[Fault], line: int, told: set[str]
) -> Iterator[Leftover]:
    """The properties of a film that are in none of its `values` and no fault, and those of what it links to."""
    fields = described.fields(kind)
    stated = {name for name, value in values.items() if value} | {fault.field for fault in faults}
    stated |= {"release_date"} if values.get("year") else set()
    for property_, said in node.values.items():
        field = fields.get(property_, "")
        if property_ == SCHEMA + "sameAs":
            others = [one for one in said if not authorities.recognised(kind, address(one))]
            yield from (_leftover(_same(one), one, line) for one in others)
        elif field in stated:
            form = form_of(field).type.__name__
            yield from (one for value in said for one in _inside(property_, value, form, line, told))
        elif property_ not in identifying():
            yield from (_leftover(short(property_), value, line) for value in said)


def strangers(nodes: list[Node], films: Iterable[Node], lines: Mapping[str, int]) -> Iterator[Leftover]:
    """The things of a page that belong to no film, by their types; `lines` by their terms."""
    seen: set[int] = set()
    waiting: list[Value] = [*films]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Node) and id(one) not in seen:
            seen.add(id(one))
            waiting += (value for said in one.values.values() for value in said)
    for node in nodes:
        if id(node) not in seen and node.types:
            yield stranger(node, lines.get(node.term, 0) or 1)


def stranger(node: Node, line: int) -> Leftover:
    """A thing that belongs to no film, by its types."""
    return Leftover("thing", ", ".join(map(short, node.types)), _shown(node), line)


def short(iri: str) -> str:
    """A term of schema.org by its name, others by their IRIs."""
    return iri.removeprefix(SCHEMA)


def _inside(property_: str, value: Value, form: str, line: int, told: set[str]) -> Iterator[Leftover]:
    """What is said of a thing that a field has, once; behind a role stands who has it."""
    if not isinstance(value, Node):
        named = parts(clean(value.text)) if form == Person.__name__ and not value.is_iri else ()
        where = f"{short(property_)} (in brackets)"
        yield from (Leftover("property", where, note, line) for part in named for note in part.notes)
        return
    if value.term in told:
        return
    told.add(value.term)
    known = _ROLE | {property_} if is_role(value) else asked(form)
    for inner, said in value.values.items():
        if inner not in known:
            yield from (_leftover(f"{short(property_)}.{short(inner)}", one, line) for one in said)
        elif is_role(value) and inner == property_:
            # A role of a role says nothing that is read.
            yield from (one for who in said if not is_role(who) for one in _inside(property_, who, form, line, told))


def _leftover(name: str, value: Value, line: int) -> Leftover:
    return Leftover("property", name, _shown(value), line)


def _shown(value: Value) -> str:
    """A text, or what a thing is called."""
    if not isinstance(value, Node):
        return value.text
    names = [one.text for one in value.values.get(SCHEMA + "name", []) if not isinstance(one, Node)]
    return next(filter(None, [*names, value.iri, *map(short, value.types)]), "")


def _same(value: Value) -> str:
    """By the site that it is on."""
    try:
        return f"sameAs {urlsplit(address(value)).hostname or ''}".strip()
    except ValueError:
        return "sameAs"
