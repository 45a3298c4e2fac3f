"""What the house's shapes keep to, so that graphs can be gated in parts and no misspelling passes silently."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode

from kg.model.ntriples import plain
from kg.model.prefixes import RDF, RG, SCHEMA, SH, mentioned
from kg.model.shacl import KNOWN
from kg.model.shapes import Graph
from kg.rdf.shapes import as_written, shapes_graph

RULES_FILE = "rules.ttl"
OTHER_SCHEMA = "https://schema.org/"
_LOGICAL = ("not", "and", "or", "xone", "qualifiedValueShape")
_LANGUAGES = ("en", "nl")
_NOT_LOCAL = {"node": "sh:node validates a linked node again; use sh:class"}
_NOT_LOCAL |= dict.fromkeys(("sparql", "select", "ask"), f"SPARQL belongs in {RULES_FILE}")

Check = Callable[[Graph, str], Iterator[str]]


def lint(paths: Iterable[Path], known: Collection[str]) -> list[str]:
    """What is wrong with the shapes: node and problem, a line each. Raises NotRdf.

    `known` are the IRIs of schema.org's terms and ours. Rules across fields, in a file of that name, are free from
    what keeps shapes local.
    """
    paths = sorted(paths)
    whole = shapes_graph(as_written(paths))
    local = shapes_graph(as_written(path for path in paths if path.name != RULES_FILE))
    always: tuple[Check, ...] = (*_ALWAYS, partial(_unknown, known))
    found = {
        f"{graph.named(node) or node}: {problem}"
        for graph, checks in ((local, _LOCAL), (whole, always))
        for node in graph.nodes
        for check in checks
        for problem in check(graph, node)
    }
    return sorted(found)


def local_problems(shapes: Graph, node: str) -> Iterator[str]:
    """What keeps a shape from being local."""
    return (problem for check in _LOCAL for problem in check(shapes, node))


def _not_local(shapes: Graph, node: str) -> Iterator[str]:
    yield from (problem for name, problem in _NOT_LOCAL.items() if shapes.values(node, SH + name))


def _nested_class(shapes: Graph, node: str) -> Iterator[str]:
    nested = _LOGICAL if shapes.value(node, SH + "path") is None else (*_LOGICAL, "property")
    ahead, seen = list(_inner(shapes, node, nested)), set[str]()
    while ahead:
        inner = ahead.pop()
        if shapes.values(inner, SH + "class"):
            yield "sh:class is in a nested shape; move it to the property shape itself"
        if inner not in seen:
            seen.add(inner)
            ahead.extend(_inner(shapes, inner, (*_LOGICAL, "property")))


def _inner(shapes: Graph, node: str, names: Iterable[str]) -> Iterator[str]:
    for value in (value for name in names for value in shapes.values(node, SH + name)):
        yield from (str(member) for member in list(shapes.members(value)) or [value])


def _path_expression(shapes: Graph, node: str) -> Iterator[str]:
    if any(not isinstance(path, NamedNode) for path in shapes.values(node, SH + "path")):
        yield f"sh:path must be a single property; only a file {RULES_FILE}, which validates, may have longer ones"


def _path_twice(shapes: Graph, node: str) -> Iterator[str]:
    properties = [str(value) for value in shapes.values(node, SH + "property")]
    paths = Counter(str(path) for shape in properties for path in shapes.values(shape, SH + "path"))
    yield from (f"has the path {path} twice" for path, count in paths.items() if count > 1)


def _unnamed(shapes: Graph, node: str) -> Iterator[str]:
    if any(isinstance(value, BlankNode) for value in shapes.values(node, SH + "property")):
        yield "has a property shape without an IRI"


def _unpresentable(shapes: Graph, node: str) -> Iterator[str]:
    if shapes.value(node, SH + "path") is None:
        return
    yield from (f"has no sh:{name}" for name in ("order", "group") if shapes.value(node, SH + name) is None)
    languages = {name.language for name in shapes.values(node, SH + "name") if isinstance(name, Literal)}
    yield from (f"has no sh:name in {language}" for language in _LANGUAGES if language not in languages)


def _dangling(shapes: Graph, node: str) -> Iterator[str]:
    for name, needed in (("property", SH + "path"), ("group", RDF + "type")):
        for value in shapes.values(node, SH + name):
            if isinstance(value, NamedNode) and shapes.value(str(value), needed) is None:
                yield f"sh:{name} points at {value}, which is not described"


_LOCAL: tuple[Check, ...] = (_not_local, _nested_class, _path_expression)
_ALWAYS: tuple[Check, ...] = (_path_twice, _unnamed, _unpresentable, _dangling)


def _unknown(known: Collection[str], shapes: Graph, node: str) -> Iterator[str]:
    for predicate, values in shapes.nodes[node].items():
        yield from _unknown_iri(predicate, known)
        for value in values:
            iris = [value.value] if isinstance(value, NamedNode) else []
            for iri in _mentioned(shapes, plain(value)) if predicate == SH + "select" else iris:
                yield from _unknown_iri(iri, known)


def _unknown_iri(iri: str, known: Collection[str]) -> Iterator[str]:
    if iri.startswith(SH) and iri.removeprefix(SH) not in KNOWN:
        yield f"sh:{iri.removeprefix(SH)} is not a term of SHACL"
    elif iri.startswith((SCHEMA, RG)) and iri not in known:
        yield f"<{iri}> is not a known term"
    elif iri.startswith(OTHER_SCHEMA):
        yield f"<{iri}> is in the wrong namespace; write {SCHEMA}"


def _mentioned(shapes: Graph, query: str) -> Iterator[str]:
    """The IRIs of a query's prefixed names, by the prefixes that the shapes declare."""
    declared = {
        plain(prefix): plain(namespace)
        for node in shapes.nodes
        if (prefix := shapes.value(node, SH + "prefix")) and (namespace := shapes.value(node, SH + "namespace"))
    }
    return mentioned(query, declared)
