"""From a row to the values of a record, as the catalogue maps its columns."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from msgspec import structs

from kg.sources.config import PLACES, Column, SourceConfig, mapping_of
from kg.sources.fields import fault, running, understood
from kg.sources.forms import form_of
from kg.sources.html_cells import seen
from kg.sources.stated import Leftover
from kg.sources.tables import cells, joined
from kg.sources.tables.joined import Places, put
from kg.sources.tables.placing import place
from kg.sources.tables.repeated import LONGEST, texts_of
from kg.sources.tables.things import ONE_WORD, Faults, apart, may_be_one, named

_BETWEEN_IDS = re.compile("[|,;]")
"""What separates identifiers beside names that need no separator."""

_TITLES = frozenset(("title", "alternate_titles"))
"""Like running text, these are shown without the tags of HTML."""


class Mapper:
    """Maps the rows of a source."""

    def __init__(self, source: SourceConfig) -> None:
        """Which column states which field, and which fields are members of what other columns state."""
        self._source = source
        self._given = mapping_of(source)
        self._owners = joined.owners(source)
        self._owning = set(self._owners.values())
        self._running = running() | _TITLES
        self._joint = self._owning | set(self._owners)
        texts = texts_of(self._given, source, frozenset(self._joint))
        plan = [(*one, of) for one, of in zip(self._given, texts, strict=True) if one[1].constant is None]
        # What is said of members of members, behind what names these.
        self._plan = sorted(plan, key=lambda one: one[0].count(".") > 1)

    def values(self, row: Mapping[str, Any], line: int, faults: Faults, left: list[Leftover]) -> dict[str, Any]:
        """Field → JSON value, for `fields.record`.

        What cannot be taken apart is added to `faults`, and to `left` what has no place beside another column's value.
        """
        found: dict[str, Any] = {}
        stated: dict[str, Places] = {}
        for field, column, texts in self._plan:
            if column.when and not cells.fits(column.when, row):
                continue
            if texts and type(raw := row.get(texts.name)) is str:
                raw = seen(raw) if ("<" in raw or "&" in raw) and field.partition(".")[0] in self._running else raw
                # A year may stand behind a title or a country as well.
                cell = texts.cell if len(raw) <= LONGEST and field not in found else None
                if cell and (told := cell(raw)):
                    if told[0]:
                        found[field] = told[0]
                    faults += told[1]
                else:
                    self._put(found, field, column, texts.said(raw, faults), line, faults, left)
            else:
                places = Places(_said(row, field, column, self._source, faults))
                if field in self._owning:
                    places = joined.as_objects(places, field, found)
                if field in self._joint:
                    stated.setdefault(field, Places()).append(places)
                if field not in self._owners:
                    self._put(found, field, column, [one for place in places for one in place], line, faults, left)
        for field, head in self._owners.items():
            if field in stated:
                spares = self._joined(found, field, head, stated, faults)
                left += (Leftover("column", f"{field} (stated already)", one, line) for one in spares)
        self._constants(found, row, faults)
        return found

    def _put(
        self,
        found: dict[str, Any],
        field: str,
        column: Column,
        said: Sequence[Any],
        line: int,
        faults: Faults,
        left: list[Leftover],
    ) -> None:
        """Put what a column says to what others say; what has no place beside that is left over."""
        for spare in place(found, field, said, self._source, faults) if said else ():
            name = f"{column.column or column.template or ', '.join(column.columns)} ({field} is stated already)"
            left.append(Leftover("column", name, spare, line))

    def _joined(
        self, found: dict[str, Any], field: str, head: str, stated: dict[str, Places], faults: Faults
    ) -> Iterator[Any]:
        """Put what columns say of a member to the objects that others name."""
        if head in found:
            yield from joined.join(field, stated[head], stated[field], faults)
        elif said := stated[field].all():
            yield from place(found, field, said, self._source, faults)

    def _constants(self, found: dict[str, Any], row: Mapping[str, Any], faults: Faults) -> None:
        """A constant is said of what the row names: an object that only constants would fill is not there."""
        for field, column in self._given:
            if column.constant is not None and cells.fits(column.when, row):
                head, dot, member = field.partition(".")
                if field in self._owners:
                    for one in cells.cut(found.get(head, []), None):
                        put(one, member, field, [column.constant], faults)
                elif not dot or head in found:
                    place(found, field, [column.constant], self._source, faults)


def _said(row: Mapping[str, Any], field: str, column: Column, source: SourceConfig, faults: Faults) -> Iterator[Places]:
    """What is said in each place of a cell."""
    raw = _raw(row, column, source)
    if cells.is_missing(raw, source.missing):
        return
    if isinstance(raw, str) and may_be_one(raw, field, column):
        faults.append(fault(field, raw, ONE_WORD))
        return
    cell = understood(partial(cells.places, column=column, missing=source.missing), raw, field, faults) or []
    if column.ids:
        cell = [one for value in cell for one in apart(value, form_of(field).type, column)]
    ids = iter(_ids(row, field, column, source, sum(one is not None for one in cell), faults))
    if field.partition(".")[0] in running() | _TITLES:
        cell = [seen(value) if isinstance(value, str) else value for value in cell]
    for value in cell:
        things = () if value is None else named(value, next(ids, None), field, column, faults)
        yield Places(_detailed(things, row, field, column, source))


def _detailed(
    things: Iterable[Any], row: Mapping[str, Any], field: str, column: Column, source: SourceConfig
) -> Iterable[Any]:
    """The things with what their details say of them; a detail of an empty cell is not there."""
    if not column.details:
        return things
    said = {member: _filled(template, row, source) for member, template in column.details.items()}
    more = {member: text for member, text in said.items() if text is not None}
    first = structs.fields(form_of(field).type)[0].name
    return [{**(one if isinstance(one, dict) else {first: one}), **more} for one in things]


def _raw(row: Mapping[str, Any], column: Column, source: SourceConfig) -> Any:
    """A cell, or the text that several make."""
    if column.columns:
        filled = [
            cell for name in column.columns if not cells.is_missing(cell := cells.look_up(row, name), source.missing)
        ]
        texts = [cells.as_text(cell) for cell in filled]
        return next((one for one in texts if not isinstance(one, str)), " ".join(map(str, texts)))
    return _filled(column.template, row, source) if column.template else cells.look_up(row, column.column or "")


def _ids(
    row: Mapping[str, Any], field: str, column: Column, source: SourceConfig, count: int, faults: Faults
) -> list[Any]:
    """The identifiers of `count` things, None where one is not known; none at all where their number differs."""
    if column.ids is None:
        return []
    raw = cells.look_up(row, column.ids.column)
    if cells.is_missing(raw, source.missing):
        return []
    apart = column.separator is None and count > 1 and isinstance(raw, str)
    listed = [one.strip() for one in _BETWEEN_IDS.split(raw)] if apart else cells.cut(raw, column.separator)
    if len(listed) != count:
        faults.append(fault(field, raw, f"identifiers and names differ in number: {len(listed)} and {count}"))
        return []
    return [None if cells.is_missing(one, source.missing) else cells.as_text(one) for one in listed]


def _filled(template: str, row: Mapping[str, Any], source: SourceConfig) -> Any:
    """The template with what its columns say; None where one says nothing; a value that is no text, as it is."""
    said = {name: cells.as_text(cells.look_up(row, name)) for name in PLACES.findall(template)}
    if any(cells.is_missing(value, source.missing) for value in said.values()):
        return None
    no_text = [value for value in said.values() if not isinstance(value, str)]
    return no_text[0] if no_text else PLACES.sub(lambda place: said[place[1]], template)
