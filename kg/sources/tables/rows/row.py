"""A row, and what is the same for all formats of tables."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any, NamedTuple

from kg.model.record import Fault
from kg.report.report import many
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
    told = set(_once(names))
    for column in column_names(source):
        if column in told or (column not in names and "." in column and column.partition(".")[0] in told):
            continue  # with a point, a path into a column that holds objects
        wrong = f"there is no column {column!r}; correct columns in the catalogue"
        if column in names:
            one = _numbered(column, names.index(column) + 1)
            wrong = f"there are several columns {column!r}; in the catalogue, add its number, as in {one!r}"
        return fault("", ", ".join(names), wrong, line=1)
    return None


def headed(
    found: Iterator[tuple[int, list[Any]] | Fault | Leftover], source: SourceConfig
) -> Iterator[Row | Fault | Leftover]:
    """The rows below the one that names the columns; of all it is told where they stand, and their cells.

    That is the first one, or the one that `source.header` names; with 0, columns have their numbers.

    Where the first two rows end with an empty cell too many, as behind a last comma, so may all. Only then: elsewhere a
    comma in a text may have made two cells of one, which nobody can tell where rows end so.
    """
    names: list[str] = []
    spare: list[Any] | None = None
    first: tuple[int, list[Any]] | None = None
    for one in found:
        if isinstance(one, (Fault, Leftover)):
            yield one
            if isinstance(one, Fault) and not names:
                return
            continue
        if not names and one[0] and one[0] < (source.header or 0):
            yield Leftover("row", "above the names of the columns", one[1], one[0])
            continue
        if not names:
            bare = source.header == 0 and one[0]
            names = ["" if bare else str(name) for name in one[1]]
            if wrong := _header_fault(names, source):
                yield wrong
                return
            names = _once(names)
            if not bare:
                continue
        over = one[1][len(names) :]
        if spare is None and over in ([""], [None]):
            spare, first = over, one
            continue
        if first:
            spare = over if over == spare else []
            yield _row(first, names, spare)
            first = None
        spare = spare or []
        yield _row(one, names, spare)
    if first:
        yield _row(first, names, [])
    if not names:
        yield fault("", "", "there is no row with the column names", line=1)


def _row(one: tuple[int, list[Any]], names: list[str], spare: list[Any]) -> Row | Fault | Leftover:
    """The row, which may have the cells `spare` too many; none where it repeats the names, as behind a page break."""
    line, cells = one
    if len(names) > 1 and cells == names:
        return Leftover("row", "repeats the names of the columns", cells, line)
    if cells[len(names) :] not in ([], spare):
        return fault(
            "", ", ".join(map(str, cells)), f"{many(len(cells), 'cell')} under {many(len(names), 'column')}", line=line
        )
    return Row(line, dict(zip_longest(names, cells[: len(names)], fillvalue="")))


def _once(names: Sequence[str]) -> list[str]:
    """The names of columns as a row has them, each once: one without a name of its own has its number."""
    often, taken = Counter(names), set(names)
    told = []
    for number, name in enumerate(names, start=1):
        own = name
        while not own or (own in taken and (own != name or often[name] > 1)):
            own = _numbered(own, number)
        taken.add(own)
        told.append(own)
    return told


def _numbered(name: str, number: int) -> str:
    return f"{name} (column {number})".strip()
