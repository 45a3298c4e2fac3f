"""What there is to browse: the things of every folder, the values of every facet, the things that have a value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import NamedTuple

from kg.model import iris
from kg.model.prefixes import XSD
from kg.model.profile import Field, Kind, Profile, Shape
from kg.site import forms
from kg.site.cards import alphabetical
from kg.site.frame import Section
from kg.site.head import Crumb
from kg.site.index import Count, Index
from kg.site.items import Item, Items
from kg.site.listing import Listing, pages
from kg.site.ways import documented, valued
from kg.site.words import worded


class List(NamedTuple):
    """A list to write: of a folder's things; of a facet's values; or, with a slug, of what has that value."""

    folder: str
    slug: str = ""


def sections(index: Index, profile: Profile) -> tuple[Section, ...]:
    """All folders that have something to browse, in the order of shapes, then of fields."""
    counts = index.folders()
    things = (Section(s.folder, s.plural, counts.get(s.folder, 0), s.labels) for s in documented(profile))
    fields = valued(profile).items()
    values = (Section(facet, field.plural, len(index.values(facet)), field.labels) for facet, field in fields)
    return tuple(section for section in (*things, *values) if section.count)


def lists(index: Index, profile: Profile) -> Iterator[List]:
    """Every list of the site that is not on the page of a thing."""
    for section in sections(index, profile):
        yield List(section.folder)
    for facet in valued(profile):
        yield from (List(facet, slug) for slug in index.values(facet))


def main(items: Items) -> Shape:
    """The first kind of record of which there is something, which is what the catalogue is about."""
    counts = items.index.folders()
    return next(shape for shape in documented(items.profile) if shape.record == "Record" and shape.folder in counts)


def written(which: List, items: Items) -> Iterator[tuple[str, str]]:
    """Path and HTML of each page of a list."""
    field = valued(items.profile).get(which.folder)
    if not field:
        return _folder(which.folder, items)
    return _faceted(field, which.slug, items) if which.slug else _values(field, items)


def values(field: Field, items: Items) -> list[tuple[Count, Item]]:
    """The values of a facet, each with how often; years from the newest, others by name."""
    counts = items.index.values(field.facet).values()
    found = [(count, _value(field, count, items)) for count in counts]
    years = field.datatype == f"{XSD}gYear"
    found.sort(key=lambda pair: pair[0].name if years else alphabetical(pair[1].name), reverse=years)
    return found


def most(found: Iterable[tuple[Count, Item]]) -> list[tuple[Count, Item]]:
    """The same values, those of most things first; of as many things, in the order that they had."""
    return sorted(found, key=lambda pair: -pair[0].count)


def _value(field: Field, count: Count, items: Items) -> Item:
    called = name(field, count.name, items)
    return Item(called, f"{field.facet}/{count.key}/", forms.number(count.count, items.language))


def _folder(folder: str, items: Items) -> Iterator[tuple[str, str]]:
    shape = items.profile.by_folder[folder]
    letters = items.index.letters(folder, items.language)
    before = accumulate((count for _, count in letters), initial=0)
    listing = Listing(
        path=f"{folder}/",
        heading=worded(shape.plural, items.language),
        count=sum(count for _, count in letters),
        letters=tuple((letter, start) for (letter, _), start in zip(letters, before, strict=False)),
    )
    return pages(listing, items, map(items.item, items.index.listed(folder, items.language)))


def _values(field: Field, items: Items) -> Iterator[tuple[str, str]]:
    found = [item for _, item in values(field, items)]
    return pages(Listing(f"{field.facet}/", worded(field.plural, items.language), len(found)), items, found)


def _faceted(field: Field, slug: str, items: Items) -> Iterator[tuple[str, str]]:
    value = items.index.values(field.facet)[slug]
    listing = Listing(
        path=f"{field.facet}/{slug}/",
        heading=name(field, value.name, items),
        count=value.count,
        trail=(Crumb(worded(field.plural, items.language), f"{field.facet}/"),),
    )
    return pages(listing, items, map(items.item, items.index.faceted(field.facet, slug)))


def name(field: Field, value: str, items: Items) -> str:
    """What a value of a facet is called in a language; one that is spelt in several ways, as it is most often."""
    if field.kind is Kind.LINK:
        card = items.index.card(value)
        return card.name(items.language) if card else value
    most = items.index.values(field.facet).get(iris.slug([value]))
    return forms.literal(field, most.name if most else value, items.language)
