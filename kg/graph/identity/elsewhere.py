"""Two forms of one name that no record has in one film: `Lyle Wheeler` and `Lyle R. Wheeler`.

They are one person if all that the one did lies near what the other did, in one trade; if they had a colleague in
common; and if nobody else's name fits one of them and not the other. An initial alone is not enough, and `Jr.` is
somebody else here: fathers and sons work in one trade with the same people.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import combinations, groupby
from typing import NamedTuple

from kg.graph.identity import names
from kg.graph.identity.careers import Work, career, colleagues, films, near
from kg.graph.identity.components import Components

_MOST = 60
"""Where more people share a surname and an initial, forms of names say too little."""


class Named(NamedTuple):
    """Somebody, by one of the plain names that they have."""

    entity: int
    name: str
    identified: bool


def join(database: sqlite3.Connection) -> None:
    """Give those who are one person one entity in `joined`."""
    database.create_function("told", 1, lambda name: " ".join(names.told(name)), deterministic=True)
    database.execute("CREATE INDEX credit_person ON credit (person)")
    rows = database.execute(
        "SELECT told(name), COALESCE(entity, id), name, MAX(id IN (SELECT mention FROM identified)) "
        "FROM mention LEFT JOIN joined ON mention = id WHERE id IN (SELECT person FROM credit) "
        "GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
    )
    for _, group in groupby(rows, key=lambda row: row[0]):
        block = [Named(entity, name, bool(identified)) for _, entity, name, identified in group]
        if 1 < len(block) <= _MOST:
            _join(database, list(_found(database, block)))


def _join(database: sqlite3.Connection, pairs: list[tuple[int, int]]) -> None:
    joined = Components[int]()
    for one, other in pairs:
        joined.join(one, other)
    for first, *further in joined.sets(dict.fromkeys(entity for pair in pairs for entity in pair)):
        for entity in further:
            database.execute("UPDATE joined SET entity = ? WHERE entity = ?", (first, entity))
            database.executemany("INSERT OR IGNORE INTO joined VALUES (?, ?)", [(entity, first), (first, first)])


def _found(database: sqlite3.Connection, block: list[Named]) -> Iterator[tuple[int, int]]:
    """Those of a block who are one; who may be, and has no colleague in common, goes to the table `beside`."""
    fits = {one: {other for other in block if names.alike(one.name, other.name)} for one in block}
    for one, other in combinations(block, 2):
        if one.entity == other.entity or other not in fits[one] or (one.identified and other.identified):
            continue
        if not _holds(career(database, one.entity), career(database, other.entity)):
            continue
        sure = fits[one] == fits[other] and names.alike(one.name, other.name) > names.INITIAL
        same = names.suffixes(one.name) == names.suffixes(other.name)
        if sure and same and _colleagues(database, one) & _colleagues(database, other):
            yield one.entity, other.entity
        else:
            database.execute("INSERT INTO beside VALUES (?, ?)", (one.entity, other.entity))


def _holds(one: list[Work], other: list[Work]) -> bool:
    """Whether all that the one did lies near what the other did, and they share a trade."""
    fewer, more = sorted((one, other), key=len)
    return bool({work.trade for work in one} & {work.trade for work in other}) and all(
        any(near(work, beside) for beside in more) for work in fewer
    )


def _colleagues(database: sqlite3.Connection, one: Named) -> set[int]:
    return colleagues(database, one.entity, films(database, one.entity))
