"""Tables, and their mapping."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs

from kg.model.record import Fault, Record
from kg.sources import read
from kg.sources.config import Column, SourceConfig
from kg.sources.stated import Leftover, Stated
from kg.sources.tables import reader as table
from kg.sources.tables.rows.delimited import OTHER

TABLE = SourceConfig(
    name="test",
    path="*.csv",
    reader="table",
    licence="https://example.org/licence",
    language="nl",
    key="Id",
    missing=("?", "N/A"),
    columns={
        "kind": Column(constant="short"),
        "title": "Title",
        "year": "Year",
        "directors": Column(column="Directors", separator="|"),
        "descriptions": "Text",
        "identifiers.imdb": "Imdb",
        "based_on.title": "Book",
        "based_on.authors": Column(column="Authors", separator=" and "),
        "based_on.kind": Column(constant="book"),
        "other_credits.Art Director": "Art",
    },
)
HEADER = "Id,Title,Year,Directors,Text,Imdb,Book,Authors,Art\n"


def rows(path: Path, text: str | bytes, source: SourceConfig = TABLE) -> list[Any]:
    """What is read from a table of that content."""
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(read(path, source, path.parent))


def test_mapping(tmp_path: Path) -> None:
    """The catalogue says which column states which field, what separates values, what is constant."""
    row = 'x1,"Here, There",2023,Ann Li | Bo Ek,Een film.,tt5537002,A Book,Cy and Di,Ed Fo\n'
    (record,) = rows(tmp_path / "a.csv", HEADER + row)
    found = msgspec.json.decode(msgspec.json.encode(record))
    assert found == {
        "kind": "short",
        "title": "Here, There",
        "year": 2023,
        "directors": [{"name": "Ann Li"}, {"name": "Bo Ek"}],
        "descriptions": {"nl": "Een film."},
        "identifiers": {"imdb": "tt5537002"},
        "based_on": [{"title": "A Book", "authors": [{"name": "Cy"}, {"name": "Di"}], "kind": "book"}],
        "other_credits": {"Art Director": [{"name": "Ed Fo"}]},
        "source": {
            "path": "a.csv",
            "line": 2,
            "reader": "table",
            "licence": "https://example.org/licence",
            "name": "test",
            "key": "x1",
        },
    }


@pytest.mark.parametrize("cells", ["x1,Here,,,,,,,", "x1,Here", "x1, Here ,?,N/A,  ,,,,", "x1,Here,?,?|N/A"])
def test_missing(cells: str, tmp_path: Path) -> None:
    """Empty cells, cells that are not there and words for nothing state nothing, and so do constants about nothing."""
    (record,) = rows(tmp_path / "a.csv", HEADER + cells)
    assert isinstance(record, Record)
    assert (record.title, record.year, record.directors, record.based_on, record.faults) == ("Here", None, (), (), ())


def test_tabs(tmp_path: Path) -> None:
    """A .tsv has tabs between its cells."""
    (record,) = rows(tmp_path / "a.tsv", (HEADER + "x1,Here,2023\n").replace(",", "\t"))
    assert (record.title, record.year) == ("Here", 2023)


def test_lines(tmp_path: Path) -> None:
    """A record's line is where its row begins, line breaks in cells and empty rows counted."""
    found = rows(tmp_path / "a.csv", HEADER + 'a,"One\nmore"\n\n,,\nb,Two\n')
    assert [(record.source.key, record.source.line) for record in found] == [("a", 2), ("b", 6)]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (b"x,Here,2023,A,B,C,D,E,F,G", "10 cells under 9 columns"),
        (b"x,Here, There,2023,A,B,C,D,E,", "10 cells under 9 columns"),
        (b"x,Here,2023,A,B,C,D,E,F,,", "11 cells under 9 columns"),
        (b"x,Here,2023,A,B,C,D,E,,G", "10 cells under 9 columns"),
        (b'x,"a" b', "not a row of a table: ',' expected after '\"'"),
        (b"x,L\xe9a", OTHER.format(encoding="UTF-8")),
        (b"x,L\0a", "binary, not text"),
        (b'x,"' + b"a" * 1_000_001 + b'"', "not a row of a table: field larger than field limit (1000000)"),
    ],
)
def test_row_at_fault(row: bytes, reason: str, tmp_path: Path) -> None:
    """A row at fault is named with its line, and the others come out."""
    first, fault, last = rows(tmp_path / "a.csv", HEADER.encode() + "a,Tár\n".encode() + row + b"\nb,Two\n")
    assert (first.title, last.title) == ("Tár", "Two")
    assert (fault.field, fault.path, fault.line, fault.reason) == ("", "a.csv", 3, reason)
    assert len(fault.raw) <= 200


