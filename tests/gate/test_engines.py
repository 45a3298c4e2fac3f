"""What both engines have in common besides their verdicts."""

import pyoxigraph as ox
import pytest

from kg.gate.engine import ENGINES, engine
from kg.model.shapes import Graph
from kg.rdf.shapes import shapes_graph
from kg.rdf.statements import triples
from kg.report.result import VIOLATION, Result, multiset
from kg.system.errors import ReelgraphError

SH = "http://www.w3.org/ns/shacl#"
PREFIXES = "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix : <http://x.example/> ."
DATE = "http://www.w3.org/2001/XMLSchema#date"

PATHS = [
    ("(:a [ sh:inversePath :b ])", "(<:a>/^<:b>)"),
    ("[ sh:alternativePath (:a :b) ]", "(<:a>|<:b>)"),
    ("[ sh:zeroOrMorePath :a ]", "(<:a>)*"),
    ("[ sh:oneOrMorePath [ sh:zeroOrOnePath :a ] ]", "((<:a>)?)+"),
    ("[ sh:inversePath ( :a ( :b :c ) ) ]", "^(<:a>/(<:b>/<:c>))"),
]


def shapes(text: str) -> Graph:
    """A shapes graph in Turtle."""
    return shapes_graph(triples(f"{PREFIXES} {text} .".encode(), ox.RdfFormat.TURTLE, "http://x.example/", "test"))


@pytest.mark.parametrize("name", ENGINES)
def test_a_result_has_every_part(name: str) -> None:
    """Terms are in N-Triples syntax, as they stand in the data; the message is the author's."""
    graph = shapes(
        ':s sh:targetSubjectsOf :p ; sh:property :t . :t sh:path :p ; sh:nodeKind sh:IRI ; sh:message "no"@en'
    )
    (result,) = engine(name, graph).validate('<http://x.example/a> <http://x.example/p> "\\u00E9\\n"@EN-gb .\n')
    assert result == Result(
        "<http://x.example/a>",
        "<http://x.example/p>",
        '"é\\n"@en-gb',
        f"<{SH}NodeKindConstraintComponent>",
        VIOLATION,
        "<http://x.example/t>",
        "no",
    )


MESSAGES = [
    ('"bad {?value}"@en, "slecht {?value}"@nl', "bad 1"),
    ('"slecht {?value}"@nl, "none {?value}", "bad {?value}"@en', "bad 1"),
    ('"slecht {?value}"@nl, "none {?value}"', "none 1"),
    ('"a {?value}", "b {?value}", "c {?value}"', "a 1"),
    ('"schlecht {?value}"@de, "slecht {?value}"@nl, "mauvais {?value}"@fr', "mauvais 1"),
]


@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize(("messages", "message"), MESSAGES)
def test_one_of_several_messages(name: str, messages: str, message: str) -> None:
    """It is chosen by its language, and each time the same, also where the engine fills it in."""
    select = "SELECT $this ?value { $this <http://x.example/p> ?value }"
    graph = shapes(f':s sh:targetNode :x ; sh:sparql [ sh:message {messages} ; sh:select "{select}" ]')
    data = '<http://x.example/x> <http://x.example/p> "1" .\n'
    assert {engine(name, graph).validate(data)[0].message for _ in range(4)} == {message}


@pytest.mark.parametrize("name", ENGINES)
def test_blank_nodes_keep_their_names(name: str) -> None:
    """Blank nodes of data and shapes are called as they were, so that they can be looked up."""
    graph = shapes(":s sh:targetSubjectsOf :p ; sh:not [ sh:class :D ] ; sh:property [ sh:path :p ; sh:class :C ]")
    data = "_:y <http://x.example/p> _:x .\n_:x <http://x.example/q> _:y .\n"
    (result,) = engine(name, graph).validate(data)
    assert (result.focus_node, result.value) == ("_:y", "_:x")
    assert str(graph.value(result.source_shape, SH + "class")) == "<http://x.example/C>"
    assert graph.named(result.source_shape) == "<http://x.example/s>"


@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize(("path", "written"), PATHS)
def test_paths_are_written_as_in_sparql(name: str, path: str, written: str) -> None:
    """Both engines write a path expression in the same way."""
    graph = shapes(f":s sh:targetNode :x ; sh:property [ sh:path {path} ; sh:minCount 2 ]")
    (result,) = engine(name, graph).validate("")
    assert result.path.replace("http://x.example/", ":") == written


@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize("data", ["no RDF", '<http://x.example/a b> <http://x.example/p> "x" .\n', "<a> <b> <c> ."])
def test_what_is_no_rdf_is_an_error_of_one_line(name: str, data: str) -> None:
    """Data that cannot be read raises an error that a person can act on."""
    with pytest.raises(ReelgraphError, match=r"\A.+\Z"):
        engine(name, shapes(":s sh:targetNode :x")).validate(data)


@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize("text", [":s sh:targetNode :x ; sh:pattern '('", ":s sh:property [ sh:minCount 1 ]"])
def test_what_is_no_shape_is_an_error_of_one_line(name: str, text: str) -> None:
    """Shapes that cannot be used raise an error when the engine is made, or when it is first used."""
    with pytest.raises(ReelgraphError, match=r"\A.+\Z"):
        engine(name, shapes(text)).validate("")


@pytest.mark.parametrize("name", ENGINES)
def test_a_target_by_a_query_is_refused(name: str) -> None:
    """No shape is passed over in silence: who has a target that is not judged here is named, by every engine."""
    target = '[ a sh:SPARQLTarget ; sh:select "SELECT ?this WHERE { ?this a ?c }" ]'
    with pytest.raises(ReelgraphError, match=r"<http://x.example/s> has sh:target, which is not supported"):
        engine(name, shapes(f":s sh:targetClass :C ; sh:target {target}"))


def test_a_year_of_many_digits_is_an_error_of_one_line() -> None:
    """What the fast engine would panic over is refused before."""
    data = f'<http://x.example/a> <http://x.example/p> "{"9" * 30}-01-01"^^<{DATE}> .\n'
    with pytest.raises(ReelgraphError, match="is a year that the fast engine cannot read"):
        engine(
            "fast", shapes(f":s sh:targetSubjectsOf :p ; sh:property [ sh:path :p ; sh:datatype <{DATE}> ]")
        ).validate(data)


def test_an_unknown_engine_is_named() -> None:
    """The error says which engines there are."""
    with pytest.raises(ReelgraphError, match="there is no SHACL engine slow; use one of fast, reference"):
        engine("slow", shapes(":s sh:targetNode :x"))


def test_reports_are_compared_as_multisets() -> None:
    """Messages and order do not count, repetition does."""
    one = Result("f", "p", "v", "c", "s", "shape", "a message")
    other = Result("f", "p", "w", "c", "s", "shape")
    assert multiset([one, other]) == multiset([other, Result("f", "p", "v", "c", "s", "shape")])
    assert multiset([one]) != multiset([one, one])


@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize("value", ['"01"', '"+1"', '"1.0"', '"x"', '"2019-02-30"', '""'])
def test_lexical_forms_are_left_as_they_are(name: str, value: str) -> None:
    """A value is reported as it is written, whatever its datatype makes of it."""
    literal = f"{value}^^<http://www.w3.org/2001/XMLSchema#integer>"
    (result,) = engine(name, shapes(":s sh:targetObjectsOf :p ; sh:nodeKind sh:IRI")).validate(
        f"<http://x.example/a> <http://x.example/p> {literal} .\n"
    )
    assert (result.focus_node, result.value) == (literal, literal)
