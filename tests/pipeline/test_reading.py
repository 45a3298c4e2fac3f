"""`kg read`: files, folders and catalogues as records and complaints."""

import json
import re
from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner, Result

import kg
from kg.cli import main
from kg.cli.read import READERS
from kg.sources.config import Reader
from kg.system.errors import ReelgraphError

ROOT = Path(__file__).parents[2]
GOOD = '{"title": "Close", "year": 2022}\n'


def _read(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["read", *map(str, arguments)])


def _titles(result: Result) -> list[str]:
    return [json.loads(line)["title"] for line in result.stdout.splitlines()]


def test_a_folder_stands_for_the_files_in_it(tmp_path: Path) -> None:
    """Every file below a folder that has a reader is read, in the order of paths; how many others there are is told."""
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "here.json").write_text('{"title": "Here"}')
    (tmp_path / "a.jsonl").write_text(GOOD)
    for other in ("notes.md", "b/more.md", "README", ".hidden.md"):
        (tmp_path / other).write_text("# Notes")
    result = _read(tmp_path)
    assert (result.exit_code, _titles(result)) == (0, ["Close", "Here"])
    told = [f"kg: {tmp_path}: {files}: no reader is known" for files in ("1 file without suffix", "2 .md files")]
    assert sorted(result.stderr.splitlines()) == told
    assert not _read(tmp_path, "-q").stderr


def test_a_folder_with_a_catalogue_is_read_as_it_says() -> None:
    """The records of a catalogue's folder have the names and licences of its sources."""
    records = [json.loads(line) for line in _read(ROOT / "data").stdout.splitlines()]
    assert len(records) == 100
    assert {record["source"]["name"] for record in records} == {"disney", "ffg", "festivals", "oscars", "wikipedia"}


def test_a_folder_without_films_is_an_error(tmp_path: Path) -> None:
    """Where nothing can be read, one line says so, and nothing was done."""
    result = _read(tmp_path)
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1 and "--reader" in result.stderr


@pytest.mark.parametrize(("option", "code"), [([], 0), (["--strict"], 1)])
def test_strict_makes_a_fault_an_error(option: list[str], code: int, tmp_path: Path) -> None:
    """A value that is not understood costs nothing, or with --strict the exit code; the record is there in both."""
    (tmp_path / "a.jsonl").write_text(GOOD + '{"title": "Here", "year": "soon"}\n')
    result = _read(tmp_path / "a.jsonl", *option)
    assert (result.exit_code, _titles(result)) == (code, ["Close", "Here"])
    expected = f"kg: {(tmp_path / 'a.jsonl').name}:2: year: not a year; write four digits ('soon')\n"
    assert result.stderr.endswith(expected) if option else not result.stderr


def test_what_is_no_record_does_not_touch_the_others(tmp_path: Path) -> None:
    """A broken line is named with its place, and the exit code tells of it; the other records are read."""
    (tmp_path / "a.jsonl").write_text(GOOD + "{\n" + GOOD)
    result = _read(tmp_path / "a.jsonl")
    assert (result.exit_code, len(_titles(result))) == (1, 2)
    assert "a.jsonl:2: " in result.stderr


def test_every_reader_can_be_named() -> None:
    """The command line offers the readers that a catalogue can name."""
    assert sorted(get_args(Reader)) == READERS


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("films.csv", "films.csv: there is no such file or folder"),
        ("https://films.example/films.csv", "an address; save what is there, and give the file"),
    ],
)
def test_what_is_not_there_is_not_read(path: str, why: str) -> None:
    """A path of nothing ends the reading before it begins, and nothing is fetched."""
    with pytest.raises(ReelgraphError, match=re.escape(why)):
        kg.read(path)
