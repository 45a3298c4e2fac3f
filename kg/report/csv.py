"""CSV (RFC 4180, with line feeds) for spreadsheets: no cell is taken for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import TextIO

from kg.system.terminal import lines

_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
"""How a text begins that spreadsheets take for a formula (OWASP, CSV injection)."""


def written(heads: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A table as text."""
    file = io.StringIO()
    write(file, heads, rows)
    return file.getvalue()


def write(file: TextIO, heads: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """A table, row by row, into a file that is open."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows([_cell(cell) for cell in row] for row in rows)


def _cell(cell: object) -> object:
    if not isinstance(cell, str):
        return cell
    return f"'{lines(cell)}" if cell.startswith(_FORMULA) else lines(cell)
