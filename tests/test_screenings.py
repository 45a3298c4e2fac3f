"""Screenings, from a record to the page: no source of the example states one, so here is one that does."""

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from kg.gate.validation import judge
from kg.pipeline.build import build

EDITION = {"name": "Lantern Festival 2026", "start": "2026-11-30", "end": "2026-12-06"}
VENUE = "venue/hall-1-main-street-1-ghent"
CATALOGUE = """
name = "A cinema"
base = "https://cinema.example/"
publisher = "A cinema"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
languages = ["en", "nl"]

[[sources]]
name = "own"
path = "films.jsonl"
reader = "native"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
date = 2026-11-23
"""
HALL = {"name": "Hall 1", "address": "Main street 1, Ghent"}
FILM = {
    "title": "Winter Light",
    "year": 2019,
    "directors": ["Ann Aerts"],
    "images": [{"url": "https://cinema.example/winter.jpg"}],
    "screenings": [
        {"start": "2026-11-22T20:00+01:00", "venue": HALL},
        {
            "start": "2026-12-01T20:00+01:00",
            "end": "2026-12-01T21:45+01:00",
            "venue": HALL,
            "tickets": [
                {"price": "12.50", "currency": "EUR", "availability": "available", "url": "https://t.example/1"}
            ],
        },
        {"start": "2026-12-02T20:00+01:00", "venue": HALL, "status": "cancelled"},
        {
            "start": "2026-12-04T18:00+01:00",
            "venue": HALL,
            "status": "moved",
            "edition": EDITION,
            "previous_start": "2026-12-03T18:00+01:00",
        },
    ],
}


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the film's page."""
    folder = tmp_path_factory.mktemp("cinema")
    (folder / "catalogue.toml").write_text(CATALOGUE, "utf-8")
    (folder / "films.jsonl").write_text(json.dumps(FILM), "utf-8")
    build(folder, folder.parent / "out")
    return folder.parent / "out/current/film/winter-light-2019"


@pytest.fixture(scope="module")
def screenings(page: Path) -> dict[str, Any]:
    """The screenings in the markup, by the day of their start."""
    (text,) = re.findall(r'ld\+json">(.*?)</script>', (page / "index.html").read_text("utf-8"))
    (film,) = (node for node in json.loads(text)["@graph"] if node["@type"] == "Movie")
    return {event["startDate"][:10]: event for event in film["subjectOf"]}


def test_past_ones_are_left_out(screenings: dict[str, Any]) -> None:
    """Those before the date of the release are in the data and not on the page."""
    assert sorted(screenings) == ["2026-12-01", "2026-12-02", "2026-12-04"]


def test_a_screening_says_all_that_is_known(screenings: dict[str, Any]) -> None:
    """Film, start and end with their zone, place with address, tickets."""
    event = screenings["2026-12-01"]
    assert event["@type"] == "ScreeningEvent" and event["name"] == "Winter Light"
    assert event["workPresented"] == {"@id": "https://cinema.example/film/winter-light-2019/#this"}
    assert event["startDate"] == "2026-12-01T20:00:00+01:00" and event["endDate"] == "2026-12-01T21:45:00+01:00"
    places = [other["location"] for other in screenings.values()]
    assert {place["@id"] for place in places} == {event["location"]["@id"]}
    (hall,) = (place for place in places if len(place) > 1)
    assert hall == {"@id": hall["@id"], "@type": "Place", **HALL}
    offer = event["offers"]
    assert (offer["price"], offer["priceCurrency"]) == ("12.5", "EUR")
    assert offer["availability"] == {"@id": "http://schema.org/InStock"}


def test_what_is_cancelled_or_moved_says_so(screenings: dict[str, Any]) -> None:
    """It keeps its start; what is moved says from when."""
    assert screenings["2026-12-02"]["eventStatus"] == {"@id": "http://schema.org/EventCancelled"}
    moved = screenings["2026-12-04"]
    assert moved["eventStatus"] == {"@id": "http://schema.org/EventRescheduled"}
    assert moved["previousStartDate"] == "2026-12-03T18:00:00+01:00"


def test_they_stand_in_order_of_time(screenings: dict[str, Any], page: Path) -> None:
    """In the markup, and on the page."""
    starts = [each["startDate"] for each in screenings.values()]
    text = re.sub(r"<[^>]*>", " ", (page / "index.html").read_text("utf-8"))
    places = [text.index(day) for day in ("Tue, Dec 1", "Wed, Dec 2", "Fri, Dec 4")]
    assert starts == sorted(starts) and places == sorted(places)


def test_people_read_them_too(page: Path) -> None:
    """In the language of the page, by the clock of the place."""
    english = re.sub(r"<[^>]*>", " ", (page / "index.html").read_text("utf-8"))
    dutch = re.sub(r"<[^>]*>", " ", (page.parents[1] / "nl/film/winter-light-2019/index.html").read_text("utf-8"))
    assert "Tue, Dec 1, 2026, 8:00\N{NARROW NO-BREAK SPACE}PM" in english and "UTC" not in english
    assert "Cancelled" in english and "Geannuleerd" in dutch and "di 1 dec 2026" in dutch


