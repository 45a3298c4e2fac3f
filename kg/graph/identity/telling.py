"""What a build tells of who is who: what evidence joined, what may be one and stays two, what may be several."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import groupby

from kg.graph.identity import joining

_APART = """
SELECT DISTINCT e.folder, e.slug, f.folder, f.slug, grounds FROM beside
LEFT JOIN joined AS j ON j.mention = one LEFT JOIN joined AS k ON k.mention = other
CROSS JOIN entity AS e ON e.id = COALESCE(j.entity, one) CROSS JOIN entity AS f ON f.id = COALESCE(k.entity, other)
WHERE e.id <> f.id AND e.id NOT IN (SELECT person FROM spoken_for) AND f.id NOT IN (SELECT person FROM spoken_for)
ORDER BY 1, 2, 3, 4
"""
_FALLEN = """
SELECT fallen.entity, folder, slug, said FROM fallen CROSS JOIN entity ON id = +person
ORDER BY MIN(slug) OVER (PARTITION BY fallen.entity), fallen.entity, slug, said
"""
_WHY = {
    "title": "titles and years agree, and nobody is known to be in both",
    "name": "names, trades and years agree, and no colleague is known to be in common",
    "people": "the director, the year and others who made it agree, and no title is the same",
}
_RECORDS = """
SELECT COUNT(*) - COUNT(DISTINCT entity) FROM joined
WHERE mention IN (SELECT mention FROM key WHERE scheme = 'evidence')
"""


APART, TWO, ONE, SEVERAL = "kept apart by identifiers", "two identifiers", "perhaps one", "perhaps several people"
"""The kinds of doubt."""


def doubts(database: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Lines for a person, with their kinds: all that identifiers do not settle, or settle against something else."""
    yield from ((APART, line) for line in joining.told_apart(database))
    yield from ((TWO, line) for line in joining.told_several(database))
    yield from ((ONE, line) for line in _perhaps_one(database))
    yield from ((SEVERAL, line) for line in _perhaps_several(database))


def _perhaps_one(database: sqlite3.Connection) -> Iterator[str]:
    for one_folder, one, other_folder, other, grounds in database.execute(_APART):
        yield f"{one_folder}/{one}/, {other_folder}/{other}/: perhaps one; {_WHY[grounds]}"


def _perhaps_several(database: sqlite3.Connection) -> Iterator[str]:
    for _, rows in groupby(database.execute(_FALLEN), key=lambda row: row[0]):
        parts = list(rows)
        addresses = ", ".join(dict.fromkeys(f"{folder}/{slug}/" for _, folder, slug, _ in parts))
        yield f"{addresses}: one name, perhaps several people ({'; '.join(said for *_, said in parts)})"


def joined(database: sqlite3.Connection) -> tuple[int, int]:
    """How many records of films are one with another by evidence, and how many credits name somebody otherwise."""
    (records,) = database.execute(_RECORDS).fetchone()
    (credits,) = database.execute("SELECT COUNT(*) FROM bound").fetchone()
    return records, credits
