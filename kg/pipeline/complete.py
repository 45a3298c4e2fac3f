"""All that a build leaves out, does not understand or doubts, a row each: kept on disk, however much it is."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from kg.report import csv
from kg.system.terminal import lines

_HEADS = ("what", "source", "line", "film", "field", "value", "reason")

_ROWS = """
SELECT what, source, IIF(line = 0, '', line), film, field, value, reason FROM row
ORDER BY what, source, row.line, film, field, value, reason
"""

Row = tuple[str, str, int, str, str, str, str]
"""What it is about, file, line (0: not known), film, field, value, and why."""


class Complete:
    """Rows in a file of SQLite, in whatever order they come."""

    def __init__(self, path: Path) -> None:
        """Begin a new file."""
        self._database = sqlite3.connect(path)
        self._database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        self._database.execute(f"CREATE TABLE row ({', '.join(_HEADS)})")

    def add(self, rows: Iterable[Row]) -> None:
        """Add rows; what no file can have in UTF-8 is escaped."""
        told = ([lines(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
        self._database.executemany("INSERT INTO row VALUES (?, ?, ?, ?, ?, ?, ?)", told)

    def forget(self, what: str) -> None:
        """Take back all rows about something."""
        self._database.execute("DELETE FROM row WHERE what = ?", (what,))

    def write(self, path: Path) -> None:
        """All rows as CSV, sorted, and let go of the file."""
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.write(file, _HEADS, self._database.execute(_ROWS))
        self._database.close()
