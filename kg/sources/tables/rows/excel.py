"""Spreadsheets (Excel, OpenDocument), by calamine in a process of its own; a sheet that is too large is refused."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.model.record import Fault
from kg.sources.config import SourceConfig
from kg.sources.stated import Leftover
from kg.sources.tables.rows.cell import cell
from kg.sources.tables.rows.child import WRITTEN, filled
from kg.sources.tables.rows.row import Row, headed
from kg.system.files import FREE, RATIO, Unreadable, regular
from kg.system.process import Limits

LARGEST = 512 << 20
"""In bytes: what a spreadsheet may unpack to."""

MEMORY = 1 << 30
"""In bytes: the parser holds a sheet as a grid from its first filled cell to its last."""

_SECONDS, _SECONDS_A_MIB = 5, 2
"""Of CPU, that a spreadsheet may take, ten times what it needs: the parser goes round in some that are cut off."""

_CHUNK = 1 << 20


def rows(path: Path, source: SourceConfig, encoding: str) -> Iterator[Row | Fault | Leftover]:
    """Each row below the first that is not empty, which names the columns; of the sheet that `source` names, or of the
    first that is not empty.
    """
    yield from headed(grid(path, source, encoding), source)


def grid(path: Path, source: SourceConfig, encoding: str) -> Iterator[tuple[int, list[Any]] | Fault | Leftover]:
    """The number and the cells of each row that is not empty, and the sheets that are not read."""
    yield from filled(parsed, "spreadsheet", str(path), source.sheet, limits=_limits(path))


def sheets(path: Path) -> list[str]:
    """The sheets of a file; none where it cannot be read."""
    found = filled(named, "spreadsheet", str(path), limits=_limits(path))
    return [one.name for one in found if isinstance(one, Leftover)]


def named(path: str) -> Iterator[list[Any]]:
    """The names of the sheets."""
    from python_calamine import CalamineWorkbook

    yield from (["sheet", name] for name in CalamineWorkbook.from_path(path).sheet_names)


def _limits(path: Path) -> Limits:
    cpu = _SECONDS + _SECONDS_A_MIB * weigh(path) // (1 << 20)
    return Limits(cpu=cpu, memory=MEMORY, written=WRITTEN)


def parsed(path: str, name: str) -> Iterator[list[Any]]:
    """The rows of the sheet of that name, or of the first that is not empty, and the names of the others."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(path)
    if name and name not in book.sheet_names:
        yield [f"there is no sheet {name!r}", ", ".join(book.sheet_names)]
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


def weigh(path: Path) -> int:
    """To how many bytes the file unpacks: no more than a person would have made. Its own word is not taken for it."""
    with regular(path) as file:
        size = path.stat().st_size
        if not zipfile.is_zipfile(file):
            return size
        unpacked, allowed = 0, min(LARGEST, max(FREE, RATIO * size))
        try:
            with zipfile.ZipFile(file) as packed:
                for member in packed.infolist():
                    with packed.open(member) as part:
                        while chunk := part.read(_CHUNK):
                            unpacked += len(chunk)
                            if unpacked > allowed:
                                raise Unreadable(f"a spreadsheet that decompresses to more than {allowed} bytes")
        except Unreadable:
            raise
        except Exception as error:  # of the archive, of each way to pack, and of what they take for granted
            raise Unreadable(
                f"compressed, but damaged: {' '.join(str(error).split()) or type(error).__name__}"
            ) from None
        return unpacked
