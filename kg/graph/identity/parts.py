"""Credits of somebody, and the parts in which they hold together."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from kg.graph.identity.careers import colleagues, reach, trade
from kg.graph.identity.components import Components
from kg.graph.identity.names import suffixes


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
    role: str

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands: film and mention."""
        return self.film, self.mention

    @classmethod
    def of(cls, role: str, year: int, work: int, film: int, mention: int, now: int, name: str) -> Credit:
        """A credit by its role and the plain name in it."""
        return cls(trade(role), year, work, film, mention, now, " ".join(sorted(suffixes(name))), role)


Part = list[Credit]
"""Credits that hold together, by year."""


def parts_of(credits: Iterable[Credit]) -> list[Part]:
    """Credits, which come by year, in parts that hold together."""
    credits = list(credits)
    joined = Components[Credit]()
    last: dict[str | int, Credit] = {}
    for credit in credits:
        for other, within in reach(credit.trade):
            before = last.get(other)
            if before and credit.year - before.year <= within:
                joined.join(before, credit)
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


def beside(database: sqlite3.Connection, credits: Iterable[Credit]) -> set[int]:
    """Who else is credited in the films of somebody's credits."""
    credits = list(credits)
    own = {entity for credit in credits for entity in (credit.now, credit.mention)}
    return colleagues(database, (credit.film for credit in credits)) - own
