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
        """Each film that it names, and once what of it is in none of them."""
        films = list(_films(row, self.source.films))
        left: list[Leftover] = []
        for film in films:
            if isinstance(film, Fault):
                yield film
                continue
            said = {name: cell for name, cell in film.cells.items() if not cells.is_missing(cell, self.source.missing)}
            spare: list[tuple[str, Any]] = []
            yield self._stated(said, row.line, spare)
            left += self.left.of(said, row.line)
            left += (Leftover("column", name, raw, row.line) for name, raw in spare)
        # What a row says once is in each of its films.
        yield from {(one.name, str(one.raw)): one for one in left}.values() if len(films) > 1 else left
        if not films:
            yield Leftover("row", "names no film", row.cells, row.line)

    def _stated(self, said: dict[str, Any], line: int, spare: list[tuple[str, Any]]) -> Stated:
        faults: list[Fault] = []
        values = mapped(said, self.source, faults, spare)
        keys = [str(said[name]) for name in keys_of(self.source) if name in said]
        return Stated(values, line, "/".join(keys), tuple(faults), encoding=self.encoding)


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
