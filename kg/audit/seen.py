"""Which values of a page's markup a reader has to see: names, dates, durations, languages, numbers and prices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.audit.findings import Discrepancy, short_name
from kg.audit.nodes import Stated
from kg.audit.page import Page
from kg.audit.parity import Kind, Value, unseen
from kg.audit.visible import Visible
from kg.gate.schemaorg import vocabulary
from kg.model.prefixes import SCHEMA
from kg.model.profile import RDF_TYPE

_NAME, _PRICE, _CURRENCY = SCHEMA + "name", SCHEMA + "price", SCHEMA + "priceCurrency"
_KINDS = {
    SCHEMA + "Date": Kind.DATE,
    SCHEMA + "DateTime": Kind.DATE,
    SCHEMA + "Duration": Kind.DURATION,
    SCHEMA + "Number": Kind.NUMBER,
    SCHEMA + "Integer": Kind.NUMBER,
    SCHEMA + "Language": Kind.LANGUAGE,
    SCHEMA + "Country": Kind.COUNTRY,
}

# Numbers that are not for readers: places in lists, and the ends of a scale.
_UNREAD = frozenset(SCHEMA + name for name in ("position", "bestRating", "worstRating", "numberOfItems"))

# What is said of the page itself is read in other ways: its language in its words, its address in the bar.
_PAGES = frozenset(SCHEMA + name for name in ("WebPage", "WebSite", "DataDownload"))


def invisible(page: Page) -> Iterator[Discrepancy]:
    """What the markup says and nobody sees, each value once."""
    stated: dict[Value, Stated] = {}
    for value, each in _values(page.statements):
        stated.setdefault(value, each)
    names = {s.subject: short_name(s.value) for s in reversed(page.statements) if s.predicate == _NAME}
    whose = _whose(page.statements, names)
    for value in _one_language(unseen(stated, page.visible), stated, page.visible):
        each = stated[value]
        local = each.predicate.removeprefix(SCHEMA)
        about = names.get(each.subject, "") if local != "name" else whose.get(each.subject, "")
        yield Discrepancy(page.name, each.line, "not-visible", about, local, each.value, "", each.pointer)


def _one_language(missing: list[Value], stated: Mapping[Value, Stated], page: Visible) -> Iterator[Value]:
    """What is missing; of what is said in several languages, a page that does not say its own has to show one."""
    lost = set(missing)
    told: dict[tuple[str, str], set[str]] = {}
    for value, each in stated.items():
        if value.language and value not in lost:
            told.setdefault((each.subject, each.predicate), set()).add(value.language)
    for value in missing:
        languages = told.setdefault((stated[value].subject, stated[value].predicate), set())
        if page.language or not value.language or not languages - {value.language}:
            yield value
        if value.language:
            languages.add(value.language)


def _whose(statements: tuple[Stated, ...], names: dict[str, str]) -> dict[str, str]:
    """What things are that have a name: `Kin producer`, or of what class."""
    types = {s.subject: s.value.removeprefix(SCHEMA) for s in reversed(statements) if s.predicate == RDF_TYPE}
    linked = (s for s in reversed(statements) if s.is_node and s.subject in names and s.predicate.startswith(SCHEMA))
    return types | {s.value: f"{names[s.subject]} {s.predicate.removeprefix(SCHEMA)}" for s in linked}


def _values(statements: tuple[Stated, ...]) -> Iterator[tuple[Value, Stated]]:
    types: dict[str, set[str]] = {}
    for stated in statements:
        if stated.predicate == RDF_TYPE:
            types.setdefault(stated.subject, set()).update(vocabulary().ancestors(stated.value))
    currencies = {s.subject: s.value for s in statements if s.predicate == _CURRENCY}
    for stated in statements:
        classes = types.get(stated.subject, set())
        if stated.is_node or (classes & _PAGES and stated.predicate != _NAME):
            continue
        if stated.predicate == _PRICE and stated.subject in currencies:
            yield Value(Kind.PRICE, stated.value, "", currencies[stated.subject]), stated
        elif stated.predicate == _NAME:
            yield _named(stated, classes), stated
        elif kind := _kind(stated.predicate):
            yield Value(kind, stated.value), stated


def _named(stated: Stated, classes: set[str]) -> Value:
    """A name; that of a country may be seen in another language."""
    kind = Kind.COUNTRY if SCHEMA + "Country" in classes else Kind.TEXT
    return Value(kind, stated.value, stated.language)


def _kind(predicate: str) -> Kind | None:
    """What the values of a property are, by what schema.org lets them be."""
    if predicate in _UNREAD:
        return None
    ranges = vocabulary().ranges.get(predicate, frozenset())
    return next((kind for cls, kind in _KINDS.items() if cls in ranges), None)
