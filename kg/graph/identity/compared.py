"""Two films side by side: what speaks for it that they are one, and what against."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from kg.graph.identity import forms, names

_CREDITS = (
    "SELECT role, person, name FROM credit JOIN person AS named ON id = person WHERE film = ? ORDER BY role, name"
)
_MOST = 100
"""So many names of a role are compared."""


class Said(NamedTuple):
    """What one record says; `people` are the plain names by role, each with its mention."""

    film: int
    source: str
    kind: str
    year: int
    titles: frozenset[str]
    main_titles: frozenset[str]
    people: dict[str, dict[str, int]]


class Compared(NamedTuple):
    """What two films share: forms of titles, years, and people in one role (role, one mention, the other).

    `against` are roles in which nobody is in common; `listed_twice` are sources that have both.
    """

    titles: frozenset[str]
    beginnings: frozenset[str]
    years: tuple[int, int]
    kinds: tuple[str, str]
    common: tuple[tuple[str, int, int], ...]
    against: tuple[str, ...]
    listed_twice: tuple[str, ...]


def said(database: sqlite3.Connection, film: int) -> Said:
    """What the record of a film says."""
    query = "SELECT source, kind, year, titles, main_titles FROM said WHERE film = ?"
    source, kind, year, titles, main_titles = database.execute(query, (film,)).fetchone()
    people: dict[str, dict[str, int]] = {}
    for role, person, name in database.execute(_CREDITS, (film,)):
        people.setdefault(role, {})[name] = person
    return Said(film, source, kind, year, _set(titles), _set(main_titles), people)


def films(database: sqlite3.Connection, one: Iterable[int], other: Iterable[int]) -> Compared:
    """The records of one film beside those of another."""
    left, right = ([said(database, film) for film in sorted(each)] for each in (one, other))
    titles = [frozenset(form for record in records for form in record.titles) for records in (left, right)]
    main = [frozenset(form for record in records for form in record.main_titles) for records in (left, right)]
    years = min(((a.year, b.year) for a in left for b in right), key=lambda pair: abs(pair[0] - pair[1]))
    common = tuple(dict.fromkeys(found for a in left for b in right for found in _common(a, b)))
    roles = {role for a in left for b in right for role in a.people.keys() & b.people.keys()}
    against = roles - {role for role, *_ in common}
    twice = {record.source for record in left} & {record.source for record in right}
    return Compared(
        titles[0] & titles[1],
        (titles[0] | main[0]) & (titles[1] | main[1]),
        years,
        (left[0].kind, right[0].kind),
        common,
        tuple(sorted(against)),
        tuple(sorted(twice)),
    )


def name_of(database: sqlite3.Connection, mention: int) -> str:
    """The plain name of a mention."""
    found = database.execute("SELECT name FROM mention WHERE id = ?", (mention,)).fetchone()
    return found[0] if found else ""


def told_whole(roles: Iterable[str]) -> list[str]:
    """Of some roles those that a record tells whole."""
    return [role for role in roles if role in forms.TELLING]


def _common(one: Said, other: Said) -> Iterable[tuple[str, int, int]]:
    for role in sorted(one.people.keys() & other.people.keys()):
        for a in list(one.people[role])[:_MOST]:
            for b in list(other.people[role])[:_MOST]:
                if names.alike(a, b):
                    yield role, one.people[role][a], other.people[role][b]


def _set(tabbed: str) -> frozenset[str]:
    return frozenset(filter(None, tabbed.split("\t")))
