"""Two engines behind one face: `fast` judges releases, `reference` judges `fast`."""

from collections.abc import Callable
from typing import Protocol

from pyoxigraph import BlankNode

from kg.gate.fast import Fast
from kg.gate.reference import Reference
from kg.model.prefixes import SH
from kg.model.shapes import Graph
from kg.report.result import Result
from kg.system.errors import ReelgraphError


class Engine(Protocol):
    """Constructed once from shapes, used for many graphs."""

    def validate(self, data: str) -> list[Result]:
        """The results for a data graph in N-Triples. Raises ReelgraphError if it is no RDF."""


ENGINES: dict[str, Callable[[Graph], Engine]] = {"fast": Fast, "reference": Reference}


def engine(name: str, shapes: Graph) -> Engine:
    """The engine of that name. Raises ReelgraphError if there is none, or if it cannot use the shapes."""
    if name not in ENGINES:
        raise ReelgraphError(f"there is no SHACL engine {name}; use one of {', '.join(ENGINES)}")
    for node in shapes.nodes:
        if shapes.values(node, SH + "target"):
            raise ReelgraphError(f"{node} has sh:target, which is not supported; use sh:targetClass")
        for shape in shapes.values(node, SH + "property"):
            if shapes.value(str(shape), SH + "path") is None:
                what = "a property shape" if isinstance(shape, BlankNode) else str(shape)
                raise ReelgraphError(f"{what} of {shapes.named(node) or node} has no sh:path; add one")
    return ENGINES[name](_with_one_message(shapes))


def _with_one_message(shapes: Graph) -> Graph:
    """Of several messages an engine takes any one: each node keeps that which reports take for its rule."""
    message = SH + "message"
    chosen = {node: shapes.text(node, message) for node in shapes.nodes}
    return Graph(
        [
            stated
            for stated in shapes.statements
            if stated.predicate.value != message or chosen[str(stated.subject)] in (None, stated.object)
        ]
    )
