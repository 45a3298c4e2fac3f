"""A row, and what is the same for all formats of tables."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from kg.model.record import Fault
from kg.sources.config import SourceConfig, column_names
from kg.sources.fields import fault


class Row(NamedTuple):
    """Column → cell: text from CSV and TSV, JSON values from others; None or empty text where nothing is said.

    `line` is where the row begins in text, its 1-based number in Parquet, and the number that a spreadsheet shows.
    """

    line: int
    cells: dict[str, Any]


def row_of(line: int, value: object) -> Row | Fault:
    """The row that a JSON value is."""
    return Row(line, value) if isinstance(value, dict) else fault("", value, "not a JSON object", line=line)


MOST_COLUMNS = 16_384
"""As many as a spreadsheet can have; a table with more is none of films."""


def header_fault(names: Sequence[str], source: SourceConfig) -> Fault | None:
    """What is wrong with the columns of a table that is read by this mapping."""
    if len(names) > MOST_COLUMNS:
        return fault("", ", ".join(names[:20]), f"{len(names)} columns: more than {MOST_COLUMNS}", line=1)
    for column in column_names(source):
        if names.count(column) != 1:
            if column not in names and "." in column and column.partition(".")[0] in names:
                continue  # a path into a column that holds objects
            often = "no column is" if column not in names else "several columns are"
            return fault("", ", ".join(names), f"{often} called {column!r}: see columns in the catalogue", line=1)
    return None


def named(names: Sequence[str]) -> list[str]:
    """The names of columns as a row has them, each once: without a name of its own, a column has its number."""
    seen: set[str] = set()
    told = []
    for number, name in enumerate(names, start=1):
        told.append(name if name and name not in seen else f"{name} (column {number})".strip())
        seen.add(name)
    return told
