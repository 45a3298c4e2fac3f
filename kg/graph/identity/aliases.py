"""Names by which one person is known in some films: where nothing else says who is meant, they mean that person too.

A name that is bound to somebody in one film (see `casts`) means the same in other films as long as these hold together
with the films of that person, and with those of nobody else to whom it is bound. Each credit is bound by itself.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import groupby

from kg.graph.identity.careers import Career, career, trade

_MOST = 20
"""A name that stands for so many people stands for nobody."""

_ALIASES = """
CREATE TABLE alias (mention INTEGER, entity INTEGER, PRIMARY KEY (mention, entity)) WITHOUT ROWID;
INSERT OR IGNORE INTO alias SELECT mention, entity FROM bound WHERE mention NOT IN (SELECT mention FROM identified);
"""
_CREDITS = """
SELECT film, role, year FROM credit WHERE person = ? AND year <> 0
AND NOT EXISTS (SELECT 1 FROM bound WHERE bound.film = credit.film AND bound.mention = person)
"""


def spread(database: sqlite3.Connection) -> None:
    """Bind further credits of the names in the table `bound`."""
    database.executescript(_ALIASES)
    rows = database.execute("SELECT mention, entity FROM alias ORDER BY mention, entity")
    for mention, group in groupby(rows, key=lambda row: row[0]):
        people = [entity for _, entity in group]
        if len(people) <= _MOST:
            found = list(_further(database, mention, people))
            database.executemany("INSERT OR IGNORE INTO bound VALUES (?, ?, ?)", found)


def _further(database: sqlite3.Connection, mention: int, people: list[int]) -> Iterator[tuple[int, int, int]]:
    careers: dict[int, Career] = {}
    for film, role, year in database.execute(_CREDITS, (mention,)):
        careers = careers or {person: career(database, person) for person in people}
        fitting = [person for person in people if careers[person].near(trade(role), year)]
        if len(fitting) == 1:
            yield film, mention, fitting[0]
