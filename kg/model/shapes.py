"""Shapes and terms as something to look things up in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from pathlib import Path

import pyoxigraph as ox

from kg.model.ntriples import Term, iri, numbered, plain
from kg.model.prefixes import RDF, SH
from kg.system.errors import ReelgraphError

_NIL = iri(RDF + "nil")


@dataclass(frozen=True, eq=False)
class Graph:
    """Statements, each once. Nodes are named in N-Triples syntax (`<iri>`, `_:label`), predicates by their IRI."""

    statements: Sequence[ox.Triple]

    @cached_property
    def nodes(self) -> dict[str, dict[str, list[Term]]]:
        """Subject → predicate → objects, all in the order of the source."""
        nodes: dict[str, dict[str, list[Term]]] = {}
        for stated in self.statements:
            nodes.setdefault(str(stated.subject), {}).setdefault(stated.predicate.value, []).append(stated.object)
        return nodes

    def __getitem__(self, name: str) -> Resource:
        """The resource of that IRI, with no statements where the graph has none."""
        return Resource(iri(name), self)

    def __iter__(self) -> Iterator[Resource]:
        """All that something is stated of, by name."""
        return iter(sorted((Resource(node, self) for node in self.nodes), key=attrgetter("name")))

    def of_type(self, cls: str) -> list[Resource]:
        """The resources of a class, by name."""
        return [node for node in self if cls in node.texts(RDF + "type")]

    def values(self, node: str, predicate: str) -> Sequence[Term]:
        """The objects of a node's statements, in the order of the source."""
        return self.nodes.get(node, {}).get(predicate, ())

    def value(self, node: str, predicate: str) -> Term | None:
        """The first of them."""
        return next(iter(self.values(node, predicate)), None)

    def words(self, node: str, predicate: str) -> str:
        """A literal in English, or in no language, or in whatever language there is; "" where there is none."""
        text = self.text(node, predicate)
        return text.value if text else ""

    def text(self, node: str, predicate: str) -> ox.Literal | None:
        """The literal that `words` chooses."""
        texts = [v for v in self.values(node, predicate) if isinstance(v, ox.Literal)]
        by_language = {text.language or "": text for text in reversed(texts)}
        return next((by_language[tag] for tag in ("en", "", *by_language) if tag in by_language), None)

    def members(self, head: Term) -> Iterator[Term]:
        """The members of an RDF list; a list that runs in a circle ends where it comes round."""
        node, seen = str(head), {_NIL}
        while node not in seen and (first := self.value(node, RDF + "first")) is not None:
            seen.add(node)
            yield first
            node = str(self.value(node, RDF + "rest"))

    def named(self, shape: str) -> str:
        """The shape's IRI, or that of the nearest shape that has it as its property; "" where there is none."""
        seen: set[str] = set()
        while shape.startswith("_:") and shape not in seen:
            seen.add(shape)
            shape = min(self.parents.get(shape, [""]))
        return "" if shape.startswith("_:") else shape

    @cached_property
    def parents(self) -> dict[str, list[str]]:
        """Property shape → the shapes that have it as theirs (N-Triples syntax)."""
        parents: dict[str, list[str]] = {}
        for node in self.nodes:
            for child in self.values(node, SH + "property"):
                parents.setdefault(str(child), []).append(node)
        return parents


@dataclass(frozen=True, slots=True)
class Resource:
    """One node of a graph, named in N-Triples syntax."""

    node: str
    graph: Graph

    @property
    def name(self) -> str:
        """Its IRI, or its label with `_:`."""
        return self.node.strip("<>")

    def paths(self) -> list[str]:
        """The predicates of its statements, sorted."""
        return sorted(self.graph.nodes.get(self.node, {}))

    def objects(self, path: str) -> Sequence[Term]:
        """The objects, in the order of the source."""
        return self.graph.values(self.node, path)

    def texts(self, path: str) -> list[str]:
        """The IRIs, labels and lexical forms of all objects, sorted."""
        return sorted(map(plain, self.objects(path)))

    def one(self, path: str) -> str:
        """The first of them, or "" where there is none."""
        return next(iter(self.texts(path)), "")

    def words(self, path: str) -> str:
        """A literal in English, or in no language, or in whatever language there is; "" where there is none."""
        return self.graph.words(self.node, path)

    def languages(self, path: str) -> dict[str, str]:
        """The language-tagged texts by language."""
        found = {t.language: t.value for t in self.objects(path) if isinstance(t, ox.Literal) and t.language}
        return dict(sorted(found.items()))

    def resources(self, path: str) -> list[Resource]:
        """The objects as resources, by name."""
        return sorted((Resource(str(term), self.graph) for term in self.objects(path)), key=attrgetter("name"))

    def list(self, path: str) -> Iterator[str]:
        """The members of an RDF list, in order."""
        return (plain(member) for head in self.objects(path) for member in self.graph.members(head))


def load(paths: Iterable[Path]) -> Graph:
    """Read Turtle files into one graph; a file that is no Turtle is a ReelgraphError with its line."""
    statements: list[ox.Triple] = []
    for path in paths:
        try:
            quads = ox.parse(path=path, format=ox.RdfFormat.TURTLE, rename_blank_nodes=True)
            statements += (quad.triple for quad in quads)
        except (SyntaxError, OSError) as error:
            raise ReelgraphError(f"{path.name}: not valid Turtle: {error}") from None
    return Graph(numbered(statements))
