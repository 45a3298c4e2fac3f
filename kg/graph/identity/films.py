"""Which records describe one film, by evidence: an equal form of a title, the year, and who did what.

Films of one title and year are one unless the people in the same role are others. With a year between them, or with
another spelling of the title, they need people in common. A title that contradicting films share gives those that would
fit several of them to none. Records that were one film stay one, by the keys of the ledger, when all their titles
change, unless they contradict each other. Every component found here gets a key (scheme `evidence`); what identifiers
tell apart is taken from it as from any other key (`apart.sql`, `chains.sql`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, groupby, pairwise, product

from kg.graph.identity import compared, forms, names
from kg.graph.identity.components import Components

UNNAMED_KINDS = frozenset({"episode"})
"""A title such as `Pilot` says nothing of these: they go by identifiers, or by title, year and director."""

_MOST = 30
"""Of so many films of one title and year that differ, the title says nothing."""

_FEW = 6
"""Of so many films of one title, each is asked about with each."""

_COMPARED = 100
"""So many names of a role are compared by their spelling."""

_REPEATED = """
CREATE TABLE repeated (kind TEXT, form TEXT, PRIMARY KEY (kind, form)) WITHOUT ROWID;
INSERT INTO repeated SELECT kind, form FROM title WHERE year <> 0 GROUP BY kind, form HAVING COUNT(*) > 1;
"""
_SAID = """
SELECT title.kind, form, title.year, title.film, source, written, thing
FROM title CROSS JOIN said USING (film) LEFT JOIN identified ON identified.mention = film
WHERE title.year <> 0 AND (+title.kind, +form) IN (SELECT kind, form FROM repeated)
ORDER BY title.kind, form, title.year, title.film
"""
_CREDITED = "SELECT role, name FROM credit CROSS JOIN person ON id = person WHERE film = ? ORDER BY role, person"

_PROMISED = """
SELECT folder || ':evidence:promised|' || slug, mention FROM (
    SELECT ledger.folder, ledger.slug, mention, COUNT(*) OVER (PARTITION BY ledger.folder, ledger.slug) AS many
    FROM key AS own JOIN ledger USING (key) JOIN said ON film = mention
    WHERE scheme = 'record' AND 1 = (SELECT COUNT(*) FROM key WHERE key = own.key))
