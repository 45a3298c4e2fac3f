"""Why the records of a thing are one, and why two things are two: in plain lines."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple
from urllib.parse import unquote

from kg.graph.identity import credited
from kg.graph.identity.asking.answers import Answers
from kg.graph.identity.asking.evidence import Called, Evidence
from kg.graph.identity.asking.questions import Side, side
from kg.graph.identity.careers import worded
from kg.graph.identity.compared import films
from kg.graph.identity.parts import Credit
from kg.model import iris
from kg.system.errors import ReelgraphError
from kg.system.spelling import hinted

_COMPARED = 20
"""With so many records each other record is compared."""

_IDENTIFIERS = """
SELECT DISTINCT scheme, key FROM identifier
WHERE mention IN (SELECT ?1 UNION SELECT mention FROM joined WHERE entity = ?1) ORDER BY key
"""
_BESIDE = """
SELECT 1 FROM credit AS here JOIN credit AS there USING (role)
LEFT JOIN joined AS a ON a.mention = here.film LEFT JOIN joined AS b ON b.mention = there.film
WHERE here.film = ?1 AND here.person = ?2 AND COALESCE(a.entity, here.film) = COALESCE(b.entity, there.film)
AND there.person IN (SELECT mention FROM joined WHERE entity = ?3 UNION SELECT ?3)
"""
_SHARED = (
    "SELECT 1 FROM key AS a JOIN key AS b USING (key) WHERE a.mention = ? AND b.mention = ? AND a.scheme <> 'record'"
)
_NOW = "SELECT DISTINCT new_folder, new_slug FROM now WHERE slug = ? AND (? = '' OR folder = ?) ORDER BY 1, 2"
_PROMISED = f"{_SHARED} AND INSTR(key, ':evidence:promised|') > 0"
_PARTS = "SELECT said FROM fallen WHERE entity = ?1 OR person = ?1 ORDER BY said"


class _Thing(NamedTuple):
    address: str
    entity: int
    side: Side


class Why:
    """Answers to one build's whys; `call` gives titles and names of some records' films."""

    def __init__(
        self,
        database: sqlite3.Connection,
        answers: Answers,
        base: str,
        call: Callable[[Collection[int]], Called],
    ) -> None:
        """What `resolve` has decided has to be there."""
        self._database, self._answers, self._base, self._call = database, answers, base, call

    def lines(self, addresses: Sequence[str]) -> Iterator[str]:
        """Why the thing is one; of several, why each is not the first. Raises ReelgraphError for what is not there."""
        things = [thing for address in addresses for thing in self._found(address)]
        films = {film for thing in things for film in thing.side.films()}
        self._evidence = Evidence(self._database, self._call(films))
        if len(addresses) == 1:
            for thing in things:
                yield from self._one(thing)
        else:
            first, *others = things
            for other in others:
                yield from self._two(first, other)

    def _found(self, address: str) -> list[_Thing]:
        """The things of an IRI, an address, its path, or a slug. Raises ReelgraphError where there is none."""
        path = iris.document(address).removeprefix(self._base).strip("/")
        folder, _, slug = path.rpartition("/")
        query = "SELECT folder, slug, id FROM entity WHERE slug = ? AND (? = '' OR folder = ?) ORDER BY folder"
        rows = self._database.execute(query, (slug, folder, folder)).fetchall()
        if not rows:
            raise ReelgraphError(self._missing(address, folder, slug))
        return [_Thing(f"{folder}/{slug}/", entity, side(self._database, entity)) for folder, slug, entity in rows]

    def _missing(self, address: str, folder: str, slug: str) -> str:
        """Why nothing is found: it may have become another, or be misspelt."""
        now = [f"{folder}/{slug}/" for folder, slug in self._database.execute(_NOW, (slug, folder, folder))]
        if now:
            return f"{address}: has become {', '.join(now)}"
        near = "SELECT slug FROM entity WHERE slug LIKE ? AND (? = '' OR folder = ?) LIMIT 10000"
        known = [found for (found,) in self._database.execute(near, (f"{slug[:1]}%", folder, folder))]
        return hinted(f"{address}: nothing in this catalogue has this address", slug, known)

    def _one(self, thing: _Thing) -> Iterator[str]:
        yield f"{thing.address}: {self._evidence.label(thing.side) if thing.side.films() else 'named in records'}"
        for scheme, key in self._database.execute(_IDENTIFIERS, (thing.entity,)):
            yield f"  identifier: {unquote(scheme)} {key.split(':', 2)[2]}"
        yield from self._of_film(thing.side) if thing.side.records else self._of_person(thing)

    def _of_film(self, side: Side) -> Iterator[str]:
        """The records, each behind one that it is one with."""
        first, *left = side.records
        yield self._record(first)
        before = [first]
        while left:
            links = ((film, self._link(film, before)) for film in left)
            film, link = next(
                (found for found in links if found[1]), (left[0], "one with these by records between them")
            )
            yield self._record(film)
            yield f"    {link}"
            before.append(film)
            left.remove(film)

    def _record(self, film: int) -> str:
        return f"  {self._evidence.place(film)}: {self._evidence.called(film)}"

    def _link(self, film: int, before: Sequence[int]) -> str:
        """Why a record is one with some of those before it; "" where nothing joins it to these themselves."""
        place = self._evidence.place
        for other in before:
            if shared := self._shared(film, other):
                return f"one with {place(other)}: both have {shared}"
            if said := self._said({film}, {other}, same=True):
                return f"one with {place(other)}: {said}"
        near = [other for other in before if self._database.execute(_SHARED, (film, other)).fetchone()]
        if not near:
            return ""
        pairs = [(other, films(self._database, [other], [film])) for other in near[:_COMPARED]]
        other, compared = max(pairs, key=lambda pair: (bool(pair[1].titles), len(pair[1].common), -pair[0]))
        grounds, doubts = self._evidence.of_films(compared, [other], [film])
        if not compared.titles and self._database.execute(_PROMISED, (film, other)).fetchone():
            grounds.append("the ledger has one address for both")
        return f"one with {place(other)}: {'; '.join(grounds)}" + (f" (but {'; '.join(doubts)})" if doubts else "")

    def _shared(self, one: int, other: int) -> str:
        query = (
            "SELECT scheme, key FROM identifier WHERE mention = ? AND key IN (SELECT key FROM key WHERE mention = ?)"
        )
        rows = self._database.execute(f"{query} ORDER BY key", (one, other))
        return ", ".join(f"{unquote(scheme)} {key.split(':', 2)[2]}" for scheme, key in rows)

    def _said(self, one: Collection[int], other: Collection[int], *, same: bool) -> str:
        """The answer that speaks of some mentions and some others."""
        for answer, left, right in self._answers.pairs:
            ends = left.mentions, right.mentions
            met = any(a.intersection(one) and b.intersection(other) for a, b in (ends, ends[::-1]))
            if answer.same == same and met:
                return f"a person says so ({answer.place})"
        return ""

    def _of_person(self, thing: _Thing) -> Iterator[str]:
        yield from self._names(thing)
        for credit in thing.side.credits:
            film, name = self._evidence.called(credit.film), self._evidence.called(credit.mention)
            yield f"  {self._evidence.place(credit.film)}: {film}: {name}, {worded(credit.role)}"
            if credited.entity(self._database, credit.mention) != thing.entity:
                yield f"    meant here: {self._bound(thing, credit.film, credit.mention)}"
        for (said,) in self._database.execute(_PARTS, (thing.entity,)):
            yield f"  perhaps several people; one part: {said}"

    def _names(self, thing: _Thing) -> Iterator[str]:
        """Each name that somebody has, and why it is theirs."""
        by_name: dict[int, list[Credit]] = {}
        own = set(self._mentions(thing.entity))
        for credit in thing.side.credits:
            if credit.mention in own:
                by_name.setdefault(credit.mention, []).append(credit)
        if len(by_name) < 2:
            return
        first, *others = sorted(by_name, key=lambda mention: (-len(by_name[mention]), mention))
        yield f"  called {self._evidence.called(first)}"
        for mention in others:
            yield f"  called {self._evidence.called(mention)}: {self._same_person(by_name, mention, first, own)}"

    def _same_person(self, by_name: dict[int, list[Credit]], mention: int, first: int, own: set[int]) -> str:
        if said := self._said({mention}, own - {mention}, same=True):
            return said
        for other in sorted(own - {mention}, key=lambda other: other != first):
            if shared := self._shared(mention, other):
                return f"has {shared}, too"
            if self._database.execute(_SHARED, (mention, other)).fetchone():
                return "the same name, written otherwise"
        one, other_side = (Side("", each, (), tuple(by_name[each])) for each in (first, mention))
        return "; ".join(self._evidence.of_people(one, other_side)[0])

    def _mentions(self, entity: int) -> list[int]:
        query = "SELECT mention FROM joined WHERE entity = ?1 UNION SELECT ?1"
        return [mention for (mention,) in self._database.execute(query, (entity,))]

    def _bound(self, thing: _Thing, film: int, mention: int) -> str:
        """Why somebody is meant by another's name in one record."""
        for answer, *ends in self._answers.pairs:
            if any((film, mention) in end.credits for end in ends):
                return f"a person says so ({answer.place})"
        if self._database.execute(_BESIDE, (film, mention, thing.entity)).fetchone():
            return "another record of the film has them in this role, and nobody else fits the name"
        return "of those who have this name, what they did lies nearest"

    def _two(self, one: _Thing, other: _Thing) -> Iterator[str]:
        if one.entity == other.entity:
            yield f"{one.address}, {other.address}: one"
            yield from self._one(one)
            return
        yield f"{one.address}, {other.address}: two"
        ends = [set(self._mentions(thing.entity)) for thing in (one, other)]
        if one.address.partition("/")[0] != other.address.partition("/")[0]:
            yield "  they are things of two kinds"
            return
        if said := self._said(*ends, same=False):
            yield f"  {said}"
        known = [dict(self._database.execute(_IDENTIFIERS, (thing.entity,)).fetchall()) for thing in (one, other)]
        for scheme in sorted(known[0].keys() & known[1].keys()):
            told = [found[scheme].split(":", 2)[2] for found in known]
            yield f"  against: {unquote(scheme)} calls the one {told[0]}, the other {told[1]}"
        if one.side.films() and other.side.films():
            grounds, doubts = (
                self._evidence.of_films(
                    films(self._database, one.side.records, other.side.records), one.side.records, other.side.records
                )
                if one.side.records
                else self._evidence.of_people(one.side, other.side)
            )
            yield from (f"  for: {ground}" for ground in grounds)
            yield from (f"  against: {doubt}" for doubt in doubts)
