"""A row, and what is the same for all formats of tables."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any, NamedTuple

from kg.model.record import Fault
from kg.sources.config import SourceConfig, column_names
from kg.sources.fields import fault
from kg.sources.json_text import Flawed
from kg.sources.stated import Leftover


class Row(NamedTuple):
    """Column → cell: text from CSV and TSV, JSON values from others; None or empty text where nothing is said.

    `line` is where the row begins in text, its 1-based number in Parquet, and the number that a spreadsheet shows.
    """

    line: int
    cells: dict[str, Any]


def row_of(line: int, value: object) -> Row | Fault:
    """The row that a JSON value is."""
    if isinstance(value, Flawed):
        return fault("", value.raw, value.reason, line=line)
    return Row(line, value) if isinstance(value, dict) else fault("", value, "not a JSON object", line=line)


MOST_COLUMNS = 16_384
"""As many as a spreadsheet can have; a table with more is none of films."""


def _header_fault(names: Sequence[str], source: SourceConfig) -> Fault | None:
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


def headed(
    found: Iterator[tuple[int, list[Any]] | Fault | Leftover], source: SourceConfig
) -> Iterator[Row | Fault | Leftover]:
    """The rows below the first one, which names the columns; of all it is told where they stand, and their cells."""
    names: list[str] = []
    for one in found:
        if isinstance(one, (Fault, Leftover)):
            yield one
            if isinstance(one, Fault) and not names:
                return
        elif not names:
            names = [str(name) for name in one[1]]
            if wrong := _header_fault(names, source):
                yield wrong
                return
            names = _once(names)
        elif len(one[1]) > len(names):
            reason = f"{len(one[1])} cells under {len(names)} columns"
            yield fault("", ", ".join(map(str, one[1])), reason, line=one[0])
        else:
            yield Row(one[0], dict(zip_longest(names, one[1], fillvalue="")))
    if not names:
        yield fault("", "", "no row with the names of the columns", line=1)


def _once(names: Sequence[str]) -> list[str]:
    """The names of columns as a row has them, each once: without a name of its own, a column has its number."""
    seen: set[str] = set()
    told = []
    for number, name in enumerate(names, start=1):
        told.append(name if name and name not in seen else f"{name} (column {number})".strip())
        seen.add(name)
    return told
