"""Showings of programmes: what becomes of them, in which language and version, and what a ticket costs."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

import kg
from kg.model.record import Record, Screening
from kg.model.values.event import Announced, announced, price, priced
from kg.sources import read
from kg.sources.catalogue import load
from kg.sources.config import SourceConfig
from kg.sources.fields import record, told_apart
from kg.sources.tables.proposal import propose
from kg.system.errors import NotUnderstood

CASES = Path(__file__).parents[3] / "shared" / "cases" / "programmes"

ANNOUNCED = [
    ("GEANNULEERD: Salt", "Salt", "EventCancelled", ""),
    ("UITVERKOCHT: Salt", "Salt", "", "SoldOut"),
    ("Salt (sold out)", "Salt", "", "SoldOut"),
    ("[ABGESAGT] Salt", "Salt", "EventCancelled", ""),
    ("ausverkauft! Salt", "Salt", "", "SoldOut"),
    ("Salt – annulé", "Salt", "EventCancelled", ""),
    ("*CANCELLED* Salt: The Film", "Salt: The Film", "EventCancelled", ""),
    ("Postponed | Salt", "Salt", "EventPostponed", ""),
]
PLAIN = ["Sold Out", "Cancelled", "Salt (2010)", "Salt: The Film", "Night - Day", "On: Air", "", "x" * 5000]
PRICES = [
    ("9,50 €", ("9,50", "EUR")),
    ("€ 9.50", ("9.50", "EUR")),
    ("12,- €", ("12", "EUR")),
    ("CHF 18.00", ("18.00", "CHF")),
    ("10.000,00 EUR", ("10.000,00", "EUR")),
    ("9 Euro", ("9", "EUR")),
    ("Eintritt frei", ("0", "")),
    ("120 Kč", ("120", "CZK")),
    ("9.50", ("9.50", "")),
    ("$12", ("$12", "")),
    ("from 9 €", ("from 9 €", "")),
]


@pytest.mark.parametrize(("raw", "title", "status", "availability"), ANNOUNCED)
def test_announced(raw: str, title: str, status: str, availability: str) -> None:
    """What stands before or behind a title of its showing is told from it."""
    found = announced(raw)
    assert (found.title, found.status[18:], found.availability[18:]) == (title, status, availability)


@pytest.mark.parametrize("raw", PLAIN)
def test_not_announced(raw: str) -> None:
    """A film may be called so, and what is no word for it stays."""
    assert announced(raw) == Announced(raw)


@pytest.mark.parametrize(("raw", "expected"), PRICES)
def test_priced(raw: str, expected: tuple[str, str]) -> None:
    """An amount and its currency are told apart; a sign of several currencies says none."""
    assert priced(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"), [("9,50", "9.5"), ("12", "12"), ("10.000,00", "10000"), ("0", "0"), ("1.234,50", "1234.5")]
)
def test_price(raw: str, expected: str) -> None:
    """An amount is a decimal, however a country writes it."""
    assert price(raw) == expected


@pytest.mark.parametrize("raw", ["1.234", "1,234", "-5", "9,505", "free", ""])
def test_no_price(raw: str) -> None:
    """What may be a thousand, is below zero or no number is refused."""
    with pytest.raises(NotUnderstood):
        price(raw)


MARKED = [
    ("Salt (OmU)", "Salt", "OmU", ()),
    ("Salt - OmU", "Salt", "OmU", ()),
    ("Salt (OmU, 3D)", "Salt", "OmU", ("3D",)),
    ("Salt OV", "Salt", "OV", ()),
    ("CANCELLED: Salt (OmU)", "Salt", "OmU", ()),
    ("Salt - OmU (sold out)", "Salt", "OmU", ()),
    ("Salt - 3D", "Salt", "", ("3D",)),
    ("Step Up 3D", "Step Up 3D", "", ()),
    ("Salt (Omen)", "Salt (Omen)", "", ()),
]


@pytest.mark.parametrize(("raw", "title", "version", "formats"), MARKED)
def test_marked(raw: str, title: str, version: str, formats: tuple[str, ...]) -> None:
    """The version and the format behind a title are those of its showing; a format alone may belong to a title."""
    found = announced(raw)
    assert (found.title, found.version, found.formats) == (title, version, formats)


def _of(**stated: Any) -> Screening:
    said = {"start": "2027-03-26T20:30:00", **stated}
    return record({"title": "CANCELLED: Salt", "screenings": [said]}, zone="Europe/Berlin").screenings[0]


def test_the_title_is_of_the_film() -> None:
    """A record has the bare title, and its showings what became of them; one that says it itself keeps it."""
    found = record({"title": "CANCELLED: Salt", "screenings": {"start": "2027-03-26T20:30:00"}}, zone="Europe/Berlin")
    assert found.title == "Salt" and found.screenings[0].status == "http://schema.org/EventCancelled"
    assert _of(status="postponed").status == "http://schema.org/EventPostponed"
    assert record({"title": "CANCELLED: Salt"}).title == "CANCELLED: Salt"


@pytest.mark.parametrize(
    ("title", "bare", "subtitles"),
    [
        ("Salt (OmU)", "Salt", ()),
        ("Salt (OmeU)", "Salt", ("en",)),
        ("Salt [OV]", "Salt", ()),
        ("Salt OV", "Salt OV", ()),
        ("Salt (3D)", "Salt (3D)", ()),
    ],
)
def test_a_version_is_no_title(title: str, bare: str, subtitles: tuple[str, ...]) -> None:
    """Without showings too a version in brackets is no part of a title; what it says of subtitles is the film's."""
    found = record({"title": title})
    assert (found.title, found.subtitles) == (bare, subtitles)
    assert record({"title": title, "subtitles": ["fr"]}).subtitles == ("fr",)


