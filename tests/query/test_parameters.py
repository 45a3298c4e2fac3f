"""A parameter's value becomes one term and nothing else."""

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib.plugins.sparql.parser import parseQuery

from kg.query.lexer import tokens
from kg.query.parameters import TYPES, substitute
from kg.system.errors import NotUnderstood

ANY_TEXT = st.text() | st.text(alphabet="\"'\\uU0022\n\r\t{}<>#$?x", max_size=30)


@given(ANY_TEXT)
def test_text_comes_back(raw: str) -> None:
    """Any text, quotes and escapes included, is the value that the query sees."""
    solutions = ox.Store().query(substitute("SELECT ($x AS ?y) {}", {"x": TYPES["text"](raw)}))
    assert isinstance(solutions, ox.QuerySolutions)
    assert [solution["y"] for solution in solutions] == [ox.Literal(raw)]


@given(ANY_TEXT)
def test_structure_stays(raw: str) -> None:
    """Whatever the value, the query's other tokens stay what they are, for another parser too."""
    query = 'SELECT ("$x" AS ?a) { ?s ?p $x # $x\n FILTER(?s != <http://a.example/$x>) }'
    filled = substitute(query, {"x": TYPES["text"](raw)})
    before, after = list(tokens(query)), list(tokens(filled))
    assert [(a.kind, a.text) for a in after if a.kind != "string"] == [
        (b.kind, b.text) for b in before if b.kind not in ("string", "variable") or b.text[0] == "?"
    ]
    parseQuery(filled)


@pytest.mark.parametrize(
    ("type_", "raw", "term"),
    [
        ("text", 'a "b"\\', r'"a \"b\"\\"'),
        ("text", r"\u0022", r'"\\\u00750022"'),
        ("year", "2023", '"2023"^^<http://www.w3.org/2001/XMLSchema#gYear>'),
        ("language", "Dutch", '"nl"'),
        ("language", "en", '"en"'),
        ("iri", "https://a.example/film/x/#this", "<https://a.example/film/x/#this>"),
    ],
)
def test_term(type_: str, raw: str, term: str) -> None:
    """Each type writes its values as SPARQL terms."""
    assert TYPES[type_](raw) == term


@pytest.mark.parametrize(
    ("type_", "raw"),
    [
        ("text", "\udcff"),
        ("year", "20233"),
        ("year", "2023 } DROP ALL"),
        ("year", ""),
        ("language", "Elvish or so"),
        ("language", '"'),
        ("iri", "javascript:alert(1)"),
        ("iri", "https://a.example/> ?p ?o } #"),
        ("iri", "film"),
    ],
)
def test_no_value(type_: str, raw: str) -> None:
    """What is no value of the type is refused."""
    with pytest.raises(NotUnderstood):
        TYPES[type_](raw)


def test_variable_of_the_same_name_with_question_mark() -> None:
    """Only `$name` stands for a parameter; `?name` is left alone."""
    assert substitute("SELECT ?x { BIND($x AS ?y) }", {"x": "1"}) == "SELECT ?x { BIND(1 AS ?y) }"
