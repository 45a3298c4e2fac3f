"""A raw scrape against what somebody else made of it by hand: 100 films whose titles were chosen beforehand."""

import ast
import csv
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.model.record import Record

DATA = Path(__file__).parents[4] / "shared" / "data" / "disney-wikipedia"
TITLES = (Path(__file__).parents[1] / "disney-titles.txt").read_text("utf-8").splitlines()
CODES = {"United States": "US", "United Kingdom": "GB", "Canada": "CA", "Australia": "AU", "France": "FR",
         "Germany": "DE", "Norway": "NO", "Sweden": "SE", "India": "IN", "Malaysia": "MY", "Austria": "AT"}  # fmt: skip
PEOPLE = {"Directed by": "directors", "Music by": "composers", "Starring": "cast"}
# In a text something between two names: a comma (not before Jr.), "and", "&", a note in brackets.
SEPARATED = re.compile(r",(?! Jr)| and | & |\) (?=\w)|;")
# Two names with nothing between them: four words or more without a mark, initials aside.
RUN_TOGETHER = re.compile(r"(?:[A-ZÀ-Þ][\w'’-]+ (?:\w\. )*){3}[A-ZÀ-Þ][\w'’-]+")

EXCEPTIONS = {
    ("Running time", "The Happiest Millionaire"): "four versions, none called the original",
    ("Music by", "Wings of Life"): "'A & B C': the other knew that C is a band of its own, and left 'A & B' joined",
}  # fmt: skip


class Compared:
    """Film by film: what the raw table says, what we read there, and the other's row."""

    def __init__(self, records: list[Record]) -> None:
        """Put the three beside each other."""
        raw = json.loads((DATA / "disney_data.json").read_text("utf-8"))
        with (DATA / "disney_final_even_rows.csv").open(encoding="utf-8", newline="") as file:
            other = {row["title"]: row for row in csv.DictReader(file)}
        at = {row["title"]: number for number, row in enumerate(raw)}
        self.films = {title: (raw[at[title]], records[at[title]], other[title]) for title in TITLES}

    def differing(self, field: str) -> list[str]:
        """The titles of which the two do not agree on a field."""
        return [title for title, film in self.films.items() if self.counts(title, field) and not AGREE[field](*film)]

    def counts(self, title: str, field: str) -> bool:
        """Names are compared where the raw value has something between all of them."""
        value = self.films[title][0].get(field)
        if field not in PEOPLE or isinstance(value, list):
            return True
        return bool(value and SEPARATED.search(value) and not self.run_together(title, field))

    def run_together(self, title: str, field: str) -> bool:
        """Whether somewhere in the raw text names stand behind each other with nothing between them."""
        value = self.films[title][0].get(field)
        return isinstance(value, str) and any(map(RUN_TOGETHER.match, re.split(r" ?\([^)]*\) ?|, | and | & ", value)))


def _minutes(raw: Any, record: Record, other: dict[str, str]) -> bool:
    stated = other["Running time (int)"]
    found = re.fullmatch(r"PT(?:(\d+)H)?(?:(\d+)M)?", record.duration or "")
    ours = int(found[1] or 0) * 60 + int(found[2] or 0) if found else None
    return ours == (int(float(stated)) if stated else None)


def _countries(raw: Any, record: Record, other: dict[str, str]) -> bool:
    return list(record.countries) == [CODES[name] for name in _listed(other["Country"])]


def _names(field: str) -> Callable[[Any, Record, dict[str, str]], bool]:
    def agree(raw: Any, record: Record, other: dict[str, str]) -> bool:
        return [person.name for person in getattr(record, PEOPLE[field])] == _cleaned(other[field])

    return agree


def _cleaned(cell: str) -> list[str]:
    """The other's names without the notes, commas and conjunctions that are left among them; `, Jr.` as ` Jr.`."""
    names = [re.sub(r"\([^)]*\)", "", name).replace(", Jr.", " Jr.").strip() for name in _listed(cell)]
    return [name for name in names if name not in ("", ",", "and")]


def _listed(cell: str) -> list[str]:
    return [one.strip() for one in ast.literal_eval(cell)] if cell.startswith("[") else [cell] * bool(cell)


AGREE: dict[str, Callable[[Any, Record, dict[str, str]], bool]] = {
    "Running time": _minutes,
    "Country": _countries,
    **{field: _names(field) for field in PEOPLE},
}


@pytest.fixture(scope="module")
def compared(mapped: Callable[..., Any]) -> Compared:
    """The raw table, read by its mapping, beside the other's."""
    found = mapped("disney-wikipedia", DATA / "disney_data.json")
    assert len(found.records) == 427 and not found.unread
    return Compared(found.records)


@pytest.mark.parametrize("field", AGREE)
def test_ninety_seven_of_a_hundred_agree(field: str, compared: Compared) -> None:
    """The two differ on no more than three of the hundred films."""
    assert len(TITLES) == len(set(TITLES)) == 100
    assert len(compared.differing(field)) <= 3


@pytest.mark.parametrize("field", AGREE)
def test_every_exception_is_explained(field: str, compared: Compared) -> None:
    """They differ where it is explained, and nowhere else."""
    assert sorted(compared.differing(field)) == sorted(title for of, title in EXCEPTIONS if of == field)


@pytest.mark.parametrize(("field", "count"), [("Directed by", 12), ("Music by", 10), ("Starring", 54)])
def test_how_many_were_compared(field: str, count: int, compared: Compared) -> None:
    """So many of the hundred have something between all their names; the others are one name, or run together."""
    assert sum(compared.counts(title, field) for title in TITLES) == count


@pytest.mark.parametrize("field", PEOPLE)
def test_names_run_together_are_nobody(field: str, compared: Compared) -> None:
    """Where nothing stands between several names, they are a fault: never one person, never cut by guess."""
    for title in TITLES:
        raw, record, other = compared.films[title]
        names = [person.name for person in getattr(record, PEOPLE[field])]
        if field in raw and not compared.counts(title, field) and len(_cleaned(other[field])) > 1:
            assert set(names) < set(_cleaned(other[field])), title
            assert any(fault.field == PEOPLE[field] for fault in record.faults), title
