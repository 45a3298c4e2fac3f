"""What the keys and IRIs of answers stand for in one build."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from kg.graph.identity import credited, renamed
from kg.graph.identity.mention import written
from kg.model import iris


class Meant(NamedTuple):
    """What a key or an IRI stands for: mentions, or credits of people."""

    mentions: frozenset[int]
    credits: tuple[tuple[int, int], ...]

    def entities(self, database: sqlite3.Connection) -> list[int]:
        """The entities of these so far."""
        of_mentions = (credited.entity(database, mention) for mention in self.mentions)
        return sorted({*of_mentions, *(credited.who(database, *credit) for credit in self.credits)})


def meant(database: sqlite3.Connection, text: str) -> Meant:
    """What a key stands for, or an IRI, whose keys the ledger has."""
    thing = iris.taken_apart(text if text.endswith(iris.THIS) else f"{text.rstrip('/')}/{iris.THIS}")
    keys = [renamed.now(database, text)]
    if thing and "://" in text:
        rows = database.execute("SELECT key FROM ledger WHERE folder = ? AND slug = ? ORDER BY key", thing[1:])
        keys = [f"{thing.folder}:{written(thing.base)}:{thing.name}", *(key for (key,) in rows)]
    mentions: set[int] = set()
    credits: dict[tuple[int, int], None] = {}
    for key in keys:
        if key.startswith(credited.PREFIX):
            credits |= dict.fromkeys(credited.named(database, key))
        else:
            mentions.update(found for (found,) in database.execute("SELECT mention FROM key WHERE key = ?", (key,)))
    return Meant(frozenset(mentions), tuple(credits))
