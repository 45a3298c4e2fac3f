"""How a table is laid out: what stands between its cells, and which row names its columns."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from kg.model.values import duration, year
from kg.model.values.tried import tried
from kg.sources.config import SourceConfig
from kg.sources.tables.headers import is_known
from kg.sources.tables.rows import encoding, grid
from kg.system.files import Unreadable, suffix

_DELIMITERS = (",", ";", "\t", "|")
_NO_COMMAS = ("\t", ";", "|")
_TEXT = ".txt"
_ALIKE = 0.9
"""So many of the lines of a text have as many cells as the others, where it is a table."""

_BARE = SourceConfig(name="", path="", reader="table")
_LOOKED_AT = 30
"""So many rows tell what stands between cells."""

_ABOVE = 10
"""So many rows may stand above the names of the columns."""

_TYPED = re.compile(r"[0-9][0-9.,:/-]*|https?://\S+|tt[0-9]{7,}|[0-9]{1,4} ?(?:min|m|h|')\.?|.{81,}")
"""A cell that no header has: a number, an address, a text."""


def is_table(text: Path) -> bool:
    """Whether the lines of a text are rows of a table, as spreadsheets export it: cells at tabs below known names."""
    try:
        written = encoding(text, _BARE)
        source = max(
            (replace(_BARE, delimiter=mark) for mark in _NO_COMMAS), key=lambda one: _width(text, one, written)
        )
        if _width(text, source, written)[0] < _ALIKE:
            return False
        _, names = next(grid(text, source, written))
    except (Unreadable, OSError, StopIteration):
        return False
    return sum(is_known(str(name)) for name in names) > 1


def laid_out(table: Path, source: SourceConfig, written: str) -> SourceConfig:
    """The source with the delimiter and the header that its first rows show."""
    if suffix(table) in (".csv", _TEXT) or (suffix(table) in (".tsv",) and _width(table, source, written)[1] < 2):
        delimiters = (replace(source, delimiter=mark) for mark in _DELIMITERS)
        source = max(delimiters, key=lambda one: _width(table, one, written))
    first = list(islice(grid(table, source, written), _LOOKED_AT))
    header = header_of(first) if first else None
    return source if header is None else replace(source, header=header)


def header_of(rows: Sequence[tuple[int, list[Any]]]) -> int | None:
    """The line of the row that names the columns, 0 if there is none, None if it is the first that is not empty.

    It is the one with most names that tables of films have. Where none has any, what stands alone above a wider row is
    a heading; and a row with the same numbers, durations and addresses as those below it is a film.
    """
    filled = [[cell for cell in cells if cell not in ("", None)] for _, cells in rows]
    known = [sum(is_known(str(cell)) for cell in cells) for cells in filled[:_ABOVE]]
    best = max(range(len(known)), key=lambda number: (known[number], -number))
    if known[best] * 3 < len(filled[best]):
        widest = Counter(len(cells) for cells in filled).most_common(1)[0][0]
        wide = next((number for number, cells in enumerate(filled[:_ABOVE]) if len(cells) * 2 > widest), 0)
        best = best if known[best] > 1 else wide
        if _is_data([cells for _, cells in rows[best:]]):
            return 0
    return rows[best][0] if best else None


def _is_data(rows: Sequence[Sequence[Any]]) -> bool:
    """Whether the first row has, in columns of numbers, addresses or long texts, one of these as well."""
    first, *rest = rows
    if not rest:
        return False
    for number, cell in enumerate(first):
        below = [row[number] for row in rest if len(row) > number and row[number] not in ("", None)]
        typed = sum(_is_typed(one) for one in below)
        if below and typed * 10 >= len(below) * 8 and _is_typed(cell):
            return True
    return False


def _is_typed(cell: Any) -> bool:
    if not isinstance(cell, str):
        return True
    return bool(_TYPED.fullmatch(cell) or tried(year, cell) or tried(duration, cell))


def _width(table: Path, source: SourceConfig, written: str) -> tuple[float, int]:
    """In which part of the rows there are as many cells as in most, if more than one, and how many."""
    try:
        rows = [len(cells) for _, cells in islice(grid(table, source, written), _LOOKED_AT)]
    except csv.Error:
        return 0.0, 0
    width, often = Counter(rows).most_common(1)[0] if rows else (0, 0)
    return (often / len(rows), width) if width > 1 else (0.0, width)
