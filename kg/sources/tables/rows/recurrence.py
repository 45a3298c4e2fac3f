"""Repeated events of a calendar (RFC 5545, 3.8.5): each of their times, of clocks as they are then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from icalendar import Event

OVERRIDDEN = "RECURRENCE-ID"
"""Names the time of a repeated event in whose stead another event stands."""

MOST = 1000
"""So many times of one event are read: a rule may have no end."""

YEARS = 2
"""And as far ahead of its first."""

_DAYS = 366
_BY_DAY = frozenset(("DAILY", "WEEKLY", "MONTHLY", "YEARLY"))

Moment = date | datetime


def moment_of(value: object) -> Moment | None:
    """The day or the moment that a property states; None where it is broken, or stated several times."""
    from icalendar.prop import vBroken

    found = None if isinstance(value, vBroken) else getattr(value, "dt", None)
    return found if isinstance(found, date) else None


def overridden(events: Iterable[Event]) -> dict[str, set[Moment]]:
    """UID → the times in whose stead other events stand."""
    found: dict[str, set[Moment]] = {}
    for event in events:
        if (moment := moment_of(event.get(OVERRIDDEN))) is not None:
            found.setdefault(str(event.get("UID", "")), set()).add(_same(moment))
    return found


def starts(event: Event, first: Moment, others: Iterable[Moment]) -> tuple[list[Moment], str]:
    """The times at which an event starts, without `others`, and what is not read of them.

    Raises ValueError where a rule cannot be followed.
    """
    left_out = {_same(one) for one in [*event.exdates, *others]}
    latest = _wall(first) + timedelta(days=YEARS * _DAYS)
    found = {_same(first): first}
    told = ""
    for rule in event.rrules:
        times = islice(_by(rule, first), MOST + 1)
        for number, one in enumerate(times):
            if number == MOST or _wall(one) > latest:
                told = f"repeats for longer than is read: read up to {max(map(_wall, found.values())).date()}"
                break
            found.setdefault(_same(one), one)
    for more in event.rdates:
        one = more[0] if isinstance(more, tuple) else more
        found.setdefault(_same(one), one)
    kept = (one for same, one in found.items() if same not in left_out)
    return sorted(kept, key=_wall), told


def _by(rule: object, first: Moment) -> Iterator[Moment]:
    """The times of a rule, by the clock on the wall: a show at eight stays at eight when clocks are put forward."""
    from dateutil.rrule import rrulestr

    parts = {key.upper(): value for key, value in dict(rule).items()}  # type: ignore[call-overload]
    if str(parts.get("FREQ", [""])[0]).upper() not in _BY_DAY:
        raise ValueError("repeats by the hour or without FREQ; state each time as RDATE")
    if "BYMONTHDAY" in parts and str(parts["FREQ"][0]).upper() == "DAILY":  # of a day that never comes, that takes long
        raise ValueError("repeats daily by days of the month; write FREQ=MONTHLY")
    zone = first.tzinfo if isinstance(first, datetime) else None
    until = next(iter(parts.pop("UNTIL", ())), None)
    written = ";".join(f"{key}={','.join(_written(one) for one in value)}" for key, value in parts.items())
    last = _wall(until.astimezone(zone) if zone and getattr(until, "tzinfo", None) else until) if until else None
    if until and not isinstance(until, datetime):
        last = datetime.combine(until, time.max)
    for one in rrulestr(written, dtstart=_wall(first)):
        if last and one > last:
            return
        yield one.replace(tzinfo=zone) if isinstance(first, datetime) else one.date()


def _written(part: object) -> str:
    to_ical = getattr(part, "to_ical", None)
    return to_ical().decode() if to_ical else str(part)


def _wall(moment: Moment) -> datetime:
    """What the clock on the wall shows; of a day, its beginning."""
    return moment.replace(tzinfo=None) if isinstance(moment, datetime) else datetime.combine(moment, time())


def _same(moment: Moment) -> Moment:
    """The moment in UTC, so that one is compared with another in whatever zone they are written."""
    return moment.astimezone(UTC) if isinstance(moment, datetime) and moment.tzinfo else moment
