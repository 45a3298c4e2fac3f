"""From mentions to IRIs: joins mentions that share a key, keeps what the ledger promised, and breaks ties.

All of it is sets in a SQLite file on disk (see the `.sql` files), so memory does not grow with the catalogue; only what
is shared, contested or promised otherwise comes into memory. The result does not depend on the order of input: ties are
broken by content.
"""

import sqlite3
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import msgspec

from kg.graph.identity import aliases, beside, casts, elsewhere, joining, namesakes, perhaps, renamed, retitled, telling
from kg.graph.identity.asking.answers import Answers
from kg.graph.identity.asking.evidence import Called, Evidence
from kg.graph.identity.asking.matches import Answer
from kg.graph.identity.asking.questions import Question, questions
from kg.graph.identity.asking.why import Why
from kg.graph.identity.mention import Mention, identifier, written
from kg.graph.identity.renamed import Held
from kg.graph.identity.said import Said
from kg.graph.origins import Origin, Place, place
from kg.model import iris
from kg.system import signals

_STEPS = 1_000_000
"""After so many steps of the engine, some 50 ms, it lets Python hear signals."""


class LedgerRow(NamedTuple):
    """A line of the ledger; `since` is the date (ISO 8601) of the release that first promised it, "" if not known."""

    key: str
    folder: str
    slug: str
    since: str = ""


class Move(NamedTuple):
    """A document that was published and is part of another one now: folder and slug of both."""

    folder: str
    slug: str
    new_folder: str
    new_slug: str


