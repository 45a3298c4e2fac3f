"""Reader of tables: the catalogue says which column states which field, whatever the format of the file."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from kg.model.record import Fault
from kg.model.values.event import announced
from kg.sources.config import Films, SourceConfig, column_names, keys_of, mapping_of, stating
from kg.sources.fields import fault
from kg.sources.stated import Leftover, Stated, bounded
from kg.sources.tables import cells, summaries
from kg.sources.tables.left import Left
from kg.sources.tables.mapping import Mapper
from kg.sources.tables.rows import encoding, rows
from kg.sources.tables.rows.row import Row
from kg.sources.tables.screenings import SHOWN
from kg.system.charset import UTF_8


def read(path: Path, source: SourceConfig) -> Iterator[Stated | Fault | Leftover]:
    """Each film of each row; a row at fault does not touch the others."""
    written = encoding(path, source)
    reading = _Reading(source, Mapper(source), Left(source), written if written != UTF_8 else "")
    unseen, number = dict.fromkeys(column_names(source)), 0
    titles = frozenset(name for field, column in mapping_of(source) if field == "title" for name in stating(column))
    for row in summaries.without(rows(path, source, written), titles):
        if not isinstance(row, Row):
            yield row
            continue
        number += 1
        yield from bounded(reading.row(row), row.line)
        for name in [name for name in unseen if name in row.cells or cells.look_up(row.cells, name) is not None]:
            del unseen[name]
    # Only JSON has rows without a column: other tables have been refused for it at once.
    if unseen and number:
        yield fault("", "", f"no row has {', '.join(map(repr, unseen))}; correct columns in the catalogue", line=number)


class _Reading(NamedTuple):
    """What is read of a row: `encoding` is told of the text, where it is not UTF-8."""

    source: SourceConfig
    mapper: Mapper
    left: Left
    encoding: str

    def row(self, row: Row) -> Iterator[Stated | Fault | Leftover]:
        """Each film that it names, and what of it is in none of them."""
        missing = self.source.missing
        said = {name: cell for name, cell in row.cells.items() if not cells.is_missing(cell, missing)}
        if self.source.films is None:
            yield from self._film(said, row.line)
            yield from self.left.of_row(said, row.line)
        else:
            yield from self._films(said, row, self.source.films)

    def _films(self, said: dict[str, Any], row: Row, named: Films) -> Iterator[Stated | Fault | Leftover]:
        parts = {name: cells.cut(str(cell), named.separator) for name in named.columns if (cell := row.cells.get(name))}
        counts = {len(part) for part in parts.values()}
        if len(counts) > 1:
            raw = "; ".join(str(row.cells.get(name)) for name in named.columns)
            yield fault("", raw, f"{' and '.join(named.columns)} name different numbers of films", line=row.line)
            return
        if not counts:
            yield Leftover("row", "names no film", row.cells, row.line)
            return
        # What a row says once is left over once, of however many films.
        left: dict[tuple[str, str], Leftover] = {}
        for index in range(counts.pop()):
            own = {name: part[index] for name, part in parts.items()}
            filled = {name: part for name, part in own.items() if not cells.is_missing(part, self.source.missing)}
            for item in self._film({name: cell for name, cell in said.items() if name not in own} | filled, row.line):
                if isinstance(item, Leftover):
                    left[item.name, str(item.raw)] = item
                else:
                    yield item
        yield from left.values()
        yield from self.left.of_row(said, row.line)

    def _key(self, cell: str) -> str:
        """A title may be the key of a programme: what it says of one showing (`CANCELLED: ...`) is no part of it."""
        return announced(cell).title if self.source.columns.keys() & SHOWN else cell

    def _film(self, said: dict[str, Any], line: int) -> Iterator[Stated | Leftover]:
        faults: list[Fault] = []
        left: list[Leftover] = []
        values = self.mapper.values(said, line, faults, left)
        stated = [cells.look_up(said, name) for name in keys_of(self.source)]
        keys = [self._key(str(key)) for key in stated if key is not None]
        yield Stated(values, line, "/".join(keys), tuple(faults), encoding=self.encoding)
        yield from left
        yield from self.left.of_film(said, line)