@pytest.mark.parametrize(
    ("said", "spoken", "subtitles", "version"),
    [
        ({"languages": "French, German subtitles"}, ("fr",), ("de",), None),
        ({"languages": ["Frans, Duits ondertiteld"]}, ("fr",), ("de",), None),
        ({"languages": "OmeU"}, (), ("en",), "OmeU"),
        ({"languages": "dt. Fassung"}, ("de",), (), "dt. Fassung"),
        ({"version": "OmeU", "languages": "Deutsch"}, ("de",), ("en",), "OmeU"),
        ({"version": "OmeU", "subtitles": ["fr"]}, (), ("fr",), "OmeU"),
        ({"languages": "German"}, ("de",), (), None),
        ({"languages": "Englisch/Koreanisch mit dt. UT"}, ("en", "ko"), ("de",), None),
        ({"languages": "French with no subtitles"}, ("fr",), (), None),
        ({"languages": "Deutsch, keine Untertitel"}, ("de",), (), None),
        ({"languages": "German without English subtitles"}, ("de",), (), None),
        ({"languages": "English (UT: keine)"}, ("en",), (), None),
    ],
)
def test_versions(said: dict[str, Any], spoken: tuple[str, ...], subtitles: tuple[str, ...], version: str) -> None:
    """A showing has its own language, subtitles and version."""
    found = _of(**said)
    assert (found.languages, found.subtitles, found.version) == (spoken, subtitles, version)


def test_a_sold_out_showing_keeps_its_tickets() -> None:
    """What a title says of tickets is said of the offer that there is."""
    stated = {"start": "2027-03-26T20:30:00Z", "tickets": [{"price": "9,50 €"}]}
    (offer,) = record({"title": "SOLD OUT: Salt", "screenings": [stated]}).screenings[0].tickets
    assert (offer.price, offer.currency, offer.availability) == ("9.5", "EUR", "http://schema.org/SoldOut")


FLAT = """Datum;Uhrzeit;Film;Sprache;Saal;Preis;Fassung;Karten
26.03.2027;18:00;Salt;Deutsch;1;9,50 €;DF;https://tickets.example/1
26.03.2027;20:30;Salt;Englisch mit deutschen Untertiteln;2;9,50 €;OmU;https://tickets.example/2
27.03.2027;20:30;ABGESAGT: Rain;Englisch;1;12,00 €;OV;https://tickets.example/3
"""
SHOWS = {
    "cinemas": [
        {
            "name": "Kino Rex",
            "films": [
                {
                    "title": "Salt",
                    "is_3d": True,
                    "year": 2020,
                    "shows": [
                        {"start": "2027-03-26T18:00:00", "screen": "1", "price": "9.50 EUR", "omu": False},
                        {"start": "2027-03-27T18:00:00", "screen": "2", "status": "cancelled", "omu": True},
                    ],
                },
                {"title": "Rain", "year": 2021, "shows": []},
            ],
        }
    ]
}


def _read(table: Path, tmp_path: Path) -> list[Record]:
    """What a catalogue reads that is as it was proposed, but for the time zone."""
    kg.init(tmp_path / "c", table)
    file = tmp_path / "c" / "catalogue.toml"
    file.write_text(file.read_text("utf-8").replace('timezone = ""', 'timezone = "Europe/Berlin"'), "utf-8")
    source = load(tmp_path / "c").sources[0]
    found = list(read(tmp_path / "c" / table.name, source, tmp_path / "c"))
    assert all(isinstance(one, Record) and not one.faults for one in found if not hasattr(one, "raw")), found
    return [one for one in found if isinstance(one, Record)]


