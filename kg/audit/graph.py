"""The release's side of an audit: what its graph states of a thing, what a page should say, which page is whose."""

from __future__ import annotations

from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from kg.audit.nodes import Stated, stated
from kg.model import iris
from kg.model.profile import SCHEMA, profile
from kg.model.terms import coercions
from kg.rdf import jsonld
from kg.rdf.addresses import normal
from kg.rdf.statements import plain
from kg.release import disk as release
from kg.release.markup import FOLDER

URL = SCHEMA + "url"


class Fact(NamedTuple):
    """A statement in plain text."""

    subject: str
    predicate: str
    value: str


class Graph:
    """A release, read document by document as it is asked for."""

    def __init__(self, out: Path) -> None:
        """Raises ReelgraphError where OUT holds no release."""
        self._folder = release.current(out)
        self.base = str(release.manifest(self._folder).get("base", ""))
        self.facts = lru_cache(2048)(self._facts)
        self.expected = lru_cache(2048)(self._expected)

    def film(self, address: str) -> str:
        """The film whose page has that address: the one that its record states, or that of its document; or ""."""
        return self._films.get(normal(address), "")

    def is_film(self, iri: str) -> bool:
        """Whether there is markup of a thing."""
        return self._file(iri) is not None

    def _facts(self, document: str) -> frozenset[Fact]:
        """What the graph of a document states, type and name of its neighbours included; nothing of others'."""
        path = self._folder / document.removeprefix(self.base) / "index.nt"
        if not document.startswith(self.base) or ".." in document or not path.is_file():
            return frozenset()
        quads = ox.parse(path=path, format=ox.RdfFormat.N_TRIPLES)
        return frozenset(Fact(plain(q.subject), q.predicate.value, plain(q.object)) for q in quads)

    def _expected(self, iri: str) -> tuple[Stated, ...]:
        """What a page of a film should say."""
        path = self._file(iri)
        if not path:
            return ()
        return tuple(stated(jsonld.read(path.read_text("utf-8"), coercions(profile()), "urn:x:", 1)))

    def _file(self, iri: str) -> Path | None:
        kind, name = iris.folder(self.base, iri), iris.name(iri)
        if not iri.startswith(self.base) or not iri.endswith(iris.THIS) or not name.replace("-", "").isalnum():
            return None
        tried = (self._folder / FOLDER / f"{name}.json", self._folder / FOLDER / kind / f"{name}.json")
        own = [path for path in tried if path.is_file()]
        # A film and a series of one name have files of one name; the document tells them apart.
        fitting = own if len(own) < 2 else [own[1]]
        return fitting[0] if fitting and (self._folder / kind / name).is_dir() else None

    @cached_property
    def _films(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for path in sorted((self._folder / FOLDER).rglob("*.json")):
            said = stated(jsonld.read(path.read_text("utf-8"), {}, "urn:x:", 1))
            film = said[0].subject
            found[normal(iris.document(film))] = film
            found |= {normal(each.value): film for each in said if (each.subject, each.predicate) == (film, URL)}
        return found
