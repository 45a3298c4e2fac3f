"""Names by which one person is known in some films: where nothing else says who is meant, they mean that person too.

A name that is bound to somebody in one film (see `casts`) means the same in other films as long as these hold together
with the films of that person, and with those of nobody else to whom it is bound. Each credit is bound by itself.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import groupby

from kg.graph.identity.careers import Work, career, near, trade

_MOST = 20
"""A name that stands for so many people stands for nobody."""


def spread(database: sqlite3.Connection) -> None:
    """Bind further credits of the names in the table `bound`."""
    rows = database.execute(
        "SELECT DISTINCT mention, entity FROM bound WHERE mention NOT IN (SELECT mention FROM identified) ORDER BY 1, 2"
    ).fetchall()
    for mention, group in groupby(rows, key=lambda row: row[0]):
        people = [entity for _, entity in group]
        if len(people) <= _MOST:
            database.executemany(
                "INSERT OR IGNORE INTO bound VALUES (?, ?, ?)", list(_further(database, mention, people))
            )


def _further(database: sqlite3.Connection, mention: int, people: list[int]) -> Iterator[tuple[int, int, int]]:
    credits = (
        "SELECT film, role, year FROM credit JOIN said USING (film) WHERE person = ? AND year <> 0 "
        "AND (film, person) NOT IN (SELECT film, mention FROM bound)"
    )
    careers: dict[int, list[Work]] = {}
    for film, role, year in database.execute(credits, (mention,)):
        work = Work(trade(role), year, film)
        fitting = []
        for person in people:
            if person not in careers:
                careers[person] = career(database, person)
            if any(near(work, other) for other in careers[person]):
                fitting.append(person)
        if len(fitting) == 1:
            yield film, mention, fitting[0]
