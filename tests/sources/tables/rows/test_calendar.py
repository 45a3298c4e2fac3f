"""Calendars as tables: each event a row, each time of a repeated one."""

from pathlib import Path
from typing import Any

import pytest

import kg
from kg.model.record import Fault, Record
from kg.sources import read
from kg.sources.catalogue import load
from kg.sources.config import SourceConfig
from kg.sources.tables.rows import rows
from kg.sources.tables.rows.row import Row

HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-WR-CALNAME:Kino Rex\r\nX-WR-TIMEZONE:Europe/Berlin\r\n"
END = "END:VCALENDAR\r\n"
BERLIN = "DTSTART;TZID=Europe/Berlin:20270326T203000"


def _event(*lines: str) -> str:
    return "".join(f"{line}\r\n" for line in ("BEGIN:VEVENT", *lines, "END:VEVENT"))


def _rows(folder: Path, text: str | bytes) -> tuple[list[dict[str, Any]], list[Fault]]:
    path = folder / "p.ics"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    found = list(rows(path, SourceConfig(name="p", path="p.ics", reader="table"), ""))
    return [one.cells for one in found if isinstance(one, Row)], [one for one in found if isinstance(one, Fault)]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, list[dict[str, Any]]], list[Fault]]:
    """One calendar with an event of each kind, read at once: by its title the rows of each, and all faults."""
    events = (
        _event("UID:1", "SUMMARY:utc", "DTSTART:20270326T193000Z"),
        _event("UID:2", "SUMMARY:zoned", BERLIN, "DURATION:PT2H"),
        _event("UID:3", "SUMMARY:floating", "DTSTART:20270326T203000", "DTEND:20270326T223000"),
        _event("UID:4", "SUMMARY:day", "DTSTART;VALUE=DATE:20270326"),
        _event("UID:5", "SUMMARY:unknown", "DTSTART;TZID=Nowhere/Else:20270326T203000"),
        _event("UID:6", "SUMMARY:windows", "DTSTART;TZID=W. Europe Standard Time:20270326T203000"),
        _event("UID:7", "SUMMARY:weekly", BERLIN, "DURATION:PT2H", "RRULE:FREQ=WEEKLY;UNTIL=20270409T183000Z"),
        _event("UID:8", "SUMMARY:listed", BERLIN, "RDATE;TZID=Europe/Berlin:20270328T203000,20270329T203000",
               "EXDATE;TZID=Europe/Berlin:20270329T203000"),
        _event("UID:9", "SUMMARY:moved", BERLIN, "RRULE:FREQ=DAILY;COUNT=3"),
        _event("UID:9", "SUMMARY:instead", "RECURRENCE-ID:20270327T193000Z",
               "DTSTART;TZID=Europe/Berlin:20270327T220000"),
        _event("UID:10", "SUMMARY:endless", BERLIN, "RRULE:FREQ=WEEKLY"),
        _event("UID:11", "SUMMARY:secondly", BERLIN, "RRULE:FREQ=SECONDLY"),
        _event("UID:12", "SUMMARY:fol", " ded\\, escaped", BERLIN, "CATEGORIES:Film,OmU", "GEO:48.1;11.5"),
        _event("UID:13", "SUMMARY:broken line", BERLIN, "no property at all"),
        _event("UID:14", "SUMMARY:broken start", "DTSTART:tomorrow"),
        "BEGIN:VEVENT\r\nSUMMARY:without end\r\n",
        _event("UID:15", "SUMMARY:alarmed", BERLIN, "BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT1H", "END:VALARM"),
    )  # fmt: skip
    text = HEAD + "".join(events) + END + "BEGIN:VCALENDAR\r\n" + _event("SUMMARY:second", BERLIN) + END
    cells, faults = _rows(tmp_path_factory.mktemp("calendar"), text)
    found: dict[str, list[dict[str, Any]]] = {}
    for row in cells:
        found.setdefault(row["summary"], []).append(row)
    return found, faults


