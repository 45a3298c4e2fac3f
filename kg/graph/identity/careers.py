"""Whether films hold together as one person's: one trade within a generation, two trades nearby in time."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from kg.graph.identity import forms

_GENERATION = 25
"""In years, between two credits of one trade."""

_NEARBY = 15
"""In years, between acting and making films."""

_NEIGHBOURS = frozenset({"acting", "making"})


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
        return years <= _GENERATION
    return {one.trade, other.trade} == _NEIGHBOURS and years <= _NEARBY


def career(database: sqlite3.Connection, entity: int) -> list[Work]:
    """What somebody did under a name of their own, one work for each trade and year."""
    rows = database.execute(
        "SELECT DISTINCT role, year FROM credit JOIN said USING (film) "
        "WHERE person IN (SELECT mention FROM joined WHERE entity = ? UNION SELECT ?) AND year <> 0",
        (entity, entity),
    )
    return [Work(trade(role), year, 0) for role, year in rows]
