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
from kg.sources.stated import Leftover
from kg.sources.tables.columns import NOTHING, Fields, fields_of, films_of
from kg.sources.tables.options import Options
from kg.sources.tables.rows import SUFFIXES, encoding, rows
from kg.sources.tables.rows.row import MOST_COLUMNS
from kg.system.errors import ReelgraphError
from kg.system.files import opened, suffix

ROWS = 1000
"""So many rows are looked at."""

_LOOKED_AT = 100_000
_DELIMITERS = ",;\t|"
_EXAMPLES = 3
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
    if suffix(table) not in SUFFIXES:
        raise ReelgraphError(f"{table}: no table; a mapping is proposed for {' '.join(SUFFIXES)}")
    delimiter = _delimiter(table)
    source = SourceConfig(name="", path="", reader="table", licence="", delimiter=delimiter)  # type: ignore[arg-type]
    cells, count, told = _cells(table, source)
    filled = {name: [cell for cell in column if cell not in NOTHING] for name, column in cells.items()}
    fields = dict(fields_of(filled))
    if not any("title" in found for found in fields.values()):
        raise ReelgraphError(f"{table}: no column looks like a title; its columns are {', '.join(cells)}")
    missing = _missing(cells, fields)
    columns = (
        Found(
            name, sum(cell not in missing for cell in column), tuple(_examples(column, missing)), fields.get(name, {})
        )
        for name, column in cells.items()
    )
    return Proposal(count, delimiter, told, missing, tuple(columns), films_of(filled, fields))


def _missing(cells: dict[str, list[Any]], fields: dict[str, Fields]) -> tuple[str, ...]:
    """The marks that say nothing in these cells. Films are called like that too: titles alone tell none."""
    titles = {name for name, found in fields.items() if {"title", "alternate_titles"} & set(found)}
    said = {cell for name, column in cells.items() if name not in titles for cell in column if isinstance(cell, str)}
    return tuple(mark for mark in NOTHING if mark in said)


def _delimiter(table: Path) -> str:
    if suffix(table) != ".csv":
        return ""
    try:
        with opened(table) as file:
            first = file.readline(_LOOKED_AT).decode("utf-8", "replace")
    except OSError as error:
        raise ReelgraphError(f"{table}: cannot be read ({error.strerror})") from None
    return max(_DELIMITERS, key=first.count)


def _cells(table: Path, source: SourceConfig) -> tuple[dict[str, list[Any]], int, str]:
    """Column → its filled cells in the first rows, how many rows there are of these, and the encoding."""
    cells: dict[str, list[Any]] = {}
    count = 0
    try:
        told = encoding(table, source)
        for row in islice(rows(table, source, told), ROWS):
            if isinstance(row, Fault):
                if not count:
                    raise ReelgraphError(f"{table}: {row.reason}")
                continue
            if isinstance(row, Leftover):
                continue
            count += 1
            for name, cell in _leaves(row.cells):
                column = cells.setdefault(name, [])
                if cell not in (None, "", [], {}):
                    column.append(cell)
            if len(cells) > MOST_COLUMNS:
                raise ReelgraphError(f"more than {MOST_COLUMNS} columns")
    except OSError as error:
        raise ReelgraphError(f"{table}: cannot be read ({error.strerror})") from None
    except ReelgraphError as error:
        raise ReelgraphError(f"{table}: {error}" if str(table) not in str(error) else str(error)) from None
    if not count:
        raise ReelgraphError(f"{table}: has no rows")
    return cells, count, told


def _leaves(cells: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, Any]]:
    """Column and cell; the members of objects are columns too, by their paths."""
    for name, cell in cells.items():
        if isinstance(cell, dict) and cell and path.count(".") < _DEEPEST:
            yield from _leaves(cell, f"{path}{name}.")
        else:
            yield f"{path}{name}", cell


def _examples(column: Sequence[Any], missing: Sequence[str]) -> Iterator[str]:
    shown = dict.fromkeys(
        json.dumps(cell, ensure_ascii=False, default=str)[:60] for cell in column[:50] if cell not in missing
    )
    yield from islice(shown, _EXAMPLES)
