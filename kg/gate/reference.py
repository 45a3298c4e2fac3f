"""The engine that others are measured by: pySHACL. Some two hundred times slower than `fast`."""

from __future__ import annotations

import logging
import warnings
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.gate.paths import sparql_path
from kg.model.ntriples import Term
from kg.model.prefixes import SH, XSD
from kg.model.shapes import Graph
from kg.rdf.statements import n_triples, parse, reason
from kg.report.result import Result
from kg.system.errors import ReelgraphError

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import Node

_SPARQL = f"<{SH}SPARQLConstraintComponent>"


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
        self.validate("")

    def validate(self, data: str) -> list[Result]:
        """See `kg.gate.engine.Engine`."""
        import pyshacl
        import rdflib

        try:
            with warnings.catch_warnings(action="ignore"):
                _, report, text = pyshacl.validate(_graph(data), shacl_graph=self._graph, inplace=True)
        except ReelgraphError:
            raise
        except Exception as error:  # rdflib raises Exception itself for a query that it cannot read
            raise ReelgraphError(f"pySHACL: {reason(str(error))}") from None
        if not isinstance(report, rdflib.Graph):
            raise ReelgraphError(f"pySHACL: {reason(text)}")
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
