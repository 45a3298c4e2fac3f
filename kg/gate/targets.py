"""Which nodes a shape judges (SHACL section 2.1.3): a graph in which it finds none passes it vacuously."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from kg.model.ntriples import plain
from kg.model.prefixes import RDF, RDFS, SH
from kg.model.shapes import Graph
from kg.rdf.implicit import ancestors
from kg.system.errors import ReelgraphError

_TYPE = f"<{RDF}type>"
_SUB_CLASS_OF = f"<{RDFS}subClassOf>"
_KINDS = {
    "classes": SH + "targetClass",
    "nodes": SH + "targetNode",
    "subjects_of": SH + "targetSubjectsOf",
    "objects_of": SH + "targetObjectsOf",
}


@dataclass(frozen=True)
class Targets:
    """Target term (N-Triples syntax) → the IRIs of the shapes that name it, a table a kind of target."""

    classes: dict[str, tuple[str, ...]]
    nodes: dict[str, tuple[str, ...]]
    subjects_of: dict[str, tuple[str, ...]]
    objects_of: dict[str, tuple[str, ...]]

    @cached_property
    def _predicates(self) -> frozenset[str]:
        return frozenset((_TYPE, _SUB_CLASS_OF, *self.subjects_of, *self.objects_of))

    def focus_nodes(self, lines: Iterable[str]) -> dict[str, set[str]]:
        """Shape IRI → its focus nodes among the statements, which are lines of canonical N-Triples."""
        relevant = [parts for parts in (line.split(" ", 2) for line in lines) if parts[1] in self._predicates]
        parents: dict[str, set[str]] = {}
        for subject, predicate, rest in relevant:
            if predicate == _SUB_CLASS_OF:
                parents.setdefault(subject, set()).add(rest[:-2])
        found: dict[str, set[str]] = {}
        for shape, node in chain(self._stated(relevant, parents), self._named()):
            found.setdefault(shape, set()).add(node)
        return found

    def _stated(self, statements: list[list[str]], parents: dict[str, set[str]]) -> Iterator[tuple[str, str]]:
        for subject, predicate, rest in statements:
            if predicate == _TYPE:
                for cls in ancestors(rest[:-2], parents) if parents else (rest[:-2],):
                    yield from ((shape, subject) for shape in self.classes.get(cls, ()))
            yield from ((shape, subject) for shape in self.subjects_of.get(predicate, ()))
            yield from ((shape, rest[:-2]) for shape in self.objects_of.get(predicate, ()))

    def _named(self) -> Iterator[tuple[str, str]]:
        yield from ((shape, node) for node, shapes in self.nodes.items() for shape in shapes)


def targets(shapes: Graph) -> Targets:
    """The targets of all shapes that are not switched off."""
    tables: dict[str, dict[str, tuple[str, ...]]] = {name: {} for name in _KINDS}
    for node in shapes.nodes:
        if any(plain(value) == "true" for value in shapes.values(node, SH + "deactivated")):
            continue
        for name, predicate in _KINDS.items():
            for target in map(str, shapes.values(node, predicate)):
                tables[name][target] = (*tables[name].get(target, ()), node.strip("<>"))
    return Targets(**tables)


def check_counts(focus_nodes: Mapping[str, int], expected: Mapping[str, int]) -> None:
    """Raise ReelgraphError where a shape was to judge some things and found none; both map shape IRIs to counts."""
    for shape, count in sorted(expected.items()):
        if count and not focus_nodes.get(shape):
            raise ReelgraphError(
                f"{shape}: finds no focus node where {count} were described, so nothing was judged; "
                "see that the data has the class which the shape targets, in the same namespace"
            )
