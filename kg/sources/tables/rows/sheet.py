"""The rows of a spreadsheet as lines of JSON, for a process of its own.

A few kilobytes can ask the parser for more memory than a machine has, and that ends its process.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from kg.sources.tables.rows.cell import cell


def write(out: BinaryIO, path: str, sheet: str) -> None:
    """Write `[number, cells]` of each row that is not empty, or `[reason, raw]` of a fault, a line each.

    The sheet is the one of that name, or the first that is not empty; `["sheet", name]` names each other one.
    """
    try:
        for row in _rows(path, sheet):
            out.write(msgspec.json.encode(row) + b"\n")
    except (OSError, MemoryError):
        raise
    except BaseException as error:  # a panic of the parser is no Exception
        reason = f"no readable spreadsheet: {' '.join(str(error).split()) or type(error).__name__}"
        out.write(msgspec.json.encode([reason, ""]) + b"\n")


def _rows(path: str, name: str) -> Iterator[list[Any]]:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(path)
    if name and name not in book.sheet_names:
        yield [f"no sheet is called {name!r}", ", ".join(book.sheet_names)]
        return
    sheets = (book.get_sheet_by_name(one) for one in ([name] if name else book.sheet_names))
    sheet = next((sheet for sheet in sheets if sheet.start is not None), None)
    if sheet is None:
        yield ["every sheet is empty", ""]
        return
    for number, row in enumerate(sheet.iter_rows(), start=1):
        cells = [cell(value) for value in row]
        if any(value not in ("", None) for value in cells):
            yield [number, cells]
    yield from (["sheet", other] for other in book.sheet_names if other != sheet.name)
