"""Answers in every form."""

import json
from io import BytesIO
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from kg.query import table
from kg.query.formats import Answer, choose
from kg.query.formats import write as put
from kg.query.parameters import TYPES
from kg.system.errors import ReelgraphError

VALUES = 'VALUES (?a ?b) { ("x, \\"y\\"" <https://a.example/film/here-2024/#this>) ("z\\nz"@nl UNDEF) }'


def _ask(query: str) -> Answer:
    return ox.Store().query(query)


def write(answer: Answer, chosen: str, width: int, base: str = "https://a.example/") -> str:
    """The answer as text."""
    out = BytesIO()
    put(out, answer, chosen, width, base)
    return out.getvalue().decode()


def test_csv() -> None:
    """CSV is W3C's SPARQL results CSV: header, CRLF, quotes doubled, IRIs bare, unbound is empty."""
    expected = 'a,b\r\n"x, ""y""",https://a.example/film/here-2024/#this\r\n"z\nz",\r\n'
    assert write(_ask(f"SELECT ?a ?b {{ {VALUES} }}"), "csv", 100) == expected


def test_tsv() -> None:
    """TSV holds terms as in Turtle."""
    expected = '?a\t?b\n"x, \\"y\\""\t<https://a.example/film/here-2024/#this>\n"z\\nz"@nl\t\n'
    assert write(_ask(f"SELECT ?a ?b {{ {VALUES} }}"), "tsv", 100) == expected


def test_json() -> None:
    """JSON is SPARQL results JSON, and ends its line."""
    text = write(_ask(f"SELECT ?a ?b {{ {VALUES} }}"), "json", 100)
    assert text.endswith("}\n")
    assert json.loads(text)["results"]["bindings"][1] == {"a": {"type": "literal", "value": "z\nz", "xml:lang": "nl"}}


def test_xml() -> None:
    """XML is SPARQL results XML."""
    root = ElementTree.fromstring(write(_ask(f"SELECT ?a ?b {{ {VALUES} }}"), "xml", 100))
    assert root.tag == "{http://www.w3.org/2005/sparql-results#}sparql"


@pytest.mark.parametrize(("query", "rows"), [("SELECT * {}", 1), ("SELECT * { FILTER(false) }", 0)])
def test_solutions_without_variables(query: str, rows: int) -> None:
    """A solution that binds nothing is one all the same."""
    assert write(_ask(query), "table", 60).strip() == f"{rows} row{'s' * (rows != 1)}"


@pytest.mark.parametrize(("length", "told"), [(240, "1 row"), (241, "1 row; values are cut at 240 characters")])
def test_long_values(length: int, told: str) -> None:
    """That a value is cut is said."""
    last = write(_ask(f'SELECT ("{"a" * length}" AS ?o) {{}}'), "table", 60).splitlines()[-1]
    assert last.startswith(told) and ("cut" in last) == (length > 240)


def test_table() -> None:
    """A table shortens our IRIs, puts a text on one line, and counts its rows."""
    lines = write(_ask(f"SELECT ?a ?b {{ {VALUES} }}"), "table", 60).splitlines()
    assert [line.split("  ") for line in lines if "─" not in line] == [
        ["a", "", "", " b"],
        ['x, "y"', "film/here-2024"],
        ["z z"],
        ["2 rows"],
    ]


def test_table_of_known_terms() -> None:
    """A table shortens what has a prefix, and leaves other IRIs whole."""
    query = (
        "SELECT ?a { VALUES ?a { <http://schema.org/name> <https://a.example/film/x-1/#cast-y> <https://b.example/> } }"
    )
    shown = write(_ask(query), "table", 100).splitlines()
    assert shown[2:5] == ["schema:name", "film/x-1#cast-y", "https://b.example/"]


ROUNDED = [
    ("SUM(?n) / 3", "1993.67"),
    ("2/3", "0.6667"),
    ("-2/3", "-0.6667"),
    ("1000000/3", "333333.33"),
    ("1/3000000.0", "0.0000003333"),
    ("1/3000000000.0", "3.333E-10"),
    ("xsd:double(10)/3", "3.333"),
    ("1.9999999999", "2"),
]
WHOLE = [
    "1.5",
    "5",
    "50.8503396",
    "0.00000001",
    "1234567890123",
    '"0.66666666666"',
    '"INF"^^xsd:double',
    '"x"^^xsd:decimal',
]
XSD = "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>"


@pytest.mark.parametrize(("number", "said"), ROUNDED)
def test_long_numbers_in_a_table(number: str, said: str) -> None:
    """What is longer than anybody reads is rounded, which is said; in other formats it is exact."""
    query = f"{XSD} SELECT ({number} AS ?o) {{ VALUES ?n {{ 5981.0 }} }}"
    shown = write(_ask(query), "table", 80).splitlines()
    assert shown[2].strip() == said
    assert shown[-1] == "1 row; long numbers are rounded; for exact numbers, use --format csv"
    exact = json.loads(write(_ask(query), "json", 80))["results"]["bindings"][0]["o"]["value"]
    assert len(exact) > len(said) and abs(float(exact) / float(said) - 1) < 0.001
    assert write(_ask(query), "csv", 80) == f"o\r\n{exact}\r\n"


