"""Films under titles in two languages, which no form of a title brings together: people decide whether they are one.

Of one director and year each of two sources has one film that the other has not, under no title of that, and several
others who made the one made the other.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from kg.graph.identity import compared
from kg.graph.identity.films import UNNAMED_KINDS

_ALONE = """
WITH film AS (
    SELECT film, COALESCE(entity, film) AS entity, source, kind, year FROM said LEFT JOIN joined ON mention = film
    WHERE year <> 0
), directed AS (
    SELECT DISTINCT COALESCE(joined.entity, person) AS director, film.kind, film.year, film.entity, source
    FROM credit JOIN film USING (film) LEFT JOIN joined ON mention = person WHERE role = 'directors'
)
SELECT DISTINCT kind, MIN(entity), MAX(entity) FROM directed GROUP BY director, kind, year
HAVING COUNT(DISTINCT entity) = 2 AND COUNT(DISTINCT source) = COUNT(*) ORDER BY 2, 3
"""
"""The two films that a director made in a year, of which no source has both."""

_RECORDS = "SELECT film FROM said LEFT JOIN joined ON mention = film WHERE COALESCE(entity, film) = ?"
_OTHERS = 2
"""So many others at least have made both."""


def ask(database: sqlite3.Connection) -> None:
    """Put the pairs to be asked about into the table `beside`."""
    found = list(_pairs(database))
    database.executemany("INSERT INTO beside VALUES (?, ?, 'people')", found)


def _pairs(database: sqlite3.Connection) -> Iterator[tuple[int, int]]:
    for kind, one, other in database.execute(_ALONE):
        if kind not in UNNAMED_KINDS:
            records = ([film for (film,) in database.execute(_RECORDS, (each,))] for each in (one, other))
            both = compared.films(database, *records)
            others = {person for role, person, _ in both.common if role != "directors"}
            if len(others) >= _OTHERS and not both.titles and not both.against:
                yield one, other
