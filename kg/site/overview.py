"""The overview: pictures of the data, each with the data beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.model.prefixes import XSD
from kg.model.profile import Field, Shape
from kg.site import browse, charts, forms
from kg.site.frame import Frame
from kg.site.head import Head, short
from kg.site.items import Item, Items
from kg.site.render import render
from kg.site.ways import facets, linking, pairs, plural
from kg.site.words import worded

PATH = "overview/"
_BARS = 15
_ROWS = 200
_PAIRS = 24


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, and its rows: each some things, below their `columns`, and a number as people read it.

    `all` is the path of all of them, if they have a page; otherwise `more` counts those that are not shown.
    """

    heading: str
    id: str
    description: str
    columns: tuple[str, ...]
    rows: list[tuple[list[Item], str]]
    svg: bytes
    all: str = ""
    more: int = 0


def pages(items: Items) -> Iterator[tuple[str, str | bytes]]:
    """Path and content of the page and of its pictures."""
    pictures = list(_pictures(items))
    title = items.words["overview"]
    what = forms.listed([picture.heading for picture in pictures], items.language)
    head = Head(title=title, description=short(items.words["overview_says"].format(site=items.site.name, what=what)))
    yield PATH, render("overview", Frame(items.site, items.language, PATH), head, pictures=pictures)
    yield from ((f"{PATH}{picture.id}.svg", picture.svg) for picture in pictures)


def _pictures(items: Items) -> Iterator[Picture]:
    for field in facets(items.profile).values():
        if items.index.values(field.facet):
            yield _facet(field, items)
    for one, other in pairs(items.profile):
        if picture := _pair(one, other, items):
            yield picture
    shape = browse.main(items)
    yield _coverage(shape, items.index.folders()[shape.folder], items)


def _facet(field: Field, items: Items) -> Picture:
    """How many things have each value of a facet."""
    heading = worded(plural(field, items.profile), items.language)
    found = browse.values(field, items)
    most = browse.most(found)
    told = [f"{item.name} {item.note}" for _, item in most[:3]]
    description = f"{heading}: {forms.listed(told, items.language)}"
    if field.datatype == f"{XSD}gYear":
        svg = charts.years({int(count.name): count.count for count, _ in found}, description)
    else:
        bars = [charts.Bar(item.name, count.count, item.note) for count, item in most[:_BARS]]
        svg, found = charts.ranking(bars, description), most
    rows = [([item], item.note) for _, item in found[:_ROWS]]
    return Picture(heading, field.facet, description, (heading,), rows, svg, f"{field.facet}/")


def _coverage(shape: Shape, whole: int, items: Items) -> Picture:
    """Which share of the things of a shape states each field."""
    filled = items.index.filled()
    rows, bars = [], []
    for field in shape.fields:
        count = filled.get((shape.iri, field.name), 0)
        label = worded(field.labels, items.language)
        share = forms.percent(count / whole, items.language)
        bars.append(charts.Bar(label, count / whole, share))
        rows.append(([Item(label, "")], f"{forms.number(count, items.language)} ({share})"))
    heading = items.words["coverage"]
    description = f"{heading}: {worded(shape.plural, items.language)}"
    return Picture(heading, "coverage", description, (heading,), rows, charts.coverage(bars, description))


def _pair(one: int, other: int, items: Items) -> Picture | None:
    """Which things of a field stand together with which of the field that it is paired with: who works with whom."""
    found = items.index.together(one, other, _ROWS)
    cards = [(items.index.card(left), items.index.card(right), count) for left, right, count in found]
    ties = [(items.item(left), items.item(right), count) for left, right, count in cards if left and right]
    if not ties:
        return None
    field = linking(items.profile)[one]
    labels = (worded(field.labels, items.language), worded(linking(items.profile)[other].labels, items.language))
    heading = " – ".join(labels)
    names = {item.path: item.name for left, right, _ in ties for item in (left, right)}
    drawn = [charts.Tie(left.path, right.path, count) for left, right, count in ties[:_PAIRS]]
    rows = [([left, right], forms.number(count, items.language)) for left, right, count in ties]
    svg = charts.network(drawn, names, labels, heading)
    more = items.index.pairs(one, other) - len(rows)
    return Picture(heading, field.name, heading, labels, rows, svg, more=more)
