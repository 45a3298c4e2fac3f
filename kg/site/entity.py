"""The page of a thing: what the graph says of it, and what links to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice

from kg.graph.origins import NOTHING, Made
from kg.model.formats import named
from kg.model.profile import Shape
from kg.release.documents import Document
from kg.release.markup import URL, Node
from kg.release.order import shape_of
from kg.release.selection import Selection
from kg.site import charts, linked, opengraph, programme
from kg.site.calendar import FILE, calendar
from kg.site.cards import Card
from kg.site.frame import Frame
from kg.site.head import Crumb, Head, short
from kg.site.items import Item, ItemGroup, Items, look
from kg.site.listing import Listing, pages
from kg.site.marked import carousel
from kg.site.programme import Listed, grouped
from kg.site.render import render
from kg.site.sentences import sentence
from kg.site.showings import Programme, Row, Showing, labels, row
from kg.site.view import View, linkable
from kg.site.ways import linking
from kg.site.words import worded

NEXT_THERE = 40
"""So many showings are on the page of a place or an edition: the next ones."""

CAREER = 6
"""From so many credits on a person's page has a picture of them."""

PICTURE = "career.svg"
SHOWINGS = "programme/"
_SIDES = {"Venue": "venue", "Edition": "edition"}
"""What shows films, by the names of records; all else may be a film that is shown."""
_COLUMNS = {"film": ("venue",), "venue": ("film",), "edition": ("film", "venue")}
"""What differs from row to row."""
_EVENTS = {"venue": "event", "edition": "subEvent"}
_FORMATS = (named("turtle"), named("jsonld"), named("ntriples"))


@dataclass(frozen=True)
class Subject:
    """What is selected of a document and the markup says of it, as it is shown in the language of `items`.

    `made` says which records it is made of, `programme` what is shown from the day of the release on.
    """

    selection: Selection
    about: Node | None
    items: Items
    made: Made = NOTHING
    programme: Programme | None = None

    @property
    def document(self) -> Document:
        """What is shown."""
        return self.selection.document

    @cached_property
    def frame(self) -> Frame:
        """The page of the document."""
        return Frame(self.items.site, self.items.language, self.items.site.path(self.document.iri))

    @cached_property
    def shape(self) -> Shape | None:
        """The shape that describes the thing."""
        return shape_of(self.document.thing, self.items.profile)

    @property
    def kind(self) -> str:
        """What the shape calls such a thing."""
        return worded(self.shape.labels, self.items.language) if self.shape else ""

    @cached_property
    def card(self) -> Card | None:
        """The thing as it stands in lists."""
        return self.items.index.card(self.document.thing.iri)

    @cached_property
    def view(self) -> View:
        """What is shown of the thing."""
        return View(self.selection, self.frame)

    @cached_property
    def note(self) -> str:
        """What the shape puts on the card."""
        return self.items.note(self.card) if self.card and self.card.facts else ""

    @cached_property
    def poster(self) -> Item | None:
        """The thing as it stands in lists, if these show a picture of it."""
        item = self.items.item(self.card) if self.card else None
        return item if item and item.picture else None

    @cached_property
    def roles(self) -> dict[str, dict[int, int]]:
        """In how many films of each year the thing is credited as what; nothing where these are few."""
        fields, roles = linking(self.items.profile), dict[str, dict[int, int]]()
        for number, year, count in self.items.index.years(self.document.thing.iri):
            if fields[number].credited:
                roles.setdefault(worded(fields[number].labels, self.items.language), {})[int(year)] = count
        return roles if sum(count for years in roles.values() for count in years.values()) >= CAREER else {}

    @cached_property
    def career(self) -> bytes:
        """The picture of the roles; empty where there are none."""
        description = f"{self.view.heading.text}: {self.items.words['career']}"
        return charts.career(self.roles, description) if self.roles else b""

    @cached_property
    def shown(self) -> int:
        """How often it is shown, or how much is shown there."""
        return sum(self.programme.days(**self._side).values()) if self.programme else 0

    @cached_property
    def rows(self) -> list[Row]:
        """The next showings of a film."""
        found = self.view.showings
        return [row(each, self.items.language) for each in found.values] if found else []

    @cached_property
    def next(self) -> list[Showing]:
        """The next showings at a place, or of an edition of a festival."""
        found = self.showings() if self.shown and self.side != "film" else ()
        return list(islice(found, NEXT_THERE))

    @property
    def calendar(self) -> bytes:
        """All its showings, as a calendar."""
        site = self.items.site
        return calendar(self.view.heading.text, self.showings(), site.date, self.items.language)

    def showings(self) -> Iterator[Showing]:
        """All its showings, in order of time."""
        return self.programme.showings(**self._side) if self.programme else iter(())

    @property
    def side(self) -> str:
        """What the thing is to showings: film, venue or edition."""
        return _SIDES.get(self.shape.record, "film") if self.shape else "film"

    @property
    def columns(self) -> tuple[str, ...]:
        """What differs among its showings."""
        return _COLUMNS[self.side]

    @property
    def _side(self) -> dict[str, str]:
        return {self.side: self.document.thing.iri}

    @cached_property
    def lead(self) -> str:
        """What the thing is, in a line: the first text about it in the language of the page, or a sentence.

        Else a text in another language, or its kind and its note.
        """
        texts = [row.values[0] for _, rows in self.view.sections for row in rows if row.prose]
        own = (value.text for value in texts if not value.language)
        if said := next(own, "") or (self.shape and sentence(self.view, self.shape, self.items)):
            return said
        note = self.items.note(self.card) if self.card else ""
        line = " · ".join(part for part in (self.kind, self.view.heading.text, note) if part)
        return texts[0].text if texts else line


