"""What is said of a term or a shape on a page: a heading, a definition, facts, an example."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from textwrap import dedent

import pyoxigraph as ox

from kg.model.prefixes import RG, SCHEMA, SH
from kg.model.shapes import Resource
from kg.site.terms.examples import Use
from kg.site.terms.notation import Name, Notation, Words
from kg.site.terms.vocabulary import REFINES, RULE
from kg.site.words import how_many

COUNTS = ("minCount", "maxCount")


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its values."""

    label: str
    values: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A term or a shape. `example` is a statement of the release; empty where none uses it, None where none could."""

    id: str
    heading: Name
    short: str
    definition: Name | None
    facts: tuple[Fact, ...]
    query: tuple[str, str] = ("", "")
    example: Words | None = None


@dataclass(frozen=True, slots=True)
class EntryGroup:
    """Some entries under a heading, or without one."""

    heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Writing:
    """What entries are made with: the notation of the page, and the lines of examples that were found."""

    notation: Notation
    found: dict[Use, str]

    def label(self, key: str) -> str:
        """A word of the site."""
        return self.notation.frame.words[key]

    def iri(self, iri: str) -> Fact:
        """An IRI, to be copied."""
        return Fact(self.label("iri"), ((Name(iri, code=True),),))

    def facts(self, node: Resource, labels: Iterable[tuple[str, str]]) -> Iterator[Fact]:
        """For each property (with the key of its word) of which the node has values: these."""
        for path, key in labels:
            if values := tuple(self.notation.values(node, path)):
                yield Fact(self.label(key), values)

    def annotations(self, node: Resource) -> Iterator[Fact]:
        """What a node says in our own terms, under their labels."""
        terms = self.notation.vocabulary.ontology
        for path in (path for path in node.paths() if path.startswith(RG)):
            yield Fact(self.notation.called(terms[path]).text, tuple(self.notation.values(node, path)))

    def refined(self, iri: str) -> Iterator[Fact]:
        """The terms of schema.org that are stated together with one of ours."""
        term = self.notation.vocabulary.ontology[iri]
        implied = (general for path in REFINES for general in term.texts(path) if general.startswith(SCHEMA))
        if values := tuple((self.notation.name(general),) for general in implied):
            yield Fact(self.label("stated_too"), values)

    def count(self, node: Resource) -> Name:
        """How many values a property shape asks for."""
        least, most = (node.one(SH + term) for term in COUNTS)
        return Name(how_many(least, most, self.notation.frame.language))

    def severity(self, node: Resource) -> Fact:
        """What becomes of what breaks a shape."""
        severity = node.one(SH + "severity").removeprefix(SH) or "Violation"
        return Fact(self.label("severity"), ((Name(self.label(severity.lower())),),))

    def example(self, *uses: Use) -> Words:
        """The first use that was found, as a statement; nothing where there is none."""
        line = next((self.found[use] for use in uses if use in self.found), "")
        statements = ox.parse(line, format=ox.RdfFormat.N_QUADS)
        return next((self.notation.statement(s.subject, s.predicate, s.object) for s in statements), ())

    def query(self, node: Resource) -> tuple[str, str]:
        """Local name and text of the query of a rule."""
        for constraint in node.resources(SH + RULE):
            return constraint.name.rpartition("#")[2], dedent(constraint.one(SH + "select")).strip()
        return "", ""
