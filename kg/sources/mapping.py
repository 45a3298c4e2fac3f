"""From a row to the values of a record, as the catalogue maps its columns."""

from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Any

from kg import values
from kg.errors import NotUnderstood
from kg.record import Fault, Organization, Person
from kg.sources import cells
from kg.sources.config import PLACES, Column, SourceConfig, columns_of
from kg.sources.fields import fault
from kg.sources.forms import form_of
from kg.values.company import companies
from kg.values.people import parts, person
from kg.values.title import title

Faults = list[Fault]


def mapped(row: Mapping[str, Any], source: SourceConfig, faults: Faults) -> dict[str, Any]:
    """Field → JSON value, for `fields.record`; what cannot be taken apart is added to `faults`."""
    found: dict[str, Any] = {}
    given = [(field, column) for field, columns in source.columns.items() for column in columns_of(columns)]
    for field, column in given:
        if column.constant is None and cells.fits(column.when, row):
            said = list(_said(row, field, column, source, faults))
            if said:
                _put(found, field, said, source)
    for field, column in given:
        # A constant is said of what the row names: an object that only constants would fill is not there.
        if column.constant is not None and cells.fits(column.when, row):
            head, dot, _ = field.partition(".")
            if not dot or head in found:
                _put(found, field, [column.constant], source)
    return found


def _said(row: Mapping[str, Any], field: str, column: Column, source: SourceConfig, faults: Faults) -> Iterator[Any]:
    """Each value of the field."""
    raw = _filled(column.template, row, source) if column.template else cells.look_up(row, column.column or "")
    if cells.is_missing(raw, source.missing):
        return
    try:
        stated = cells.values(raw, column, source.missing)
    except NotUnderstood as reason:
        faults.append(fault(field, raw, str(reason)))
        return
    ids = _ids(row, field, column, source, len(stated), faults)
    form = form_of(field).type
    for value, identifier in zip_longest(stated, ids):
        for one in _things(cells.renamed(value, column.members), field, form, column, faults):
            if identifier and form in (Person, Organization):
                scheme = column.ids.scheme if column.ids else ""
                yield {**(one if isinstance(one, dict) else {"name": one}), "identifiers": {scheme: identifier}}
            else:
                yield one


def _things(value: Any, field: str, form: Any, column: Column, faults: Faults) -> Iterator[Any]:
    """The people, companies or other values that one value of a cell names."""
    text = value.get("name") if isinstance(value, dict) and form is Person else value
    text = cells.as_text(text)
    if not isinstance(text, str):
        yield value
    elif form is Person:
        yield from _people(value, text, field, column, faults)
    elif form is Organization and column.separator is None and not column.list and not column.members:
        yield from companies(text)
    else:
        yield _plain(text, field, column)


def _people(value: Any, text: str, field: str, column: Column, faults: Faults) -> Iterator[Any]:
    """Everybody whom a text names; who cannot be told costs nobody else their place."""
    named = [text] if isinstance(value, dict) or column.ids else [part.name for part in parts(text, column.separator)]
    for name in named:
        try:
            found = person(name, surname_first=column.surname_first, most_words=column.most_words)
        except NotUnderstood as reason:
            faults.append(fault(field, name, str(reason)))
            continue
        yield {**value, "name": found} if isinstance(value, dict) else {"name": found}


def _plain(text: str, field: str, column: Column) -> Any:
    if column.unit and text.replace(".", "", 1).isdigit():
        return f"{text.removesuffix('.0')} {column.unit}"
    if column.date_order:
        try:
            return values.date(text, column.date_order)
        except NotUnderstood:
            return text
    return text


def _ids(
    row: Mapping[str, Any], field: str, column: Column, source: SourceConfig, count: int, faults: Faults
) -> list[str | None]:
    """The identifiers of `count` things, None where one is not known; none at all where their number differs."""
    if column.ids is None:
        return []
    raw = cells.look_up(row, column.ids.column)
    if cells.is_missing(raw, source.missing):
        return []
    given = [part.strip() for part in raw.split(column.separator)] if isinstance(raw, str) and column.separator else raw
    listed = given if isinstance(given, list) else [given]
    if len(listed) != count:
        faults.append(fault(field, raw, f"{len(listed)} identifiers of {column.ids.scheme} for {count} names"))
        return []
    return [None if cells.is_missing(one, source.missing) else str(one) for one in listed]


def _filled(template: str, row: Mapping[str, Any], source: SourceConfig) -> str | None:
    """The template with what its columns say; None where one of them says nothing."""
    said = {name: cells.look_up(row, name) for name in PLACES.findall(template)}
    if any(cells.is_missing(value, source.missing) for value in said.values()):
        return None
    return PLACES.sub(lambda place: str(said[place[1]]), template)


def _put(found: dict[str, Any], field: str, said: list[Any], source: SourceConfig) -> None:
    """Several columns may state one field: lists are joined, of single values the first stays."""
    head, _, member = field.partition(".")
    if head == "descriptions" and not member:
        member = source.language
    if head == "title" and not member:
        _put_title(found, said[0], source)
        return
    into, name = (found.setdefault(head, {}), member) if member else (found, head)
    if form_of(field).several:
        into[name] = [*into.get(name, []), *said]
    else:
        into.setdefault(name, said[0] if len(said) == 1 else said)


def _put_title(found: dict[str, Any], said: Any, source: SourceConfig) -> None:
    columns = columns_of(source.columns["title"])
    if not isinstance(said, str) or not any(column.titles for column in columns):
        found.setdefault("title", said)
        return
    titled = title(said)
    found.setdefault("title", titled.title)
    if titled.others:
        found["alternate_titles"] = [*found.get("alternate_titles", []), *titled.others]
    if titled.year:
        found.setdefault("year", titled.year)
