"""Years, dates, points in time and durations, in the canonical forms of XML Schema Part 2."""

import datetime
import re

from kg.errors import NotUnderstood

FIRST_YEAR, LAST_YEAR = 1870, 2099
"""Before the one there was no film; after the other a slip of the hand is likelier than a plan."""

_LONGEST = 100 * 3600

_YEAR = re.compile(r"[0-9]{4}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DATE_TIME = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}:[0-9]{2})(:[0-9]{2})?(?:\.0+)?(Z|[+-][0-9]{2}:?[0-9]{2})"
)

# A number that stands alone may exceed the next larger unit (105 min); beside a larger one it stays below 60.
_HOURS = r"(?P<h>[0-9]{1,3})\s*(?:h|hr|hrs|hours?|u|uur|std\.?|stunden?|heures?)"
_MINUTES = r"(?P<m>[0-9]{1,5})\s*(?:['’′]|m|min\.?|mins\.?|minutes?|minuten|minuut|minuti)"
_DURATIONS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        _MINUTES,
        _HOURS + r"(?:\s*" + _MINUTES.replace("[0-9]{1,5}", "[0-5]?[0-9]") + ")?",
        r"(?P<h>[0-9]{1,3})\s*[hu]\s*(?P<m>[0-5][0-9])",
        r"(?P<h>[0-9]{1,3}):(?P<m>[0-5][0-9]):(?P<s>[0-5][0-9])",
        r"PT(?=[0-9])(?:(?P<h>[0-9]{1,3})H)?(?:(?P<m>[0-9]{1,5})M)?(?:(?P<s>[0-9]{1,6})S)?",
    )
)


def year(raw: str) -> int:
    """A year of the Gregorian calendar in which a film can be made: four digits, 1870 to 2099."""
    digits = raw.strip()
    if not _YEAR.fullmatch(digits):
        raise NotUnderstood("a year is four digits")
    return _plausible(int(digits))


def date(raw: str) -> str:
    """An `xsd:date` without zone, from the same: `2023-10-01`."""
    given = raw.strip()
    if not _DATE.fullmatch(given):
        raise NotUnderstood("a date is written YYYY-MM-DD")
    try:
        day = datetime.date.fromisoformat(given)
    except ValueError:
        raise NotUnderstood("no such day") from None
    _plausible(day.year)
    return day.isoformat()


def date_time(raw: str) -> str:
    """An `xsd:dateTime` in UTC, from ISO 8601 with a zone: `2024-10-09T18:00:00Z`."""
    found = _DATE_TIME.fullmatch(raw.strip())
    if not found:
        raise NotUnderstood("a point in time is written YYYY-MM-DDThh:mm:ss with its zone")
    day, minute, second, zone = found.groups()
    try:
        local = datetime.datetime.fromisoformat(f"{day}T{minute}{second or ':00'}{zone}")
        point = local.astimezone(datetime.UTC)
    except (ValueError, OverflowError):
        raise NotUnderstood("no such point in time") from None
    _plausible(point.year)
    return point.strftime("%Y-%m-%dT%H:%M:%SZ")


def duration(raw: str) -> str:
    """An `xsd:dayTimeDuration` in hours, minutes and seconds, from many notations: `105'` → `PT1H45M`."""
    given = raw.strip()
    found = next((match for pattern in _DURATIONS if (match := pattern.fullmatch(given))), None)
    if not found:
        raise NotUnderstood("a duration is written like 105 min, 1h45, 1:45:00 or PT1H45M")
    units = {unit: int(digits) for unit, digits in found.groupdict().items() if digits}
    seconds = units.get("h", 0) * 3600 + units.get("m", 0) * 60 + units.get("s", 0)
    if not 0 < seconds < _LONGEST:
        raise NotUnderstood("a duration is more than 0 and less than 100 hours")
    hours, rest = divmod(seconds, 3600)
    parts = zip((hours, *divmod(rest, 60)), "HMS", strict=True)
    return "PT" + "".join(f"{count}{unit}" for count, unit in parts if count)


def _plausible(number: int) -> int:
    if not FIRST_YEAR <= number <= LAST_YEAR:
        raise NotUnderstood(f"outside {FIRST_YEAR} to {LAST_YEAR}")
    return number
