"""CSV (RFC 4180) and TSV, by the parser of Python."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from kg.model.formats import suffixes
from kg.model.record import Fault
from kg.sources.config import SourceConfig
from kg.sources.encoding import UTF_8
from kg.sources.fields import fault
from kg.sources.tables.rows.row import Row, header_fault, named
from kg.system.files import opened, suffix

LONGEST_CELL = 1_000_000
"""In characters: a quotation mark that is never closed does not swallow the file."""

_TABS = suffixes("tsv")
_NO_TEXT = "\N{REPLACEMENT CHARACTER}"


def rows(path: Path, source: SourceConfig, encoding: str) -> Iterator[Row | Fault]:
    """Each row below the one that names the columns."""
    csv.field_size_limit(LONGEST_CELL)
    delimiter = source.delimiter or ("\t" if suffix(path) in _TABS else ",")
    with opened(path) as file:
        text = io.TextIOWrapper(file, encoding=f"{UTF_8}-sig" if encoding == UTF_8 else encoding, newline="",
                                errors="surrogateescape" if encoding == UTF_8 else "replace")  # fmt: skip
        found = _lines(text, delimiter, encoding)
        first = next(found, None)
        if first is None:
            yield fault("", "", "no row with the names of the columns", line=1)
            return
        names = [name.strip() for name in first[1]] if isinstance(first, tuple) else []
        wrong = first if isinstance(first, Fault) else header_fault(names, source)
        if wrong:
            yield wrong
            return
        names = named(names)
        for row in found:
            yield row if isinstance(row, Fault) else _row(*row, names)


def _lines(file: Iterator[str], delimiter: str, encoding: str) -> Iterator[tuple[int, list[str]] | Fault]:
    """Line on which a row begins, and its cells; empty rows are left out.

    Bytes that are no text of the encoding have become surrogates or replacements, so that each row answers for its own.
    """
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
        elif encoding != UTF_8 and _NO_TEXT in text:
            yield fault("", text, f"not {encoding}", line=line)
        elif any(map(str.strip, cells)):
            yield line, cells


def _row(line: int, cells: list[str], names: list[str]) -> Row | Fault:
    if len(cells) > len(names):
        return fault("", ", ".join(cells), f"{len(cells)} cells under {len(names)} columns", line=line)
    padded = cells + [""] * (len(names) - len(cells))
    return Row(line, {name: cell.strip() for name, cell in zip(names, padded, strict=True)})
