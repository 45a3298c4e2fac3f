"""Showings as a calendar that programs subscribe to (iCalendar, RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from kg.site.showings import Showing

FILE = "programme.ics"
MEDIA_TYPE = "text/calendar"
_PRODUCT = "-//Reelgraph//Programme//EN"


def calendar(name: str, showings: Iterable[Showing], date: str, language: str) -> bytes:
    """The calendar of a film or of a place. Times are in UTC: of a zone, sources state no more than how far it is off.

    All are stamped with the day of the release (ISO 8601), so that the same showings give the same bytes.
    """
    from icalendar import Calendar

    found = Calendar()
    for key, value in (("prodid", _PRODUCT), ("version", "2.0"), ("method", "PUBLISH"), ("x-wr-calname", name)):
        found.add(key, value)
    for showing in showings:
        found.add_component(_event(showing, date, language))
    return bytes(found.to_ical())


def _event(showing: Showing, date: str, language: str):  # type: ignore[no-untyped-def]
    from icalendar import Event

    event = Event()
    event.add("uid", showing.thing.iri)
    event.add("dtstamp", datetime.fromisoformat(date).replace(tzinfo=UTC))
    event.add("dtstart", datetime.fromisoformat(showing.start).astimezone(UTC))
    if showing.end:
        event.add("dtend", datetime.fromisoformat(showing.end).astimezone(UTC))
    event.add("summary", showing.film.name if showing.film else "", parameters={"LANGUAGE": language})
    if place := ", ".join(filter(None, showing.venue)):
        event.add("location", place)
    event.add("url", showing.page)
    if showing.cancelled:
        event.add("status", "CANCELLED")
    return event
