"""Property paths (SHACL section 2.3.1) in the syntax of SPARQL."""

from pyoxigraph import NamedNode

from kg.model.ntriples import Term
from kg.model.prefixes import RDF, SH
from kg.model.shapes import Graph
from kg.system.errors import ReelgraphError

_UNARY = {"inversePath": "^{}", "zeroOrMorePath": "({})*", "oneOrMorePath": "({})+", "zeroOrOnePath": "({})?"}
_DEEPEST = 48


def sparql_path(shapes: Graph, node: Term, depth: int = 0) -> str:
    """The path that a node of the shapes graph stands for. Raises ReelgraphError if it is none."""
    if isinstance(node, NamedNode):
        return str(node)
    if depth > _DEEPEST:
        raise ReelgraphError("shapes: a property path is circular or nested too deeply")
    if shapes.value(str(node), RDF + "first") is not None:
        return _joined(shapes, node, "/", depth)
    if (alternatives := shapes.value(str(node), SH + "alternativePath")) is not None:
        return _joined(shapes, alternatives, "|", depth)
    for name, template in _UNARY.items():
        if (inner := shapes.value(str(node), SH + name)) is not None:
            return template.format(sparql_path(shapes, inner, depth + 1))
    raise ReelgraphError(f"shapes: {node} is not a property path")


def _joined(shapes: Graph, head: Term, operator: str, depth: int) -> str:
    return f"({operator.join(sparql_path(shapes, member, depth + 1) for member in shapes.members(head))})"
