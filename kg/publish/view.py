"""What a page shows, ready for a template: headings, labels and values, all taken from the profile."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import pyoxigraph as ox

from kg import iris
from kg.profile import SCHEMA, Field, Kind
from kg.publish.credits import credits
from kg.publish.graph import Thing, Value
from kg.publish.selection import Selection

_NAME = SCHEMA + "name"


@dataclass(frozen=True, slots=True)
class Shown:
    """A value: its text with its language ("" = not said), a link, a note beside it; a part of the thing has rows."""

    text: str = ""
    language: str = ""
    href: str = ""
    note: str = ""
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A label and its values."""

    label: str
    values: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A property group of which there is something to show."""

    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class View:
    """What is shown of a selection in a language; links are relative between the documents below `base`."""

    selection: Selection
    base: str
    language: str

    def heading(self) -> Shown:
        """The name of what the document is about."""
        return self._named(self.selection.document.thing)

    def sections(self) -> Iterator[Section]:
        """The property groups in their order, each with its rows; the name in the heading is not said again."""
        thing, groups = self.selection.document.thing, self.selection.profile.groups
        by_group: dict[str, list[Row]] = {}
        for field, row in self._rows(thing, frozenset({thing.iri})):
            if not self._is_heading(field, row):
                by_group.setdefault(field.group, []).append(row)
        for group in sorted(by_group, key=lambda group: (groups[group].order, group)):
            yield Section(self.worded(groups[group].labels), tuple(by_group[group]))

    def worded(self, labels: Mapping[str, str]) -> str:
        """The label in the language of the page, or else in the first that there is."""
        return labels.get(self.language) or next(iter(labels.values()), "")

    def _is_heading(self, field: Field, row: Row) -> bool:
        return field.path == _NAME and row.values == (self.heading(),)

    def _rows(self, thing: Thing, inside: frozenset[str]) -> Iterator[tuple[Field, Row]]:
        """The rows of a thing; `inside` are the IRIs of those that it is shown inside of, and its own."""
        for field, values in self.selection.fields(thing):
            if shown := tuple(self._shown(thing, field, values, inside)):
                yield field, Row(self.worded(field.labels), shown)

    def _shown(self, thing: Thing, field: Field, values: tuple[Value, ...], inside: frozenset[str]) -> Iterator[Shown]:
        if field.credited:
            yield from self._credited(thing, field, values)
        elif field.kind is Kind.LINK:
            yield from (shown for value in values if (shown := self._linked(value.value, inside)))
        else:
            yield from (_plain(value) for value in sorted(values, key=self._rank))

    def _credited(self, thing: Thing, field: Field, values: tuple[Value, ...]) -> Iterator[Shown]:
        """A value for each credit, with labels and characters noted; then those who are stated without one."""
        people = {value.value: self._named(self.selection.neighbours[value.value]) for value in values}
        uncredited = dict(people)
        for credit in credits(self.selection.document, thing, field, self.selection.profile):
            if credit.person in people:
                yield replace(people[credit.person], note=", ".join((*credit.labels, *credit.characters)))
                uncredited.pop(credit.person, None)
        yield from uncredited.values()

    def _linked(self, iri: str, inside: frozenset[str]) -> Shown | None:
        """A neighbour by its name, a part by its rows; None for a part with nothing to show."""
        if iri not in self.selection.document.things:
            return self._named(self.selection.neighbours[iri])
        if iri in inside:
            return None
        rows = tuple(row for _, row in self._rows(self.selection.document.things[iri], inside | {iri}))
        return Shown(rows=rows) if rows else None

    def _named(self, thing: Thing) -> Shown:
        name = min(thing.values.get(_NAME, (ox.NamedNode(thing.iri),)), key=self._rank)
        return replace(_plain(name), href=self._href(thing.iri))

    def _href(self, iri: str) -> str:
        """Where a thing is described, "" for the page itself."""
        here, there = self.selection.document.iri, iris.document(iri)
        if there == here:
            return ""
        up = here.removeprefix(self.base).count("/")
        return "../" * up + there.removeprefix(self.base) if there.startswith(self.base) else linkable(there)

    def _rank(self, value: Value) -> int:
        """The language of the page first, then what is in no language."""
        language = value.language if isinstance(value, ox.Literal) else None
        return 0 if language == self.language else 1 if language is None else 2


def _plain(value: Value) -> Shown:
    if isinstance(value, ox.NamedNode):
        return Shown(text=value.value, href=linkable(value.value))
    return Shown(text=value.value, language=value.language or "")


def linkable(iri: str) -> str:
    """The IRI as the target of a link; of other schemes than http(s) none is made."""
    return iri if iri.startswith(("http://", "https://")) else ""