def test_a_price_stands_with_its_currency(page: Path) -> None:
    """In the form of the language."""
    assert "€12.50" in (page / "index.html").read_text("utf-8")
    assert "€\N{NO-BREAK SPACE}12,50" in (page.parents[1] / "nl/film/winter-light-2019/index.html").read_text("utf-8")


def test_a_place_has_a_page_with_its_programme(page: Path) -> None:
    """With the showings that are not over, in its markup too, with the picture of the film."""
    (text,) = re.findall(r'ld\+json">(.*?)</script>', (page.parents[1] / VENUE / "index.html").read_text("utf-8"))
    (place,) = (node for node in json.loads(text)["@graph"] if node["@type"] == "Place")
    assert [event["startDate"][:10] for event in place["event"]] == ["2026-12-01", "2026-12-02", "2026-12-04"]
    first = place["event"][0]
    assert first["workPresented"]["url"] == "https://cinema.example/film/winter-light-2019/"
    assert first["image"]["@id"] == first["workPresented"]["image"]["@id"]
    judged = judge([page.parents[1] / VENUE / "index.html"], profile_name="google")
    assert judged.conforms, judged.report()


def test_the_programme_is_split_into_weeks_and_days(page: Path) -> None:
    """The next seven days from the day of the release, the weeks behind them, and the days that have showings."""
    folder = page.parents[1] / "programme"
    pages = {file.parent.relative_to(folder).as_posix() for file in folder.rglob("index.html")}
    assert pages == {".", "week/2", "2026-12-01", "2026-12-02", "2026-12-04"}
    assert "Nothing is shown" in (folder / "index.html").read_text("utf-8")
    day = (folder / "2026-12-02/index.html").read_text("utf-8")
    assert "Cancelled" in day and 'rel="next"' in day and "Hall 1" in day


def test_an_edition_shows_its_programme(page: Path) -> None:
    """Day by day, with film and place; only the showings that are said to be of it."""
    html = (page.parents[1] / "edition/lantern-festival-2026/index.html").read_text("utf-8")
    shown = html[html.index('<section class="programme">') : html.index("</article>")]
    assert re.findall(r'<time datetime="([^"]*)', shown) == ["2026-12-04T18:00:00+01:00"]
    assert 'programme/2026-12-04/">Friday' in shown and "film/winter-light-2019/" in shown and "Hall 1" in shown
    assert "Lantern Festival" not in shown[: shown.index("</table>")]


@pytest.mark.parametrize("of", ["film/winter-light-2019", "venue/hall-1-main-street-1-ghent"])
def test_programs_subscribe_to_a_calendar(of: str, page: Path) -> None:
    """It has the showings that are not over, each under its IRI, in UTC; what is cancelled says so."""
    folder = page.parents[1] / of
    calendar: Any = Calendar.from_ical((folder / "programme.ics").read_bytes())
    events = calendar.walk("VEVENT")
    assert events[0]["dtstart"].dt.isoformat() == "2026-12-01T19:00:00+00:00"
    assert {str(event["location"]) for event in events} == {"Hall 1, Main street 1, Ghent"}
    assert [str(event.get("status", "")) for event in events] == ["", "CANCELLED", ""]
    assert all(str(event["uid"]).startswith("https://cinema.example/film/winter-light-2019/#") for event in events)
    assert {event["dtstamp"].dt.isoformat() for event in events} == {"2026-11-23T00:00:00+00:00"}
    assert 'type="text/calendar"' in (folder / "index.html").read_text("utf-8")


def test_what_an_event_lacks_is_told(page: Path) -> None:
    """Each showing by its start, with what a search engine recommends and nobody stated; nothing is made up for it."""
    with (page.parents[1] / "report/eligibility.csv").open(encoding="utf-8") as table:
        rows = {row["start"][:10]: row for row in csv.DictReader(table) if row["result"] == "event"}
    assert sorted(rows) == ["2026-12-01", "2026-12-02", "2026-12-04"]
    lacks = {
        day: {one.removesuffix(" is missing") for one in row["recommended"].split("; ")} for day, row in rows.items()
    }
    assert lacks["2026-12-01"] == {"eventStatus", "description", "performer", "organizer"}
    assert lacks["2026-12-02"] == {"endDate", "offers", "description", "performer", "organizer"}
    assert {row["eligible"] for row in rows.values()} == {"yes"}


def test_a_search_engine_finds_nothing_wrong(page: Path) -> None:
    """Nor do our own shapes."""
    for profile in ("google", None):
        found = judge([page / "index.html"], profile_name=profile)
        text, conforms = found.report(), found.conforms
        assert conforms, text
