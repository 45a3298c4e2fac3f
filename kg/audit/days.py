"""Days, months and years as pages write them, in the words of a language by the data of CLDR (babel)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import product
from typing import Literal

from babel import Locale
from babel.dates import format_date, get_month_names

from kg.audit.folded import end_of, folded
from kg.site.forms import locale

_FORMATS: tuple[Literal["full", "long", "medium"], ...] = ("full", "long", "medium")
_WIDTHS: tuple[Literal["wide", "abbreviated"], ...] = ("wide", "abbreviated")
_CONTEXTS: tuple[Literal["format", "stand-alone"], ...] = ("format", "stand-alone")

_FEWEST = 3
"""So many letters of the name of a month are left, at least."""

_MOST = 6
_GAP = rf"[^\d]{{0,{_MOST}}}"
"""Between the parts of a day in words: points, commas, `nd`, `de`, `of`."""

_MARK = r"\s*[-/.]\s*"
_ANOTHER_YEAR_BEFORE = "".join(rf"(?<!\d{{4}}\D{{{size}}})" for size in range(_MOST + 1))
_ANOTHER_YEAR_BEHIND = rf"(?!{_GAP}\d{{4}})"

_YEAR = re.compile(r"[0-9]{4}")
_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")
_ZONES = (-12, 0, 14)
"""In hours: the farthest from Greenwich, to both sides."""


@lru_cache(4096)
def pattern(text: str, language: str) -> re.Pattern[str] | None:
    """What shows a date, a point in time, a month or a year (ISO 8601) in a folded text; None of all else.

    A day in words needs no year, but it must not have another. Of a point in time its day is looked for; where it is
    written in UTC, the day that it is in any zone.
    """
    forms = list(_forms(text, locale(language)))
    return re.compile("|".join(rf"(?<!\d)(?:{form})(?!\d)" for form in forms)) if forms else None


def _forms(text: str, spoken: Locale) -> Iterator[str]:
    if _YEAR.fullmatch(text):
        yield text
    elif month := _MONTH.fullmatch(text):
        yield from _month(month[1], int(month[2]), spoken)
    else:
        for day in _days(text):
            yield from _in_words(day, spoken)
            yield from _in_numbers(day, spoken)


def _days(text: str) -> set[date]:
    try:
        if len(text) <= len("2023-10-12"):
            return {date.fromisoformat(text)}
        moment = datetime.fromisoformat(text)
        shifts = [] if moment.utcoffset() else _ZONES
        return {moment.date(), *((moment + timedelta(hours=shift)).date() for shift in shifts if moment.tzinfo)}
    except (ValueError, OverflowError):
        return set()


def _month(year: str, month: int, spoken: Locale) -> Iterator[str]:
    name = _name(month, spoken)
    yield from (f"{name}{_GAP}{year}", f"{year}{_GAP}{name}")
    yield from (f"0?{month}{_MARK}{year}", f"{year}{_MARK}0?{month}")


def _in_words(day: date, spoken: Locale) -> Iterator[str]:
    name, number, year = _name(day.month, spoken), rf"0?{day.day}(?!\d)", f"{day.year:04}"
    # The first day of several may stand before the last: 9-20 October.
    first = rf"{number}(?:\s*-\s*\d{{1,2}}(?!\d))?"
    orders = (f"{first}{_GAP}{name}", f"{name}{_GAP}{number}")
    for order in orders:
        yield f"{order}{_GAP}{year}"
        yield f"{year}{_GAP}{order}"
        yield f"{_ANOTHER_YEAR_BEFORE}{order}{_ANOTHER_YEAR_BEHIND}"
    for form in _FORMATS:
        yield r"\s*".join(map(re.escape, folded(format_date(day, form, locale=spoken)).split()))


def _in_numbers(day: date, spoken: Locale) -> Iterator[str]:
    """With the year in full: day before month everywhere, month before day where the language has it so."""
    number, month, year = f"0?{day.day}", f"0?{day.month}", f"{day.year:04}"
    yield _MARK.join((number, month, year))
    yield _MARK.join((year, month, number))
    short = spoken.date_formats["short"].pattern
    if short.find("M") < short.find("d"):
        yield _MARK.join((month, number, year))


def _name(month: int, spoken: Locale) -> str:
    """A pattern of the names of a month, and of what is left of them if they are cut off and no other's is."""
    names = _names(spoken)
    others = [name for number, said in enumerate(names, 1) if number != month for name in said]
    cut = {name[:size] for name in names[month - 1] if name.isalpha() for size in range(_FEWEST, len(name))}
    told = names[month - 1] | {name for name in cut if not any(other.startswith(name) for other in others)}
    longest_first = sorted(told, key=lambda name: (-len(name), name))
    return rf"(?<!\d)(?:{'|'.join(re.escape(name) + end_of(name) for name in longest_first)})"


@lru_cache(64)
def _names(spoken: Locale) -> list[set[str]]:
    """The names of the months; a number alone is how a language without names abbreviates them."""
    widths = [get_month_names(*form, locale=spoken) for form in product(_WIDTHS, _CONTEXTS)]
    return [
        {name for width in widths if not (name := folded(width[month]).removesuffix(".")).isdigit()}
        for month in range(1, 13)
    ]
