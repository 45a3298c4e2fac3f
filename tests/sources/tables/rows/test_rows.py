"""Rows of tables: what each format gives, and what broken files give."""

import datetime
import gzip
import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model.record import Fault, Record
from kg.sources import read
from kg.sources.config import SourceConfig
from kg.sources.stated import Leftover
from kg.sources.tables.proposal import propose
from kg.sources.tables.rows import child, excel, rows
from kg.sources.tables.rows.cell import cell
from kg.sources.tables.rows.row import Row
from kg.system.errors import ReelgraphError
from kg.system.files import Unreadable
from kg.system.process import Limits

PLAIN = SourceConfig(name="", path="", reader="table", licence="")


def of(path: Path, source: SourceConfig = PLAIN) -> list[Row | Fault]:
    """The rows of a table in UTF-8."""
    return [row for row in rows(path, source, "utf-8") if not isinstance(row, Leftover)]


def cells(path: Path, source: SourceConfig = PLAIN) -> list[dict[str, Any]]:
    """The cells of a table without faults."""
    found = of(path, source)
    assert all(isinstance(row, Row) for row in found), found
    return [row.cells for row in found if isinstance(row, Row)]


def book(path: Path, *sheets: list[list[Any]]) -> Path:
    """A spreadsheet with such sheets, called One, Two, ..."""
    import xlsxwriter

    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as written:
        for name, lines in zip(("One", "Two", "Three"), sheets, strict=False):
            sheet = written.add_worksheet(name)
            for number, line in enumerate(lines):
                sheet.write_row(number, 0, line)
    return path


def test_a_spreadsheet_keeps_its_types(tmp_path: Path) -> None:
    """Whole numbers have no fraction, days are days, and rows have the numbers that the spreadsheet shows."""
    day = datetime.date(2022, 5, 26)
    path = book(
        tmp_path / "a.xlsx", [[], ["Title", "Year", "Minutes", "Day"], ["Close", 2022, 104.5, day], [300, "", ""]]
    )
    assert of(path) == [
        Row(3, {"Title": "Close", "Year": 2022, "Minutes": "104.5", "Day": "2022-05-26"}),
        Row(4, {"Title": 300, "Year": "", "Minutes": "", "Day": ""}),
    ]


def test_the_sheet(tmp_path: Path) -> None:
    """The first sheet that is not empty is read, or the one that is named; one that is not there is a fault."""
    path = book(tmp_path / "a.xlsx", [], [["Title"], ["Close"]], [["Title"], ["Here"]])
    assert cells(path) == [{"Title": "Close"}]
    named = SourceConfig(name="", path="", reader="table", licence="", sheet="Three")
    assert cells(path, named) == [{"Title": "Here"}]
    (fault,) = of(path, SourceConfig(name="", path="", reader="table", licence="", sheet="Four"))
    assert isinstance(fault, Fault) and "Four" in fault.reason and "Two" in fault.raw


def test_a_spreadsheet_that_bursts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A spreadsheet that unpacks to far more than its size is not opened."""
    monkeypatch.setattr(excel, "FREE", 1 << 20)
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", bytes(50 << 20))
    with pytest.raises(Unreadable, match="decompresses"):
        of(tmp_path / "a.xlsx")


CELLS = [("xlsx", "a cell far from all others"), ("ods", "a row said to be repeated three thousand times")]


@pytest.mark.parametrize("end", [end for end, _ in CELLS], ids=[how for _, how in CELLS])
def test_a_sheet_of_too_many_cells(end: str, tmp_path: Path) -> None:
    """A small spreadsheet whose grid no machine can hold is one fault, and ends no process but its parser's."""
    path = tmp_path / f"a.{end}"
    if end == "xlsx":
        book(path, [["Title"], *[[]] * 1_048_574, [""] * 16_383 + ["x"]])
    else:
        _repeated(path, rows=3_000, columns=16_000)
    (fault,) = of(path)
    assert isinstance(fault, Fault) and "too many cells" in fault.reason


