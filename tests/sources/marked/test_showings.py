"""Showings in marked-up pages: each is one of its film, wherever the page says it."""

import json
from pathlib import Path
from typing import Any

import pytest

from kg.model.record import Record, Screening
from kg.sources.config import SourceConfig
from kg.sources.fields import record
from kg.sources.marked.reader import read
from kg.sources.stated import Leftover, Stated

ZONE = "Europe/Berlin"
START = {"startDate": "2027-03-26T20:30"}
SALT: dict[str, Any] = {"@type": "Movie", "name": "Salt"}
SHOW: dict[str, Any] = {"@type": "ScreeningEvent", **START}
REX: dict[str, Any] = {"@type": "MovieTheater", "name": "Rex"}


def _html(text: str, tmp_path: Path) -> list[Stated | Leftover]:
    (tmp_path / "p.html").write_text(text, "utf-8")
    found = read(tmp_path / "p.html", SourceConfig(name="s", path="*.html", reader="markup"))
    return [one for one in found if isinstance(one, Stated | Leftover)]


def _films(things: list[dict[str, Any]], tmp_path: Path) -> list[Record]:
    said = json.dumps({"@context": "https://schema.org", "@graph": things})
    found = _html(f'<script type="application/ld+json">{said}</script>', tmp_path)
    return [record(one.values, zone=ZONE) for one in found if isinstance(one, Stated)]


def _one(tmp_path: Path, **said: Any) -> Screening:
    (film,) = _films([{**SHOW, "workPresented": SALT, **said}], tmp_path)
    assert film.title == "Salt" and not film.faults
    return film.screenings[0]


PLACES: list[list[dict[str, Any]]] = [
    [{**SHOW, "workPresented": SALT}],
    [{**SHOW, "workPresented": "Salt"}],
    [{**SHOW, "name": "Salt"}],
    [{"@type": "Event", **START, "workFeatured": SALT}],
    [{"@type": "Event", **START, "about": SALT}],
    [{**SALT, "subjectOf": {"@type": "Event", **START}}],
    [{**SALT, "event": SHOW}],
    [{**REX, "events": [{**SHOW, "name": "Salt"}]}],
    [{"@type": "Festival", "name": "Week", **START, "subEvent": {**SHOW, "workPresented": SALT}}],
    [{**SHOW, "workPresented": {"@id": "#salt"}}, {**SALT, "@id": "#salt"}],
    [{**SHOW, "workPresented": {**SALT, "url": "https://k.example/s"}}, {**SALT, "url": "https://k.example/s"}],
]


@pytest.mark.parametrize("things", PLACES)
def test_where_a_page_says_it(things: list[dict[str, Any]], tmp_path: Path) -> None:
    """A film has its showing from either side, in place or by identifier, inside of a cinema or a festival."""
    (film,) = _films(things, tmp_path)
    assert film.title == "Salt" and [one.start for one in film.screenings] == ["2027-03-26T20:30:00+01:00"]


def test_what_a_showing_says(tmp_path: Path) -> None:
    """Times, place, languages, format and tickets of a showing are read; a time alone is one of its day."""
    show = _one(
        tmp_path,
        name="CANCELLED: Salt (OmU)",
        endDate="2027-03-26T22:30",
        doorTime="20:00",
        previousStartDate="2027-03-25T20:30",
        inLanguage="fr",
        subtitleLanguage="de",
        videoFormat="3D",
        url="https://k.example/show",
        location={
            "@type": "Place",
            "name": "2",
            "containedInPlace": {
                **REX,
                "telephone": "+49 731 1",
                "geo": {"@type": "GeoCoordinates", "latitude": 48.4, "longitude": "9.99"},
                "screenCount": 3,
                "address": {"@type": "PostalAddress", "streetAddress": "Weg 1", "addressLocality": "Ulm"},
            },
        },
        offers={"@type": "AggregateOffer", "lowPrice": 7.5, "priceCurrency": "EUR"},
    )
    assert show.venue and (show.venue.name, show.venue.address, show.screen) == ("Rex", "Weg 1, Ulm", "2")
    assert (show.venue.kind, show.venue.latitude, show.venue.longitude) == ("cinema", "48.4", "9.99")
    assert show.venue.screens == "3"
    assert show.end == "2027-03-26T22:30:00+01:00" and show.door_time == "2027-03-26T20:00:00+01:00"
    assert show.previous_start == "2027-03-25T20:30:00+01:00" and show.page == "https://k.example/show"
    assert (show.languages, show.subtitles, show.version, show.video_format) == (("fr",), ("de",), "OmU", ("3D",))
    assert show.status == "http://schema.org/EventCancelled"
    assert [(one.price, one.currency) for one in show.tickets] == [("7.5", "EUR")]


