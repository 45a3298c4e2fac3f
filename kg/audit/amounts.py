"""Numbers and prices as pages write them, by the data of CLDR (babel)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from babel import Locale
from babel.numbers import (
    NumberPattern,
    format_decimal,
    get_currency_name,
    get_currency_precision,
    get_currency_symbol,
)

from kg.audit.folded import folded
from kg.site.forms import locale

_BEFORE = r"(?<!\d)(?<!\d[.,])(?<!\d')"
_BEHIND = r"(?!\d)(?![.,']\d)"
_LARGEST = Decimal(10) ** 18


@lru_cache(4096)
def number(text: str, language: str, currency: str = "") -> re.Pattern[str] | None:
    """What shows a number in a folded text; of a currency (ISO 4217), with its mark on either side.

    None if the text is no number that a page can show.
    """
    value, spoken = _value(text), locale(language)
    if value is None:
        return None
    if not currency:
        return re.compile(_any(_digits(value, 0, spoken)))
    amount = _any(_digits(value, get_currency_precision(currency), spoken))
    mark = rf"(?<![^\W\d])(?:{'|'.join(map(re.escape, _marks(currency, value, spoken)))})"
    return re.compile(rf"{mark}\s*{amount}|{amount}(?:[.,]\s*-+)?\s*{mark}(?![^\W\d])")


def _value(text: str) -> Decimal | None:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() and abs(value) < _LARGEST else None


def _digits(value: Decimal, places: int, spoken: Locale) -> set[str]:
    """A number in full and without what adds nothing, in groups and not, with the point and as the language has it."""
    plain = format(value, "f")
    short = format(value.normalize(), "f")
    full = format(value, f".{places}f") if Decimal(format(value, f".{places}f")) == value else plain
    forms = {plain, short, full}
    # A language may group prices otherwise than numbers: Odia has 1,00,000 and €100,000.00.
    groups = {_groups(spoken.decimal_formats[None]), _groups(spoken.currency_formats["standard"]), "0"}
    for form in (plain, short, full):
        size = len(form.partition(".")[2])
        for grouped in groups:
            pattern = f"{grouped}.{'0' * size}" if size else grouped
            forms.add(folded(format_decimal(Decimal(form), format=pattern, locale=spoken)))
    return forms


def _groups(pattern: NumberPattern) -> str:
    """How a pattern of CLDR groups whole numbers: `#,##,##0` of `¤#,##,##0.00`."""
    return re.sub("[^#,0]", "", pattern.pattern.partition(";")[0].partition(".")[0])


def _any(forms: Iterable[str]) -> str:
    """Between points and digits there may be the edge of an element: 12.<sup>50</sup>."""
    said = (r"\s?".join(map(re.escape, re.findall(r"\d+|[^\d\s]", form))) for form in sorted(forms, key=len))
    return rf"{_BEFORE}(?:{'|'.join(said)}){_BEHIND}"


def _marks(currency: str, value: Decimal, spoken: Locale) -> list[str]:
    """The code, the symbol that the language or English has for it, and its names."""
    marks = {currency, get_currency_symbol(currency, spoken), get_currency_symbol(currency, "en")}
    marks |= {get_currency_name(currency, count, spoken) for count in (None, 1, value)}
    return sorted(map(folded, marks), key=len, reverse=True)
