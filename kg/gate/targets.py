"""Which nodes a shape judges (SHACL section 2.1.3): a graph in which it finds none passes it vacuously."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from kg.model.ntriples import cut, iri, plain
from kg.model.prefixes import RDF, RDFS, SH
from kg.model.shacl import TARGETS
from kg.model.shapes import Graph
from kg.rdf.implicit import reached
from kg.system.errors import ReelgraphError

_TYPE = iri(RDF + "type")
_SUB_CLASS_OF = iri(RDFS + "subClassOf")

Candidate = tuple[str, str, str]
"""A kind of target (`targetClass`, ...), a term (N-Triples syntax), and the node that a shape judges which names it."""


@dataclass(frozen=True)
class Targets:
    """`shapes` has for each kind of target and term (N-Triples syntax) the IRIs of the shapes that name it."""

    shapes: Mapping[tuple[str, str], Sequence[str]]

    @cached_property
    def _predicates(self) -> frozenset[str]:
        return frozenset((_TYPE, _SUB_CLASS_OF, *(term for _, term in self.shapes)))

    def focus_nodes(self, lines: Iterable[str]) -> dict[str, set[str]]:
        """Shape IRI → its focus nodes among the statements, which are lines of canonical N-Triples."""
        relevant = [terms for terms in map(cut, lines) if terms[1] in self._predicates]
        shapes = self._inherited(relevant)
        named = ((kind, term, term) for kind, term in self.shapes if kind == "targetNode")
        found: dict[str, set[str]] = {}
        for kind, term, node in chain(_candidates(relevant), named):
            for shape in shapes.get((kind, term), ()):
                found.setdefault(shape, set()).add(node)
        return found

    def _inherited(self, statements: Sequence[tuple[str, str, str]]) -> Mapping[tuple[str, str], Sequence[str]]:
        """The shapes, and for each class that has instances those of all that is above it."""
        children: dict[str, set[str]] = {}
        for subject, predicate, term in statements:
            if predicate == _SUB_CLASS_OF:
                children.setdefault(term, set()).add(subject)
        if not children:
            return self.shapes
        with_instances = {term for _, predicate, term in statements if predicate == _TYPE}
        found = {key: [*shapes] for key, shapes in self.shapes.items()}
        for (kind, term), shapes in self.shapes.items():
            for below in reached([term], children) & with_instances - {term} if kind == "targetClass" else ():
                found.setdefault((kind, below), []).extend(shapes)
        return found


def _candidates(statements: Iterable[tuple[str, str, str]]) -> Iterator[Candidate]:
    for subject, predicate, term in statements:
        if predicate == _TYPE:
            yield "targetClass", term, subject
        yield "targetSubjectsOf", predicate, subject
        yield "targetObjectsOf", predicate, term


def targets(shapes: Graph) -> Targets:
    """The targets of all shapes that are not switched off."""
    found: dict[tuple[str, str], list[str]] = {}
    for node in shapes.nodes:
        if any(plain(value) == "true" for value in shapes.values(node, SH + "deactivated")):
            continue
        for kind in TARGETS:
            for term in map(str, shapes.values(node, SH + kind)):
                found.setdefault((kind, term), []).append(node.strip("<>"))
    return Targets(found)


def check_counts(focus_nodes: Mapping[str, int], expected: Mapping[str, int]) -> None:
    """Raise ReelgraphError where a shape was to judge some things and found none; both map shape IRIs to counts."""
    for shape, count in sorted(expected.items()):
        if count and not focus_nodes.get(shape):
            raise ReelgraphError(
                f"{shape}: has no focus node, but {count} were described, so nothing was validated; "
                "check that the data has the class which the shape targets, in the same namespace"
            )
