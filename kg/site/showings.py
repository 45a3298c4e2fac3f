"""Showings of films: as rows of a table, and as markup, on the pages of films, venues and days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from kg.model import iris
from kg.model.prefixes import SCHEMA
from kg.model.profile import SCREENING
from kg.release.documents import Document, Thing, described
from kg.release.markup import Node, event
from kg.release.names import Names
from kg.release.selection import Selection
from kg.site import forms
from kg.site.frame import Frame
from kg.site.items import Item, Items
from kg.site.marked import film as film_node
from kg.site.marks import Mark
from kg.site.stored import value
from kg.site.view import Shown, View
from kg.site.words import worded

CANCELLED = SCHEMA + "EventCancelled"
_SCHEDULED = SCHEMA + "EventScheduled"
_FILM = SCHEMA + "workPresented"
_START = SCHEMA + "startDate"
_END = SCHEMA + "endDate"
_STATUS = SCHEMA + "eventStatus"
_VENUE = SCHEMA + "location"
_ADDRESS = SCHEMA + "address"
_NAME = SCHEMA + "name"
_PAGE = SCHEMA + "url"
_SAID = ("start", "end", "door_time", "previous_start", "status", "title", "film", "venue", "screen", "tickets", "page")
_PLAIN = ("version", "languages", "video_format")
"""What says itself what it is."""


@dataclass(frozen=True)
class Showing:
    """A showing, seen from a page of another thing."""

    selection: Selection
    thing: Thing
    items: Items

    def said(self, path: str) -> str:
        """The value of a property, "" where there is none."""
        return value(self.thing, path)

    @property
    def start(self) -> str:
        """When it begins (xsd:dateTime)."""
        return self.said(_START)

    @property
    def end(self) -> str:
        """When it ends."""
        return self.said(_END)

    @property
    def cancelled(self) -> bool:
        """Whether it does not take place."""
        return self.said(_STATUS) == CANCELLED

    @cached_property
    def film(self) -> Item | None:
        """The film, as it stands in lists."""
        card = self.items.index.card(iris.document(self.thing.iri) + iris.THIS)
        return self.items.item(card) if card else None

    @cached_property
    def venue(self) -> tuple[str, str]:
        """Name and address of the place."""
        place = self.selection.neighbours.get(self.said(_VENUE))
        return (value(place, _NAME), value(place, _ADDRESS)) if place else ("", "")

    @property
    def page(self) -> str:
        """The address that the source states of it, or else the page of the film."""
        return self.said(_PAGE) or Frame(self.items.site, self.items.language, self._film_path()).address

    def row(self, frame: Frame) -> Row:
        """As a row on a page, without what leads to that page itself, such as the edition on its own."""
        here, part = f"{frame.home}{frame.path}", View(self.selection, frame).part(self.thing)
        others = (each for each in part.rows if not any(one.href and here.startswith(one.href) for one in each.values))
        return row(replace(part, rows=tuple(others)), self.items.language, self.film)

    def node(self) -> Node:
        """What markup says of it."""
        said = event(self.selection, self.thing.iri)
        if self.film and self.film.cls:
            said |= {"workPresented": film_node(self.film)}
            said |= {"image": {"@id": self.film.image[0]}} if self.film.image else {}
        return said

    def _film_path(self) -> str:
        return self.items.site.path(self.thing.iri)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table of showings: `told` are its fields by name, `rest` those that no column has.

    `film` is where it leads to on pages of other things, `status` says what is not as planned.
    """

    mark: Mark | None
    told: Mapping[str, Shown]
    offers: tuple[tuple[Mark | None, Mapping[str, Shown]], ...]
    rest: tuple[tuple[str, tuple[Shown, ...]], ...]
    day: str
    clock: str
    end: str
    door: str
    start: str
    status: str
    cancelled: bool
    film: Item | None = None


def row(part: Shown, language: str, film: Item | None = None) -> Row:
    """A showing, by the rows of its fields, as a row of a table."""
    fields = {each.name: each for each in part.rows}
    told = {name: each.values[0] for name, each in fields.items() if len(each.values) == 1 and name != "tickets"}
    rest = (each for name, each in fields.items() if name not in _SAID)
    offers = fields["tickets"].values if "tickets" in fields else ()
    start, end, door, status = (told[n].plain if n in told else "" for n in ("start", "end", "door_time", "status"))
    return Row(
        mark=part.mark,
        told=told,
        offers=tuple((offer.mark, {each.name: each.values[0] for each in offer.rows}) for offer in offers),
        rest=tuple(("" if each.name in _PLAIN else each.label, each.values) for each in rest),
        day=forms.short_day(start, language),
        clock=forms.clock(start, language),
        end=_clock(start, end, language),
        door=forms.clock(door, language) if door else "",
        start=start,
        status=told["status"].text if status not in ("", _SCHEDULED) else "",
        cancelled=status == CANCELLED,
        film=film,
    )


def _clock(start: str, end: str, language: str) -> str:
    """When it ends, with the day where that is not the one on which it began."""
    if not end:
        return ""
    told = forms.clock(end, language)
    return told if start[:10] == end[:10] else f"{forms.short_day(end, language)}, {told}"


def labels(items: Items) -> dict[str, str]:
    """What the fields of a showing are called, by their names."""
    return {field.name: worded(field.labels, items.language) for field in items.profile.by_class[SCREENING].fields}


@dataclass(frozen=True)
class Programme:
    """All showings from the day of the release on, as the index has them."""

    items: Items
    names: Names

    @property
    def since(self) -> str:
        """The first day that is shown."""
        return self.items.site.date

    def days(self, **of: str) -> dict[str, int]:
        """The days with showings, each with how many; of all, or `of` a venue, a film or an edition of a festival."""
        return self.items.index.days(self.since, **of)

    def showings(self, since: str = "", until: str = "9999", **of: str) -> Iterator[Showing]:
        """The showings from the one day to the other, in order of time."""
        for lines in self.items.index.showings(since or self.since, until, **of):
            things = described(lines.decode().splitlines())
            thing = next(each for each in things.values() if SCREENING in each.types)
            document = Document(iris.document(thing.iri), things)
            near = self.names.near(document)
            about = {one: film for one, film in near.items() if one == document.iri + iris.THIS}
            document = Document(document.iri, {**about, **things})
            selection = Selection(document, near, self.items.profile, self.since, self.items.site.ratings_in_markup)
            yield Showing(selection, thing, self.items)
