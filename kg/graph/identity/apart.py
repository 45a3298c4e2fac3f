"""Things of one title or name whose identifiers differ: kept apart, and told; so is who has two of one authority.

An identifier says who somebody is; a title with year and director, or a name, only suggests it. So identifiers join
first. A title or name that would then join things which one authority tells apart is nobody's: who has an identifier
goes by that alone. Who has none is given to neither, since nothing says to which, and an address that rests on a guess
would move with the next source; those stay together under their title or name.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

_IDENTIFIERS = "scheme NOT IN ('name', 'title', 'record')"
_GUESSES = "scheme IN ('name', 'title')"
_SHOWN = 10

_SHARED = """
SELECT key, mention FROM key
WHERE {} AND key IN (SELECT key FROM key GROUP BY key HAVING COUNT(*) > 1) ORDER BY key, mention
"""
# `thing`: mentions that identifiers join; `known`: by which authorities; `apart`: who is kept apart, and why.
_THINGS = f"""
CREATE TABLE identified (mention INTEGER PRIMARY KEY, thing INTEGER);
INSERT INTO identified SELECT DISTINCT key.mention, COALESCE(joined.entity, key.mention)
FROM key LEFT JOIN joined USING (mention) WHERE {_IDENTIFIERS};
CREATE TABLE known (thing INTEGER, scheme TEXT, PRIMARY KEY (thing, scheme)) WITHOUT ROWID;
INSERT OR IGNORE INTO known SELECT thing, scheme FROM identified JOIN key USING (mention) WHERE {_IDENTIFIERS};
CREATE TABLE apart (cause TEXT, mention INTEGER, PRIMARY KEY (cause, mention)) WITHOUT ROWID;
"""
_BY_A_KEY = f"""
INSERT INTO apart SELECT key, mention FROM key WHERE {_GUESSES} AND key IN (
    SELECT key.key FROM key JOIN identified USING (mention) JOIN known USING (thing)
    WHERE key.{_GUESSES} GROUP BY key.key, known.scheme HAVING COUNT(DISTINCT thing) > 1);
DELETE FROM key
WHERE mention IN (SELECT mention FROM identified) AND (key, mention) IN (SELECT cause, mention FROM apart)
"""
# Titles that are in no doubt make chains: the film of two directors stands between two of one director each.
_BY_A_CHAIN = f"""
CREATE TABLE chain AS SELECT DISTINCT MIN(key) OVER (PARTITION BY entity) AS cause, mention
FROM joined JOIN key USING (mention) WHERE {_GUESSES} AND entity IN (
    SELECT entity FROM joined JOIN identified USING (mention) JOIN known USING (thing)
    GROUP BY entity, known.scheme HAVING COUNT(DISTINCT thing) > 1);
INSERT OR IGNORE INTO apart SELECT cause, mention FROM chain;
DELETE FROM key WHERE {_GUESSES} AND mention IN (SELECT mention FROM chain JOIN identified USING (mention))
"""
_STATED = f"""
CREATE TABLE stated AS SELECT DISTINCT COALESCE(entity, mention) AS entity, scheme, key
FROM identified JOIN key USING (mention) LEFT JOIN joined USING (mention) WHERE {_IDENTIFIERS};
CREATE INDEX stated_entity ON stated (entity, scheme)
"""
_TOLD_APART = """
SELECT DISTINCT cause, folder, slug, stated.key FROM apart LEFT JOIN joined USING (mention)
JOIN entity ON entity.id = COALESCE(joined.entity, apart.mention) LEFT JOIN stated ON stated.entity = entity.id
ORDER BY cause, folder, slug, stated.key
"""
_SEVERAL = """
SELECT folder, slug, scheme, stated.key FROM stated JOIN entity ON entity.id = stated.entity
WHERE (stated.entity, scheme) IN (SELECT entity, scheme FROM stated GROUP BY entity, scheme HAVING COUNT(*) > 1)
ORDER BY folder, slug, scheme, stated.key
"""


def join(database: sqlite3.Connection) -> None:
    """Fill the table `joined` (mention, entity); keys that join nobody are taken from those who do not go by them."""
    _join(database, _IDENTIFIERS)
    database.executescript(_THINGS)
    database.executescript(_BY_A_KEY)
    # The key of a record joins nothing: two of one key that say different things are a fault, not one film.
    _join(database, "scheme <> 'record'")
    database.executescript(_BY_A_CHAIN)
    if database.execute("SELECT 1 FROM chain").fetchone():
        _join(database, "scheme <> 'record'")


def told(database: sqlite3.Connection) -> Iterator[str]:
    """A line for each title or name that was to join what identifiers tell apart, and for each two of one authority."""
    database.executescript(_STATED)
    seen: set[tuple[str, ...]] = set()
    for cause, rows in groupby(database.execute(_TOLD_APART), key=lambda row: row[0]):
        things = tuple(_thing(*thing, group) for thing, group in groupby(rows, key=lambda row: (row[1], row[2])))
        if len(things) > 1 and things not in seen:
            seen.add(things)
            _, scheme, text = cause.split(":", 2)
            yield f"{_several(things)}: one {scheme} ({text}) but different identifiers, so they are kept apart"
    for (folder, slug, scheme), rows in groupby(database.execute(_SEVERAL), key=lambda row: row[:3]):
        keys = [key.split(":", 2)[2] for *_, key in rows]
        yield f"{folder}/{slug}/: has {len(keys)} identifiers of {scheme}: {_several(keys)}"


def _join(database: sqlite3.Connection, which: str) -> None:
    database.execute("DELETE FROM joined")
    database.executemany("INSERT INTO joined VALUES (?, ?)", _joined(database.execute(_SHARED.format(which))))


def _joined(shared: Iterable[tuple[str, int]]) -> Iterator[tuple[int, int]]:
    """Mentions that have a key in common, each with the smallest mention of its component."""
    parent: dict[int, int] = {}

    def root(mention: int) -> int:
        while parent.setdefault(mention, mention) != mention:
            parent[mention] = parent[parent[mention]]
            mention = parent[mention]
        return mention

    first: tuple[str, int] = ("", 0)
    for key, mention in shared:
        if key != first[0]:
            first = (key, mention)
        low, high = sorted((root(first[1]), root(mention)))
        parent[high] = low
    return ((mention, root(mention)) for mention in list(parent))


def _thing(folder: str, slug: str, rows: Iterable[tuple[str, str, str, str | None]]) -> str:
    keys = [_identifier(key) for *_, key in rows if key]
    return f"{folder}/{slug}/ ({', '.join(keys) or 'no identifier'})"


def _identifier(key: str) -> str:
    _, scheme, identifier = key.split(":", 2)
    return f"{scheme} {identifier}"


def _several(texts: Sequence[str]) -> str:
    more = f" and {len(texts) - _SHOWN} more" if len(texts) > _SHOWN else ""
    return ", ".join(texts[:_SHOWN]) + more
