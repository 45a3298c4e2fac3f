"""What is said of a query that the engine does not take."""

from time import process_time

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.query.lexer import tokens
from kg.query.local import ask
from kg.query.reasons import told
from kg.system.errors import ReelgraphError

BODY = "{ ?f ?p ?name ; ?q ?d }"
FREE = [
    (f"SELECT ?f ?name (COUNT(?d) AS ?n) {BODY} GROUP BY ?f", "?name"),
    (f"SELECT ?f (COUNT(?d) AS ?n) {BODY}", "?f"),
    (f"SELECT (CONCAT(?name, 'x') AS ?y) (COUNT(?f) AS ?n) WHERE {BODY} GROUP BY ?f", "?name"),
    (f"SELECT ?f ?x (SUM(?d) AS ?n) {BODY} GROUP BY ?f ?name HAVING (?n > 1) ORDER BY ?x", "?x"),
    (f"SELECT * {{ {{ SELECT ?name {BODY} GROUP BY ?f }} ?f ?p ?q }}", "?name"),
    (f"select ?f (count(distinct ?d) as ?n) {BODY} group by ?name", "?f"),
]
TAKEN = [
    "SELECT * { ?a ?b ?c BIND(2 AS @?b) }",
    "SELECT * { ?a ?b ?c . FILTER(?c > 1) BIND(?c + 2 AS @$b) BIND(?c AS ?d) }",
    "SELECT * { BIND(2 AS ?b) BIND(3 AS @?b) }",
    "SELECT * { ?a ?b ?c BIND(1 AS @?a) BIND(2 AS ?b) }",
    "SELECT * { VALUES ?a { 1 } BIND(1 AS @?a) }",
    "SELECT * { GRAPH ?g { ?s ?p ?o } BIND(1 AS @?g) }",
    "SELECT * { ?a ?b ?c OPTIONAL { ?c ?d ?e } BIND(1 AS @?d) }",
    "SELECT * { ?a ?b ?c { SELECT (COUNT(*) AS ?c) {} } BIND(1 AS @?c) }",
    "SELECT * { ?a ?b ?c { SELECT (1 AS @?a) { ?a ?b ?c } } }",
    "ASK { { ?a ?b ?c } UNION { ?x ?y ?z } BIND(1 AS @?z) }",
    "CONSTRUCT { ?a ?b ?c } { ?a ?b ?c BIND(1 AS @?c) }",
    "SELECT (1 AS @?a) { ?a ?b ?c }",
    "SELECT ?b (SUM(?c) AS @?b) { ?a ?b ?c } GROUP BY ?b",
    "SELECT (SUM(?c) AS ?d) { ?a ?b ?c } GROUP BY (STR(?a) AS @?d)",
    "SELECT (1 AS @?x) {} VALUES ?x { 2 }",
    "SELECT (1 AS ?x) (2 AS @?x) {}",
    "SELECT ?x (2 AS @?x) { ?a ?b ?c }",
    "SELECT ?a @?a { ?a ?b ?c }",
    "SELECT * { VALUES (?a @?a) { (1 2) } }",
    "SELECT * { VALUES (?a @?a ?b ?b) { (1 2 3 4) } }",
    "SELECT * {} VALUES (?a ?b @?a) { (1 2 3) }",
]
FREE_OF_VALUES = [
    "SELECT * { BIND(2 AS ?b) ?a ?b ?c }",
    "SELECT * { ?a ?b ?c { BIND(1 AS ?a) } }",
    "SELECT * { ?a ?b ?c MINUS { ?x ?y ?z } BIND(1 AS ?x) }",
    "SELECT * { ?a ?b ?c FILTER EXISTS { ?x ?y ?z } BIND(1 AS ?x) }",
    "SELECT (COUNT(?x) AS ?n) ?c { ?x ?b ?c } GROUP BY (STR(?b) AS ?c)",
]
GROUPED = [
    f"SELECT ?f (COUNT(?d) AS ?n) {BODY} GROUP BY ?f",
    f"SELECT ?y (COUNT(?d) AS ?n) {BODY} GROUP BY (STR(?f) AS ?y)",
    f"SELECT (COUNT(?d) + 1 AS ?n) {BODY}",
    f"SELECT (SAMPLE(CONCAT(?name, STR(?d))) AS ?n) ?f {BODY} GROUP BY $f",
    f"SELECT ?f ?name {BODY}",
]


@pytest.mark.parametrize(("query", "free"), FREE)
def test_a_variable_that_is_not_grouped(query: str, free: str) -> None:
    """It is named, with the place where it is selected."""
    with pytest.raises(ReelgraphError) as raised:
        ask(ox.Store(), query)
    column = next(token for token in tokens(query) if token.text == free).start + 1
    assert str(raised.value).startswith(f"line 1, column {column}: {free} is not grouped or aggregated")


@pytest.mark.parametrize("query", GROUPED)
def test_a_variable_that_is_grouped(query: str) -> None:
    """The engine takes it."""
    ask(ox.Store(), query)


@pytest.mark.parametrize("query", TAKEN)
def test_a_variable_that_has_a_value_already(query: str) -> None:
    """It is named where it gets another one, which @ marks here."""
    column, query = query.index("@") + 1, query.replace("@", "")
    name = next(token.text for token in tokens(query) if token.start == column - 1)
    with pytest.raises(ReelgraphError) as raised:
        ask(ox.Store(), query)
    assert str(raised.value).startswith(f"not valid SPARQL: line 1, column {column}: ")
    assert str(raised.value).endswith(f": {name}; choose another name")


@pytest.mark.parametrize("query", FREE_OF_VALUES)
def test_a_variable_that_has_none(query: str) -> None:
    """The engine takes it, so the cases above are about the name alone."""
    ask(ox.Store(), query)


def test_a_long_query_with_a_mistake_is_told_soon() -> None:
    """However many variables a query makes, not all of them are tried."""
    made = " ".join(f"BIND(?v{number} AS ?v{number + 1})" for number in range(500))
    before = process_time()
    assert "column" in told(f"SELECT * {{ ?a ?b ?c {made} FILTR }}", "error at 1:1")
    assert process_time() - before < 20


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
    assert told("ASK {}", error).startswith("not valid SPARQL")


@given(st.text(alphabet="SELECT ?a(COUNT){}GROUP BY.\r\n") | st.text())
def test_any_text(text: str) -> None:
    """Any text is told to be none, whatever the engine stumbles over."""
    assert told(text, "error at 1:1")
