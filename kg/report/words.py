"""What a constraint demands, in words made from its shape."""

import re

from pyoxigraph import NamedNode

from kg.model.ntriples import Term, plain
from kg.model.prefixes import RDF, RDFS, SH, compact
from kg.model.shacl import COMPONENTS, NODE_KINDS
from kg.model.shapes import Graph

_PLACEHOLDER = re.compile(r"\{[?$]\w+\}")
_IRI = re.compile("<([^<>]*+)>")


def rule(shapes: Graph, source_shape: str, component: str) -> str:
    """The message of the shape's author, else a sentence about the constraint's parameter; "" for what is unknown."""
    if message := shapes.words(source_shape, SH + "message"):
        return message
    parameter, template = COMPONENTS.get(_component(component), ("", ""))
    values = [_value(shapes, parameter, value) for value in shapes.values(source_shape, SH + parameter)]
    value = " and ".join(values)
    return template.format(value, s="" if value == "1" else "s") if values else ""


def filled(sentence: str, message: str) -> str:
    """What an engine says of one result, where the sentence has variables that it has filled in.

    It does so for SPARQL-based constraints (SHACL, 5.3.2); of others the message is the sentence as it stands.
    """
    return message if _PLACEHOLDER.search(sentence) and message != sentence else ""


def without_variables(sentence: str) -> str:
    """The sentence as it holds for all results."""
    return _PLACEHOLDER.sub("...", sentence)


def path(result_path: str) -> str:
    """A predicate as its IRI, or a property path in SPARQL syntax."""
    alone = result_path.startswith("<") and result_path.count("<") == 1
    return result_path[1:-1] if alone else result_path


def short(path: str) -> str:
    """Such a path with prefixes: `schema:name`, `^schema:workPresented`."""
    return _IRI.sub(lambda found: compact(found[1]), path) if "<" in path else compact(path)


def field(shape: str) -> str:
    """The last part of a property shape's IRI, which is the name of the record's field."""
    return "" if shape.startswith("_:") else local_name(shape.strip("<>"))


def name(shapes: Graph, shape: str) -> str:
    """What people call it."""
    return shapes.words(shape, SH + "name") or shapes.words(shape, RDFS + "label")


def local_name(iri: str) -> str:
    """What follows the last `#` or `/`."""
    return iri.rstrip("#/").replace("#", "/").rpartition("/")[2]


def _component(component: str) -> str:
    return local_name(component.strip("<>")).removesuffix("ConstraintComponent")


def _value(shapes: Graph, parameter: str, value: Term) -> str:
    if shapes.value(str(value), RDF + "first") is not None:
        return ", ".join(_value(shapes, parameter, member) for member in shapes.members(value))
    if parameter == "nodeKind":
        return NODE_KINDS.get(local_name(plain(value)), plain(value))
    if parameter == "sparql":
        return shapes.words(str(value), SH + "message") or local_name(plain(value))
    if parameter in ("not", "node", "and", "or", "xone"):
        return name(shapes, str(value)) or (local_name(plain(value)) if isinstance(value, NamedNode) else "a shape")
    return local_name(plain(value)) if isinstance(value, NamedNode) and parameter != "hasValue" else plain(value)
