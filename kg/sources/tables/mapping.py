"""From a row to the values of a record, as the catalogue maps its columns."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache, partial
from typing import Any

from kg.model import values
from kg.model.authorities import recognised
from kg.model.record import Fault, Organization, Person
from kg.model.values.company import companies
from kg.model.values.people import parts, person
from kg.model.values.title import title
from kg.model.values.tried import tried
from kg.sources.config import PLACES, Column, SourceConfig, columns_of, first_of, mapping_of
from kg.sources.fields import Known, fault, known, told_apart, understood
from kg.sources.forms import form_of, is_object
from kg.sources.json_text import Number
from kg.sources.stated import Leftover
from kg.sources.tables import cells, joined
from kg.sources.tables.joined import Places, first, put
from kg.system.errors import NotUnderstood

Faults = list[Fault]

_KEPT, _KEPT_CELLS, _LONGEST = 1 << 16, 1 << 14, 200
"""So many values of cells, and so many cells, of so many characters are remembered."""

_OWN = frozenset({"title", "alternate_titles", "descriptions", "identifiers", "images", "page", "quotes", "trailer"})
"""What is said of one film alone."""

_YEAR_BEHIND = re.compile(r"\A(?:(?P<country>\S(?:.*[^\s,/(–-])?)[\s,/(–-]++)?(?P<year>[0-9]{4})\)?")
_YEAR_OF_DATE = re.compile(r"\+?([0-9]{4})-[0-9]{2}-[0-9]{2}(?:T.{0,30})?|[0-9]{1,2}[-/.][0-9]{1,2}[-/.]([0-9]{4})")
_BETWEEN_IDS = re.compile("[|,;]")
"""What separates identifiers beside names that need no separator."""


class Mapper:
    """Maps the rows of a source."""

    def __init__(self, source: SourceConfig) -> None:
        """Which column states which field, and which fields are members of what other columns state."""
        self._source = source
        self._given = mapping_of(source)
        self._owners = joined.owners(source)
        self._owning = set(self._owners.values())
        self._joint = self._owning | set(self._owners)
        self._repeats = [self._is_repeated(field, column) for field, column in self._given]
        self._alone = [self._is_alone(number) for number in range(len(self._given))]
        self._once = lru_cache(maxsize=_KEPT)(self._understood)
        self._known = lru_cache(maxsize=_KEPT_CELLS)(self._known_cell)

    def _is_repeated(self, field: str, column: Column) -> bool:
        """Whether the cells of a column are mere text that other rows may have as well."""
        plain = column.column is not None and not (column.ids or column.template or column.where)
        return plain and field not in self._joint and field.partition(".")[0] not in _OWN

    def _is_alone(self, number: int) -> bool:
        """Whether a column of such cells states its field alone. The year may stand behind a title or a country, too."""
        field, _ = self._given[number]
        heads = [other.partition(".")[0] for other, _ in self._given]
        others = {"title", "countries"} if field == "year" else set()
        return self._repeats[number] and heads.count(field) == 1 and others.isdisjoint(heads)

    def _known_cell(self, number: int, raw: str) -> tuple[dict[str, Known], Faults] | None:
        """What a cell says of the field that no other column states; None where it says something of other fields."""
        field, _ = self._given[number]
        found: dict[str, Any] = {}
        faults: Faults = []
        if said := self._read(number, raw, faults):
            _put(found, field, said, self._source, faults)
        if not found:
            return {}, faults
        understood = known(field, found[field]) if found.keys() == {field} else None
        return ({field: understood}, faults) if understood else None

    def _read(self, number: int, raw: str, faults: Faults) -> list[Any]:
        """What a cell says of the field of the mapping with that number."""
        field, column = self._given[number]
        if cells.is_missing(raw, self._source.missing):
            return []
        if column.separator is None and not column.list:
            said, wrong = self._once(number, raw)
            faults += wrong
            return said
        found: list[Any] = []
        for value in (
            understood(partial(cells.places, column=column, missing=self._source.missing), raw, field, faults) or []
        ):
            if type(value) is str:
                said, wrong = self._once(number, value)
                found += said
                faults += wrong
            elif value is not None:
                found += _named(value, None, field, column, faults)
        return found

    def _understood(self, number: int, value: str) -> tuple[list[Any], Faults]:
        """What a value says of a field: equal texts are understood once."""
        field, column = self._given[number]
        faults: Faults = []
        return list(_named(value, None, field, column, faults)), faults

    def values(self, row: Mapping[str, Any], line: int, faults: Faults, left: list[Leftover]) -> dict[str, Any]:
        """Field → JSON value, for `fields.record`.

        What cannot be taken apart is added to `faults`, and to `left` what has no place beside another column's value.
        """
        found: dict[str, Any] = {}
        stated: dict[str, Places] = {}
        for number, (field, column) in enumerate(self._given):
            if column.constant is not None or (column.when and not cells.fits(column.when, row)):
                continue
            raw = row.get(column.column) if self._repeats[number] and column.column else None
            if type(raw) is str and len(raw) <= _LONGEST:
                if self._alone[number] and (told := self._known(number, raw)):
                    found.update(told[0])
                    faults += told[1]
                    continue
                self._put(found, field, column, self._read(number, raw, faults), line, faults, left)
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
        said: list[Any],
        line: int,
        faults: Faults,
        left: list[Leftover],
    ) -> None:
        """Put what a column says to what others say; what has no place beside that is left over."""
        for spare in _put(found, field, said, self._source, faults) if said else ():
            name = f"{column.column or column.template} ({field} is stated already)"
            left.append(Leftover("column", name, spare, line))

    def _joined(
        self, found: dict[str, Any], field: str, head: str, stated: dict[str, Places], faults: Faults
    ) -> Iterator[Any]:
        """Put what columns say of a member to the objects that others name."""
        if head in found:
            yield from joined.join(field, stated[head], stated[field], faults)
        elif said := stated[field].all():
            yield from _put(found, field, said, self._source, faults)

    def _constants(self, found: dict[str, Any], row: Mapping[str, Any], faults: Faults) -> None:
        """A constant is said of what the row names: an object that only constants would fill is not there."""
        for field, column in self._given:
            if column.constant is not None and cells.fits(column.when, row):
                head, dot, member = field.partition(".")
                if field in self._owners:
                    for one in cells.cut(found.get(head, []), None):
                        put(one, member, field, [column.constant], faults)
                elif not dot or head in found:
                    _put(found, field, [column.constant], self._source, faults)


def _said(row: Mapping[str, Any], field: str, column: Column, source: SourceConfig, faults: Faults) -> Iterator[Places]:
    """What is said in each place of a cell."""
    raw = _filled(column.template, row, source) if column.template else cells.look_up(row, column.column or "")
    if cells.is_missing(raw, source.missing):
        return
    cell = understood(partial(cells.places, column=column, missing=source.missing), raw, field, faults) or []
    if column.ids:
        cell = [one for value in cell for one in _apart(value, form_of(field).type, column)]
    ids = iter(_ids(row, field, column, source, sum(one is not None for one in cell), faults))
    for value in cell:
        yield Places() if value is None else Places(_named(value, next(ids, None), field, column, faults))


def _apart(value: Any, form: Any, column: Column) -> list[Any]:
    """Those whom a text names. A comma between surname and first name separates nobody."""
    if not isinstance(value, str) or isinstance(value, Number):
        return [value]
    separator = first_of(column.separator)
    if is_object(form, Organization):
        return [*companies(value, separator)]
    return [part.name for part in parts(value, separator or (";" if column.surname_first else None))]


def _named(value: Any, identifier: Any, field: str, column: Column, faults: Faults) -> Iterator[Any]:
    """What one value of a cell names, with its identifier where it has one."""
    form = form_of(field).type
    given = cells.renamed(value, column)
    if given == {}:
        faults.append(fault(field, value, "an object without any of the mapped members"))
        return
    if isinstance(given, dict) and not is_object(form):
        given = given.get("name")
    for one in _things(given, field, form, column, faults):
        if column.ids and identifier:
            named = one if isinstance(one, dict) else {"name": one}
            yield {**named, "identifiers": {column.ids.scheme: identifier}}
        else:
            yield one


def _things(value: Any, field: str, form: Any, column: Column, faults: Faults) -> Iterator[Any]:
    """What one value of a cell names; who cannot be told costs nobody else their place."""
    text = value.get("name") if isinstance(value, dict) and is_object(form, Person) else value
    text = text if is_object(form, Person, Organization) else cells.as_text(text)
    if not isinstance(text, str) or isinstance(text, Number):
        yield value
    elif is_object(form, Person, Organization):
        said = value if isinstance(value, dict) else {}
        rule = partial(_person if is_object(form, Person) else _company, column)
        for name in [text] if said or column.ids else _apart(text, form, column):
            if found := understood(rule, name, field, faults):
                yield {**said, "name": found}
    else:
        yield from _plain(text, field, column, faults)


def _person(column: Column, name: str) -> str:
    return _once_person(name, column.surname_first, column.most_words)


@lru_cache(maxsize=_KEPT)
def _once_person(name: str, surname_first: bool, most_words: int) -> str:
    return person(name, surname_first=surname_first, most_words=most_words)


def _company(column: Column, name: str) -> str:
    if column.most_words and len(name.partition(",")[0].split()) > column.most_words:
        raise NotUnderstood(f"more than {column.most_words} words: several companies?")
    return name


def _plain(text: str, field: str, column: Column, faults: Faults) -> Iterator[str]:
    if field == "year":
        yield _year(text)
    elif column.unit and text.replace(".", "", 1).isdigit():
        yield f"{text.removesuffix('.0')} {column.unit}"
    elif column.date_order or column.latest:
        yield from _dated(text, field, column, faults)
    else:
        yield from told_apart(field, text)


def _year(text: str) -> str:
    """A year, or that of a whole date: `1999-10-16`, `+2001-00-00T00:00:00Z`, `03/04/2009`, `16 Oct 1999`."""
    if tried(values.year, text):
        return text
    if found := _YEAR_OF_DATE.fullmatch(text.strip()):
        return found[1] or found[2]
    day = tried(values.date, text)
    return day[:4] if day else text


def _dated(text: str, field: str, column: Column, faults: Faults) -> Iterator[str]:
    """A date in the order that is said; a later one than there can be is a fault. Others are left to their field."""
    is_day = form_of(field).type is str
    day = str((tried(values.date, text, column.date_order) if is_day else tried(values.year, text)) or "")
    # A year comes before all its days.
    if column.latest and day > column.latest.isoformat():
        faults.append(fault(field, text, f"later than {column.latest}: a century lost?"))
    else:
        yield day if day and is_day else text


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


def _put(found: dict[str, Any], field: str, said: list[Any], source: SourceConfig, faults: Faults) -> list[Any]:
    """Several columns may state one field; gives what has no place beside another column's value."""
    head, _, member = field.partition(".")
    if head == "descriptions" and not member:
        member = source.language
    if head == "title" and not member:
        return _put_title(found, said[0], source)
    if field == "countries":
        said, years = _years_apart(said)
        left = [one for year in years for one in first(found, "year", year)]
        return [*left, *(put(found, field, field, said, faults) if said else [])]
    if field == "page" and isinstance(said[0], str) and (named := recognised("film", said[0])):
        # The page is that of an authority, which names the film by it.
        return put(found.setdefault("identifiers", {}), named[0], f"identifiers.{named[0]}", [named[1]], faults)
    into, name = (found.setdefault(head, {}), member) if member else (found, head)
    return put(into, name, field, said, faults)


def _years_apart(said: list[Any]) -> tuple[list[Any], list[int]]:
    """The countries, and the years that stand behind them or among them: `Italia 2019`, `D/A, 2020`."""
    countries: list[Any] = []
    years: list[int] = []
    for one in said:
        found = _YEAR_BEHIND.fullmatch(one) if isinstance(one, str) else None
        if found and (year := tried(values.year, found["year"])):
            years.append(year)
            countries += told_apart("countries", found["country"]) if found["country"] else []
        else:
            countries.append(one)
    return countries, years


def _put_title(found: dict[str, Any], said: Any, source: SourceConfig) -> list[Any]:
    columns = columns_of(source.columns["title"])
    others = any(column.others for column in columns)
    if not isinstance(said, str) or not (others or any(column.tidy for column in columns)):
        return first(found, "title", said)
    titled = tried(partial(title, others=others), said)
    if titled is None:  # its field will say so
        return first(found, "title", said)
    if titled.others:
        found["alternate_titles"] = [*found.get("alternate_titles", []), *titled.others]
    year = first(found, "year", titled.year) if titled.year else []
    return [*first(found, "title", titled.title), *year]
