"""Rows of tables: one module a format, all of them streaming."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from kg.model.formats import format_of, suffixes
from kg.model.record import Fault
from kg.sources.config import SourceConfig
from kg.sources.fields import fault
from kg.sources.stated import Leftover
from kg.sources.tables.rows import calendar, delimited, document, elements, excel, lines, parquet, references
from kg.sources.tables.rows.row import Row
from kg.system.charset import detect
from kg.system.files import suffix

Rows = Callable[[Path, SourceConfig, str], Iterator[Row | Fault | Leftover]]

_TEXT: dict[str, Rows] = {
    "csv": delimited.rows,
    "tsv": delimited.rows,
    "txt": delimited.rows,
    "json": document.rows,
    "jsonl": lines.rows,
}
_BINARY: dict[str, Rows] = {
    "parquet": parquet.rows,
    "xlsx": excel.rows,
    "xls": excel.rows,
    "ods": excel.rows,
}
_MARKED: dict[str, Rows] = {"xml": elements.rows, "calendar": calendar.rows}
"""These say themselves in which encoding they are, or have always the same."""

_MOST_WAYS = 20
_TEXTS = suffixes("txt")
SUFFIXES = tuple(one for one in suffixes(*_TEXT, *_BINARY, *_MARKED) if one not in _TEXTS)
"""What the files of tables are called; other texts may be tables as well, as spreadsheets export them."""


def encoding(path: Path, source: SourceConfig) -> str:
    """The encoding of a table of text: what the catalogue says, else what its bytes say; "" where it is no text."""
    return source.encoding or detect(path) if _name(path) in _TEXT else ""


def rows(path: Path, source: SourceConfig, encoding: str) -> Iterator[Row | Fault | Leftover]:
    """Each row; one that cannot be read is a Fault and does not touch the others. Raises OSError and Unreadable."""
    read = (_TEXT | _BINARY | _MARKED).get(_name(path))
    if read is None:
        yield fault("", path.name, f"not a table; its suffix must be one of {' '.join(SUFFIXES)}", line=1)
        return
    if _name(path) in _BINARY and suffix(path) != path.suffix.lower():
        yield fault("", path.name, "compressed twice: this format is already compressed; decompress it", line=1)
        return
    line = 0
    try:
        for row in read(path, source, encoding):
            line = line if isinstance(row, Leftover) else row.line
            yield row
    except UnicodeError as error:
        yield fault("", "", f"not {encoding}: {error}", line=line or 1)
        return
    if not line:
        yield fault("", "", "a table without rows", line=1)


def grid(path: Path, source: SourceConfig, encoding: str) -> Iterator[tuple[int, list[Any]]]:
    """Line and cells of each row, the header among them; nothing of formats whose rows name their cells."""
    found = {"delimited": delimited.grid, "excel": excel.grid}.get(_kind(path))
    rows = found(path, source, encoding) if found else ()
    yield from (row for row in rows if not isinstance(row, (Fault, Leftover)))


def ways(path: Path, encoding: str) -> list[dict[str, Any]]:
    """Where the films of a file may be, as settings of a source: in which sheet, in which array of JSON."""
    if _kind(path) == "excel":
        return [{"sheet": name} for name in excel.sheets(path)][:_MOST_WAYS]
    if _name(path) == "json":
        array, joined = references.proposed(path, encoding)
        if joined:
            return [{"array": array, "joined": joined}]
        return [{"array": name} for name in document.arrays(path, encoding)][:_MOST_WAYS]
    if _name(path) == "xml":
        return [{"array": name} for name in elements.names(path)][:_MOST_WAYS]
    return [{}]


def _kind(path: Path) -> str:
    name = _name(path)
    return "delimited" if name in ("csv", "tsv", "txt") else "excel" if name in ("xlsx", "xls", "ods") else ""


def _name(path: Path) -> str:
    found = format_of(path)
    return found.name if found else ""
