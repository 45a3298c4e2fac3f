"""What the markup of a page states beside what a reader sees of the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum

from langcodes import tag_is_valid

from kg.audit.amounts import number
from kg.audit.days import shows
from kg.audit.folded import folded
from kg.audit.lengths import lengths, seconds
from kg.audit.visible import Visible
from kg.model.values.country import country, country_names
from kg.site.forms import language_name, locale
from kg.system.errors import NotUnderstood


class Kind(Enum):
    """What a value is, and so how a page may write it."""

    TEXT = "text"
    DATE = "date"
    DURATION = "duration"
    NUMBER = "number"
    PRICE = "price"
    LANGUAGE = "language"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class Value:
    """A value of the markup, as the markup writes it.

    `text` is a name or a running text, a date, time, month or year in ISO 8601, an xsd:duration, a number, a language
    (BCP 47) or a country (ISO 3166). `language` is that of a text, "" where it is not said; `currency` (ISO 4217) that
    of a price.
    """

    kind: Kind
    text: str
    language: str = ""
    currency: str = ""


def unseen(values: Iterable[Value], page: Visible) -> list[Value]:
    """The values that a reader does not see. A text in another language than the page's is nothing to look for."""
    return [value for value in values if _is_for(value, page) and not shown(value, page)]


def shown(value: Value, page: Visible) -> bool:
    """Whether a page shows a value, in its own language (English, where it does not say which).

    What is not of its kind (a date that is none) is looked for as it is written.
    """
    form = _FORMS.get(value.kind)
    found = form(value, page) if form else None
    return page.says(folded(value.text)) if found is None else found


def _is_for(value: Value, page: Visible) -> bool:
    primary = (language.lower().partition("-")[0] for language in (value.language, page.language))
    return not value.language or not page.language or len(set(primary)) == 1


def _date(value: Value, page: Visible) -> bool | None:
    return shows(page.text, value.text, page.language)


def _duration(value: Value, page: Visible) -> bool | None:
    length = seconds(value.text)
    return length in lengths(page.text, page.language) if length is not None else None


def _number(value: Value, page: Visible) -> bool | None:
    found = number(value.text, page.language, value.currency)
    return bool(found.search(page.text)) if found else None


def _language(value: Value, page: Visible) -> bool | None:
    """By its name or that of its primary language, by the tag: without a subtag in capitals, as `de` is a word."""
    if not tag_is_valid(value.text):
        return None
    primary, _, subtags = value.text.partition("-")
    if primary.upper() in page.codes or (subtags and page.says(folded(value.text))):
        return True
    tags = {value.text, primary}
    # Of a language that CLDR has no name for, the tag is all that can be shown.
    names = {_name(tag, page.language) for tag in tags} - tags or tags
    return any(page.says(folded(name)) for name in names)


def _name(tag: str, language: str) -> str:
    try:
        return language_name(tag, language or "en")
    except ValueError:
        return tag


def _country(value: Value, page: Visible) -> bool | None:
    """By its name, its English one where the language has none, or by a code in capitals: `GB`, `UK`."""
    name = locale(page.language).territories.get(value.text)
    try:
        names = [name] if name else list(country_names(value.text, ()).values())
    except KeyError:
        return None
    return any(page.says(folded(name)) for name in names) or value.text in map(_country_of, page.codes)


def _country_of(code: str) -> str:
    try:
        return country(code)
    except NotUnderstood:
        return ""


_FORMS: dict[Kind, Callable[[Value, Visible], bool | None]] = {
    Kind.DATE: _date,
    Kind.DURATION: _duration,
    Kind.NUMBER: _number,
    Kind.PRICE: _number,
    Kind.LANGUAGE: _language,
    Kind.COUNTRY: _country,
}
