"""The first page of the site: what the catalogue is, its newest films, and every way into it."""

from __future__ import annotations

from kg.model.profile import Field
from kg.site import browse, forms, opengraph
from kg.site.frame import Frame
from kg.site.head import Head, short
from kg.site.items import ItemGroup, Items
from kg.site.render import render
from kg.site.ways import facets, plural
from kg.site.words import inside, worded

_NEWEST = 14
_VALUES = 16


def page(items: Items) -> str:
    """The HTML of the first page."""
    folder = browse.main(items).folder
    sections = items.site.sections
    counted = ((s.count, inside(worded(s.counted, items.language), items.language)) for s in sections)
    counts = forms.listed([f"{forms.number(n, items.language)} {label}" for n, label in counted], items.language)
    frame = Frame(items.site, items.language, "")
    newest = [items.item(card) for card in items.index.newest(folder, _NEWEST)]
    said = short(items.words["home_says"].format(site=items.site.name, counts=counts))
    return render(
        "home",
        frame,
        Head(description=said, properties=opengraph.first(newest)),
        newest=newest,
        newest_path=f"{folder}/",
        ways=[way for field in facets(items.profile).values() if (way := _way(field, items)).items],
    )


def _way(field: Field, items: Items) -> ItemGroup:
    found = browse.values(field, items)
    most = {count.key for count, _ in browse.most(found)[:_VALUES]}
    values = [item for count, item in found if count.key in most]
    return ItemGroup(worded(plural(field, items.profile), items.language), values, f"{field.facet}/")