def _repeated(path: Path, rows: int, columns: int) -> None:
    """An OpenDocument sheet in which one cell stands for many."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    cell = f'<table:table-cell office:value-type="string" table:number-columns-repeated="{columns}"><text:p>x</text:p>'
    row = f'<table:table-row table:number-rows-repeated="{rows}">{cell}</table:table-cell></table:table-row>'
    sheet = f'<table:table table:name="One">{row}</table:table>'
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body><office:spreadsheet>{sheet}</office:spreadsheet>"
            "</office:body></office:document-content>",
        )
        packed.writestr("META-INF/manifest.xml", "<manifest/>")


@pytest.mark.parametrize(
    ("parser", "arguments", "reason"),
    [
        (sys.exit, ("called\nunwrap",), "not a readable Parquet: called unwrap"),
        (json.loads, ("{",), "not a readable Parquet: Expecting property name"),
        (sys.exit, ("called `Result::unwrap()` on an `Err` value: General(\"no 'magic'\")",), "Parquet: no 'magic'"),
        (sys.exit, ("x" * 9999,), "not a readable Parquet: " + "x" * 200),
        (os.abort, (), "damaged, or too many cells: it is too deep, or damaged: its process failed with SIGABRT"),
    ],
)
def test_a_parser_that_panics(parser: child.Parser, arguments: tuple[str, ...], reason: str) -> None:
    """A panic inside a parser, which is no Exception of Python, is a fault, and so is the end of its process."""
    (fault,) = child.filled(parser, "Parquet", *arguments, limits=Limits())
    assert isinstance(fault, Fault) and reason in fault.reason


def test_a_damaged_parquet_says_nothing_by_itself(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Bytes for which the parser panics, and ends its process, are a fault of the file, and stderr stays empty."""
    path = tmp_path / "a.parquet"
    frame = pl.DataFrame({"Title": [f"Film {i % 7}" for i in range(300)], "Year": [1950 + i % 60 for i in range(300)]})
    frame.write_parquet(path)
    data = bytearray(path.read_bytes())
    data[770] = 183
    path.write_bytes(bytes(data))
    assert any(isinstance(one, Fault) for one in of(path))
    assert capfd.readouterr().err == ""


def test_days_that_no_calendar_has(tmp_path: Path) -> None:
    """They are texts that are no days, so that a reader of values says so, and the other rows are read."""
    days, moments = pl.Series([2**30, 19000], dtype=pl.Int32), pl.Series([2**62, None], dtype=pl.Int64)
    frame = pl.DataFrame({"Day": days.cast(pl.Date), "Moment": moments.cast(pl.Datetime("us"))})
    frame.write_parquet(tmp_path / "a.parquet")
    beyond = {"Day": "out of range", "Moment": "year 148108 is out of range"}
    assert cells(tmp_path / "a.parquet") == [beyond, {"Day": "2022-01-08", "Moment": None}]


