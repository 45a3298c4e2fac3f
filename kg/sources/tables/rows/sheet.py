"""The rows of a spreadsheet as lines of JSON: `python -m kg.sources.tables.rows.sheet FILE SHEET`.

A program of its own: a few kilobytes can ask the parser for more memory than a machine has, and that ends its process.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import chain
from typing import Any

import msgspec

from kg.sources.tables.rows.cell import cell

MEMORY = 2 << 30
"""In bytes: what a spreadsheet may take. The parser holds a sheet as a grid from its first filled cell to its last."""


def main(path: str, sheet: str) -> None:
    """Write `[number, cells]` of each row that is not empty, or `[reason, raw]` of a fault, and `null` at the end.

    `["sheet", name]` names each other sheet.
    """
    _bound()
    try:
        for line in chain(_rows(path, sheet), [None]):
            sys.stdout.buffer.write(msgspec.json.encode(line) + b"\n")
    except BaseException as error:  # a panic of the parser is no Exception
        reason = f"no readable spreadsheet: {' '.join(str(error).split()) or type(error).__name__}"
        sys.stdout.buffer.write(msgspec.json.encode([reason, ""]) + b"\n")


def _bound() -> None:
    if sys.platform != "win32":
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        bound = MEMORY if most == resource.RLIM_INFINITY else min(MEMORY, most)
        resource.setrlimit(resource.RLIMIT_AS, (bound, most))


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


if __name__ == "__main__":
    main(*sys.argv[1:])
