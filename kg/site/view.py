"""What the page of a thing shows of it, ready for a template: headings, labels and values, all from the profile."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import pyoxigraph as ox

from kg.model import iris
from kg.model.prefixes import SCHEMA
from kg.model.profile import SCREENING, Field, Kind
from kg.release.credits import credits
from kg.release.documents import Thing, Value, language
from kg.release.order import shape_of
from kg.release.selection import Selection
from kg.site import forms
from kg.site.frame import Frame
from kg.site.marks import Mark, of_thing, of_value
from kg.site.words import nearness, worded

_NAME = SCHEMA + "name"
_SIZES = ("width", "height")


@dataclass(frozen=True, slots=True)
class Shown:
    """A value: its text with its language ("" = that of the page, or not said), a link, a note beside it.

    `beside` is what the shape of a thing puts beside its name: the author of a book.

    A part of the thing has rows, or is a figure: a picture or a quotation, with what is said beside it, by what the
    shape says that they are of it. `mark` is what markup says of the value, `called` of its name. `plain` is the value
    as the data has it.
    """

    text: str = ""
    language: str = ""
    href: str = ""
    note: str = ""
    rows: tuple[ShownField, ...] = ()
    figure: Mapping[str, Shown] | None = None
    mark: Mark | None = None
    called: Mark | None = None
    beside: tuple[Shown, ...] = ()
    plain: str = ""


@dataclass(frozen=True, slots=True)
class ShownField:
    """A label and its values; `prose` is text to be read on, `more` counts the values that are not shown;
    `name` is the field's."""

    label: str
    values: tuple[Shown, ...]
    prose: bool = False
    more: int = 0
    name: str = ""


