"""Dates in many spellings, as `xsd:date` without zone. What may be two days is none."""

import calendar
import datetime
import functools
import re
import warnings
from collections.abc import Iterator, Mapping
from typing import Any, Literal

from kg.model.values import cldr
from kg.model.values.notes import apart
from kg.model.values.tables import NAMING, table
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
_NUMBER = re.compile(r"[0-9]++")
_BESIDE = re.compile(r"[()（）]|\b[A-Z]{2}\b")
_SHORT_YEAR = re.compile(r"[0-9]{1,2}\s?([-/.])\s?[0-9]{1,2}\s?\1\s?['’]?[0-9]{2}")
# A day, a month in letters, a year of four digits, and no other number.
_WORDS = re.compile(
    r"\A(?=.*(?<![0-9])[0-9]{4}(?![0-9]))(?=.*(?<![0-9])[0-9]{1,2}(?![0-9]))[^0-9]*+[0-9]++[^0-9]++[0-9]++[^0-9]*+"
)


@functools.lru_cache(maxsize=4096)
def date(raw: str, order: Order = "") -> str:
    """The one day that a text names, in words or numbers, once or several times: `2023-10-01`.

    Notes in brackets that are no dates and footnote marks are passed over. Refused: two days in one text, a day of the
    week that it is not, numbers that may be two days where `order` does not say which, months without a day, years of
    two digits.
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
    return _on_its_weekday(raw, days[0])


def _day(text: str, order: Order) -> str:
    numbers = _without_words(text)
    if found := _ISO.fullmatch(numbers):
        year, _, month, day = found.groups()
        return _date(year, month, day)
    if found := _YEAR_FIRST.fullmatch(numbers) or _EAST_ASIAN.fullmatch(numbers):
        return _date(*found.groups())
    if found := _NUMBERS.fullmatch(numbers):
        first, mark, second, year = found.groups()
        return _of_numbers(first, second, year, "DMY" if mark == "." and not order else order)
    if _SHORT_YEAR.fullmatch(numbers):
        raise NotUnderstood("the year has two digits; write all four")
    if _WORDS.fullmatch(text) and any(map(str.isalpha, text)):
        return _of_words(text, numbers)
    raise NotUnderstood("not a date; write YYYY-MM-DD, or day, month in words and year")


def _without_words(text: str) -> str:
    """A day in numbers without the words around it: `ab Do, 28.09.2023` → `28.09.2023`."""
    words = text.split()
    first, last = 0, len(words)
    while first < last and not words[first][0].isdecimal() and _bare(words[first]) in _beside():
        first += 1
    while first < last and not words[last - 1][0].isdecimal() and _bare(words[last - 1]) in _weekdays():
        last -= 1
    return " ".join(words[first:last]).rstrip(",") if (first, last) != (0, len(words)) else text


def _bare(word: str) -> str:
    return word.casefold().strip(".,:;")


@functools.cache
def _beside() -> frozenset[str]:
    """What stands before a day: days of the week, and words such as `from`."""
    return frozenset(_weekdays()) | _since()


@functools.cache
def _since() -> frozenset[str]:
    return frozenset(word for phrase in table("words")["before_days"] for word in phrase.split())


@functools.cache
def _weekdays() -> Mapping[str, frozenset[int]]:
    """The words for days of the week, whole and short, by the data of CLDR → which days they name, 0 for Monday."""
    days: dict[str, set[int]] = {}
    more = ((word, number) for number, words in enumerate(table("words")["weekdays"]) for word in words)
    for word, number in (*_named("days"), *more):
        days.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in days.items()}


@functools.cache
def _months() -> frozenset[str]:
    return frozenset(word for word, _ in _named("months"))


def _named(kind: Literal["days", "months"]) -> Iterator[tuple[str, int]]:
    """The words for days of the week or months in the languages whose dates are read, and their numbers."""
    for language in NAMING:
        for widths in cldr.said(language, kind).values():
            if not isinstance(widths, Mapping):  # it refers to others of the same language
                continue
            for width, names in widths.items():
                if width != "narrow" and isinstance(names, Mapping):
                    yield from ((_bare(word), number) for number, name in names.items() for word in name.split())


def _on_its_weekday(text: str, day: str) -> str:
    """The day, unless the text says a day of the week that it is not: `Friday, 5 December 2026` was a slip.

    A word may be a month as well (`mar`): it names a day of the week where the month is said besides. It may mean `on`,
    as English does what Norwegian has for Wednesday, or a country (`FR`).
    """
    words = [_bare(word) for word in _BESIDE.sub(" ", text).split()]
    months = len(_NUMBER.findall(text)) - 2 + sum(word in _months() for word in words)
    weekday = datetime.date.fromisoformat(day).weekday()
    for word in words:
        is_month = months - (word in _months()) < 1
        if not is_month and word not in _since() and weekday not in _weekdays().get(word, (weekday,)):
            raise NotUnderstood(f"{day} is a {calendar.day_name[weekday]}, not {word}; write the right day of the two")
    return day


def _of_numbers(first: str, second: str, year: str, order: Order) -> str:
    """Where points stand between the numbers, the day comes first: no country writes the month so."""
    if order == "DMY" or (not order and int(first) > 12):
        return _date(year, second, first)
    if order == "MDY" or (not order and (int(second) > 12 or first == second)):
        return _date(year, first, second)
    raise NotUnderstood(
        f"may be two days: {_date(year, first, second)} or {_date(year, second, first)}; set date_order"
    )


def _of_words(*texts: str) -> str:
    """The day that the first of these texts names that names one."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        days = (_parser().get_date_data(text).date_obj for text in dict.fromkeys(texts))
        found = next(filter(None, days), None)
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
