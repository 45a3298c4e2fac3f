"""Festivals as markup says them: events that have others inside of them, down to the showing of a film.

A film that is shown inside of a festival is in its edition; an EventSeries inside of one is a section.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.model.prefixes import RG, SCHEMA
from kg.sources.marked.nodes import Node, Value
from kg.sources.marked.postal import in_a_line

_FESTIVAL, _SERIES = SCHEMA + "Festival", SCHEMA + "EventSeries"
_OF, _PARTS, _ABOUT = SCHEMA + "superEvent", SCHEMA + "subEvent", SCHEMA + "subjectOf"
_SHOWN = (SCHEMA + "workPresented", SCHEMA + "workFeatured")
_EDITION, _SECTION = RG + "edition", RG + "section"
_DEEP = 4
"""A festival has sections, these may have programmes, and these have showings."""


def attached(nodes: Iterable[Node]) -> None:
    """What says of a festival or a section which films are shown there is said of these films as well."""
    known = list(nodes)
    for node in known:
        for part in _things(node, _PARTS):
            _add(part, _OF, node)
    around: dict[int, tuple[Node, ...]] = {}
    for node in known:
        for path in _SHOWN:
            for film in _things(node, path):
                _place(film, _around(node, around, _DEEP))
        for event in _things(node, _ABOUT):
            if found := _around(event, around, _DEEP):
                _place(node, found)
        _without_placed(node)


def _around(event: Node, known: dict[int, tuple[Node, ...]], deep: int) -> tuple[Node, ...]:
    """The festivals and the sections of festivals that an event is, or is inside of."""
    if id(event) not in known:
        known[id(event)] = ()  # events that are inside of each other are in no festival by that
        above = [one for of in _things(event, _OF) for one in _around(of, known, deep - 1)] if deep else []
        known[id(event)] = tuple({id(one): one for one in (*_named(event, above), *above)}.values())
    return known[id(event)]


def _named(event: Node, above: list[Node]) -> list[Node]:
    if _FESTIVAL in event.types:
        return [event]
    festivals = [one for one in above if _FESTIVAL in one.types]
    if _SERIES in event.types and len(festivals) == 1:
        event.values[_OF] = [*festivals]
        return [event]
    return []


def _place(film: Node, found: Iterable[Node]) -> None:
    for one in found:
        _add(film, _EDITION if _FESTIVAL in one.types else _SECTION, one)


def _without_placed(film: Node) -> None:
    """What a film has as its edition or section is not said of it a second time."""
    placed = {id(one) for path in (_EDITION, _SECTION) for one in film.values.get(path, ())}
    if placed and _ABOUT in film.values:
        left = [one for one in film.values.pop(_ABOUT) if id(one) not in placed]
        film.values |= {_ABOUT: left} if left else {}


def _add(thing: Node, path: str, value: Node) -> None:
    said = thing.values.setdefault(path, [])
    if not any(one is value for one in said):
        said.append(value)


def _things(node: Node, path: str) -> list[Node]:
    return [one for one in node.values.get(path, ()) if isinstance(one, Node) and one is not node]


def postal(value: Value) -> str:
    """A postal address in a line; "" for what is none."""
    if not isinstance(value, Node):
        return ""
    said = value.values
    return in_a_line(
        lambda name: next((one.text for one in said.get(SCHEMA + name, ()) if not isinstance(one, Node)), "")
    )
