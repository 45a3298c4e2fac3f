"""What the markup of a page states beside what a reader sees of the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import partial
from itertools import product

from langcodes import tag_is_valid

from kg.audit import amounts, clocks, days
from kg.audit.amounts import Amount
from kg.audit.folded import folded
from kg.audit.lengths import seconds
from kg.audit.visible import Visible
from kg.model.values import decimal
from kg.model.values.country import country, every_name
from kg.model.values.tables import table
from kg.model.values.title import title
from kg.model.values.tried import tried
from kg.site.forms import language_name, locale
from kg.system.errors import NotUnderstood

_LONGEST_CODE = 4
"""In characters, of a country."""

_TEN = 10
"""A rating of more than so many may be shown as a whole number: of one to five stars, that says too little."""

_PLACES = 2
"""So many places behind the point a page shows of a rating that has more."""

Seen = bool | Set[str] | Set[Amount] | Set[str | Amount]
"""Whether a value is seen, or the folded texts or the amounts of which one has to be."""


class Kind(Enum):
    """What a value is, and so how a page may write it."""

    TEXT = "text"
    DATE = "date"
    MADE = "date of a work"
    MOMENT = "point in time"
    DURATION = "duration"
    NUMBER = "number"
    RATING = "rating"
    PRICE = "price"
    LANGUAGE = "language"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class Value:
    """A value of the markup, as the markup writes it.

    `text` is a name or a running text, a date, time, month or year in ISO 8601, an xsd:duration, a number, a language
    (BCP 47), or a country by name or code. `language` is that of a text, "" where it is not said; `currency` (ISO
    4217) that of a price.
    """

    kind: Kind
    text: str
    language: str = ""
    currency: str = ""


def unseen(values: Iterable[Value], page: Visible) -> list[Value]:
    """The values that a reader does not see. A text in another language than the page's is nothing to look for."""
    looked_for = [value for value in values if _is_for(value, page)]
    return [value for value, seen in zip(looked_for, _seen(looked_for, page), strict=True) if not seen]


def shown(value: Value, page: Visible) -> bool:
    """Whether a page shows a value, in its own language (English, where it does not say which).

    What is not of its kind (a date that is none) is looked for as it is written.
    """
    return _seen([value], page)[0]


def _seen(values: Iterable[Value], page: Visible) -> list[bool]:
    """What all values may look like is looked for at once: the page is read once, however many there are."""
    found = [_FORMS[value.kind](value, page) for value in values]
    forms = {form for forms in found if not isinstance(forms, bool) for form in forms}
    wanted = {form for form in forms if isinstance(form, Amount)}
    marks = {amount.mark for amount in wanted if amount.mark}
    there: set[str | Amount] = {*page.said({form for form in forms if isinstance(form, str)} | marks)}
    there |= amounts.standing(wanted | {amount._replace(mark="") for amount in wanted}, page.text)
    return [forms if isinstance(forms, bool) else any(_stands(form, there) for form in forms) for forms in found]


def _stands(form: str | Amount, there: Set[str | Amount]) -> bool:
    """Whether a form stands on a page; the mark of a price may stand elsewhere, as in another cell of a table."""
    is_priced = isinstance(form, Amount) and form.mark in there
    return form in there or (is_priced and Amount(form[0]) in there)


def _is_for(value: Value, page: Visible) -> bool:
    primary = (language.lower().partition("-")[0] for language in (value.language, page.language))
    return not value.language or not page.language or len(set(primary)) == 1


def _text(value: Value, page: Visible) -> set[str]:
    """As it is written; a title with its year also without, where the page has that elsewhere."""
    said = tried(partial(title, others=False), value.text) if value.text.endswith(")") else None
    is_dated = said is not None and said.year is not None and days.Day(str(said.year)) in page.days
    whole = folded(value.text)
    # What a dash parts may stand in elements of its own.
    return {whole, whole.replace(" - ", " "), *([folded(said.title)] if said and is_dated else [])}


def _date(value: Value, page: Visible) -> Seen:
    """By what it means, or as CLDR writes it, where a language puts more between day, month and year than others do."""
    meant = days.meant(value.text)
    if not meant:
        return _text(value, page)
    return not meant.isdisjoint(page.days) or days.written(value.text, page.language)


def _made(value: Value, page: Visible) -> Seen:
    """As a day, or by its year, where a page says it less exactly."""
    return _only_year(days.meant(value.text), page) or _date(value, page)


