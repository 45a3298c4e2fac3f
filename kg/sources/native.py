"""Reader of native records: the JSON of `kg read`, as one object, an array of them, or JSON Lines."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from kg.model.formats import suffixes
from kg.model.record import Fault
from kg.sources.config import SourceConfig
from kg.sources.fields import fault
from kg.sources.json_text import Broken, Text
from kg.sources.stated import Leftover, Stated
from kg.sources.tables.rows import lines
from kg.sources.tables.rows.row import Row, row_of
from kg.system.charset import UTF_8, wide_of
from kg.system.files import opened, suffix

LINES = suffixes("jsonl")


def read(path: Path, source: SourceConfig) -> Iterator[Stated | Fault | Leftover]:
    """Each record, one at a time; a line at fault does not touch the others.

    A record's `source` is where it is read from now: of the one that it states, the key alone is kept. Its lines are
    those of another file, and say nothing here.
    """
    encoding = wide_of(path)
    found = (lines.rows if suffix(path) in LINES else _document)(path, source, encoding or UTF_8)
    for row in found:
        if isinstance(row, Fault):
            yield row
        else:
            origin = row.cells.pop("source", None)
            said = origin if isinstance(origin, dict) else {"": origin}
            key = str(said.pop("key")) if isinstance(said.get("key"), str) else ""
            yield _stated(row.cells, key, row.line)._replace(encoding=encoding)
            for name, one in said.items():
                if one is not None and one != "" and name != "lines":
                    yield Leftover("property", f"source.{name}" if name else "source", one, row.line)


def _document(path: Path, source: SourceConfig, encoding: str) -> Iterator[Row | Fault]:
    """Each record of an array, or the one object; where the document is broken, what stands before is read."""
    with opened(path) as file:
        text = Text(file, encoding)
        try:
            if text.peek() == "[":
                text.take("[")
                yield from (row_of(line, value) for line, value in text.members())
            else:
                line = text.line
                yield row_of(line, text.value())
            text.end()
        except Broken as error:
            yield fault("", text.rest(), f"broken JSON: {error}", line=text.line)


def _stated(value: dict[str, Any], key: str, line: int) -> Stated:
    prior = value.pop("faults", None)
    faults: tuple[Fault, ...] = ()
    try:
        before = msgspec.convert(prior or [], tuple[Fault, ...])
        faults = tuple(fault(f.field, f.raw, f.reason, f.path, f.line) for f in before)
    except (msgspec.ValidationError, UnicodeError) as error:  # half a surrogate pair among them
        faults = (fault("faults", prior, str(error)),)
    return Stated(value, line, key, faults)