WHERE many > 1 ORDER BY 1, 2
"""
"""Records to which the ledger promises one address."""

_TOGETHER = "SELECT 1 FROM key AS one JOIN key AS other USING (key) WHERE one.mention = ? AND other.mention = ?"

Row = tuple[str, int]
"""A key, and a film that has it."""


@dataclass(eq=False, slots=True)
class Film:
    """What one record says: `people` are the plain names by role, `thing` is what its identifiers make of it.

    `titles` are as they are written.
    """

    number: int
    source: str
    year: int
    thing: int
    schemes: frozenset[str]
    people: dict[str, list[str]]
    titles: frozenset[str]

    def traits(self) -> Iterator[tuple[str, ...]]:
        """What it has in common with another record of the same film: people in their roles."""
        return ((role, *names.told(name)) for role, found in self.people.items() for name in found)


def join(database: sqlite3.Connection) -> None:
    """Give the records of one film a key in common."""
    database.executescript(_REPEATED)
    series = set(database.execute("SELECT kind, form FROM main_title GROUP BY 1, 2 HAVING COUNT(*) > 1"))
    for (kind, form), films in groupby(_films(database), key=lambda row: row[0]):
        if kind in UNNAMED_KINDS:
            continue
        for run in _runs(film for _, film in films):
            if len(run) == 1:
                continue
            for film in run:
                film.people = _people_of(database, film.number)
            joined = _joined(run, series=(kind, form) in series)
            keys = _keys(kind, form, run, joined)
            database.executemany("INSERT OR IGNORE INTO key VALUES (?, ?, 'evidence')", keys)
            database.executemany("INSERT INTO beside VALUES (?, ?, 'title')", _beside(run, joined))
    database.executemany("INSERT OR IGNORE INTO key VALUES (?, ?, 'evidence')", list(_promised(database)))


def _promised(database: sqlite3.Connection) -> Iterator[Row]:
    """Keys for the records of what was one film, unless they contradict each other by now."""
    for key, rows in groupby(database.execute(_PROMISED).fetchall(), key=lambda row: row[0]):
        first, *others = (film for _, film in rows)
        for other in others:
            if database.execute(_TOGETHER, (first, other)).fetchone() or not _contradict(database, first, other):
                yield from ((key, first), (key, other))


def _contradict(database: sqlite3.Connection, one: int, other: int) -> bool:
    """Whether two records tell of two films: nobody is in common, and people in a role, years or kinds differ."""
    found = compared.films(database, [one], [other])
    if found.common:
        return False
    before, after = found.years
    others = compared.told_whole(found.against) if found.titles else found.against
    return bool(others) or bool(before and after and abs(before - after) > 1) or found.kinds[0] != found.kinds[1]


def _films(database: sqlite3.Connection) -> Iterator[tuple[tuple[str, str], Film]]:
    """What records say that share the form of a title, by form and year; who did what is asked of those that meet."""
    for kind, form, year, number, source, written, thing in database.execute(_SAID):
        known = database.execute("SELECT scheme FROM known WHERE thing = ?", (thing,)) if thing else ()
        schemes = frozenset(scheme for (scheme,) in known)
        titles = frozenset(written.split("\t"))
        yield (kind, form), Film(number, source, year, thing or number, schemes, {}, titles)


def _people_of(database: sqlite3.Connection, film: int) -> dict[str, list[str]]:
    people: dict[str, list[str]] = {}
    for role, name in database.execute(_CREDITED, (film,)):
        people.setdefault(role, []).append(name)
    return people


def _runs(films: Iterable[Film]) -> Iterator[list[Film]]:
    """Films of one title, several of which are at most a year apart."""
    run: list[Film] = []
    for film in films:
        if run and film.year - run[-1].year > 1:
            yield run
            run = []
        run.append(film)
    yield run


def _joined(films: list[Film], *, series: bool) -> Components[Film]:
    """Those that are one of the films of one title, which come in the order of their years.

    With the name of a `series` of films a year makes the next of them, made by the same people.
    """
    joined = Components[Film]()
    _join_by_people(films, joined, years=0 if series else 1)
    before: list[Film] = []
    for _, group in groupby(films, key=lambda film: film.year):
        this = list(group)
        _join_by_title(this, joined)
        if not series:
            _join_by_spelling(before, this, joined)
        before = this
    return joined


def _keys(kind: str, form: str, films: list[Film], joined: Components[Film]) -> Iterator[Row]:
    """A key for each component of the films of one title."""
    for place, found in enumerate(joined.sets(films)):
        if len(found) > 1:
            key = f"{kind}:evidence:{form}|{found[0].year}" + (f"|{place}" if place else "")
            yield from ((key, film.number) for film in found)


def _beside(films: list[Film], joined: Components[Film]) -> Iterator[tuple[int, int]]:
    """Films of one title, at most a year apart, that stay two; of many, each with the next. No source has both."""
    for one, other in combinations(films, 2) if len(films) <= _FEW else pairwise(films):
        near = other.year - one.year <= 1 and joined.root(one) != joined.root(other)
        if near and not _told_apart([one], [other]) and not _listed_twice([one], [other]):
            yield one.number, other.number


def _join_by_people(films: list[Film], joined: Components[Film], years: int) -> None:
    """Join films at most so many years apart that have somebody in common, or an identifier."""
    last: dict[tuple[str, ...] | int, Film] = {}
    for film in films:
        traits: list[tuple[str, ...] | int] = [film.thing, *film.traits()]
        for trait in traits:
            before = last.get(trait)
            if before and film.year - before.year <= years:
                joined.join(before, film)
            last[trait] = film


def _join_by_title(films: list[Film], joined: Components[Film]) -> None:
    """Join films of one year that nothing tells apart; who fits several that differ is left alone."""
    alike: dict[frozenset[str], Film] = {}
    for film in films:
        if not film.people and not film.schemes:
            joined.join(alike.setdefault(film.titles, film), film)
    sets = joined.sets(films)
    if not 1 < len(sets) <= _MOST:
        return
    fits = [{number} for number in range(len(sets))]
    for (a, one), (b, other) in combinations(enumerate(sets), 2):
        if not _against(one, other):
            fits[a].add(b)
            fits[b].add(a)
    for fitting in fits:
        if all(fits[number] == fitting for number in fitting):
            first = min(fitting)
            for number in fitting:
                joined.join(sets[first][0], sets[number][0])


def _join_by_spelling(before: list[Film], films: list[Film], joined: Components[Film]) -> None:
    """Join films with a year between them in which somebody is spelled otherwise."""
    if not before or films[0].year - before[0].year > 1:
        return
    earlier, later = joined.sets(before), joined.sets(films)
    if max(len(earlier), len(later)) <= _MOST:
        for one, other in product(earlier, later):
            if not _told_apart(one, other) and _in_common(_people(one), _people(other)):
                joined.join(one[0], other[0])


def _against(one: list[Film], other: list[Film]) -> bool:
    """Whether identifiers, or people in the same role, tell two films apart.

    Where the titles are written alike, only those roles count that a record tells whole.
    """
    if _told_apart(one, other) or _listed_twice(one, other):
        return True
    left, right = _people(one), _people(other)
    roles = left.keys() & right.keys()
    if _titles(one) & _titles(other):
        roles &= forms.TELLING
    return bool(roles) and not _in_common(left, right)


def _listed_twice(one: list[Film], other: list[Film]) -> bool:
    """Whether one source has both, with other people or titles: it would list a film again as it did before."""
    listed: dict[str, list[Film]] = {}
    for film in one:
        listed.setdefault(film.source, []).append(film)
    beside = ((film, before) for film in other for before in listed.get(film.source, [])[:_COMPARED])
    return any(
        not film.titles & before.titles or (film.people and before.people and not _meet(film, before))
        for film, before in beside
    )


def _meet(one: Film, other: Film) -> bool:
    return _in_common(_people([one]), _people([other]))


def _titles(films: list[Film]) -> set[str]:
    return {title for film in films for title in film.titles}


def _told_apart(one: list[Film], other: list[Film]) -> bool:
    """Whether one authority has two identifiers for them."""
    left, right = _things(one), _things(other)
    return any(len(left[scheme] | right[scheme]) > 1 for scheme in left.keys() & right.keys())


def _things(films: list[Film]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for film in films:
        for scheme in film.schemes:
            found.setdefault(scheme, set()).add(film.thing)
    return found


def _in_common(one: dict[str, list[str]], other: dict[str, list[str]]) -> bool:
    """Whether somebody may be the same in one role."""
    return any(names.alike(a, b) for role in one.keys() & other.keys() for a in one[role] for b in other[role])


def _people(films: list[Film]) -> dict[str, list[str]]:
    """The names in each role; of very many only the first, since each is compared with each."""
    found: dict[str, set[str]] = {}
    for film in films:
        for role, people in film.people.items():
            found.setdefault(role, set()).update(people)
    return {role: sorted(people)[:_COMPARED] for role, people in found.items()}
