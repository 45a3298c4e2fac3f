"""What a constraint demands, in words made from its shape."""

import re

from pyoxigraph import NamedNode

from kg.model.ntriples import Term, plain
from kg.model.paths import sparql_path
from kg.model.prefixes import RDF, RDFS, SH, compact
from kg.model.shacl import BROKEN, COMPONENTS, NODE_KINDS, STATEMENTS
from kg.model.shapes import Graph
from kg.system.errors import ReelgraphError
from kg.system.terminal import short as short_text

_PLACEHOLDER = re.compile(r"\{[?$]\w+\}")
_IRI = re.compile("<([^<>]*+)>")
_TEMPLATES = dict(COMPONENTS.values())
_VOWELS = tuple("aeiou")
_DEEPEST, _LISTED, _LONGEST = 3, 4, 120
"""How deep shapes within shapes are told, how many beside one another, and in how many characters each."""


def rule(shapes: Graph, source_shape: str, component: str) -> str:
    """The message of the shape's author, else a sentence about the constraint's parameter; "" for what is unknown."""
    if message := shapes.words(source_shape, SH + "message"):
        return message
    parameter, template = COMPONENTS.get(_component(component), ("", ""))
    demand = _sentence(shapes, source_shape, parameter, template, 0)
    return BROKEN.get(demand, demand)


def about(subject: str, sentence: str) -> str:
    """A sentence with what it is about before it: `Image is missing`, `Title: must have at most 5 characters`."""
    return (" " if sentence in BROKEN.values() else ": ").join(filter(None, (subject, sentence)))


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


def _sentence(shapes: Graph, shape: str, parameter: str, template: str, depth: int) -> str:
    values = [_value(shapes, parameter, value, depth) for value in shapes.values(shape, SH + parameter)]
    value = " and ".join(values)
    return template.format(value, s="" if value == "1" else "s") if values else ""


def _value(shapes: Graph, parameter: str, value: Term, depth: int) -> str:
    if parameter in ("and", "or", "xone"):
        said = "; ".join(_listed([_demanded(shapes, str(member), depth) for member in shapes.members(value)]))
        return f"({said})" if depth else said
    if parameter in ("not", "node"):
        return _such(shapes, parameter, value, depth)
    if shapes.value(str(value), RDF + "first") is not None:
        return ", ".join(_value(shapes, parameter, member, depth) for member in shapes.members(value))
    if parameter == "nodeKind":
        return NODE_KINDS.get(local_name(plain(value)), plain(value))
    if parameter == "sparql":
        return shapes.words(str(value), SH + "message") or local_name(plain(value))
    called = local_name(plain(value)) if isinstance(value, NamedNode) and parameter != "hasValue" else plain(value)
    return f"{'an' if called[:1].lower() in _VOWELS else 'a'} {called}" if parameter == "class" else called


def _such(shapes: Graph, parameter: str, value: Term, depth: int) -> str:
    """A value as one other shape demands it, which is the object of "be"."""
    shape = str(value)
    if parameter == "node" and isinstance(value, NamedNode):
        return f"valid against {name(shapes, shape) or local_name(plain(value))}"
    of = "one of which" if _is_about_properties(shapes, shape) else "a value that"
    return f"{of} {_demanded(shapes, shape, depth)}"


def _is_about_properties(shapes: Graph, shape: str) -> bool:
    paths = shapes.nodes.get(shape, {})
    return not shapes.words(shape, SH + "message") and (SH + "path" in paths or SH + "property" in paths)


def _demanded(shapes: Graph, shape: str, depth: int) -> str:
    """What a shape within another demands, as a statement that it is met: in its author's words, or by constraint."""
    if message := shapes.words(shape, SH + "message"):
        return without_variables(message)
    called = name(shapes, shape) or _path_of(shapes, shape)
    about = shapes.value(shape, SH + "path") is not None
    stated = _statements(shapes, shape, depth + 1) if depth < _DEEPEST and (about or not called) else []
    said = " ".join(filter(None, (called, " and ".join(_listed(stated)))))
    return short_text(said, _LONGEST) or (local_name(shape[1:-1]) if shape.startswith("<") else "a shape")


def _statements(shapes: Graph, shape: str, depth: int) -> list[str]:
    """The constraints of a shape and of its property shapes, in the order of the source."""
    found: list[str] = []
    for predicate, values in shapes.nodes.get(shape, {}).items():
        parameter = predicate.removeprefix(SH)
        if parameter == "property":
            found += [_demanded(shapes, str(value), depth) for value in values]
        elif template := _TEMPLATES.get(parameter):
            found.append(_stated(_sentence(shapes, shape, parameter, template, depth)))
    return found


def _stated(demand: str) -> str:
    """`is an IRI` for `must be an IRI`."""
    begin = next((begin for begin in STATEMENTS if demand.startswith(begin)), "")
    return STATEMENTS.get(begin, "") + demand.removeprefix(begin)


def _path_of(shapes: Graph, shape: str) -> str:
    found = shapes.value(shape, SH + "path")
    try:
        return short(path(sparql_path(shapes, found))) if found is not None else ""
    except ReelgraphError:
        return ""


def _listed(said: list[str]) -> list[str]:
    """The first of them, and dots in the place of the others."""
    return [*said[:_LISTED], *(["..."] if len(said) > _LISTED else [])]
