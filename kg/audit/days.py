"""Days, months and years as pages write them, in the words of a language by the data of CLDR (babel)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import chain, product
from typing import Any, Literal, NamedTuple

from babel import Locale, localedata
from babel.dates import format_date

from kg.audit.folded import end_of, folded, start_of
from kg.site.forms import locale

_FORMATS: tuple[Literal["full", "long", "medium"], ...] = ("full", "long", "medium")
_WIDTHS: tuple[Literal["wide", "abbreviated"], ...] = ("wide", "abbreviated")
_CONTEXTS: tuple[Literal["format", "stand-alone"], ...] = ("format", "stand-alone")

_CUT = (3, 4)
"""So many letters of the name of a month are left."""

_NUMBERS = ("y", "my", "ym", "dmy", "ymd", "mdy")
"""The orders in which year, month and day are written in numbers; the last is that of a few languages."""

_GAP = 6
"""So many characters, no digits, are at most between the parts of a day in words: points, commas, `nd`, `de`, `of`."""

_NUMBER = re.compile(r"\d+")
_BEFORE = re.compile(rf"(\d{{1,5}})\D{{0,{_GAP}}}\Z")
_BEHIND = re.compile(rf"\D{{0,{_GAP}}}(\d+)")
_DAY_AND_MONTH = re.compile(r"(?<![\d./])(\d\d?)(?:\. ?(?=\d\d?\.(?! ?\d))|/(?=\d\d?(?![\d/])))(\d\d?)")
"""Of numbers, from the beginning of one: `5.12.`, `5/12`."""

_TO = re.compile(r" ?- ?")

_PARTS = {"y": r"(?P<year>\d{4})", "m": r"(?P<month>\d\d?)", "d": r"(?P<day>\d\d?)"}
_ORDERS = {order: re.compile(" ?[-/.] ?".join(map(_PARTS.__getitem__, order)) + r"(?!\d)") for order in _NUMBERS}
"""Of numbers, from the beginning of one."""

_YEAR = re.compile(r"[0-9]{4}")
_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")
_ZONES = (-12, 0, 14)
"""In hours: the farthest from Greenwich, to both sides."""


class Day(NamedTuple):
    """A day, a month or a year: the year in four digits, "" where it is not said; 0 for no month and no day."""

    year: str
    month: int = 0
    day: int = 0


def meant(text: str) -> set[Day]:
    """What shows a date, a point in time, a month or a year (ISO 8601), each of it; nothing of all else.

    A day needs no year. Of a point in time its day is looked for; where it is written in UTC, the day that it is in any
    zone.
    """
    if _YEAR.fullmatch(text):
        return {Day(text)}
    if month := _MONTH.fullmatch(text):
        return {Day(month[1], int(month[2]))}
    return {Day(year, day.month, day.day) for day in _days(text) for year in ("", f"{day.year:04}")}


def written(text: str, language: str) -> set[str]:
    """A day or a point in time as CLDR writes it, folded."""
    return {folded(format_date(day, form, locale=locale(language))) for day in _days(text) for form in _FORMATS}


def _days(text: str) -> set[date]:
    try:
        if len(text) <= len("2023-10-12"):
            return {date.fromisoformat(text)}
        moment = datetime.fromisoformat(text)
        shifts = [] if moment.utcoffset() else _ZONES
        return {moment.date(), *((moment + timedelta(hours=shift)).date() for shift in shifts if moment.tzinfo)}
    except (ValueError, OverflowError):
        return set()


def shown(text: str, language: str) -> frozenset[Day]:
    """The days, months and years that a folded text names. A day in words may have no year, if there is none near."""
    spoken = locale(language)
    return frozenset(chain(_in_numbers(text, spoken), _in_words(text, spoken)))


def _in_numbers(text: str, spoken: Locale) -> Iterator[Day]:
    """Day before month everywhere, month before day where the language has it so; `5.12.` and `5/12` have no year."""
    pattern = spoken.date_formats["short"].pattern
    is_month_first = pattern.find("M") < pattern.find("d")
    orders = [_ORDERS[order] for order in _NUMBERS if order != "mdy" or is_month_first]
    for number in _NUMBER.finditer(text):
        for found in (order.match(text, number.start()) for order in orders):
            if found:
                parts = found.groupdict()
                yield Day(parts["year"], int(parts.get("month", 0)), int(parts.get("day", 0)))
        if short := _DAY_AND_MONTH.match(text, number.start()):
            day, month = (short[1], short[2]) if not is_month_first else (short[2], short[1])
            yield Day("", int(month), int(day))


def _in_words(words: str, spoken: Locale) -> Iterator[Day]:
    # The day of the week may stand between month and day: `enero jueves 29`.
    text = _weekdays(spoken).sub(" ", words)
    for month, begin, end in _months(text, spoken):
        for day, first, last in [(0, begin, end), *_with_day(text, begin, end)]:
            before, behind = _before(text, first), _BEHIND.match(text, last)
            is_end = not text[last : last + 1].isdigit()
            if before and len(before[1]) == 4 and is_end:
                yield Day(before[1], month, day)
            if behind and len(behind[1]) == 4:
                yield Day(behind[1], month, day)
            near = any(number and len(number[1]) >= 4 for number in (before, behind))
            if day and not near and is_end:
                yield Day("", month, day)


def _with_day(text: str, begin: int, end: int) -> Iterator[tuple[int, int, int]]:
    """The days on either side of the name of a month: each, and where that and the name begin and end."""
    before, behind = _before(text, begin), _BEHIND.match(text, end)
    if before and len(before[1]) <= 2:
        yield int(before[1]), before.start(1), end
        # The first day of several may stand before the last: 9-20 October.
        first = _before(text, before.start(1))
        if first and len(first[1]) <= 2 and _TO.fullmatch(text, first.end(1), before.start(1)):
            yield int(first[1]), first.start(1), end
    if behind and len(behind[1]) <= 2:
        yield int(behind[1]), begin, behind.end(1)


def _before(text: str, place: int) -> re.Match[str] | None:
    """The number that ends near before a place; of one that is longer than a year, as much as shows that."""
    return _BEFORE.search(text, max(0, place - _GAP - len("20233")), place)


def _months(text: str, spoken: Locale) -> Iterator[tuple[int, int, int]]:
    """The months that a text names, and where: whole words, where words have spaces between them."""
    for month in range(1, 13):
        for name in _names(month, spoken):
            whole, place = _whole(name), text.find(name)
            while place >= 0:
                if whole.match(text, place):
                    yield month, place, place + len(name)
                place = text.find(name, place + 1)


@lru_cache(512)
def _weekdays(spoken: Locale) -> re.Pattern[str]:
    """The days of the week, as whole words with spaces and commas around."""
    names = {folded(name) for context in _CONTEXTS for name in spoken.days[context]["wide"].values()}
    words = "|".join(f"{start_of(name)}{re.escape(name)}{end_of(name)}" for name in sorted(names))
    return re.compile(rf"(?<![ ,])[ ,]*+(?:{words})[ ,]*+")


@lru_cache(1024)
def _whole(name: str) -> re.Pattern[str]:
    # Of `11`, which is no name, a 1 is no end of one.
    return re.compile(rf"(?<!\d){start_of(name)}{re.escape(name)}{end_of(name)}(?!(?<=\d)\d)")


@lru_cache(512)
def _names(month: int, spoken: Locale) -> set[str]:
    """The names of a month, and what is left of them if they are cut off and no other's is."""
    own, *others = (_full_names(number, spoken) for number in sorted(range(1, 13), key=lambda each: each != month))
    cut = {name[:size] for name in own if name.isalpha() for size in _CUT}
    return own | {name for name in cut if not any(other.startswith(name) for names in others for other in names)}


@lru_cache(512)
def _month_names(spoken: Locale) -> localedata.LocaleDataDict:
    """The names of months by context and width.

    Babel keeps what it looks up where all languages share it: in a copy, none gets the names of another.
    """
    own: dict[str | int | None, Any] = {"months": deepcopy(localedata.load(str(spoken))["months"])}
    names: localedata.LocaleDataDict = localedata.LocaleDataDict(own)["months"]
    return names


@lru_cache(512)
def _full_names(month: int, spoken: Locale) -> set[str]:
    """A number alone is how a language without names abbreviates them."""
    months = _month_names(spoken)
    names = (months[context][width][month] for width, context in product(_WIDTHS, _CONTEXTS))
    return {name for name in (folded(name).removesuffix(".") for name in names) if not name.isdigit()}
