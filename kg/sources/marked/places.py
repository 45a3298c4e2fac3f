"""In which order a file says things: a store gives them back in an order of its own, which is another each time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import islice

import pyoxigraph as ox

Thing = ox.NamedNode | ox.BlankNode
Term = Thing | ox.Literal | ox.Triple

_AT_ONCE = 10_000
_KINDS = (ox.NamedNode, ox.BlankNode, ox.Literal, ox.Triple)


class Places:
    """Where in a file a thing is described, a term named, and a thing said of another: the number of the statement."""

    def __init__(self) -> None:
        """A database without a name stays in memory while it is small, and goes to disk where it grows."""
        self._database = sqlite3.connect("")
        self._database.executescript("PRAGMA journal_mode = OFF; CREATE TABLE places (key INTEGER, place INTEGER)")

    def recorded(self, triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
        """The statements of a file as they come; nothing can be asked before the last."""
        coming, number, before = iter(triples), 0, None
        while some := list(islice(coming, _AT_ONCE)):
            rows = []
            for number, triple in enumerate(some, number + 1):
                rows += [(_key(triple.subject, triple.object), number), (_key(None, triple.object), number)]
                if triple.subject != before:
                    before = triple.subject
                    rows.append((_key(before, None), number))
            self._database.executemany("INSERT INTO places VALUES (?, ?)", rows)
            yield from some
        # Made at the end it is sorted once, and not searched for each statement.
        self._database.execute("CREATE INDEX by_key ON places (key, place)")

    def described(self, thing: Thing) -> int | None:
        """Where something is said of a thing first; None where nothing is."""
        return self._first(_key(thing, None))

    def said(self, subject: Thing, object_: Term) -> int | None:
        """Where one thing is said of another first, or else where it is said of any; None where of none."""
        found = self._first(_key(subject, object_))
        return self._first(_key(None, object_)) if found is None else found

    def _first(self, key: int) -> int | None:
        row = self._database.execute("SELECT min(place) FROM places WHERE key = ?", (key,)).fetchone()
        place: int | None = row[0]
        return place


def _key(subject: Thing | None, object_: Term | None) -> int:
    """A number for a pair. Stores rewrite the language of a literal: it does not count."""
    if isinstance(object_, ox.Literal):
        object_ = ox.Literal(object_.value)
    # Terms of several kinds have one hash if they are spelt alike.
    return hash((subject, object_, _KINDS.index(type(object_)) if object_ else -1))
