"""Questions and answers of a catalogue through builds: what they change, and what they survive."""

import csv
import json
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.pipeline.build import build

BASE = "https://own.example/"
DAY = date(2026, 1, 2)
KINS: list[dict[str, Any]] = [
    {"title": "Kin", "year": 2000, "directors": [{"name": "Ann Lee"}], "source": {"key": "a"}},
    {"title": "Kin", "year": 2001, "cast": [{"name": "Zoë Ek"}], "source": {"key": "b"}},
    {"title": "Omen", "year": 1990, "directors": [{"name": "Ann Lee"}], "source": {"key": "c"}},
]
STEVES: list[dict[str, Any]] = [
    {"title": "The Sand Pebbles", "year": 1990, "cast": [{"name": "Steve McQueen"}], "source": {"key": "d"}},
    {"title": "Shame", "year": 2011, "directors": [{"name": "Steve McQueen"}], "source": {"key": "e"}},
]


class Catalogue:
    """A catalogue of one source, that is built again and again."""

    def __init__(self, folder: Path, write: Callable[..., None]) -> None:
        """Begin with films of one title and with people of one name."""
        self.folder, self.out = folder / "films", folder / "out"
        self.folder.mkdir()
        write(self.folder, [(name, "native", f"{name}.jsonl") for name in ("own", "other")], base=BASE)
        self.fill([*KINS, *STEVES])

    def fill(self, records: list[dict[str, Any]]) -> None:
        """Write the sources: the film of Zoë Ek is in another."""
        for name in ("own", "other"):
            of_source = (record for record in records if (record["source"]["key"] == "b") == (name == "other"))
            lines = (json.dumps(record, ensure_ascii=False) + "\n" for record in of_source)
            (self.folder / f"{name}.jsonl").write_text("".join(lines), "utf-8")

    def lines(self) -> set[str]:
        """Build it; all that is published."""
        build(self.folder, self.out, dumps_only=True)
        return {line for path in (self.out / "current/dump").glob("*.nt") for line in path.read_text().splitlines()}

    def ask(self) -> list[dict[str, str]]:
        """Write the questions; the rows of the file."""
        with kg.reconcile(self.folder) as found:
            found.update()
        return self.rows()

    def rows(self) -> list[dict[str, str]]:
        """The rows of `matches.csv`."""
        with (self.folder / "matches.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def asked(self, query: str, **given: str) -> list[dict[str, str]]:
        """The rows of a named query of the release, as texts."""
        rows = kg.open(self.out).query(query, timeout=60, **given)
        return [{column: str(value) for column, value in row.items()} for row in rows]

    def answer(self, of: str, same: bool | None) -> None:
        """Answer the question that has this in one of its ids."""
        rows = self.ask()
        (row,) = (row for row in rows if of in row["subject_id"] + row["object_id"])
        said = {"author_id": "ann" if same is not None else ""}
        said["predicate_id"] = "owl:differentFrom" if same is False else "skos:exactMatch"
        with (self.folder / "matches.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(row))
            writer.writeheader()
            writer.writerows(one | said if one is row else one for one in rows)


@pytest.fixture
def films(tmp_path: Path, write_catalogue: Callable[..., None]) -> Catalogue:
    """A catalogue that asks two questions."""
    return Catalogue(tmp_path, write_catalogue)


def test_questions_are_counted_and_reported(films: Catalogue) -> None:
    """A build tells how many there are, and its report has them; it writes nothing into the catalogue."""
    outcome = build(films.folder, films.out, dumps_only=True)
    assert outcome.asked == (0, 2)
    assert "0 answers used, 2 questions open" in outcome.text()
    assert not (films.folder / "matches.csv").exists()
    report = (films.out / "current/report/matches.csv").read_text("utf-8")
    assert report.count("\n") == 3
    films.ask()
    assert (films.folder / "matches.csv").read_text("utf-8") == report


@pytest.mark.parametrize(
    ("of", "folders"), [("film:", ("film/kin",)), ("person:", ("person/steve", "film/shame", "film/the-sand"))]
)
def test_another_answer_changes_those_statements_alone(of: str, folders: tuple[str, ...], films: Catalogue) -> None:
    """Answered one way, then the other, and taken back: nothing else in the graph is another."""
    asked = films.lines()
    films.answer(of, True)
    same = films.lines()
    films.answer(of, False)
    different = films.lines()
    assert same != different
    touched = {line.split()[0].removeprefix(f"<{BASE}") for line in same ^ different}
    about = {line for line in same ^ different if not any(BASE + folder in line for folder in folders)}
    assert touched and not about
    films.answer(of, None)
    assert {line for line in films.lines() ^ asked if not any(BASE + folder in line for folder in folders)} == set()


def test_answers_survive_rebuilds_renames_and_other_sources(films: Catalogue) -> None:
    """They go by keys of records, and wait where a record is gone for a while."""
    films.answer("film:", True)
    renamed = [record | {"title": f"New {record['title']}"} for record in KINS]
    films.fill([*renamed, *STEVES, {"title": "Vera", "year": 1980, "source": {"key": "v"}}])
    assert sum("/film/" in line and "schema.org/Movie>" in line for line in films.lines()) == 5
    films.fill(STEVES)
    outcome = build(films.folder, films.out, dumps_only=True)
    assert any("film:record:" in line and "in no source now" in line for line in outcome.doubtful)
    assert sum(bool(row["author_id"]) for row in films.ask()) == 1
    films.fill([*KINS, *STEVES])
    assert build(films.folder, films.out, dumps_only=True).asked == (1, 1)


def test_an_address_that_goes_is_told_with_what_it_is_now(films: Catalogue) -> None:
    """Two films that a person makes one had two addresses; one of them stays."""
    films.lines()
    films.answer("film:", True)
    outcome = build(films.folder, films.out, dumps_only=True)
    assert outcome.losses == ("film/kin-2001/ (redirects to film/kin-2000/)",)


def test_what_a_person_wrote_stays(films: Catalogue) -> None:
    """Answers, comments and columns of one's own; questions that are open no more go."""
    films.answer("film:", True)
    path = films.folder / "matches.csv"
    heads, *rows = path.read_text("utf-8").splitlines()
    path.write_text("\ufeff" + "\n".join([f"{heads},mine", *(f"{row},of Ann" for row in rows)]), "utf-8")
    first = films.ask()
    assert {row["mine"] for row in first if row["author_id"]} == {"of Ann"}
    films.fill(KINS)
    assert [row["author_id"] for row in films.ask()] == ["ann"]


def test_an_answer_is_written_at_once(films: Catalogue) -> None:
    """Also while somebody else has written another row."""
    films.ask()
    with kg.reconcile(films.folder) as found:
        one, other = found.questions()
        found.answer(one, True, "ann", DAY)
        found.answer(other, False, "bob", DAY)
        found.answer(one, None, "", DAY)
    said = {row["author_id"]: (row["predicate_id"], row["mapping_date"]) for row in films.rows()}
    assert said == {"": ("skos:exactMatch", ""), "bob": ("owl:differentFrom", "2026-01-02")}


def test_a_mistake_in_the_file_stops_a_build(films: Catalogue) -> None:
    """An answer that is not understood would move addresses if it were left out."""
    (films.folder / "matches.csv").write_text("subject_id,predicate_id,object_id,author_id\nx,y,z,ann\n", "utf-8")
    with pytest.raises(kg.ReelgraphError, match=r"matches\.csv:2: subject_id: 'x' is neither a key"):
        build(films.folder, films.out, dumps_only=True)
    assert not films.out.exists()


def test_the_file_is_no_source(films: Catalogue) -> None:
    """Whatever pattern a source has."""
    films.ask()
    text = (films.folder / "catalogue.toml").read_text("utf-8")
    (films.folder / "catalogue.toml").write_text(text.replace("own.jsonl", "[mo][aw]*"), "utf-8")
    assert build(films.folder, films.out, dumps_only=True).records == 5


def test_queries_tell_what_is_asked(films: Catalogue) -> None:
    """Each kind of question has a query, with the IRIs of what is published; an answered one is gone from it."""
    build(films.folder, films.out, dumps_only=True)
    (films_asked,) = films.asked("possible-duplicates")
    assert {films_asked["first"], films_asked["second"]} == {"Kin (2000)", "Kin (2001)"}
    assert {films_asked["firstIri"], films_asked["secondIri"]} == {f"{BASE}film/kin-{y}/#this" for y in (2000, 2001)}
    assert "the years are 2000 and 2001" in films_asked["speaksAgainst"]
    (people_asked,) = films.asked("possible-namesakes")
    assert people_asked["firstIri"].startswith(f"{BASE}person/steve-mcqueen")
    assert people_asked["first"].startswith("Steve McQueen (") and people_asked["first"] != people_asked["second"]
    films.answer("film:", True)
    films.lines()
    assert not films.asked("possible-duplicates")
    joined = films.asked("joined-by-evidence", name="kin")
    assert [(row["file"], row["line"]) for row in joined] == [("other.jsonl", "1"), ("own.jsonl", "1")]


def _dated(out: Path) -> set[str]:
    """The pages of a release, each with what it shows and since when."""
    rows = (out / "current/sitemap/pages.tsv").read_text("utf-8").splitlines()
    return {row.rpartition("\t")[0] for row in rows}


def test_a_page_says_which_records_it_is_made_of(films: Catalogue) -> None:
    """Source, file and line of each, sorted: of a film, and of a person; that is no change of the page."""
    films.answer("film:", True)
    build(films.folder, films.out)
    page = (films.out / "current/film/kin-2000/index.html").read_text("utf-8")
    assert ": 2</summary>" in page
    _, _, listed = page.partition("</summary>")
    shown = re.findall("<li>(.*)</li>", listed.partition("</ul>")[0])
    assert shown == ["other – other.jsonl:1", "own – own.jsonl:1"]
    page = (films.out / "current/person/ann-lee/index.html").read_text("utf-8")
    assert re.findall("<li>(own – .*)</li>", page) == ["own – own.jsonl:1", "own – own.jsonl:2"]
    dated = _dated(films.out)
    first = (films.folder / "own.jsonl").read_text("utf-8")
    (films.folder / "own.jsonl").write_text(f"\n{first}", "utf-8")
    build(films.folder, films.out, date="2027-01-01")
    assert "own – own.jsonl:2" in (films.out / "current/film/kin-2000/index.html").read_text("utf-8")
    assert not [line for line in _dated(films.out) - dated if line.startswith(("film/", "person/"))]


def test_a_page_names_the_first_records_alone(films: Catalogue) -> None:
    """And says how many more there are."""
    many = [{"title": f"No {n}", "year": 2000, "directors": ["Ann Lee"], "source": {"key": f"{n}"}} for n in range(30)]
    films.fill(many)
    build(films.folder, films.out)
    page = (films.out / "current/person/ann-lee/index.html").read_text("utf-8")
    assert ": 30</summary>" in page and page.count("<li>own – own.jsonl:") == 20 and "<li>10 more in" in page


def test_an_answer_that_was_there_from_the_start_can_be_taken_back(films: Catalogue) -> None:
    """Two films that were never published as two are two then: the ledger joins none that contradict each other."""
    other = {"title": "Omen Two", "year": 2001, "directors": [{"name": "Bo Ek"}], "source": {"key": "x"}}
    films.fill([*KINS, other])
    films.lines()
    (films.folder / "matches.csv").write_text(
        "subject_id,predicate_id,object_id,author_id\nfilm:record:own/c,skos:exactMatch,film:record:own/x,ann\n"
    )
    shutil.rmtree(films.out)
    assert sum("/film/" in line and "schema.org/Movie>" in line for line in films.lines()) == 3
    (films.folder / "matches.csv").unlink()
    lines = films.lines()
    assert sum("/film/" in line and "schema.org/Movie>" in line for line in lines) == 4
    assert any(line.startswith(f"<{BASE}film/omen-1990/#this>") for line in lines)


def test_a_wrong_identifier_can_be_corrected(films: Catalogue) -> None:
    """Where the records of two films had one, and were published as one."""
    one, two = (
        {"title": title, "year": year, "directors": [name], "source": {"key": name}}
        for title, year, name in (("Aalbert", 1999, "Xena One"), ("Zebra", 1984, "Yorick Two"))
    )
    films.fill([{**film, "identifiers": {"imdb": "tt0000001"}} for film in (one, two)])
    assert sum("schema.org/Movie>" in line for line in films.lines()) == 1
    films.fill([{**one, "identifiers": {"imdb": "tt0000001"}}, two])
    assert sum("schema.org/Movie>" in line for line in films.lines()) == 2
