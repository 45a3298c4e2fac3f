"""How values are written for people, in the language of the page, by the data of CLDR (babel)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, Literal

from babel import Locale, UnknownLocaleError, localedata
from babel.dates import format_date, format_interval, format_skeleton, format_time
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal, format_percent
from babel.units import format_unit

from kg.model.prefixes import XSD
from kg.model.profile import Field
from kg.site.words import has_words, words

_NO_LANGUAGE = "zxx"

DURATION = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?")
_UNITS = ("duration-hour", "duration-minute", "duration-second")
# Before this sound, but not before a diphthong, "y" is "e" in Spanish, of which CLDR knows nothing.
_SOUNDS_LIKE_I = re.compile(r"(?i:[ií]|hi(?![ae])|hí)")
_SIZES = ("byte", "kilobyte", "megabyte", "gigabyte")


def literal(field: Field, text: str, language: str) -> str:
    """A value of a field, in its final lexical form, as people of that language (BCP 47) read it."""
    if field.values == "language":
        return language_name(text, language)
    form = _FORMS.get(field.datatype)
    return form(text, language) if form else text


@lru_cache(4096)
def language_name(tag: str, language: str) -> str:
    """The name of a language (BCP 47), the tag itself where CLDR knows none."""
    if tag == _NO_LANGUAGE and has_words(language):
        return words(language)[_NO_LANGUAGE]  # CLDR says "no linguistic content", which no cinema writes
    names = locale(language).languages
    # CLDR names more languages than it has locales of, and some variants by a name of their own (nl-BE: Flemish).
    if known := names.get(tag.replace("-", "_")):
        return str(known)
    try:
        spoken = Locale.parse(tag, sep="-", resolve_likely_subtags=False)
    except (UnknownLocaleError, ValueError):
        from langcodes import Language

        return Language.get(tag).display_name(language) if Language.get(tag).is_valid() else tag
    return spoken.get_display_name(locale(language)) or tag


@lru_cache(4096)
def day(text: str, language: str) -> str:
    """An xsd:date."""
    return format_date(date.fromisoformat(text), "long", locale(language))


@lru_cache(4096)
def moment(text: str, language: str) -> str:
    """An xsd:dateTime by the clock of its place; in UTC, as such, where it is stated so."""
    return f"{weekday(text, language)}, {clock(text, language)}"


@lru_cache(4096)
def weekday(text: str, language: str) -> str:
    """An xsd:date, or the day of an xsd:dateTime, with the day of the week."""
    return str(format_date(date.fromisoformat(text[:10]), "full", locale(language)))


def days(first: str, last: str, language: str) -> str:
    """From one xsd:date to another."""
    ends = (date.fromisoformat(first), date.fromisoformat(last))
    return str(format_interval(*ends, "yMMMd", locale=locale(language)))


@lru_cache(4096)
def short_day(text: str, language: str) -> str:
    """The same, as short as it stands in tables."""
    return str(format_skeleton("yMMMEd", date.fromisoformat(text[:10]), locale=locale(language)))


@lru_cache(4096)
def clock(text: str, language: str) -> str:
    """The time of an xsd:dateTime by the clock of its place; in UTC, as such, where it is stated so."""
    when = datetime.fromisoformat(text)
    return f"{format_time(when, 'short', when.tzinfo, locale(language))}{' UTC' if text.endswith('Z') else ''}"


@lru_cache(4096)
def money(price: str, currency: str, language: str) -> str:
    """A price (xsd:decimal) in a currency (ISO 4217)."""
    return str(format_currency(Decimal(price), currency, locale=locale(language)))


@lru_cache(4096)
def duration(text: str, language: str) -> str:
    """An xsd:duration of hours, minutes and seconds."""
    parts = DURATION.fullmatch(text)
    if not parts:
        return text
    told = zip(parts.groups(), _UNITS, strict=True)
    return " ".join(_measured(int(n), unit, locale(language)) for n, unit in told if n)


@lru_cache(4096)
def number(value: int, language: str) -> str:
    """A count."""
    return str(format_decimal(value, locale=locale(language)))


def percent(share: float, language: str) -> str:
    """A share between 0 and 1, in whole percents: all is 100 only if it is all, and 0 only if it is nothing."""
    whole = round(share, 2)
    if 0 < share < 1:
        whole = min(max(whole, 0.01), 0.99)
    return format_percent(whole, locale=locale(language))


def size(count: int, language: str) -> str:
    """A number of bytes, in the largest decimal unit of which there is at least one."""
    power = next(power for power in range(len(_SIZES)) if count < 999.95 * 1000**power or power == len(_SIZES) - 1)
    value = round(count / 1000**power, 1 if power else 0)
    unit, place = f"digital-{_SIZES[power]}", locale(language)
    # The short form of bytes has no plural; not every language has the long one.
    spelt = "" if power else _measured(value, unit, place, "long")
    return spelt if spelt and unit not in spelt else _measured(value, unit, place)


def _measured(value: float, unit: str, place: Locale, width: Literal["long", "short"] = "short") -> str:
    """A number of a unit, in the one form where CLDR has one for all numbers: babel would write the unit's name."""
    data: Any = localedata.load(str(place))
    forms = localedata.LocaleDataDict(data)["unit_patterns"].get(unit, {}).get(width, {})
    if place.plural_form(value) in forms or "other" not in forms:
        return str(format_unit(value, unit, width, locale=place))
    return str(forms["other"].format(format_decimal(value, locale=place)))


def listed(texts: list[str], language: str) -> str:
    """Some texts in a row, with the words that a language puts between them."""
    if not texts:
        return ""
    row, last = str(format_list(texts, locale=locale(language))), texts[-1]
    if len(texts) > 1 and locale(language).language == "es" and _SOUNDS_LIKE_I.match(last):
        return f"{row.removesuffix(f' y {last}')} e {last}"
    return row


@lru_cache(64)
def locale(language: str) -> Locale:
    """The locale of a language, that of its primary language, or the English one."""
    for tag in (language, language.partition("-")[0]):
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en")


_FORMS: dict[str, Callable[[str, str], str]] = {
    f"{XSD}date": day,
    f"{XSD}dateTime": moment,
    f"{XSD}boolean": lambda text, language: words(language)["yes" if text == "true" else "no"],
    f"{XSD}duration": duration,
    f"{XSD}integer": lambda text, language: number(int(text), language),
    f"{XSD}decimal": lambda text, language: str(format_decimal(Decimal(text), locale=locale(language))),
}
