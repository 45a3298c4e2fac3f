"""Reader of tables: the catalogue says which column states which field, whatever the format of the file."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from kg.model.record import Fault
from kg.sources.config import Films, SourceConfig, column_names, keys_of
from kg.sources.encoding import UTF_8
from kg.sources.fields import fault
from kg.sources.stated import Leftover, Stated
from kg.sources.tables import cells
from kg.sources.tables.left import Left
from kg.sources.tables.mapping import mapped
from kg.sources.tables.rows import encoding, rows
from kg.sources.tables.rows.row import Row


def read(path: Path, source: SourceConfig) -> Iterator[Stated | Fault | Leftover]:
    """Each film of each row; a row at fault does not touch the others."""
    written = encoding(path, source)
    reading = _Reading(source, Left(source), written if written != UTF_8 else "")
    unseen, number = dict.fromkeys(column_names(source)), 0
    for row in rows(path, source, written):
        if not isinstance(row, Row):
            yield row
            continue
        number += 1
        yield from reading.row(row)
        for name in [name for name in unseen if name in row.cells or cells.look_up(row.cells, name) is not None]:
            del unseen[name]
    # Only JSON has rows without a column: other tables have been refused for it at once.
    if unseen and number:
        yield fault("", "", f"no row has {', '.join(map(repr, unseen))}: see columns in the catalogue", line=number)


class _Reading(NamedTuple):
    """What is read of a row: `encoding` is told of the text, where it is not UTF-8."""

    source: SourceConfig
    left: Left
    encoding: str

    def row(self, row: Row) -> Iterator[Stated | Fault | Leftover]:
        """Each film that it names, and what of it is in none of them."""
        if self.source.films is None:
            yield from self._film(row)
            return
        films = [*_films(row, self.source.films)]
        found = [item for film in films for item in ([film] if isinstance(film, Fault) else self._film(film))]
        yield from (item for item in found if not isinstance(item, Leftover))
        # What a row says once is left over once, of however many films.
        yield from {(item.name, str(item.raw)): item for item in found if isinstance(item, Leftover)}.values()
        if not films:
            yield Leftover("row", "names no film", row.cells, row.line)

    def _film(self, row: Row) -> Iterator[Stated | Leftover]:
        said = {name: cell for name, cell in row.cells.items() if not cells.is_missing(cell, self.source.missing)}
        faults: list[Fault] = []
        left: list[Leftover] = []
        values = mapped(said, row.line, self.source, faults, left)
        keys = [str(said[name]) for name in keys_of(self.source) if name in said]
        yield Stated(values, row.line, "/".join(keys), tuple(faults), encoding=self.encoding)
        yield from left
        yield from self.left.of(said, row.line)


def _films(row: Row, films: Films) -> Iterator[Row | Fault]:
    """The row once for each film that it names."""
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
