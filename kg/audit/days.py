"""Days, months and years as pages write them, in the words of a language by the data of CLDR (babel)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import product
from typing import Literal, NamedTuple

from babel import Locale
from babel.dates import format_date, get_month_names

from kg.audit.folded import end_of, folded, start_of
from kg.site.forms import locale

_FORMATS: tuple[Literal["full", "long", "medium"], ...] = ("full", "long", "medium")
_WIDTHS: tuple[Literal["wide", "abbreviated"], ...] = ("wide", "abbreviated")
_CONTEXTS: tuple[Literal["format", "stand-alone"], ...] = ("format", "stand-alone")

_CUT = (3, 4)
"""So many letters of the name of a month are left."""

_REACH = 64
"""No day in words or numbers is longer."""

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


class Forms(NamedTuple):
    """What shows a date, and what it cannot be shown without: that is found sooner."""

    near: re.Pattern[str]
    whole: re.Pattern[str]


def shows(page: str, text: str, language: str) -> bool | None:
    """Whether a folded page shows a date, a point in time, a month or a year (ISO 8601); None of all else.

    A day in words needs no year, but it must not have another. Of a point in time its day is looked for; where it is
    written in UTC, the day that it is in any zone.
    """
    if not (forms := _forms(text, language)):
        return None
    return any(forms.whole.search(page, *window) for window in _windows(forms.near.finditer(page)))


def _windows(near: Iterator[re.Match[str]]) -> Iterator[tuple[int, int]]:
    """Where to look: around what was found, each place once."""
    begin = end = 0
    for found in near:
        if found.start() - _REACH > end:
            yield begin, end
            begin = found.start() - _REACH
        end = found.end() + _REACH
    yield begin, end


@lru_cache(4096)
def _forms(text: str, language: str) -> Forms | None:
    written = list(_written(text, locale(language)))
    if not written:
        return None
    near = {f"{day.year:04}" for day in _days(text)} or {text[:4]}
    near |= {name for day in _days(text) for name in _names(day.month, locale(language))}
    whole = "|".join(rf"(?<!\d)(?:{form})(?!\d)" for form in written)
    return Forms(re.compile("|".join(map(re.escape, sorted(near)))), re.compile(whole))


def _written(text: str, spoken: Locale) -> Iterator[str]:
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
    """A pattern of the names of a month: whole words, where words have spaces between them."""
    longest_first = sorted(_names(month, spoken), key=lambda name: (-len(name), name))
    return "(?:" + "|".join(rf"(?<!\d){start_of(name)}{re.escape(name)}{end_of(name)}" for name in longest_first) + ")"


@lru_cache(512)
def _names(month: int, spoken: Locale) -> set[str]:
    """The names of a month, and what is left of them if they are cut off and no other's is."""
    own, *others = (_full_names(number, spoken) for number in sorted(range(1, 13), key=lambda each: each != month))
    cut = {name[:size] for name in own if name.isalpha() for size in _CUT}
    return own | {name for name in cut if not any(other.startswith(name) for names in others for other in names)}


@lru_cache(512)
def _full_names(month: int, spoken: Locale) -> set[str]:
    """A number alone is how a language without names abbreviates them."""
    names = (get_month_names(*form, locale=spoken)[month] for form in product(_WIDTHS, _CONTEXTS))
    return {name for name in (folded(name).removesuffix(".") for name in names) if not name.isdigit()}
