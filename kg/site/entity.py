"""The page of a thing: what the graph says of it, and what links to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from kg.profile import SCHEMA
from kg.publish.graph import Document, Neighbours
from kg.publish.order import shape_of
from kg.publish.selection import Selection
from kg.site import forms
from kg.site.cards import card
from kg.site.frame import Frame
from kg.site.index import linking
from kg.site.items import Item, Items, look
from kg.site.listing import Listing, pages
from kg.site.pages import render
from kg.site.view import View, linkable
from kg.site.words import worded

FEW = 24
"""So many of a list stand on the page itself; of a longer one the rest is on pages of its own."""

_COMPANIONS = 12
_URL = SCHEMA + "url"
_FORMATS = (
    ("Turtle", "text/turtle", "index.ttl"),
    ("JSON-LD", "application/ld+json", "index.jsonld"),
    ("N-Triples", "application/n-triples", "index.nt"),
)


@dataclass(frozen=True, slots=True)
class Linking:
    """What links to a thing through one field: the first few of them, and where all are, if there are more."""

    heading: str
    count: int
    items: list[Item]
    href: str


def page(document: Document, neighbours: Neighbours, items: Items, embedded: str) -> str:
    """The HTML page of a document; `embedded` is the text of its markup, the same in every language."""
    profile, thing = items.profile, document.thing
    frame = Frame(items.site, items.language, items.site.path(document.iri))
    shape, found = shape_of(thing, profile), card(document, profile)
    view = View(Selection(document, neighbours, profile), frame)
    addresses = (linkable(value.value) for value in thing.values.get(_URL, ()))
    data = f"{frame.root}{frame.path}"
    return render(
        "entity",
        frame,
        kind=worded(shape.labels, frame.language) if shape else "",
        heading=view.heading(),
        note=items.note(found) if found and found.facts else "",
        look=look(thing.iri),
        sections=list(view.sections()),
        lists=list(_linking(thing.iri, items)),
        companions=list(_companions(thing.iri, items)),
        canonical=next(filter(None, addresses), frame.address),
        alternates=[(name, media_type, data + file) for name, media_type, file in _FORMATS],
        markup=embedded,
    )


def further(document: Document, items: Items) -> Iterator[tuple[str, str]]:
    """Path and HTML of the pages of those lists that are too long for the page itself."""
    iri, found = document.thing.iri, card(document, items.profile)
    for number, count in items.index.links(iri) if found else ():
        if found and count > FEW:
            field = linking(items.profile)[number]
            listing = Listing(
                path=f"{items.site.path(iri)}{field.name}/",
                heading=worded(field.inverse, items.language),
                count=count,
                above=Item(found.name(items.language), items.site.path(iri)),
            )
            yield from pages(listing, items, map(items.item, items.index.sources(iri, number)))


def _linking(iri: str, items: Items) -> Iterator[Linking]:
    for number, count in items.index.links(iri):
        field = linking(items.profile)[number]
        first = [items.item(card) for card in islice(items.index.sources(iri, number), FEW)]
        yield Linking(worded(field.inverse, items.language), count, first, f"{field.name}/" if count > FEW else "")


def _companions(iri: str, items: Items) -> Iterator[Item]:
    """Those who are credited together with this one most often, with how often."""
    for companion, count in items.index.companions(iri, _COMPANIONS):
        if other := items.index.card(companion):
            yield replace(items.item(other), note=forms.number(count, items.language))