@dataclass(frozen=True)
class View:
    """What is shown of a selection on a page."""

    selection: Selection
    frame: Frame

    @cached_property
    def heading(self) -> Shown:
        """The name of what the document is about."""
        return self._named(self.selection.document.thing)

    @cached_property
    def sections(self) -> list[tuple[str, list[ShownField]]]:
        """Headings and rows of the property groups in their order; the name of the thing is not said again."""
        thing, groups = self.selection.document.thing, self.selection.profile.groups
        by_group: dict[str, list[ShownField]] = {}
        for field, row in self._rows(thing, frozenset({thing.iri})):
            if not self._is_heading(field, row) and field.target != SCREENING:
                by_group.setdefault(field.group, []).append(row)
        ordered = sorted(by_group, key=lambda group: (groups[group].order, group))
        return [(worded(groups[group].labels, self.frame.language), by_group[group]) for group in ordered]

    @cached_property
    def showings(self) -> ShownField | None:
        """When and where it is shown."""
        thing = self.selection.document.thing
        rows = self._rows(thing, frozenset({thing.iri}))
        return next((row for field, row in rows if field.target == SCREENING), None)

    def part(self, thing: Thing) -> Shown:
        """A part of the document, by its rows, of which markup on the page says nothing."""
        rows = _priced(list(self._rows(thing, frozenset({thing.iri}))), thing, self.frame.language)
        return Shown(rows=tuple(_unmarked(row) for row in rows))

    def told(self, name: str) -> list[str]:
        """The values of the field of that name, as the page shows them; of what the thing is called, the heading."""
        thing = self.selection.document.thing
        for field, values, _ in self.selection.fields(thing):
            if field.name == name:
                shown = self._shown(thing, field, values, frozenset({thing.iri}))
                return [self.heading.text] if field.path == _NAME else [each.text for each in shown]
        return []

    def _is_heading(self, field: Field, row: ShownField) -> bool:
        heading = (self.heading.text, self.heading.language)
        return field.path == _NAME and [(v.text, v.language) for v in row.values] == [heading]

    def _rows(self, thing: Thing, inside: frozenset[str]) -> Iterator[tuple[Field, ShownField]]:
        """The rows of a thing; `inside` are the IRIs of those that it is shown inside of, and its own."""
        for field, values, more in self.selection.fields(thing):
            if shown := tuple(self._shown(thing, field, values, inside)):
                label = worded(field.labels, self.frame.language)
                yield field, ShownField(label, shown, field.kind is Kind.TEXT and field.path != _NAME, more, field.name)

    def _shown(self, thing: Thing, field: Field, values: tuple[Value, ...], inside: frozenset[str]) -> Iterator[Shown]:
        if field.credited:
            yield from self._credited(thing, field, values)
        elif field.kind is Kind.LINK:
            yield from (shown for value in values if (shown := self._linked(field, value.value, inside)))
        else:
            yield from _distinct(self._plain(field, value) for value in sorted(values, key=self._rank))

    def _credited(self, thing: Thing, field: Field, values: tuple[Value, ...]) -> Iterator[Shown]:
        """A value for each credit, with labels and characters noted; then those who are stated without one."""
        people = {value.value: self._named(self.selection.neighbours[value.value], field) for value in values}
        uncredited = dict(people)
        for credit in credits(self.selection.document, thing, field, self.selection.profile):
            if credit.person in people:
                yield replace(people[credit.person], note=", ".join((*credit.labels, *credit.characters)))
                uncredited.pop(credit.person, None)
        yield from uncredited.values()

    def _linked(self, field: Field, iri: str, inside: frozenset[str]) -> Shown | None:
        """A neighbour by its name, a part as a figure or by its rows; None for a part with nothing to show."""
        if iri not in self.selection.document.things:
            return self._named(self.selection.neighbours[iri], field)
        if iri in inside:
            return None
        part = self.selection.document.things[iri]
        shape = shape_of(part, self.selection.profile)
        if shape and any(field.shown_as for field in shape.fields):
            pieces = ((field, values[0]) for field, values, _ in self.selection.fields(part) if field.shown_as)
            figure = {field.shown_as: self._of_figure(field, value) for field, value in pieces}
            return Shown(figure=figure, mark=self._marked(of_thing(field, part)))
        rows = tuple(_priced(list(self._rows(part, inside | {iri})), part, self.frame.language))
        if not self.selection.stated(iri):
            rows = tuple(_unmarked(row) for row in rows)
            return Shown(rows=rows) if rows else None
        return Shown(rows=rows, mark=self._marked(of_thing(field, part))) if rows else None

    def _of_figure(self, field: Field, value: Value) -> Shown:
        """Sizes are for browsers, in digits."""
        shown = self._plain(field, value)
        return replace(shown, text=value.value) if field.shown_as in _SIZES else shown

    def _marked(self, mark: Mark) -> Mark | None:
        """What is said of something on the page; nothing on that of a thing that markup does not state."""
        return mark if self._is_stated else None

    @cached_property
    def _is_stated(self) -> bool:
        """Asked once: a page of showings has thousands of values."""
        # Of a showing that stands in a list, what it belongs to may not be there.
        return self.selection.stated(self.selection.document.iri + iris.THIS) is not None

    def _plain(self, field: Field, value: Value) -> Shown:
        mark = self._marked(of_value(field, value))
        if isinstance(value, ox.NamedNode) and value.value.startswith(SCHEMA):
            member = value.value.removeprefix(SCHEMA)
            return Shown(self.frame.words.get(member, member), mark=mark, plain=value.value)
        if isinstance(value, ox.NamedNode):
            return Shown(bare(value.value), href=linkable(value.value), mark=mark)
        text = forms.literal(field, value.value, self.frame.language)
        href = f"{self.frame.home}{field.facet}/{iris.slug([value.value])}/" if field.facet else ""
        return Shown(text, self._foreign(value), href, mark=mark, plain=value.value)

    def _named(self, thing: Thing, field: Field | None = None) -> Shown:
        name = min(thing.values.get(_NAME, (ox.NamedNode(thing.iri),)), key=self._rank)
        # The page itself is not linked.
        here = iris.document(thing.iri) == self.selection.document.iri
        href = "" if here else linkable(self.frame.document(thing.iri))
        if not isinstance(name, ox.Literal) or not self.selection.stated(thing.iri):
            return Shown(name.value, self._foreign(name), href, beside=self._beside(thing))
        mark, called = self._marked(of_thing(field, thing)), self._marked(of_value(None, name))
        beside = self._beside(thing)
        return Shown(name.value, self._foreign(name), href, mark=mark, called=called, beside=beside)

    def _beside(self, thing: Thing) -> tuple[Shown, ...]:
        """What the shape of a neighbour puts beside its name."""
        if thing.iri in self.selection.document.things:
            return ()
        fields = ((field, values) for field, values, _ in self.selection.fields(thing) if field.on_card)
        return tuple(shown for field, values in fields for shown in self._shown(thing, field, values, frozenset()))

    def _foreign(self, value: Value) -> str:
        """The language of a text that is not in that of the page."""
        tag = language(value)
        return tag if tag and nearness(tag, self.frame.language) else ""

    def _rank(self, value: Value) -> int:
        """What is nearest to the language of the page first."""
        return nearness(language(value), self.frame.language) if isinstance(value, ox.Literal) else 0


def _priced(rows: list[tuple[Field, ShownField]], part: Thing, language: str) -> Iterator[ShownField]:
    """The rows, with a price in its currency, which is not said again."""
    currency = next((str(part.values[field.path][0].value) for field, _ in rows if field.values == "currency"), "")
    for field, row in rows:
        if currency and field.values == "price":
            price = part.values[field.path][0].value
            yield replace(row, values=(replace(row.values[0], text=forms.money(price, currency, language)),))
        elif field.values == "currency" and any(other.values == "price" for other, _ in rows):
            yield replace(row, values=(replace(row.values[0], text=""),))
        else:
            yield row


def _unmarked(row: ShownField) -> ShownField:
    """The same, of which markup says nothing."""
    values = (replace(one, mark=None, called=None, rows=tuple(map(_unmarked, one.rows))) for one in row.values)
    return replace(row, values=tuple(values))


def _distinct(shown: Iterable[Shown]) -> Iterable[Shown]:
    """Two spellings of one value lead to one page: the first stands for both."""
    first: dict[str, Shown] = {}
    for each in shown:
        first.setdefault(each.href or f"{each.language} {each.text}", each)
    return first.values()


def linkable(iri: str) -> str:
    """The IRI as the target of a link; of other schemes than http(s) none is made. Relative ones stay."""
    return iri if iri.startswith(("http://", "https://", "./", "../")) else ""


def bare(iri: str) -> str:
    """The IRI as people write it: of the web's, without the scheme."""
    return iri.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
