"""In which order a file says things: a store gives them back in an order of its own, which is another each time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import islice

import pyoxigraph as ox

from kg.model.ntriples import Term

_AT_ONCE = 10_000
_APART = 1 << 20
"""Between two statements there is room for the members of a list."""
_KINDS = (ox.NamedNode, ox.BlankNode, ox.Literal, ox.Triple)

_Statement = ox.Triple | ox.Quad


class Places:
    """Where in a file a thing is described, a term named, and a thing said of another: the number of the statement."""

    def __init__(self) -> None:
        """A database without a name stays in memory while it is small, and goes to disk where it grows."""
        self.statements = 0
        self._files: list[tuple[int, str]] = []
        self._database = sqlite3.connect("")
        self._database.executescript(
            "PRAGMA journal_mode = OFF; CREATE TABLE places (key INTEGER, place INTEGER);"
            "CREATE TABLE reached (key INTEGER PRIMARY KEY);"
            "CREATE TABLE lines (statement INTEGER PRIMARY KEY, line INTEGER)"
        )

    def recorded(self, placed: Iterable[tuple[ox.Triple, int]]) -> Iterator[ox.Triple]:
        """The statements of a file as they come with their lines; nothing can be asked before the last."""
        coming, before = iter(placed), None
        while some := list(islice(coming, _AT_ONCE)):
            rows: list[tuple[int, int]] = []
            for place, (triple, _) in enumerate(some, self.statements):
                at = place * _APART
                rows += ((key, at) for key in _keys(triple))
                if triple.subject != before:
                    before = triple.subject
                    rows.append((_key(before), at))
            self._database.executemany("INSERT INTO places VALUES (?, ?)", rows)
            lines = ((number, line) for number, (_, line) in enumerate(some, self.statements))
            self._database.executemany("INSERT INTO lines VALUES (?, ?)", lines)
            self.statements += len(some)
            yield from (triple for triple, _ in some)
        # Made at the end it is sorted once, and not searched for each statement.
        self._database.execute("CREATE INDEX by_key ON places (key, place)")

    def begin(self, number: int, file: str) -> None:
        """Say that the statements from that number on stand in another file than those before."""
        self._files.append((number, file))

    def file(self, thing: Term) -> str:
        """The file in which something is said of a thing first; "" where there is but one."""
        number = (self.described(thing) or 0) // _APART
        return next((file for first, file in reversed(self._files) if first <= number), "")

    def add(self, named: _Statement, member: _Statement, number: int) -> None:
        """Say of a member, by its number, what is said of a list."""
        at = (self.said(named) or 0) + min(number, _APART - 1)
        rows = ((key, at) for key in _keys(member)[:2])
        self._database.executemany("INSERT INTO places VALUES (?, ?)", rows)

    def described(self, thing: Term) -> int | None:
        """Where something is said of a thing first; None where nothing is."""
        return self._first(_key(thing))

    def line(self, thing: Term) -> int:
        """The line of what is said of a thing first; 0 where it is not known."""
        return self._line(self.described(thing))

    def line_of(self, thing: Term, text: str) -> int:
        """The line on which a text is said of a thing; 0 where it is not known."""
        return self._line(self._first(hash((thing, _key(ox.Literal(text))))))

    def _line(self, place: int | None) -> int:
        found = (
            place is not None
            and self._database.execute("SELECT line FROM lines WHERE statement = ?", (place // _APART,)).fetchone()
        )
        return int(found[0]) if found else 0

    def said(self, statement: _Statement) -> int | None:
        """Where a statement stands first; None where its object is said of nothing.

        What a query makes stands where the file says the object of the subject by another property, or else of any.
        """
        found = (self._first(key) for key in _keys(statement))
        return next((place for place in found if place is not None), None)

    def reach(self, thing: Term) -> bool:
        """Note that something leads to a thing; whether nothing did before."""
        return self._database.execute("INSERT OR IGNORE INTO reached VALUES (?)", (_key(thing),)).rowcount > 0

    def _first(self, key: int) -> int | None:
        row = self._database.execute("SELECT min(place) FROM places WHERE key = ?", (key,)).fetchone()
        place: int | None = row[0]
        return place


def _keys(statement: _Statement) -> tuple[int, int, int]:
    """The numbers of a statement, of its subject with its object, and of its object as that of any subject."""
    said = statement.object
    if isinstance(said, ox.Literal):
        # Stores rewrite the language of a literal: it does not count.
        said = ox.Literal(said.value)
    object_ = _key(said)
    return (
        hash((statement.subject, statement.predicate, object_)),
        hash((statement.subject, object_)),
        hash((None, object_)),
    )


def _key(thing: Term) -> int:
    """A number for a thing. Terms of several kinds have one hash if they are spelt alike."""
    return hash((thing, _KINDS.index(type(thing))))