def _only_year(meant: set[days.Day], page: Visible) -> bool:
    """Whether a page names a year and no day in it."""
    years = {day.year for day in meant if day.year}
    named = {day for day in page.days if day.year in years}
    return bool(named) and not any(day.month for day in named)


def _moment(value: Value, page: Visible) -> Seen:
    """By its day, in which the year alone is too little, and by the time of the clock, where it has one."""
    times, meant = clocks.meant(value.text), days.meant(value.text)
    if times is not None and times.isdisjoint(page.clocks):
        return False
    return not meant.isdisjoint(page.days) or (days.written(value.text, page.language) if meant else _text(value, page))


def _duration(value: Value, page: Visible) -> Seen:
    length = seconds(value.text)
    return _text(value, page) if length is None else length in page.lengths


def _number(value: Value, page: Visible) -> Seen:
    found = amounts.amounts(value.text, page.language, value.currency)
    return _text(value, page) if found is None else found


def _price(value: Value, page: Visible) -> Seen:
    """As an amount of its currency; where that is not said, with two places too."""
    full = tried(decimal, value.text) if not value.currency else None
    whole = amounts.amounts(f"{Decimal(full):.{_PLACES}f}", page.language) if full else None
    found = _number(value, page)
    return found if isinstance(found, bool) or not whole else {*found, *whole}


def _rating(value: Value, page: Visible) -> Seen:
    """As a number, of which a page may show less: 72.154 as 72, 22854 as `22.9k`."""
    rounded = {form for text in _rounded(value.text) for form in amounts.amounts(text, page.language) or ()}
    return {*rounded, *amounts.compact(value.text, page.language)} if rounded else _number(value, page)


def _rounded(text: str) -> Iterator[str]:
    number = tried(decimal, text)
    places = len(number.partition(".")[2]) if number else 0
    if number:
        yield from (
            f"{Decimal(number):.{fewer}f}"
            for fewer in range(0 if abs(Decimal(number)) >= _TEN else 1, min(places, _PLACES + 1))
        )
        yield number


def _language(value: Value, page: Visible) -> Seen:
    """By its name or that of its primary language, by the tag: without a subtag in capitals, as `de` is a word."""
    if not tag_is_valid(value.text):
        return _text(value, page)
    primary, _, subtags = value.text.partition("-")
    if primary.upper() in page.codes:
        return True
    tags = {value.text, primary}
    # Of a language that CLDR has no name for, the tag is all that can be shown.
    names = {_name(tag, page.language) for tag in tags} - tags or tags
    forms = {form for name in names for form in (name, *_inflected(name, page.language))}
    return set(map(folded, forms)) | (_text(value, page) if subtags else set())


def _inflected(name: str, language: str) -> Iterator[str]:
    """The name of a language as an adjective of what it is the language of: `deutschen Untertiteln`."""
    if rule := table("languages")["inflected"].get(language.lower().partition("-")[0]):
        ends = [(end, other) for end, others in rule["ends"] for other in others if name.endswith(end)]
        for (end, other), noun in product(ends, rule["nouns"]):
            adjective = name.removesuffix(end) + other
            yield from (f"{adjective} {noun}", f"{noun} {adjective}")


def _name(tag: str, language: str) -> str:
    try:
        return language_name(tag, language or "en")
    except ValueError:
        return tag


def _country(value: Value, page: Visible) -> Seen:
    """By any of its names in any language, or by a code in capitals: `United Kingdom`, `Großbritannien`, `GB`, `UK`."""
    try:
        code = country(value.text)
    except NotUnderstood:
        return _text(value, page)
    names = {locale(page.language).territories.get(code, ""), *every_name(code)} - {""}
    # A code is looked for in capitals alone: `us` is a word.
    as_written = {value.text} if len(value.text) > _LONGEST_CODE else set()
    return code in page.countries or set(map(folded, names | as_written))


_FORMS: dict[Kind, Callable[[Value, Visible], Seen]] = {
    Kind.TEXT: _text,
    Kind.DATE: _date,
    Kind.MADE: _made,
    Kind.MOMENT: _moment,
    Kind.DURATION: _duration,
    Kind.NUMBER: _number,
    Kind.RATING: _rating,
    Kind.PRICE: _price,
    Kind.LANGUAGE: _language,
    Kind.COUNTRY: _country,
}
