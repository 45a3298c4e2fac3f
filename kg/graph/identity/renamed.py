"""Records that are called otherwise than in the ledger, since they have no name of their own.

Such a record is called by its title, its year and its directors, and by a hash of all that it says where one of these
is missing (see `kg.sources.keys`). When it says something else, or one of these is added, it has another name. Between
two builds an equal title and year make one film, as they do within one: where one film of the release before and one
record of the same source are left, the promises to the old name hold for the new one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable

from kg.graph.identity import joining
from kg.graph.identity.credited import PREFIX

Held = Callable[[], Iterable[tuple[str, str]] | None]
"""Gives the documents of the release before, as (folder, slug), or None where these are not known.

It is asked only where it matters.
"""

_GONE = "DELETE FROM renamed WHERE (folder, slug) NOT IN (SELECT folder, slug FROM held)"
_UNSURE = """
DELETE FROM renamed WHERE (folder, new) IN (
    SELECT folder, new FROM renamed GROUP BY 1, 2 HAVING COUNT(DISTINCT slug) > 1
) OR (folder, source, slug) IN (
    SELECT folder, source, slug FROM renamed GROUP BY 1, 2, 3 HAVING COUNT(DISTINCT film) > 1)
"""
_FILM = """
INSERT OR IGNORE INTO ledger
SELECT renamed.folder || ':record:' || new, ledger.folder, ledger.slug, since
FROM renamed CROSS JOIN ledger ON key = renamed.folder || ':record:' || old
"""
_CREDIT = """
INSERT OR IGNORE INTO ledger
SELECT ?2 || SUBSTR(key, LENGTH(?1) + 1), folder, slug, since FROM ledger WHERE key >= ?1 AND key < ?3
"""


def follow(database: sqlite3.Connection, held: Held) -> None:
    """Promise to records what was promised to them under another name."""
    joining.run(database, "renamed")
    if not database.execute("SELECT 1 FROM renamed").fetchone():
        return
    if (known := held()) is not None:
        database.executemany("INSERT OR IGNORE INTO held VALUES (?, ?)", known)
        database.execute(_GONE)
    database.execute(_UNSURE)
    database.execute(_FILM)
    names = database.execute("SELECT old, new FROM renamed ORDER BY old, new").fetchall()
    # `}` comes next after `|`, which stands between a record and a name.
    ranges = ((f"{PREFIX}{old}|", f"{PREFIX}{new}|", f"{PREFIX}{old}}}") for old, new in names)
    database.executemany(_CREDIT, ranges)


def now(database: sqlite3.Connection, key: str) -> str:
    """The key of a record, or of a credit in it, by what the record is called now."""
    before, scheme, rest = key.rpartition(":record:") if not key.startswith(PREFIX) else key.partition(PREFIX)
    name, bar, called = rest.partition("|")
    found = database.execute("SELECT MIN(new) FROM renamed WHERE old = ?", (name,)).fetchone()
    return f"{before}{scheme}{found[0]}{bar}{called}" if found[0] and scheme else key
