"""Where a record stands, and what tells it from others of its name."""

from __future__ import annotations

import sqlite3
from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import msgspec

from kg.model import iris
from kg.model.record import Record, Source

IDENTITIES = "identities.sqlite"
"""The file, among those that a build works with, of who is who and where records stand."""


class Origin(msgspec.Struct, frozen=True):
    """The name of a record, a digest of what it says, its place, and a digest of what it says of the film itself."""

    name: str
    digest: str
    path: str
    line: int
    facts: str


def origin(record: Record) -> Origin:
    """The origin of a record; two that say the same under one name are the same."""
    name = iris.record_name(record.source.name, record.source.key)
    said = _digest(record)
    # A row of a programme is one screening of a film that other rows have as well.
    facts = _digest(msgspec.structs.replace(record, screenings=(), faults=())) if record.screenings else said
    return Origin(name, said, record.source.path, record.source.line, facts)


def _digest(record: Record) -> str:
    said = msgspec.json.encode(msgspec.structs.replace(record, source=Source()), order="deterministic")
    return iris.digest(said.decode())


def unique(record: Record, repeated: Container[str]) -> str:
    """The name of a record; where several that say different things have one name, each has its digest in it."""
    found = origin(record)
    return f"{found.name}-{found.digest}" if found.name in repeated else found.name


class Place(NamedTuple):
    """Where a record stands."""

    path: str
    line: int


def place(database: sqlite3.Connection, name: str) -> Place:
    """Where the record of that unique name stands, by the table `origin` of who is who."""
    stem, _, digest = name.rpartition("-")
    query = "SELECT path, line FROM origin WHERE name = ? OR (name = ? AND digest = ?) ORDER BY name DESC"
    return Place(*database.execute(query, (name, stem, digest)).fetchone())


@dataclass(frozen=True, slots=True)
class Made:
    """What a document is made of: how many records, and the first of them, each with its source."""

    count: int = 0
    first: tuple[tuple[str, Place], ...] = ()


NOTHING = Made()


class Origins:
    """Where the records stand of which documents are made; the file is that of who is who."""

    def __init__(self, path: Path) -> None:
        """Open the file, which several processes may read."""
        self._database = sqlite3.connect(path)

    def made(self, line: str) -> Made:
        """What a line of `ranges` says of a document."""
        count, *names = line.rstrip("\n").split("\t")
        return Made(int(count), tuple(sorted((n.partition("/")[0], place(self._database, n)) for n in names)))
