"""Spreadsheets (Excel, OpenDocument), by calamine in a process of its own; a sheet that is too large is refused."""

import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from kg.model.record import Fault
from kg.sources.config import SourceConfig
from kg.sources.fields import fault
from kg.sources.stated import Leftover
from kg.sources.tables.rows.row import Row, header_fault, named
from kg.system.files import FREE, RATIO, Unreadable

LARGEST = 512 << 20
"""In bytes: what a spreadsheet may unpack to."""

_CHUNK = 1 << 20


def rows(path: Path, source: SourceConfig, encoding: str) -> Iterator[Row | Fault | Leftover]:
    """Each row below the first that is not empty, which names the columns; of the sheet that `source` names, or of the
    first that is not empty.
    """
    _weigh(path)
    names: list[str] | None = None
    for found in _filled(path, source.sheet):
        if isinstance(found, Fault | Leftover):
            yield found
        elif names is None:
            names = [str(name) for name in found[1]]
            if wrong := header_fault(names, source):
                yield wrong
                return
            names = named(names)
        else:
            number, row = found
            yield Row(number, dict(zip(names, row, strict=False)))


def _filled(path: Path, sheet: str) -> Iterator[tuple[int, list[Any]] | Fault | Leftover]:
    """Number and cells of each row that is not empty, as the program `sheet` writes them."""
    command = [sys.executable, "-P", "-m", "kg.sources.tables.rows.sheet", str(path), sheet]
    nothing = subprocess.DEVNULL
    with subprocess.Popen(command, stdin=nothing, stdout=subprocess.PIPE, stderr=nothing) as process:
        try:
            for line in process.stdout or ():
                match msgspec.json.decode(line):
                    case [int(number), cells]:
                        yield number, cells
                    case ["sheet", str(name)]:
                        yield Leftover("sheet", name, "", 0)
                    case [str(reason), str(raw)]:
                        yield fault("", raw, reason, line=1)
                        return
                    case _:
                        return
        finally:
            process.kill()
    yield fault("", "", "no readable spreadsheet: damaged, or a sheet of too many cells", line=1)


def _weigh(path: Path) -> None:
    """What is in the file unpacks to no more than a person would have made. Its own word for it is not taken."""
    with path.open("rb") as file:
        if not zipfile.is_zipfile(file):
            return
    unpacked, allowed = 0, min(LARGEST, max(FREE, RATIO * path.stat().st_size))
    try:
        with zipfile.ZipFile(path) as packed:
            for member in packed.infolist():
                with packed.open(member) as part:
                    while chunk := part.read(_CHUNK):
                        unpacked += len(chunk)
                        if unpacked > allowed:
                            raise Unreadable(f"a spreadsheet that unpacks to more than {allowed} bytes")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise Unreadable(f"packed, and damaged: {error}") from None
