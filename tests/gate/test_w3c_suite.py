"""Both engines run the SHACL test suite of the W3C (core and SPARQL)."""

import re
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.gate.engine import ENGINES, engine
from kg.model.paths import sparql_path
from kg.model.prefixes import RDF, SH
from kg.model.shapes import Graph
from kg.rdf.shapes import shapes_graph
from kg.rdf.statements import n_triples, triples
from kg.report.result import Result, multiset
from kg.system.errors import ReelgraphError

SUITE = Path(__file__).parents[2] / "../shared/suites/w3c-shacl/tests"
MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
SHT = "http://www.w3.org/ns/shacl-test#"
CASES = sorted(str(path.relative_to(SUITE)) for path in SUITE.rglob("*.ttl") if b"sht:Validate" in path.read_bytes())

pytestmark = pytest.mark.skipif(not CASES, reason="the W3C suite is not at ../shared/suites/w3c-shacl")

# Where an engine departs from the manifest, the manifest is right. Our shapes must not lean on any of these.
DEPARTURES = {
    ("reference", "core/property/uniqueLang-002.ttl"): 'takes "1"^^xsd:boolean for the true that sh:uniqueLang wants',
    ("reference", "sparql/node/prefixes-001.ttl"): "does not follow owl:imports between prefix declarations",
    ("reference", "sparql/pre-binding/shapesGraph-001.ttl"): "has no $shapesGraph, which is optional",
    ("fast", "sparql/pre-binding/unsupported-sparql-004.ttl"): "runs a subquery that does not return $this",
}


def read(path: Path) -> list[ox.Triple]:
    """The statements of a file of the suite."""
    return triples(path.read_bytes(), ox.RdfFormat.TURTLE, path.resolve().as_uri(), path.name)


def action(manifest: Graph, test: str, role: str) -> list[ox.Triple]:
    """The data or the shapes of a test."""
    address = manifest.value(str(manifest.value(test, MF + "action")), SHT + role)
    assert isinstance(address, ox.NamedNode)
    return read(Path(address.value.removeprefix("file://")))


def expected(manifest: Graph, test: str) -> Counter[tuple[str, ...]] | str:
    """The manifest's results, or "failure"."""
    report = str(manifest.value(test, MF + "result"))
    if report == f"<{SHT}Failure>":
        return "failure"
    return multiset(result_of(manifest, str(node)) for node in manifest.values(report, SH + "result"))


def result_of(manifest: Graph, node: str) -> Result:
    """An expected result, without its message."""

    def value(name: str) -> str:
        found = manifest.value(node, SH + name)
        return "" if found is None else re.sub("^_:s", "_:b", str(found))  # as the data graph calls it

    path = manifest.value(node, SH + "resultPath")
    return Result(
        value("focusNode"),
        "" if path is None else sparql_path(manifest, path),
        value("value"),
        value("sourceConstraintComponent"),
        value("resultSeverity"),
        manifest.named(str(manifest.value(node, SH + "sourceShape"))),
    )


def found(name: str, shapes: Graph, data: str) -> Counter[tuple[str, ...]] | str:
    """What an engine says, with the nearest named shapes: blank nodes have other names in every file."""
    try:
        results = engine(name, shapes).validate(data)
    except ReelgraphError:
        return "failure"
    return multiset(
        Result(r.focus_node, r.path, r.value, r.component, r.severity, shapes.named(r.source_shape)) for r in results
    )


@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize("case", CASES)
def test_an_engine_agrees_with_the_manifest_unless_a_departure_is_listed(case: str, name: str) -> None:
    """Both engines give the results of the manifest, so they agree with each other; departures are listed."""
    manifest = shapes_graph(read(SUITE / case))
    (test,) = (t for t in manifest.nodes if str(manifest.value(t, RDF + "type")) == f"<{SHT}Validate>")
    shapes = shapes_graph(action(manifest, test, "shapesGraph"))
    data = n_triples(action(manifest, test, "dataGraph"))
    agrees = found(name, shapes, data) == expected(manifest, test)
    assert agrees != ((name, case) in DEPARTURES)


def test_the_suite_is_whole() -> None:
    """No case is lost on the way: the suite has 121 of them."""
    assert len(CASES) == 121
