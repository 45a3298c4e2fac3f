"""Who is meant in one record: a film has its own mention in each, and a name may stand for somebody else there.

A file of its own, which every process that describes records reads: no process holds more of it than one record's.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from functools import lru_cache
from pathlib import Path

from kg.graph.identity.mention import Mention, identifier

Row = tuple[int, int, str]
"""The mention of a record's film, a mention in that record, and the slug that this has there."""


def write(path: Path, rows: Iterable[Row]) -> None:
    """Write the file."""
    with closing(sqlite3.connect(path)) as database:
        database.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; CREATE TABLE meant "
            "(film INTEGER, mention INTEGER, slug TEXT, PRIMARY KEY (film, mention)) WITHOUT ROWID;"
        )
        database.executemany("INSERT INTO meant VALUES (?, ?, ?)", rows)
        database.commit()


class Bound:
    """The file, to be asked."""

    def __init__(self, path: Path) -> None:
        """Open it for reading."""
        self._database = sqlite3.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True)
        self.slugs = lru_cache(1)(self._slugs)

    def _slugs(self, film: Mention) -> dict[int, str]:
        """The slugs that mentions have in the record of that film alone."""
        rows = self._database.execute("SELECT mention, slug FROM meant WHERE film = ?", (identifier(film),))
        return dict(rows)
