"""Reader of tables: the catalogue says which column states which field, whatever the format of the file."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.model.record import Fault
from kg.sources.config import Films, SourceConfig, column_names, keys_of
from kg.sources.encoding import UTF_8
from kg.sources.fields import fault
from kg.sources.stated import Stated
from kg.sources.tables import cells
from kg.sources.tables.mapping import mapped
from kg.sources.tables.rows import encoding, rows
from kg.sources.tables.rows.row import Row


def read(path: Path, source: SourceConfig) -> Iterator[Stated | Fault]:
    """Each film of each row; a row at fault does not touch the others."""
    written = encoding(path, source)
    told = written if written != UTF_8 else ""
    unseen, number = dict.fromkeys(column_names(source)), 0
    for row in rows(path, source, written):
        if isinstance(row, Fault):
            yield row
            continue
        number += 1
        for film in _films(row, source.films):
            yield film if isinstance(film, Fault) else _stated(film, source, told)
        for name in [name for name in unseen if name in row.cells or cells.look_up(row.cells, name) is not None]:
            del unseen[name]
    # Only JSON has rows without a column: other tables have been refused for it at once.
    if unseen and number:
        yield fault("", "", f"no row has {', '.join(map(repr, unseen))}: see columns in the catalogue", line=number)


def _stated(row: Row, source: SourceConfig, encoding: str) -> Stated:
    said = {name: cell for name, cell in row.cells.items() if not cells.is_missing(cell, source.missing)}
    faults: list[Fault] = []
    values = mapped(said, source, faults)
    keys = [str(said[name]) for name in keys_of(source) if name in said]
    return Stated(values, row.line, "/".join(keys), tuple(faults), encoding=encoding)


def _films(row: Row, films: Films | None) -> Iterator[Row | Fault]:
    """The row once for each film that it names."""
    if films is None:
        yield row
        return
    parts = {name: _parts(row.cells.get(name), films.separator) for name in films.columns}
    counts = {len(part) for part in parts.values() if part}
    if len(counts) > 1:
        raw = "; ".join(str(row.cells.get(name)) for name in films.columns)
        yield fault("", raw, f"{' and '.join(films.columns)} name different numbers of films", line=row.line)
        return
    for index in range(max(counts, default=0)):
        yield Row(row.line, row.cells | {name: part[index] for name, part in parts.items() if part})


def _parts(cell: Any, separator: str) -> list[str]:
    return [part.strip() for part in str(cell).split(separator)] if cell else []
