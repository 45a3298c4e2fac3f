"""What is refused before any engine sees it."""

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.query.lexer import tokens
from kg.query.safety import MAX_CHARACTERS, MAX_NESTING, MAX_TOKENS, check
from kg.system.errors import ReelgraphError

SERVICES = [
    "SELECT * { SERVICE <http://a.example/> { ?s ?p ?o } }",
    "SELECT * { service silent <http://a.example/> { ?s ?p ?o } }",
    "SELECT * { SeRvIcE ?s { ?s ?p ?o } }",
    "SELECT * { # SERVICE\n SERVICE#>\n<http://a.example/> { ?s ?p ?o } }",
    "PREFIX e: <http://e.example/> PREFIX SERVICEe: <http://e.example/> SELECT * { {}SERVICEe:x { ?s ?p ?o } }",
    "PREFIX e: <http://e.example/> SELECT * { e:a e:b trueSERVICE <http://a.example/> { } }",
    "PREFIX e: <http://e.example/> SELECT * { e:a e:b 1SERVICE <http://a.example/> { } }",
    "PREFIX e: <http://e.example/> SELECT * { e:a e:b 1.SERVICE <http://a.example/> { } }",
    "PREFIX e: <http://e.example/> SELECT * { e:a\\#b e:b e:c . SERVICE <http://a.example/> { } }",
    "PREFIX e: <http://e.example/> SELECT * { e:a\\'b e:b e:c . SERVICE <http://a.example/> { } # '\n}",
    "SELECT * { BIND(1 AS ?a) FILTER(?a<1)SERVICE#>\n<http://a.example/> { } }",
    'SELECT * { ?s ?p "a\\\\"SERVICE <http://a.example/> { } }',
    "SELECT * { ?s ?p '''a'''SERVICE <http://a.example/> { } }",
    'SELECT * { ?s ?p "" SERVICE <http://a.example/> { } }',
    "ASK { { SELECT * { SERVICE <http://a.example/> { } } } }",
]
UPDATES = [
    "INSERT DATA { <http://a.example/> <http://b.example/> 1 }",
    "PREFIX e: <http://e.example/> DELETE WHERE { ?s ?p ?o }",
    "BASE <http://e.example/> LOAD <http://a.example/>",
    "load <file:///etc/passwd> into graph <http://g.example/>",
    "CLEAR ALL",
    "# a comment\nDROP ALL",
    "WITH <http://g.example/> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
]
HARMLESS = [
    "SELECT * { ?s ?p <http://a.example/service#of> }",
    'SELECT * { ?s ?p "SERVICE <http://a.example/>" }',
    "SELECT ?service { ?service ?p ?o } # SERVICE",
    "PREFIX e: <http://e.example/> SELECT * { ?s e:service e:LOAD }",
    "SELECT*{FILTER(?a<?b&&?c>?d)}",
    'SELECT * { ?s ?p """two " quotes " and { brackets""" }',
    "SELECT * { ?s ?p '(' , ']' , \"}\" }",
]
BROKEN = [
    ("", "is empty"),
    ("# only a comment", "is empty"),
    ("SELEKT * {}", "line 1, column 1: a query must begin with SELECT"),
    ("SELECT * {\n  { ?s ?p ?o\n}", "line 1, column 10: { is never closed"),
    ("SELECT * { ?s ?p ?o }\n}", "line 2, column 1: } has no opening bracket"),
    ("SELECT * { FILTER(1} }", "line 1, column 18: ( is never closed"),
    (
        "SELECT * {\n ?s schema:name ?o }",
        "line 2, column 5: schema: is not declared; add PREFIX schema: <http://schema.org/>",
    ),
    ("SELECT * { ?s foaf:name ?o }", "line 1, column 15: foaf: is not declared; add PREFIX foaf: <...>"),
]
AGGREGATES = [
    ("SELECT ?a { ?a ?b ?c FILTER(@COUNT(?a) > 1) }", "FILTER"),
    ("SELECT ?a { ?a ?b ?c FILTER (?c > 1 && @COUNT(?b) > 1) } GROUP BY ?a", "FILTER"),
    ("ASK { ?a ?b ?c FILTER EXISTS { ?a ?b ?d FILTER(!(@sum(?d) > 1)) } }", "FILTER"),
    ("SELECT * { ?a ?b ?c BIND(@MAX(?c) AS ?d) }", "BIND"),
    ("SELECT (1 AS ?n) { ?a ?b ?c } GROUP BY (@MIN(?c) AS ?d)", "GROUP BY"),
]
AGGREGATED = [
    "SELECT (COUNT(?b) AS ?n) { ?a ?b ?c FILTER(?c > 1) } GROUP BY (STR(?a) AS ?d) HAVING (COUNT(?b) > 1)",
    "SELECT ?a { ?a ?b ?c } GROUP BY ?a ORDER BY DESC(COUNT(?b))",
    "SELECT * { FILTER EXISTS { SELECT (SUM(?c) AS ?n) { ?a ?b ?c } } }",
    "SELECT * { BIND(1 AS ?count) { SELECT (SAMPLE(?c) AS ?n) { ?a ?b ?c } } FILTER(?count > 0) }",
    "PREFIX count: <http://a.example/> SELECT * { ?a ?b 'COUNT' FILTER(count:COUNT(?b)) }",
]


