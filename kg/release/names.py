"""What everything published is called, on disk: what a document says of its neighbours."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from kg.release.documents import Document, Neighbours, described, neighbours


class Names:
    """IRI of a thing → its N-Triples lines of type and name, and of what its shape puts beside its name.

    They are in a SQLite file that several processes may read.
    """

    def __init__(self, path: Path) -> None:
        """Open the file, made anew where there is none."""
        self._database = sqlite3.connect(path)
        self._database.execute("CREATE TABLE IF NOT EXISTS name (iri TEXT PRIMARY KEY, lines TEXT) WITHOUT ROWID")

    def add(self, rows: Iterable[tuple[str, str]]) -> None:
        """Add things, each with its lines joined by line feeds."""
        with self._database:
            self._database.executemany("INSERT OR REPLACE INTO name VALUES (?, ?)", rows)

    def near(self, document: Document) -> Neighbours:
        """The neighbours of a document, and the things that are named beside them, as the author of a book is."""
        lines = self._lines(neighbours(document))
        beside = neighbours(Document(document.iri, {**document.things, **described(lines)}))
        return described([*lines, *self._lines(beside)])

    def _lines(self, iris: Iterable[str]) -> list[str]:
        found = (self._database.execute("SELECT lines FROM name WHERE iri = ?", (iri,)).fetchone() for iri in iris)
        return [line for row in found if row for line in row[0].split("\n")]

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()
