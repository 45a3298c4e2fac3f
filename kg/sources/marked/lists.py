"""Lists of RDF (https://www.w3.org/TR/rdf-schema/#ch_collectionvocab): what names one says it of each member."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import pyoxigraph as ox

from kg.model.ntriples import Term
from kg.model.prefixes import RDF
from kg.rdf.said import Mistake
from kg.sources.marked.places import Places

_FIRST, _REST, _NIL = (ox.NamedNode(RDF + name) for name in ("first", "rest", "nil"))
_PARTS = (_FIRST, _REST)
_CELLS = f"SELECT DISTINCT ?cell {{ ?cell {_FIRST} ?member }}"

_SHARED = 20
"""Lists may share what they hold: all together they are read if that takes at most so many steps a statement."""

_TOO_MANY = Mistake(
    0, f"its lists hold the same members more than {_SHARED} times over, and are not read; write them out"
)

_Said = Callable[[Term, ox.NamedNode], list[Term]]
"""Gives what is said of a thing by a property."""


def unfolded(triples: list[ox.Triple], mistakes: list[Mistake]) -> list[ox.Triple]:
    """The same statements; one that names a list stands there for each of its members, in their order.

    Where that would take too long, the lists stay as they are, and that is added to `mistakes`.
    """
    parts: dict[tuple[Term, ox.NamedNode], list[Term]] = {}
    for triple in triples:
        if triple.predicate in _PARTS:
            parts.setdefault((triple.subject, triple.predicate), []).append(triple.object)
    named = [triple for triple in triples if triple.predicate not in _PARTS]

    def said(thing: Term, property_: ox.NamedNode) -> list[Term]:
        return parts.get((thing, property_), [])

    if _too_many((triple.object for triple in named), said, len(triples)):
        mistakes.append(_TOO_MANY)
        return triples
    return [ox.Triple(t.subject, t.predicate, member) for t in named for member in _members(t.object, said)]


def unfold(store: ox.Store, places: Places, mistakes: list[Mistake]) -> None:
    """The same in a store; the members get places in the list's."""

    def said(thing: Term, property_: ox.NamedNode) -> list[Term]:
        if isinstance(thing, ox.Literal | ox.Triple):
            return []
        quads = list(store.quads_for_pattern(thing, property_, None, None))
        # Nearly all cells have one of each.
        ordered = sorted(quads, key=lambda quad: (places.said(quad) or 0, str(quad))) if len(quads) > 1 else quads
        return [quad.object for quad in ordered]

    def naming() -> Iterator[ox.Quad]:
        found = store.query(_CELLS)
        assert isinstance(found, ox.QuerySolutions)
        for solution in found:
            yield from store.quads_for_pattern(None, None, solution["cell"], None)
        yield from store.quads_for_pattern(None, None, _NIL, None)

    def of_members() -> Iterator[ox.Quad]:
        for quad in named():
            for number, member in enumerate(_members(quad.object, said)):
                one = ox.Quad(quad.subject, quad.predicate, member)
                places.add(quad, one, number)
                yield one

    def named() -> Iterator[ox.Quad]:
        return (quad for quad in naming() if quad.predicate not in _PARTS)

    if _too_many((quad.object for quad in named()), said, places.statements):
        mistakes.append(_TOO_MANY)
        return
    store.bulk_extend(of_members())
    for quad in named():
        store.remove(quad)


def _members(head: Term, said: _Said) -> Iterator[Term]:
    """What is in a list and in the lists in it; what is no list is its own member."""
    return (one for one in _steps(head, said) if one is not None)


def _too_many(heads: Iterable[Term], said: _Said, statements: int) -> bool:
    """Whether it takes too long to go through all the lists."""
    left = (_SHARED + 1) * statements
    for _ in (step for head in heads for step in _steps(head, said)):
        left -= 1
        if left < 0:
            return True
    return False


def _steps(head: Term, said: _Said) -> Iterator[Term | None]:
    """Each member as it comes, and None for all else that is looked at; a list that is broken ends there."""
    seen = set[Term]()
    waiting: list[tuple[Term, bool]] = [(head, True)]
    while waiting:
        one, is_member = waiting.pop()
        held = [] if one in seen else said(one, _FIRST)
        if held:
            seen.add(one)
            waiting += [(cell, False) for cell in reversed(said(one, _REST))]
            waiting += [(member, True) for member in reversed(held)]
        yield one if is_member and one not in seen and one != _NIL else None