@pytest.mark.parametrize("query", SERVICES)
def test_service(query: str) -> None:
    """SERVICE is refused in any case, beside comments, and glued to what stands before it."""
    with pytest.raises(ReelgraphError, match=r"^line \d+, column \d+: SERVICE"):
        check(query)


@pytest.mark.parametrize("query", UPDATES)
def test_update(query: str) -> None:
    """Everything that changes data, LOAD included, is refused."""
    with pytest.raises(ReelgraphError, match="is not allowed, because it changes data"):
        check(query)


@pytest.mark.parametrize("query", HARMLESS)
def test_harmless(query: str) -> None:
    """Words in strings, IRIs, comments and names are no keywords, and brackets in strings do not count."""
    assert check(query) == ("SELECT", False)


@pytest.mark.parametrize(("query", "clause"), AGGREGATES)
def test_an_aggregate_where_none_may_stand(query: str, clause: str) -> None:
    """It is named with its place, which @ marks here; engines take some of these, and find nothing."""
    column, query = query.index("@") + 1, query.replace("@", "")
    with pytest.raises(ReelgraphError, match=rf"line 1, column {column}: \w+ is not allowed in {clause}; use"):
        check(query)


@pytest.mark.parametrize("query", AGGREGATED)
def test_an_aggregate_where_one_may_stand(query: str) -> None:
    """In SELECT, HAVING and ORDER BY, also of a query inside a filter."""
    assert check(query)[0] == "SELECT"


@pytest.mark.parametrize(("query", "complaint"), BROKEN)
def test_broken(query: str, complaint: str) -> None:
    """What every engine would refuse is told with its line and column."""
    with pytest.raises(ReelgraphError) as raised:
        check(query)
    assert str(raised.value).startswith(complaint)


@pytest.mark.parametrize("query", ['ASK { ?s ?p "x }', "ASK { ?s ?p '''x'' }", "ASK {\n ?s ?p 'x }"])
def test_a_string_without_an_end(query: str) -> None:
    """It is refused with its place; what is behind it might be anything."""
    with pytest.raises(ReelgraphError, match=r"line \d, column \d+: this quotation mark is never closed"):
        check(query)


@pytest.mark.parametrize("bracket", ["{}", "()", "[]"])
def test_nesting(bracket: str) -> None:
    """Brackets inside each other are bounded, since engines end on too many."""
    inside = MAX_NESTING - 1
    assert check(f"ASK {{ {bracket[0] * inside}{bracket[1] * inside} }}")
    with pytest.raises(ReelgraphError, match="nested brackets"):
        check(f"ASK {{ {bracket[0] * MAX_NESTING}{bracket[1] * MAX_NESTING} }}")


@pytest.mark.parametrize("chained", ["!", "1+", "1*", "?x||", "{}", "?a ?b ?c.", "^"])
def test_size(chained: str) -> None:
    """A long chain of anything is refused, since engines end on it or never do."""
    with pytest.raises(ReelgraphError, match="shorten the query"):
        check("ASK { " + chained * MAX_TOKENS + " }")


def test_length() -> None:
    """A text that is too long is not even cut into tokens."""
    with pytest.raises(ReelgraphError, match=f"{MAX_CHARACTERS:,} characters"):
        check("ASK {} #" + "x" * MAX_CHARACTERS)


