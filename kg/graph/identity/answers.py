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
from typing import NamedTuple

from kg.graph.identity import credited, names
from kg.graph.identity.components import Components
from kg.graph.identity.matches import Answer
from kg.graph.identity.mention import written
from kg.graph.identity.several import Credit, parts_of
from kg.model import iris

_NOTHING = "{}: {} is in no source now; the answer is kept, and says nothing"
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


class Meant(NamedTuple):
    """What a key or an IRI stands for: mentions, or credits of people."""

    mentions: frozenset[int]
    credits: tuple[tuple[int, int], ...]

    def entities(self, database: sqlite3.Connection) -> list[int]:
        """The entities of these so far."""
        of_mentions = (credited.entity(database, mention) for mention in self.mentions)
        return sorted({*of_mentions, *(credited.who(database, *credit) for credit in self.credits)})


class Answers:
    """The answers of a catalogue, as the sources of one build have it; `told` says of which nothing is in them."""

    def __init__(self, database: sqlite3.Connection, given: Sequence[Answer]) -> None:
        """Look up what the answers are about; the mentions and the ledger have to be known."""
        self._database = database
        self.told: list[str] = []
        self.pairs: list[tuple[Answer, Meant, Meant]] = []
        for answer in given:
            one, other = (meant(database, text) for text in (answer.one, answer.other))
            missing = [text for text, found in ((answer.one, one), (answer.other, other)) if not any(found)]
            if missing:
                self.told.append(_NOTHING.format(answer.place, missing[0]))
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
            self._divide(entity)
        self._settle()
        self.told += (_CROSSED.format(a.place) for a, *ends in self.pairs if a.same != self._one(*ends))

    def _separate(self) -> None:
        """Take apart the mentions of one entity that answers tell apart."""
        for answer, one, other in self.pairs:
            if not answer.same:
                for entity in set(one.entities(self._database)) & set(other.entities(self._database)):
                    if one.mentions and other.mentions:
                        _split(self._database, entity, (one.mentions, other.mentions))

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
            credited.bind(database, part, chosen)
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

    def _divide(self, entity: int) -> None:
        """Give the credits of an entity to as many people as answers want."""
        credits = credited.of(self._database, entity)
        by_place = {(credit.film, credit.mention): credit for credit in credits}
        stays, people = self._people(entity, by_place)
        if len(people) < 2:
            return
        shares = _shares(credits, people, stays)
        largest = max(range(len(shares)), key=lambda number: (len(shares[number]), -number))
        if stays is None:
            promised = [self._promised(share) for share in shares]
            stays = largest if not promised[largest] or all(promised) else promised.index(False)
        for number, share in enumerate(shares):
            if number != stays and share:
                credited.part_off(self._database, entity, share)

    def _promised(self, credits: Iterable[Credit]) -> bool:
        keys = (credited.key(self._database, credit.film, credit.mention) for credit in credits)
        return any(self._database.execute("SELECT 1 FROM ledger WHERE key = ?", (key,)).fetchone() for key in keys)

    def _people(self, entity: int, by_place: dict[tuple[int, int], Credit]) -> tuple[int | None, list[list[Credit]]]:
        """The people whom answers want of an entity, each with the credits that answers name.

        Before them stands who keeps the name, where an answer says so: one of its mentions is not who a credit is.
        """
        joined = Components[object]()
        apart: list[tuple[object, object]] = []
        named: dict[object, list[Credit]] = {}
        for answer, one, other in self.pairs:
            ends = [self._end(entity, each, by_place, named) for each in (one, other)]
            if None not in ends and ends[0] != ends[1]:
                if answer.same:
                    joined.join(ends[0], ends[1])
                else:
                    apart.append((ends[0], ends[1]))
        groups = joined.sets(sorted(named, key=repr))
        differs = {frozenset((joined.root(a), joined.root(b))) for a, b in apart}
        people: list[list[object]] = []
        for group in sorted(groups, key=lambda ends: -sum(len(named[end]) for end in ends)):
            for person in people:
                if all(frozenset((joined.root(group[0]), joined.root(end))) not in differs for end in person):
                    person += group
                    break
            else:
                people.append(group)
        stays = next((number for number, person in enumerate(people) if "name" in person), None)
        return stays, [[credit for end in person for credit in named[end]] for person in people]

    def _end(
        self,
        entity: int,
        each: Meant,
        by_place: dict[tuple[int, int], Credit],
        named: dict[object, list[Credit]],
    ) -> object:
        """What a side of an answer is in an entity: a credit, or the name; None where it is of another entity."""
        found = [by_place[credit] for credit in each.credits if credit in by_place]
        if found:
            named.setdefault(each.credits, found)
            return each.credits
        if any(credited.entity(self._database, mention) == entity for mention in each.mentions):
            named.setdefault("name", [])
            return "name"
        return None


