"""How terms are written on a page: with the prefixes of the house's Turtle, each a link to where it is described."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import pyoxigraph as ox

from kg.model import iris, ntriples
from kg.model.ntriples import Term, plain
from kg.model.prefixes import RDF, RDFS, RG, SH, XSD, compact
from kg.model.profile import profile
from kg.model.shapes import Graph, Resource
from kg.site import forms
from kg.site.frame import Frame
from kg.site.terms.vocabulary import SHAPES, Vocabulary
from kg.site.view import linkable
from kg.site.words import worded

_LABELS = (SH + "name", RDFS + "label")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_LONGEST = 160
_UNSAID = {XSD + "string", RDF + "langString"}


@dataclass(frozen=True, slots=True)
class Name:
    """A word or a term: its text with its language ("" = that of the page, or none), a link; `code` for formal text."""

    text: str
    href: str = ""
    language: str = ""
    code: bool = False


_DOT = Name(".", code=True)

Words = tuple[Name, ...]
"""One value, or one statement: names in a row."""


@dataclass(frozen=True, slots=True)
class Notation:
    """The way of writing on one page."""

    frame: Frame
    vocabulary: Vocabulary

    def name(self, iri: str) -> Name:
        """A term by its prefixed name."""
        return Name(self.short(iri), self.href(iri), code=True)

    def short(self, iri: str) -> str:
        """The prefixed name of an IRI; what has none in angle brackets, below our base without it."""
        short = compact(iri, self.vocabulary.prefixes)
        return short if short != iri else f"<{iri.removeprefix(self.frame.site.base)}>"

    def href(self, iri: str) -> str:
        """Where an IRI is described: on a page of the site, or at its own address; "" for neither."""
        home, base = self.frame.home, self.frame.site.base
        if iri.startswith(RG):
            return f"{home}ontology/#{iri.removeprefix(RG)}"
        if iri.startswith(SHAPES):
            page, _, fragment = iri.removeprefix(SHAPES).partition("#")
            return f"{home}shapes/{page}/{'#' if fragment else ''}{fragment}"
        if iri.startswith(base):
            return self.frame.document(iri) if iris.folder(base, iri) in profile().by_folder else ""
        return linkable(iri)

    def called(self, node: Resource) -> Name:
        """A shape or a term by its label in the language of the page; by its prefixed name where it has none."""
        labels = next((found for path in _LABELS if (found := node.languages(path))), {})
        return self.worded(labels) or self.name(node.name)

    def link(self, node: Resource) -> Name:
        """The same, linked to where it is described."""
        return replace(self.called(node), href=self.href(node.name))

    def worded(self, texts: Mapping[str, str]) -> Name | None:
        """The text in the language of the page, or in one that there is; None where there is none."""
        text = worded(texts, self.frame.language)
        tags = [tag for tag in texts if texts[tag] == text]
        own = {self.frame.language.lower(), self.frame.language.partition("-")[0]}
        return Name(text, language="" if own & {*tags} else tags[0]) if tags else None

    def values(self, node: Resource, path: str) -> Iterator[Words]:
        """The values of a node: of texts in several languages that of the page."""
        if worded := self.worded(node.languages(path)):
            yield (worded,)
        else:
            yield from (self._value(term, node.graph) for term in node.objects(path))

    def _value(self, term: Term, graph: Graph) -> Words:
        if isinstance(term, ox.Literal):
            return (self._literal(term),)
        if isinstance(term, ox.NamedNode):
            return (self.link(graph[term.value]) if term.value.startswith(SHAPES) else self.name(term.value),)
        words = (word for member in graph.members(term) for word in self._value(member, graph))
        return tuple(words) or self._turtle(term, graph)

    def _literal(self, literal: ox.Literal) -> Name:
        kind = literal.datatype.value
        if kind == XSD + "boolean":
            return Name(self.frame.words["yes" if literal.value == "true" else "no"])
        if kind == XSD + "integer":
            return Name(forms.number(int(literal.value), self.frame.language))
        return Name(_CONTROL.sub(lambda found: f"\\u{ord(found[0]):04X}", literal.value), code=True)

    def statement(self, subject: Term, predicate: Term, value: Term) -> Words:
        """A statement as Turtle writes it; long texts are cut."""
        shapes = self.vocabulary.shapes
        return (*(name for term in (subject, predicate, value) for name in self._turtle(term, shapes)), _DOT)

    def in_shapes(self, iri: str) -> Words:
        """The first statement of the shapes that uses a term of ours; nothing where there is none."""
        for stated in self.vocabulary.shapes.statements:
            path = stated.predicate.value
            if path.startswith(RG) and iri in (path, plain(stated.object)):
                named = isinstance(stated.subject, ox.NamedNode)
                return self.statement(stated.subject if named else ox.BlankNode(), stated.predicate, stated.object)
        return ()

    def _turtle(self, term: Term, graph: Graph) -> Words:
        """A term of a graph as Turtle writes it."""
        if isinstance(term, ox.NamedNode):
            return (self.name(term.value),)
        if isinstance(term, ox.Literal):
            return (self._quoted(term),)
        assert isinstance(term, ox.BlankNode)
        if members := [name for member in graph.members(term) for name in self._turtle(member, graph)]:
            return (Name("(", code=True), *members, Name(")", code=True))
        inside: list[Name] = []
        node = Resource(str(term), graph)
        for path in node.paths():
            inside += [Name(";", code=True)] if inside else []
            inside += [self.name(path), *(name for value in node.objects(path) for name in self._turtle(value, graph))]
        return (Name("[", code=True), *inside, Name("]", code=True))

    def _quoted(self, literal: ox.Literal) -> Name:
        cut = literal.value if len(literal.value) <= _LONGEST else f"{literal.value[:_LONGEST]}…"
        kind = f"^^{self.short(literal.datatype.value)}" if literal.datatype.value not in _UNSAID else ""
        tag = f"@{literal.language}" if literal.language else ""
        return Name(f"{ntriples.literal(cut)}{tag}{kind}", language=literal.language or "", code=True)
