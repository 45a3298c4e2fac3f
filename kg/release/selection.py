"""What the page profile selects of a document: what a page shows, and what its markup says."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from kg.model.profile import SCREENING, Field, Kind, Profile
from kg.release.credits import billed
from kg.release.documents import Document, Neighbours, Thing, Value
from kg.release.order import shape_of

MOST = 60
"""So many values of a field are shown; a page of thousands serves nobody, and the data beside it has them all."""


NEXT = 12
"""So many showings of a film are on its page: the next ones."""


class Selected(NamedTuple):
    """A field with the values that are shown, and how many more there are."""

    field: Field
    values: tuple[Value, ...]
    more: int


@dataclasses.dataclass(frozen=True, slots=True)
class Selection:
    """A document with its neighbours, seen through the page profile; on a day (ISO 8601), what is over is left out.

    `allowed`: the catalogue says that markup may state what its shapes leave to it, such as average ratings.
    """

    document: Document
    neighbours: Neighbours
    profile: Profile
    date: str = ""
    allowed: bool = False
    _fields: dict[str, tuple[Selected, ...]] = dataclasses.field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def thing(self, iri: str) -> Thing | None:
        """The thing or neighbour of that IRI, unless it lacks what it needs to be shown, or is over."""
        thing = self.document.things.get(iri)
        if thing is None:
            return self.neighbours.get(iri)
        fields = shape.fields if (shape := shape_of(thing, self.profile)) else ()
        lacking = any(field.needed_on_page and field.path not in thing.values for field in fields)
        days = (value.value[:10] for field in fields if field.expires for value in thing.values.get(field.path, ()))
        return None if lacking or any(day < self.date for day in days) else thing

    def stated(self, iri: str) -> Thing | None:
        """The thing of that IRI, if markup may state it."""
        thing = self.thing(iri)
        shape = shape_of(thing, self.profile) if thing else None
        if thing is None or shape is None:
            return thing
        left_out = shape.off_markup or (shape.markup_if_allowed and not self.allowed)
        asked = {field.needed_in_markup for field in shape.fields}
        told = {field.needed_in_markup for field in shape.fields if self._says_enough(thing, field)}
        return None if left_out or not asked - {""} <= told else thing

    def _says_enough(self, thing: Thing, field: Field) -> bool:
        """Whether a thing has the field, and what it links to there has the property that is needed of it."""
        linked = thing.values.get(field.path, ())
        there = (self.thing(value.value) for value in linked) if field.needed_there else ()
        return bool(linked) and all(other and field.needed_there in other.values for other in there)

    def fields(self, thing: Thing) -> tuple[Selected, ...]:
        """What is shown of a thing, in the order of its shape; people in that of the credits."""
        if thing.iri not in self._fields:
            self._fields[thing.iri] = tuple(self._selected(thing))
        return self._fields[thing.iri]

    def _selected(self, thing: Thing) -> Iterator[Selected]:
        shape = shape_of(thing, self.profile)
        for field in shape.fields if shape else ():
            if not field.off_page and (values := self._values(thing, field)):
                most = NEXT if field.target == SCREENING else MOST
                yield Selected(field, values[:most], max(0, len(values) - most))

    def _values(self, thing: Thing, field: Field) -> tuple[Value, ...]:
        values = billed(self.document, thing, field, self.profile)
        if field.kind is not Kind.LINK:
            return tuple(values)
        return tuple(sorted((value for value in values if self.thing(value.value)), key=self._begin))

    def _begin(self, value: Value) -> float:
        """When a thing begins that is over some day; nothing of all others, which keep their order."""
        thing = self.document.things.get(value.value)
        shape = shape_of(thing, self.profile) if thing else None
        paths = [field.path for field in shape.fields if field.expires] if shape else []
        said = (each.value for path in paths if thing for each in thing.values.get(path, ()))
        return min((datetime.fromisoformat(one).timestamp() for one in said), default=0.0)