def test_a_film_in_two_languages_is_one(tmp_path: Path) -> None:
    """Showings of a title are those of one film, unless its years or directors differ."""
    shows = [{**SHOW, "workPresented": {**SALT, "name": name}} for name in ("Salt (OmU)", "Salt (DF)", "Salt")]
    (film,) = _films(shows, tmp_path)
    assert film.title == "Salt" and len(film.screenings) == 3
    years = [{**SHOW, "workPresented": {**SALT, "dateCreated": year}} for year in ("1999", "2020")]
    assert len(_films(years, tmp_path)) == 2


def test_what_showings_say_of_one_film(tmp_path: Path) -> None:
    """What one of them says besides is added; another value is a fault, told once."""
    said = [{"dateCreated": "1999"}, {"genre": "Drama"}, {"duration": "PT90M"}, *2 * [{"duration": "PT99M"}]]
    shows = [{**SHOW, "workPresented": {**SALT, **one}} for one in said]
    text = json.dumps({"@context": "https://schema.org", "@graph": shows})
    (one,) = _html(f'<script type="application/ld+json">{text}</script>', tmp_path)
    assert isinstance(one, Stated) and [(fault.field, fault.raw) for fault in one.faults] == [("duration", "PT99M")]
    film = record(one.values, zone=ZONE)
    assert (film.year, film.genres, film.duration) == (1999, ("Drama",), "PT1H30M")


def test_a_page_of_two_films(tmp_path: Path) -> None:
    """An address that films of other titles share does not make them one."""
    page = {"url": "https://k.example/double"}
    shows = [{**SHOW, "workPresented": {**SALT, **page, "name": name}} for name in ("Salt", "Pepper")]
    films = _films([{**SALT, **page}, *shows], tmp_path)
    assert [(film.title, len(film.screenings)) for film in films] == [("Salt", 1), ("Pepper", 1)]


def test_what_is_no_showing(tmp_path: Path) -> None:
    """An event without a film is none of a film; it is told as left over, and a day without a time is a fault."""
    party = {"@type": "Event", "name": "Party", **START}
    said = json.dumps({"@context": "https://schema.org", "@graph": [SALT, party]})
    film, left = _html(f'<script type="application/ld+json">{said}</script>', tmp_path)
    assert isinstance(film, Stated) and "screenings" not in film.values
    assert isinstance(left, Leftover) and left.raw == "Party"
    (film_,) = _films([{**SHOW, "startDate": "2027-03-26", "name": "Salt"}], tmp_path)
    assert not film_.screenings and film_.faults


MICRODATA = """<div itemscope itemtype="https://schema.org/ScreeningEvent"><b itemprop="name">Salt</b>
<time itemprop="startDate" datetime="2027-03-26T20:30">20:30</time></div>"""
RDFA = """<div vocab="https://schema.org/" typeof="Movie"><b property="name">Salt</b>
<p property="event" typeof="ScreeningEvent">
<time property="startDate" datetime="2027-03-26T20:30">20:30</time></p></div>"""


@pytest.mark.parametrize("text", [MICRODATA, RDFA])
def test_other_syntaxes(text: str, tmp_path: Path) -> None:
    """Microdata and RDFa say the same, and nothing of it is left over."""
    (film,) = _html(text, tmp_path)
    assert isinstance(film, Stated) and record(film.values, zone=ZONE).screenings