@pytest.mark.parametrize(
    ("query", "form", "graphs"),
    [
        ("SELECT * { ?s ?p ?o }", "SELECT", False),
        ("base <http://a.example/> prefix e: <b> ask { graph ?g { ?s e:p ?o } }", "ASK", True),
        ("PREFIX select: <http://a.example/> CONSTRUCT WHERE { {}GRAPH?g{ ?s ?p ?o } }", "CONSTRUCT", True),
        ("DESCRIBE <http://a.example/GRAPH>", "DESCRIBE", False),
    ],
)
def test_form(query: str, form: str, graphs: bool) -> None:
    """The form of a query and whether it asks named graphs are read from its tokens."""
    assert check(query) == (form, graphs)


@given(st.text(alphabet=st.sampled_from("{}()[]<>\"'\\#?$:.,;!@^ \nSERVICEserviceaeb1"), max_size=80) | st.text())
def test_any_text(text: str) -> None:
    """Any text is accepted with a form, or refused in one line."""
    try:
        assert check(text)[0] in ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
    except ReelgraphError as error:
        assert "\n" not in str(error)


REPEATED = [
    "é",
    "a",
    "1",
    '"',
    "'''",
    "<",
    "<a",
    "\\",
    "é:",
    "_:",
    "?",
    "@a-",
    "#",
    "a.",
    "a-",
    "é.",
    "a1-.",
    "a.\n",
    "a:b.",
]


@pytest.mark.parametrize("text", REPEATED)
def test_lexer_is_linear(text: str, linear: Callable[..., bool]) -> None:
    """Whatever a text repeats, four times as much of it is cut into tokens in four times the time."""
    assert linear(lambda size: sum(1 for _ in tokens(text * (size // len(text)))), MAX_CHARACTERS // 4)


@pytest.mark.parametrize("repeated", ["a.", "a ", "a-", "?a "])
def test_too_many_tokens_are_not_made(repeated: str) -> None:
    """A query is refused for the first token that is too many, not once all are there."""
    before = time.process_time()
    with pytest.raises(ReelgraphError, match="shorten the query"):
        check(repeated * (MAX_CHARACTERS // len(repeated)))
    assert time.process_time() - before < 1


@pytest.mark.parametrize("prefix", ["a", "a.b", "é-1", "a" * 256])
def test_a_prefix(prefix: str) -> None:
    """One of at most 256 characters is told from the word that it would be without its colon."""
    assert [token.kind for token in tokens(f"{prefix}:b {prefix}:")] == ["name", "name"]
    assert check(f"PREFIX {prefix}: <http://a.example/> ASK {{ {prefix}:b ?p ?o }}") == ("ASK", False)


@pytest.mark.parametrize("prefix", ["a" * 257, "é" * 999, "a-" * 200 + "1", f"{'a' * 99}.{'b' * 255}", "a1-" * 999])
def test_a_prefix_that_is_too_long(prefix: str) -> None:
    """It is told as that, declared or not, with the place where it begins."""
    for query in (f"PREFIX {prefix}: <http://a.example/> ASK {{ {prefix}:b ?p ?o }}", f"ASK {{ {prefix}:b ?p ?o }}"):
        with pytest.raises(ReelgraphError, match=r"\Aline 1, column [78]: a prefix has at most 256 characters\Z"):
            check(query)


@pytest.mark.parametrize("before", ["?" + "a" * 300, "<http://a.example/" + "a" * 300 + ">", "a" * 300 + " "])
def test_an_empty_prefix_behind_something_long(before: str) -> None:
    """It is told to be undeclared, and may be declared."""
    with pytest.raises(ReelgraphError, match=": is not declared"):
        check(f"ASK {{ {before}:p ?o }}")
    assert check(f"PREFIX : <http://a.example/> ASK {{ {before}:p ?o }}") == ("ASK", False)


@pytest.mark.parametrize("inside", [")", ")servic", "service", "#", "#service", "#)"])
def test_a_long_iri_is_looked_at_once(inside: str) -> None:
    """Whatever an IRI holds many times, it is judged in no time."""
    before = time.process_time()
    check(f"ASK {{ ?s ?p <{inside * (90_000 // len(inside))}> }}")
    assert time.process_time() - before < 1
