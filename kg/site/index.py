"""What links to what, and what there is to browse: the whole site's table of contents, in a SQLite file.

Any process makes rows of parts; one gathers them; then every process may read.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from kg.site.cards import Card, letter
from kg.site.index_rows import IndexRow

_REMEMBERED = 20_000
_RECENT = 100
_NEVER = "9999-12-31"
_SQL = Path(__file__).parent / "sql"


class Count(msgspec.Struct, frozen=True):
    """How often: of a value of a facet (`key` is its slug) or a thing (its IRI), with what it is called."""

    key: str
    name: str
    count: int


def gather(path: Path, found: Iterable[Iterable[IndexRow]]) -> None:
    """Make the index at `path` of the rows of all parts."""
    with closing(sqlite3.connect(path)) as database:
        database.executescript((_SQL / "gathered.sql").read_text("utf-8"))
        for rows in found:
            with database:
                _add(database, rows)
        database.executescript((_SQL / "finished.sql").read_text("utf-8"))


def _add(database: sqlite3.Connection, rows: Iterable[IndexRow]) -> None:
    by_table: dict[str, list[tuple[Any, ...]]] = {}
    for table, values in rows:
        by_table.setdefault(table, []).append(values)
    for table, found in by_table.items():
        database.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(found[0]))})", found)


class Index:
    """The gathered rows, to be read.

    Answers are remembered: some directors stand in many lists, and a page asks the same in each of its languages.
    """

    def __init__(self, path: Path) -> None:
        """Open the file."""
        self._database = sqlite3.connect(path)
        self._database.create_function("letter", 1, letter, deterministic=True)
        self._decode = msgspec.msgpack.Decoder(Card).decode
        self._asked = lru_cache(_REMEMBERED)(self._ask)
        self._asked_lately = lru_cache(_RECENT)(self._ask)
        self.card = lru_cache(_REMEMBERED)(self._card)
        self.values = lru_cache(_REMEMBERED)(self._values)

    def _card(self, iri: str) -> Card | None:
        """The card of a thing, None for what is not published."""
        return next(self._cards("SELECT data FROM card WHERE iri = ?", iri), None)

    def folders(self) -> dict[str, int]:
        """How many things there are, by folder."""
        return dict(self._database.execute("SELECT folder, COUNT(*) FROM card GROUP BY folder ORDER BY folder"))

    def listed(self, folder: str, language: str) -> Iterator[Card]:
        """The things in a folder, in the alphabetical order of their names in a language."""
        query = """SELECT data FROM name JOIN card ON id = card
            WHERE language = ? AND name.folder = ? ORDER BY name, card"""
        return self._cards(query, language, folder)

    def letters(self, folder: str, language: str) -> list[tuple[str, int]]:
        """How many things in a folder stand under a letter, in the order of `listed`; "#" for no letter."""
        query = """SELECT letter(name) AS under, COUNT(*) FROM name WHERE language = ? AND folder = ?
            GROUP BY under ORDER BY MIN(name)"""
        return self._ask(query, language, folder)

    def newest(self, folder: str, most: int) -> Iterator[Card]:
        """The newest things of a folder."""
        return self._cards("SELECT data FROM card WHERE folder = ? ORDER BY id LIMIT ?", folder, most)

    def links(self, target: str) -> list[tuple[int, int]]:
        """The numbers of the fields that link to a thing, each with how many things do."""
        return self._asked("SELECT field, COUNT(*) FROM linked WHERE iri = ? GROUP BY field ORDER BY field", target)

    def linked(self, target: str, fields: Sequence[int] = ()) -> int:
        """How many things link to a thing, through some fields or whatever fields."""
        query = f"SELECT COUNT(DISTINCT source) FROM linked WHERE iri = ?{_through(fields)}"
        return int(self._asked(query, target)[0][0])

    def through(self, target: str, fields: Sequence[int], most: int) -> list[Card]:
        """The newest things that link to a thing through some fields."""
        query = f"""SELECT data FROM card WHERE id IN (SELECT source FROM linked WHERE iri = ?{_through(fields)})
            ORDER BY id LIMIT ?"""
        return [self._decode(data) for (data,) in self._asked_lately(query, target, most)]

    def sources(self, target: str, field: int) -> Iterator[Card]:
        """What links to a thing through a field, the newest first."""
        query = """SELECT data FROM linked JOIN card ON id = source
            WHERE linked.iri = ? AND field = ? ORDER BY source"""
        return self._cards(query, target, field)

    def years(self, target: str) -> list[tuple[int, str, int]]:
        """The numbers of the fields that link to a thing, with the years of what does, and how many of each year do."""
        query = """SELECT field, year, COUNT(*) FROM linked JOIN card ON id = source
            WHERE linked.iri = ? AND year <> '' GROUP BY field, year ORDER BY field, year"""
        return self._asked_lately(query, target)

    def _values(self, facet: str) -> dict[str, Count]:
        """The values of a facet, by slug, each called as it is most often."""
        query = "SELECT slug, value, things FROM value WHERE facet = ? ORDER BY slug"
        return {slug: Count(slug, *told) for slug, *told in self._database.execute(query, (facet,))}

    def faceted(self, facet: str, slug: str) -> Iterator[Card]:
        """The things that have a value of a facet, the newest first."""
        query = "SELECT data FROM card WHERE id IN (SELECT source FROM facet WHERE facet = ? AND slug = ?) ORDER BY id"
        return self._cards(query, facet, slug)

    def together(self, one: int, other: int, most: int) -> list[tuple[str, str, int]]:
        """Which things the same sources link to through one field and through the other, the most often first."""
        query = """SELECT one, other, COUNT(*) AS n FROM pair WHERE field = ? AND other_field = ?
            GROUP BY one, other ORDER BY n DESC, one, other LIMIT ?"""
        return self._asked_lately(query, one, other, most)

    def pairs(self, one: int, other: int) -> int:
        """How many pairs there are in all of what `together` gives."""
        query = "SELECT COUNT(*) FROM (SELECT DISTINCT one, other FROM pair WHERE field = ? AND other_field = ?)"
        return int(self._asked_lately(query, one, other)[0][0])

    def paired(self, target: str, one: int, other: int, most: int) -> list[tuple[str, int]]:
        """What sources that link to a thing through one field link to through the other, and how many of them do."""
        query = """SELECT other, COUNT(*) AS n FROM pair WHERE one = ? AND field = ? AND other_field = ?
            GROUP BY other ORDER BY n DESC, other LIMIT ?"""
        return self._asked_lately(query, target, one, other, most)

    def companions(self, target: str, most: int) -> list[tuple[str, int]]:
        """The things of the same folder to which at least two of the same sources link, and how many do."""
        query = """SELECT other, COUNT(DISTINCT source) AS n FROM pair WHERE one = ? AND alike
            GROUP BY other HAVING n > 1 ORDER BY n DESC, other LIMIT ?"""
        return self._asked_lately(query, target, most)

    def filled(self) -> dict[tuple[str, str], int]:
        """How many things state a field, by the IRI of their shape and the field's name."""
        query = "SELECT shape, field, SUM(count) FROM filled GROUP BY shape, field ORDER BY shape, field"
        return {(shape, field): count for shape, field, count in self._database.execute(query)}

    def days(self, since: str, **of: str) -> dict[str, int]:
        """The days with showings, from a day on (ISO 8601), each with how many; `of` is a venue, film or edition."""
        query = f"SELECT day, COUNT(*) FROM showing WHERE day >= ?{_of(of)} GROUP BY day ORDER BY day"
        return dict(self._database.execute(query, (since, *of.values())))

    def showings(self, since: str, until: str = _NEVER, **of: str) -> Iterator[bytes]:
        """The N-Triples lines of each showing from the one day to the other, in order of time."""
        query = f"SELECT lines FROM showing WHERE day >= ? AND day <= ?{_of(of)} ORDER BY id"
        found = self._database.execute(query, (since, until, *of.values()))
        return (lines for (lines,) in found)

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def _ask(self, query: str, *values: str | int) -> list[Any]:
        return self._database.execute(query, values).fetchall()

    def _cards(self, query: str, *values: str | int) -> Iterator[Card]:
        return (self._decode(data) for (data,) in self._database.execute(query, values))


def _of(columns: Iterable[str]) -> str:
    return "".join(f" AND {column} = ?" for column in columns)


def _through(fields: Sequence[int]) -> str:
    return f" AND field IN ({', '.join(map(str, fields))})" if fields else ""
