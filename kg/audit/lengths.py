"""Durations as pages write them: `105'`, `1h45`, `1:45`, and in the words of a language by the data of CLDR (babel)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from typing import Literal, NamedTuple

from babel.units import format_unit

from kg.audit.folded import end_of, folded
from kg.site.forms import locale

_SECONDS = {"day": 86400, "hour": 3600, "minute": 60, "second": 1}
_SYMBOLS = {"h": 3600, "'": 60, "min": 60, "m": 60, '"': 1, "''": 1, "s": 1}
_SYMBOLS |= {"hr": 3600, "hrs": 3600, "mins": 60, "secs": 1}
"""Those of SI, and what stands for them everywhere."""

_WIDTHS: tuple[Literal["long", "short", "narrow"], ...] = ("narrow", "long", "short")
"""What two units have in common means what it does in the later one of these."""

_SAMPLES = (*range(22), 100)
"""Together they take all plural forms of a language: in Filipino 4, 6 and 9 have one of their own."""

_ISO = re.compile(r"P(?=.)(?:(\d{1,9})D)?(?:T(?=.)(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:\.0+)?S)?)?", re.ASCII)
_CLOCK = re.compile(r"(?<![\d:])(\d{1,3}):([0-5]\d)(?::([0-5]\d))?(?![\d:])")
_BARE = re.compile(r" ?([0-5]\d)(?!\d)")
_NUMBER = r"(?<!\d)(?<!\d[.,:])(\d{1,5})"


class Part(NamedTuple):
    """A number of one unit in a text: where, the unit, and all of it, in seconds."""

    start: int
    end: int
    unit: int
    length: int


class Words(NamedTuple):
    """Folded words of a language → seconds: behind a number, before a number, and with the number in the word."""

    ends: dict[str, int]
    begins: dict[str, int]
    wholes: dict[str, tuple[int, int]]
    """Unit and length."""


def seconds(text: str) -> int | None:
    """The length of an xsd:duration of days, hours, minutes and whole seconds; None of all else."""
    found = _ISO.fullmatch(text)
    told = zip(found.groups("0"), _SECONDS.values(), strict=True) if found else ()
    return sum(int(number) * unit for number, unit in told) if found else None


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
    for part in _parts(text, language):
        if last and (part.unit >= last.unit or not between.fullmatch(text, last.end, part.start)):
            yield from _whole(text, total, last)
            total = 0
        total += part.length
        last = part
    if last:
        yield from _whole(text, total, last)


def _whole(text: str, total: int, last: Part) -> Iterator[int]:
    """A duration, and what it is if a number without a unit belongs to it: `1h45`."""
    yield total
    if last.unit == _SECONDS["hour"] and (bare := _BARE.match(text, last.end)):
        yield total + int(bare[1]) * _SECONDS["minute"]


def _parts(text: str, language: str) -> Iterator[Part]:
    words = _words(language)
    for match in _pattern(language).finditer(text):
        number, end, begin, behind, whole = match.groups()
        if whole:
            unit, length = words.wholes[whole]
        else:
            unit = words.ends[end] if end else words.begins[begin]
            length = unit * int(number or behind)
        yield Part(match.start(), match.end(), unit, length)


@lru_cache(64)
def _pattern(language: str) -> re.Pattern[str]:
    """Groups: a number and the word behind it; a word and the number behind it; a word."""
    ends, begins, wholes = (sorted(words, key=lambda word: (-len(word), word)) for words in _words(language))
    forms = [rf"{_NUMBER}\s*({'|'.join(re.escape(word) + end_of(word) for word in ends)})"]
    for words, behind in ((begins, rf"\s*{_NUMBER}"), (wholes, r"(?!\w)")):
        # What there is none of matches nothing.
        forms.append(rf"(?<!\w)({'|'.join(map(re.escape, words)) or '(?!)'}){behind}")
    return re.compile("|".join(forms))


@lru_cache(64)
def _words(language: str) -> Words:
    words = Words(dict(_SYMBOLS), {}, {})
    for width, (unit, size), number in product(_WIDTHS, _SECONDS.items(), _SAMPLES):
        form = folded(format_unit(number, f"duration-{unit}", width, locale=locale(language)))
        before, digits, after = (part.strip() for part in form.partition(str(number)))
        if not digits:
            words.wholes[form] = (size, size * number)
        elif before:
            words.begins[before] = size
        elif after and not after.startswith("duration-"):  # which babel writes where CLDR has nothing
            words.ends[after.removesuffix(".")] = size
    return words


@lru_cache(64)
def _between(language: str) -> re.Pattern[str]:
    """What may stand between two units of one duration."""
    patterns = (pattern for form in locale(language).list_patterns.values() for pattern in form.values())
    words = {folded(pattern.partition("{0}")[2].partition("{1}")[0]) for pattern in patterns}
    return re.compile(rf"\.?\s*+(?:{'|'.join(map(re.escape, sorted({*words, ',', ''})))})\s*+")
