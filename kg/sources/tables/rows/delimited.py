"""CSV (RFC 4180) and TSV, by the parser of Python."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path

from kg.model.formats import suffixes
from kg.model.record import Fault
from kg.sources.config import SourceConfig
from kg.sources.fields import fault
from kg.sources.stated import Leftover
from kg.sources.tables.rows.row import Row, headed
from kg.system.charset import UTF_8
from kg.system.files import opened, suffix

LONGEST_CELL = 1_000_000
"""In characters: a quotation mark that is never closed does not swallow the file."""

_TABS = suffixes("tsv")
_SURROGATE = re.compile("[\ud800-\udfff]")
_WHOLE_CELLS = {
    mark: re.compile(rf'\A(?:(?:"(?:[^"]++|"")*+"|(?!")[^{mark}\r\n]*+)[{mark}])*+') for mark in (",", ";", "\t", "|")
}
"""Delimiter → the cells at the beginning of a row that have one behind them."""

OTHER = "not {encoding}: save the file as UTF-8, or set its encoding (of text of an old Mac it is mac_roman)"
_NO_TEXT = "\N{REPLACEMENT CHARACTER}"


def rows(path: Path, source: SourceConfig, encoding: str) -> Iterator[Row | Fault | Leftover]:
    """Each row below the one that names the columns."""
    yield from headed(grid(path, source, encoding), source)


def grid(path: Path, source: SourceConfig, encoding: str) -> Iterator[tuple[int, list[str]] | Fault]:
    """The line and the cells of each row that is not empty, the one with the names of the columns among them."""
    csv.field_size_limit(LONGEST_CELL)
    delimiter = source.delimiter or ("\t" if suffix(path) in _TABS else ",")
    with opened(path) as file:
        text = io.TextIOWrapper(file, encoding=f"{UTF_8}-sig" if encoding == UTF_8 else encoding, newline="",
                                errors="surrogateescape" if encoding == UTF_8 else "replace")  # fmt: skip
        yield from _lines(text, delimiter, encoding)


def _lines(file: Iterable[str], delimiter: str, encoding: str) -> Iterator[tuple[int, list[str]] | Fault]:
    """Line on which a row begins, and its cells; empty rows are left out.

    Bytes that are no text of the encoding have become surrogates or replacements, so that each row answers for its own.
    """
    for line, cells in _records(file, delimiter):
        if isinstance(cells, Fault):
            yield cells
            continue
        text = delimiter.join(cells)
        if "\0" in text:
            yield fault("", text, "binary, not text", line=line)
        elif not text.isascii() and _SURROGATE.search(text):
            yield fault("", text, OTHER.format(encoding="UTF-8"), line=line)
        elif encoding != UTF_8 and _NO_TEXT in text:
            yield fault("", text, OTHER.format(encoding=encoding), line=line)
        elif any(stripped := [cell.strip() for cell in cells]):
            yield line, stripped


def _records(file: Iterable[str], delimiter: str) -> Iterator[tuple[int, list[str] | Fault]]:
    """Line and cells of each row, with the quotation marks of RFC 4180, or without, where a row has none of these.

    TSV has no quotation marks by its own standard (text/tab-separated-values), but many write them.
    """
    read: list[str] = []
    reader = csv.reader(_noted(file, read), delimiter=delimiter, strict=True)
    width = 0
    while True:
        read.clear()
        line = reader.line_num + 1
        cells: list[str] | Fault | None
        try:
            cells = next(reader, None)
        except csv.Error as error:
            cells = _broken(read, line, delimiter, error)
        if cells is None:
            return
        plain = isinstance(cells, Fault) or (delimiter == "\t" and len(read) > 1)
        rows = _apart(read, delimiter, width) if plain and width else []
        width = width or (0 if isinstance(cells, Fault) else len(cells))
        if rows:
            yield from enumerate(rows, start=line)
        else:
            yield line, cells


def _apart(lines: Sequence[str], delimiter: str, width: int) -> list[list[str]]:
    """Each line as a row, quotation marks being text; none where one has not as many cells as the table has columns."""
    rows = []
    for line in lines:
        text = line.rstrip("\r\n")
        try:
            cells = next(csv.reader([text], delimiter=delimiter, strict=True), [])
        except csv.Error:
            cells = text.split(delimiter)
        if len(cells) != width and len(cells := text.split(delimiter)) != width:
            return []
        rows.append(cells)
    return rows


def _noted(file: Iterable[str], read: list[str]) -> Iterator[str]:
    """The lines of a file, each noted when it is read."""
    for line in file:
        read.append(line)
        yield line


def _broken(read: list[str], line: int, delimiter: str, error: csv.Error) -> Fault:
    """What is wrong with the row in these lines, at the line where its last cell begins.

    A quotation mark that is not closed there has swallowed the lines behind it. They may as well be the text of one
    cell in which a quotation mark is not doubled, and so they are not read as rows.
    """
    begin = _WHOLE_CELLS[delimiter].match("".join(read))
    ends = accumulate(map(len, read))
    number = next((n for n, end in enumerate(ends) if begin and begin.end() < end), len(read) - 1)
    why = "a quotation mark is never closed" if "end of data" in str(error) else str(error)
    lost = f"; the cell begins here, and lines {line} to {line + len(read) - 1} are not read" if read[1:] else ""
    return fault("", read[number].strip(), f"not a row of a table: {why}{lost}", line=line + number)
