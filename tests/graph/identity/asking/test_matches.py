"""`matches.csv` as people and spreadsheets write it: what is read, and what is told with file and line."""

from datetime import date
from pathlib import Path

import pytest

from kg.graph.identity.asking import matches
from kg.graph.identity.asking.matches import Answer
from kg.system.errors import ReelgraphError

BASE = "https://films.example.org/"
FOLDERS = {"film", "person"}
HEAD = "subject_id,predicate_id,predicate_modifier,object_id,author_id,mapping_date"
A, B, C = "film:record:s/a", "film:record:s/b", "film:imdb:tt1"


def _answers(folder: Path, *rows: str, head: str = HEAD, encoding: str = "utf-8") -> list[Answer]:
    path = folder / "matches.csv"
    path.write_text("\n".join((head, *rows)) + "\n", encoding)
    return matches.answers(matches.read(path), FOLDERS, BASE)


@pytest.mark.parametrize(
    ("predicate", "modifier", "same"),
    [
        ("skos:exactMatch", "", True),
        ("owl:sameAs", "", True),
        ("http://www.w3.org/2002/07/owl#sameAs", "", True),
        ("owl:differentFrom", "", False),
        ("skos:exactMatch", "Not", False),
        ("owl:sameAs", "Not", False),
    ],
)
def test_an_answer(predicate: str, modifier: str, same: bool, tmp_path: Path) -> None:
    """Predicates of SKOS and OWL, and the modifier of SSSOM."""
    (answer,) = _answers(tmp_path, f"{A},{predicate},{modifier},{B},ann,2026-01-31")
    assert answer == Answer(f"{tmp_path.as_posix()}/matches.csv:2", same, A, B)


def test_a_row_without_an_author_is_a_question(tmp_path: Path) -> None:
    """Nothing is made of it."""
    assert _answers(tmp_path, f"{A},skos:exactMatch,,{B},,") == []


@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_what_spreadsheets_write(between: str, tmp_path: Path) -> None:
    """A mark at the start, semicolons or tabs, empty rows, cells that are missing at the end, line feeds in cells."""
    rows = [f'{A},skos:exactMatch,,{B},"ann\nlee"', ",,,,,", f"{C},owl:differentFrom,,{B},ann,2026-01-31"]
    written = [row.replace(",", between) for row in rows]
    found = _answers(tmp_path, *written, head=HEAD.replace(",", between), encoding="utf-8-sig")
    assert [(answer.place.rpartition(":")[2], answer.same) for answer in found] == [("2", True), ("5", False)]


def test_an_address_is_a_thing(tmp_path: Path) -> None:
    """Of this catalogue; another's is none."""
    assert _answers(tmp_path, f"{BASE}film/a/#this,owl:sameAs,,{BASE}film/b/,ann,")
    with pytest.raises(ReelgraphError, match="neither a key"):
        _answers(tmp_path, f"{BASE}film/a/#this,owl:sameAs,,https://other.example/film/b/,ann,")


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (f"x,owl:sameAs,,{B},ann,", "subject_id: 'x' is neither a key"),
        (f"{A},owl:sameAs,,,ann,", "object_id: '' is neither a key"),
        (f"{A},owl:sameAs,,{A},ann,", "subject_id and object_id are the same"),
        (f"{A},owl:sameAs,,person:name:ann,ann,", "things of two kinds"),
        (f"{A},owl:sameas,,{B},ann,", "did you mean owl:sameAs?"),
        (f"{A},owl:sameAs,not,{B},ann,", "predicate_modifier: 'not'"),
        (f"{A},owl:differentFrom,Not,{B},ann,", "predicate_modifier: 'Not'"),
        (f"{A},owl:differentFrom,,{B},,", "fill in author_id"),
        (f"{A},owl:sameAs,,{B},ann,31-1-2026", "mapping_date: '31-1-2026' is not a date"),
        (f"{A},owl:sameAs,,{B},ann,,more", "has 7 cells, and there are 6 columns"),
        (f'"{A},owl:sameAs,,{B},ann,', "not a row of CSV"),
    ],
)
def test_a_mistake_is_told_with_its_line(row: str, told: str, tmp_path: Path) -> None:
    """The first mistake is the message."""
    with pytest.raises(ReelgraphError, match=r"matches\.csv:3: ") as error:
        _answers(tmp_path, f"{A},skos:exactMatch,,{C},ann,", row)
    assert told in str(error.value)


def test_a_missing_column_is_told(tmp_path: Path) -> None:
    """By its name."""
    with pytest.raises(ReelgraphError, match=r"matches\.csv:1: has no column object_id"):
        _answers(tmp_path, head="subject_id,predicate_id,author_id")


def test_answers_that_contradict_are_told(tmp_path: Path) -> None:
    """Also over a third thing."""
    rows = [f"{A},owl:sameAs,,{B},ann,", f"{B},owl:sameAs,,{C},bob,", f"{C},owl:differentFrom,,{A},eva,"]
    with pytest.raises(ReelgraphError, match=r"matches\.csv:4: says that they differ, and .*matches\.csv:2"):
        _answers(tmp_path, *rows)


def test_no_file_and_an_empty_file_have_no_answers(tmp_path: Path) -> None:
    """A catalogue begins without."""
    assert matches.read(tmp_path / "matches.csv").rows == []
    (tmp_path / "matches.csv").touch()
    assert matches.read(tmp_path / "matches.csv").rows == []


def test_what_is_no_text_is_told(tmp_path: Path) -> None:
    """In one line, with what to do."""
    (tmp_path / "matches.csv").write_bytes(b"subject_id\xff\n")
    with pytest.raises(ReelgraphError, match="save it as CSV in UTF-8"):
        matches.read(tmp_path / "matches.csv")


def test_an_answer_is_taken_back() -> None:
    """Then the row is a question again."""
    row = {"subject_id": A, "object_id": B, "predicate_id": "skos:exactMatch", "author_id": ""}
    no = matches.answered(row, False, "ann", date(2026, 1, 31))
    assert (no["predicate_id"], no["author_id"], no["mapping_date"]) == ("owl:differentFrom", "ann", "2026-01-31")
    back = matches.answered(no, None, "", date(2026, 2, 1))
    assert (back["predicate_id"], back["author_id"], back["mapping_date"]) == ("skos:exactMatch", "", "")


def test_a_file_that_cannot_be_written_stays(tmp_path: Path) -> None:
    """Nothing is left beside it."""
    path = tmp_path / "matches.csv"
    path.mkdir()
    with pytest.raises(ReelgraphError, match=r"matches\.csv"):
        matches.write(path, ["subject_id"], [{"subject_id": A}])
    assert [*tmp_path.iterdir()] == [path]
