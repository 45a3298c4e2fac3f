"""The release's side of an audit: what its graph states of a thing, what a page should say, which page is whose."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from kg.audit.alike import MOST, NAMING, keys
from kg.audit.canonical import plainest
from kg.audit.nodes import Fact, Stated, stated
from kg.audit.ratings import of_page
from kg.audit.visible import Visible
from kg.model import iris
from kg.model.ntriples import plain
from kg.model.prefixes import SCHEMA
from kg.model.profile import profile
from kg.model.terms import coercions
from kg.rdf import jsonld
from kg.release.films import Film
from kg.release.markup import script
from kg.release.opened import Release

URL = SCHEMA + "url"


class Graph:
    """A release, read document by document as it is asked for."""

    def __init__(self, release: Release) -> None:
        """Nothing is read yet."""
        self._release = release
        self._named = lru_cache(2048)(self._release.films.named)
        self.facts = lru_cache(2048)(self._facts)
        self.subjects = lru_cache(2048)(self._subjects)

    def films(self, address: str) -> list[str]:
        """The films whose page has that address: the one that a record states, or that of a document."""
        return [film.iri for film in self._release.films.at(address)]

    def addresses(self, iri: str, pages: Iterable[str]) -> list[str]:
        """By which addresses a film is known, on one of its pages with these addresses."""
        film = self._found(iri)
        return self._release.films.own(film, pages) if film else []

    def is_film(self, iri: str) -> bool:
        """Whether there is markup of a thing."""
        return self._found(iri) is not None

    def expected(self, iri: str, page: Visible | None = None) -> list[Stated]:
        """What a page of a film should say; without a page, all that one may say."""
        film = self._found(iri)
        if not film:
            return []
        markup = of_page(film.markup(), page)[0] if page else film.markup()
        return stated(jsonld.read(script(markup), coercions(profile()), "urn:x:", 1))

    def titled(self, title: str) -> list[str]:
        """The films of a title, original or not, however it is spelt."""
        return [film.iri for film in self._release.films.titled(title)]

    def _found(self, iri: str) -> Film | None:
        film = self._named(iris.document(iri))
        return film if film and film.iri == iri else None

    def _facts(self, document: str) -> frozenset[Fact]:
        """What the graph of a document states, as it is compared; things also by what they are told by.

        Type and name of its neighbours are included; nothing else of others'.
        """
        said = [(plain(q.subject), q.predicate.value, plain(q.object)) for q in self._release.graph(document)]
        naming: dict[str, list[str]] = defaultdict(list)
        for subject, path, value in said:
            if path in NAMING and len(naming[subject]) < MOST:
                naming[subject].append(plainest(path, value))
        told = ((s, path, each) for s, path, value in said for each in (value, *naming.get(value, ())))
        return frozenset(key for each in told for key in keys(*each, as_known=True))

    def _subjects(self, document: str) -> frozenset[str]:
        """Of what the graph of a document states something."""
        return frozenset(subject for subject, _, _ in self.facts(document))