def test_without_the_extra_nothing_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no parser of Parquet is installed the run ends: it is no fault of the file, whose films would be missed."""
    monkeypatch.setitem(sys.modules, "arro3", None)
    table = tmp_path / "a.parquet"
    table.write_bytes(b"PAR1")
    said = r'^\S*a.parquet: Parquet needs a package that is not installed; run: pip install "reelgraph\[parquet\]"$'
    mapped = SourceConfig(name="", path="", reader="table", licence="", columns={"title": "Title"})
    for reading in (lambda: list(read(table, mapped, tmp_path)), lambda: propose(table)):
        with pytest.raises(ReelgraphError, match=said):
            reading()


def test_maps_in_parquet() -> None:
    """Maps of Arrow, which Spark writes, are objects, as they are in JSON."""
    assert cell([("director", ["A", "B"]), ("year", 1999.0)]) == {"director": ["A", "B"], "year": 1999}


def test_bytes_in_parquet(tmp_path: Path) -> None:
    """Bytes are text where they are UTF-8; others are no text, and never what Python would print for them."""
    pl.DataFrame({"Title": ["Zoë".encode(), b"\xff\xd8"]}).write_parquet(tmp_path / "a.parquet")
    assert cells(tmp_path / "a.parquet") == [{"Title": "Zoë"}, {"Title": "\udcff\udcd8"}]
    mapped = SourceConfig(name="", path="", reader="table", licence="", columns={"title": "Title"})
    first, second = read(tmp_path / "a.parquet", mapped, tmp_path)
    assert isinstance(first, Record) and isinstance(second, Record)
    assert (first.title, second.title, [fault.field for fault in second.faults]) == ("Zoë", None, ["title"])


def test_parquet_keeps_lists_and_objects(tmp_path: Path) -> None:
    """Nested values come as JSON has them, days and durations as ISO 8601 has them."""
    frame = pl.DataFrame(
        {
            "Title": ["Close", None],
            "Cast": [["A", "B"], []],
            "Crew": [[{"name": "C", "job": "Director"}], []],
            "Day": [datetime.date(2022, 5, 26), None],
            "Length": [datetime.timedelta(minutes=104), None],
            "Stars": [4.0, 4.5],
        }
    )
    frame.write_parquet(tmp_path / "a.parquet")
    assert of(tmp_path / "a.parquet") == [
        Row(1, {"Title": "Close", "Cast": ["A", "B"], "Crew": [{"name": "C", "job": "Director"}], "Day": "2022-05-26",
                "Length": "PT6240S", "Stars": 4}),
        Row(2, {"Title": None, "Cast": [], "Crew": [], "Day": None, "Length": None, "Stars": "4.5"}),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "document",
    [
        '[{"a": 1}, {"b": "x"}]',
        '{"films": [{"a": 1}, {"b": "x"}], "more": 1}',
        '{"n": 2, "results": {"rows": [{"a": 1}, {"b": "x"}]}}',
    ],
)
def test_documents(document: str, tmp_path: Path) -> None:
    """A document is an array of objects, or holds one; the first is read."""
    (tmp_path / "a.json").write_text(document)
    assert of(tmp_path / "a.json") == [Row(1, {"a": 1}), Row(1, {"b": "x"})]


BLANKS: list[tuple[str, list[Leftover | Row]]] = [
    ('{"a": [_{"t": 1}]}', [Row(2, {"t": 1})]),
    ('{"a": {"b": [_{"t": 1}]}}', [Row(2, {"t": 1})]),
    ('{"x": [_1,_2],_"a": [{"t": 1}]}', [Leftover("property", "x", [1, 2], 1), Row(4, {"t": 1})]),
    ('{"x": [_],_"a": [_{"t": 1}]}', [Leftover("property", "x", [], 1), Row(4, {"t": 1})]),
    ('{"x": [_[_1]],_"a": [{"t": 1}]}', [Leftover("property", "x", [[1]], 1), Row(4, {"t": 1})]),
]


@pytest.mark.parametrize("blank", ["\n", " \n ", "\n" + " " * 70_000, " " * 70_000 + "\r\n", " " * 65_529 + "\n"])
@pytest.mark.parametrize(("document", "expected"), BLANKS)
def test_blanks_in_documents(document: str, expected: list[Any], blank: str, tmp_path: Path) -> None:
    """White space says nothing, however much of it there is, and wherever what is read at once ends in it."""
    (tmp_path / "a.json").write_text(document.replace("_", blank), newline="")
    assert list(rows(tmp_path / "a.json", PLAIN, "utf-8")) == expected


@pytest.mark.parametrize("document", ['{"a": [_{"t": 1}]}', '{"a": [_1], "b": [_', '{"a": [_[_1], "b": [{"t": 1}]}'])
def test_blanks_take_linear_time(document: str, linear: Callable[..., bool], tmp_path: Path) -> None:
    """What stands between the bracket of an array and its first member is looked at once."""

    def work(size: int) -> list[Any]:
        (tmp_path / "a.json").write_text(document.replace("_", " " * size))
        return list(rows(tmp_path / "a.json", PLAIN, "utf-8"))

    assert linear(work, 1_000_000)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_documents_in_other_encodings(encoding: str, tmp_path: Path) -> None:
    """A document is decoded as it was found to be."""
    (tmp_path / "a.json").write_bytes('[{"a": "Déjà vu"}]'.encode(encoding))
    told = "utf-8" if encoding == "utf-8-sig" else encoding
    assert list(rows(tmp_path / "a.json", PLAIN, told)) == [Row(1, {"a": "Déjà vu"})]


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252"])
@pytest.mark.parametrize("end", [".csv", ".jsonl", ".json"])
def test_text_in_other_encodings(end: str, encoding: str, tmp_path: Path) -> None:
    """Every format of text is decoded as it was found to be, and text in yet another is faults."""
    text = {".csv": "a\nDéjà\nvu\n", ".jsonl": '{"a": "Déjà"}\n{"a": "vu"}\n', ".json": '[{"a": "Déjà"}, {"a": "vu"}]'}
    path = tmp_path / f"a{end}"
    path.write_bytes(text[end].encode(encoding))
    assert [row.cells for row in rows(path, PLAIN, encoding) if isinstance(row, Row)] == [{"a": "Déjà"}, {"a": "vu"}]
    path.write_bytes(b"ab\n" * 3)
    assert all(isinstance(row, Fault) for row in rows(path, PLAIN, "utf-16"))


def test_too_many_columns(tmp_path: Path) -> None:
    """A hundred thousand columns are one fault."""
    (tmp_path / "a.csv").write_text(",".join(map(str, range(100_000))) + "\n1\n")
    (fault,) = of(tmp_path / "a.csv")
    assert isinstance(fault, Fault) and "100000 columns" in fault.reason


BROKEN = [
    ("a.json", b"{"),
    ("a.json", b"[1, 2]"),
    ("a.json", b'[{"a": 1, "a": 2}]'),
    ("a.json", b'{"a": {"b": 1}}'),
    ("a.json", b'{"a": ' * 50_000),
    ("a.json", b'[{"a": "' + b"x" * 100),
    ("a.json", b"[" * 100_000),
    ("a.json", b'[{"a": ' + b"1" * 10_000 + b"}]"),
    ("a.json", b"\0\0"),
    ("a.jsonl", b"{\n"),
    ("a.jsonl", b"[]\n"),
    ("a.jsonl", b'{"a": "\xff"}\n'),
    ("a.parquet", b"PAR1"),
    ("a.parquet", b"PAR1" + bytes(100) + b"PAR1"),
    ("a.parquet", b"<html>"),
    ("a.xls", b"<html><table></table></html>"),
    ("a.xlsx", b"PK\x03\x04"),
    ("a.xlsx", b"PK\x05\x06" + bytes(18)),
    ("a.ods", b"nothing"),
    ("a.csv", b""),
    ("a.csv", b"Title\n"),
    ("a.csv", b"Title\n\n , \n"),
    ("a.json", b"[]"),
    ("a.jsonl", b"\n"),
    ("a.xlsx.gz", b"PK"),
    ("a.parquet.zst", b"PAR1"),
    ("a.pdf", b"%PDF"),
]


@pytest.mark.parametrize(("name", "data"), BROKEN)
def test_broken_files(name: str, data: bytes, tmp_path: Path) -> None:
    """What is no table of its format gives faults and no rows, and never fails otherwise."""
    (tmp_path / name).write_bytes(data)
    try:
        found = of(tmp_path / name)
    except Unreadable:
        return
    assert found and all(isinstance(row, Fault) for row in found)


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
@pytest.mark.parametrize("end", ["xlsx", "xlsm", "ods", "xls"])
def test_a_damaged_spreadsheet(end: str, method: int, tmp_path: Path) -> None:
    """However it is packed and wherever it is damaged, it is refused as damaged, or its sheet is left to the parser."""
    refused = 0
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", method) as packed:
        packed.writestr("content.xml", bytes(range(256)) * 40)
    for at in range(40, 120, 8):
        data = bytearray(whole.getvalue())
        data[at] ^= 0xFF
        (tmp_path / f"a.{end}").write_bytes(data)
        try:
            excel.weigh(tmp_path / f"a.{end}")
        except Unreadable as error:
            refused += str(error).startswith("compressed, but damaged")
    assert refused > 5


def test_a_spreadsheet_that_sends_its_parser_round(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table that is cut off in the middle ends with a fault, after some seconds of CPU."""
    monkeypatch.setattr(excel, "_SECONDS", 1)
    head = '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    head += ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body><office:spreadsheet>'
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("META-INF/manifest.xml", "<manifest/>")
        packed.writestr("content.xml", f'{head}<table:table table:name="a"><table:table-row><table:table-cell>')
    (fault,) = of(tmp_path / "a.ods")
    assert isinstance(fault, Fault) and "not a readable spreadsheet" in fault.reason