@pytest.mark.parametrize("number", WHOLE)
def test_short_numbers_in_a_table(number: str) -> None:
    """Stand there as they are, and so do texts that look like numbers."""
    shown = write(_ask(f"{XSD} SELECT ({number} AS ?o) {{}}"), "table", 80).splitlines()
    assert shown[2].strip() == number.split("^")[0].strip('"') and shown[-1] == "1 row"


@pytest.mark.parametrize("folder", ["film", "press-photo", "35mm", "9-to-5"])
@pytest.mark.parametrize("base", ["https://a.example/", "http://a.example/x/"])
def test_our_iris_in_a_table(folder: str, base: str) -> None:
    """Those of any folder that a catalogue can have are short; parts keep their fragment."""
    things = f"<{base}{folder}/one-2/#this> <{base}{folder}/a/#cast-b>"
    query = f"SELECT * {{ VALUES ?o {{ {things} }} }}"
    assert [line.strip() for line in write(_ask(query), "table", 80, base).splitlines()[2:4]] == [
        f"{folder}/one-2",
        f"{folder}/a#cast-b",
    ]


FOREIGN = [
    "https://films.example.org/film/here-2024/#this",
    "https://a.example/x/film/here-2024/#this",
    "http://a.example/film/here-2024/#this",
    "https://a.example.org/film/here-2024/#this",
    "https://a.example/film/here-2024/",
]


@pytest.mark.parametrize("iri", FOREIGN)
@pytest.mark.parametrize("base", ["https://a.example/", ""])
def test_iris_of_others_in_a_table(iri: str, base: str) -> None:
    """They are whole, however much they look like ours, and their columns stay where a table is too wide."""
    query = f"SELECT * {{ VALUES (?o ?p) {{ (<{iri}> 123456789) }} }}"
    assert write(_ask(query), "table", 80, base).splitlines()[2] == f"{iri}  123456789"
    assert write(_ask(query), "table", 20, base).split()[:2] == ["o", "p"]


def test_table_too_wide() -> None:
    """Columns of our IRIs give way to the others, and are named."""
    row = '"The Long Pier" <https://a.example/film/the-long-pier-2021/#this> <http://schema.org/actor> UNDEF'
    query = f"SELECT ?title ?film ?role ?person {{ VALUES (?title ?film ?role ?person) {{ ({row}) }} }}"
    assert write(_ask(query), "table", 40).splitlines() == [
        "title          role",
        "───────────────────────────",
        "The Long Pier  schema:actor",
        "1 row; for film, person, make the terminal wider, or use --format csv",
    ]
    assert "film/the-long-pier-2021" in write(_ask(query), "table", 80)


def test_table_of_very_many_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the first rows are shown, and that is said."""
    monkeypatch.setattr(table, "_MOST", 2)
    query = "SELECT ?a { VALUES ?a { 1 2 3 } }"
    assert write(_ask(query), "table", 100).splitlines()[2:] == [
        "1",
        "2",
        "only the first 2 rows are shown; for all, use --format csv",
    ]


@given(st.text(), st.integers(20, 200))
def test_table_of_any_text(text: str, width: int) -> None:
    """No text steers the terminal, and no line is wider than asked."""
    shown = write(_ask(f"SELECT ({TYPES['text'](text)} AS ?o) {{}}"), "table", width)
    assert not any(character < " " or "\x7f" <= character <= "\x9f" for character in shown.replace("\n", ""))
    assert all(cell_len(line) <= width for line in shown.splitlines())


@pytest.mark.parametrize(("query", "answer"), [("ASK {}", "yes\n"), ("ASK { ?s ?p ?o }", "no\n")])
def test_ask(query: str, answer: str) -> None:
    """ASK is answered with yes or no."""
    assert write(_ask(query), "table", 100) == answer


def test_graphs() -> None:
    """A graph is sorted, holds each statement once, and declares the prefixes that it uses."""
    query = (
        'CONSTRUCT { ?s <http://schema.org/name> "b", "a" . } '
        "{ VALUES ?s { <https://a.example/> <https://a.example/> } }"
    )
    turtle = write(_ask(query), "turtle", 100)
    assert turtle == '@prefix schema: <http://schema.org/> .\n<https://a.example/> schema:name "a" , "b" .\n'
    assert write(_ask(query), "ntriples", 100).splitlines() == [
        '<https://a.example/> <http://schema.org/name> "a" .',
        '<https://a.example/> <http://schema.org/name> "b" .',
    ]


@pytest.mark.parametrize(("form", "wanted"), [("SELECT", "turtle"), ("ASK", "csv"), ("CONSTRUCT", "json")])
def test_format_that_does_not_fit(form: str, wanted: str) -> None:
    """A format that a form of query has not is refused, with those that it has."""
    with pytest.raises(ReelgraphError, match=f"{wanted} cannot hold the result of {form}; choose"):
        choose(form, wanted)


def test_default_format() -> None:
    """Solutions are shown as a table, graphs as Turtle."""
    assert [choose(form, None) for form in ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")] == [
        "table",
        "table",
        "turtle",
        "turtle",
    ]
