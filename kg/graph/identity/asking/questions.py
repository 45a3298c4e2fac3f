"""What a build finds likely and not sure: questions for a person, as rows of `matches.csv`.

Three kinds: films of one title that may be one (table `beside`), people under two forms of a name that may be one
(`beside` too), and parts of one name that may be several people's (`several`). Only what is likely is asked, and no
more than people answer: a bound for films and one for names, within which the likeliest come first. An answer is asked
for once.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from heapq import nsmallest
from typing import NamedTuple

from kg.graph.identity import credited, names
from kg.graph.identity.asking.answers import Answers
from kg.graph.identity.asking.several import Several, several
from kg.graph.identity.compared import films, name_of
from kg.graph.identity.parts import Credit

FILMS, NAMES = 20, 50
"""At most one question for so many films, and one for so many names."""

_FEW = 20
"""So many of each may be asked of any catalogue."""

_SEVERAL = 0.005
"""How likely a name that is one person now has to be several people's to be asked about."""

_LIKELY = {names.EQUAL: 0.9, names.FULL: 0.9, names.SPELLED: 0.85, names.INITIAL: 0.8}
"""How likely people are one whose names are so much alike, if their films hold together."""

_TITLES, _AGAINST, _TWICE, _RETITLED = 0.95, 0.3, 0.1, 0.8
"""How likely films of one title and nearly one year are one; where people in a role differ; where a source has both;
where no title is the same, and many who made them are.
"""

_ASKED = 0.5
"""How likely what is two now has to be one to be asked about."""

_BESIDE = """
SELECT DISTINCT MIN(one, other), MAX(one, other) FROM (
    SELECT COALESCE(j.entity, one) AS one, COALESCE(k.entity, other) AS other FROM beside
    LEFT JOIN joined AS j ON j.mention = one LEFT JOIN joined AS k ON k.mention = other)
WHERE one <> other ORDER BY 1, 2
"""
_RECORDS = (
    "SELECT film FROM said WHERE film IN (SELECT ?1 UNION SELECT mention FROM joined WHERE entity = ?1) ORDER BY film"
)
_KEY = """
SELECT key FROM key AS here JOIN mention ON id = mention
WHERE mention IN (SELECT ?1 UNION SELECT mention FROM joined WHERE entity = ?1)
AND (scheme NOT IN ('record', 'title', 'evidence', 'credit') AND scheme <> 'name'
    OR scheme = 'record' AND 1 = (SELECT COUNT(*) FROM key WHERE key = here.key))
ORDER BY scheme = 'record', -precedence, key LIMIT 1
"""
_NAME = """
SELECT key FROM key JOIN credit ON person = mention
WHERE mention IN (SELECT ?1 UNION SELECT mention FROM joined WHERE entity = ?1) AND scheme = 'name'
GROUP BY key ORDER BY COUNT(*) DESC, key LIMIT 1
"""


_CREDITED = "SELECT COUNT(*) FROM credit WHERE film IN (SELECT value FROM JSON_EACH(?))"
_FILMS_COUNTED = "SELECT COUNT(DISTINCT COALESCE(entity, film)) FROM said LEFT JOIN joined ON mention = film"
_NAMES_COUNTED = "SELECT COUNT(DISTINCT person) FROM credit"


class Side(NamedTuple):
    """One of two things: its key, and the records of a film, or the credits of somebody."""

    key: str
    entity: int
    records: tuple[int, ...]
    credits: tuple[Credit, ...]

    def films(self) -> tuple[int, ...]:
        """The records in which it is."""
        return self.records or tuple(dict.fromkeys(credit.film for credit in self.credits))


_Ends = dict[tuple[int, int], set[tuple[int, bool]]]
"""Credits, by film and mention, with the answers about them, by number, and whether they come first there."""


class Question(NamedTuple):
    """Whether two are one: how likely that is (0 to 1), and how many credits an answer may change.

    `together` says whether they are one until somebody answers, `namesakes` whether they are parts of one name.
    """

    one: Side
    other: Side
    likely: float
    credits: int
    together: bool
    namesakes: bool = False

    @property
    def wrong(self) -> float:
        """How likely the state of now is wrong."""
        return 1 - self.likely if self.together else self.likely


