"""What there is to browse: the things of every folder, the values of every facet, the things that have a value."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from kg.profile import XSD, Field, Kind, Profile
from kg.site import forms
from kg.site.cards import alphabetical
from kg.site.frame import Section
from kg.site.index import Index
from kg.site.items import Item, Items
from kg.site.listing import Listing, pages
from kg.site.words import worded


class List(NamedTuple):
    """A list to write: of a folder's things; of a facet's values; or, with a slug, of what has that value."""

    folder: str
    slug: str = ""


@cache
def facets(profile: Profile) -> dict[str, Field]:
    """The fields by which things can be browsed, by the folder of their values, in the order of the fields."""
    fields = (field for shape in profile.by_folder.values() for field in shape.fields if field.facet)
    return {field.facet: field for field in sorted(fields, key=lambda field: field.order)}


@cache
def valued(profile: Profile) -> dict[str, Field]:
    """Those facets whose values are no things with pages of their own."""
    return {facet: field for facet, field in facets(profile).items() if field.kind is not Kind.LINK}


def plural(field: Field, profile: Profile) -> dict[str, str]:
    """What the values of a facet are called together, by language."""
    return field.plural or profile.by_class[field.target].plural


def sections(index: Index, profile: Profile) -> tuple[Section, ...]:
    """All folders that have something to browse, in the order of shapes, then of fields."""
    counts = index.folders()
    shapes = sorted(profile.by_folder.values(), key=lambda shape: shape.order)
    things = (Section(shape.folder, shape.plural, counts.get(shape.folder, 0)) for shape in shapes)
    values = (Section(facet, field.plural, len(index.values(facet))) for facet, field in valued(profile).items())
    return tuple(section for section in (*things, *values) if section.count)


def lists(index: Index, profile: Profile) -> Iterator[List]:
    """Every list of the site that is not on the page of a thing."""
    for section in sections(index, profile):
        yield List(section.folder)
    for facet in valued(profile):
        yield from (List(facet, value.key) for value in index.values(facet))


def written(which: List, items: Items) -> Iterator[tuple[str, str]]:
    """Path and HTML of each page of a list."""
    field = valued(items.profile).get(which.folder)
    if not field:
        return _folder(which.folder, items)
    return _faceted(field, which.slug, items) if which.slug else _values(field, items)


def values(field: Field, items: Items) -> list[Item]:
    """The values of a facet, each with how often; years from the newest, others by name."""
    named = [(name(field, value.name, items), value) for value in items.index.values(field.facet)]
    years = field.datatype == f"{XSD}gYear"
    named.sort(key=lambda pair: pair[0] if years else alphabetical(pair[0]), reverse=years)
    return [
        Item(called, f"{field.facet}/{value.key}/", forms.number(value.count, items.language))
        for called, value in named
    ]


def _folder(folder: str, items: Items) -> Iterator[tuple[str, str]]:
    shape = items.profile.by_folder[folder]
    letters = items.index.letters(folder)
    before = accumulate((count for _, count in letters), initial=0)
    listing = Listing(
        path=f"{folder}/",
        heading=worded(shape.plural, items.language),
        count=sum(count for _, count in letters),
        letters=tuple((letter, start) for (letter, _), start in zip(letters, before, strict=False)),
    )
    return pages(listing, items, map(items.item, items.index.listed(folder)))


def _values(field: Field, items: Items) -> Iterator[tuple[str, str]]:
    found = values(field, items)
    return pages(Listing(f"{field.facet}/", worded(field.plural, items.language), len(found)), items, found)


def _faceted(field: Field, slug: str, items: Items) -> Iterator[tuple[str, str]]:
    value = next(value for value in items.index.values(field.facet) if value.key == slug)
    listing = Listing(
        path=f"{field.facet}/{slug}/",
        heading=name(field, value.name, items),
        count=value.count,
        above=Item(worded(field.plural, items.language), f"{field.facet}/"),
    )
    return pages(listing, items, map(items.item, items.index.faceted(field.facet, slug)))


def name(field: Field, value: str, items: Items) -> str:
    """What a value of a facet is called in a language."""
    card = items.index.card(value) if field.kind is Kind.LINK else None
    return card.name(items.language) if card else forms.literal(field, value, items.language)
