"""The forms of reports, whatever stands in them."""

import csv as csv_of_python
import io
import json as json_of_python
from base64 import b64encode
from hashlib import sha256

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.report import csv, html, json, sarif, text
from kg.report.report import Part, Report, Table, many, place

TABLE = Table(("Field", "Records", "Share", "For example"), (("year", 1200, 0.5, ("a.csv:2: soon", "x")),), "stated")
REPORT = Report("A report", ("2 things",), (Part("One", ("a line",), (TABLE,)), Part("Two")))


def test_text() -> None:
    """What it comes to, then each part with its lines and tables."""
    assert text.written(REPORT).splitlines() == [
        "2 things",
        "",
        "One",
        "  a line",
        "  stated:",
        "  year     1200   50%  ██████████",
        "           a.csv:2: soon",
        "           x",
        "",
        "Two",
    ]


def test_columns_of_text_stand_below_each_other() -> None:
    """Texts are as wide as the widest, counts stand to the right."""
    table = Table(("Rule", "Findings"), (("missing", 3), ("extra", 12)), more=4)
    lines = text.written(Report("x", (), (Part("Rules", tables=(table,)),))).splitlines()
    assert lines == ["Rules", "  missing        3", "  extra         12", "  ... and 4 more"]


def test_a_path_stays_whole() -> None:
    """A word that is longer than a line is not cut in two."""
    path = "/" + "x" * 200
    assert path in text.written(Report("x", (), (Part(path),))).splitlines()


def test_html() -> None:
    """One heading a part, a row a row, a bar a share."""
    page = html5lib.parse(html.written(REPORT), namespaceHTMLElements=False)
    assert [heading.text for heading in page.iter("h2")] == ["One", "Two"]
    assert [cell.text for cell in page.iter("td") if cell.text] == ["year", "1,200", "50%"]
    assert [item.text for item in page.iter("li")] == ["a.csv:2: soon", "x"]
    assert [bar.get("width") for bar in page.iter("{http://www.w3.org/2000/svg}rect")] == ["100", "50.0"]
    assert len([*page.iter("th")]) == 4


def test_html_loads_nothing() -> None:
    """The policy allows the one style sheet that stands in the page."""
    page = html5lib.parse(html.written(REPORT), namespaceHTMLElements=False)
    (style,) = page.iter("style")
    digest = b64encode(sha256((style.text or "").encode()).digest()).decode()
    (policy,) = (meta.get("content") for meta in page.iter("meta") if meta.get("http-equiv"))
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'"


@given(st.text())
def test_html_is_text_everywhere(said: str) -> None:
    """No text brings an element into the page."""
    said = said.encode("utf-8", "replace").decode()
    report = Report(said, (said,), (Part(said, (said,), (Table((said, said), ((said, (said,)),), said),)),))
    blank = Report("x", ("x",), (Part("x", ("x",), (Table(("x", "x"), (("x", ("x",)),), "x" if said else ""),)),))
    tags = [[e.tag for e in html5lib.parse(html.written(each)).iter()] for each in (report, blank)]
    assert tags[0] == tags[1]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2, max_size=2))
def test_csv_is_read_back(cells: list[str]) -> None:
    """A table has its rows and columns, whatever is in its cells; no cell begins like a formula."""
    heads, row = csv_of_python.reader(io.StringIO(csv.written(("a", "b"), [cells]), newline=""))
    assert heads == ["a", "b"] and len(row) == 2
    assert not any(cell.startswith(tuple("=+-@\t\r＝＋－＠")) for cell in row)


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@A1", "\t=1", "\n=1", "＝1"])
def test_a_formula_is_text(cell: str) -> None:
    """A spreadsheet computes nothing that a page says; numbers of ours are numbers."""
    assert csv.written((), [(cell, -1)]).endswith(",-1\n")
    (row,) = csv_of_python.reader(io.StringIO(csv.written(("x",), [(cell,)]).partition("\n")[2], newline=""))
    assert row == [f"'{cell}"]


def test_json_of_a_name_that_is_not_utf_8() -> None:
    """JSON is UTF-8, so the bytes of such a name are told as escapes."""
    assert json_of_python.loads(json.written(Part("a\udcff", ("b",)))) == {
        "heading": "a\\udcff",
        "lines": ["b"],
        "tables": [],
    }


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("a/b.html", "a/b.html"),
        ("a b%20.html", "a%20b%2520.html"),
        ("é.html", "%C3%A9.html"),
        ("a\udcff\n.html", "a%FF%0A.html"),
        ("a:b#c?.html", "a%3Ab%23c%3F.html"),
        ("https://x.example/a b?c=%20#d", "https://x.example/a%20b?c=%20#d"),
    ],
)
def test_places_in_sarif_are_references(path: str, uri: str) -> None:
    """A path becomes a URI reference (RFC 3986), an address stays."""
    found = sarif.result("r", "error", "x", path, 3)["locations"][0]["physicalLocation"]
    assert found == {"artifactLocation": {"uri": uri}, "region": {"startLine": 3}}


def test_words() -> None:
    """One thing, several things; a place with and without a line."""
    assert [many(count, "page") for count in (0, 1, 2)] == ["0 pages", "1 page", "2 pages"]
    assert [many(count, "file or row", "files or rows") for count in (1, 2)] == ["1 file or row", "2 files or rows"]
    assert [place("a", 0), place("a", 3)] == ["a", "a:3"]