def meant(database: sqlite3.Connection, text: str) -> Meant:
    """What a key stands for, or an IRI, whose keys the ledger has."""
    thing = iris.taken_apart(text if text.endswith(iris.THIS) else f"{text.rstrip('/')}/{iris.THIS}")
    keys = [text]
    if thing and "://" in text:
        rows = database.execute("SELECT key FROM ledger WHERE folder = ? AND slug = ? ORDER BY key", thing[1:])
        keys = [f"{thing.folder}:{written(thing.base)}:{thing.name}", *(key for (key,) in rows)]
    mentions: set[int] = set()
    credits: dict[tuple[int, int], None] = {}
    for key in keys:
        if key.startswith(credited.PREFIX):
            credits |= dict.fromkeys(credited.named(database, key))
        else:
            mentions.update(found for (found,) in database.execute("SELECT mention FROM key WHERE key = ?", (key,)))
    return Meant(frozenset(mentions), tuple(credits))


def unite(database: sqlite3.Connection, entities: Iterable[int]) -> None:
    """Make entities one."""
    first, *further = dict.fromkeys(entities)
    for entity in further:
        database.execute("UPDATE joined SET entity = ? WHERE entity = ?", (first, entity))
        database.executemany("INSERT OR REPLACE INTO joined VALUES (?, ?)", [(entity, first), (first, first)])
        database.execute("UPDATE bound SET entity = ? WHERE entity = ?", (first, entity))


def _whole(database: sqlite3.Connection, each: Meant) -> Iterator[int | tuple[int, int]]:
    yield from sorted({credited.entity(database, mention) for mention in each.mentions})
    yield from each.credits


def _split(database: sqlite3.Connection, entity: int, sides: Sequence[frozenset[int]]) -> None:
    """Make two entities of one: what is on no side goes to the one that it has more in common with."""
    rows = database.execute("SELECT mention FROM joined WHERE entity = ? ORDER BY mention", (entity,))
    mentions = [mention for (mention,) in rows]
    traits = {mention: _Traits.of(database, mention) for mention in mentions}
    shares: list[list[int]] = [[], []]
    for mention in mentions:
        chosen = max(
            (0, 1),
            key=lambda side: (
                mention in sides[side],
                max(traits[mention].common(traits[m]) for m in sides[side] if m in traits),
            ),
        )
        shares[chosen].append(mention)
    for share in shares:
        database.executemany("UPDATE joined SET entity = ? WHERE mention = ?", ((min(share), m) for m in share))


class _Traits(NamedTuple):
    """What a mention has in common with others: keys, and the people of a film or the words of a name."""

    identifiers: frozenset[str]
    keys: frozenset[str]
    people: frozenset[tuple[str, int]]
    name: str

    @classmethod
    def of(cls, database: sqlite3.Connection, mention: int) -> _Traits:
        """What is known of a mention."""
        identifiers = database.execute("SELECT key FROM identifier WHERE mention = ?", (mention,))
        keys = database.execute("SELECT key FROM key WHERE mention = ?", (mention,))
        people = database.execute("SELECT role, person FROM credit WHERE film = ?", (mention,))
        (name,) = database.execute("SELECT name FROM mention WHERE id = ?", (mention,)).fetchone()
        return cls(frozenset(k for (k,) in identifiers), frozenset(k for (k,) in keys), frozenset(people), name)

    def common(self, other: _Traits) -> tuple[int, int, int, int]:
        """How much two mentions have in common, the surest first."""
        return (
            len(self.identifiers & other.identifiers),
            len(self.people & other.people),
            len(self.keys & other.keys),
            names.alike(self.name, other.name),
        )


def _shares(credits: Sequence[Credit], people: Sequence[Sequence[Credit]], stays: int | None) -> list[list[Credit]]:
    """The credits of each person: all of a part in which one alone has credits, else those that lie nearest.

    What holds together with nobody is of who keeps the name, if an answer says who.
    """
    shares: list[list[Credit]] = [[] for _ in people]
    for part in parts_of(credits):
        here = [number for number, named in enumerate(people) if set(named) & set(part)]
        if len(here) < 2 and (here or stays is not None):
            shares[here[0] if here else stays or 0] += part
            continue
        for credit in part:
            among = here or [number for number, named in enumerate(people) if named]
            chosen = min(among, key=lambda number: (_distance(credit, people[number]), number))
            shares[chosen].append(credit)
    return shares


def _distance(credit: Credit, named: Sequence[Credit]) -> tuple[bool, bool, int]:
    """How far a credit lies from others: another film, another trade, then the years between."""
    return min(
        (credit.work != other.work, credit.trade != other.trade, abs(credit.year - other.year)) for other in named
    )
