"""Which nodes a shape judges (SHACL section 2.1.3): a graph in which it finds none passes it vacuously."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.errors import ReelgraphError
from kg.gate.rdf import plain
from kg.gate.shapes import ShapesGraph
from kg.turtle import RDF, RDFS, SH

_TYPE = f"<{RDF}type>"
_SUB_CLASS_OF = f"<{RDFS}subClassOf>"
_CLASSES = (RDFS + "Class", "http://www.w3.org/2002/07/owl#Class")


@dataclass(frozen=True, slots=True)
class Targets:
    """Target term (N-Triples syntax) → the IRIs of the shapes that name it, a table a kind of target."""

    classes: dict[str, tuple[str, ...]]
    nodes: dict[str, tuple[str, ...]]
    subjects_of: dict[str, tuple[str, ...]]
    objects_of: dict[str, tuple[str, ...]]

    def focus_nodes(self, lines: Iterable[str]) -> dict[str, set[str]]:
        """Shape IRI → its focus nodes among the statements, which are lines of canonical N-Triples."""
        types: list[tuple[str, str]] = []
        parents: dict[str, set[str]] = {}
        found: dict[str, set[str]] = {}
        for line in lines:
            subject, predicate, rest = line.split(" ", 2)
            if predicate == _TYPE:
                types.append((subject, rest[:-2]))
            elif predicate == _SUB_CLASS_OF:
                parents.setdefault(subject, set()).add(rest[:-2])
            for shape in self.subjects_of.get(predicate, ()):
                found.setdefault(shape, set()).add(subject)
            for shape in self.objects_of.get(predicate, ()):
                found.setdefault(shape, set()).add(rest[:-2])
        for node, cls in types:
            for ancestor in _ancestors(cls, parents) if parents else (cls,):
                for shape in self.classes.get(ancestor, ()):
                    found.setdefault(shape, set()).add(node)
        for node, shapes in self.nodes.items():
            for shape in shapes:
                found.setdefault(shape, set()).add(node)
        return found


def targets(shapes: ShapesGraph) -> Targets:
    """The targets of all shapes that are not switched off; a shape that is a class targets its instances."""
    tables: dict[str, dict[str, tuple[str, ...]]] = {name: {} for name in _KINDS}
    for node in shapes.nodes:
        if any(plain(value) == "true" for value in shapes.values(node, SH + "deactivated")):
            continue
        for name, predicate in _KINDS.items():
            for target in shapes.values(node, predicate):
                table = tables[name]
                table[str(target)] = (*table.get(str(target), ()), node.strip("<>"))
        types = {plain(value) for value in shapes.values(node, RDF + "type")}
        if types.intersection(_CLASSES) and types & {SH + "NodeShape", SH + "PropertyShape"}:
            tables["classes"][node] = (*tables["classes"].get(node, ()), node.strip("<>"))
    return Targets(**tables)


_KINDS = {
    "classes": SH + "targetClass",
    "nodes": SH + "targetNode",
    "subjects_of": SH + "targetSubjectsOf",
    "objects_of": SH + "targetObjectsOf",
}


def check_counts(focus_nodes: Mapping[str, int], expected: Mapping[str, int]) -> None:
    """Raise ReelgraphError where a shape was to judge some things and found none; both map shape IRIs to counts."""
    for shape, count in sorted(expected.items()):
        if count and not focus_nodes.get(shape):
            raise ReelgraphError(
                f"{shape}: finds no focus node where {count} were described, so nothing was judged; "
                "see that the data has the class which the shape targets, in the same namespace"
            )


def _ancestors(cls: str, parents: dict[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    ahead = [cls]
    while ahead:
        current = ahead.pop()
        if current not in seen:
            seen.add(current)
            ahead.extend(parents.get(current, ()))
    return seen
