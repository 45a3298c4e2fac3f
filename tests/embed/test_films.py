"""Which film a page is about."""

from pathlib import Path

import pytest

from kg.embed.document import document
from kg.embed.film_table import Table
from kg.rdf.addresses import normal
from kg.system.errors import ReelgraphError


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://a.example/x/", "https://A.example:443/x"),
        ("https://a.example", "https://a.example/"),
        ("https://a.example/é", "https://a.example/%c3%A9"),
        ("https://a.example/x?é=1", "https://a.example/x?%C3%A9=1"),
    ],
)
def test_one_page(one: str, other: str) -> None:
    """Scheme, default port, case of the host, last slash and escapes make no difference."""
    assert normal(one) == normal(other) != ""


@pytest.mark.parametrize("address", ["", "x", "/x", "ftp://a.example/", "http://", "http://[", "http://a:x/", "C:\\x"])
def test_no_address(address: str) -> None:
    """What is no address of the web has no normal form."""
    assert normal(address) == ""


@pytest.mark.parametrize(
    ("head", "addresses"),
    [
        ("<link rel='Alternate CANONICAL' href=' https://a.example/x '>", ["https://a.example/x"]),
        ("<link rel=canonical href=https://a.example/?a&amp;b=é>", ["https://a.example/?a&b=é"]),
        ("<link rel=canonical href=https://a.example/x><meta property=og:url content=https://b.example/>", [
            "https://a.example/x"
        ]),
        ("<meta property='og:url' content='https://b.example/'>", ["https://b.example/"]),
        ("<base href='https://a.example/b/'><link rel=canonical href=x>", ["https://a.example/b/x"]),
        ("<link rel=canonical href=/x><meta property=og:url content=https://b.example/>", ["https://b.example/"]),
        ("<!-- <link rel=canonical href=https://a.example> --><title><link rel=canonical href=https://a></title>", []),
        ("</head><body><link rel=canonical href=https://a.example/x>", []),
        ("<link rel=canonical><link rel=canonical href=javascript:x>", []),
    ],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252"])
def test_the_canonical_address(head: str, addresses: list[str], encoding: str) -> None:
    """It is that of the link in the head, else that of Open Graph, and absolute."""
    page = f"<head><meta charset={encoding}>{head}".encode(encoding)
    assert document(page).addresses() == addresses


def _table(folder: Path, text: str) -> Table:
    path = folder / "films.csv"
    path.write_bytes(text.encode())
    return Table(path)


def test_a_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are addresses, or paths from the table's folder or the working folder; columns come in any order."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    table = _table(tmp_path, "\ufeffFilm,note, page\r\na,,p.html\r\nb,,http://a.example/b/\r\nc,,\r\n\r\n")
    assert [row.film for row in table.rows(tmp_path / "p.html", [])] == ["a"]
    assert [row.film for row in table.rows(Path("p.html"), [])] == ["a"]
    assert [(row.film, row.line) for row in table.rows(Path("q.html"), ["https://a.example/b"])] == [("b", 3)]
    assert table.rows(Path("q.html"), []) == Table(None).rows(Path("p.html"), []) == []


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimiters(tmp_path: Path, delimiter: str) -> None:
    """Cells are separated as in the first line, also where others stand in them."""
    text = f"note|page|film\n{',;'.replace(delimiter, '')}|https://a.example/?a|kin\n".replace("|", delimiter)
    assert [row.film for row in _table(tmp_path, text).rows(Path("q.html"), ["https://a.example/?a"])] == ["kin"]


def test_rows_without_a_page(tmp_path: Path) -> None:
    """What no page was asked for is told; a row that a page had by either of its paths is not."""
    table = _table(tmp_path, "page,film\np.html,a\nq.html,b\nhttps://a.example/,c\n")
    table.rows(tmp_path / "p.html", [])
    assert [(row.line, row.page) for row in table.unused()] == [(3, "q.html"), (4, "https://a.example/")]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "needs the columns page and film; has none"),
        ("page;title\na;b\n", "has page, title"),
        ('page,film\n"a,b\n', "not a CSV table"),
    ],
)
def test_no_table(tmp_path: Path, text: str, reason: str) -> None:
    """What is no such table is told."""
    with pytest.raises(ReelgraphError, match=reason):
        _table(tmp_path, text)


def test_a_table_that_cannot_be_read(tmp_path: Path) -> None:
    """A table that is not there, or not UTF-8, is told by its path."""
    with pytest.raises(ReelgraphError, match=r"films\.csv: cannot be read: No such file"):
        Table(tmp_path / "films.csv")
    (tmp_path / "films.csv").write_bytes(b"page,film\n\xff,a\n")
    with pytest.raises(ReelgraphError, match=r"films\.csv: not a CSV table in UTF-8"):
        Table(tmp_path / "films.csv")
