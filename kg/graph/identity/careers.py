"""Whether works hold together as one person's: one trade within a generation, two trades nearby in time."""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from collections.abc import Iterable

from kg.graph.identity import forms

GENERATION = 25
"""In years, between two credits of one trade."""

_NEARBY = 15
"""In years, between acting and making films."""

_REACH = {
    "acting": (("acting", GENERATION), ("making", _NEARBY)),
    "making": (("making", GENERATION), ("acting", _NEARBY)),
}

_NEVER = 1 << 30

_FILMS = 500
"""In so many films of somebody colleagues are looked for."""


def trade(role: str) -> str:
    """The trade of a role."""
    return forms.TRADES.get(role, role)


def worded(role: str) -> str:
    """A role in words: those of its field, or of its label."""
    return role.removeprefix("other_credits ").replace("_", " ")


def reach(trade: str) -> tuple[tuple[str, int], ...]:
    """The trades in which somebody of this trade is likely to work as well, each with the years between."""
    return _REACH.get(trade) or ((trade, GENERATION),)


_MENTIONS = "SELECT ?1 UNION SELECT mention FROM joined WHERE entity = ?1"
_JOINED = "SELECT mention, entity FROM joined WHERE mention IN (SELECT value FROM JSON_EACH(?))"


class Career:
    """What somebody did: the years of each trade."""

    def __init__(self, works: Iterable[tuple[str, int]]) -> None:
        """Begin with roles and years."""
        found: dict[str, set[int]] = {}
        for role, year in works:
            found.setdefault(trade(role), set()).add(year)
        self.years = {trade: sorted(years) for trade, years in found.items()}

    def near(self, trade: str, year: int) -> bool:
        """Whether somebody who did all this is likely to have done that too."""
        return any(_between(self.years.get(other, []), year) <= within for other, within in reach(trade))

    def distance(self, trade: str, year: int) -> tuple[bool, int]:
        """How far a work lies from what somebody did: another trade, then the years between."""
        if trade in self.years:
            return False, _between(self.years[trade], year)
        return True, min((_between(years, year) for years in self.years.values()), default=_NEVER)

    def holds(self, other: Career) -> bool:
        """Whether two share a trade, and all that the one did is near what the other did."""
        shared = not self.years.keys().isdisjoint(other.years)
        return shared and (self._within(other) or other._within(self))

    def _within(self, other: Career) -> bool:
        return all(other.near(trade, year) for trade, years in self.years.items() for year in years)


def _between(years: list[int], year: int) -> int:
    """How far a year is from the nearest of some years, which are sorted."""
    place = bisect_left(years, year)
    return min((abs(year - beside) for beside in years[max(place - 1, 0) : place + 1]), default=_NEVER)


def career(database: sqlite3.Connection, entity: int) -> Career:
    """What somebody did under a name of their own."""
    query = f"SELECT DISTINCT role, year FROM credit WHERE person IN ({_MENTIONS}) AND year <> 0"
    return Career(database.execute(query, (entity,)))


def films(database: sqlite3.Connection, entity: int) -> list[int]:
    """The records' films that credit somebody under a name of their own; of very many the first."""
    query = f"SELECT DISTINCT film FROM credit WHERE person IN ({_MENTIONS}) ORDER BY film LIMIT {_FILMS}"
    return [film for (film,) in database.execute(query, (entity,))]


def colleagues(database: sqlite3.Connection, films: Iterable[int]) -> set[int]:
    """Who is credited in some films."""
    found: set[int] = set()
    for film in sorted(set(films))[:_FILMS]:
        for (people,) in database.execute("SELECT people FROM cast WHERE film = ?", (film,)):
            found.update(memoryview(people).cast("q"))
    joined = dict(database.execute(_JOINED, (str(list(found)),)))
    return (found - joined.keys()).union(joined.values())
