"""Dates in many spellings, as `xsd:date` without zone. What may be two days is none."""

import datetime
import functools
import re
import warnings
from typing import Any, Literal

from kg.model.values.notes import apart
from kg.model.values.tables import NAMING
from kg.model.values.time import plausible
from kg.system.errors import NotUnderstood

Order = Literal["", "DMY", "MDY", "YMD"]
"""Which of the numbers in `01/03/2024` is the day; "" where nobody says."""

_LONGEST = 300
_CLOCK = r"[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:Z|[+-][0-9:]+)?"
_ISO = re.compile(rf"([0-9]{{4}})([-/.]?)([0-9]{{2}})\2([0-9]{{2}})(?:{_CLOCK}|Z|[+-][0-9]{{2}}:[0-9]{{2}})?")
_EAST_ASIAN = re.compile(r"([0-9]{4})\s?[年년]\s?([0-9]{1,2})\s?[月월]\s?([0-9]{1,2})\s?[日일]")
_YEAR_FIRST = re.compile(r"([0-9]{4})(?:\s?[-/.]\s?|\s)([0-9]{1,2})(?:\s?[-/.]\s?|\s)([0-9]{1,2})\.?")
_NUMBERS = re.compile(r"([0-9]{1,2})\s?([-/. ])\s?([0-9]{1,2})\s?\2\s?([0-9]{4})")
# A day, a month in letters, a year of four digits, and no other number.
_WORDS = re.compile(
    r"\A(?=.*(?<![0-9])[0-9]{4}(?![0-9]))(?=.*(?<![0-9])[0-9]{1,2}(?![0-9]))[^0-9]*+[0-9]++[^0-9]++[0-9]++[^0-9]*+"
)


@functools.lru_cache(maxsize=4096)
def date(raw: str, order: Order = "") -> str:
    """The one day that a text names, in words or numbers, once or several times: `2023-10-01`.

    Notes in brackets that are no dates and footnote marks are passed over. Refused: two days in one text, numbers that
    may be two days where `order` does not say which, months without a day.
    """
    if len(raw) > _LONGEST:
        raise NotUnderstood("too long for a date")
    pieces = apart(raw)
    stated = [said for said, _ in pieces if said]
    noted = [note for _, notes in pieces for note in notes if _ISO.fullmatch(note)]
    days = list(dict.fromkeys(_day(text, order) for text in [*stated, *noted]))
    if not days:
        raise NotUnderstood("not a date; write YYYY-MM-DD, or the month in words")
    if len(days) > 1:
        raise NotUnderstood(f"several days: {', '.join(days)}")
    return days[0]


def _day(text: str, order: Order) -> str:
    if found := _ISO.fullmatch(text):
        year, _, month, day = found.groups()
        return _date(year, month, day)
    if found := _YEAR_FIRST.fullmatch(text) or _EAST_ASIAN.fullmatch(text):
        return _date(*found.groups())
    if found := _NUMBERS.fullmatch(text):
        first, mark, second, year = found.groups()
        return _of_numbers(first, second, year, "DMY" if mark == "." and not order else order)
    if _WORDS.fullmatch(text) and any(map(str.isalpha, text)):
        return _of_words(text)
    raise NotUnderstood("not a date; write YYYY-MM-DD, or day, month in words and year")


def _of_numbers(first: str, second: str, year: str, order: Order) -> str:
    """Where points stand between the numbers, the day comes first: no country writes the month so."""
    if order == "DMY" or (not order and int(first) > 12):
        return _date(year, second, first)
    if order == "MDY" or (not order and (int(second) > 12 or first == second)):
        return _date(year, first, second)
    raise NotUnderstood(
        f"may be two days: {_date(year, first, second)} or {_date(year, second, first)}; set date_order"
    )


def _of_words(text: str) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = _parser().get_date_data(text).date_obj
    if found is None:
        raise NotUnderstood("not a date in a known language")
    plausible(found.year)
    return str(found.date().isoformat())


def _date(year: str, month: str, day: str) -> str:
    plausible(int(year))
    try:
        return datetime.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        raise NotUnderstood("this day does not exist") from None


@functools.cache
def _parser() -> Any:
    from dateparser.date import DateDataParser

    settings = {
        "REQUIRE_PARTS": ["day", "month", "year"],
        "STRICT_PARSING": True,
        "PARSERS": ["absolute-time"],
        "RELATIVE_BASE": datetime.datetime(2000, 1, 1),  # never the clock
    }
    return DateDataParser(languages=list(NAMING), settings=settings)
