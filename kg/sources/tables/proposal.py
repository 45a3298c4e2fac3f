"""Looking at a table: what each column seems to state, and how its cells are to be read. A person decides."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from msgspec import Struct, convert

from kg.model.record import Fault
from kg.model.values.event import announced
from kg.sources.config import SourceConfig
from kg.sources.stated import Leftover
from kg.sources.tables import keyed, summaries
from kg.sources.tables.cells import is_missing
from kg.sources.tables.columns import NOTHING, Fields, Mapped, fields_of, films_of
from kg.sources.tables.layout import is_table, laid_out
from kg.sources.tables.programmes import asked_of_events, timezone_of
from kg.sources.tables.rows import SUFFIXES, encoding, rows, ways
from kg.sources.tables.rows.document import EACH
from kg.sources.tables.rows.row import MOST_COLUMNS, Row
from kg.sources.tables.screenings import START
from kg.sources.tables.separators import Options
from kg.sources.tables.speech import language_of
from kg.system.charset import UTF_8
from kg.system.errors import ENDS, ReelgraphError, unexpected
from kg.system.files import name, suffix
from kg.system.terminal import shown

ROWS = 1000
"""So many rows are looked at."""

_SETTINGS = ("delimiter", "header", "sheet", "array", "joined")
_SHOWN = 60
_EXAMPLES = 3
"""So many different cells are shown, of the first that are filled."""
_TRIED = 50
_DEEPEST = 4


class Found(Struct, frozen=True):
    """A column: how many of its cells are filled, some of them, what was made of it, and what a person should check.

    `fields`: field of the record → options of the column; empty where no field is known for it.
    """

    column: str
    filled: int
    examples: tuple[str, ...]
    fields: Fields
    question: str = ""


class Proposal(Struct, frozen=True):
    """What a table seems to hold: rows looked at, and those that cannot be read, how it is laid out, its columns.

    `settings`: delimiter, header, sheet, array and encoding, where they are not what they are without a setting;
    `key`: the column that names a row, and what a person should check; `missing`: marks that say nothing; `films`: the
    columns that name several films in a row, and what separates them; `language`: that of its texts; `timezone`: of its
    times, where it is said to be one for all.
    """

    rows: int
    lost: tuple[Fault, ...]
    settings: dict[str, Any]
    missing: tuple[str, ...]
    columns: tuple[Found, ...]
    films: Options
    language: str
    key: tuple[str, str] = ("", "")
    timezone: str = ""

    @property
    def has_title(self) -> bool:
        """Whether a column was found that has the titles."""
        return any("title" in found.fields for found in self.columns)


def propose(table: Path) -> Proposal:
    """Look at a table. Raises ReelgraphError where it is none, or has no rows."""
    try:
        return _best(table)
    except ReelgraphError as error:
        raise ReelgraphError(f"{name(table)}: {error}") from None
    except OSError as error:
        raise ReelgraphError(f"{name(table)}: cannot be read: {error.strerror}") from None
    except ENDS:
        raise
    except BaseException as error:
        raise ReelgraphError(f"{name(table)}: {unexpected(error)}") from None


def _best(table: Path) -> Proposal:
    """Of several sheets, or arrays, the first of those of which most is understood."""
    if suffix(table) not in SUFFIXES and not is_table(table):
        raise ReelgraphError(f"not a table; a mapping can be proposed for {' '.join(SUFFIXES)}")
    told = encoding(table, _source({}))
    first, *others = ways(table, told) or [{}]
    usual = (
        first if first.get("array", "").endswith(EACH) or "joined" in first else {}
    )  # arrays are found without a setting
    if not others:
        return _proposal(table, usual, told)
    found = [one for way in (first, *others) if (one := _tried(table, way, told))]
    if not found:
        return _proposal(table, usual, told)
    best = max(found, key=lambda one: (one.has_title, sum(bool(column.fields) for column in one.columns)))
    return best if best.settings.keys() & set(first) and best is not found[0] else _proposal(table, usual, told)


def _tried(table: Path, way: dict[str, Any], told: str) -> Proposal | None:
    try:
        return _proposal(table, way, told)
    except ReelgraphError:
        return None


def _source(settings: dict[str, Any]) -> SourceConfig:
    return convert({"name": "", "path": "", "reader": "table", "licence": "", **settings}, SourceConfig)


def _proposal(table: Path, way: dict[str, Any], told: str) -> Proposal:
    source = laid_out(table, _source(way), told)
    cells, count, lost = _cells(table, source, told)
    filled = {
        column: [None if cell is None or is_missing(cell, NOTHING) else cell for cell in said]
        for column, said in cells.items()
    }
    fields = asked_of_events(fields_of(filled), filled)
    missing = _missing(cells, fields)
    columns = tuple(_found(column, cells[column], missing, fields) for column in cells)
    present = {column: [cell for cell in said if cell is not None] for column, said in filled.items()}
    settings = {key: getattr(source, key) for key in _SETTINGS if getattr(source, key) not in ("", None, {})}
    if told not in ("", UTF_8):
        settings["encoding"] = told
    films, language = films_of(present, fields), language_of(fields, present)
    key = _key(filled, fields)
    return Proposal(count, lost, settings, missing, columns, films, language, key, timezone_of(present))


_TELLING = frozenset(("year", "directors", "identifiers"))
"""What tells films of one title apart."""


def _key(cells: Mapping[str, Sequence[Any]], fields: Mapping[str, Mapped]) -> tuple[str, str]:
    stated = {field for mapped in fields.values() for field in mapped.fields}
    title = next((name for name, mapped in fields.items() if "title" in mapped.fields), "")
    titles = [announced(str(cell)).title for cell in cells.get(title, ()) if cell is not None]
    if START in stated and keyed.repeats(titles):  # what names a row names a showing
        return (title, keyed.SHOWINGS) if stated.isdisjoint(_TELLING) else ("", "")
    found = keyed.key_of(cells, [name for name, mapped in fields.items() if mapped.fields])
    return (found, keyed.COUNTED if keyed.counts(cells[found]) else keyed.CHECK) if found else ("", "")


def _found(column: str, cells: Sequence[Any], missing: tuple[str, ...], fields: Mapping[str, Mapped]) -> Found:
    filled = [cell for cell in cells if cell is not None and not is_missing(cell, missing)]
    told = map(_example, filled[:_TRIED])
    mapped = fields.get(column, Mapped({}))
    return Found(column, len(filled), tuple(islice(dict.fromkeys(told), _EXAMPLES)), mapped.fields, mapped.question)


def _example(cell: Any) -> str:
    """A cell for a person; a long text is cut inside its quotation marks."""
    if isinstance(cell, str) and len(cell) > _SHOWN:
        return shown(json.dumps(f"{cell[:_SHOWN].rstrip()}…", ensure_ascii=False), 2 * _SHOWN)
    return shown(json.dumps(cell, ensure_ascii=False, default=str), _SHOWN)


def _missing(cells: Mapping[str, Sequence[Any]], fields: Mapping[str, Mapped]) -> tuple[str, ...]:
    """The marks that say nothing in these cells. Films are called like that too: titles alone tell none."""
    titles = {name for name, found in fields.items() if {"title", "alternate_titles"} & set(found.fields)}
    marks = (column for name, column in cells.items() if name not in titles)
    said = {str(cell) for column in marks for cell in column if isinstance(cell, str | float)}
    return tuple(mark for mark in NOTHING if mark in said)


def _cells(table: Path, source: SourceConfig, told: str) -> tuple[dict[str, list[Any]], int, tuple[Fault, ...]]:
    """Column → its cells in the first rows, None where one is empty, how many rows there are, and those not read."""
    cells: dict[str, list[Any]] = {}
    count, lost = 0, list[Fault]()
    for row in islice(summaries.without(rows(table, source, told), frozenset()), ROWS):
        if isinstance(row, Fault):
            lost.append(row)
        if isinstance(row, Leftover) and row.name in summaries.TOLD:
            lost.append(Fault("", "", row.name, line=row.line))
        if not isinstance(row, Row):
            continue
        for column, cell in _leaves(row.cells):
            said = cells.setdefault(column, [])
            said += [None] * (count - len(said))
            said.append(None if cell in ("", [], {}) else cell)
        count += 1
        if len(cells) > MOST_COLUMNS:
            raise ReelgraphError(f"more than {MOST_COLUMNS} columns")
    if not count:
        raise ReelgraphError(lost[0].reason if lost else "has no rows")
    return cells, count, tuple(lost)


def _leaves(cells: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, Any]]:
    """Column and cell; the members of objects are columns too, by their paths."""
    for column, cell in cells.items():
        if isinstance(cell, dict) and cell and path.count(".") < _DEEPEST:
            yield from _leaves(cell, f"{path}{column}.")
        else:
            yield f"{path}{column}", cell
