"""Cells of mere text that other rows may have as well: equal ones are understood once, in bounded memory."""

from collections.abc import Sequence
from functools import lru_cache, partial
from typing import Any

from msgspec import structs

from kg.model.record import Fault, Organization, Person
from kg.sources.config import Column, SourceConfig
from kg.sources.fields import Known, finished, known, understood
from kg.sources.forms import form_of, is_object
from kg.sources.parts import once
from kg.sources.tables import cells
from kg.sources.tables.placing import place
from kg.sources.tables.things import Faults, is_as_written, named

_KEPT_VALUES, _KEPT_CELLS = 1 << 16, 1 << 14
"""So many values of cells, and so many cells, are remembered."""

_LONGEST = 200
"""In characters: a longer cell is understood each time."""

_OWN = frozenset({"title", "alternate_titles", "descriptions", "identifiers", "images", "page", "quotes", "trailer"})
"""What is said of one film alone."""


_Cell = tuple[Known | None, tuple[Fault, ...]]
"""What a cell says of its field, None where nothing, and its faults. Tuples are nothing that memory is searched for."""


class Repeated:
    """What the cells of a source's mappings say, which are known by their numbers."""

    def __init__(self, source: SourceConfig, given: Sequence[tuple[str, Column]], joint: frozenset[str]) -> None:
        """`given`: field and column; of the fields in `joint` more has to be known than what a cell says."""
        self._missing = source.missing
        self._source = source
        self._given = given
        self.columns = [_plain(column) if field not in joint else None for field, column in given]
        """The column of each mapping whose cells of text say all that it states, None of others."""
        self._alike = _alike(given)
        heads = [field.partition(".")[0] for field, _ in given]
        self._returns = [head not in _OWN for head in heads]
        self._alone = [field not in _OWN and heads.count(field) == 1 for field, _ in given]
        self._listed = [_listed(field) for field, _ in given]
        self._as_written = [is_as_written(field, column) for field, column in given]
        self._value = lru_cache(_KEPT_VALUES)(self._of_value)
        self._cell = lru_cache(_KEPT_CELLS)(self._stated)

    def stated(self, number: int, raw: str) -> _Cell | None:
        """What a cell says of the field that no other column states, to the end; None where it says more than that."""
        return self._cell(number, raw) if self._alone[number] and len(raw) <= _LONGEST else None

    def _stated(self, number: int, raw: str) -> _Cell | None:
        field, _ = self._given[number]
        found: dict[str, Any] = {}
        faults: Faults = []
        said = self.said(number, raw, faults)
        if said and (form := self._listed[number]) and all(isinstance(one, form) for one in said):
            return Known(once(said), ()), tuple(faults)
        if said:
            place(found, field, said, self._source, faults)
        if not found:
            return None, tuple(faults)
        one = known(field, found[field], self._source.timezone) if found.keys() == {field} else None
        return (one, tuple(faults)) if one else None

    def said(self, number: int, raw: str, faults: Faults) -> Sequence[Any]:
        """What a cell says of the field of a mapping, for `place`."""
        field, column = self._given[number]
        if cells.is_missing(raw, self._missing):
            return []
        if column.separator is None and not column.list:
            return (raw,) if self._as_written[number] else self._once(number, raw, faults)
        found: list[Any] = []
        values: Sequence[Any]
        if column.list:
            values = understood(partial(cells.places, column=column, missing=self._missing), raw, field, faults) or ()
        else:
            values = cells.places(raw, column, self._missing)
        for value in values:
            if type(value) is str:
                found += self._once(number, value, faults)
            elif value is not None:
                found += named(value, None, field, column, faults)
        return found

    def _once(self, number: int, value: str, faults: Faults) -> Sequence[Any]:
        if not self._returns[number] or len(value) > _LONGEST:
            said, wrong = self._of_value(number, value)
            faults += wrong
            return said
        said, wrong = self._value(self._alike[number], value)
        if wrong and self._alike[number] != number:  # faults name their field
            said, wrong = self._value(number, value)
        faults += wrong
        return said

    def _of_value(self, number: int, value: str) -> tuple[tuple[Any, ...], tuple[Fault, ...]]:
        field, column = self._given[number]
        faults: Faults = []
        said = named(value, None, field, column, faults)
        form = self._listed[number]
        return tuple(finished(form, one) for one in said) if form else tuple(said), tuple(faults)


def _listed(field: str) -> Any:
    """The type of the people or companies that a field lists; None where it lists none, or is a member of an object."""
    form = form_of(field)
    return form.type if form.several and is_object(form.type, Person, Organization) and "." not in field else None


def _plain(column: Column) -> str | None:
    """The column whose cells say by themselves what a mapping states."""
    return None if column.ids or column.template or column.columns or column.where else column.column


def _alike(given: Sequence[tuple[str, Column]]) -> list[int]:
    """The first mapping that understands a value in the same way: people are named alike as directors and as cast."""
    first: dict[str, int] = {}
    found = []
    for number, (field, column) in enumerate(given):
        form = form_of(field).type
        agent = next((of for of in (Person, Organization) if is_object(form, of)), None)
        way = f"{agent} {_listed(field)} {structs.replace(column, column='')}" if agent else str(number)
        found.append(first.setdefault(way, number))
    return found
