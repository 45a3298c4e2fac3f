"""Two forms of one name that no record has in one film: `Lyle Wheeler` and `Lyle R. Wheeler`.

They are one person if all that the one did lies near what the other did, in one trade; if they had a colleague in
common; and if nobody else's name fits one of them and not the other. An initial alone is not enough, and `Jr.` is
somebody else here: fathers and sons work in one trade with the same people.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from functools import cache
from itertools import combinations, groupby
from typing import NamedTuple

from kg.graph.identity import names
from kg.graph.identity.careers import career, colleagues, films
from kg.graph.identity.components import Components

_MOST = 60
"""Where more people share a surname and an initial, forms of names say too little."""

_NAMED = """
SELECT told(name), COALESCE(entity, id), name, MAX(id IN (SELECT mention FROM identified))
FROM person LEFT JOIN joined ON mention = id
GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""


class Named(NamedTuple):
    """Somebody, by one of the plain names that they have."""

    entity: int
    name: str
    identified: bool


def join(database: sqlite3.Connection) -> None:
    """Give those who are one person one entity in `joined`."""
    database.create_function("told", 1, lambda name: " ".join(names.told(name)), deterministic=True)
    joined = Components[int]()
    found: dict[int, None] = {}
    for _, group in groupby(database.execute(_NAMED), key=lambda row: row[0]):
        block = [Named(entity, name, bool(identified)) for _, entity, name, identified in group]
        if 1 < len(block) <= _MOST:
            for one, other in _found(database, block):
                joined.join(one, other)
                found |= {one: None, other: None}
    for first, *further in joined.sets(found):
        database.executemany("UPDATE joined SET entity = ? WHERE entity = ?", [(first, entity) for entity in further])
        rows = [(entity, first) for entity in (first, *further)]
        database.executemany("INSERT OR IGNORE INTO joined VALUES (?, ?)", rows)


def _found(database: sqlite3.Connection, block: list[Named]) -> Iterator[tuple[int, int]]:
    """Those of a block who are one; who may be, and has no colleague in common, goes to the table `beside`."""
    fits = {one: {one} for one in block}
    pairs: list[tuple[Named, Named, int]] = []
    for one, other in combinations(block, 2):
        if alike := names.alike(one.name, other.name):
            fits[one].add(other)
            fits[other].add(one)
            if one.entity != other.entity and not (one.identified and other.identified):
                pairs.append((one, other, alike))
    did = cache(lambda entity: career(database, entity))
    beside = cache(lambda entity: colleagues(database, films(database, entity)) - {entity})
    for one, other, alike in pairs:
        if did(one.entity).holds(did(other.entity)):
            sure = alike > names.INITIAL and names.suffixes(one.name) == names.suffixes(other.name)
            if sure and fits[one] == fits[other] and beside(one.entity) & beside(other.entity):
                yield one.entity, other.entity
            else:
                database.execute("INSERT INTO beside VALUES (?, ?, 'name')", (one.entity, other.entity))