def test_lines_are_as_strict_as_documents(tmp_path: Path) -> None:
    """Numbers stay as they are written; a key that is given twice, or a second object, costs its line alone."""
    lines = ['{"a": 7.10}', '{"a": 1, "a": 2}', '{"a": 1} {}', '{"a": "\\ud800"}']
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    first, *faults, last = of(tmp_path / "a.jsonl")
    assert (first, last) == (Row(1, {"a": "7.10"}), Row(4, {"a": "\ud800"}))
    assert [(fault.line, fault.raw.strip()) for fault in faults if isinstance(fault, Fault)] == [
        (number, lines[number - 1]) for number in (2, 3)
    ]


def test_what_stands_before_a_break_is_read(tmp_path: Path) -> None:
    """A document that is cut off gives the rows before the cut, and one fault."""
    (tmp_path / "a.json").write_text('[{"a": 1},\n{"a": 2},\n{"a"')
    *before, fault = of(tmp_path / "a.json")
    assert before == [Row(1, {"a": 1}), Row(2, {"a": 2})]
    assert isinstance(fault, Fault) and (fault.line, fault.raw) == (3, '{"a"')


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8).map(str.strip)


TABLE = st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=6)


def _same(table: list[tuple[str, str]], path: Path, write: Callable[[pl.DataFrame, Path], object]) -> None:
    frame = pl.DataFrame({"a": [f"x{one}" for one, _ in table], "b": [other for _, other in table]})
    write(frame, path)
    expected = [{name: value.strip() for name, value in row.items()} for row in frame.iter_rows(named=True)]
    assert [{key: value.strip() for key, value in row.items()} for row in cells(path)] == expected


