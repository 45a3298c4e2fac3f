"""Names that may be several people's, and how likely each is.

The credits of a name fall into parts: one trade within a generation, acting and making films nearby in time, or one
film. Who has done the one and the other may be one person, or two of one name. The catalogue says how likely each is:

- how many others there are of that name: as many as its given name and its surname, each by itself, let expect, among
  those of the other part's trade;
- how often somebody of the one trade has the other, so many years apart: two trades that many have say little.

The first divided by the second are the odds that they are two (a naive Bayes classifier). A colleague in common speaks
for one. Films in which somebody is `Jr.` are a part by themselves: fathers and sons have one trade. Nothing here joins
or parts anybody: it says whom to ask about.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations, groupby
from typing import NamedTuple

from kg.graph.identity.careers import GENERATION, trade
from kg.graph.identity.components import Components
from kg.graph.identity.names import suffixes

_CREDITS = """
WITH parted AS (SELECT DISTINCT person, entity FROM fallen WHERE person <> entity),
credited AS (
    SELECT COALESCE(bound.entity, who.entity, credit.person) AS now, role, said.year AS year,
        COALESCE(films.entity, credit.film) AS work, credit.film AS film, credit.person AS mention, name
    FROM credit JOIN said ON said.film = credit.film JOIN mention ON mention.id = credit.person
    LEFT JOIN bound ON bound.film = credit.film AND bound.mention = credit.person
    LEFT JOIN joined AS who ON who.mention = credit.person
    LEFT JOIN joined AS films ON films.mention = credit.film
    WHERE said.year <> 0)
SELECT COALESCE(parted.entity, now), role, year, work, film, mention, now, name
FROM credited LEFT JOIN parted ON parted.person = now ORDER BY 1, 3, 2, 4, 5, 6
"""
_NAMES = "SELECT name FROM mention WHERE id IN (SELECT person FROM credit)"
_IDENTIFIED = "SELECT 1 FROM identified WHERE mention = ?1 OR mention IN (SELECT mention FROM joined WHERE entity = ?1)"

_NEIGHBOURS = {"acting": "making", "making": "acting"}
_NEARBY = 15
"""In years, between two trades between which people change."""

_FILMS = 500
"""In so many films of somebody colleagues are looked for."""

_APART = ((5, 0.1), (15, 0.2), (25, 0.2), (40, 0.2), (1000, 0.3))
"""Years apart, at most, and how many of two people's credits are so far apart."""

_UNSEEN = 0.5
"""What was never seen is taken for seen half a time."""

_COLLEAGUES = 0.1
"""By so much a colleague in common lowers the odds that two parts are two people's."""

_FEW = 4
"""Of more parts than these only the largest is compared with the others."""

_SUFFIXES, _SUFFIX = 0.5, 0.1
"""How likely two parts are two people's where each has a `Jr.` or `Sr.` of its own, and where one of them has."""


class Credit(NamedTuple):
    """A credit in a record: `film` and `mention` are its mentions, `work` is the film that the record describes.

    `now` is who is meant so far, `suffix` what stands behind the name.
    """

    trade: str
    year: int
    work: int
    film: int
    mention: int
    now: int
    suffix: str

    @classmethod
    def of(cls, role: str, year: int, work: int, film: int, mention: int, now: int, name: str) -> Credit:
        """A credit by its role and the plain name in it."""
        return cls(trade(role), year, work, film, mention, now, " ".join(sorted(suffixes(name))))


Part = list[Credit]
"""Credits that hold together, by year."""


class Several(NamedTuple):
    """Two parts of one name, the larger first, and how likely they are two people's (0 to 1)."""

    entity: int
    one: Part
    other: Part
    likely: float
    colleague: bool


