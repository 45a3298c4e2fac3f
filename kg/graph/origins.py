"""Where a record stands, and what tells it from others of its name."""

from __future__ import annotations

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