@pytest.mark.parametrize(
    "row",
    ["b,Two,,,,,,,,", "b,Two,,,,,,,, ", 'b,"Two",,,,,,,,""', "b,Two", "b,Two,,,,,,,"],
)
def test_an_empty_cell_too_many(row: str, tmp_path: Path) -> None:
    """States nothing where the first two rows have one: the row is read as without it."""
    found = rows(tmp_path / "a.csv", HEADER + "a,One,,,,,,,,\nc,Three,,,,,,,,\n" + row + "\n")
    assert [(record.source.key, record.title) for record in found] == [("a", "One"), ("c", "Three"), ("b", "Two")]


@pytest.mark.parametrize("others", ["", "b,Two\n", "b,Two,,,,,,,\n", "b,Two,2003,A,B,C,D,E,F\n"])
def test_a_row_that_alone_has_an_empty_cell_too_many(others: str, tmp_path: Path) -> None:
    """May have two cells for a text with a comma, also if it is the first."""
    first, *rest = rows(tmp_path / "a.csv", HEADER + "a,One, and a half,2001,A,B,C,D,E,\n" + others)
    assert (first.line, first.reason) == (2, "10 cells under 9 columns")
    assert [record.title for record in rest] == ["Two"][: len(others)]


OPEN = [
    (['b,"Two,2023', "c,Three", "d,Four"], 3, (3, 5)),
    (['"b,Two', 'c,"Three"'], 3, (3, 4)),
    (['b,"Two', 'c,Three,"2023"', "d,Four"], 3, (3, 4)),
    (['b,"Two', 'more","2023', "c,Three"], 4, (3, 5)),
    (['b,"a ""', 'b"" c",2001,"2023', "", "c,Three", 'd"x'], 4, (3, 7)),
    (['b,x"y,"Two', "c,Three"], 3, (3, 4)),
    (['b,"Two', '""', '"x'], 3, (3, 5)),
]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", ";", "|", "\t"])
@pytest.mark.parametrize(("text", "line", "lost"), OPEN)
def test_a_quotation_mark_that_is_not_closed(
    text: list[str], line: int, lost: tuple[int, int], delimiter: Any, end: str, tmp_path: Path
) -> None:
    """Is one fault at the line on which it opens; that says which lines are not read. Those before are."""
    written = end.join([*HEADER.splitlines(), "a,One", *text]).replace(",", delimiter)
    (tmp_path / "a.csv").write_text(written, newline="")
    first, fault, *rest = read(tmp_path / "a.csv", structs.replace(TABLE, delimiter=delimiter), tmp_path)
    assert isinstance(first, Record) and isinstance(fault, Fault) and (first.title, fault.line) == ("One", line)
    assert f"and lines {lost[0]} to {lost[1]} are not read" in fault.reason
    assert fault.raw == text[line - 3].replace(",", delimiter)
    assert [one.source.line for one in rest if isinstance(one, Record)] == [*range(lost[1] + 1, 3 + len(text))]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (b"", "empty file"),
        (b"\n\n", "there is no row with the column names"),
        (b"Id,Title\nx,Here\n", "there is no column 'Year'; correct columns in the catalogue"),
        ((HEADER.strip() + ",Year\n").encode(), "there are several columns 'Year'; in the catalogue, add its number"),
        (b"\x89PNG\0\0,\0", "not UTF-8"),
    ],
)
def test_table_at_fault(text: bytes, reason: str, tmp_path: Path) -> None:
    """A table without the columns that the catalogue names gives one fault."""
    (fault,) = rows(tmp_path / "a.csv", text)
    assert isinstance(fault, Fault)
    assert fault.reason.startswith(reason.partition(":")[0]) or fault.reason == "binary, not text"


