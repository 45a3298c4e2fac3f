"""Spreadsheets (Excel, OpenDocument), by calamine. The parser holds a sheet in memory; larger ones are refused."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.record import Fault
from kg.sources.config import SourceConfig
from kg.sources.fields import fault
from kg.sources.opening import FREE, RATIO, Unreadable
from kg.sources.rows.cell import cell
from kg.sources.rows.row import Row, header_fault

LARGEST = 512 << 20
"""In bytes: what a spreadsheet may unpack to."""

_CHUNK = 1 << 20
_OURS = (KeyboardInterrupt, SystemExit, GeneratorExit)


def rows(path: Path, source: SourceConfig, encoding: str) -> Iterator[Row | Fault]:
    """Each row below the first that is not empty, which names the columns; of the sheet that `source` names, or of the
    first that is not empty.
    """
    found = _sheet(path, source.sheet)
    if isinstance(found, Fault):
        yield found
        return
    numbered = ((number, [cell(value) for value in row]) for number, row in enumerate(found, start=1))
    filled = ((number, row) for number, row in numbered if any(value not in ("", None) for value in row))
    _, first = next(filled, (0, []))
    names = [str(name) for name in first]
    if wrong := header_fault(names, source):
        yield wrong
        return
    for number, row in filled:
        yield Row(number, {name: value for name, value in zip(names, row, strict=False) if name})


def _sheet(path: Path, name: str) -> list[list[Any]] | Fault:
    from python_calamine import CalamineWorkbook

    _weigh(path)
    try:
        book = CalamineWorkbook.from_path(path)
        if name and name not in book.sheet_names:
            return fault("", ", ".join(book.sheet_names), f"no sheet is called {name!r}", line=1)
        sheets = (
            book.get_sheet_by_name(one).to_python(skip_empty_area=False)
            for one in [name] * bool(name) or book.sheet_names
        )
        return next((sheet for sheet in sheets if sheet), []) or fault("", "", "every sheet is empty", line=1)
    except _OURS:
        raise
    except OSError:
        raise
    except BaseException as error:  # a panic of the parser is no Exception
        return fault("", "", f"no readable spreadsheet: {' '.join(str(error).split())}", line=1)


def _weigh(path: Path) -> None:
    """What is in the file unpacks to no more than a person would have made. Its own word for it is not taken."""
    if not zipfile.is_zipfile(path):
        return
    unpacked, allowed = 0, min(LARGEST, max(FREE, RATIO * path.stat().st_size))
    try:
        with zipfile.ZipFile(path) as packed:
            for member in packed.infolist():
                with packed.open(member) as file:
                    while chunk := file.read(_CHUNK):
                        unpacked += len(chunk)
                        if unpacked > allowed:
                            raise Unreadable(f"a spreadsheet that unpacks to more than {allowed} bytes")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise Unreadable(f"packed, and damaged: {error}") from None
