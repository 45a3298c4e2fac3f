"""How likely two parts of one name are two people's, from what the catalogue lets expect (see `several`)."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from itertools import combinations

from kg.graph.identity.careers import GENERATION
from kg.graph.identity.compared import name_of
from kg.graph.identity.parts import Credit, Part

_NAMES = "SELECT name FROM mention WHERE id IN (SELECT person FROM credit)"
_APART = ((5, 0.1), (15, 0.2), (25, 0.2), (40, 0.2), (1 << 30, 0.3))
"""Years apart, at most, and how many of two people's credits are so far apart."""

_UNSEEN = 0.5
"""What was never seen is taken for seen half a time."""


class Chances:
    """What a catalogue lets expect: count the credits of each name, `name` those in question, then ask for odds."""

    def __init__(self) -> None:
        """Begin with nothing counted."""
        self._people: Counter[str] = Counter()
        self._both: Counter[tuple[str, str, int]] = Counter()
        self._words: Counter[tuple[bool, str]] = Counter()
        self._all = 0

    def name(self, database: sqlite3.Connection, entities: Iterable[int]) -> None:
        """Count how many have the words of the names of some entities."""
        words = {place for entity in entities for place in _places(name_of(database, entity))}
        for (name,) in database.execute(_NAMES):
            self._all += 1
            self._words.update(words.intersection(_places(name)))

    def count(self, credits: list[Credit]) -> None:
        """Count one person's trades, and which of them go together how many years apart."""
        years: dict[str, set[int]] = {}
        for credit in credits:
            years.setdefault(credit.trade, set()).add(credit.year)
        self._people.update(years.keys())
        for one, other in combinations(sorted(years), 2):
            self._both[one, other, _apart(years[one], years[other])] += 1
        for each, stated in years.items():
            before, *others = sorted(stated)
            for year in others:
                if year - before > GENERATION:
                    self._both[each, each, _apart({before}, {year})] += 1
                before = year

    def odds(self, name: str, one: Part, other: Part) -> float:
        """How many others of that name did the one, for one who did both."""
        trades = {credit.trade for credit in other}
        namesakes = self._named(name) * sum(self._people[each] for each in trades)
        left, right = _years(one), _years(other)
        pairs = [(s, t, _apart(left[s], right[t])) for s in left for t in right]
        same = max(self._share(s, t, apart) / _APART[apart][1] for s, t, apart in pairs)
        return namesakes / same

    def _share(self, one: str, other: str, apart: int) -> float:
        """Of those with the one trade, who have the other too."""
        first, second = sorted((one, other))
        seen = self._both[first, second, apart] - 1 + _UNSEEN
        return max(seen, _UNSEEN) / self._people[one]

    def _named(self, name: str) -> float:
        """The share of people who have a name by chance."""
        share = 1.0
        for place in _places(name):
            share *= max(self._words[place] - 1, _UNSEEN) / self._all
        return share


def _places(name: str) -> list[tuple[bool, str]]:
    """The given name and the surname in a plain name, each with whether it is the last."""
    words = name.split() or [name]
    return [(True, words[-1])] if len(words) == 1 else [(False, words[0]), (True, words[-1])]


def _years(part: Part) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for credit in part:
        found.setdefault(credit.trade, set()).add(credit.year)
    return found


def _apart(one: set[int], other: set[int]) -> int:
    """Where in `_APART` the years between two trades stand."""
    years = min(abs(a - b) for a in one for b in other)
    return next(place for place, (most, _) in enumerate(_APART) if years <= most)
