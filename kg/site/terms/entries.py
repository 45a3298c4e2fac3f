"""What is said of a term or a shape on a page: a heading, a definition, facts, an example."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from textwrap import dedent

import pyoxigraph as ox

from kg.model.prefixes import RG, SCHEMA, SH, SKOS
from kg.model.shapes import Resource
from kg.report.words import local_name
from kg.site.terms.examples import Use
from kg.site.terms.notation import Name, Notation, Words
from kg.site.terms.vocabulary import REFINES, RULE
from kg.site.words import how_many

COUNTS = ("minCount", "maxCount")
_DEFINITIONS = (SKOS + "definition", SH + "description")


Fact = tuple[str, tuple[Words, ...]]
"""A label and its values."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A term or a shape. `example` is a statement of the release; empty where none uses it, None where none could."""

    id: str
    heading: Name
    short: str
    definition: Name | None
    facts: tuple[Fact, ...]
    query: tuple[str, str]
    example: Words | None


@dataclass(frozen=True, slots=True)
class Writing(Notation):
    """A notation with the lines of examples that were found: what entries are made with."""

    found: dict[Use, str]

    def entry(self, node: Resource, facts: Iterable[Fact], example: Words | None) -> Entry:
        """A term or a shape, with the query of a rule."""
        texts = next(filter(None, map(node.languages, _DEFINITIONS)), {})
        name, short, definition = self.called(node), self.short(node.name), self.worded(texts)
        return Entry(local_name(node.name), name, short, definition, tuple(facts), self._query(node), example)

    def label(self, key: str) -> str:
        """A word of the site."""
        return self.frame.words[key]

    def iri(self, iri: str) -> Fact:
        """An IRI, to be copied."""
        return self.label("iri"), ((Name(iri, code=True),),)

    def facts(self, node: Resource, paths: Iterable[str]) -> Iterator[Fact]:
        """For each property of which the node has values: these."""
        for path in paths:
            if values := tuple(self.values(node, path)):
                yield self.label(self.short(path).replace(":", "_")), values

    def annotations(self, node: Resource) -> Iterator[Fact]:
        """What a node says in our own terms, under their labels."""
        terms = self.vocabulary.ontology
        for path in (path for path in node.paths() if path.startswith(RG)):
            yield self.called(terms[path]).text, tuple(self.values(node, path))

    def refined(self, iri: str) -> Iterator[Fact]:
        """The terms of schema.org that are stated together with one of ours."""
        term = self.vocabulary.ontology[iri]
        implied = (general for path in REFINES for general in term.texts(path) if general.startswith(SCHEMA))
        if values := tuple((self.name(general),) for general in implied):
            yield self.label("stated_too"), values

    def count(self, node: Resource) -> Name:
        """How many values a property shape asks for."""
        least, most = (node.one(SH + term) for term in COUNTS)
        return Name(how_many(least, most, self.frame.language))

    def severity(self, node: Resource) -> Fact:
        """What becomes of what breaks a shape."""
        severity = node.one(SH + "severity").removeprefix(SH) or "Violation"
        return self.label("severity"), ((Name(self.label(severity.lower())),),)

    def example(self, *uses: Use) -> Words:
        """The first use that was found, as a statement; nothing where there is none."""
        line = next((self.found[use] for use in uses if use in self.found), "")
        statements = ox.parse(line, format=ox.RdfFormat.N_QUADS)
        return next((self.statement(s.subject, s.predicate, s.object) for s in statements), ())

    def _query(self, node: Resource) -> tuple[str, str]:
        """Local name and text of the query of a rule."""
        for constraint in node.resources(SH + RULE):
            return local_name(constraint.name), dedent(constraint.one(SH + "select")).strip()
        return "", ""