def test_a_row_a_show(tmp_path: Path) -> None:
    """A flat table of showings is proposed whole: hall, price, version, tickets, and the language of each showing."""
    (tmp_path / "p.csv").write_text(FLAT, "utf-8")
    first, second, third = _read(tmp_path / "p.csv", tmp_path)
    show = second.screenings[0]
    assert first.source.key == second.source.key and third.title == "Rain" and third.source.key == "Rain"
    assert show.start == "2027-03-26T20:30:00+01:00" and show.screen == "2" and show.version == "OmU"
    assert (show.languages, show.subtitles, second.languages) == (("en",), ("de",), ())
    assert [(one.price, one.currency, one.url) for one in show.tickets] == [("9.5", "EUR", "https://tickets.example/2")]
    assert third.screenings[0].status == "http://schema.org/EventCancelled"


def test_shows_inside_films_inside_cinemas(tmp_path: Path) -> None:
    """Of nested lists each show is a row, with what its film and its cinema say; a film without shows is a film."""
    (tmp_path / "p.json").write_text(json.dumps(SHOWS), "utf-8")
    first, second, third = _read(tmp_path / "p.json", tmp_path)
    assert [one.title for one in (first, second, third)] == ["Salt", "Salt", "Rain"] and not third.screenings
    one, two = first.screenings[0], second.screenings[0]
    assert one.venue and one.venue.name == "Kino Rex" and one.video_format == ("3D",) and one.version is None
    assert (two.screen, two.version, two.status) == ("2", "OmU", "http://schema.org/EventCancelled")


SAID_ONCE = {
    "name": "Kino Rex",
    "kind": "cinema",
    "address": "Weg 1",
    "telephone": "0731 1",
    "page": "https://k.example/",
    "latitude": "48.4",
    "longitude": "9.99",
    "screens": "3",
}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("p.csv", "title,start\nSalt,2027-03-26 20:30\n"),
        (
            "p.ics",
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Salt\nDTSTART:20270326T203000\nEND:VEVENT\nEND:VCALENDAR\n",
        ),
    ],
)
def test_a_venue_said_once(name: str, text: str, tmp_path: Path) -> None:
    """Constants state the venue of all screenings of a table or a calendar, with all that is said of it."""
    (tmp_path / name).write_text(text, "utf-8")
    titled = {"title": "title" if name == "p.csv" else "summary", "screenings.start": "start"}
    constants = {f"screenings.venue.{member}": {"constant": said} for member, said in SAID_ONCE.items()}
    settings = {"name": "p", "path": name, "reader": "table", "timezone": "Europe/Berlin"}
    source = msgspec.convert({**settings, "columns": {**titled, **constants}}, SourceConfig)
    (film,) = read(tmp_path / name, source, tmp_path)
    assert isinstance(film, Record) and not film.faults
    assert msgspec.to_builtins(film.screenings[0].venue) == SAID_ONCE


EVENTS_CSV = """EVENT NAME,EVENT VENUE NAME,EVENT START DATE,EVENT START TIME,EVENT END DATE,EVENT END TIME,\
ALL DAY EVENT,EVENT TIMEZONE,EVENT COST,EVENT CURRENCY SYMBOL,EVENT CATEGORY,EVENT WEBSITE
Salt &#038; Rain (OmU),Kino Rex,2027-03-26,20:30:00,2027-03-26,22:30:00,FALSE,Europe/Berlin,9.50,€,Film,https://k.example/1
CANCELLED: Salt &#038; Rain,Kino Rex,2027-03-27,20:30:00,2027-03-27,22:30:00,FALSE,Europe/Berlin,9.50,€,Film,https://k.example/2
"""
_OF_BOTH = {
    "status": "publish",
    "date": "2027-03-01 10:00:00",
    "all_day": False,
    "timezone": "Europe/Berlin",
    "cost": "9,50 &euro;",
    "cost_details": {"currency_symbol": "€", "currency_code": "EUR", "values": ["9.50"]},
    "venue": {"id": 3, "venue": "Kino Rex", "address": "Hauptstr. 1", "city": "Ulm", "zip": "89073", "phone": "0731 1"},
}
EVENTS_JSON = json.dumps(
    {
        "events": [
            {
                "id": number,
                "title": title,
                "url": f"https://k.example/{number}",
                "start_date": f"2027-03-{25 + number} 20:30:00",
                "end_date": f"2027-03-{25 + number} 22:30:00",
                "utc_start_date": f"2027-03-{25 + number} 19:30:00",
                **_OF_BOTH,
            }
            for number, title in enumerate(("Salt &#038; Rain (OmU)", "CANCELLED: Salt &#038; Rain"), start=1)
        ],
        "total": 2,
    }
)