@given(table=TABLE)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_the_same_table_in_every_text_format(table: list[tuple[str, str]], tmp_path: Path) -> None:
    """A table written by others as CSV, TSV, JSON and JSON Lines has the same cells in all of them."""
    _same(table, tmp_path / "a.csv", pl.DataFrame.write_csv)
    _same(table, tmp_path / "a.tsv", partial(pl.DataFrame.write_csv, separator="\t"))
    _same(table, tmp_path / "a.json", pl.DataFrame.write_json)
    _same(table, tmp_path / "a.jsonl", pl.DataFrame.write_ndjson)


@pytest.mark.slow
@given(table=TABLE)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=10)
def test_the_same_table_in_parquet(table: list[tuple[str, str]], tmp_path: Path) -> None:
    """And as Parquet, which a process of its own reads."""
    _same(table, tmp_path / "a.parquet", pl.DataFrame.write_parquet)


_MEASURED = """
import re, sys
from pathlib import Path
from kg.sources.config import SourceConfig
from kg.sources.tables.rows import rows
count = sum(1 for _ in rows(Path(sys.argv[1]), SourceConfig(name="", path="", reader="table", licence=""), "utf-8"))
print(count, re.search(r"VmHWM:\\s*(\\d+) kB", Path("/proc/self/status").read_text())[1])
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the peak is read from /proc")
@pytest.mark.parametrize("end", [".csv", ".csv.gz", ".json", ".jsonl", ".parquet"])
def test_memory_does_not_grow_with_the_file(end: str, tmp_path: Path) -> None:
    """A table of two hundred thousand rows needs hardly more memory than one of two thousand."""
    peaks = []
    for count in (2_000, 200_000):
        path = tmp_path / f"{count}{end}"
        frame = pl.DataFrame({"title": [f"Film {n}" for n in range(count)], "text": ["lorem ipsum " * 10] * count})
        match end:
            case ".csv":
                frame.write_csv(path)
            case ".csv.gz":
                path.write_bytes(gzip.compress(frame.write_csv().encode(), 1))
            case ".json":
                frame.write_json(path)
            case ".jsonl":
                frame.write_ndjson(path)
            case _:
                frame.write_parquet(path, row_group_size=5_000)
        ran = subprocess.run([sys.executable, "-c", _MEASURED, path], capture_output=True, text=True, check=True)
        read, peak = ran.stdout.split()
        assert int(read) == count
        peaks.append(int(peak) // 1024)
    assert peaks[1] <= peaks[0] + 32, f"{peaks} MiB"
    print(json.dumps({end: peaks}))


TABS = [
    ("t\ty\n\"Swing\" the lamp\t1940\nRed \"Door\"\t2004\n", ['"Swing" the lamp', 'Red "Door"']),
    ("t\ty\nA\t1\n\"Swing the lamp\t2\nB\t3\n\"Other\t4\nC\t5\n", ["A", '"Swing the lamp', "B", '"Other', "C"]),
    ("t\ty\n\"Swing\tthe lamp\"\t2\n", ["Swing\tthe lamp"]),
    ("t\ty\n\"two\nlines\"\t2\n", ["two\nlines"]),
    ("t\ty\n\"never closed\t2\nB\t3\n", ['"never closed', "B"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "titles"), TABS)
def test_quotation_marks_that_are_text(text: str, titles: list[str], tmp_path: Path) -> None:
    """In rows that no quotation marks of CSV explain, they are text, and no row is lost."""
    (tmp_path / "a.tsv").write_text(text)
    assert [row["t"] for row in cells(tmp_path / "a.tsv")] == titles
    (tmp_path / "a.csv").write_text(text.replace("\t", ","))
    assert [row["t"] for row in cells(tmp_path / "a.csv")] == [title.replace("\t", ",") for title in titles]


HEADERS: list[tuple[int | None, str, list[dict[str, str]]]] = [
    (None, "t,y\nA,1\n", [{"t": "A", "y": "1"}]),
    (3, "List\n\nt,y\nA,1\n", [{"t": "A", "y": "1"}]),
    (2, "Film,,\nt,y,z\nA,1,2\n", [{"t": "A", "y": "1", "z": "2"}]),
    (0, "A,1\nB,2\n", [{"(column 1)": "A", "(column 2)": "1"}, {"(column 1)": "B", "(column 2)": "2"}]),
]


@pytest.mark.parametrize(("header", "text", "found"), HEADERS)
def test_the_row_that_names_the_columns(
    header: int | None, text: str, found: list[dict[str, str]], tmp_path: Path
) -> None:
    """It is the one that the catalogue says; what stands above is told, and without one columns have their numbers."""
    (tmp_path / "a.csv").write_text(text)
    source = SourceConfig(name="", path="", reader="table", header=header)
    assert cells(tmp_path / "a.csv", source) == found
    left = [row for row in rows(tmp_path / "a.csv", source, "utf-8") if isinstance(row, Leftover)]
    assert len(left) == (1 if header and header > 1 else 0)


DOCUMENT = {
    "made": "2026",
    "cinemas": [
        {"id": 1, "films": [{"title": "A", "shows": [{"at": "20:00"}]}, {"title": "B", "shows": []}]},
        {"id": 2, "films": [{"title": "C", "shows": [{"at": "21:00"}]}]},
    ],
    "people": [{"name": "Ann"}],
}
ARRAYS = [
    ("", ["1", "2"]),
    ("cinemas", ["1", "2"]),
    ("cinemas.films", ["A", "B", "C"]),
    ("cinemas.films.shows", ["20:00", "{'title': 'B'}", "21:00"]),
    ("people", ["Ann"]),
]


@pytest.mark.parametrize(("array", "first"), ARRAYS)
def test_the_array_of_the_films(array: str, first: list[str], tmp_path: Path) -> None:
    """It is the one that the catalogue says, through arrays of others; the rest of the document is told."""
    (tmp_path / "a.json").write_text(json.dumps(DOCUMENT))
    source = SourceConfig(name="", path="", reader="table", array=array)
    assert [str(next(iter(row.values()))) for row in cells(tmp_path / "a.json", source)] == first
    assert any(isinstance(row, Leftover) for row in rows(tmp_path / "a.json", source, "utf-8"))


def test_what_stands_around_an_array(tmp_path: Path) -> None:
    """Members of an array inside another one say what the objects around them say; one without members is a row."""
    (tmp_path / "a.json").write_text(json.dumps(DOCUMENT))
    source = SourceConfig(name="", path="", reader="table", array="cinemas.films.shows")
    assert cells(tmp_path / "a.json", source) == [
        {"at": "20:00", "cinemas": {"id": 1}, "films": {"title": "A"}},
        {"films": {"title": "B"}},
        {"at": "21:00", "cinemas": {"id": 2}, "films": {"title": "C"}},
    ]


def test_an_array_that_is_not_there(tmp_path: Path) -> None:
    """It is named."""
    (tmp_path / "a.json").write_text(json.dumps(DOCUMENT))
    (row,) = of(tmp_path / "a.json", SourceConfig(name="", path="", reader="table", array="cinemas.movies"))
    assert isinstance(row, Fault) and "cinemas.movies" in row.reason


@given(text=st.text(st.sampled_from('[]{}":,1a \n'), max_size=60), array=st.sampled_from(["a", "a.a", "a.a.a"]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_document_with_an_array(text: str, array: str, tmp_path: Path) -> None:
    """Whatever stands in a document, there are rows and faults, and no exception."""
    (tmp_path / "a.json").write_text(text)
    of(tmp_path / "a.json", SourceConfig(name="", path="", reader="table", array=array))


def test_members_of_an_object_as_rows(tmp_path: Path) -> None:
    """A path that ends in a star leads to the members of an object, each with its name; `init` proposes it."""
    path = tmp_path / "a.json"
    path.write_text('{"by": "me", "films": {"lamp": {"title": "Lamp"}, "n": 1, "sea": {"title": "Sea"}}}', "utf-8")
    named = SourceConfig(name="", path="", reader="table", licence="", array="films.*")
    assert cells(path, named) == [{"*": "lamp", "title": "Lamp"}, {"*": "sea", "title": "Sea"}]
    path.write_text('{"lamp": {"title": "Lamp"}, "sea": {"title": "Sea"}}', "utf-8")
    assert (propose(path).settings, propose(path).has_title) == ({"array": "*"}, True)


FILMS = """<list by="me">
  <film id="7"><title lang="en">Lamp</title><genres><genre>Drama</genre><genre>Crime</genre></genres></film>
  <film id="8"><title>Sea &amp; <i>Sun</i></title><actor name="Ann Li" part="Eve"/><actor name="Bo Ek"/></film>
