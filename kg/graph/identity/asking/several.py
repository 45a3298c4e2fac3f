"""Names that may be several people's, and how likely each is.

The credits of a name fall into parts: one trade within a generation, acting and making films nearby in time, or one
film. Who has done the one and the other may be one person, or two of one name. The catalogue says how likely each is:

- how many others there are of that name: as many as its given name and its surname, each by itself, let expect, among
  those of the other part's trade;
- how often somebody of the one trade has the other, so many years apart: two trades that many have say little.

The first divided by the second are the odds that they are two (a naive Bayes classifier). A colleague in common speaks
for one. Films in which somebody is `Jr.` are a part by themselves: fathers and sons have one trade. A silence of more
than thirty years in one trade is worth a question even where a name is rare, if nothing that somebody of that name did
lies in between, and all of it has a year. Nothing here joins or parts anybody: it says whom to ask about.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import combinations, groupby
from operator import itemgetter
from typing import NamedTuple

from kg.graph.identity.asking.chances import Chances
from kg.graph.identity.careers import GENERATION
from kg.graph.identity.compared import name_of
from kg.graph.identity.parts import Credit, Part, beside, parts_of

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
_IDENTIFIED = "SELECT 1 FROM identified WHERE mention = ?1 OR mention IN (SELECT mention FROM joined WHERE entity = ?1)"

_UNDATED = """
SELECT 1 FROM credit JOIN said ON said.film = credit.film
WHERE said.year = 0 AND person IN (SELECT ?1 UNION SELECT mention FROM joined WHERE entity = ?1)
"""

_COLLEAGUES = 0.1
"""By so much a colleague in common lowers the odds that two parts are two people's."""

_SEVERAL = 2

_FEW = 4
"""Of more parts than these only the largest is compared with the others."""

_SILENT, _SILENCE = 30, 0.05
"""How likely two parts are two people's at least that have one trade, and more years than these between them."""

_SUFFIXES, _SUFFIX = 0.5, 0.1
"""How likely two parts are two people's where each has a `Jr.` or `Sr.` of its own, and where one of them has."""


class Several(NamedTuple):
    """Two parts of one name, the larger first, and how likely they are two people's (0 to 1)."""

    entity: int
    one: Part
    other: Part
    likely: float
    colleague: bool

    @property
    def together(self) -> bool:
        """Whether they are one until somebody answers."""
        return self.one[0].now == self.other[0].now

    @property
    def wrong(self) -> float:
        """How likely the state of now is wrong."""
        return self.likely if self.together else 1 - self.likely


def several(database: sqlite3.Connection) -> Iterator[Several]:
    """Pairs of parts of one name: each with each where there are few, else each with the largest."""
    chances = Chances()
    fallen: list[int] = []
    database.execute("CREATE TEMP TABLE unsteady (entity, role, year, work, film, mention, now, name)")
    for entity, group in groupby(database.execute(_CREDITS), key=itemgetter(0)):
        rows = list(group)
        credits = [Credit.of(*rest) for _, *rest in rows]
        chances.count(credits)
        if not _at_once(credits):
            fallen.append(entity)
            database.executemany("INSERT INTO unsteady VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
    chances.name(database, fallen)
    yield from _pairs(database, chances)
    database.execute("DROP TABLE unsteady")


def _pairs(database: sqlite3.Connection, chances: Chances) -> Iterator[Several]:
    """Of the names that do not hold together at once, of which there are few."""
    for entity, rows in groupby(database.execute("SELECT * FROM unsteady ORDER BY rowid"), key=itemgetter(0)):
        parts = parts_of(Credit.of(*rest) for _, *rest in rows)
        if len(parts) < _SEVERAL or database.execute(_IDENTIFIED, (entity,)).fetchone():
            continue
        name = name_of(database, entity)
        largest, *others = sorted(parts, key=lambda part: (-len(part), part[0]))
        dated = not database.execute(_UNDATED, (entity,)).fetchone()
        years = [credit.year for part in parts for credit in part] if dated else []
        few = combinations((largest, *others), 2) if len(parts) <= _FEW else ((largest, other) for other in others)
        for one, other in few:
            colleague = bool(beside(database, one) & beside(database, other))
            odds = chances.odds(name, one, other) * (_COLLEAGUES if colleague else 1)
            likely = max(odds / (1 + odds), _by_suffix(one, other), 0 if colleague else _by_silence(one, other, years))
            yield Several(entity, one, other, likely, colleague)


def _by_silence(one: Part, other: Part, all_years: Sequence[int]) -> float:
    """How likely years without a credit make two people of two parts, however rare the name; none of `all_years`."""
    years, first, last = min((abs(a.year - b.year), *sorted((a.year, b.year))) for a in one for b in other)
    silent = years > _SILENT and bool(all_years) and not any(first < year < last for year in all_years)
    return _SILENCE if silent and {c.trade for c in one} & {c.trade for c in other} else 0


def _by_suffix(one: Part, other: Part) -> float:
    """How likely what stands behind the names makes two people of two parts."""
    left, right = ({credit.suffix for credit in part} - {""} for part in (one, other))
    if left == right:
        return 0
    return _SUFFIXES if left and right else _SUFFIX


def _at_once(credits: list[Credit]) -> bool:
    """Whether there is one trade within a generation, and nothing behind the name: so it is with most names."""
    first, last = credits[0], credits[-1]
    return last.year - first.year <= GENERATION and len({(c.trade, c.suffix) for c in credits}) == 1
