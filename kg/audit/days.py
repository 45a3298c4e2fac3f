"""Days, months and years as pages write them, in the words of a language by the data of CLDR (babel)."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from copy import deepcopy
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import chain, pairwise, product
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

_GAP = 6
"""So many characters, no digits, are at most between the parts of a day in words: points, commas, `nd`, `de`, `of`."""

_DIGITS = re.compile(r"\d+")
_MARK = re.compile(r" ?[-/.] ?")
_TO = re.compile(r" ?- ?")

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
    page = _Text(text)
    return frozenset(chain(_years(page), _in_numbers(page, locale(language)), _in_words(page, locale(language))))


class _Run(NamedTuple):
    """Digits of a text, and where they begin and end."""

    begin: int
    end: int
    digits: str


class _Text:
    """A text and its runs of digits."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.runs = [_Run(match.start(), match.end(), match[0]) for match in _DIGITS.finditer(text)]
        self._begins = [run.begin for run in self.runs]
        self._ends = [run.end for run in self.runs]

    def before(self, place: int) -> _Run | None:
        """The digits before a place, if they are near."""
        last = bisect_right(self._ends, place) - 1
        return self.runs[last] if last >= 0 and place - self._ends[last] <= _GAP else None

    def behind(self, place: int) -> _Run | None:
        """The digits behind a place, if they are near."""
        first = bisect_left(self._begins, place)
        return self.runs[first] if first < len(self.runs) and self._begins[first] - place <= _GAP else None

    def ends(self, place: int) -> bool:
        """Whether no digit follows."""
        return not self.text[place : place + 1].isdigit()


def _years(page: _Text) -> Iterator[Day]:
    yield from (Day(run.digits) for run in page.runs if len(run.digits) == 4)


def _in_numbers(page: _Text, spoken: Locale) -> Iterator[Day]:
    """With the year in full: day before month everywhere, month before day where the language has it so."""
    short = spoken.date_formats["short"].pattern
    is_month_first = short.find("M") < short.find("d")
    marked = [bool(_MARK.fullmatch(page.text, one.end, two.begin)) for one, two in pairwise(page.runs)]
    sizes = [len(run.digits) for run in page.runs]
    for at, is_marked in enumerate(marked):
        if not is_marked:
            continue
        match sizes[at : at + 2]:
            case (1 | 2, 4):
                yield Day(page.runs[at + 1].digits, int(page.runs[at].digits))
            case (4, 1 | 2):
                yield Day(page.runs[at].digits, int(page.runs[at + 1].digits))
        match sizes[at : at + 3] if marked[at + 1 : at + 2] == [True] else []:
            case (1 | 2, 1 | 2, 4):
                one, two, year = (run.digits for run in page.runs[at : at + 3])
                yield Day(year, int(two), int(one))
                if is_month_first:
                    yield Day(year, int(one), int(two))
            case (4, 1 | 2, 1 | 2):
                year, one, two = (run.digits for run in page.runs[at : at + 3])
                yield Day(year, int(one), int(two))


def _in_words(page: _Text, spoken: Locale) -> Iterator[Day]:
    for month, begin, end in _months(page.text, spoken):
        for day, first, last in [(0, begin, end), *_with_day(page, begin, end)]:
            before, behind = page.before(first), page.behind(last)
            if before and len(before.digits) == 4 and page.ends(last):
                yield Day(before.digits, month, day)
            if behind and len(behind.digits) == 4:
                yield Day(behind.digits, month, day)
            near = any(run and len(run.digits) >= 4 for run in (before, behind))
            if day and not near and page.ends(last):
                yield Day("", month, day)


def _with_day(page: _Text, begin: int, end: int) -> Iterator[tuple[int, int, int]]:
    """The days on either side of the name of a month: each, and where that and the name begin and end."""
    before, behind = page.before(begin), page.behind(end)
    if before and len(before.digits) <= 2:
        yield int(before.digits), before.begin, end
        # The first day of several may stand before the last: 9-20 October.
        first = page.before(before.begin)
        if first and len(first.digits) <= 2 and _TO.fullmatch(page.text, first.end, before.begin):
            yield int(first.digits), first.begin, end
    if behind and len(behind.digits) <= 2:
        yield int(behind.digits), begin, behind.end


def _months(text: str, spoken: Locale) -> Iterator[tuple[int, int, int]]:
    """The months that a text names, and where: whole words, where words have spaces between them."""
    for month in range(1, 13):
        for name in _names(month, spoken):
            whole, place = _whole(name), text.find(name)
            while place >= 0:
                if whole.match(text, place):
                    yield month, place, place + len(name)
                place = text.find(name, place + 1)


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
