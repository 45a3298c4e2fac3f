"""Focus nodes are counted as SHACL finds them."""

import pyoxigraph as ox
import pytest

from kg.gate.engine import engine
from kg.gate.targets import check_counts, targets
from kg.model.shapes import Graph
from kg.rdf.shapes import shapes_graph
from kg.rdf.statements import n_triples, triples
from kg.system.errors import ReelgraphError

PREFIXES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix : <http://x.example/> .
"""
SHAPE = "http://x.example/s"

COUNTS = [
    (":s sh:targetClass :C", ":a a :C . :b a :C, :D . :c a :D", 2),
    (":s sh:targetClass :C", ":a a :D . :D rdfs:subClassOf :E . :E rdfs:subClassOf :C", 1),
    (":s sh:targetClass :C", ":a a :C . :C rdfs:subClassOf :D . :D rdfs:subClassOf :C", 1),
    (":s sh:targetClass :C, :D", ":a a :C, :D", 1),
    (":s sh:targetClass :C . :t sh:targetClass :C, :D", ":a a :D . :D rdfs:subClassOf :C", 1),
    (":s sh:targetClass :C . :t sh:targetClass :D", ":a a :D . :b a :C . :C rdfs:subClassOf :D", 1),
    (":s sh:targetClass :C", ":a a :D, :E . :D rdfs:subClassOf :C . :E rdfs:subClassOf :C, :D", 1),
    (":s sh:targetClass :C", ":D rdfs:subClassOf :C", 0),
    (":s a sh:NodeShape, rdfs:Class", ":a a :s", 1),
    (":s a sh:NodeShape, owl:Class", ":a a :s", 1),
    (":s sh:targetSubjectsOf :p", ':a :p 1, 2 . :b :p "x"', 2),
    (":s sh:targetObjectsOf :p", ':a :p 1, "a b"@en . :b :p 1', 2),
    (":s sh:targetNode :a", ":b :p 1", 1),
    (":s sh:targetClass :C ; sh:deactivated true", ":a a :C", 0),
    (":s sh:targetClass :C", ":a a :c", 0),
]

# A shape without a target that is a class, the data, and how many nodes it judges. Each node lacks what it must have.
IMPLICIT = [
    (":F a rdfs:Class, sh:NodeShape", ":f a :F", 1),
    (":F a owl:Class, sh:NodeShape", ":f a :F", 1),
    (":F a owl:Class, rdfs:Class, sh:NodeShape ; sh:targetClass :F", ":f a :F", 1),
    (":F a owl:Class, sh:NodeShape", ":f a :Short . :Short rdfs:subClassOf :Kind . :Kind rdfs:subClassOf :F", 1),
    (":F a owl:Class, sh:NodeShape", "[] a :F . :g a :F", 2),
    (":F a :Meta, sh:NodeShape . :Meta rdfs:subClassOf rdfs:Class", ":f a :F", 1),
    (":F a :Meta, sh:NodeShape . :Meta rdfs:subClassOf :Meta, :M . :M rdfs:subClassOf owl:Class", ":f a :F", 1),
    (":F a rdfs:Class, :Own . :Own rdfs:subClassOf sh:NodeShape", ":f a :F", 1),
    (":F a :Both . :Both rdfs:subClassOf sh:NodeShape, owl:Class", ":f a :F", 1),
    (":F a sh:ShapeClass", ":f a :F", 1),
    (":F a owl:Class ; rdfs:subClassOf [ a owl:Restriction ]", ":f a :F", 1),
    (":F a owl:Class, sh:PropertyShape ; sh:path :p ; sh:minCount 1", ":f a :F", 1),
    (":F a owl:Class, sh:NodeShape ; sh:deactivated true", ":f a :F", 0),
    (":F a owl:Class, sh:NodeShape ; sh:deactivated '1'^^<http://www.w3.org/2001/XMLSchema#boolean>", ":f a :F", 0),
    (":F a sh:NodeShape", ":f a :F . :F a owl:Class", 0),
    (":F a owl:Ontology, sh:NodeShape", ":f a :F", 0),
    (":F a owl:Class, sh:NodeShape . :E a owl:Class", ":f a :E", 0),
    ("[] a owl:Class, sh:NodeShape", ":f a :F", 0),
]


def graph(text: str) -> list[ox.Triple]:
    """The statements of Turtle without its prefixes and last full stop."""
    return triples(f"{PREFIXES}{text} .".encode(), ox.RdfFormat.TURTLE, "http://x.example/", "test")


def shapes(text: str) -> Graph:
    """A shapes graph in Turtle."""
    return shapes_graph(graph(text))


@pytest.mark.parametrize(("shape", "data", "count"), COUNTS)
def test_focus_nodes_are_counted(shape: str, data: str, count: int) -> None:
    """Classes with their subclasses in the data, nodes, subjects and objects of a property; each node once."""
    found = targets(shapes(shape)).focus_nodes(f"{statement} ." for statement in graph(data))
    assert len(found.get(SHAPE, ())) == count


@pytest.mark.parametrize("name", ["fast", "reference"])
@pytest.mark.parametrize(("shape", "data", "count"), IMPLICIT)
def test_a_class_that_is_a_shape_judges_its_instances(shape: str, data: str, count: int, name: str) -> None:
    """Every engine judges as many nodes as are counted, whatever makes a class of the shape."""
    first, _, rest = shape.partition(" . ")
    needs = "" if "sh:path" in first else " ; sh:property [ sh:path :p ; sh:minCount 1 ]"
    by = shapes(f"{first}{needs} . {rest or ':x :y 1'}")
    counted = targets(by).focus_nodes(f"{statement} ." for statement in graph(data))
    results = engine(name, by).validate(n_triples(graph(data)))
    assert [sum(map(len, counted.values())), len({result.focus_node for result in results})] == [count, count]
    assert len(results) == count


def test_no_focus_node_where_there_are_records_is_an_error() -> None:
    """A shape that finds nothing though its things were described is named, with their number."""
    with pytest.raises(ReelgraphError, match=r"example/s: has no focus node, but 3 were described"):
        check_counts({"http://x.example/t": 3}, {SHAPE: 3, "http://x.example/t": 3})


def test_no_focus_node_where_nothing_was_described_is_none() -> None:
    """A catalogue without series is in order."""
    check_counts({}, {SHAPE: 0})
