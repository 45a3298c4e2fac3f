"""What a record is called in its source, where the source has no name for it."""

from itertools import takewhile
from pathlib import PurePosixPath

import msgspec

from kg.model.iris import digest, readable
from kg.model.record import Record

# What a pattern for paths has and a path has not.
_WILD = frozenset("*?[")

# As long as a slug may get: one of that length may have lost its end.
_LONG = 75


def key(record: Record) -> str:
    """A key made of what the record says, never of where it stands.

    An identifier of another authority; else title, year and directors, with a hash of the content where one of them
    is missing, so that two poor records do not become one by accident.
    """
    if record.identifiers:
        scheme, value = min(record.identifiers.items())
        return f"{scheme}-{value}"
    parts = [record.title or "", str(record.year or ""), *(person.name for person in record.directors)]
    name = readable(part for part in parts if part)
    if record.title and record.year and record.directors and len(name) < _LONG:
        return name
    content = digest(msgspec.json.encode(record, order="deterministic").decode())
    return f"{name}-{content}" if any(parts) else content


def of_file(place: str, pattern: str) -> str:
    """The key of the one record in a file: its path below what the source's pattern fixes, without suffix."""
    fixed = [*takewhile(_WILD.isdisjoint, PurePosixPath(pattern or place).parts[:-1])]
    return PurePosixPath(*PurePosixPath(place).parts[len(fixed) :]).with_suffix("").as_posix()
