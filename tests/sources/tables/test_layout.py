"""How a table is laid out."""

from pathlib import Path

import pytest

from kg.sources.config import SourceConfig
from kg.sources.tables.layout import header_of, laid_out

HEADERS: list[tuple[str, list[list[str]], int | None]] = [
    ("plain", [["Title", "Year"], ["A", "2001"]], None),
    ("unknown names", [["Werk", "Notiz"], ["A", "b"]], None),
    ("a heading above", [["Festival 2024"], ["Title", "Year"], ["A", "2001"]], 2),
    ("a heading and unknown names", [["Liste"], ["Werk", "Notiz", "Ort"], ["A", "b", "c"]], 2),
    (
        "two rows of names",
        [["Film", "", "Credits", ""], ["Title", "Year", "Director", "Cast"], ["A", "1", "B", "C"]],
        2,
    ),
    ("none", [["1", "Sully", "90 min"], ["2", "Moana", "120 min"], ["3", "Close", "88 min"]], 0),
    ("none, without numbers", [["Sully", "Clint Eastwood"], ["Moana", "Ron Clements"]], None),
    ("one row", [["Title", "Year"]], None),
]


@pytest.mark.parametrize(("rows", "header"), [case[1:] for case in HEADERS], ids=[case[0] for case in HEADERS])
def test_header(rows: list[list[str]], header: int | None) -> None:
    """The row with most names that film tables have is the one with the names, and a film is none."""
    assert header_of(list(enumerate(rows, start=1))) == header


DELIMITED = [
    ("Title;Cast\nA;B, C\nD;E, F, G\n", ";"),
    ("Title,Cast\nA,B;C\nD,E\n", ","),
    ("Title\tCast\nA\tB, C\nD\tE\n", "\t"),
    ("Title|Cast\nA|B;C\n", "|"),
    ("Title\nA\nB\n", ","),
    ("My films, all of them\nTitle;Year\nA;2001\nB;2002\n", ";"),
    ("Title;Note\nOne, two, three;x\nFour, five, six;y\n", ";"),
]


@pytest.mark.parametrize(("text", "delimiter"), DELIMITED)
def test_delimiter(text: str, delimiter: str, tmp_path: Path) -> None:
    """What gives most rows the same number of cells stands between them."""
    table = tmp_path / "films.csv"
    table.write_text(text)
    assert laid_out(table, SourceConfig(name="", path="", reader="table"), "utf-8").delimiter == delimiter
