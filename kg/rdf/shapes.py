"""The shapes graph, read once: what engines are made from, and where reports look up what a shape says."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox

from kg.model.shapes import RDF, SH
from kg.rdf import namespaces
from kg.rdf.implicit import explicit
from kg.rdf.statements import FORMATS, NotRdf, Term, apart, n_triples, numbered, triples
from kg.system.files import Unreadable, name, whole

LARGEST = 64 << 20
"""In bytes, of a file of shapes."""

NIL = f"<{RDF}nil>"


@dataclass(frozen=True)
class ShapesGraph:
    """N-Triples `text`, and the same by node (in N-Triples syntax) and predicate IRI."""

    text: str
    nodes: dict[str, dict[str, tuple[Term, ...]]]

    def values(self, node: str, predicate: str) -> tuple[Term, ...]:
        """The objects of a node's statements, in the order of the source."""
        return self.nodes.get(node, {}).get(predicate, ())

    def value(self, node: str, predicate: str) -> Term | None:
        """The first of them."""
        return next(iter(self.values(node, predicate)), None)

    def words(self, node: str, predicate: str) -> str:
        """A literal in English, or in no language, or in whatever language there is; "" where there is none."""
        texts = [v for v in self.values(node, predicate) if isinstance(v, ox.Literal)]
        by_language = {text.language or "": text.value for text in reversed(texts)}
        return next((by_language[tag] for tag in ("en", "", *by_language) if tag in by_language), "")

    def members(self, head: Term) -> Iterator[Term]:
        """The members of an RDF list; a list that runs in a circle ends where it comes round."""
        node, seen = str(head), {NIL}
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
        for node, statements in self.nodes.items():
            for child in statements.get(SH + "property", ()):
                parents.setdefault(str(child), []).append(node)
        return parents


def shapes_graph(statements: Iterable[ox.Triple]) -> ShapesGraph:
    """The shapes graph of some statements, with all its targets; their blank nodes are called s0, s1, ..."""
    ordered = list(dict.fromkeys(explicit(list(numbered(statements, "s")))))
    nodes: dict[str, dict[str, tuple[Term, ...]]] = {}
    for statement in ordered:
        properties = nodes.setdefault(str(statement.subject), {})
        properties[statement.predicate.value] = (*properties.get(statement.predicate.value, ()), statement.object)
    return ShapesGraph(n_triples(ordered), nodes)


def read(paths: Iterable[Path]) -> ShapesGraph:
    """The shapes of several files together, about terms of schema.org in either namespace. Raises NotRdf."""
    return shapes_graph(map(namespaces.triple, as_written(paths)))


def as_written(paths: Iterable[Path]) -> Iterator[ox.Triple]:
    """The statements of several files together, as they stand there. Raises NotRdf."""
    return apart(read_file(path) for path in paths)


def read_file(path: Path) -> list[ox.Triple]:
    """The statements of one file of shapes. Raises NotRdf."""
    if path.suffix not in FORMATS:
        raise NotRdf(name(path), 0, f"shapes are read from {' '.join(FORMATS)} files")
    try:
        data = whole(path, LARGEST)
    except Unreadable as error:
        raise NotRdf(name(path), 0, str(error)) from None
    return triples(data, FORMATS[path.suffix], f"file:///{quote(path.name, errors='replace')}", name(path))
