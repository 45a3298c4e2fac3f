"""Where showings that others state of a film are ours, and are said to be otherwise."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from kg.audit.canonical import exactly
from kg.embed.said import Said
from kg.model import iris
from kg.model.prefixes import SCHEMA
from kg.system.terminal import short

_SUBJECT, _PRESENTED, _PLACE = (SCHEMA + name for name in ("subjectOf", "workPresented", "location"))
_START, _STATUS, _URL = (SCHEMA + name for name in ("startDate", "eventStatus", "url"))
_PLANNED = "EventScheduled"
"""The status of an event that states none."""


def differing(theirs: Said, films: Iterable[str], ours: Said, our_film: str) -> Iterator[tuple[str, str]]:
    """Event (in N-Triples syntax) and `property: theirs / ours` of each of their showings that is one of ours.

    It is one of ours by its address or by its venue and start. If nothing of ours is at that time, but something in
    that venue on that day, and they state no more there either, it has another start.
    """
    known = _index(ours, our_film)
    events = list(dict.fromkeys(event for film in films for event in _events(theirs, film)))
    days = Counter(_day(theirs, event) for event in events)
    for event in events:
        day = _day(theirs, event)
        same = next((known[place] for place in _places(theirs, event) if place in known), [])
        same = same or (known.get(day, []) if days[day] == 1 else [])
        if len(same) == 1:
            yield from ((event, each) for each in _apart(theirs, event, ours, same[0]))


def _index(said: Said, film: str) -> dict[tuple[str, str], list[str]]:
    """The events of a film by all that they are known by, and by venue and day."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for event in _events(said, film):
        for place in {*_places(said, event), _day(said, event)}:
            found[place].append(event)
    return found


def _events(said: Said, film: str) -> Iterator[str]:
    """What has a start and is of the film, whichever of the two says so."""
    of_film = (str(each) for each in said.of(film).get(_SUBJECT, ()))
    events = dict.fromkeys((*of_film, *said.linking(_PRESENTED).get(film, ())))
    yield from (event for event in events if _START in said.of(event))


def _places(said: Said, event: str) -> list[tuple[str, str]]:
    """By what an event is known: addresses, then venue and start."""
    place = _place(said, event)
    return [*(("", each) for each in _addresses(said, event)), *((place, time) for time in _times(said, event))]


def _addresses(said: Said, event: str) -> list[str]:
    return sorted({text for text in (event.strip("<>"), *said.texts(event, _URL)) if "://" in text})


def _place(said: Said, event: str) -> str:
    """The venue by its name; "" where none is said."""
    places = said.of(event).get(_PLACE, ())
    return next((iris.normal(name) for place in places for name in (said.told(place),) if name), "")


def _times(said: Said, event: str) -> set[str]:
    """When it starts, on the clock there and in UTC: neither is less exact than to the minute."""
    return {form for text in said.texts(event, _START) for form in exactly(_START, text) if "T" in form}


def _day(said: Said, event: str) -> tuple[str, str]:
    starts = said.texts(event, _START)
    return _place(said, event), next((text[: len("2026-12-05")] for text in starts), "")


def _apart(theirs: Said, event: str, ours: Said, one: str) -> Iterator[str]:
    if not _times(theirs, event) & _times(ours, one) and _times(theirs, event):
        yield _both("startDate", theirs.texts(event, _START), ours.texts(one, _START))
    status, known = (_words(each) for each in (theirs.texts(event, _STATUS), ours.texts(one, _STATUS)))
    if (status or known) and (status or {_PLANNED}).isdisjoint(known or {_PLANNED}):
        yield _both("eventStatus", status or [_PLANNED], known or [_PLANNED])


def _words(texts: Iterable[str]) -> set[str]:
    """The last part of an address: `EventCancelled`."""
    return {text.strip().rpartition("/")[2] for text in texts}


def _both(property_: str, theirs: Iterable[str], ours: Iterable[str]) -> str:
    told = (", ".join(map(short, side)) for side in (theirs, ours))
    return f"{property_}: {' / '.join(told)}"
