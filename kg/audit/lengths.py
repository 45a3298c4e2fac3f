"""Durations as pages write them: `105'`, `1h45`, `1:45`, and in the words of a language by the data of CLDR (babel)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from typing import Literal, NamedTuple

from babel import Locale
from babel.units import format_unit

from kg.audit.folded import end_of, folded
from kg.site.forms import locale

_SECONDS = {"day": 86400, "hour": 3600, "minute": 60, "second": 1}
_SYMBOLS = {"day": {"d"}, "hour": {"h"}, "minute": {"'", "min", "m"}, "second": {'"', "''", "s"}}
"""Those of SI, and what stands for them everywhere."""

_WIDTHS: tuple[Literal["long", "short", "narrow"], ...] = ("long", "short", "narrow")
_SAMPLES = (0, 1, 2, 3, 5, 11, 20, 21, 100)
"""Together they take all plural forms of a language."""

_ISO = re.compile(r"P(?=.)(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.0+)?S)?)?", re.ASCII)
_CLOCK = re.compile(r"(?<![\d:])(\d{1,3}):([0-5]\d)(?::([0-5]\d))?(?![\d:])")
_BARE = re.compile(r"\s*([0-5]\d)(?!\d)")
_NUMBER = r"(?<!\d)(?<!\d[.,:])(\d{1,5})"


class Unit(NamedTuple):
    """A unit with its number as a text names it, and where."""

    start: int
    end: int
    unit: int
    """In seconds."""

    number: int


def seconds(text: str) -> int | None:
    """The length of an xsd:duration of days, hours, minutes and whole seconds; None of all else."""
    found = _ISO.fullmatch(text)
    told = zip(found.groups("0"), _SECONDS.values(), strict=True) if found else ()
    return sum(int(number) * unit for number, unit in told) if found else None


@lru_cache(8)
def lengths(text: str, language: str) -> frozenset[int]:
    """The durations that a folded text names, in seconds. What may be hours or minutes is both: `1:45`."""
    found = set(_joined(text, language))
    for large, middle, small in (match.groups() for match in _CLOCK.finditer(text)):
        found.add(int(large) * 3600 + int(middle) * 60 + int(small or 0))
        if small is None:
            found.add(int(large) * 60 + int(middle))
    return frozenset(found)


def _joined(text: str, language: str) -> Iterator[int]:
    """Units that follow each other from large to small are one duration."""
    between = _between(language)
    total, last = 0, None
    for each in _units(text, language):
        if not last or each.unit >= last.unit or not between.fullmatch(text, last.end, each.start):
            yield from _whole(text, total, last)
            total = 0
        total += each.unit * each.number
        last = each
    yield from _whole(text, total, last)


def _whole(text: str, total: int, last: Unit | None) -> Iterator[int]:
    """A duration, and what it is if a number without a unit belongs to it: `1h45`."""
    yield total
    if last and last.unit == _SECONDS["hour"] and (bare := _BARE.match(text, last.end)):
        yield total + int(bare[1]) * _SECONDS["minute"]


def _units(text: str, language: str) -> Iterator[Unit]:
    pattern, meanings = _pattern(language)
    for match in pattern.finditer(text):
        unit, number = meanings[(match.lastindex or 0) - 1]
        yield Unit(match.start(), match.end(), unit, int(match[match.lastindex or 0]) if number is None else number)


@lru_cache(64)
def _pattern(language: str) -> tuple[re.Pattern[str], list[tuple[int, int | None]]]:
    """A pattern of which each group is a unit with its number, or without it: then the word says how many."""
    forms: dict[str, tuple[int, int | None]] = {}
    for unit, size in _SECONDS.items():
        ends = set(_SYMBOLS[unit])
        for number, before, after in _written(unit, locale(language)):
            if number is not None:
                forms[rf"(?<!\w)({re.escape(before)})(?!\w)"] = (size, number)
            elif before:
                forms[rf"(?<!\w){re.escape(before)}\s*{_NUMBER}\s*{re.escape(after)}"] = (size, None)
            else:
                ends.add(after)
        forms[
            rf"{_NUMBER}\s*(?:{'|'.join(re.escape(end) + end_of(end) for end in sorted(ends, key=len, reverse=True))})"
        ] = (size, None)
    return re.compile("|".join(forms)), list(forms.values())


def _written(unit: str, spoken: Locale) -> Iterator[tuple[int | None, str, str]]:
    """What stands before and behind a number of units; a number of its own, and the word for it, where none stands."""
    for number, width in product(_SAMPLES, _WIDTHS):
        form = folded(format_unit(number, f"duration-{unit}", width, locale=spoken))
        before, digits, after = (part.strip() for part in form.partition(str(number)))
        if digits and "duration-" not in after:  # which babel writes where CLDR has nothing
            yield None, before, after.removesuffix(".")
        elif not digits:
            yield number, form, ""


@lru_cache(64)
def _between(language: str) -> re.Pattern[str]:
    """What may stand between two units of one duration."""
    patterns = (pattern for form in locale(language).list_patterns.values() for pattern in form.values())
    words = {folded(pattern.partition("{0}")[2].partition("{1}")[0]) for pattern in patterns}
    return re.compile(rf"\.?\s*(?:{'|'.join(map(re.escape, sorted({*words, ',', ''})))})\s*")
