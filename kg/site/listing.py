"""Lists that are too long for one page: pages of a hundred, with the way to each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from math import ceil

from kg.site import forms, opengraph
from kg.site.frame import Frame
from kg.site.head import Crumb, Head, short
from kg.site.items import Item, Items
from kg.site.marked import carousel
from kg.site.render import render
from kg.site.sentences import few

PAGE = 100
"""So many things stand on a page of a list."""

_NEAR = 2


@dataclass(frozen=True, slots=True)
class Listing:
    """A list: the path of its first page, the pages above it, and for each letter how many entries precede it."""

    path: str
    heading: str
    count: int
    trail: tuple[Crumb, ...] = ()
    letters: tuple[tuple[str, int], ...] = ()

    @property
    def of(self) -> int:
        """How many pages there are; one even when there are no entries."""
        return max(1, ceil(self.count / PAGE))

    def page(self, number: int) -> str:
        """The path of a page."""
        return self.path if number == 1 else f"{self.path}page/{number}/"


def pages(listing: Listing, items: Items, entries: Iterable[Item]) -> Iterator[tuple[str, str]]:
    """Path and HTML of each page of a list."""
    left = iter(entries)
    letters = [(letter, listing.page(before // PAGE + 1)) for letter, before in listing.letters]
    for number in range(1, listing.of + 1):
        frame = Frame(items.site, items.language, listing.page(number))
        shown = list(islice(left, PAGE))
        steps = list(_steps(number, listing.of))
        told = {"listing": listing, "letters": letters, "number": number, "steps": steps, "items": shown}
        yield frame.path, render("list", frame, _head(frame, listing, items, shown, number), **told)


def _head(frame: Frame, listing: Listing, items: Items, shown: list[Item], number: int) -> Head:
    title = f"{listing.heading} ({number}/{listing.of})" if number > 1 else listing.heading
    told = {"site": frame.site.name, "n": forms.number(listing.count, frame.language), "heading": listing.heading}
    said = items.words["list_says"].format(first=few([item.name for item in shown], listing.count, items), **told)
    return Head(
        title=title,
        description=short(said),
        trail=(*listing.trail, *([Crumb(listing.heading, listing.path)] if number > 1 else [])),
        kind="CollectionPage",
        properties=opengraph.first(shown),
        about=tuple(carousel(frame, listing.heading, shown, start=(number - 1) * PAGE + 1)),
    )


def _steps(number: int, of: int) -> Iterator[int]:
    """The numbers of the first page, of those near this one, and of the last; 0 for those left out between two."""
    shown = sorted({1, *range(max(1, number - _NEAR), min(of, number + _NEAR) + 1), of})
    for before, page in zip([0, *shown], shown, strict=False):
        if page > before + 1:
            yield 0
        yield page
