"""`kg reconcile`: questions in a terminal or a pipe, and why."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A catalogue of films that may be one, three times."""
    found = tmp_path / "films"
    found.mkdir()
    said = 'name = "Own"\nbase = "https://own.example/"\npublisher = "Me"\nlanguages = ["en"]\n'
    for name, year in (("own", 2000), ("other", 2001)):
        said += f'[[sources]]\nname = "{name}"\npath = "{name}.jsonl"\nreader = "native"\ndate = 2026-01-01\n'
        films = ({"title": title, "year": year, "source": {"key": title}} for title in ("Kin", "Omen", "Vera"))
        (found / f"{name}.jsonl").write_text("".join(json.dumps(film) + "\n" for film in films), "utf-8")
    (found / "catalogue.toml").write_text(said, "utf-8")
    return found


@pytest.fixture
def review(folder: Path) -> Callable[[str], Result]:
    """Reviews the catalogue with what somebody types, or a pipe has."""

    def run(typed: str) -> Result:
        return CliRunner().invoke(main, ["reconcile", str(folder), "--review", "--author", "ann"], input=typed)

    return run


def _answers(folder: Path) -> list[str]:
    with (folder / "matches.csv").open(encoding="utf-8", newline="") as file:
        return [f"{row['predicate_id']} {row['author_id']}".strip() for row in csv.DictReader(file)]


def test_questions_are_written_and_counted(folder: Path) -> None:
    """Without --review nothing is asked here."""
    done = CliRunner().invoke(main, ["reconcile", str(folder)])
    assert (done.exit_code, done.stdout) == (0, f"questions: 3, answers: 0 ({folder.as_posix()}/matches.csv)\n")
    assert _answers(folder) == ["skos:exactMatch"] * 3


def test_nothing_to_ask_writes_no_file(folder: Path) -> None:
    """And none is named."""
    (folder / "other.jsonl").write_text("", "utf-8")
    done = CliRunner().invoke(main, ["reconcile", str(folder)])
    assert (done.exit_code, done.stdout) == (0, "questions: 0, answers: 0\n")
    assert not (folder / "matches.csv").exists()


def test_a_question_has_its_evidence(review: Callable[[str], Result]) -> None:
    """Where both stand, what speaks for it, what against."""
    told = review("q\n").stdout
    assert "Kin (2000)\n    own.jsonl:1: Kin (2000)\n" in told
    assert "  for: a form of the title is the same (kin)\n  against: the years are 2000 and 2001\n" in told


def test_yes_no_and_later(folder: Path, review: Callable[[str], Result]) -> None:
    """Later leaves a question open; the last count has it."""
    done = review("y\nn\nl\nq\n")
    assert done.stdout.endswith(f"questions: 1, answers: 2 ({folder.as_posix()}/matches.csv)\n")
    assert _answers(folder) == ["skos:exactMatch ann", "owl:differentFrom ann", "skos:exactMatch"]


def test_undo(folder: Path, review: Callable[[str], Result]) -> None:
    """The last answer is taken back, and asked again; also behind the last question."""
    review("y\nu\nn\nq\n")
    assert _answers(folder)[0] == "owl:differentFrom ann"
    done = review("y\ny\nu\nu\nq\n")
    assert done.exit_code == 0 and _answers(folder) == ["owl:differentFrom ann", "skos:exactMatch", "skos:exactMatch"]
    assert "nothing to undo" in review("u\nq\n").stderr


def test_a_pipe_that_ends_stops(folder: Path, review: Callable[[str], Result]) -> None:
    """What was answered before is kept."""
    assert review("y\n").exit_code == 0
    assert _answers(folder)[0] == "skos:exactMatch ann"


def test_no_answer(folder: Path, review: Callable[[str], Result]) -> None:
    """What is none of the letters is told, and asked again."""
    done = review("maybe\ny\nq\n")
    assert "'maybe' is no answer" in done.stderr and _answers(folder)[0] == "skos:exactMatch ann"


def test_why(folder: Path) -> None:
    """One address: why it is one. Two: why they are two. None of the catalogue: an error in one line."""
    run = CliRunner().invoke
    assert run(main, ["reconcile", str(folder), "--why", "kin-2000"]).stdout.startswith("film/kin-2000/: Kin (2000)\n")
    two = run(main, ["reconcile", str(folder), "--why", "https://own.example/film/kin-2000/", "--why", "kin-2001"])
    assert "two\n" in two.stdout and "  against: the years are 2000 and 2001\n" in two.stdout
    none = run(main, ["reconcile", str(folder), "--why", "film/kim-2000/"])
    assert none.exit_code == 2 and "did you mean kin-2000?" in none.stderr


def test_a_mistake_in_the_file(folder: Path) -> None:
    """One line with file and line, and nothing is done."""
    (folder / "matches.csv").write_text('subject_id,predicate_id,object_id,author_id\n"film:record:a/b\n', "utf-8")
    done = CliRunner().invoke(main, ["reconcile", str(folder)])
    assert done.exit_code == 2 and "matches.csv:2: not a row of CSV" in done.stderr and done.stderr.count("\n") == 1
