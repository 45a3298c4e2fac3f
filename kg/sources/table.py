"""Reader of tables (CSV, TSV): the catalogue says which column states which field."""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kg.record import Fault
from kg.sources.config import Column, SourceConfig
from kg.sources.fields import fault
from kg.sources.stated import Stated

LONGEST_CELL = 1_000_000
"""In characters: a quotation mark that is never closed does not swallow the file."""


def read(path: Path, source: SourceConfig) -> Iterator[Stated | Fault]:
    """Each row; a row at fault does not touch the others."""
    csv.field_size_limit(LONGEST_CELL)
    delimiter = source.delimiter or ("\t" if path.suffix.lower() == ".tsv" else ",")
    # Bytes that are no UTF-8 become surrogates, so that each row answers for its own.
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
        rows = _rows(file, delimiter)
        first = next(rows, None)
        if first is None:
            yield fault("", "", "no row with the names of the columns", line=1)
            return
        names = [name.strip() for name in first[1]] if isinstance(first, tuple) else []
        wrong = first if isinstance(first, Fault) else _header_fault(names, source)
        if wrong:
            yield wrong
            return
        for row in rows:
            yield row if isinstance(row, Fault) else _row(*row, names, source)


def _rows(file: Iterator[str], delimiter: str) -> Iterator[tuple[int, list[str]] | Fault]:
    """Line on which a row begins, and its cells; empty rows are left out."""
    reader = csv.reader(file, delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            yield fault("", "", f"not a row of a table: {error}", line=line)
            continue
        if cells is None:
            return
        text = delimiter.join(cells)
        if "\0" in text:
            yield fault("", text, "binary, not text", line=line)
        elif any("\ud800" <= character <= "\udfff" for character in text):
            yield fault("", text, "not UTF-8", line=line)
        elif any(map(str.strip, cells)):
            yield line, cells


def _header_fault(names: list[str], source: SourceConfig) -> Fault | None:
    wanted = [column for field in source.columns.values() if (column := _column(field).column)]
    for column in [*wanted, *([source.key] if source.key else [])]:
        if names.count(column) != 1:
            often = "no column is" if column not in names else "several columns are"
            return fault("", ", ".join(names), f"{often} called {column!r}: see columns in the catalogue", line=1)
    return None


def _row(line: int, cells: list[str], names: list[str], source: SourceConfig) -> Stated | Fault:
    if len(cells) > len(names):
        return fault("", ", ".join(cells), f"{len(cells)} cells under {len(names)} columns", line=line)
    row = {name: cell.strip() for name, cell in zip(names, cells, strict=False)}
    said = {name: cell for name, cell in row.items() if cell and cell not in source.missing}
    return Stated(_values(said, source), line, said.get(source.key, "") if source.key else "")


def _values(said: Mapping[str, str], source: SourceConfig) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for field, given in source.columns.items():
        column = _column(given)
        if column.column is not None and column.column in said:
            _put(values, field, _cell(said[column.column], column, source), source)
    for field, given in source.columns.items():
        constant = _column(given).constant
        # A constant is said of what the row names: an object that only constants would fill is not there.
        if constant is not None and ("." not in field or field.partition(".")[0] in values):
            _put(values, field, constant, source)
    return values


def _cell(cell: str, column: Column, source: SourceConfig) -> str | list[str]:
    unit = f" {column.unit}" if column.unit else ""
    if not column.separator:
        return cell + unit
    parts = (part.strip() for part in cell.split(column.separator))
    return [part + unit for part in parts if part and part not in source.missing]


def _put(values: dict[str, Any], field: str, value: Any, source: SourceConfig) -> None:
    head, _, member = field.partition(".")
    if head == "descriptions" and not member:
        member = source.language
    if member:
        values.setdefault(head, {})[member] = value
    else:
        values[head] = value


def _column(given: str | Column) -> Column:
    return Column(column=given) if isinstance(given, str) else given
