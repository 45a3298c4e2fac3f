"""The first page of the site: what the catalogue is, its newest films, and every way into it."""

from __future__ import annotations

from dataclasses import dataclass

from kg.site import browse
from kg.site.frame import Frame
from kg.site.items import Item, Items
from kg.site.render import render
from kg.site.words import worded

_NEWEST = 14
_VALUES = 16


@dataclass(frozen=True, slots=True)
class Way:
    """A facet to browse by: what it is called, where all its values are, and those of most things."""

    heading: str
    path: str
    values: list[Item]


def page(items: Items) -> str:
    """The HTML of the first page."""
    folders = [shape.folder for shape in items.profile.by_folder.values() if shape.record == "Record"]
    largest = max(folders, key=lambda folder: (items.index.folders().get(folder, 0), folder))
    return render(
        "home",
        Frame(items.site, items.language, ""),
        newest=[items.item(card) for card in items.index.newest(largest, _NEWEST)],
        newest_path=f"{largest}/",
        ways=[way for facet in browse.facets(items.profile) if (way := _way(facet, items)).values],
    )


def _way(facet: str, items: Items) -> Way:
    field = browse.facets(items.profile)[facet]
    most = sorted(items.index.values(facet), key=lambda value: (-value.count, value.key))[:_VALUES]
    shown = {value.key for value in most}
    values = [item for item in browse.values(field, items) if item.path.split("/")[1] in shown]
    return Way(worded(browse.plural(field, items.profile), items.language), f"{facet}/", values)
