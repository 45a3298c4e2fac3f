"""Where every record of a build stands, on disk: what a complaint names, and which keys are given twice."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

import msgspec

from kg.model import iris
from kg.model.record import Record, Source


class Origin(msgspec.Struct, frozen=True):
    """The name of a record, a digest of what it says, and its place."""

    name: str
    digest: str
    path: str
    line: int


def origin(record: Record) -> Origin:
    """The origin of a record; two that say the same under one name are the same."""
    said = msgspec.json.encode(msgspec.structs.replace(record, source=Source()), order="deterministic")
    name = iris.record_name(record.source.name, record.source.key)
    return Origin(name, iris.digest(said.decode()), record.source.path, record.source.line)


def unique(record: Record, repeated: frozenset[str]) -> str:
    """The name of a record; where several that say different things have one name, each has its digest in it."""
    found = origin(record)
    return f"{found.name}-{found.digest}" if found.name in repeated else found.name


class Origins:
    """The origins of one build, in a SQLite file."""

    def __init__(self, path: Path) -> None:
        """Begin a new file."""
        self._database = sqlite3.connect(path)
        self._database.execute(
            "CREATE TABLE origin (name TEXT, digest TEXT, path TEXT, line INTEGER, PRIMARY KEY (name, digest))"
        )

    def add(self, origins: Iterable[Origin]) -> None:
        """Add the origins of some records."""
        self._database.executemany(
            "INSERT OR IGNORE INTO origin VALUES (?, ?, ?, ?)", map(msgspec.structs.astuple, origins)
        )

    def repeated(self) -> frozenset[str]:
        """The names that stand for several records that say different things."""
        rows = self._database.execute("SELECT name FROM origin GROUP BY name HAVING COUNT(*) > 1")
        return frozenset(name for (name,) in rows)

    def place(self, name: str) -> tuple[str, int]:
        """File and line of the record of that unique name."""
        stem, _, digest = name.rpartition("-")
        found: tuple[str, int] = self._database.execute(
            "SELECT path, line FROM origin WHERE name = ? OR (name = ? AND digest = ?) ORDER BY name DESC",
            (name, stem, digest),
        ).fetchone()
        return found

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()
