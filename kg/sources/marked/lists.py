"""Lists of RDF (https://www.w3.org/TR/rdf-schema/#ch_collectionvocab): what names one says it of each member."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain, islice

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
    0, f"its lists share the same members more than {_SHARED} times and are not read; write each list out"
)


def unfolded(triples: list[ox.Triple], mistakes: list[Mistake]) -> list[ox.Triple]:
    """The same statements; one that names a list stands there for each of its members, in their order.

    Where that would take too long, the lists stay as they are, and that is added to `mistakes`.
    """
    if not any(triple.predicate in _PARTS or triple.object == _NIL for triple in triples):
        return triples
    store, places = ox.Store(), Places()
    store.bulk_extend(
        ox.Quad(t.subject, t.predicate, t.object) for t in places.recorded((triple, 0) for triple in triples)
    )
    unfold(store, places, mistakes)
    return [quad.triple for quad in sorted(store, key=lambda quad: (places.said(quad) or 0, str(quad)))]


def unfold(store: ox.Store, places: Places, mistakes: list[Mistake]) -> None:
    """The same in a store; the members get places in the list's."""

    def said(thing: Term, property_: ox.NamedNode) -> list[Term]:
        if isinstance(thing, ox.Literal | ox.Triple):
            return []
        quads = list(store.quads_for_pattern(thing, property_, None, None))
        # Nearly all cells have one of each.
        ordered = sorted(quads, key=lambda quad: (places.said(quad) or 0, str(quad))) if len(quads) > 1 else quads
        return [quad.object for quad in ordered]

    def named() -> Iterator[ox.Quad]:
        found = store.query(_CELLS)
        assert isinstance(found, ox.QuerySolutions)
        for head in chain((solution["cell"] for solution in found), [_NIL]):
            quads = store.quads_for_pattern(None, None, head, None)
            yield from (quad for quad in quads if quad.predicate not in _PARTS)

    def of_members() -> Iterator[ox.Quad]:
        for quad in named():
            members = (one for one in _steps(quad.object, said) if one is not None)
            for number, member in enumerate(members):
                one = ox.Quad(quad.subject, quad.predicate, member)
                places.add(quad, one, number)
                yield one

    most = (_SHARED + 1) * places.statements
    steps = (step for quad in named() for step in _steps(quad.object, said))
    if any(True for _ in islice(steps, most, None)):
        mistakes.append(_TOO_MANY)
        return
    store.bulk_extend(of_members())
    for quad in named():
        store.remove(quad)


def _steps(head: Term, said: Callable[[Term, ox.NamedNode], list[Term]]) -> Iterator[Term | None]:
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
