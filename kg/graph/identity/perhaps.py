"""What a film that is gone is probably called now: nothing is sure, so nobody is led there, and a person is told."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz

_NEW = """
SELECT DISTINCT entity.slug, COALESCE(joined.entity, film) AS id FROM said JOIN mention ON mention.id = film
LEFT JOIN joined ON joined.mention = film JOIN entity ON entity.id = COALESCE(joined.entity, film)
WHERE promised = 0 AND entity.folder = ?1 AND source IN (
    SELECT SUBSTR(name, 1, INSTR(name, '/') - 1) FROM (
        SELECT SUBSTR(key, LENGTH(folder) + 9) AS name FROM ledger
        WHERE folder = ?1 AND slug = ?2 AND SUBSTR(key, LENGTH(folder) + 1, 8) = ':record:'))
ORDER BY 1
"""
"""Films that the ledger does not know, of a source that had the one that is gone."""

_MADE_BEFORE = "SELECT key FROM ledger WHERE folder = ? AND slug = ?"
_MADE_NOW = """
SELECT key FROM key LEFT JOIN joined USING (mention)
WHERE scheme = 'title' AND COALESCE(entity, mention) = ?
"""
_ALIKE = 80
"""Of 100."""

_YEAR = re.compile(r"-\d{4}(?:-[0-9a-f]{8})?\Z")


def renamed(database: sqlite3.Connection, folder: str, slug: str) -> str:
    """The slug of the one new film with its people and year, else with nearly its title; "" for none or several."""
    new = database.execute(_NEW, (folder, slug)).fetchall()
    made = set(_made(key for (key,) in database.execute(_MADE_BEFORE, (folder, slug))))
    title = _YEAR.sub("", slug)
    same = [one for one, entity in new if made & set(_made(key for (key,) in database.execute(_MADE_NOW, (entity,))))]
    alike = [one for one, _ in new if fuzz.ratio(title, _YEAR.sub("", one)) >= _ALIKE]
    found = same or alike
    return found[0] if len(found) == 1 else ""


def _made(keys: Iterable[str]) -> Iterator[str]:
    """When and by whom, of the keys of films that say it: `film:title:kin|2020|ann lee`."""
    titled = (key.partition(":title:")[2] for key in keys)
    return (key.partition("|")[2] for key in titled if key)
