"""One name's credits given to as many people as answers want."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from kg.graph.identity import credited
from kg.graph.identity.asking.matches import Answer
from kg.graph.identity.asking.meant import Meant
from kg.graph.identity.components import Components
from kg.graph.identity.parts import Credit, parts_of

Pair = tuple[Answer, Meant, Meant]
"""An answer, and what its things stand for."""

_Places = dict[tuple[int, int], Credit]
"""Credits by film and mention."""


def divide(database: sqlite3.Connection, entity: int, pairs: Sequence[Pair]) -> None:
    """Give the credits of an entity to as many people as answers want."""
    credits = credited.of(database, entity)
    by_place = {(credit.film, credit.mention): credit for credit in credits}
    stays, people = _people(database, entity, pairs, by_place)
    if len(people) < 2:
        return
    shares = _shares(credits, people, stays)
    largest = max(range(len(shares)), key=lambda number: (len(shares[number]), -number))
    if stays is None:
        promised = [credited.promised(database, (credit.place for credit in share)) for share in shares]
        stays = largest if not promised[largest] or all(promised) else promised.index(False)
    for number, share in enumerate(shares):
        if number != stays and share:
            credited.part_off(database, entity, (credit.place for credit in share))


def _people(
    database: sqlite3.Connection, entity: int, pairs: Sequence[Pair], by_place: _Places
) -> tuple[int | None, list[list[Credit]]]:
    """The people whom answers want of an entity, each with the credits that answers name.

    Before them stands who keeps the name, where an answer says so: one of its mentions is not who a credit is.
    """
    joined = Components[object]()
    apart: list[tuple[object, object]] = []
    named: dict[object, list[Credit]] = {}
    for answer, one, other in pairs:
        ends = [_end(database, entity, each, by_place, named) for each in (one, other)]
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
    database: sqlite3.Connection,
    entity: int,
    each: Meant,
    by_place: _Places,
    named: dict[object, list[Credit]],
) -> object:
    """What a side of an answer is in an entity: a credit, or the name; None where it is of another entity."""
    found = [by_place[credit] for credit in each.credits if credit in by_place]
    if found:
        named.setdefault(each.credits, found)
        return each.credits
    if any(credited.entity(database, mention) == entity for mention in each.mentions):
        named.setdefault("name", [])
        return "name"
    return None


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
