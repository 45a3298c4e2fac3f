"""Spreadsheets (Excel, OpenDocument), by calamine in a process of its own; a sheet that is too large is refused."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from kg.model.record import Fault
from kg.sources.config import SourceConfig
from kg.sources.fields import fault
from kg.sources.stated import Leftover
from kg.sources.tables.rows.row import Row, headed
from kg.sources.tables.rows.sheet import write
from kg.system.files import FREE, RATIO, Unreadable, regular
from kg.system.process import Ended, Limits, ran

LARGEST = 512 << 20
"""In bytes: what a spreadsheet may unpack to."""

MEMORY = 1 << 30
"""In bytes: the parser holds a sheet as a grid from its first filled cell to its last."""

_WRITTEN = 2 << 30
_SECONDS, _SECONDS_A_MIB = 5, 2
"""Of CPU, that a spreadsheet may take, ten times what it needs: the parser goes round in some that are cut off."""

_CHUNK = 1 << 20


def rows(path: Path, source: SourceConfig, encoding: str) -> Iterator[Row | Fault | Leftover]:
    """Each row below the first that is not empty, which names the columns; of the sheet that `source` names, or of the
    first that is not empty.
    """
    cpu = _SECONDS + _SECONDS_A_MIB * weigh(path) // (1 << 20)
    yield from headed(_filled(path, source.sheet, Limits(cpu=cpu, memory=MEMORY, written=_WRITTEN)), source)


def _filled(path: Path, sheet: str, limits: Limits) -> Iterator[tuple[int, list[Any]] | Fault | Leftover]:
    """Number and cells of each row that is not empty, and the other sheets."""
    try:
        with ran(write, str(path), sheet, limits=limits) as lines:
            for line in lines:
                match msgspec.json.decode(line):
                    case [int(number), cells]:
                        yield number, cells
                    case ["sheet", str(name)]:
                        yield Leftover("sheet", name, "", 0)
                    case [reason, raw]:
                        yield fault("", raw, reason, line=1)
    except Ended as error:
        yield fault("", "", f"no readable spreadsheet: damaged, or a sheet of too many cells: it {error}", line=1)


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
                                raise Unreadable(f"a spreadsheet that unpacks to more than {allowed} bytes")
        except Unreadable:
            raise
        except Exception as error:  # of the archive, of each way to pack, and of what they take for granted
            raise Unreadable(f"packed, and damaged: {' '.join(str(error).split()) or type(error).__name__}") from None
        return unpacked