def several(database: sqlite3.Connection) -> Iterator[Several]:
    """Pairs of parts of one name: each with each where there are few, else each with the largest."""
    chances = _Chances()
    found: list[tuple[int, list[Part]]] = []
    for entity, credits in _names(database):
        chances.count(credits)
        parts = [credits] if _at_once(credits) else parts_of(credits)
        if len(parts) > 1:
            found.append((entity, parts))
    chances.name(database, (entity for entity, _ in found))
    for entity, parts in found:
        if database.execute(_IDENTIFIED, (entity,)).fetchone():
            continue
        largest, *others = sorted(parts, key=lambda part: (-len(part), part[0]))
        few = combinations((largest, *others), 2) if len(parts) <= _FEW else ((largest, other) for other in others)
        for one, other in few:
            colleague = bool(colleagues(database, one) & colleagues(database, other))
            odds = chances.odds(entity, one, other) * (_COLLEAGUES if colleague else 1)
            yield Several(entity, one, other, max(odds / (1 + odds), _by_suffix(one, other)), colleague)


def _by_suffix(one: Part, other: Part) -> float:
    """How likely what stands behind the names makes two people of two parts."""
    left, right = ({credit.suffix for credit in part} - {""} for part in (one, other))
    if left == right:
        return 0
    return _SUFFIXES if left and right else _SUFFIX


def parts_of(credits: Iterable[Credit]) -> list[Part]:
    """Credits, which come by year, in parts that hold together."""
    credits = list(credits)
    joined = Components[Credit]()
    last: dict[str | int, Credit] = {}
    for credit in credits:
        before = last.get(credit.trade)
        if before and credit.year - before.year <= GENERATION:
            joined.join(before, credit)
        beside = last.get(_NEIGHBOURS.get(credit.trade, ""))
        if beside and credit.year - beside.year <= _NEARBY:
            joined.join(beside, credit)
        joined.join(last.setdefault(credit.work, credit), credit)
        last[credit.trade] = credit
    return [part for found in joined.sets(credits) for part in _generations(found)]


def _generations(part: Part) -> list[Part]:
    """A part by what stands behind the name in a film, if in one record only."""
    stated = {credit.work: credit.suffix for credit in part if credit.suffix}
    found: dict[str, Part] = {}
    for credit in part:
        found.setdefault(stated.get(credit.work, ""), []).append(credit)
    return list(found.values())


def _names(database: sqlite3.Connection) -> Iterator[tuple[int, list[Credit]]]:
    """Every name's entity with its credits by year."""
    for entity, rows in groupby(database.execute(_CREDITS), key=lambda row: row[0]):
        yield entity, [Credit.of(*rest) for _, *rest in rows]


def _at_once(credits: list[Credit]) -> bool:
    """Whether there is one trade within a generation, and nothing behind the name: so it is with most names."""
    first, last = credits[0], credits[-1]
    return last.year - first.year <= GENERATION and len({(c.trade, c.suffix) for c in credits}) == 1


class _Chances:
    """What a catalogue lets expect: count the credits of each name, `name` those in question, then ask for odds."""

    def __init__(self) -> None:
        self._people: Counter[str] = Counter()
        self._both: Counter[tuple[str, str, int]] = Counter()
        self._words: Counter[tuple[bool, str]] = Counter()
        self._name: dict[int, str] = {}
        self._all = 0

    def name(self, database: sqlite3.Connection, entities: Iterable[int]) -> None:
        """Look up the names of some entities, and how many have their words."""
        self._name = {entity: _name(database, entity) for entity in entities}
        words = {place for name in self._name.values() for place in _places(name)}
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

    def odds(self, entity: int, one: Part, other: Part) -> float:
        """How many others of that name did the one, for one who did both."""
        trades = {credit.trade for credit in other}
        namesakes = self._named(self._name[entity]) * sum(self._people[each] for each in trades)
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


def _name(database: sqlite3.Connection, entity: int) -> str:
    found = database.execute("SELECT name FROM mention WHERE id = ?", (entity,)).fetchone()
    return found[0] if found else ""


def colleagues(database: sqlite3.Connection, credits: Iterable[Credit]) -> set[int]:
    """Who else is credited in the films of some credits."""
    credits = list(credits)
    found: set[int] = set()
    query = "SELECT COALESCE(entity, person) FROM credit LEFT JOIN joined ON mention = person WHERE film = ?"
    for film in sorted({credit.film for credit in credits})[:_FILMS]:
        found.update(person for (person,) in database.execute(query, (film,)))
    return found - {entity for credit in credits for entity in (credit.now, credit.mention)}
