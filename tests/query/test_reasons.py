"""What is said of a query that the engine does not take."""

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.query.lexer import tokens
from kg.query.local import ask
from kg.query.reasons import told, ungrouped
from kg.system.errors import ReelgraphError

BODY = "{ ?f ?p ?name ; ?q ?d }"
FREE = [
    (f"SELECT ?f ?name (COUNT(?d) AS ?n) {BODY} GROUP BY ?f", ["?name"]),
    (f"SELECT ?f (COUNT(?d) AS ?n) {BODY}", ["?f"]),
    (f"SELECT (CONCAT(?name, 'x') AS ?y) (COUNT(?f) AS ?n) WHERE {BODY} GROUP BY ?f", ["?name"]),
    (f"SELECT ?f ?x (SUM(?d) AS ?n) {BODY} GROUP BY ?f ?name HAVING (?n > 1) ORDER BY ?x", ["?x"]),
    (f"SELECT * {{ {{ SELECT ?name {BODY} GROUP BY ?f }} ?f ?p ?q }}", ["?name"]),
    (f"select ?f (count(distinct ?d) as ?n) {BODY} group by ?name", ["?f"]),
]
GROUPED = [
    f"SELECT ?f (COUNT(?d) AS ?n) {BODY} GROUP BY ?f",
    f"SELECT ?y (COUNT(?d) AS ?n) {BODY} GROUP BY (STR(?f) AS ?y)",
    f"SELECT (COUNT(?d) + 1 AS ?n) {BODY}",
    f"SELECT (SAMPLE(CONCAT(?name, STR(?d))) AS ?n) ?f {BODY} GROUP BY $f",
    f"SELECT ?f ?name {BODY}",
]


@pytest.mark.parametrize(("query", "free"), FREE)
def test_a_variable_that_is_not_grouped(query: str, free: list[str]) -> None:
    """It is named, with the place where it is selected."""
    assert [token.text for token in ungrouped(list(tokens(query)))] == free
    with pytest.raises(ReelgraphError) as raised:
        ask(ox.Store(), query)
    column = next(token for token in tokens(query) if token.text == free[0]).start + 1
    assert str(raised.value).startswith(f"line 1, column {column}: {free[0]} is neither grouped nor aggregated")


@pytest.mark.parametrize("query", GROUPED)
def test_a_variable_that_is_grouped(query: str) -> None:
    """The engine takes it, and nothing is said of it."""
    ask(ox.Store(), query)
    assert list(ungrouped(list(tokens(query)))) == []


@pytest.mark.parametrize(
    ("query", "complaint"),
    [
        ("SELECT * { ?s ?p ?o } GROUP BY ?s", "with GROUP BY, name what to select"),
        ("SELECT (1 AS ?x) (2 AS ?x) {}", "Duplicated variable name in SELECT: ?x"),
        ("SELECT (1 AS ?x) { BIND(1 AS ?x) }", "The SELECT overrides an existing variable using an expression: ?x"),
        ("SELECT * { ?s <a b> ?o }", "IRI parsing failed"),
        ("SELECT * {\n ?s a ?o FILTR(?s > 1) }", "line 2, column 10 or shortly after it, near 'FILTR(?s > 1) }'"),
        ("SELECT * { ?s <é> ?o ; ?p ?o } LIMIT -1", "near "),
        ("PREFIX é: <http://a.example/> SELECT ?s WHERE ?s", """line 1, column 47, near '?s': expected "{\""""),
        ("SELECT * { ?s ?p ?o . . }", "column 26 or before, near "),
        ("SELECT * { ?s\r ?p }", "line "),
        ("SELECT * { ?s ?p }", "line 1, column 12 or shortly after it, near '?s ?p }'"),
    ],
)
def test_the_reason_or_the_place(query: str, complaint: str) -> None:
    """A rule that is broken is told in the engine's words, everything else by its place."""
    with pytest.raises(ReelgraphError) as raised:
        ask(ox.Store(), query)
    assert complaint in str(raised.value)
    assert "[" not in str(raised.value) and "\n" not in str(raised.value)


@pytest.mark.parametrize("error", ["", "anything", "error at 99:99", "error at 1:1: expected one of [_], X"])
def test_any_complaint_of_the_engine(error: str) -> None:
    """Whatever it says becomes one line."""
    assert told("ASK {}", error).startswith("no SPARQL")


@given(st.text(alphabet="SELECT ?a(COUNT){}GROUP BY.\r\n") | st.text())
def test_any_text(text: str) -> None:
    """Any text is told to be none, whatever the engine stumbles over."""
    assert told(text, "error at 1:1")
