"""Turtle files of the house as something to look things up in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.model.prefixes import DCTERMS as DCTERMS
from kg.model.prefixes import PROV as PROV
from kg.model.prefixes import RDF as RDF
from kg.model.prefixes import RDFS as RDFS
from kg.model.prefixes import SH as SH
from kg.model.prefixes import XSD as XSD
from kg.system.errors import ReelgraphError

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Statements = dict[str, dict[str, list[Term]]]


@dataclass(frozen=True, slots=True)
class Resource:
    """One subject, by its IRI or blank node label, and what the graph states of it."""

    name: str
    statements: Statements

    def objects(self, path: str) -> list[Term]:
        """The objects, in the order of the source."""
        return self.statements.get(self.name, {}).get(path, [])

    def texts(self, path: str) -> list[str]:
        """The IRIs, labels and lexical forms of all objects, sorted."""
        return sorted(_text(term) for term in self.objects(path))

    def one(self, path: str) -> str:
        """The one object, or "" where there is none."""
        return next(iter(self.texts(path)), "")

    def languages(self, path: str) -> dict[str, str]:
        """The language-tagged texts by language."""
        found = {t.language: t.value for t in self.objects(path) if isinstance(t, ox.Literal) and t.language}
        return dict(sorted(found.items()))

    def resources(self, path: str) -> Iterator[Resource]:
        """The objects as resources."""
        return (Resource(name, self.statements) for name in self.texts(path))

    def list(self, path: str) -> Iterator[str]:
        """The members of an RDF list, in order."""
        cell = self.one(path)
        while cell and cell != RDF + "nil":
            node = Resource(cell, self.statements)
            yield node.one(RDF + "first")
            cell = node.one(RDF + "rest")


@dataclass(frozen=True, slots=True)
class Graph:
    """A whole graph, by subject."""

    statements: Statements

    def __getitem__(self, name: str) -> Resource:
        """The resource of that IRI, with no statements where the graph has none."""
        return Resource(name, self.statements)

    def of_type(self, cls: str) -> list[Resource]:
        """The resources of a class, by IRI."""
        found = (Resource(name, self.statements) for name in sorted(self.statements))
        return [node for node in found if cls in node.texts(RDF + "type")]


def load(paths: Iterable[Path]) -> Graph:
    """Read Turtle files into one graph; a file that is no Turtle is a ReelgraphError with its line."""
    statements: Statements = {}
    for path in paths:
        try:
            for triple in ox.parse(path=path, format=ox.RdfFormat.TURTLE, rename_blank_nodes=True):
                by_path = statements.setdefault(_text(triple.subject), {})
                by_path.setdefault(triple.predicate.value, []).append(triple.object)
        except (SyntaxError, OSError) as error:
            raise ReelgraphError(f"{path.name}: no readable Turtle: {error}") from None
    return Graph(statements)


def _text(term: Term) -> str:
    if isinstance(term, ox.Triple):
        raise ReelgraphError(f"a triple term has no place here: {term}")
    return term.value