def page(subject: Subject) -> str:
    """The HTML page of a document."""
    thing = subject.document.thing
    lists = list(linked.linked(thing.iri, subject.items))
    return render(
        "entity",
        subject.frame,
        _head(subject, lists),
        subject=subject,
        look=look(thing.iri),
        grouped=list(linked.grouped(thing.iri, subject.items)),
        lists=lists,
        picture=PICTURE,
        groups=list(grouped(subject.next, subject.frame)),
        labels=labels(subject.items) if subject.shown else {},
        all_shown=SHOWINGS,
        calendar=FILE if subject.shown else "",
        together=[each for each in linked.together(thing.iri, subject.items) if each.items],
    )


def _head(subject: Subject, lists: Iterable[ItemGroup]) -> Head:
    frame, thing = subject.frame, subject.document.thing
    addresses = (linkable(value.value) for value in thing.values.get(URL, ()))
    about = [subject.about] if subject.about else []
    # To a search engine an event at a place without an address is a mistake.
    events = [showing.node() for showing in subject.next if showing.venue[1]]
    if about and events:
        about = [{**about[0], _EVENTS[subject.side]: events}]
    carousels = (carousel(frame, each.heading, each.items, each.name) for each in lists)
    return Head(
        title=subject.view.heading.text,
        description=short(subject.lead),
        canonical=next(filter(None, addresses), ""),
        trail=_trail(subject),
        kind="ItemPage",
        look=opengraph.look(thing.types),
        properties=_properties(subject, lists),
        alternates=_FORMATS,
        about=(*about, *chain.from_iterable(carousels)),
    )


def _properties(subject: Subject, lists: Iterable[ItemGroup]) -> tuple[tuple[str, str], ...]:
    """What Open Graph says of the thing; if there is no picture of it, with the first of what is listed."""
    own = tuple(opengraph.properties(subject.selection))
    pictured = any(name == "og:image" for name, _ in own)
    return own if pictured else (*own, *opengraph.first(item for each in lists for item in each.items))


def _trail(subject: Subject) -> tuple[Crumb, ...]:
    shape = subject.shape
    return (Crumb(worded(shape.plural, subject.items.language), f"{shape.folder}/"),) if shape else ()


def further(subject: Subject) -> Iterator[tuple[str, str]]:
    """Path and HTML of the pages of those lists that are too long for the page itself."""
    iri, items = subject.document.thing.iri, subject.items
    if subject.shown > (len(subject.next) or len(subject.rows)):
        listed = Listed(
            path=f"{subject.frame.path}{SHOWINGS}",
            heading=f"{subject.view.heading.text}: {items.words['programme']}",
            count=subject.shown,
            trail=(*_trail(subject), Crumb(subject.view.heading.text, subject.frame.path)),
            columns=subject.columns,
        )
        yield from programme.pages(listed, items, subject.showings())
    for number, count in items.index.links(iri):
        if count > linked.FEW:
            field = linking(items.profile)[number]
            listing = Listing(
                path=f"{subject.frame.path}{field.name}/",
                heading=worded(field.inverse, items.language),
                count=count,
                trail=(*_trail(subject), Crumb(subject.view.heading.text, subject.frame.path)),
            )
            yield from pages(listing, items, map(items.item, items.index.sources(iri, number)))
