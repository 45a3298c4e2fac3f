"""Days with a time of the clock, as programmes write them, and the points in time that they are in a zone.

Zones are those of the IANA time zone database.
"""

import datetime
import functools
import re
import zoneinfo

from kg.model.values.day import Order, date
from kg.model.values.time import date_time
from kg.system.errors import NotUnderstood

_LONGEST = 100
_HALF = r"(?P<half>[ap])\.?m\.?"
_CLOCK = re.compile(
    rf"(?:(?<!\s)\s++|[,;|@–—-]\s*+|(?<=[0-9])T|\A)(?:(?:um|at|om|à|alle|kl\.?|klo|ob|o|в|ore|saat)\s)?"
    rf"(?P<hour>[0-2]?[0-9])(?:(?:[:.hHu]|\sh\s)(?P<minute>[0-5][0-9])(?::(?P<second>[0-5][0-9])(?:\.0+)?)?|(?=\s?[aphuHU時点시]))"
    rf"\s?(?:{_HALF}|uhr|h|u|uur|hod\.?|時|点|시)?\Z",
    re.IGNORECASE,
)
_MIDNIGHT = re.compile(r"[T ]00:00(?::00)?\Z")
"""What programs write behind a day without a time."""

_NO_MOMENT = "not a date and time; write YYYY-MM-DDThh:mm:ss with a time zone"


def moment(raw: str, zone: str = "") -> str:
    """An `xsd:dateTime` with its zone: one that is written with it, else that of the clock in `zone` (Europe/Brussels).

    One in UTC is told as that clock tells it. A time that clocks skip when they are put forward, or show twice when
    they are put back, is none.
    """
    try:
        return _there(date_time(raw), zone)
    except NotUnderstood as reason:
        try:
            there = local(raw)
        except NotUnderstood as other:
            # Of a day with a time it is told what is wrong with the day.
            raise (reason if str(other) == _NO_MOMENT else other) from None
    if not zone:
        raise NotUnderstood("has no time zone; set timezone of the source, as in Europe/Brussels")
    return _in_zone(datetime.datetime.fromisoformat(there), zone)


def local(raw: str, order: Order = "") -> str:
    """A day and a time of the clock, without zone: `9. Oktober 2024, 20.30 Uhr` → `2024-10-09T20:30:00`.

    `order`: which number of `01/03/2024` is the day.
    """
    given = raw.strip()
    found = _CLOCK.search(given) if len(given) <= _LONGEST else None
    if not found or not found.start():
        raise NotUnderstood(_NO_MOMENT)
    said = _MIDNIGHT.sub("", given[: found.start()].rstrip(" ,;|@–—-"))
    if ":" in said:
        raise NotUnderstood(_NO_MOMENT)
    day = date(said, order)
    return f"{day}T{_clock(found).isoformat('seconds')}"


def is_zone(name: str) -> bool:
    """Whether the database has a zone of this name."""
    try:
        return bool(_zone(name))
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return False


@functools.lru_cache(maxsize=64)
def _zone(name: str) -> zoneinfo.ZoneInfo:
    return zoneinfo.ZoneInfo(name)


def _clock(found: re.Match[str]) -> datetime.time:
    hour = int(found["hour"])
    if half := found["half"]:
        if not 1 <= hour <= 12:
            raise NotUnderstood("this time does not exist")
        hour = hour % 12 + (12 if half in "pP" else 0)
    try:
        return datetime.time(hour, int(found["minute"] or 0), int(found["second"] or 0))
    except ValueError:
        raise NotUnderstood("this time does not exist") from None


def _there(moment_: str, zone: str) -> str:
    """The same moment, by the clock in `zone` where it is written in UTC, as programs do that know no place."""
    if not zone or not moment_.endswith("Z"):
        return moment_
    try:
        return datetime.datetime.fromisoformat(moment_).astimezone(_zone(zone)).isoformat()
    except (ValueError, OverflowError):  # a year that Python's calendar does not have
        return moment_


def _in_zone(there: datetime.datetime, name: str) -> str:
    zone = _zone(name)
    readings = (there.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    try:
        found = {one.isoformat() for one in readings if _shown(one, zone) == there}
    except OverflowError:
        raise NotUnderstood("this date and time does not exist") from None
    if not found:
        raise NotUnderstood(f"does not exist in {name}, where clocks are put forward then")
    if len(found) > 1:
        raise NotUnderstood(
            f"is twice in {name}, where clocks are put back then; write one of {', '.join(sorted(found))}"
        )
    return date_time(found.pop())


def _shown(moment_: datetime.datetime, zone: zoneinfo.ZoneInfo) -> datetime.datetime:
    """What the clock of the zone shows at a moment; another time for one that it skips."""
    return moment_.astimezone(datetime.UTC).astimezone(zone).replace(tzinfo=None, fold=0)
