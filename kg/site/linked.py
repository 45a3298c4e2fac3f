"""Lists on the page of a thing: what links to it, and what stands together with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from kg.site import forms
from kg.site.cards import alphabetical
from kg.site.items import Item, ItemGroup, Items
from kg.site.ways import linking, pairs
from kg.site.words import worded

FEW = 24
"""So many of a list stand on the page itself; of a longer one the rest is on pages of its own."""

_COMPANIONS = 12


def linked(iri: str, items: Items) -> Iterator[ItemGroup]:
    """What links to a thing, field by field."""
    for number, count in items.index.links(iri):
        field = linking(items.profile)[number]
        if field.grouping and count <= FEW:
            continue
        first = [items.item(card) for card in islice(items.index.sources(iri, number), FEW)]
        href = f"{field.name}/" if count > FEW else ""
        yield ItemGroup(worded(field.inverse, items.language), first, href, count, field.name)


def grouped(iri: str, items: Items) -> Iterator[ItemGroup]:
    """What links to the first things by which the shapes group a page, such as the films of each section."""
    numbers = [number for number, _ in items.index.links(iri) if linking(items.profile)[number].grouping]
    groups = [card for number in numbers for card in islice(items.index.sources(iri, number), FEW)]
    for card in sorted(groups, key=lambda card: alphabetical(card.name(items.language))):
        through = [number for number, _ in items.index.links(card.iri)]
        found = [items.item(one) for one in items.index.through(card.iri, through, FEW)]
        if found:
            path, count = items.site.path(card.iri), items.index.linked(card.iri)
            yield ItemGroup(card.name(items.language), found, path, count)


def together(iri: str, items: Items) -> Iterator[ItemGroup]:
    """What stands together with this thing most often, through the fields that are paired, then whoever it is.

    Each thing with how often.
    """
    shown: set[str] = set()
    for pair in pairs(items.profile):
        for one, other in (pair, pair[::-1]):
            found = items.index.paired(iri, one, other, _COMPANIONS)
            label = worded(linking(items.profile)[other].labels, items.language)
            shown |= {companion for companion, _ in found}
            yield ItemGroup(f"{items.words['together_with']}: {label}", _counted(found, items))
    others = [each for each in items.index.companions(iri, _COMPANIONS) if each[0] not in shown]
    yield ItemGroup(items.words["often_with"], _counted(others, items))


def _counted(found: Iterable[tuple[str, int]], items: Items) -> list[Item]:
    cards = ((items.index.card(iri), count) for iri, count in found)
    return [replace(items.item(card), note=forms.number(count, items.language)) for card, count in cards if card]
