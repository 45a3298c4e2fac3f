"""Showings in our markup beside what the page shows and what others say of them."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.pipeline.build import build

CATALOGUE = """
name = "A cinema"
base = "https://cinema.example/"
publisher = "A cinema"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
languages = ["en"]

[[sources]]
name = "own"
path = "films.jsonl"
reader = "native"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
date = 2026-11-23
"""
HALL = {"name": "Hall 1"}
TICKET = {"price": "12.50", "currency": "EUR", "availability": "available", "url": "https://t.example/1"}
FILM = {
    "title": "Winter Light",
    "year": 2019,
    "page": "https://cinema.example/winter",
    "screenings": [
        {"start": "2026-12-01T20:00+01:00", "venue": HALL, "tickets": [TICKET]},
        {"start": "2026-12-02T20:00+01:00", "venue": HALL, "status": "cancelled"},
    ],
}
SHOWN = "<h1>Winter Light</h1> 1 December 2026, 20:00, 12.50 EUR; 2 December 2026, 20:00 cancelled, Hall 1"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release with two showings of a film, one of them cancelled."""
    folder = tmp_path_factory.mktemp("cinema")
    (folder / "catalogue.toml").write_text(CATALOGUE, "utf-8")
    (folder / "films.jsonl").write_text(json.dumps(FILM), "utf-8")
    build(folder, folder.parent / "out")
    return folder.parent / "out"


def _embedded(out: Path, folder: Path, body: str, *events: dict[str, object]) -> str:
    film = {"@type": "Movie", "name": "Winter Light", "dateCreated": "2019"}
    said = [{"@context": "https://schema.org", "@type": "ScreeningEvent", "workPresented": film} | e for e in events]
    scripts = "".join(f'<script type="application/ld+json">{json.dumps(each)}</script>' for each in said)
    head = f'<head><link rel="canonical" href="https://cinema.example/winter">{scripts}</head>'
    (folder / "page.html").write_text(f'<html lang="en">{head}<body>{body}</body></html>', "utf-8")
    result = CliRunner().invoke(main, ["embed", str(out), str(folder / "page.html")])
    assert result.exit_code == any(" / " in line for line in result.stderr.splitlines()), result.output
    return " ".join(result.stderr.split())


def _event(start: str, place: str = "Hall 1", **said: object) -> dict[str, object]:
    return {"startDate": start, "location": {"@type": "Place", "name": place}, **said}


APART = [
    ("the same", _event("2026-12-01T20:00:00+01:00"), ""),
    ("in UTC", _event("2026-12-01T19:00:00Z"), ""),
    ("another start", _event("2026-12-01T20:30:00+01:00"), "startDate: 2026-12-01T20:30:00+01:00 / 2026-12-01T20:00"),
    ("another day", _event("2026-12-05T20:30:00+01:00"), ""),
    ("another hall", _event("2026-12-01T20:30:00+01:00", "Hall 2"), ""),
    (
        "cancelled",
        _event("2026-12-01T20:00:00+01:00", eventStatus="https://schema.org/EventCancelled"),
        "eventStatus: EventCancelled / EventScheduled",
    ),
    ("takes place", _event("2026-12-02T20:00:00+01:00"), "eventStatus: EventScheduled / EventCancelled"),
    ("cancelled too", _event("2026-12-02T20:00:00+01:00", eventStatus="http://schema.org/EventCancelled"), ""),
]


@pytest.mark.parametrize(("what", "event", "told"), APART)
def test_a_showing_that_others_state_otherwise(
    out: Path, tmp_path: Path, what: str, event: dict[str, object], told: str
) -> None:
    """Another start or status of a showing of ours is told; what is none of ours is not."""
    said = _embedded(out, tmp_path, SHOWN, event)
    assert (told in said) if told else " / " not in said, what


def test_two_showings_of_a_day_are_no_other_start(out: Path, tmp_path: Path) -> None:
    """What may be a second showing of the day contradicts nothing."""
    both = (_event("2026-12-01T20:00:00+01:00"), _event("2026-12-01T22:30:00+01:00"))
    assert " / " not in _embedded(out, tmp_path, SHOWN, *both)


def test_what_the_page_does_not_show_is_told(out: Path, tmp_path: Path) -> None:
    """Showings and prices go into the markup, and a note says which the page lacks."""
    assert "does not show" not in _embedded(out, tmp_path, SHOWN)
    said = _embedded(out, tmp_path, SHOWN.replace("12.50", "13.50").replace("2 December", "3 December"))
    assert "does not show what its markup says now: " in said
    assert "price 12.5" in said and "startDate 2026-12-02T20:00:00+01:00" in said
