"""A table that says which page is of which film: CSV with the columns `page` and `film`.

Cells may be separated by semicolons or tabs, as spreadsheets write CSV in many countries.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from kg.rdf.addresses import normal
from kg.system.errors import ReelgraphError
from kg.system.files import Unreadable, name, opened, real
from kg.system.terminal import shown

_COLUMNS = ("page", "film")
_DELIMITERS = ",;\t"


class Row(NamedTuple):
    """A row: where it stands, the page that it names, and what it calls the film."""

    table: Path
    line: int
    page: str
    film: str

    def place(self) -> str:
        """Its table and line, for messages."""
        return f"{shown(self.table)}:{self.line}"


class Table:
    """The rows by page. A page is a path, from the working folder or from the table's, or an address."""

    def __init__(self, path: Path | None) -> None:
        """Without a path, a table without rows. Raises ReelgraphError where it is no such table."""
        self.advice = f"add a row for it to {shown(path)}" if path else "name its film in a --table"
        self._rows: dict[str | Path, list[Row]] = {}
        self._unused: dict[Row, None] = {}
        for row in _rows(path) if path else ():
            self._unused[row] = None
            for place in _places(row.page, row.table):
                self._rows.setdefault(place, []).append(row)

    def rows(self, page: Path, addresses: Iterable[str]) -> list[Row]:
        """What is said of a page, by its path and by its canonical addresses."""
        keys: list[str | Path] = [real(page), *map(normal, addresses)]
        found = [row for key in dict.fromkeys(keys) for row in self._rows.get(key, ())]
        for row in found:
            self._unused.pop(row, None)
        return found

    def unused(self) -> list[Row]:
        """The rows of which no page was asked for yet."""
        return list(self._unused)


def _places(page: str, table: Path) -> set[str | Path]:
    return {normal(page)} if normal(page) else {real(Path(page)), real(table.parent / page)}


def _rows(path: Path) -> Iterator[Row]:
    try:
        with opened(path) as file:
            text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
            head = text.readline()
            # The one by which the head has most cells.
            delimiter = max(_DELIMITERS, key=head.count)
            reader = csv.DictReader(chain([head], text), delimiter=delimiter, strict=True)
            names = [name.strip().lower() for name in reader.fieldnames or ()]
            if not set(_COLUMNS) <= set(names):
                raise ReelgraphError(f"{path}: needs the columns page and film; has {', '.join(names) or 'none'}")
            reader.fieldnames = names
            for row in reader:
                page, film = ((row[column] or "").strip() for column in _COLUMNS)
                if page and film:
                    yield Row(path, reader.line_num, page, film)
    except Unreadable as error:
        raise ReelgraphError(f"{name(path)}: {error}") from None
    except OSError as error:
        raise ReelgraphError(f"{name(path)}: {error.strerror}") from None
    except (csv.Error, ValueError) as error:
        raise ReelgraphError(f"{path}: not a CSV table in UTF-8: {error}") from None
