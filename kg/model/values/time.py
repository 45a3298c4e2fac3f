"""Years, points in time and durations, in the canonical forms of XML Schema Part 2."""

import datetime
import re
from fractions import Fraction

from kg.model.values.notes import apart, without_footnotes
from kg.model.values.tables import alternatives
from kg.system.errors import NotUnderstood

FIRST_YEAR, LAST_YEAR = 1870, 2099
"""Before the one there was no film; after the other a slip of the hand is likelier than a plan."""

_LONGEST = 100 * 3600
_PRIMES = "'’‘′´`΄ʹʼˊ"
"""Signs for minutes: apostrophes and accents are written for primes, and the Greek tonos."""

_ORIGINAL = re.compile(r"\b(?:origin(?:al|ale|eel|ele)|theatrical|cinema|cinéma|kino|bioscoop)")
_NO_DURATION = "not a duration; write it like 105 min, 1h45, 1:45:00 or PT1H45M"

# A spreadsheet makes 2003.0 of 2003.
_YEAR = re.compile(r"\(?([0-9]{4})(?:\.0)?\)?")
_OF_DAY = re.compile(r"\+?([0-9]{4})-[0-9]{2}-[0-9]{2}(?:[T ][0-9:.]{5,15}(?:Z|[+-][0-9:]{2,5})?)?")
_ZONED = re.compile(r"([0-9]{4})(?:Z|[+-][0-9]{2}:[0-9]{2})")
# With the sign or the abbreviation for it: 1999年, 1999 г., and the ordinal point.
_CALLED = re.compile(r"([0-9]{4})(?:\.|\s?(?:年|년|г\.?|год|р\.?|рік))")
_OF_MONTH = re.compile(r"([0-9]{2}([0-9]{2}))-(0[1-9]|1[0-2])")
_SEVERAL_YEARS = re.compile(r"[0-9]{4}\s?[-–—/,;]\s?[0-9]{2,4}")
_ABOUT = re.compile(
    r"(?:c|ca|circa|about|um|vers|rond|hacia|[~≈])[.\s]*\[?[0-9]{4}\]?|\[[0-9]{4}\??\]|[0-9]{4}\?", re.IGNORECASE
)
_DATE_TIME = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}:[0-9]{2})(:[0-9]{2})?(?:\.0+)?(Z|[+-][0-9]{2}:?[0-9]{2})"
)

# A number that stands alone may exceed the next larger unit (105 min); beside a larger one it stays below 60.
_HOUR = rf"(?:{alternatives('hours')})\.?"
_HOURS = rf"(?P<h>[0-9]{{1,3}})\s*{_HOUR}"
_MINUTE = rf"(?:[{_PRIMES}]|(?:{alternatives('minutes')})\.?)"
_MINUTES = rf"(?P<m>[0-9]{{1,5}})(?:[.,]0)?\s*{_MINUTE}"
_BELOW_60 = rf"(?P<m>[0-5]?[0-9])\s*{_MINUTE}"
_AND = rf"(?:\s*(?:,|{alternatives('conjunctions')}))?\s*"
_SECONDS = rf"""(?P<s>[0-5]?[0-9])\s*(?:["″”˝]|''|(?:{alternatives("seconds")})\.?)"""
_CLOCK = r"(?P<h>[0-9]{1,3}):(?P<m>[0-5][0-9])"
_FRACTION = "(?:[.,][0-9]{1,9})?"
_DURATIONS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        f"{_MINUTES}(?:{_AND}{_SECONDS})?",
        f"{_HOURS}(?:{_AND}{_BELOW_60})?(?:{_AND}{_SECONDS})?",
        rf"{_HOURS}\s*(?P<m>[0-5]?[0-9])",
        rf"(?P<m>[0-9]{{1,3}})[{_PRIMES}](?P<s>[0-5][0-9])",
        rf"(?P<s>[0-9]{{3,6}})\s*(?:{alternatives('seconds')})\.?",
        rf"{_CLOCK}:(?P<s>[0-5][0-9]){_FRACTION}(?:\s*{_HOUR})?",
        rf"{_CLOCK}\s*{_HOUR}",
        r"h\.?\s?(?P<h>[0-9])[.,:](?P<m>[0-5][0-9])",
        rf"(?P<m>[0-9]{{2,3}}):(?P<s>[0-5][0-9])\s*{_MINUTE}",
        rf"P(?:0+Y)?(?:0+M)?(?:0+D)?T(?=[0-9])(?:(?P<h>[0-9]{{1,3}})H)?(?:(?P<m>[0-9]{{1,5}})M)?(?:(?P<s>[0-9]{{1,6}}){_FRACTION}S)?",
    )
)
# ISO 8601 lets the last unit have a fraction: PT1.5H.
_OF_HOURS = re.compile(r"P(?:0+D)?T([0-9]{1,2}[.,][0-9]{1,3})H")
_OF_MINUTES = re.compile(r"P(?:0+D)?T(?:([0-9]{1,2})H)?([0-9]{1,5}[.,][0-9]{1,3})M")
_ABOUT_LENGTH = re.compile(rf"(?:{alternatives('about')})\.?\s*(?=[0-9])|\s(?:ca|circa|approx)\.?\Z", re.IGNORECASE)
_METRES = re.compile(r"[0-9]{3,5}\s*m\.?", re.IGNORECASE)
_MOST_MINUTES = 300
"""More of what is called `m` may be metres: archives measure films by them."""


