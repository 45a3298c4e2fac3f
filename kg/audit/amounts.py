"""Numbers and prices as pages write them, by the data of CLDR (babel)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal, InvalidOperation
from itertools import product
from typing import NamedTuple

from babel import Locale
from babel.numbers import (
    NumberPattern,
    format_compact_decimal,
    format_decimal,
    get_currency_name,
    get_currency_precision,
    get_currency_symbol,
)

from kg.audit.folded import folded
from kg.site.forms import locale

_BEFORE, _ALL = 18, 28
"""So many digits a number has at most before the point, and in all: as many as are kept in reckoning."""

_PLACES = 2
"""So many places behind the point a number in short has at most."""

_GROUPS = 12
"""No such number has more groups of digits."""

_LONGEST = 128
"""In characters, of the mark of a currency."""

_DIGITS = re.compile(r"\d+")
_BETWEEN = re.compile(r" ?([^\w\s]) ?| ")
"""Between points and digits there may be the edge of an element: 12.<sup>50</sup>."""

_MINUS = re.compile(r"- ?\Z")
_NUMBER_BEFORE = re.compile(r"\d[.,']?\Z")
_NUMBER_BEHIND = re.compile(r"[.,']\d")
_FILLED = re.compile(r"(?:[.,] ?-+)? ?")
"""Between a number and the mark behind it: `12,- €`."""

_LETTER = re.compile(r"[^\W\d]")


class Amount(NamedTuple):
    """How a number is written in a folded text, and the mark of its currency; "" of a mere number."""

    digits: str
    mark: str = ""


class _Place(NamedTuple):
    begin: int
    end: int
    digits: str


def amounts(text: str, language: str, currency: str = "") -> set[Amount] | None:
    """The ways to write a number, or, in a currency (ISO 4217), a price.

    None if the text is no number that a page can show.
    """
    value, spoken = _value(text), locale(language)
    if value is None:
        return None
    digits = _digits(value, get_currency_precision(currency) if currency else 0, spoken)
    return {Amount(*each) for each in product(digits, _marks(currency, value, spoken) if currency else [""])}


def compact(text: str, language: str) -> set[str]:
    """The ways to write a count of thousands or more in short, in a language and in English: `22.9k`, `1,2 mio.`."""
    if not text.isascii() or not text.isdecimal() or len(text) > _BEFORE:
        return set()
    locales = (locale(language), locale("en"))
    short = (
        format_compact_decimal(int(text), locale=where, fraction_digits=places)
        for where, places in product(locales, range(_PLACES + 1))
    )
    return {folded(each) for each in short if any(map(str.isalpha, each))}


def standing(wanted: Collection[Amount], text: str) -> set[Amount]:
    """Those of the amounts that stand in a folded text, not as part of another number, the mark on either side.

    Each number of the text is looked at once, however many are wanted.
    """
    digits = {amount.digits for amount in wanted}
    sizes = {len(amount.mark) for amount in wanted if 0 < len(amount.mark) <= _LONGEST}
    places = (place for place in _places(text) if place.digits in digits) if wanted else ()
    return {amount for place in places for amount in _written(place, text, sizes)}.intersection(wanted)


def _places(text: str) -> Iterator[_Place]:
    """All that can be read as a number: each group of digits, alone and with those behind it."""
    groups = [match.span() for match in _DIGITS.finditer(text)]
    for first, (begin, _) in enumerate(groups):
        signed = _MINUS.search(text, max(begin - 2, 0), begin)
        begins = [(begin, ""), *([(signed.start(), "-")] if signed else [])]
        begins = [(place, sign) for place, sign in begins if not _NUMBER_BEFORE.search(text, max(place - 2, 0), place)]
        if begins:
            for end, digits in _from(groups[first : first + _GROUPS], text):
                yield from (_Place(place, end, sign + digits) for place, sign in begins)


def _from(groups: list[tuple[int, int]], text: str) -> Iterator[tuple[int, str]]:
    """Where a number ends that begins with the first of the groups, and how it is written without needless spaces."""
    digits, last = "", groups[0][0]
    for begin, end in groups:
        between = _BETWEEN.fullmatch(text, last, begin)
        if digits and not between:
            return
        digits += (between[1] or " " if between else "") + text[begin:end]
        last = end
        if not _NUMBER_BEHIND.match(text, end):
            yield end, digits


def _written(place: _Place, text: str, sizes: Iterable[int]) -> Iterator[Amount]:
    """A number with each text beside it that may be the mark of a currency, and alone."""
    yield Amount(place.digits)
    before = place.begin - text.endswith(" ", 0, place.begin)
    filled = _FILLED.match(text, place.end)
    behind = filled.end() if filled else place.end
    for size in sizes:
        if size <= before and not _LETTER.match(text[before - size - 1 : before - size]):
            yield Amount(place.digits, text[before - size : before])
        if not _LETTER.match(text, behind + size):
            yield Amount(place.digits, text[behind : behind + size])


def _value(text: str) -> Decimal | None:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    places = value.as_tuple().exponent
    if not isinstance(places, int) or value.adjusted() >= _BEFORE:
        return None
    return value if max(value.adjusted(), 0) + 1 - min(places, 0) <= _ALL else None


def _digits(value: Decimal, places: int, spoken: Locale) -> set[str]:
    """A number in full and without what adds nothing, in groups and not, with the point and as the language has it."""
    plain = format(value, "f")
    short = format(value.normalize(), "f")
    full = format(value, f".{places}f") if Decimal(format(value, f".{places}f")) == value else plain
    forms = {plain, short, full}
    # A language may group prices otherwise than numbers: Odia has 1,00,000 and €100,000.00.
    groups = {_groups(spoken.decimal_formats[None]), _groups(spoken.currency_formats["standard"]), "0"}
    # A page may write numbers otherwise than its language does: 9,50 € in English.
    forms |= {form.replace(".", ",") for form in (plain, short, full)}
    for form in (plain, short, full):
        size = len(form.partition(".")[2])
        for grouped in groups:
            pattern = f"{grouped}.{'0' * size}" if size else grouped
            forms.add(folded(format_decimal(Decimal(form), format=pattern, locale=spoken)))
    return forms


def _groups(pattern: NumberPattern) -> str:
    """How a pattern of CLDR groups whole numbers: `#,##,##0` of `¤#,##,##0.00`."""
    return re.sub("[^#,0]", "", pattern.pattern.partition(";")[0].partition(".")[0])


def _marks(currency: str, value: Decimal, spoken: Locale) -> set[str]:
    """The code, the symbol that the language or English has for it, and its names."""
    marks = {currency, get_currency_symbol(currency, spoken), get_currency_symbol(currency, "en")}
    marks |= {get_currency_name(currency, count, spoken) for count in (None, 1, value)}
    return set(map(folded, marks)) - {""}