Whole = tuple[dict[str, list[dict[str, Any]]], list[Fault]]

STARTS = [
    ("utc", ["2027-03-26T19:30:00Z"]),
    ("zoned", ["2027-03-26T20:30:00+01:00"]),
    ("floating", ["2027-03-26T20:30:00"]),
    ("day", ["2027-03-26"]),
    ("unknown", ["2027-03-26T20:30:00 Nowhere/Else"]),
    ("windows", ["2027-03-26T20:30:00+01:00"]),
    ("weekly", ["2027-03-26T20:30:00+01:00", "2027-04-02T20:30:00+02:00", "2027-04-09T20:30:00+02:00"]),
    ("listed", ["2027-03-26T20:30:00+01:00", "2027-03-28T20:30:00+02:00"]),
    ("moved", ["2027-03-26T20:30:00+01:00", "2027-03-28T20:30:00+02:00"]),
    ("instead", ["2027-03-27T22:00:00+01:00"]),
    ("folded, escaped", ["2027-03-26T20:30:00+01:00"]),
    ("secondly", ["2027-03-26T20:30:00+01:00"]),
    ("broken line", ["2027-03-26T20:30:00+01:00"]),
    ("broken start", ["tomorrow"]),
    ("alarmed", ["2027-03-26T20:30:00+01:00"]),
    ("second", ["2027-03-26T20:30:00+01:00"]),
]
FAULTS = [
    "repeats for longer than is read: read up to 2029-03-23",
    "its repetition is not read",
    "a line of this event is not read",
    "has no END:VEVENT",
]


@pytest.mark.parametrize(("title", "starts"), STARTS)
def test_starts(title: str, starts: list[str], whole: Whole) -> None:
    """An event starts when its property says, in whatever form, and as often as it is repeated."""
    assert [row["start"] for row in whole[0][title]] == starts


def test_ends(whole: Whole) -> None:
    """An event ends when it is said to, or so long after its start; each time of a repeated one too."""
    assert whole[0]["zoned"][0]["end"] == "2027-03-26T22:30:00+01:00"
    assert whole[0]["floating"][0]["end"] == "2027-03-26T22:30:00"
    assert [row["end"] for row in whole[0]["weekly"]][1:] == ["2027-04-02T22:30:00+02:00", "2027-04-09T22:30:00+02:00"]


def test_cells(whole: Whole) -> None:
    """Other properties are columns: as text, a list where they name several things, with what is said of all."""
    row = whole[0]["folded, escaped"][0]
    assert (row["categories"], row["geo"], row["x-wr-calname"]) == (["Film", "OmU"], "48.1;11.5", "Kino Rex")
    assert "x-wr-calname" not in whole[0]["second"][0]


def test_an_endless_rule_is_followed_for_two_years(whole: Whole) -> None:
    """Of a rule without an end the times of two years are read."""
    assert len(whole[0]["endless"]) == 105


@pytest.mark.parametrize("reason", FAULTS)
def test_faults(reason: str, whole: Whole) -> None:
    """What cannot be read of a calendar is told, each once."""
    assert sum(reason in fault.reason for fault in whole[1]) == 1 and len(whole[1]) == len(FAULTS)


@pytest.mark.parametrize(
    "text",
    ["", "Salt\r\n", b"\xff\xfe\x00", "BEGIN:VEVENT\r\nSUMMARY:x\r\n", HEAD + "SUMMARY:\x00\r\n", "END:VCALENDAR" * 99],
)
def test_broken_files(text: str | bytes, tmp_path: Path) -> None:
    """A file that is no calendar, or has no event, is a fault of one line and no row."""
    cells, faults = _rows(tmp_path, text)
    assert not cells and faults and all("\n" not in fault.reason for fault in faults)