@pytest.mark.parametrize(("name", "text"), [("p.csv", EVENTS_CSV), ("p.json", EVENTS_JSON)])
def test_events_of_a_plugin(name: str, text: str, tmp_path: Path) -> None:
    """Both exports of The Events Calendar are proposed whole: time, zone, place, price, and each show's page."""
    (tmp_path / name).write_text(text, "utf-8")
    first, second = _read(tmp_path / name, tmp_path)
    one, other = first.screenings[0], second.screenings[0]
    assert first.title == second.title == "Salt & Rain" and first.source.key == second.source.key
    assert (one.start, one.end, one.version) == ("2027-03-26T20:30:00+01:00", "2027-03-26T22:30:00+01:00", "OmU")
    assert [(one.page, other.page), other.status] == [
        ("https://k.example/1", "https://k.example/2"),
        "http://schema.org/EventCancelled",
    ]
    assert one.venue and one.venue.name == "Kino Rex"
    assert [(ticket.price, ticket.currency) for ticket in one.tickets] == [("9.5", "EUR")]


@pytest.mark.skipif(not CASES.is_dir(), reason="needs ../shared/cases")
@pytest.mark.parametrize("name", ["fabriek.csv", "kinotickets.json"])
def test_programmes_of_others(name: str, tmp_path: Path) -> None:
    """Each show of the programmes has its film, time, tickets, status, languages and version, with one edit."""
    shows = json.loads((CASES / "expected.json").read_text("utf-8"))["shows"][name]
    found = {one.screenings[0].tickets[0].url: one for one in _read(CASES / name, tmp_path)}
    assert len(found) == len(shows)
    for show in shows:
        film = found[show["ticket"]]
        told = film.screenings[0]
        sold_out = told.tickets[0].availability == "http://schema.org/SoldOut"
        status = "cancelled" if told.status else "sold_out" if sold_out else "scheduled"
        assert (film.title, told.start[:19]) == (show["film"], show["start"][:19])
        assert status == show["status"].replace("-", "_").replace(" ", "_").lower().replace("soldout", "sold_out")
        assert (told.languages[:1] or (None,))[0] == show["audio"]
        assert (told.subtitles[:1] or (None,))[0] == show["subtitles"]
        assert told.version == (show["version"] if show["version"] != "DF" else None)


@pytest.mark.parametrize(
    ("raw", "subtitles"),
    [
        ("geen", ()),
        ("brak", ()),
        ("keine", ()),
        (["geen", "Engels"], ("en",)),
        ("No", ()),
        ("Norwegian", ("no",)),
    ],
)
def test_subtitles(raw: Any, subtitles: tuple[str, ...]) -> None:
    """A word for none is no language and no fault."""
    found = record({"title": "Salt", "subtitles": raw})
    assert (found.subtitles, found.faults) == (subtitles, ())


def test_adjectives_are_languages() -> None:
    """An adjective stands for the language that it is made of; what is none stays as it is."""
    assert told_apart("subtitles", "angielskie, polskie, deutsche, Somes") == [
        "angielski",
        "polski",
        "deutsch",
        "Somes",
    ]
    assert told_apart("subtitles", "geen") == []


def test_rows_that_may_be_events(tmp_path: Path) -> None:
    """In a programme that says who made its films, titles of which nothing is said are asked about, if they are few."""
    head, films = "Datum;Uhrzeit;Film;Regie;Jahr\n", ["Sterben;Ann Lee;2024", "Salt;Bo Ek;2012", "Kin;Cy Fo;2015"]
    for bare, asked in (["Preisverleihung;;"], True), ([], False), (["A;;", "B;;", "C;;"], False):
        rows = [f"{day}.12.2026;20:00;{row}" for day, row in enumerate([*films, *bare], 10)]
        (tmp_path / "a.csv").write_text(head + "\n".join(rows))
        title = next(one for one in propose(tmp_path / "a.csv").columns if "title" in one.fields)
        assert ('nothing else is said of "Preisverleihung"' in title.question) == asked


def test_utc_is_told_by_the_clock_of_the_source() -> None:
    """A time in UTC is told by the clock of the source; one with another offset as it is written."""
    stated = [{"start": "2027-03-26T19:30:00Z"}, {"start": "2027-03-26T19:30:00-05:00"}]
    found = record({"title": "Salt", "screenings": stated}, zone="Europe/Berlin").screenings
    assert [one.start for one in found] == ["2027-03-26T20:30:00+01:00", "2027-03-26T19:30:00-05:00"]