</list>"""


def test_elements_of_xml(tmp_path: Path) -> None:
    """Of XML the outermost element that is repeated is a row: its children and attributes are the cells."""
    path = tmp_path / "a.xml"
    path.write_text(FILMS, "utf-8")
    assert of(path) == [
        Row(2, {"@id": "7", "title": "Lamp", "title@lang": "en", "genres": ["Drama", "Crime"]}),
        Row(3, {"@id": "8", "title": "Sea & Sun", "actor": [{"name": "Ann Li", "part": "Eve"}, {"name": "Bo Ek"}]}),
    ]
    named = SourceConfig(name="", path="", reader="table", licence="", array="actor")
    assert cells(path, named) == [{"@name": "Ann Li", "@part": "Eve"}, {"@name": "Bo Ek"}]
    assert [list(column.fields) for column in propose(path).columns] == [[], ["title"], [], ["genres"], ["cast"]]


def test_a_film_alone_in_its_xml(tmp_path: Path) -> None:
    """Where one film is alone in a file, its repeated actors are no films."""
    path = tmp_path / "a.xml"
    for inside in ("<films><head><by>me</by></head>{}</films>", "{}"):
        film = '<film><title>Lamp</title><cast><actor name="Ann Li"/><actor name="Bo Ek"/></cast></film>'
        path.write_text(inside.format(film), "utf-8")
        found = propose(path)
        assert found.settings == {"array": "film"}
        assert [list(column.fields) for column in found.columns] == [["title"], ["cast"]]


NO_ROWS = [
    ("<films/>", "no element that is repeated"),
    ("<films><film><title>Lamp</title></film><film>", "broken XML"),
    ("<f>" * 5_000, "deep"),
    ("<!DOCTYPE l [<!ENTITY a 'b'>]><l><f><t>&a;</t></f><f><t>c</t></f></l>", "document type"),
]


@pytest.mark.parametrize(("text", "reason"), NO_ROWS)
def test_xml_without_rows(text: str, reason: str, tmp_path: Path) -> None:
    """What is broken or wants entities is a fault; what stands before it is read."""
    (tmp_path / "a.xml").write_text(text, "utf-8")
    assert [reason in row.reason for row in of(tmp_path / "a.xml") if isinstance(row, Fault)][:1] == [True]
