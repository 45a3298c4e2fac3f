"""A name without an identifier beside several people of that name who have one: it is one of them, never another.

In a film that credits one of them it is that one; elsewhere the one whose films lie nearest, in one trade if possible.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from kg.graph.identity.careers import Work, career, trade

_CREDITS = """
SELECT film, role, year, COALESCE(films.entity, film) FROM credit JOIN said USING (film)
LEFT JOIN joined AS films ON films.mention = film
WHERE person = ? AND (film, person) NOT IN (SELECT film, mention FROM bound) ORDER BY 1, 2
"""
_NAMESAKES = """
SELECT DISTINCT COALESCE(joined.entity, other.mention) FROM apart JOIN apart AS other USING (cause)
JOIN identified ON identified.mention = other.mention LEFT JOIN joined ON joined.mention = other.mention
WHERE apart.mention = ? ORDER BY 1
"""
_CREDITED = """
SELECT 1 FROM credit LEFT JOIN joined AS who ON who.mention = person LEFT JOIN joined AS films ON films.mention = film
WHERE film IN (SELECT mention FROM joined WHERE entity = ? UNION SELECT ?) AND COALESCE(who.entity, person) = ?
"""


def bind(database: sqlite3.Connection) -> None:
    """Bind the credits of such names."""
    names = database.execute(
        "SELECT DISTINCT mention FROM apart JOIN credit ON person = mention "
        "WHERE mention NOT IN (SELECT mention FROM identified) ORDER BY 1"
    ).fetchall()
    for (mention,) in names:
        database.executemany("INSERT OR IGNORE INTO bound VALUES (?, ?, ?)", list(_bound(database, mention)))


def _bound(database: sqlite3.Connection, mention: int) -> Iterator[tuple[int, int, int]]:
    people = [person for (person,) in database.execute(_NAMESAKES, (mention,))]
    careers = {person: career(database, person) for person in people}
    for number, role, year, film in database.execute(_CREDITS, (mention,)).fetchall():
        here = [person for person in people if database.execute(_CREDITED, (film, film, person)).fetchone()]
        work = Work(trade(role), year, film)
        if people:
            yield number, mention, min(here or people, key=lambda person: (_distance(work, careers[person]), person))


def _distance(work: Work, done: list[Work]) -> tuple[bool, int]:
    """How far a work lies from what somebody did: another trade, then the years between."""
    return min(((work.trade != other.trade, abs(work.year - other.year)) for other in done), default=(True, 1 << 30))
