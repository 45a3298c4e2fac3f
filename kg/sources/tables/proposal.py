"""Looking at a table: what each column seems to state, and how its cells are to be read. A person decides."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from msgspec import Struct

from kg.model.record import Fault
from kg.sources.config import SourceConfig
from kg.sources.tables.cells import is_missing
from kg.sources.tables.columns import NOTHING, Fields, fields_of, films_of
from kg.sources.tables.options import Options
from kg.sources.tables.rows import SUFFIXES, encoding, rows
from kg.sources.tables.rows.row import MOST_COLUMNS, Row
from kg.system.errors import ENDS, ReelgraphError, unexpected
from kg.system.files import name, opened, suffix
from kg.system.terminal import shown

ROWS = 1000
"""So many rows are looked at."""

_LOOKED_AT = 100_000
_DELIMITERS = ",;\t|"
_SHOWN = 60
_EXAMPLES = 3
"""So many different cells are shown, of the first that are filled."""
_TRIED = 50
_DEEPEST = 4


class Found(Struct, frozen=True):
    """A column: how many of its cells are filled, some of them, and what was made of it.

    `fields`: field of the record → options of the column; empty where no field is known for it.
    """

    column: str
    filled: int
    examples: tuple[str, ...]
    fields: Fields


class Proposal(Struct, frozen=True):
    """What a table seems to hold: rows looked at, what stands between cells, what says nothing, its columns.

    `films`: the columns that name several films in a row, and what separates them.
    """

    rows: int
    delimiter: str
    encoding: str
    missing: tuple[str, ...]
    columns: tuple[Found, ...]
    films: Options


def propose(table: Path) -> Proposal:
    """Look at a table. Raises ReelgraphError where it is none, or has no column that looks like a title."""
    try:
        return _proposal(table)
    except ReelgraphError as error:
        raise ReelgraphError(f"{name(table)}: {error}") from None
    except OSError as error:
        raise ReelgraphError(f"{name(table)}: cannot be read: {error.strerror}") from None
    except ENDS:
        raise
    except BaseException as error:
        raise ReelgraphError(f"{name(table)}: {unexpected(error)}") from None


def _proposal(table: Path) -> Proposal:
    if suffix(table) not in SUFFIXES:
        raise ReelgraphError(f"not a table; a mapping can be proposed for {' '.join(SUFFIXES)}")
    delimiter = _delimiter(table)
    source = SourceConfig(name="", path="", reader="table", licence="", delimiter=delimiter)  # type: ignore[arg-type]
    cells, count, told = _cells(table, source)
    filled = {name: [cell for cell in column if not is_missing(cell, NOTHING)] for name, column in cells.items()}
    fields = dict(fields_of(filled))
    if not any("title" in found for found in fields.values()):
        raise ReelgraphError(f"no column looks like a title; its columns are {', '.join(cells)}")
    missing = _missing(cells, fields)
    columns = tuple(_found(column, cells[column], missing, fields.get(column, {})) for column in cells)
    return Proposal(count, delimiter, told, missing, columns, films_of(filled, fields))


def _found(column: str, cells: Sequence[Any], missing: tuple[str, ...], fields: Fields) -> Found:
    filled = [cell for cell in cells if not is_missing(cell, missing)]
    told = (shown(json.dumps(cell, ensure_ascii=False, default=str), _SHOWN) for cell in filled[:_TRIED])
    return Found(column, len(filled), tuple(islice(dict.fromkeys(told), _EXAMPLES)), fields)


def _missing(cells: dict[str, list[Any]], fields: dict[str, Fields]) -> tuple[str, ...]:
    """The marks that say nothing in these cells. Films are called like that too: titles alone tell none."""
    titles = {name for name, found in fields.items() if {"title", "alternate_titles"} & set(found)}
    marks = (column for name, column in cells.items() if name not in titles)
    said = {str(cell) for column in marks for cell in column if isinstance(cell, str | float)}
    return tuple(mark for mark in NOTHING if mark in said)


def _delimiter(table: Path) -> str:
    if suffix(table) != ".csv":
        return ""
    with opened(table) as file:
        first = file.readline(_LOOKED_AT).decode("utf-8", "replace")
    return max(_DELIMITERS, key=first.count)


def _cells(table: Path, source: SourceConfig) -> tuple[dict[str, list[Any]], int, str]:
    """Column → its filled cells in the first rows, how many rows there are of these, and the encoding."""
    cells: dict[str, list[Any]] = {}
    count = 0
    told = encoding(table, source)
    for row in islice(rows(table, source, told), ROWS):
        if isinstance(row, Fault) and not count:
            raise ReelgraphError(row.reason)
        if not isinstance(row, Row):
            continue
        count += 1
        for column, cell in _leaves(row.cells):
            filled = cells.setdefault(column, [])
            if cell not in (None, "", [], {}):
                filled.append(cell)
        if len(cells) > MOST_COLUMNS:
            raise ReelgraphError(f"more than {MOST_COLUMNS} columns")
    if not count:
        raise ReelgraphError("has no rows")
    return cells, count, told


def _leaves(cells: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, Any]]:
    """Column and cell; the members of objects are columns too, by their paths."""
    for column, cell in cells.items():
        if isinstance(cell, dict) and cell and path.count(".") < _DEEPEST:
            yield from _leaves(cell, f"{path}{column}.")
        else:
            yield f"{path}{column}", cell
