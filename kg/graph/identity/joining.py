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
from pathlib import Path
from urllib.parse import unquote

from kg.graph.identity import films, spelled

_SHOWN = 10


def join(database: sqlite3.Connection) -> None:
    """Fill the table `joined` (mention, entity); keys that join nobody are taken from those who do not go by them."""
    _join(database, "shared_identifier")
    run(database, "identified")
    films.join(database)
    spelled.join(database)
    run(database, "apart")
    _join(database, "shared_key")
    run(database, "chains")
    if database.execute("SELECT 1 FROM chain").fetchone():
        _join(database, "shared_key")


def told_apart(database: sqlite3.Connection) -> Iterator[str]:
    """A line for each title or name that was to join what identifiers tell apart."""
    seen: set[tuple[str, ...]] = set()
    apart = database.execute("SELECT * FROM told_apart ORDER BY 1, 2, 3, 4")
    for cause, rows in groupby(apart, key=lambda row: row[0]):
        things = tuple(_thing(*thing, group) for thing, group in groupby(rows, key=lambda row: (row[1], row[2])))
        if len(things) > 1 and things not in seen:
            seen.add(things)
            _, scheme, text = cause.split(":", 2)
            yield f"{_several(things)}: the same {scheme} ({text}) but different identifiers, so they are kept apart"


def told_several(database: sqlite3.Connection) -> Iterator[str]:
    """A line for each thing that has two identifiers of one authority."""
    several = database.execute("SELECT * FROM several ORDER BY 1, 2, 3, 4")
    for (folder, slug, scheme), rows in groupby(several, key=lambda row: row[:3]):
        keys = [key.split(":", 2)[2] for *_, key in rows]
        yield f"{folder}/{slug}/: has {len(keys)} identifiers of {unquote(scheme)}: {_several(keys)}"


def run(database: sqlite3.Connection, script: str) -> None:
    """Run one of the scripts beside this module."""
    database.executescript(Path(__file__).with_name(f"{script}.sql").read_text("utf-8"))


def _join(database: sqlite3.Connection, shared: str) -> None:
    database.execute("DELETE FROM joined")
    rows = database.execute(f"SELECT key, mention FROM {shared} ORDER BY key, mention")
    database.executemany("INSERT INTO joined VALUES (?, ?)", _joined(rows))


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
    return f"{unquote(scheme)} {identifier}"


def _several(texts: Sequence[str]) -> str:
    more = f" and {len(texts) - _SHOWN} more" if len(texts) > _SHOWN else ""
    return ", ".join(texts[:_SHOWN]) + more