def questions(database: sqlite3.Connection, answers: Answers) -> list[Question]:
    """The questions of a build that has decided who is who, those of most credits first."""
    apart, ends = _apart(database, answers), _answered(answers)
    beside = [tuple(row) for row in database.execute(_BESIDE) if frozenset(row) not in apart]
    pairs = [_pair(database, *row) for row in beside]
    films = [_of_films(database, *pair) for pair in pairs if pair and pair[0].records]
    people = [_of_people(database, *pair) for pair in pairs if pair and not pair[0].records]
    (many_films,), (many_names,) = (database.execute(query).fetchone() for query in (_FILMS_COUNTED, _NAMES_COUNTED))
    asked = _first(films, max(many_films // FILMS, _FEW))
    room = max(many_names // NAMES, _FEW)
    asked_names = _of_names(database, ends, room)
    asked_people = _first(people, room - len(asked_names))
    found = (*asked, *asked_names, *asked_people)
    return sorted(found, key=lambda question: (-question.credits, question.one.key, question.other.key))


def _apart(database: sqlite3.Connection, answers: Answers) -> set[frozenset[int]]:
    """Pairs of entities that answers tell apart."""
    return {
        frozenset((a, b))
        for answer, one, other in answers.pairs
        if not answer.same
        for a in one.entities(database)
        for b in other.entities(database)
    }


def _answered(answers: Answers) -> _Ends:
    """The credits that answers are about."""
    found: _Ends = {}
    for number, (_, *sides) in enumerate(answers.pairs):
        for first, each in zip((True, False), sides, strict=True):
            for credit in each.credits:
                found.setdefault(credit, set()).add((number, first))
    return found


def _ends(part: Iterable[Credit], ends: _Ends) -> set[tuple[int, bool]]:
    """The ends of answers that are in a part."""
    return {end for credit in part for end in ends.get((credit.film, credit.mention), ())}


def _first(questions: Iterable[Question], most: int) -> list[Question]:
    """The likeliest to be otherwise than they are now, as many as there is room for."""
    likely = [question for question in questions if question.wrong >= (_SEVERAL if question.together else _ASKED)]
    return sorted(likely, key=lambda q: (-q.wrong, -q.credits, q.one.key, q.other.key))[: max(most, 0)]


def _pair(database: sqlite3.Connection, one: int, other: int) -> tuple[Side, Side] | None:
    """Two entities, the larger first; None where one has no key or no credits of its own."""
    sides = [side(database, entity) for entity in (one, other)]
    if not all(each.key and each.films() for each in sides):
        return None
    first, second = sorted(sides, key=lambda each: (-_size(database, each), each.key))
    return first, second


def _size(database: sqlite3.Connection, each: Side) -> int:
    """How many credits somebody has, or how many records a film has, with their credits."""
    (credits,) = database.execute(_CREDITED, (str(list(each.records)),)).fetchone()
    return len(each.credits) + len(each.records) + int(credits)


def side(database: sqlite3.Connection, entity: int) -> Side:
    """An entity as one of two things; its key is "" where it has none that lasts."""
    records = tuple(film for (film,) in database.execute(_RECORDS, (entity,)))
    credits = () if records else tuple(credited.of(database, entity))
    found = database.execute(_KEY, (entity,)).fetchone()
    if not found and not records:
        found = database.execute(_NAME, (entity,)).fetchone()
    return Side(found[0] if found else _of_first(database, credits), entity, records, credits)


def _of_first(database: sqlite3.Connection, credits: Iterable[Credit]) -> str:
    """The key of the first credit that has one."""
    keys = (credited.key(database, credit.film, credit.mention) for credit in credits)
    return next(filter(None, keys), "")


def _of_films(database: sqlite3.Connection, one: Side, other: Side) -> Question:
    compared = films(database, one.records, other.records)
    likely = _TITLES if compared.titles else _RETITLED
    likely = _TWICE if compared.listed_twice else _AGAINST if compared.against and not compared.common else likely
    return Question(one, other, likely, _size(database, other), together=False)


def _of_people(database: sqlite3.Connection, one: Side, other: Side) -> Question:
    mentions = ({credit.mention for credit in side.credits} for side in (one, other))
    left, right = ([name_of(database, mention) for mention in sorted(each)] for each in mentions)
    alike = max(names.alike(a, b) for a in left for b in right)
    return Question(one, other, _LIKELY.get(alike, 0.0), len(other.credits), together=False)


def _of_names(database: sqlite3.Connection, ends: _Ends, room: int) -> list[Question]:
    """The names to be asked about; of those that may be, no more are kept than can be asked, or are answered."""
    likely = nsmallest(room + len(ends), several(database), key=lambda s: (-s.wrong, -len(s.other), s.one, s.other))
    return _first((question for found in likely if (question := _of_name(database, found, ends))), room)


def _of_name(database: sqlite3.Connection, found: Several, ends: _Ends) -> Question | None:
    """Whether two parts of a name are one person; None where an answer says so, or a part has no key."""
    left, right = (_ends(part, ends) for part in (found.one, found.other))
    if any((number, not first) in right for number, first in left):
        return None
    sides = [Side(_of_first(database, part), part[0].now, (), tuple(part)) for part in (found.one, found.other)]
    if not all(each.key for each in sides):
        return None
    return Question(sides[0], sides[1], 1 - found.likely, len(found.other), found.together, namesakes=True)
