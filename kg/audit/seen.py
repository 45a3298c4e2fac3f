"""Which values of a page's markup a reader has to see: what is said of films, screenings, ratings and prices."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping, Sequence

from kg.audit.called import called, names, owned
from kg.audit.findings import Discrepancy
from kg.audit.nodes import Stated
from kg.audit.page import Page
from kg.audit.parity import Kind, Value, unseen
from kg.audit.visible import Visible
from kg.gate.schemaorg import vocabulary
from kg.model.prefixes import SCHEMA
from kg.model.profile import RDF_TYPE
from kg.model.values.country import country
from kg.model.values.tried import tried
from kg.sources.marked.described import classes

_NAME, _PRICE, _CURRENCY = SCHEMA + "name", SCHEMA + "price", SCHEMA + "priceCurrency"
_EVENT, _COUNTRY = SCHEMA + "Event", SCHEMA + "Country"

# What a page is about; all else is asked for as far as these lead to it.
_ABOUT = frozenset({_EVENT, *(SCHEMA + name for name in ("AggregateRating", "Review", "Offer", "AggregateOffer"))})

# What is said of the page, of its site and of files is nothing that is said of a film; nor are places on a map.
_ASIDE = frozenset(
    SCHEMA + name
    for name in (
        "WebPage",
        "WebSite",
        "ListItem",
        "MediaObject",
        "DataDownload",
        "StructuredValue",
        "Action",
        "Service",
    )
)
_ASIDE |= {SCHEMA + "PublicationEvent"}
_BACK = frozenset(
    SCHEMA + name
    for name in ("isPartOf", "mainEntityOfPage", "publisher", "sameAs", "url", "item", "workExample", "exampleOfWork")
)

_KINDS = {
    _NAME: Kind.TEXT,
    **{SCHEMA + name: Kind.TEXT for name in ("alternateName", "genre", "award", "contentRating", "address")},
    **{SCHEMA + name: Kind.TEXT for name in ("description", "text", "characterName")},
    **{SCHEMA + name: Kind.MADE for name in ("dateCreated", "datePublished", "copyrightYear")},
    **{SCHEMA + name: Kind.MOMENT for name in ("startDate", "endDate", "previousStartDate")},
    **{SCHEMA + name: Kind.DURATION for name in ("duration", "timeRequired")},
    **{SCHEMA + name: Kind.RATING for name in ("ratingValue", "ratingCount", "reviewCount")},
    **{SCHEMA + name: Kind.PRICE for name in ("price", "lowPrice", "highPrice")},
    **{SCHEMA + name: Kind.LANGUAGE for name in ("inLanguage", "subtitleLanguage")},
    SCHEMA + "countryOfOrigin": Kind.COUNTRY,
}
"""What the values of the properties are that a reader has to see."""

_LONG = frozenset(SCHEMA + name for name in ("description", "text"))
"""Texts that markup may cut off."""


def invisible(page: Page) -> Iterator[Discrepancy]:
    """What the markup says and nobody sees, each value once.

    A page without any text is made by a script, or is no page yet: of what its readers see nothing is known.
    """
    if not page.visible.packed:
        return
    stated: dict[Value, Stated] = {}
    # What is said in several languages is looked for in that of the page.
    values = sorted(_values(page.statements), key=lambda said: said[1].language != page.visible.language)
    for value, each in values:
        stated.setdefault(value, each)
    own = names(page.statements)
    whose, things = owned(page.statements, own), called(page.statements)
    for value in _one_language(unseen(stated, page.visible), stated, page.visible):
        each = stated[value]
        local = each.predicate.removeprefix(SCHEMA)
        about = (whose if local == "name" else things).get(each.subject, "")
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


def _values(statements: Sequence[Stated]) -> Iterator[tuple[Value, Stated]]:
    types: dict[str, set[str]] = {}
    for stated in statements:
        if stated.predicate == RDF_TYPE:
            types.setdefault(stated.subject, set()).update(vocabulary().ancestors(stated.value))
    currencies = {s.subject: s.value for s in statements if s.predicate == _CURRENCY}
    asked = _asked(statements, types)
    for stated in statements:
        kind = _KINDS.get(stated.predicate)
        if kind is None or stated.is_node or stated.subject not in asked:
            continue
        if kind is Kind.MADE and ":" in stated.value:
            continue  # when somebody wrote it, to the minute: of the page, whatever it is said of
        if stated.predicate == _NAME and _COUNTRY in types.get(stated.subject, ()):
            kind = Kind.COUNTRY
        if kind is Kind.COUNTRY:
            yield Value(kind, tried(country, stated.value) or stated.value), stated
        elif kind is Kind.TEXT:
            yield Value(kind, _text(stated), stated.language), stated
        else:
            currency = currencies.get(stated.subject, "") if kind is Kind.PRICE else ""
            yield Value(kind, stated.value, "", currency), stated


def _text(stated: Stated) -> str:
    """A text as it is seen; a long one that was cut off without what shows that."""
    text = html.unescape(stated.value).strip()
    return text.rstrip(".… ") if stated.predicate in _LONG and text.endswith(("...", "…")) else text


def _asked(statements: Sequence[Stated], types: Mapping[str, set[str]]) -> set[str]:
    """Films, screenings, ratings and prices, and all that they lead to that is nothing of the page itself."""
    links: dict[str, list[str]] = {}
    for stated in statements:
        if stated.is_node and stated.predicate not in _BACK and stated.predicate.startswith(SCHEMA):
            links.setdefault(stated.subject, []).append(stated.value)
    films = classes()
    found: set[str] = set()
    pending = [thing for thing, of in types.items() if not of.isdisjoint(films | _ABOUT)]
    while pending:
        thing = pending.pop()
        if thing not in found and types.get(thing, set()).isdisjoint(_ASIDE):
            found.add(thing)
            pending += links.get(thing, ())
    return found
