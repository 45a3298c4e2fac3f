"""A name without an identifier beside several people of that name who have one: it is one of them, never another.

In a film that credits one of them it is that one; elsewhere the one whose films lie nearest, in one trade if possible.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from functools import cache
from itertools import groupby

from kg.graph.identity.careers import career, trade

_NAMESAKES = """
SELECT DISTINCT apart.mention, COALESCE(joined.entity, other.mention) FROM apart JOIN apart AS other USING (cause)
JOIN identified ON identified.mention = other.mention LEFT JOIN joined ON joined.mention = other.mention
WHERE apart.mention NOT IN (SELECT mention FROM identified) AND apart.mention IN (SELECT person FROM credit)
ORDER BY 1, 2
"""
_CREDITS = """
SELECT film, role, year, COALESCE(films.entity, film) FROM credit LEFT JOIN joined AS films ON films.mention = film
WHERE person = ?
AND NOT EXISTS (SELECT 1 FROM bound WHERE bound.film = credit.film AND bound.mention = person) ORDER BY 1, 2
"""
_WORKS = """
SELECT DISTINCT COALESCE(films.entity, film) FROM credit LEFT JOIN joined AS films ON films.mention = film
WHERE person IN (SELECT ?1 UNION SELECT mention FROM joined WHERE entity = ?1)
"""


def bind(database: sqlite3.Connection) -> None:
    """Bind the credits of such names."""
    for mention, rows in groupby(database.execute(_NAMESAKES), key=lambda row: row[0]):
        found = list(_bound(database, mention, [person for _, person in rows]))
        database.executemany("INSERT OR IGNORE INTO bound VALUES (?, ?, ?)", found)


def _bound(database: sqlite3.Connection, mention: int, people: list[int]) -> Iterator[tuple[int, int, int]]:
    careers = {person: career(database, person) for person in people}
    credited: dict[int, list[int]] = {}
    for person in people:
        for (work,) in database.execute(_WORKS, (person,)):
            credited.setdefault(work, []).append(person)

    @cache
    def nearest(here: tuple[int, ...], role: str, year: int) -> int:
        return min(here, key=lambda person: (careers[person].distance(trade(role), year), person))

    for film, role, year, work in database.execute(_CREDITS, (mention,)):
        yield film, mention, nearest(tuple(credited.get(work, people)), role, year)
