"""Credits and who is meant by them, and somebody who is known by some credits alone.

A credit is a film's mention in one record with the mention of a person there. `person:credit:notes/12|ann lee` is the
key of one: the name of the record, and the plain name that it has there.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from hashlib import blake2b

from kg.graph.identity.parts import Credit

PREFIX = "person:credit:"

Place = tuple[int, int]
"""Where a credit stands: the film's mention in the record, and the mention of somebody there."""

_WHO = "COALESCE(bound.entity, who.entity, credit.person)"
_CREDITS = f"""
SELECT role, said.year, COALESCE(films.entity, credit.film), credit.film, credit.person, {_WHO}, name
FROM credit JOIN said ON said.film = credit.film JOIN mention ON mention.id = credit.person
LEFT JOIN bound ON bound.film = credit.film AND bound.mention = credit.person
LEFT JOIN joined AS who ON who.mention = credit.person LEFT JOIN joined AS films ON films.mention = credit.film
"""
_OF = (
    f"{_CREDITS} WHERE {_WHO} = ?1 AND credit.person IN (SELECT ?1 UNION SELECT mention FROM joined WHERE entity = ?1 "
    "UNION SELECT mention FROM bound WHERE entity = ?1) ORDER BY 2, 1, 4, 5"
)

_RECORD = (
    "SELECT key FROM key AS here WHERE mention = ? AND scheme = 'record' "
    "AND 1 = (SELECT COUNT(*) FROM key WHERE key = here.key)"
)
_NAMED = (
    "SELECT film, person FROM key JOIN credit ON film = key.mention JOIN mention ON id = person "
    "WHERE key = ? AND name = ?"
)


def of(database: sqlite3.Connection, entity: int) -> list[Credit]:
    """The credits by which somebody is meant, by year."""
    return [Credit.of(*row) for row in database.execute(_OF, (entity,))]


def who(database: sqlite3.Connection, film: int, mention: int) -> int:
    """Who is meant by a mention in the record of a film."""
    found = database.execute("SELECT entity FROM bound WHERE film = ? AND mention = ?", (film, mention)).fetchone()
    return found[0] if found else entity(database, mention)


def entity(database: sqlite3.Connection, mention: int) -> int:
    """What a mention stands for."""
    found = database.execute("SELECT entity FROM joined WHERE mention = ?", (mention,)).fetchone()
    return found[0] if found else mention


def key(database: sqlite3.Connection, film: int, mention: int) -> str:
    """The key of a credit; "" where the record shares its own with others."""
    found = database.execute(_RECORD, (film,)).fetchone()
    (called,) = database.execute("SELECT name FROM mention WHERE id = ?", (mention,)).fetchone()
    return f"{PREFIX}{found[0].partition(':record:')[2]}|{called}" if found else ""


def named(database: sqlite3.Connection, key: str) -> Iterator[tuple[int, int]]:
    """The credits that a key names: film and mention."""
    record, _, called = key.removeprefix(PREFIX).partition("|")
    folders = [folder for (folder,) in database.execute("SELECT DISTINCT folder FROM mention")]
    for folder in sorted(folders):
        yield from dict.fromkeys(database.execute(_NAMED, (f"{folder}:record:{record}", called)))


def keys(database: sqlite3.Connection, places: Iterable[Place]) -> list[str]:
    """The keys of those credits that have one, sorted."""
    return sorted({found for place in places if (found := key(database, *place))})


def promised(database: sqlite3.Connection, places: Iterable[Place]) -> bool:
    """Whether the ledger has an address for somebody who is known by some of these credits."""
    held = "SELECT 1 FROM ledger WHERE key = ?"
    return any(database.execute(held, (found,)).fetchone() for found in keys(database, places))


def part_off(database: sqlite3.Connection, entity: int, places: Iterable[Place]) -> int:
    """Make somebody of some credits of an entity, who is known by these."""
    places = sorted(places)
    found = keys(database, places)
    text = "\0".join(found) or repr(places)
    number = int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") >> 1
    of_name = database.execute(
        "SELECT folder, slug, precedence, name FROM mention WHERE id IN (?, ?) ORDER BY id = ? DESC",
        (entity, places[0][1], entity),
    ).fetchone()
    database.execute("INSERT OR IGNORE INTO mention VALUES (?, ?, ?, ?, ?)", (number, *of_name))
    database.executemany("INSERT OR IGNORE INTO key VALUES (?, ?, 'credit')", ((each, number) for each in found))
    bind(database, places, number)
    return number


def bind(database: sqlite3.Connection, places: Iterable[Place], entity: int) -> None:
    """Say who is meant by some credits."""
    database.executemany("INSERT OR REPLACE INTO bound VALUES (?, ?, ?)", ((*place, entity) for place in places))
