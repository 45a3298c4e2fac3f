"""From mentions to IRIs: joins mentions that share a key, keeps what the ledger promised, and breaks ties.

All of it is sets in a SQLite file on disk, so memory does not grow with the catalogue; only what is shared, contested
or promised otherwise comes into memory. The result does not depend on the order of input: ties are broken by content.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path

from kg.graph.identity import apart
from kg.graph.identity.mention import Mention
from kg.model import iris

_TABLES = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = FILE; PRAGMA cache_size = -32000;
CREATE TABLE mention (id INTEGER PRIMARY KEY, folder TEXT, slug TEXT, precedence INTEGER);
CREATE TABLE key (key TEXT, mention INTEGER, scheme TEXT, PRIMARY KEY (key, mention)) WITHOUT ROWID;
CREATE TABLE ledger (key TEXT PRIMARY KEY, folder TEXT, slug TEXT) WITHOUT ROWID;
CREATE TABLE joined (mention INTEGER PRIMARY KEY, entity INTEGER);
CREATE TABLE published (folder TEXT, slug TEXT, PRIMARY KEY (folder, slug)) WITHOUT ROWID;
"""

# One row an entity: the first of its keys, and the slug that its most authoritative mention would like.
_ENTITIES = """
CREATE TABLE entity AS
SELECT COALESCE(joined.entity, mention.id) AS id, mention.folder AS folder, MIN(key.key) AS first_key,
    SUBSTR(MIN(PRINTF('%d%010d', mention.slug = '', 1000000000 - mention.precedence) || mention.slug), 12) AS slug,
    0 AS promised
FROM mention JOIN key ON key.mention = mention.id LEFT JOIN joined ON joined.mention = mention.id
GROUP BY 1;
CREATE UNIQUE INDEX entity_id ON entity (id);
UPDATE entity SET promised = 1, slug = found.slug FROM (
    SELECT COALESCE(joined.entity, key.mention) AS id, MIN(ledger.slug) AS slug
    FROM key JOIN ledger USING (key) LEFT JOIN joined ON joined.mention = key.mention GROUP BY 1
) AS found WHERE found.id = entity.id;
CREATE INDEX entity_slug ON entity (folder, slug);
"""
_CONTESTED = """
SELECT folder, slug, id, first_key, reserved FROM entity JOIN (
    SELECT folder, slug, MAX(promised) = 0 AND (folder, slug) IN (SELECT folder, slug FROM ledger) AS reserved
    FROM entity GROUP BY folder, slug HAVING COUNT(*) > 1 OR reserved
) USING (folder, slug) ORDER BY folder, slug, promised DESC, first_key
"""
_DOCUMENTS = """
SELECT folder || '/' || slug || '/' AS path FROM entity
UNION SELECT 'record/' || SUBSTR(key, INSTR(key, ':record:') + 8) || '/' FROM key WHERE scheme = 'record' ORDER BY path
"""
_NAME = "UPDATE entity SET slug = ? WHERE id = ?"
_EXCEPTIONS = """
SELECT mention.id, entity.slug FROM mention LEFT JOIN joined ON joined.mention = mention.id
JOIN entity ON entity.id = COALESCE(joined.entity, mention.id) WHERE entity.slug <> mention.slug
"""
_NEXT_LEDGER = """
SELECT key, folder, slug FROM ledger
UNION SELECT key.key, entity.folder, entity.slug FROM key LEFT JOIN joined ON joined.mention = key.mention
JOIN entity ON entity.id = COALESCE(joined.entity, key.mention)
JOIN published ON published.folder = entity.folder AND published.slug = entity.slug
WHERE key.key NOT IN (SELECT key FROM ledger)
GROUP BY key.key HAVING COUNT(DISTINCT entity.id) = 1 ORDER BY 1
"""

LedgerRow = tuple[str, str, str]
"""A line of the ledger: key, folder, slug."""


def identifier(mention: Mention) -> int:
    """A number for a mention that does not depend on the process or on what else there is."""
    text = "\0".join((mention.folder, *mention.keys, mention.slug))
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") >> 1


class Identities:
    """The mentions of one build. Add them all, `resolve` once, then ask."""

    def __init__(self, path: Path, ledger: Iterable[LedgerRow]) -> None:
        """Begin a new file at `path` with the promises of a ledger."""
        self._database = sqlite3.connect(path)
        self._database.executescript(_TABLES)
        self._database.executemany("INSERT INTO ledger VALUES (?, ?, ?)", ledger)

    def add(self, mentions: Iterable[Mention], precedence: int) -> None:
        """Add what a source of that precedence mentions; a mention that is known gains nothing but precedence."""
        rows = [(identifier(m), m) for m in mentions]
        self._database.executemany(
            "INSERT INTO mention VALUES (?, ?, ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET precedence = MAX(precedence, excluded.precedence)",
            ((number, m.folder, m.slug, precedence) for number, m in rows),
        )
        self._database.executemany(
            "INSERT OR IGNORE INTO key VALUES (?, ?, ?)",
            ((key, number, key.split(":", 2)[1]) for number, m in rows for key in m.keys),
        )

    def resolve(self) -> dict[int, str]:
        """Decide who is who. Returns the slugs of the mentions (by `identifier`) that do not get the one they like."""
        self._database.execute("CREATE INDEX key_mention ON key (mention, scheme)")
        apart.join(self._database)
        self._database.executescript(_ENTITIES)
        nameless = self._database.execute("SELECT id, first_key FROM entity WHERE slug = ''").fetchall()
        self._database.executemany(_NAME, ((iris.digest(first_key), entity) for entity, first_key in nameless))
        contested = self._database.execute(_CONTESTED).fetchall()
        self._database.executemany(_NAME, _settled(contested))
        return dict(self._database.execute(_EXCEPTIONS))

    def doubts(self) -> Iterator[str]:
        """What `resolve` could not decide by identifiers alone, or only against one, in lines for a person."""
        return apart.told(self._database)

    def documents(self, every: int) -> list[str]:
        """Every so many-th document, things' and records', below the base: where to cut the catalogue into ranges."""
        paths = (path for (path,) in self._database.execute(_DOCUMENTS))
        return [path for number, path in enumerate(paths) if number and number % every == 0]

    def unpublish(self) -> None:
        """Forget what was noted as published."""
        self._database.execute("DELETE FROM published")

    def published(self) -> dict[str, int]:
        """How many documents are published, by folder."""
        return dict(self._database.execute("SELECT folder, COUNT(*) FROM published GROUP BY folder ORDER BY folder"))

    def publish(self, documents: Iterable[tuple[str, str]]) -> None:
        """Note documents, as (folder, slug), as published."""
        self._database.executemany("INSERT OR IGNORE INTO published VALUES (?, ?)", documents)

    def ledger(self) -> Iterator[LedgerRow]:
        """The next ledger by key: what was promised before, and every key of what is published now."""
        return iter(self._database.execute(_NEXT_LEDGER))

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()


def _settled(contested: Iterable[tuple[str, str, int, str, int]]) -> Iterator[tuple[str, int]]:
    """New slugs for all who want a slug but the first; none may have one that the ledger promised to another key."""
    holder: tuple[str, str] | None = None
    for folder, slug, entity, first_key, reserved in contested:
        if (folder, slug) == holder or reserved:
            yield f"{slug}-{iris.digest(first_key)}", entity
        holder = (folder, slug)
