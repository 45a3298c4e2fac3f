"""The engine that others are measured by: pySHACL. Some two hundred times slower than `fast`."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import suppress
from itertools import pairwise
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.model.ntriples import Term
from kg.model.paths import sparql_path
from kg.model.prefixes import SH, XSD
from kg.model.shacl import TARGETS
from kg.model.shapes import Graph
from kg.rdf.statements import n_triples, parse, reason
from kg.report.result import Result
from kg.system.errors import ReelgraphError

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import Node

_SPARQL = f"<{SH}SPARQLConstraintComponent>"
_THING = "urn:trial:"
_STEPS = 2
"""Of the things that are judged for trial: a film and what it links to, say."""

_ENDLESS = "path too deep"


class Reference:
    """See `kg.gate.engine.Engine`."""

    def __init__(self, shapes: Graph) -> None:
        """Tries the shapes once. Raises ReelgraphError if they are none."""
        # rdflib logs a traceback for every literal that its datatype does not allow, pySHACL what it finds odd in a
        # shape: here the results are the point.
        for name in ("rdflib.term", "pyshacl-validate"):
            logging.getLogger(name).disabled = True
        self._shapes = shapes
        self._graph = _graph(n_triples(shapes.statements))
        with suppress(_TooDeep):
            _report(_graph(_trial(shapes)), _graph(n_triples((*shapes.statements, *_tried(shapes)))))

    def validate(self, data: str) -> list[Result]:
        """See `kg.gate.engine.Engine`."""
        import rdflib

        report = _report(_graph(data), self._graph)
        return [self._result(report, node) for node in report.objects(None, rdflib.SH.result)]

    def _result(self, report: rdflib.Graph, node: Node) -> Result:
        import rdflib

        def value(name: str) -> str:
            found = report.value(node, rdflib.SH[name])
            return "" if found is None else str(_term(found))

        source_shape, component = value("sourceShape"), value("sourceConstraintComponent")
        message = self._shapes.words(source_shape, SH + "message")
        if not message and component == _SPARQL:  # this one is filled in
            message = str(report.value(node, rdflib.SH.resultMessage) or "")
        return Result(
            focus_node=value("focusNode"),
            path=self._path(value("resultPath"), source_shape),
            value=value("value"),
            component=component,
            severity=value("resultSeverity"),
            source_shape=source_shape,
            message=message,
        )

    def _path(self, path: str, source_shape: str) -> str:
        if path.startswith("_:") and (node := self._shapes.value(source_shape, SH + "path")) is not None:
            return sparql_path(self._shapes, node)
        return path


class _TooDeep(ReelgraphError):
    """Shapes that judge one another, by this data: others may have an end."""


def _report(data: rdflib.Graph, shapes: rdflib.Graph) -> rdflib.Graph:
    import pyshacl
    import rdflib

    try:
        with warnings.catch_warnings(action="ignore"):
            _, report, text = pyshacl.validate(data, shacl_graph=shapes, inplace=True)
    except Exception as error:  # rdflib raises Exception itself for a query that it cannot read
        said, _, _ = str(error).partition("For reference, see ")
        kind = _TooDeep if _ENDLESS in said else ReelgraphError
        raise kind(f"pySHACL: {reason(said) or type(error).__name__}") from None
    if not isinstance(report, rdflib.Graph):
        raise ReelgraphError(f"pySHACL: {reason(text)}")
    return report


def _tried(shapes: Graph) -> Iterator[ox.Triple]:
    """What makes every shape with a target judge the thing of the trial: a constraint is looked at no sooner."""
    for node in shapes.nodes:
        if any(shapes.values(node, SH + target) for target in TARGETS):
            subject = ox.BlankNode(node[2:]) if node.startswith("_:") else ox.NamedNode(node[1:-1])
            yield ox.Triple(subject, ox.NamedNode(f"{SH}targetNode"), ox.NamedNode(f"{_THING}0"))


def _trial(shapes: Graph) -> str:
    """A thing with a value for every path, and that with another: nested shapes have something to judge."""
    paths = dict.fromkeys(
        path for node in shapes.nodes for path in shapes.values(node, SH + "path") if isinstance(path, ox.NamedNode)
    )
    steps = [ox.NamedNode(f"{_THING}{number}") for number in range(_STEPS + 1)]
    return n_triples(ox.Triple(here, path, there) for here, there in pairwise(steps) for path in paths)


def _graph(text: str) -> rdflib.Graph:
    """Lexical forms as they are written: rdflib's own parsers rewrite them."""
    import rdflib

    def node(term: Term) -> Node:
        if isinstance(term, ox.NamedNode):
            return rdflib.URIRef(term.value)
        if isinstance(term, ox.BlankNode):
            return rdflib.BNode(term.value)
        assert isinstance(term, ox.Literal)
        if term.language or term.datatype.value == XSD + "string":
            return rdflib.Literal(term.value, lang=term.language)
        return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value), normalize=False)

    graph = rdflib.Graph()
    with warnings.catch_warnings(action="ignore"):
        for t in parse(text):
            graph.add((node(t.subject), node(t.predicate), node(t.object)))
    return graph


def _term(node: Node) -> Term:
    import rdflib

    if isinstance(node, rdflib.Literal):
        if node.language:
            return ox.Literal(str(node), language=node.language)
        return ox.Literal(str(node), datatype=ox.NamedNode(node.datatype or XSD + "string"))
    return ox.BlankNode(str(node)) if isinstance(node, rdflib.BNode) else ox.NamedNode(str(node))