def year(raw: str) -> int:
    """A year of the Gregorian calendar in which a film can be made: four digits, 1870 to 2099; never one of several.

    A day of ISO 8601 lies in its year, and so does one whose day and month are not known (Wikidata's 2001-00-00); a
    month too, where it cannot be the end of several years (2008-09).
    """
    given = without_footnotes(raw)
    month = _OF_MONTH.fullmatch(given)
    if month and month[3] <= month[2]:
        return plausible(int(month[1]))
    found = next((match for form in (_YEAR, _OF_DAY, _ZONED, _CALLED) if (match := form.fullmatch(given))), None)
    if not found:
        raise NotUnderstood(_why_no_year(given))
    return plausible(int(found[1]))


def plausible(number: int) -> int:
    """The year, if it is one of them."""
    if not FIRST_YEAR <= number <= LAST_YEAR:
        raise NotUnderstood(f"outside {FIRST_YEAR} to {LAST_YEAR}")
    return number


def _why_no_year(given: str) -> str:
    if _SEVERAL_YEARS.fullmatch(given):
        return "several years; write one"
    return (
        "an approximate year; write the year that is certain, or none"
        if _ABOUT.fullmatch(given)
        else "not a year; write four digits"
    )


def date_time(raw: str) -> str:
    """An `xsd:dateTime` with its zone, from ISO 8601: `2024-10-09T20:00:00+02:00`, and `Z` for UTC.

    The zone stays what the source says: an audience reads the clock of the place.
    """
    found = _DATE_TIME.fullmatch(raw.strip())
    if not found:
        raise NotUnderstood("not a date and time; write YYYY-MM-DDThh:mm:ss with a time zone")
    day, minute, second, zone = found.groups()
    try:
        local = datetime.datetime.fromisoformat(f"{day}T{minute}{second or ':00'}{zone}")
        local.astimezone(datetime.UTC)
    except (ValueError, OverflowError):
        raise NotUnderstood("this date and time does not exist") from None
    plausible(local.year)
    return local.isoformat(timespec="seconds").replace("+00:00", "Z")


def duration(raw: str) -> str:
    """An `xsd:dayTimeDuration` in hours, minutes and seconds, from many notations: `105'` → `PT1H45M`."""
    pieces = apart(raw)
    if pieces and not any(said for said, _ in pieces):
        pieces = [(note, ()) for _, notes in pieces for note in notes]
    found = [(_duration(said), " ".join(notes).casefold()) for said, notes in pieces if said]
    given = list(dict.fromkeys(length for length, _ in found))
    if len(given) < 2:
        return given[0] if given else _duration("")
    # Of several versions, the film itself is the one that is called so, or the only one that is not called anything.
    originals = {length for length, note in found if _ORIGINAL.search(note)} or {one for one, note in found if not note}
    if len(originals) != 1:
        raise NotUnderstood(f"several durations: {', '.join(given)}")
    return originals.pop()


def _in_seconds(given: str) -> str:
    """A duration whose last unit has a fraction, in whole seconds; every other one as it is."""
    if found := _OF_HOURS.fullmatch(given):
        return f"PT{int(Fraction(found[1].replace(',', '.')) * 3600)}S"
    if found := _OF_MINUTES.fullmatch(given):
        return f"PT{int(found[1] or 0) * 3600 + int(Fraction(found[2].replace(',', '.')) * 60)}S"
    return given


def _duration(given: str) -> str:
    length = _in_seconds(_ABOUT_LENGTH.sub("", given))
    found = next((match for pattern in _DURATIONS if (match := pattern.fullmatch(length))), None)
    if not found or (_METRES.fullmatch(length) and int(found["m"]) > _MOST_MINUTES):
        raise NotUnderstood(_NO_DURATION)
    units = {unit: int(digits) for unit, digits in found.groupdict().items() if digits}
    seconds = units.get("h", 0) * 3600 + units.get("m", 0) * 60 + units.get("s", 0)
    if not 0 < seconds < _LONGEST:
        raise NotUnderstood("not a duration of more than 0 and less than 100 hours")
    hours, rest = divmod(seconds, 3600)
    parts = zip((hours, *divmod(rest, 60)), "HMS", strict=True)
    return "PT" + "".join(f"{count}{unit}" for count, unit in parts if count)
