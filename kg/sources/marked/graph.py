"""The films in a store of our terms, each with what is said of it, in the order of their file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

import pyoxigraph as ox

from kg.model.ntriples import Term
from kg.model.prefixes import SCHEMA
from kg.model.profile import RDF_TYPE
from kg.sources.marked import described
from kg.sources.marked.objects import asked_of_any, own_links
from kg.sources.marked.places import Places
from kg.system import resources

TYPE = ox.NamedNode(RDF_TYPE)

_FARTHEST = 2
"""So many steps from a film stands what is said of it: a work's author is two steps away."""

Thing = ox.NamedNode | ox.BlankNode
"""What something can be said of."""

_Order = tuple[list[int], str]


class Described:
    """A store of our terms, and the places of what it holds."""

    def __init__(self, store: ox.Store, places: Places) -> None:
        """`places` are those of the file that the store was made from."""
        self.store, self._places = store, places
        self._whole = set[Thing]()

    @cached_property
    def subjects(self) -> list[Thing]:
        """The films, in the order in which they are described."""
        found = (self.store.quads_for_pattern(None, TYPE, ox.NamedNode(cls), None) for cls in described.classes())
        films = {quad.subject for quads in found for quad in quads if not isinstance(quad.subject, ox.Triple)}
        return sorted(films, key=self._described)

    def types(self, subject: Thing) -> set[str]:
        """The IRIs of the classes of a thing."""
        found = self.store.quads_for_pattern(subject, TYPE, None, None)
        return {quad.object.value for quad in found if isinstance(quad.object, ox.NamedNode)}

    def around(self, film: Thing) -> list[ox.Triple]:
        """What is said of a film, and of what that points at; the first statements are its own."""
        return _triples(self._around(film, self._whole))

    def strangers(self, given: ox.Store) -> Iterator[list[ox.Triple]]:
        """What is said in `given`, as the file has it, of each thing of schema.org's that no film leads to."""
        for film in self.subjects:
            self._reach(film, given)
        typed = (quad.subject for quad in given.quads_for_pattern(None, TYPE, None, None) if _is_schemas(quad.object))
        subjects = {thing for thing in typed if isinstance(thing, Thing) and self._places.reach(thing)}
        for subject in sorted(subjects, key=self._described):
            yield _triples(self.in_order(given.quads_for_pattern(subject, None, None, None)))

    def _reach(self, film: Thing, given: ox.Store) -> None:
        """Note what a film leads to, however far, in the file and in what the queries made of it."""
        waiting: list[Thing] = [film] if self._places.reach(film) else []
        while waiting:
            thing = waiting.pop()
            quads = list(given.quads_for_pattern(thing, None, None, None))
            if thing == film or not quads:
                quads += self.store.quads_for_pattern(thing, None, None, None)
            objects = (quad.object for quad in quads)
            waiting += [one for one in objects if isinstance(one, Thing) and self._places.reach(one)]

    def in_order(self, quads: Iterable[ox.Quad]) -> list[ox.Quad]:
        """Statements as the file has them; those that it has not, as queries make them, come before."""
        return sorted(quads, key=lambda quad: (self._said(quad), quad.predicate.value))

    def _said(self, quad: ox.Quad) -> _Order:
        place = self._places.said(quad)
        if place is None and isinstance(quad.object, ox.BlankNode):
            return self._described(quad.object)
        return [] if place is None else [place], str(quad.object)

    def _described(self, thing: Thing) -> _Order:
        """Where a thing is described. One that a query makes is where the last is named that it says.

        What it shares with things before it is named there.
        """
        place = self._places.described(thing)
        if place is not None:
            return [place], ""
        quads = self.store.quads_for_pattern(thing, None, None, None)
        places = (self._places.said(quad) for quad in quads)
        found = sorted((place for place in places if place is not None), reverse=True)
        return found, "" if isinstance(thing, ox.BlankNode) else str(thing)

    def _around(self, subject: Thing, whole: set[Thing]) -> Iterator[ox.Quad]:
        """What is said of a film, and of what that points at, as far as it matters.

        Of what a film points at, all is said once, which adds it to `whole`; then only what is read: a company may say
        of itself that it owns each of the films. A role is the film's own, and so are links of the catalogue's shapes.
        """
        seen, now = {subject}, [(subject, True)]
        for step in range(_FARTHEST + 1):
            quads = [quad for thing, entire in now for quad in self._quads(thing, entire, step)]
            yield from quads
            roles = {quad.subject for quad in quads if quad.predicate == TYPE and str(quad.object).endswith("Role>")}
            if step:
                whole.update(thing for thing, entire in now if entire and thing not in roles)
            now = []
            for quad in quads:
                if isinstance(thing := quad.object, Thing) and thing not in seen:
                    seen.add(thing)
                    entire = not step or quad.subject in roles or quad.predicate.value in own_links()
                    now.append((thing, entire and thing not in whole))

    def _quads(self, thing: Thing, entire: bool, step: int) -> list[ox.Quad]:
        """All that is said of a thing, or what is read, in order."""
        properties = (None,) if entire else _read()
        quads = [one for name in properties for one in self.store.quads_for_pattern(thing, name, None, None)]
        if step and len({quad.predicate for quad in quads}) == len(quads):
            # Nearly all things that films point at say one thing by a property: their order is no matter.
            return sorted(quads, key=lambda quad: quad.predicate.value)
        return self.in_order(quads)


def _triples(quads: Iterable[ox.Quad]) -> list[ox.Triple]:
    return [ox.Triple(quad.subject, quad.predicate, quad.object) for quad in quads]


def _is_schemas(term: Term) -> bool:
    return isinstance(term, ox.NamedNode) and term.value.startswith(SCHEMA)


@resources.kept
def _read() -> tuple[ox.NamedNode, ...]:
    return (TYPE, *map(ox.NamedNode, sorted(asked_of_any())))