NAMES = [
    ("a,a,t", "a (column 1)", "1"),
    ("a,a,t", "a (column 2)", "2"),
    ("a,a,t", "a", None),
    ("a,,t", "(column 2)", "2"),
    ("a,(column 1),t", "(column 1)", "2"),
    (",(column 1),t", "(column 1)", "2"),
    (",(column 1),t", "(column 1) (column 1)", "1"),
    ("a,b,t", "a (column 1)", None),
    ("x,x.y,x.y,t", "x.y", None),
    ("x,x.y,x.y,t", "x.y (column 2)", "2"),
]


@pytest.mark.parametrize(("names", "column", "said"), NAMES)
def test_columns_by_their_places(names: str, column: str, said: str | None, tmp_path: Path) -> None:
    """A column that shares its name, or has none, is named by its place; the name alone is refused."""
    source = structs.replace(TABLE, key=(), columns={"title": "t", "alternate_titles": column})
    cells = ",".join([*"1234"[: names.count(",")], "Here"])
    (found,) = rows(tmp_path / "a.csv", f"{names}\n{cells}\n", source)
    assert (found.alternate_titles == (said,)) if said else "column" in found.reason


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_other_encodings(encoding: str, tmp_path: Path) -> None:
    """A table in another encoding is read, and each record says which."""
    found = rows(tmp_path / "a.csv", (HEADER + "a,Déjà vu\nb,Les Misérables\n").encode(encoding))
    assert [(record.title, record.source.encoding) for record in found] == [
        ("Déjà vu", encoding),
        ("Les Misérables", encoding),
    ]


def test_the_catalogue_knows_the_encoding(tmp_path: Path) -> None:
    """What the catalogue says of the encoding goes before what the bytes say."""
    source = msgspec.structs.replace(TABLE, encoding="cp850")
    (record,) = rows(tmp_path / "a.csv", (HEADER + "a,Déjà vu\n").encode("cp850"), source)
    assert (record.title, record.source.encoding) == ("Déjà vu", "cp850")


def test_open_quotation_mark(tmp_path: Path) -> None:
    """A quotation mark that is never closed costs a row, not the program."""
    found = rows(tmp_path / "a.csv", HEADER + 'a,One\nb,"Two\n' + "c,Three\n" * 1000)
    assert found[0].title == "One"
    assert len(found) == 2


@given(data=st.binary() | st.text(',"\n\r\té\0\ufeff', max_size=60).map(str.encode))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_bytes(data: bytes, tmp_path: Path) -> None:
    """Whatever the bytes of a table, reading it gives records and faults that can be written as JSON."""
    msgspec.json.encode(rows(tmp_path / "a.csv", HEADER.encode() + data))
    msgspec.json.encode(rows(tmp_path / "a.csv", data))


def test_names_of_columns_again(tmp_path: Path) -> None:
    """A row that repeats the names of the columns, as tables of several pages do, is no film, and is told."""
    row = "1,Daens,1992,,,,,,\n"
    path = tmp_path / "table.csv"
    path.write_text(HEADER + row + HEADER + row.replace("1,Daens", "2,Here"), "utf-8")
    found = list(table.read(path, TABLE))
    assert [one.values["title"] for one in found if isinstance(one, Stated)] == ["Daens", "Here"]
    assert [one.line for one in found if isinstance(one, Leftover) and one.kind == "row"] == [3]
