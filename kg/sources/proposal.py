"""Looking at a table: what each column seems to state, and how its cells are to be read. A person decides."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from msgspec import Struct

from kg.errors import ReelgraphError
from kg.record import Fault
from kg.sources.columns import NOTHING, fields_of
from kg.sources.config import SourceConfig
from kg.sources.opening import opened, suffix
from kg.sources.rows import SUFFIXES, encoding, rows

ROWS = 1000
"""So many rows are looked at."""

_LOOKED_AT = 100_000
_DELIMITERS = ",;\t|"
_EXAMPLES = 3


class Found(Struct, frozen=True):
    """A column: how many of its cells are filled, some of them, and what was made of it.

    `fields`: field of the record → options of the column; empty where no field is known for it.
    """

    column: str
    filled: int
    examples: tuple[str, ...]
    fields: dict[str, dict[str, Any]]


class Proposal(Struct, frozen=True):
    """What a table seems to hold: rows looked at, what stands between cells, what says nothing, its columns."""

    rows: int
    delimiter: str
    encoding: str
    missing: tuple[str, ...]
    columns: tuple[Found, ...]


def propose(table: Path) -> Proposal:
    """Look at a table. Raises ReelgraphError where it is none, or has no column that looks like a title."""
    if suffix(table) not in SUFFIXES:
        raise ReelgraphError(f"{table}: no table; a mapping is proposed for {' '.join(SUFFIXES)}")
    delimiter = _delimiter(table)
    source = SourceConfig(name="", path="", reader="table", licence="", delimiter=delimiter)  # type: ignore[arg-type]
    cells, count, told = _cells(table, source)
    missing = tuple(mark for mark in NOTHING if any(mark in column for column in cells.values()))
    filled = {name: [cell for cell in column if cell not in missing] for name, column in cells.items()}
    fields = dict(fields_of(filled))
    if not any("title" in options for options in fields.values()):
        raise ReelgraphError(f"{table}: no column looks like a title; its columns are {', '.join(cells)}")
    columns = (
        Found(name, len(column), tuple(_examples(column)), fields.get(name, {})) for name, column in filled.items()
    )
    return Proposal(count, delimiter, told, missing, tuple(columns))


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
            count += 1
            for name, cell in row.cells.items():
                column = cells.setdefault(name, [])
                if cell not in (None, "", []):
                    column.append(cell)
    except OSError as error:
        raise ReelgraphError(f"{table}: cannot be read ({error.strerror})") from None
    except ReelgraphError as error:
        raise ReelgraphError(f"{table}: {error}" if str(table) not in str(error) else str(error)) from None
    if not count:
        raise ReelgraphError(f"{table}: has no rows")
    return cells, count, told


def _examples(column: Sequence[Any]) -> Iterator[str]:
    shown = dict.fromkeys(json.dumps(cell, ensure_ascii=False, default=str)[:60] for cell in column[:50])
    yield from islice(shown, _EXAMPLES)
