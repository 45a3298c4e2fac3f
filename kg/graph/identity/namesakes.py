"""Names whose films do not hold together: they may be several people's.

The films of a name hold together where one trade leads from one to the next within a generation, acting and making
films nearby in time, or a colleague (see `careers`). A name that falls apart stays one person, and is told: most are
one. Only another trade more than a generation before or after is somebody else's. Of such people the one with the most
credits keeps the name's key; each other becomes a mention that is known by its credits, so that the ledger can promise
it an IRI.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from kg.graph.identity import credited
from kg.graph.identity.careers import GENERATION, colleagues, reach, trade, worded
from kg.graph.identity.components import Components

_ENTANGLED = """
SELECT COALESCE(bound.entity, who.entity, person), year, role, credit.film, person, COALESCE(films.entity, credit.film)
FROM entangled CROSS JOIN credit ON person = entangled.mention
LEFT JOIN bound ON bound.film = credit.film AND bound.mention = person
LEFT JOIN joined AS who ON who.mention = person LEFT JOIN joined AS films ON films.mention = credit.film
WHERE year <> 0 ORDER BY 1
"""
_ALONE = """
SELECT person, year, role, film, person, COALESCE(entity, film)
FROM scattered CROSS JOIN credit USING (person) LEFT JOIN joined ON mention = film
WHERE year <> 0 AND scattered.person NOT IN (SELECT mention FROM entangled) ORDER BY scattered.person
"""
"""Sorted by who it is alone, which most credits are already; a name's are few."""

_SPANS = (
    "SELECT person, role, MIN(year), MAX(year) FROM credit WHERE year <> 0 GROUP BY person, role ORDER BY person, role"
)


class Credit(NamedTuple):
    """A credit in a record: `work` is the film that this describes, `film` and `mention` are its mentions."""

    trade: str
    year: int
    work: int
    film: int
    mention: int
    role: str


Part = list[Credit]
"""Credits that hold together, by year."""


def part(database: sqlite3.Connection) -> None:
    """Fill the table `fallen` with names that fall apart, and part those that are surely several people's."""
    database.executemany("INSERT INTO scattered VALUES (?)", _scattered(database))
    database.executemany("INSERT INTO fallen VALUES (?, ?, ?)", _fallen(database))


def _scattered(database: sqlite3.Connection) -> Iterator[tuple[int]]:
    """The mentions whose own credits are of several trades, or more than a generation apart; most are not."""
    for person, rows in groupby(database.execute(_SPANS), key=itemgetter(0)):
        roles, first, last = zip(*(row[1:] for row in rows), strict=True)
        if max(last) - min(first) > GENERATION or len(set(map(trade, roles))) > 1:
            yield (person,)


def _names(database: sqlite3.Connection) -> Iterator[tuple[int, Part]]:
    """Each entity whose credits may not hold together, with these by year.

    Who is parted from an entangled name has a mention of this alone, so those who are alone remain so.
    """
    for query in (_ENTANGLED, _ALONE):
        for entity, rows in groupby(database.execute(query), key=itemgetter(0)):
            yield (
                entity,
                [
                    Credit(trade(role), year, work, film, mention, role)
                    for _, year, role, film, mention, work in sorted(rows)
                ],
            )


def _fallen(database: sqlite3.Connection) -> Iterator[tuple[int, int, str]]:
    identified = (
        "SELECT 1 FROM identified WHERE mention = ?1 OR mention IN (SELECT mention FROM joined WHERE entity = ?1)"
    )
    for entity, credits in _names(database):
        if _at_once(credits) or database.execute(identified, (entity,)).fetchone():
            continue
        parts = _parts(database, entity, credits)
        if len(parts) > 1:
            people = _people(parts)
            for person, of_one in zip(_entities(database, entity, people), people, strict=True):
                yield from ((entity, person, _said(found)) for found in of_one)


def _at_once(credits: Part) -> bool:
    """Whether there is one trade within a generation: so it is with most names."""
    return credits[-1].year - credits[0].year <= GENERATION and len({credit.trade for credit in credits}) == 1


def _parts(database: sqlite3.Connection, entity: int, credits: Part) -> list[Part]:
    parts = _by_time(credits)
    return parts if len(parts) == 1 else _by_colleagues(database, entity, parts)


def _by_time(credits: Part) -> list[Part]:
    """Credits that trades, years and films hold together."""
    joined = Components[int]()
    last: dict[str, tuple[int, int]] = {}
    works: dict[int, int] = {}
    parts: list[Part] = []
    for credit in credits:
        beside = ((*last[other], within) for other, within in reach(credit.trade) if other in last)
        held = [part for year, part, within in beside if credit.year - year <= within]
        part = works.setdefault(credit.work, held[0] if held else len(parts))
        if part == len(parts):
            parts.append([])
        for other in held:
            joined.join(part, other)
        parts[part].append(credit)
        last[credit.trade] = credit.year, part
    return _together(parts, joined)


def _by_colleagues(database: sqlite3.Connection, entity: int, parts: list[Part]) -> list[Part]:
    joined = Components[int]()
    first: dict[int, int] = {}
    for number, found in enumerate(parts):
        for colleague in colleagues(database, (credit.film for credit in found)) - {entity}:
            before = first.setdefault(colleague, number)
            if before != number:
                joined.join(before, number)
    return _together(parts, joined)


def _together(parts: list[Part], joined: Components[int]) -> list[Part]:
    sets = joined.sets(range(len(parts)))
    return [
        parts[held[0]] if len(held) == 1 else sorted((c for n in held for c in parts[n]), key=_by_year) for held in sets
    ]


def _by_year(credit: Credit) -> tuple[int, str, int, int]:
    return credit.year, credit.trade, credit.film, credit.mention


def _people(parts: list[Part]) -> list[list[Part]]:
    """The parts of each person, who has most credits first; parts come in the order of their first years.

    A part is the same person's as another of one of its trades, and as one that is at most a generation away.
    """
    joined = Components[int]()
    first: dict[str, int] = {}
    latest = 0
    for number, part in enumerate(parts):
        for other in {credit.trade for credit in part}:
            joined.join(first.setdefault(other, number), number)
        if part[0].year - parts[latest][-1].year <= GENERATION:
            joined.join(latest, number)
        latest = max(latest, number, key=lambda number: parts[number][-1].year)
    people = [[parts[number] for number in numbers] for numbers in joined.sets(range(len(parts)))]
    return sorted(people, key=lambda of_one: (-sum(map(len, of_one)), _by_year(of_one[0][0])))


def _entities(database: sqlite3.Connection, entity: int, people: list[list[Part]]) -> list[int]:
    """The entity of each person: one stays who the name is, if possible one to whom nothing else is promised."""
    if len(people) == 1:
        return [entity]
    places = [[(credit.film, credit.mention) for part in of_one for credit in part] for of_one in people]
    promised = [credited.promised(database, found) for found in places]
    stays = promised.index(False) if False in promised else 0
    return [
        entity if number == stays else credited.part_off(database, entity, found) for number, found in enumerate(places)
    ]


def _said(credits: Part) -> str:
    """The roles and years of a part, for a person."""
    roles = ", ".join(sorted({worded(credit.role) for credit in credits}))
    first, last = credits[0].year, credits[-1].year
    return f"{roles} {first}" + (f"-{last}" if last > first else "")
