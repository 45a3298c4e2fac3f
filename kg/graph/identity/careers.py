"""Whether films hold together as one person's: one trade within a generation, two trades nearby in time."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from kg.graph.identity import forms

GENERATION = 25
"""In years, between two credits of one trade."""

NEARBY = 15
"""In years, between acting and making films."""

NEIGHBOURS = frozenset({"acting", "making"})
"""Trades between which people change."""

_FILMS = 500
"""In so many films of somebody colleagues are looked for."""


class Work(NamedTuple):
    """What somebody did in one film, which is known by a number."""

    trade: str
    year: int
    film: int


def trade(role: str) -> str:
    """The trade of a role."""
    return forms.TRADES.get(role, role)


def near(one: Work, other: Work) -> bool:
    """Whether one person is likely to have done both."""
    years = abs(one.year - other.year)
    if one.trade == other.trade:
        return years <= GENERATION
    return {one.trade, other.trade} == NEIGHBOURS and years <= NEARBY


def career(database: sqlite3.Connection, entity: int) -> list[Work]:
    """What somebody did under a name of their own, one work for each trade and year."""
    rows = database.execute(
        "SELECT DISTINCT role, year FROM credit JOIN said USING (film) "
        "WHERE person IN (SELECT mention FROM joined WHERE entity = ? UNION SELECT ?) AND year <> 0",
        (entity, entity),
    )
    return [Work(trade(role), year, 0) for role, year in rows]


def films(database: sqlite3.Connection, entity: int) -> set[int]:
    """The records' films that credit somebody under a name of their own; of very many the first."""
    rows = database.execute(
        "SELECT DISTINCT film FROM credit WHERE person IN (SELECT mention FROM joined WHERE entity = ? UNION SELECT ?) "
        "ORDER BY film LIMIT ?",
        (entity, entity, _FILMS),
    )
    return {film for (film,) in rows}


def colleagues(database: sqlite3.Connection, entity: int, films: set[int]) -> set[int]:
    """Who else is credited in the films of somebody."""
    found: set[int] = set()
    credited = "SELECT COALESCE(entity, person) FROM credit LEFT JOIN joined ON mention = person WHERE film = ?"
    for film in sorted(films)[:_FILMS]:
        found.update(person for (person,) in database.execute(credited, (film,)))
    return found - {entity}