GOOGLE = HEAD + "".join(
    (
        _event("DTSTART:20270326T193000Z", "DTEND:20270326T213000Z", "UID:1", "CREATED:20270201T101010Z",
               "DESCRIPTION:", "LOCATION:Kino Rex\\, Hauptstr. 1", "STATUS:CONFIRMED", "SUMMARY:Salt (OmU)"),
        _event("DTSTART:20270327T193000Z", "UID:2", "LOCATION:Kino Rex\\, Hauptstr. 1", "STATUS:CANCELLED",
               "SUMMARY:Salt"),
    )
) + END  # fmt: skip
EVENTS = (
    "BEGIN:VCALENDAR\r\nPRODID:-//Kino Rex - ECPv6.0//NONSGML v1.0//EN\r\nX-WR-CALNAME:Kino Rex\r\n"
    + _event(BERLIN, "DTEND;TZID=Europe/Berlin:20270326T223000", "UID:1-1@kino.example", "SUMMARY:Salt (OmU)",
             "DESCRIPTION:Ein Film über das Meer und die Leute\\, die daran wohnen.", "URL:https://kino.example/event/1/",
             "LOCATION:Kino Rex\\, Hauptstr. 1", "CATEGORIES:Film", "ORGANIZER;CN=\"Rex\":MAILTO:rex@kino.example")
    + _event("DTSTART;TZID=Europe/Berlin:20270327T203000", "UID:2-2@kino.example", "SUMMARY:CANCELLED: Salt",
             "URL:https://kino.example/event/2/", "LOCATION:Kino Rex\\, Hauptstr. 1", "CATEGORIES:Film")
    + END
)  # fmt: skip
CINEMA = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + "".join(
    (
        _event("UID:1", "DTSTART:20270326T203000", "SUMMARY:Salt (OmU)", "LOCATION:Kino Rex\\, Hauptstr. 1"),
        _event("UID:2", "DTSTART:20270327T203000", "SUMMARY:ABGESAGT: Salt", "LOCATION:Kino Rex\\, Hauptstr. 1"),
    )
) + END  # fmt: skip


@pytest.mark.parametrize("text", [GOOGLE, EVENTS, CINEMA], ids=["Google Calendar", "The Events Calendar", "a cinema"])
def test_exports(text: str, tmp_path: Path) -> None:
    """A calendar in the form of an export is read as `kg init` proposes it, with the time zone for an edit."""
    (tmp_path / "p.ics").write_text(text, "utf-8", newline="")
    kg.init(tmp_path / "c", tmp_path / "p.ics")
    file = tmp_path / "c" / "catalogue.toml"
    file.write_text(file.read_text("utf-8").replace('timezone = ""', 'timezone = "Europe/Berlin"'), "utf-8")
    found = [*read(tmp_path / "c" / "p.ics", load(tmp_path / "c").sources[0], tmp_path / "c")]
    films = [one for one in found if isinstance(one, Record)]
    assert len(films) == len(found) and not any(film.faults for film in films), found
    shows = [(film.title, film.source.key, film.screenings[0]) for film in films]
    assert [show[:2] for show in shows] == [("Salt", "Salt"), ("Salt", "Salt")]
    first, second = shows[0][2], shows[1][2]
    assert (first.start, first.version) == ("2027-03-26T20:30:00+01:00", "OmU")
    assert (second.start, second.status) == ("2027-03-27T20:30:00+01:00", "http://schema.org/EventCancelled")
    assert first.venue and first.venue.name == "Kino Rex, Hauptstr. 1"
    assert first.page == ("https://kino.example/event/1/" if text is EVENTS else None)


@pytest.mark.slow
def test_a_year_of_a_large_cinema(tmp_path: Path) -> None:
    """15,000 events are read in much less time than a calendar may take."""
    events = "".join(_event(f"UID:{n}", f"SUMMARY:Film {n}", BERLIN, "DURATION:PT2H") for n in range(15_000))
    cells, faults = _rows(tmp_path, HEAD + events + END)
    assert len(cells) == 15_000 and not faults
