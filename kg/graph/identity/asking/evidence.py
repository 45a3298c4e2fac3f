"""What speaks for it that two things are one, and what against it, in words for a person."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.graph.identity import names
from kg.graph.identity.asking.matches import BY_RULES, SAME, Row
from kg.graph.identity.asking.questions import Question, Side
from kg.graph.identity.careers import worded
from kg.graph.identity.compared import Compared, films, name_of, told_whole
from kg.graph.identity.parts import Credit, beside

SHOWN = 5
"""So many records, titles or names are told of each side."""

Called = Mapping[int, str]
"""Titles of films with their years, and names of people, by mention, as the records have them."""

_PLACE = """
SELECT path, line FROM key JOIN origin ON key = folder || ':record:' || origin.name JOIN mention ON id = key.mention
WHERE key.mention = ? AND scheme = 'record' ORDER BY path, line LIMIT 1
"""


class Evidence:
    """Words for one build's questions."""

    def __init__(self, database: sqlite3.Connection, called: Called) -> None:
        """What `called` does not have is told in its plain form."""
        self._database, self._called = database, called

    def row(self, question: Question) -> Row:
        """A question as a row of `matches.csv`."""
        grounds, doubts = self.grounds(question)
        return {
            "subject_id": question.one.key,
            "subject_label": self.label(question.one),
            "predicate_id": SAME,
            "predicate_modifier": "",
            "object_id": question.other.key,
            "object_label": self.label(question.other),
            "confidence": f"{question.likely:.2f}",
            "mapping_justification": BY_RULES,
            "author_id": "",
            "mapping_date": "",
            "comment": "",
            "evidence_for": "; ".join(grounds),
            "evidence_against": "; ".join(doubts),
            "credits": str(question.credits),
        }

    def label(self, side: Side) -> str:
        """What one of two is called: a film with its year, a person with what they did and when."""
        if side.records:
            return self.called(side.records[0])
        return f"{self.called(_first_name(side.credits))} ({_did(side.credits)})"

    def called(self, mention: int) -> str:
        """The title or name of a mention."""
        return self._called.get(mention) or name_of(self._database, mention)

    def grounds(self, question: Question) -> tuple[list[str], list[str]]:
        """What speaks for it, and what against."""
        if question.one.records:
            compared = films(self._database, question.one.records, question.other.records)
            return self.of_films(compared, question.one.records, question.other.records)
        return self.of_people(question.one, question.other)

    def of_films(self, compared: Compared, one: Sequence[int], other: Sequence[int]) -> tuple[list[str], list[str]]:
        """What speaks for it that two films are one, and what against."""
        grounds, doubts = [], []
        if compared.titles:
            grounds.append(f"a form of the title is the same ({min(compared.titles)})")
        elif compared.beginnings:
            grounds.append(f"one title begins the other ({min(compared.beginnings)})")
        else:
            doubts.append("no form of the titles is the same")
        first, second = sorted(compared.years)
        if first and first == second:
            grounds.append(f"the year is the same ({first})")
        elif first and second:
            doubts.append(f"the years are {first} and {second}")
        else:
            doubts.append("a year is missing")
        if len(set(compared.kinds)) > 1:
            doubts.append(f"one is a {compared.kinds[0]}, the other a {compared.kinds[1]}")
        found = dict.fromkeys((role, self.called(mention)) for role, mention, _ in compared.common)
        grounds += [f"{worded(role)}: {name} in both" for role, name in list(found)[:SHOWN]]
        doubts += [
            f"{worded(role)}: {self._in_role(one, role)} in the one, {self._in_role(other, role)} in the other"
            for role in (told_whole(compared.against) or compared.against)[:SHOWN]
            if not compared.common
        ]
        if not compared.common and not compared.against:
            doubts.append("no role in both, by which they could be compared")
        doubts += [f"the source {source} lists both" for source in compared.listed_twice]
        return grounds, doubts

    def _in_role(self, records: Iterable[int], role: str) -> str:
        query = "SELECT person FROM credit WHERE film = ? AND role = ?"
        found = [p for film in records for (p,) in self._database.execute(query, (film, role))]
        return ", ".join(list(dict.fromkeys(self.called(person) for person in found))[:SHOWN])

    def of_people(self, one: Side, other: Side) -> tuple[list[str], list[str]]:
        """What speaks for it that two are one person, and what against."""
        grounds, doubts = [], []
        left, right = (_names(side.credits) for side in (one, other))
        plain = [{name_of(self._database, mention) for mention in mentions} for mentions in (left, right)]
        alike = max((names.alike(a, b) for a in plain[0] for b in plain[1]), default=names.NOT)
        pair = f"{self.called(left[0])}, {self.called(right[0])}" if left and right else ""
        if plain[0] & plain[1]:
            grounds.append("the name is the same")
        elif alike == names.INITIAL:
            doubts.append(f"of one name there is an initial only ({pair})")
        elif alike:
            grounds.append(f"the names are forms of one ({pair})")
        else:
            doubts.append(f"the names differ ({pair})")
        suffixes = {credit.suffix for credit in one.credits}, {credit.suffix for credit in other.credits}
        if suffixes[0] != suffixes[1]:
            stated = sorted((suffixes[0] ^ suffixes[1]) - {""})
            doubts += [f"only one is called {' and '.join(stated)}"] if stated else []
        trades = {credit.trade for credit in one.credits} & {credit.trade for credit in other.credits}
        did = f"{_did(one.credits)}, and {_did(other.credits)}"
        apart = _apart(one.credits, other.credits)
        roles = {credit.role for credit in one.credits} & {credit.role for credit in other.credits}
        if trades:
            grounds.append(f"both: {', '.join(sorted(map(worded, roles)))}" if roles else f"of one trade: {did}")
        else:
            doubts.append(f"they do other things: {did}")
        if apart > 1:
            doubts.append(f"{apart} years lie between them")
        both = {credit.film for credit in one.credits} & {credit.film for credit in other.credits}
        doubts += [f"one record names both ({self.place(film)})" for film in sorted(both)[:1]]
        common = self._colleagues(one) & self._colleagues(other)
        if common:
            told = sorted(self.called(mention) for mention in common)
            grounds.append(f"they worked with the same people ({', '.join(told[:SHOWN])})")
        else:
            doubts.append("nobody is known to have worked with both")
        return grounds, doubts

    def _colleagues(self, side: Side) -> set[int]:
        return beside(self._database, side.credits)

    def lines(self, side: Side) -> Iterator[str]:
        """Where one of two stands: its records, with what it did there."""
        roles: dict[int, list[str]] = {}
        for credit in side.credits:
            roles.setdefault(credit.film, []).append(f"{self.called(credit.mention)}, {worded(credit.role)}")
        for film in side.films()[:SHOWN]:
            said = [f": {'; '.join(dict.fromkeys(roles[film]))}"] if film in roles else self._people(film)
            yield f"{self.place(film)}: {self.called(film)}{''.join(said)}"
        more = len(side.films()) - SHOWN
        if more > 0:
            yield f"and {more} more"

    def _people(self, film: int) -> list[str]:
        query = "SELECT role, person FROM credit WHERE film = ? ORDER BY role, person"
        people = [f"{self.called(person)} ({worded(role)})" for role, person in self._database.execute(query, (film,))]
        return [f", with {', '.join(people[:SHOWN])}"] if people else []

    def place(self, film: int) -> str:
        """File and line of a record."""
        path, line = self._database.execute(_PLACE, (film,)).fetchone() or ("", 0)
        return f"{path}:{line}" if line else path


def _names(credits: Iterable[Credit]) -> list[int]:
    return list(dict.fromkeys(credit.mention for credit in credits))


def _first_name(credits: Sequence[Credit]) -> int:
    """The name that most credits have."""
    found = [credit.mention for credit in credits]
    return max(dict.fromkeys(found), key=lambda mention: (found.count(mention), mention))


def _did(credits: Iterable[Credit]) -> str:
    """Roles and years."""
    credits = list(credits)
    years = sorted({credit.year for credit in credits if credit.year})
    roles = ", ".join(sorted({worded(credit.role) for credit in credits}))
    span = "" if not years else f" {years[0]}" if len(years) == 1 else f" {years[0]}-{years[-1]}"
    return f"{roles}{span}"


def _apart(one: Sequence[Credit], other: Sequence[Credit]) -> int:
    years = [abs(a.year - b.year) for a in one for b in other if a.year and b.year]
    return min(years, default=0)
