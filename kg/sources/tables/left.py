"""Which cells of a row no mapping takes up: of a column that none names, or that says what none asks for."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import structs

from kg.model.record import Person
from kg.model.values.people import parts
from kg.model.values.tails import without_tails
from kg.model.values.tried import tried
from kg.sources.config import Column, SourceConfig, first_of, mapping_of, stating, telling, together
from kg.sources.forms import form_of, is_object
from kg.sources.stated import Leftover
from kg.sources.tables import cells

_BRACKETS = ("(", "（")
_OF_LENGTH = re.compile(r"\A([^\W\d_]{1,12}\.?|~|±)\s?(?=[0-9])(?<!PT)|\(([^()]{1,200})\)")


class Left:
    """Looks at rows with the mapping of their source."""

    def __init__(self, source: SourceConfig) -> None:
        """Which columns are read by what."""
        self._missing = source.missing
        self._read: dict[str, list[Column]] = {}
        for _, column in mapping_of(source):
            for name in stating(column):
                self._read.setdefault(name, []).append(column)
        # What only tells rows and mappings apart is read in any row.
        self._always = set(telling(source))
        self._plain = {name for name, read in self._read.items() if any(_is_plain(name, column) for column in read)}
        self._plain |= self._always
        paths = {*self._read, *self._always}
        self._named = paths | {path.partition(".")[0] for path in paths}
        self._people = {
            column.column: column
            for field, column in mapping_of(source)
            if column.column and is_object(form_of(field).type, Person)
        }
        self._lengths = {column.column for field, column in mapping_of(source) if field == "duration"}
        self._whole = self._plain - self._people.keys() - self._lengths
        """Of their cells of text nothing can be left."""

    def of_row(self, said: Mapping[str, Any], line: int) -> Iterator[Leftover]:
        """The filled cells of a row, which begins on a line, whose column no mapping names."""
        if said.keys() <= self._named:
            return
        yield from (Leftover("column", name, said[name], line) for name in said if name not in self._named)

    def of_film(self, said: Mapping[str, Any], line: int) -> Iterator[Leftover]:
        """What the mappings leave of the columns that they name, for a film of the row."""
        for name, cell in said.items():
            if type(cell) is str and name in self._whole:
                continue
            if isinstance(cell, str) and name in self._lengths:
                yield from _beside_the_length(name, cell, line)
            noted = name in self._people and isinstance(cell, str) and _may_note(cell)
            if name in self._named and (noted or name not in self._plain or isinstance(cell, (list, dict))):
                yield from self._inside(name, cell, said, line)

    def _inside(self, path: str, value: Any, said: Mapping[str, Any], line: int) -> Iterator[Leftover]:
        """The members of an object are columns too, by their paths."""
        if path in self._read:
            takers = [column for column in self._read[path] if self._takes(column, said)]
            if takers:
                yield from self._members(path, value, takers, line)
            elif path not in self._always:
                yield Leftover("column", f"{path} (no condition fits)", value, line)
        elif isinstance(value, dict) and any(name.startswith(f"{path}.") for name in (*self._read, *self._always)):
            for name, inner in value.items():
                if not cells.is_missing(inner, self._missing):
                    yield from self._inside(f"{path}.{name}", inner, said, line)
        elif path not in self._always:
            yield Leftover("column", path, value, line)

    def _takes(self, column: Column, said: Mapping[str, Any]) -> bool:
        """Whether the row fits the mapping, and has all that it needs."""
        needed = [column.column] if column.column else together(column)
        empty = [cells.is_missing(cells.look_up(said, name), self._missing) for name in needed]
        return cells.fits(column.when, said) and not (all(empty) if column.columns else any(empty))

    def _members(self, path: str, value: Any, takers: list[Column], line: int) -> Iterator[Leftover]:
        """The objects that no mapping chooses, the members of objects that none asks for, and notes behind names."""
        takers = [column for column in takers if column.column == path]
        if not takers:
            return
        inside = path if isinstance(value, dict) else f"{path}[]"
        # A list that cannot be decoded is a fault.
        listed = tried(cells.places, value, structs.replace(takers[0], where={}), self._missing) or []
        for member in (one for one in listed if one is not None):
            choosing = [column for column in takers if cells.counts(member, column)]
            if not choosing:
                yield Leftover("column", f"{path}[{_chosen_by(member, takers)}]", member, line)
            elif isinstance(member, dict):
                yield from _unasked(inside, member, choosing, line)
            elif path in self._people and isinstance(member, str):
                named = [*parts(member, first_of(self._people[path].separator))]
                notes = [note for part in named for note in part.notes]
                notes = notes if named or not member.startswith(_BRACKETS) else [member]
                yield from (Leftover("column", f"{path} (in brackets)", note, line) for note in notes)
                if named and (kept := without_tails(member)) != member:
                    rest = member.removeprefix(kept) if kept else member
                    yield Leftover("column", f"{path} (others without names)", rest.strip(" ,;"), line)


def _may_note(text: str) -> bool:
    """Whether a cell of names may say more than names: most do not."""
    return any(bracket in text for bracket in _BRACKETS) or without_tails(text) != text


def _beside_the_length(path: str, text: str, line: int) -> Iterator[Leftover]:
    """What a cell says of a length besides: that it is about right, and other versions in brackets."""
    if text[:1].isdigit() and "(" not in text:
        return
    for found in _OF_LENGTH.finditer(text):
        yield Leftover("column", f"{path} (beside the length)", found[1] or found[2], line)


def _unasked(path: str, member: Mapping[str, Any], takers: Iterable[Column], line: int) -> Iterator[Leftover]:
    asked = {name for column in takers for name in (*cells.members_of(column).values(), *column.where)}
    heads = asked | {name.partition(".")[0] for name in asked}
    for name, said in member.items():
        if name not in heads and said not in (None, "", [], {}):
            yield Leftover("column", f"{path}.{name}", said, line)


def _chosen_by(member: Any, takers: Iterable[Column]) -> str:
    """What the mappings choose by, as this object says it: `job=Gaffer`."""
    names = dict.fromkeys(name for column in takers for name in column.where)
    told = member if isinstance(member, dict) else {}
    return ", ".join(f"{name}={cells.told(cells.look_up(told, name))}" for name in names)


def _is_plain(name: str, column: Column) -> bool:
    """Whether a mapping takes up each cell of the column that is mere text."""
    return column.column == name and not (column.when or column.where or column.list)
