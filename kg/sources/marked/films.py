"""From a node to the film that it is, and what is said of that, and of what belongs to it, and no field has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from kg.model import authorities
from kg.model.prefixes import RG, SCHEMA
from kg.model.profile import Kind, profile
from kg.model.record import Fault, Person
from kg.model.values.people import parts
from kg.sources.forms import form_of
from kg.sources.marked import described
from kg.sources.marked.nodes import Node, Said, Value, address
from kg.sources.marked.objects import Place, added, asked, clean, each_of, identifying, is_address, name, passed_over
from kg.sources.marked.roles import Credit, credits
from kg.sources.stated import Leftover, Stated
from kg.system import resources

_Left = tuple[str, Value]
"""What a property is called, and a value of it that no field has."""

_NAMING = ("name", "roleName")


def films(node: Node, at: Place, line: int, told: set[str], key: str = "") -> Iterator[Stated | Leftover]:
    """The film that a node is, if it is one, and what is said of it and of what it links to, and no field has.

    `told` are the terms of what other films link to as well, for which that has been told already.
    """
    if kind := described.kind_of(node):
        faults: list[Fault] = []
        values = described.film(node, kind, at, faults)
        yield Stated(values, line, key, tuple(faults))
        left = _left(node, kind, _stated(values, faults), at, told)
        yield from (Leftover("property", name, _shown(value), line) for name, value in left)


def _stated(values: dict[str, Any], faults: list[Fault]) -> set[str]:
    """The fields of which something is in a record or a fault of it."""
    stated = {name for name, value in values.items() if value}
    stated |= {fault.field.partition(".")[0] for fault in faults}
    return stated | ({"release_date"} if values.get("year") else set())


def _left(node: Node, kind: str, stated: set[str], at: Place, told: set[str]) -> Iterator[_Left]:
    """What a film says by properties of no field in `stated`, what it says in other languages, and `_inside`."""
    fields = described.fields(kind)
    for property_, said in node.values.items():
        field = fields.get(property_, "")
        if property_ == SCHEMA + "sameAs":
            yield from ((_same(one), one) for one in said if not authorities.recognised(kind, address(one)))
            continue
        credited = [(value, credits(property_, value, fields, at)) for value in said]
        yield from (one for value, of in credited if of for one in _of_role(property_, value, of, stated, at, told))
        plain = [value for value, of in credited if not of]
        if field in stated:
            if described.is_single(field):
                others = (one for one in passed_over(plain, at.language) if field != "title" or is_address(one))
                yield from ((short(property_), one) for one in others)
            form = form_of(field).type.__name__
            yield from (one for value in plain for one in _inside(property_, value, form, at, told))
        elif property_ not in identifying():
            yield from ((short(property_), value) for value in plain)


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
    """A term of schema.org or of ours by its name, others by their IRIs."""
    return iri.removeprefix(SCHEMA).removeprefix(RG)


def _inside(property_: str, value: Value, form: str, at: Place, told: set[str]) -> Iterator[_Left]:
    """What is said of a thing that a field has, once."""
    if not isinstance(value, Node):
        named = parts(clean(value.text)) if form == Person.__name__ and not value.is_iri else ()
        yield from ((f"{short(property_)} (in brackets)", Said(note)) for part in named for note in part.notes)
        return
    if value.term in told:
        return
    told.add(value.term)
    known, each, links = asked(form), each_of(form), _links(form)
    for inner, said in value.values.items():
        called = f"{short(property_)}.{short(inner)}"
        if inner not in known or inner not in each:
            left = passed_over(said, at.language) if inner in known else said
            yield from ((called, one) for one in left)
        elif inner in links:
            yield from (one for thing in said for one in _inside(called, thing, links[inner], at, told))


@resources.kept
def _links(form: str) -> dict[str, str]:
    """Property of a thing of this form that the catalogue links to others by → the form of those."""
    by_class, own = profile().by_class, added(form)
    links = (one for one in own if one.kind is Kind.LINK and one.target in by_class)
    return {path: by_class[one.target].record for one in links for path in (one.path, *one.implied)}


def _of_role(
    property_: str, role: Value, of: list[Credit], stated: set[str], at: Place, told: set[str]
) -> Iterator[_Left]:
    """What a role says and its credits do not, and what is said of who has it."""
    if stated.isdisjoint(credit.field for credit in of):
        yield short(property_), role
        return
    taken = {one for credit in of for one in credit.said}
    others = [who for who in of[0].who if who is not role]
    for inner, said in role.values.items() if isinstance(role, Node) else ():
        left = [one for one in said if (inner, name(one, "Person.name", at)) not in taken]
        if not others and inner in asked(Person.__name__):
            left = [] if inner in each_of(Person.__name__) else [*passed_over(said, at.language)]
        if not others or inner != of[0].by:
            yield from ((f"{short(property_)}.{short(inner)}", one) for one in left)
    for who in others:
        yield from _inside(property_, who, Person.__name__, at, told)


def _shown(value: Value) -> str:
    """A text, or what a thing is called."""
    if not isinstance(value, Node):
        return value.text
    named = (one for property_ in _NAMING for one in value.values.get(SCHEMA + property_, []))
    names = [one.text for one in named if not isinstance(one, Node)]
    return next(filter(None, [*names, value.iri, *map(short, value.types)]), "")


def _same(value: Value) -> str:
    """By the site that it is on."""
    try:
        return f"sameAs {urlsplit(address(value)).hostname or ''}".strip()
    except ValueError:
        return "sameAs"
