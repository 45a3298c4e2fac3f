"""Records of one film whose titles have no form in common: misspelt, or without the subtitle.

Such records need a year and somebody in one role in common; only films that share these are compared. Where the title
before a subtitle fits several films, it is given to none.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from kg.graph.identity import forms
from kg.graph.identity.films import UNNAMED_KINDS, Row

_MOST = 20
"""Of so many films of one person in one year, no pairs are compared."""

_ORDERED = 92
"""Of 100, by `token_sort_ratio`: another order of words."""

_LETTERS = 6
"""One letter in so many may be wrong, or two beside each other turned round."""

_WRONG = 2
"""No more letters than these may be wrong in all."""


_SHARED = """
SELECT DISTINCT year, films FROM (
    SELECT year, GROUP_CONCAT(film) AS films FROM credit WHERE year <> 0 AND person NOT IN (SELECT id FROM homonym)
    GROUP BY person, role, year HAVING COUNT(*) BETWEEN 2 AND ?1
    UNION ALL SELECT year, GROUP_CONCAT(film) FROM homonym CROSS JOIN credit ON person = id WHERE year <> 0
    GROUP BY first, role, year HAVING COUNT(*) BETWEEN 2 AND ?1)
ORDER BY year, films
"""
"""The films of a year that share somebody in one role: of a year at a time, since the same are compared again."""

_REMEMBERED = 1 << 12
"""So many films are remembered: those of a year are compared for each person whom they share."""


class _Titled(NamedTuple):
    film: int
    kind: str
    titles: frozenset[str]
    main_titles: frozenset[str]


def join(database: sqlite3.Connection) -> None:
    """Give records a key in common whose titles are nearly equal."""

    @lru_cache(_REMEMBERED)
    def titled(number: int) -> _Titled:
        query = "SELECT kind, titles, main_titles FROM said WHERE film = ?"
        kind, titles, main = database.execute(query, (number,)).fetchone()
        return _Titled(number, kind, _set(titles), _set(main))

    def found() -> Iterator[Row]:
        for year, numbers in database.execute(_SHARED, (_MOST,)):
            films = [titled(number) for number in sorted(map(int, numbers.split(",")))]
            yield from _keys([film for film in films if film.kind not in UNNAMED_KINDS], year)

    database.executemany("INSERT OR IGNORE INTO key VALUES (?, ?, 'evidence')", found())


def _set(tabbed: str) -> frozenset[str]:
    return frozenset(filter(None, tabbed.split("\t")))


def _keys(films: list[_Titled], year: int) -> Iterator[Row]:
    for one, other in combinations(films, 2):
        if one.kind == other.kind and not one.titles & other.titles and _one_title(one, other, films):
            key = f"{one.kind}:evidence:{min(one.titles)} ~ {min(other.titles)}|{year}"
            yield key, one.film
            yield key, other.film


def _one_title(one: _Titled, other: _Titled, films: list[_Titled]) -> bool:
    if any(_misspelt(a, b) for a in one.titles for b in other.titles):
        return True
    return _begins(one, other, films) or _begins(other, one, films)


def _misspelt(one: str, other: str) -> bool:
    """Whether a few letters, or the order of words, is all the difference; a number is more."""
    allowed = max(2 * _WRONG, (len(one) + len(other)) * (100 - _ORDERED) / 100)
    if (_letters(one) ^ _letters(other)).bit_count() > allowed:
        return False
    letters = min(_WRONG, min(len(one), len(other)) // _LETTERS)
    spelled = OSA.distance(one, other, score_cutoff=letters) <= letters
    alike = spelled or fuzz.token_sort_ratio(one, other, score_cutoff=_ORDERED) > 0
    return alike and forms.numbers(one) == forms.numbers(other)


@lru_cache(_REMEMBERED)
def _letters(title: str) -> int:
    """Which letters a title has, a bit each: where too many differ, nothing else needs to be compared."""
    found = 0
    for letter in set(title):
        found |= 1 << ord(letter) % 64
    return found


def _begins(short: _Titled, long: _Titled, films: list[_Titled]) -> bool:
    """Whether one title is the other without its subtitle, and of no other film besides."""
    if not short.titles & long.main_titles:
        return False
    fitting = [film for film in films if film.main_titles & short.titles and not film.titles & short.titles]
    return all(film.titles & long.titles for film in fitting)
