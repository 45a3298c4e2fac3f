"""A person's answers in `matches.csv`, which stand above all evidence and all identifiers.

`of_things` is for what is joined by keys, before people are looked at: things of an answer *same* become one entity in
`joined`; those of an answer *different* two, and what was one with both goes with the one that it has more in common
with. `of_credits` comes last, when `bound` says who is meant by each credit: somebody may be known by a credit alone,
and rules for people may have joined or parted others than a person says.

Nobody but the things of an answer, and what was one with them, becomes another by it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from kg.graph.identity import credited
from kg.graph.identity.asking.dividing import Pair, divide
from kg.graph.identity.asking.matches import Answer
from kg.graph.identity.asking.meant import Meant, meant
from kg.graph.identity.asking.splitting import split, unite
from kg.graph.identity.parts import parts_of

_NOTHING = "{}: {} is in no source now; the answer is kept, and says nothing"
_NO_LEDGER = "{}: no ledger that is read here has {}; name the releases with --out, or write a key instead"
_ONE_RECORD = "{}: {} and {} are one mention in the sources, so they cannot be told apart"

_CROSSED = "{}: other answers, and what is one in the sources, say otherwise of these; correct one of them"
_OWN = """
SELECT 1 FROM credit LEFT JOIN bound ON bound.film = credit.film AND bound.mention = person
WHERE person = ? AND entity IS NULL
"""
_BESIDE = """
SELECT beside.rowid, COALESCE(j.entity, one), COALESCE(k.entity, other) FROM beside
LEFT JOIN joined AS j ON j.mention = one LEFT JOIN joined AS k ON k.mention = other
"""


class Answers:
    """The answers of a catalogue, as the sources of one build have it; `told` says of which nothing is in them."""

    def __init__(self, database: sqlite3.Connection, given: Sequence[Answer]) -> None:
        """Look up what the answers are about; the mentions and the ledger have to be known."""
        self._database = database
        self.told: list[str] = []
        self.pairs: list[Pair] = []
        for answer in given:
            one, other = (meant(database, text) for text in (answer.one, answer.other))
            missing = [text for text, found in ((answer.one, one), (answer.other, other)) if not any(found)]
            if missing:
                why = _NO_LEDGER if "://" in missing[0] else _NOTHING
                self.told.append(why.format(answer.place, missing[0]))
            elif not answer.same and one.mentions & other.mentions:
                self.told.append(_ONE_RECORD.format(answer.place, answer.one, answer.other))
            else:
                self.pairs.append((answer, one, other))

    def of_things(self) -> None:
        """What answers say of mentions: first who are one, then who are not."""
        for answer, one, other in self.pairs:
            if answer.same and one.mentions and other.mentions:
                unite(self._database, [*one.entities(self._database), *other.entities(self._database)])
        self._separate()

    def of_credits(self) -> None:
        """What answers say of people, after all rules."""
        if self.pairs:
            self._database.execute("CREATE INDEX bound_entity ON bound (entity)")
        for answer, one, other in self.pairs:
            if answer.same:
                self._same(one, other)
        self._separate()
        for answer, one, other in self.pairs:
            if not answer.same:
                self._unbind(one, other)
                self._unbind(other, one)
        for entity in self._in_doubt():
            divide(self._database, entity, self.pairs)
        self._settle()
        self.told += (_CROSSED.format(a.place) for a, *ends in self.pairs if a.same != self._one(*ends))

    def _separate(self) -> None:
        """Take apart the mentions of one entity that answers tell apart."""
        for answer, one, other in self.pairs:
            if not answer.same:
                for entity in set(one.entities(self._database)) & set(other.entities(self._database)):
                    if one.mentions and other.mentions:
                        split(self._database, entity, (one.mentions, other.mentions))

    def _same(self, one: Meant, other: Meant) -> None:
        if one.mentions and other.mentions:
            unite(self._database, [*one.entities(self._database), *other.entities(self._database)])
            return
        first, *further = (*_whole(self._database, one), *_whole(self._database, other))
        chosen = credited.who(self._database, *first) if isinstance(first, tuple) else first
        for each in further:
            self._give(each, chosen)

    def _give(self, each: int | tuple[int, int], chosen: int) -> None:
        """Make an entity, or what holds together with a credit, somebody's; the ledger's promises come with it."""
        database = self._database
        if isinstance(each, int):
            unite(database, [chosen, each])
            return
        entity = credited.who(database, *each)
        if entity == chosen:
            self._promise([each], chosen)
            return
        credits = credited.of(database, entity)
        part = next((part for part in parts_of(credits) if each in {(c.film, c.mention) for c in part}), credits)
        if len(part) == len(credits):
            unite(database, [chosen, entity])
        else:
            credited.bind(database, (credit.place for credit in part), chosen)
        self._promise([(credit.film, credit.mention) for credit in part], chosen)

    def _promise(self, credits: Iterable[tuple[int, int]], entity: int) -> None:
        """Addresses that somebody had who was known by these credits."""
        for credit in credits:
            key = credited.key(self._database, *credit)
            if self._database.execute("SELECT 1 FROM ledger WHERE key = ?", (key,)).fetchone():
                self._database.execute("INSERT OR IGNORE INTO key VALUES (?, ?, 'credit')", (key, entity))

    def _unbind(self, one: Meant, other: Meant) -> None:
        """Credits that evidence gave to somebody else are of those who have their name again, if they have no others.

        Otherwise the answer is about the others: in that film both names are in one role, and nobody else fits.
        """
        for mention in one.mentions:
            if self._database.execute(_OWN, (mention,)).fetchone():
                continue
            for entity in other.entities(self._database):
                self._database.execute("DELETE FROM bound WHERE mention = ? AND entity = ?", (mention, entity))

    def _one(self, one: Meant, other: Meant) -> bool:
        return bool(set(one.entities(self._database)) & set(other.entities(self._database)))

    def _settle(self) -> None:
        """Take from what is told of doubts what answers settle."""
        settled: set[tuple[int, ...]] = set()
        for _, one, other in self.pairs:
            ends = one.entities(self._database), other.entities(self._database)
            settled |= {tuple(sorted((a, b))) for a in ends[0] for b in ends[1]}
            if one.credits and other.credits:
                names = [(entity, entity) for end in ends for entity in end]
                self._database.executemany("DELETE FROM fallen WHERE entity = ? OR person = ?", names)
        rows = self._database.execute(_BESIDE).fetchall() if settled else []
        gone = ((row,) for row, *pair in rows if tuple(sorted(pair)) in settled)
        self._database.executemany("DELETE FROM beside WHERE rowid = ?", gone)

    def _in_doubt(self) -> list[int]:
        """Entities that still are what answers tell apart."""
        found = {
            entity
            for answer, one, other in self.pairs
            if not answer.same
            for entity in set(one.entities(self._database)) & set(other.entities(self._database))
        }
        return sorted(found)


def _whole(database: sqlite3.Connection, each: Meant) -> Iterator[int | tuple[int, int]]:
    yield from sorted({credited.entity(database, mention) for mention in each.mentions})
    yield from each.credits
