"""Entities made one, and one made two, in the table `joined`."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kg.graph.identity import names


def unite(database: sqlite3.Connection, entities: Iterable[int]) -> None:
    """Make entities one."""
    first, *further = dict.fromkeys(entities)
    for entity in further:
        database.execute("UPDATE joined SET entity = ? WHERE entity = ?", (first, entity))
        database.executemany("INSERT OR REPLACE INTO joined VALUES (?, ?)", [(entity, first), (first, first)])
        database.execute("UPDATE bound SET entity = ? WHERE entity = ?", (first, entity))


def split(database: sqlite3.Connection, entity: int, sides: Sequence[frozenset[int]]) -> None:
    """Make two entities of one: what is on no side goes to the one that it has more in common with."""
    rows = database.execute("SELECT mention FROM joined WHERE entity = ? ORDER BY mention", (entity,))
    mentions = [mention for (mention,) in rows]
    traits = {mention: _Traits.of(database, mention) for mention in mentions}
    if any(side.isdisjoint(mentions) for side in sides):
        return
    shares: list[list[int]] = [[], []]
    for mention in mentions:
        chosen = max(
            (0, 1),
            key=lambda side: (
                mention in sides[side],
                max(traits[mention].common(traits[m]) for m in sides[side] if m in traits),
            ),
        )
        shares[chosen].append(mention)
    for share in shares:
        database.executemany("UPDATE joined SET entity = ? WHERE mention = ?", ((min(share), m) for m in share))


class _Traits(NamedTuple):
    """What a mention has in common with others: keys, and the people of a film or the words of a name."""

    identifiers: frozenset[str]
    keys: frozenset[str]
    people: frozenset[tuple[str, int]]
    name: str

    @classmethod
    def of(cls, database: sqlite3.Connection, mention: int) -> _Traits:
        """What is known of a mention."""
        identifiers = database.execute("SELECT key FROM identifier WHERE mention = ?", (mention,))
        keys = database.execute("SELECT key FROM key WHERE mention = ?", (mention,))
        people = database.execute("SELECT role, person FROM credit WHERE film = ?", (mention,))
        (name,) = database.execute("SELECT name FROM mention WHERE id = ?", (mention,)).fetchone()
        return cls(frozenset(k for (k,) in identifiers), frozenset(k for (k,) in keys), frozenset(people), name)

    def common(self, other: _Traits) -> tuple[int, int, int, int]:
        """How much two mentions have in common, the surest first."""
        return (
            len(self.identifiers & other.identifiers),
            len(self.people & other.people),
            len(self.keys & other.keys),
            names.alike(self.name, other.name),
        )
