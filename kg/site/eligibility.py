"""Which results of a search engine the markup of films can become, and what it lacks for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from kg.gate import eligibility, markup
from kg.gate.candidates import by_themselves
from kg.gate.eligibility import Eligible
from kg.rdf import jsonld
from kg.rdf.said import Read, united
from kg.release.films import FOLDER, files
from kg.report import csv

PROFILE = "google"
TABLE = "report/eligibility.csv"
_BATCH = 500
_HEADS = ("film", "result", "name", "start", "eligible", "lacks", "recommended")


def write(target: Path) -> None:
    """Write the table into a finished folder: a row for each result that a thing in the markup of a film can become.

    `lacks` is what keeps it from that, `recommended` what the search engine would like to be told besides.
    """
    with (target / TABLE).open("w", encoding="utf-8", newline="") as file:
        csv.write(file, _HEADS, _films(files(target / FOLDER)))


def lacking(text: str) -> list[str]:
    """What the markup of a film lacks for the results that it can become, in words."""
    return list(dict.fromkeys(f"{one.result}: {why}" for _, one in _eligible([_read(text)]) for why in one.lacks))


def _films(paths: Iterable[Path]) -> Iterator[tuple[str, ...]]:
    rest = iter(paths)
    while batch := list(islice(rest, _BATCH)):
        for film, one in _eligible([_read(path.read_text("utf-8")) for path in batch]):
            eligible = "no" if one.lacks else "yes"
            said = (one.result, one.name, one.start, eligible, "; ".join(one.lacks), "; ".join(one.advised))
            yield film.strip("<>"), *said


def _eligible(markups: list[Read]) -> Iterator[tuple[str, Eligible]]:
    """What may become a result, each with the film in whose markup it stands first."""
    rest = iter(united(markups).statements)
    films = [list(islice(rest, len(one.statements))) for one in markups]
    film_of: dict[str, str] = {}
    for film in films:
        iri = str(film[0].triple.subject)
        for statement in film:
            film_of.setdefault(str(statement.triple.subject), iri)
    stated = list(dict.fromkeys(statement.triple for film in films for statement in film))
    judged = markup.seen(stated, {node for film in films for node in by_themselves(film)}, PROFILE)
    found = markup.results(stated, judged, markup.engine_of(PROFILE))
    yield from ((film_of[one.node], one) for one in eligibility.eligible(judged, found, PROFILE))


def _read(text: str) -> Read:
    return jsonld.read(text, {}, "urn:x:", 1)
