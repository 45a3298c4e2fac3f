"""The page of a thing: what the graph says of it, and what links to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, islice

from kg.graph.origins import NOTHING, Made
from kg.model.formats import named
from kg.model.profile import Shape
from kg.release.documents import Document
from kg.release.markup import URL, Node
from kg.release.order import shape_of
from kg.release.selection import Selection
from kg.site import charts, forms, opengraph, programme
from kg.site.calendar import FILE, calendar
from kg.site.cards import Card, alphabetical
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
from kg.site.ways import linking, pairs
from kg.site.words import worded

FEW = 24
"""So many of a list stand on the page itself; of a longer one the rest is on pages of its own."""

NEXT_THERE = 40
"""So many showings are on the page of a place: the next ones."""

CAREER = 6
"""From so many credits on a person's page has a picture of them."""

PICTURE = "career.svg"
SHOWINGS = "programme/"
_COMPANIONS = 12
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
        """The next showings at a place."""
        found = self.showings() if self.shown and "venue" in self._side else ()
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
    def _side(self) -> dict[str, str]:
        at = self.shape is not None and self.shape.record == "Venue"
        return {"venue" if at else "film": self.document.thing.iri}

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
    lists = list(_linking(thing.iri, subject.items))
    return render(
        "entity",
        subject.frame,
        _head(subject, lists),
        subject=subject,
        look=look(thing.iri),
        grouped=list(_grouped(thing.iri, subject.items)),
        lists=lists,
        picture=PICTURE,
        groups=list(grouped(subject.next, subject.frame)),
        labels=labels(subject.items) if subject.shown else {},
        all_shown=SHOWINGS,
        calendar=FILE if subject.shown else "",
        together=[each for each in _together(thing.iri, subject.items) if each.items],
    )


def _head(subject: Subject, lists: Iterable[ItemGroup]) -> Head:
    frame, thing = subject.frame, subject.document.thing
    addresses = (linkable(value.value) for value in thing.values.get(URL, ()))
    about = [subject.about] if subject.about else []
    if about and subject.next:
        about = [{**about[0], "event": [showing.node() for showing in subject.next]}]
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
            columns=("film",) if subject.next else ("venue",),
        )
        yield from programme.pages(listed, items, subject.showings())
    for number, count in items.index.links(iri):
        if count > FEW:
            field = linking(items.profile)[number]
            listing = Listing(
                path=f"{subject.frame.path}{field.name}/",
                heading=worded(field.inverse, items.language),
                count=count,
                trail=(*_trail(subject), Crumb(subject.view.heading.text, subject.frame.path)),
            )
            yield from pages(listing, items, map(items.item, items.index.sources(iri, number)))


def _linking(iri: str, items: Items) -> Iterator[ItemGroup]:
    """What links to a thing, field by field."""
    for number, count in items.index.links(iri):
        field = linking(items.profile)[number]
        if field.grouping and count <= FEW:
            continue
        first = [items.item(card) for card in islice(items.index.sources(iri, number), FEW)]
        href = f"{field.name}/" if count > FEW else ""
        yield ItemGroup(worded(field.inverse, items.language), first, href, count, field.name)


def _grouped(iri: str, items: Items) -> Iterator[ItemGroup]:
    """What links to the first things by which the shapes group a page, such as the films of each section."""
    numbers = [number for number, _ in items.index.links(iri) if linking(items.profile)[number].grouping]
    groups = [card for number in numbers for card in islice(items.index.sources(iri, number), FEW)]
    for card in sorted(groups, key=lambda card: alphabetical(card.name(items.language))):
        through = [number for number, _ in items.index.links(card.iri)]
        found = [items.item(one) for one in items.index.through(card.iri, through, FEW)]
        if found:
            path, count = items.site.path(card.iri), items.index.linked(card.iri)
            yield ItemGroup(card.name(items.language), found, path, count)


def _together(iri: str, items: Items) -> Iterator[ItemGroup]:
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