class Identities:
    """The mentions of one build, and where its records stand. Add them all, `resolve` once, then ask."""

    def __init__(
        self,
        path: Path,
        ledger: Iterable[LedgerRow],
        base: str = "",
        answers: Sequence[Answer] = (),
        held: Held = lambda: None,
    ) -> None:
        """Begin a new file at `path` with the promises of a ledger; of a key that is there twice the first holds.

        An IRI below `base` that a source states, as a release of this catalogue does, is a promise as well.
        `answers` are a person's. `held` gives the documents of the release before.
        """
        self._given, self._held = answers, held
        self._database = sqlite3.connect(path)
        self._database.set_progress_handler(signals.listen, _STEPS)
        self._database.create_function("digest", 1, iris.digest, deterministic=True)
        joining.run(self._database, "tables")
        self._database.execute("INSERT INTO own VALUES (?)", (written(base),))
        self._database.executemany("INSERT OR IGNORE INTO ledger VALUES (?, ?, ?, ?)", ledger)

    def add(self, mentions: Iterable[Mention], precedence: int) -> None:
        """Add what a source of that precedence mentions; a mention that is known gains nothing but precedence."""
        rows = [(identifier(m), m) for m in mentions]
        self._database.executemany(
            "INSERT INTO mention VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET precedence = excluded.precedence WHERE excluded.precedence > precedence",
            ((number, m.folder, m.slug, precedence, m.keys[-1].split(":", 2)[2]) for number, m in rows),
        )
        self._database.executemany(
            "INSERT OR IGNORE INTO key VALUES (?, ?, ?)",
            ((key, number, key.split(":", 2)[1]) for number, m in rows for key in m.keys),
        )

    def hear(self, told: Iterable[Said]) -> None:
        """Add what records say of their films."""
        told = list(told)
        tabbed = "\t".join
        rows: dict[str, Iterable[tuple[str | int | bytes, ...]]] = {
            "said VALUES (?, ?, ?, ?, ?, ?, ?)": (
                (s.film, s.source, s.kind, s.year, *map(tabbed, (s.titles, s.main_titles, s.written))) for s in told
            ),
            "title VALUES (?, ?, ?, ?)": ((s.kind, form, s.year, s.film) for s in told for form in s.titles),
            "main_title VALUES (?, ?, ?)": ((s.kind, form, tabbed(s.titles)) for s in told for form in s.main_titles),
            "credit VALUES (?, ?, ?, ?)": ((s.film, role, person, s.year) for s in told for role, person in s.credits),
        }
        for into, found in rows.items():
            self._database.executemany(f"INSERT OR IGNORE INTO {into}", found)
        self._database.executemany(
            "INSERT INTO cast VALUES (?, ?) "
            "ON CONFLICT (film) DO UPDATE SET people = CAST(people || excluded.people AS BLOB)",
            ((s.film, array("q", {person for _, person in s.credits}).tobytes()) for s in told),
        )

    def stand(self, origins: Iterable[Origin]) -> None:
        """Note where records stand."""
        self._database.executemany(
            "INSERT OR IGNORE INTO origin VALUES (?, ?, ?, ?, ?)", map(msgspec.structs.astuple, origins)
        )

    def repeated(self) -> dict[str, bool]:
        """The names that stand for several records that say different things, and whether of more than screenings."""
        query = "SELECT name, COUNT(DISTINCT facts) > 1 FROM origin GROUP BY name HAVING COUNT(*) > 1"
        return {name: bool(differ) for name, differ in self._database.execute(query)}

    def place(self, name: str) -> Place:
        """File and line of the record of that unique name."""
        return place(self._database, name)

    def resolve(self) -> dict[int, str]:
        """Decide who is who. Returns the slugs of the mentions (by `identifier`) that do not get the one they like."""
        self._database.execute("CREATE INDEX key_mention ON key (mention, scheme)")
        joining.run(self._database, "credited")
        renamed.follow(self._database, self._held)
        self._answers = Answers(self._database, self._given)
        joining.join(self._database)
        self._answers.of_things()
        elsewhere.join(self._database)
        retitled.ask(self._database)
        casts.bind(self._database)
        beside.bind(self._database)
        aliases.spread(self._database)
        namesakes.part(self._database)
        self._answers.of_credits()
        joining.run(self._database, "entities")
        return dict(self._database.execute("SELECT mention, slug FROM exception"))

    def meant(self) -> Iterator[tuple[int, int, str]]:
        """The slugs that mentions have in one record alone: the mention of its film, the mention, the slug."""
        return iter(self._database.execute("SELECT film, mention, slug FROM meant"))

    def doubts(self) -> Iterator[tuple[str, str]]:
        """What `resolve` could not decide by identifiers alone, or only against one: a kind and a line for a person."""
        yield from telling.doubts(self._database)
        yield from (("an answer about nothing", line) for line in self._answers.told)

    def heard(self) -> int:
        """How many answers hold."""
        return len(self._answers.pairs)

    def unheard(self) -> list[str]:
        """Answers of which nothing is in the sources, a line each."""
        return list(self._answers.told)

    def questions(self) -> list[Question]:
        """What is likely and not sure, for a person to answer."""
        return questions(self._database, self._answers)

    def document(self, entity: int) -> tuple[str, str]:
        """Folder and slug of an entity."""
        query = "SELECT folder, slug FROM entity WHERE id = ?"
        found: tuple[str, str] = self._database.execute(query, (entity,)).fetchone()
        return found

    def evidence(self, called: Called) -> Evidence:
        """Words for these; `called` gives titles and names as the records have them."""
        return Evidence(self._database, called)

    def why(self, addresses: Sequence[str], base: str, call: Callable[[Collection[int]], Called]) -> list[str]:
        """Why the records of a thing are one, or why things are not (see `Why`)."""
        return list(Why(self._database, self._answers, base, call).lines(addresses))

    def joined(self) -> tuple[int, int]:
        """How many records and credits `resolve` joined with others by evidence, without an identifier."""
        return telling.joined(self._database)

    def documents(self, every: int) -> list[str]:
        """Every so many-th document, things' and records', below the base: where to cut the catalogue into ranges."""
        paths = self._database.execute("SELECT path FROM document ORDER BY path")
        return [path for (path,) in islice(paths, every, None, every)]

    def unpublish(self) -> None:
        """Forget what was noted as published."""
        self._database.execute("DELETE FROM published")

    def published(self) -> dict[str, int]:
        """How many documents are published, by folder."""
        return dict(self._database.execute("SELECT folder, COUNT(*) FROM published GROUP BY folder ORDER BY folder"))

    def missing(self, documents: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
        """Those of some documents, as (folder, slug), that are not published."""
        held = "SELECT 1 FROM published WHERE folder = ? AND slug = ?"
        return (document for document in documents if not self._database.execute(held, document).fetchone())

    def publish(self, documents: Iterable[tuple[str, str]]) -> None:
        """Note documents, as (folder, slug), as published."""
        self._database.executemany("INSERT OR IGNORE INTO published VALUES (?, ?)", documents)

    def move(self) -> None:
        """Decide what has become of those documents of the ledger that are not published; all that is, is noted."""
        joining.run(self._database, "moved")

    def moved(self, folder: str, slug: str) -> list[tuple[str, str]]:
        """What is published with the keys that the ledger has for a document: folder and slug of each."""
        query = "SELECT new_folder, new_slug FROM moved WHERE folder = ? AND slug = ? ORDER BY 1, 2"
        return list(self._database.execute(query, (folder, slug)))

    def perhaps(self, folder: str, slug: str) -> str:
        """The slug that a film which is gone probably has now; "" where nothing is likely."""
        return perhaps.renamed(self._database, folder, slug)

    def moves(self) -> Iterator[Move]:
        """The documents of the ledger that have become part of one other document, by their paths."""
        rows = self._database.execute(
            "SELECT folder, slug, MIN(new_folder), MIN(new_slug) FROM moved "
            "GROUP BY 1, 2 HAVING COUNT(*) = 1 ORDER BY 1, 2"
        )
        return map(Move._make, rows)

    def ledger(self, date: str) -> Iterator[LedgerRow]:
        """The next ledger by key: what was promised before, and since `date` every key of what is published now.

        Where a document leads that is part of another one now stands there too, as it is when `move` has decided.
        """
        rows = self._database.execute(
            "SELECT key, folder, slug, COALESCE(since, ?) FROM next_ledger ORDER BY key", (date,)
        )
        return map(LedgerRow._make, rows)

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()
