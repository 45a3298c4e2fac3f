"""People inside one film: who is written differently in the records of it.

In one role of one film, names that may be one person's (see `names`) and that no record has side by side are one
person, where nobody else fits. That says who is meant by this credit, and nothing of the name elsewhere: `J. Smith` may
be James in one film and Jane in the next. It goes to the table `bound` (a record's film, a mention, who that is there).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations, groupby

from kg.graph.identity import names
from kg.graph.identity.components import Components

_FEW = 20
"""So many names are compared each with each; of more, only those that share a word."""

_MOST = 50
"""A word that more names share says nothing."""

_RECORDS = 1000
"""In a film of which there are more records nobody is looked for."""

_CREDITS = """
SELECT films.entity, role, COALESCE(who.entity, person), film, person
FROM joined AS films CROSS JOIN credit ON film = films.mention LEFT JOIN joined AS who ON who.mention = person
WHERE +films.entity IN (SELECT entity FROM joined GROUP BY entity HAVING COUNT(*) <= ?)
ORDER BY 1, 2, 3, 4, 5
"""
_CALLED = """
SELECT mention IS NULL, name FROM person LEFT JOIN identified ON mention = id
WHERE id IN (SELECT value FROM JSON_EACH(?)) ORDER BY 1, 2 LIMIT 1
"""

Credit = tuple[int, int]
"""A record's film, and the mention of a person in it."""


@dataclass(eq=False, slots=True)
class Person:
    """Somebody as the records of a film have them in one role: `entity` is who goes by these names so far.

    `films` are the records that name them.
    """

    entity: int
    identified: bool
    name: str
    credits: list[Credit]
    films: frozenset[int]


def bind(database: sqlite3.Connection) -> None:
    """Fill the table `bound`."""
    rows = database.execute(_CREDITS, (_RECORDS,))
    for _, slot in groupby(rows, key=lambda row: row[:2]):
        for found in _found(_open(database, (row[2:] for row in slot))):
            chosen = max(found, key=lambda person: _weight(database, person))
            bound = ((*c, chosen.entity) for person in found if person is not chosen for c in person.credits)
            database.executemany("INSERT OR IGNORE INTO bound VALUES (?, ?, ?)", bound)


def _open(database: sqlite3.Connection, rows: Iterable[tuple[int, int, int]]) -> list[Person]:
    """Those whom not every record names, if they are several; the others, who are most, need no names."""
    credits: dict[int, list[Credit]] = {}
    for entity, *credit in rows:
        credits.setdefault(entity, []).append((credit[0], credit[1]))
    named = {entity: frozenset(film for film, _ in found) for entity, found in credits.items()}
    films = frozenset().union(*named.values())
    left = [entity for entity, found in named.items() if len(found) < len(films)]
    return [_person(database, each, credits[each], named[each]) for each in left] if len(left) > 1 else []


def _person(database: sqlite3.Connection, entity: int, credits: list[Credit], films: frozenset[int]) -> Person:
    mentions = str(sorted({mention for _, mention in credits}))
    unidentified, name = database.execute(_CALLED, (mentions,)).fetchone()
    return Person(entity, not unidentified, name, credits, films)


def _weight(database: sqlite3.Connection, person: Person) -> tuple[bool, bool, int, int, str]:
    """Who of several all are: who has identifiers, more than an initial, the most credits, the longest name."""
    mentions = {mention for _, mention in person.credits}
    renown = "SELECT credits FROM person WHERE id = ?"
    credits = sum(database.execute(renown, (mention,)).fetchone()[0] for mention in mentions)
    return person.identified, not names.initial(person.name), credits, len(person.name), person.name


def _found(people: list[Person]) -> list[list[Person]]:
    """Those of several names, surest first; where somebody fits two who differ, nobody of these is joined."""
    if len(people) < 2:
        return []
    alike: dict[int, list[tuple[Person, Person]]] = {}
    for one, other in _pairs(people):
        alike.setdefault(names.alike(one.name, other.name), []).append((one, other))
    joined = Components[Person]()
    for level in (names.EQUAL, names.FULL, names.SPELLED, names.INITIAL):
        tried = Components[Person]()
        pairs = alike.get(level, [])
        for one, other in pairs:
            if _fit([*joined.members(one), *joined.members(other)]):
                tried.join(joined.root(one), joined.root(other))
        for roots in tried.sets(dict.fromkeys(joined.root(person) for pair in pairs for person in pair)):
            if _fit([person for root in roots for person in joined.members(root)]):
                for root in roots[1:]:
                    joined.join(roots[0], root)
    return [found for found in joined.sets(people) if len(found) > 1]


def _fit(people: list[Person]) -> bool:
    """Whether no record has two of them, and one at most has identifiers."""
    films: set[int] = set()
    for person in dict.fromkeys(people):
        if not films.isdisjoint(person.films):
            return False
        films |= person.films
    return sum(person.identified for person in set(people)) <= 1


def _pairs(people: list[Person]) -> Iterable[tuple[Person, Person]]:
    if len(people) <= _FEW:
        return combinations(people, 2)
    by_word: dict[str, list[Person]] = {}
    for person in people:
        for word in set(person.name.split()):
            by_word.setdefault(word, []).append(person)
    blocks = (block for block in by_word.values() if len(block) <= _MOST)
    return dict.fromkeys(pair for block in blocks for pair in combinations(block, 2))
