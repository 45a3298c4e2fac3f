"""Cells of mere text that other rows may have as well: equal ones are understood once, in bounded memory."""

from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from typing import Any

from msgspec import structs

from kg.model.record import Fault, Organization, Person
from kg.sources.config import Column, SourceConfig
from kg.sources.fields import Known, fault, finished, known, understood
from kg.sources.forms import form_of, is_object
from kg.sources.parts import once
from kg.sources.tables import cells
from kg.sources.tables.placing import place
from kg.sources.tables.things import ONE_WORD, Faults, is_as_written, may_be_one, named

_KEPT_VALUES, _KEPT_CELLS = 1 << 16, 1 << 15
"""So many values of cells, and so many cells of all columns together, are remembered."""

LONGEST = 200
"""In characters: a longer cell is understood each time."""

_OWN = frozenset({"title", "alternate_titles", "descriptions", "identifiers", "images", "page", "quotes", "trailer"})
"""What is said of one film alone."""


Cell = tuple[Known | None, tuple[Fault, ...]]
"""What a cell says of its field, None where nothing, and its faults. Tuples are nothing that memory is searched for."""

_Value = tuple[tuple[Any, ...], tuple[Fault, ...]]
"""What one value of a cell says, for `place`, and its faults."""


class Texts:
    """What the texts in a column say of the field of its mapping."""

    def __init__(self, field: str, column: Column, source: SourceConfig) -> None:
        """Nothing is remembered yet."""
        self.name = column.column or ""
        self.cell: Callable[[str], Cell | None] | None = None
        """`stated`, remembered; None where other columns state the field as well."""
        self.value: Callable[[str], _Value] = self.of_value
        """`of_value`, remembered where others may say the same."""
        self._field, self._column, self._source = field, column, source
        self._listed = _listed(field)
        self._as_written = is_as_written(field, column)

    def said(self, raw: str, faults: Faults) -> Sequence[Any]:
        """What a cell says of the field, for `place`."""
        column, missing = self._column, self._source.missing
        if cells.is_missing(raw, missing):
            return ()
        if column.separator is None and not column.list:
            return (raw,) if self._as_written else self._once(raw, faults)
        if may_be_one(raw, self._field, column):
            faults.append(fault(self._field, raw, ONE_WORD))
            return ()
        values: Sequence[Any]
        if column.list:
            rule = partial(cells.places, column=column, missing=missing)
            values = understood(rule, raw, self._field, faults) or ()
        else:
            values = cells.places(raw, column, missing)
        found: list[Any] = []
        for value in values:
            if type(value) is str:
                found += self._once(value, faults)
            elif value is not None:
                found += named(value, None, self._field, column, faults)
        return found

    def stated(self, raw: str) -> Cell | None:
        """What a cell says of the field, to the end; None where it says more than that."""
        found: dict[str, Any] = {}
        faults: Faults = []
        said = self.said(raw, faults)
        if said and (form := self._listed) and all(isinstance(one, form) for one in said):
            return Known(once(said), ()), tuple(faults)
        if said:
            place(found, self._field, said, self._source, faults)
        if not found:
            return None, tuple(faults)
        if found.keys() != {self._field}:
            return None
        one = known(self._field, found[self._field], self._source.timezone)
        return (one, tuple(faults)) if one else None

    def _once(self, value: str, faults: Faults) -> Sequence[Any]:
        said, wrong = self.value(value) if len(value) <= LONGEST else self.of_value(value)
        faults += (structs.replace(one, field=self._field) for one in wrong)
        return said

    def of_value(self, value: str) -> _Value:
        """What one value says."""
        faults: Faults = []
        said = named(value, None, self._field, self._column, faults)
        form = self._listed
        return tuple(finished(form, one) for one in said) if form else tuple(said), tuple(faults)


def texts_of(given: Sequence[tuple[str, Column]], source: SourceConfig, joint: frozenset[str]) -> list[Texts | None]:
    """The texts of each mapping, None where cells of text do not say all that it states.

    `given`: field and column; of the fields in `joint` more has to be known than what a cell says.
    """
    heads = [field.partition(".")[0] for field, _ in given]
    remembered = lru_cache(_KEPT_VALUES)(Texts.of_value)
    alike: dict[str, Texts] = {}
    found: list[Texts | None] = []
    for (field, column), head in zip(given, heads, strict=True):
        if (
            field in joint
            or column.ids
            or column.details
            or column.template
            or column.columns
            or column.where
            or column.column is None
        ):
            found.append(None)
            continue
        texts = Texts(field, column, source)
        if head not in _OWN:
            texts.value = partial(remembered, alike.setdefault(_way(field, column), texts))
            if heads.count(head) == 1:
                texts.cell = lru_cache(_KEPT_CELLS // len(given))(texts.stated)
        found.append(texts)
    return found


def _way(field: str, column: Column) -> str:
    """How values are understood: people are named alike in all fields, but in a cast they play somebody."""
    form = form_of(field).type
    agent = next((of for of in (Person, Organization) if is_object(form, of)), None)
    named = field if field == "cast" or not agent else agent
    return f"{named} {_listed(field)} {structs.replace(column, column='')}"


def _listed(field: str) -> Any:
    """The type of the people or companies that a field lists; None where it lists none, or is a member of an object."""
    form = form_of(field)
    return form.type if form.several and is_object(form.type, Person, Organization) and "." not in field else None
