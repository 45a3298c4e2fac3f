"""Which films of a release the things on a page are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.audit.alike import ADDRESSING, NAME, NAMING, SAME, meant
from kg.audit.canonical import exactly
from kg.audit.graph import Graph
from kg.audit.nodes import Stated
from kg.model import iris
from kg.model.prefixes import SCHEMA
from kg.model.profile import RDF_TYPE, profile
from kg.model.values.title import title
from kg.model.values.tried import tried

_ITEM, _MAIN = SCHEMA + "item", SCHEMA + "mainEntity"
_MADE = (SCHEMA + "dateCreated", SCHEMA + "datePublished")
_DIRECTOR = SCHEMA + "director"

_APART = 1
"""So many years may lie between what two sources take for the year of one film."""


@dataclass(frozen=True, slots=True)
class Found:
    """The `main` film of a page ("" for none), the films that its things are, and what is none of these.

    `strangers` are the things that are no film of the release, each with those that it could be.
    """

    main: str
    films: dict[str, str]
    strangers: list[tuple[Stated, list[str]]]


def films(said: Sequence[Stated], addresses: Iterable[str], graph: Graph) -> Found:
    """What things of a page are films of the release: by their IRIs and addresses, or by title, year and director.

    A page is about its main entity, about the film of its address, or about the only one that no list names. One whose
    main entity is another thing of the release, such as a venue, is about no film.
    """
    classes = {shape.cls for shape in profile().by_folder.values() if shape.record == "Record"}
    listed = {s.value for s in said if s.predicate == _ITEM}
    things = {s.subject: s for s in said if s.predicate == RDF_TYPE and s.value in classes}
    about: dict[str, list[Stated]] = {}
    for stated in said:
        about.setdefault(stated.subject, []).append(stated)
    own, names = {thing: thing for thing in about if graph.is_film(thing)}, named(said)
    likely = {thing: _called(about[thing], names, graph) for thing in things if thing not in own}
    known = own | {thing: film[0] for thing, film in likely.items() if len(film) == 1}
    main = dict.fromkeys(s.value for s in said if s.predicate == _MAIN)
    of_page = _at(addresses, graph)
    if len(of_page) > 1:
        fitting = [_fitting(of_page, about[thing], names, graph) for thing in things if thing not in listed]
        of_page = next((films for films in fitting if len(films) == 1), [])
    film = next(filter(graph.is_film, main), "") or next(iter(of_page), "")
    alone = {film for thing, film in known.items() if thing not in listed}
    is_of_another = any(not graph.is_film(thing) and _stated(thing, graph) for thing in main)
    film = film or (alone.pop() if len(alone) == 1 and not is_of_another else "")
    unknown = (thing for thing in things if thing not in {*known, *listed} and not _stated(thing, graph))
    strangers = [(things[thing], likely[thing]) for thing in unknown]
    others = {thing: other for thing, other in known.items() if thing != other}
    return Found(film, others, [] if film else strangers)


def _stated(thing: str, graph: Graph) -> bool:
    return bool(graph.facts(iris.document(thing)))


def _at(addresses: Iterable[str], graph: Graph) -> list[str]:
    """The films of the first address that is one's."""
    return next(filter(None, map(graph.films, addresses)), [])


def _called(about: Sequence[Stated], names: Mapping[str, str], graph: Graph) -> list[str]:
    """The films of a page that says so of a thing, or those of its title that were made by the same or then."""
    # Of several films on one page, each has a fragment of its address.
    of_page = _at((s.value for s in about if s.predicate in ADDRESSING and "#" not in s.value), graph)
    if len(of_page) == 1:
        return of_page
    titled = {film for s in about if s.predicate == NAME for film in graph.titled(_title(s.value))}
    return _fitting(of_page or titled, about, names, graph)


def _fitting(films: Iterable[str], about: Sequence[Stated], names: Mapping[str, str], graph: Graph) -> list[str]:
    """The films for which most speaks."""
    ranked = {film: _likeness(about, names, graph.expected(film), film) for film in films}
    best = max(ranked.values(), default=0)
    return sorted(film for film, rank in ranked.items() if rank == best and best)


def _title(text: str) -> str:
    found = tried(title, text)
    return found.title if found else text


def _likeness(about: Sequence[Stated], names: Mapping[str, str], expected: Sequence[Stated], film: str) -> int:
    """How much speaks for two films of one title being one, 0 where they are not.

    Directors decide before years; what is not said decides nothing.
    """
    ours = [s for s in expected if s.subject == film]
    years = [(one, other) for one in _years(about) for other in _years(ours)]
    are_near = any(abs(one - other) <= _APART for one, other in years)
    theirs, known = _directors(about, names), _directors(ours, named(expected))
    if theirs and known:
        return 0 if theirs.isdisjoint(known) else 3 + are_near
    return 1 if not years else 2 if are_near else 0


def _directors(about: Iterable[Stated], names: Mapping[str, str]) -> set[str]:
    return {iris.normal(names.get(s.value, s.value)) for s in about if s.predicate == _DIRECTOR}


def _years(about: Iterable[Stated]) -> set[int]:
    return {int(exactly(s.predicate, s.value)[0]) for s in about if s.predicate in _MADE and _is_year(s)}


def _is_year(stated: Stated) -> bool:
    return exactly(stated.predicate, stated.value)[0].isdigit()


def named(statements: Iterable[Stated]) -> dict[str, str]:
    """What things are called, by their IRIs; those of which nothing tells it are left out."""
    said: dict[str, dict[str, str]] = {}
    for stated in statements:
        if stated.predicate in NAMING:
            said.setdefault(stated.subject, {}).setdefault(stated.predicate, stated.value)
    return {subject: next(names[path] for path in NAMING if path in names) for subject, names in said.items()}


def same_film(
    said: Sequence[Stated], expected: Sequence[Stated], film: str, addresses: Sequence[str]
) -> dict[str, str]:
    """What is a film under other names: of its class, in no list, called the same or of its address.

    Else it is the only one.
    """
    classes = {s.value for s in expected if (s.subject, s.predicate) == (film, RDF_TYPE)}
    unlikely = {film, *(s.value for s in said if s.predicate == _ITEM)}
    likely = {s.subject for s in said if s.predicate == RDF_TYPE and s.value in classes} - unlikely
    theirs, title_ = named(said), named(expected).get(film, "")
    called = {subject for subject in likely if iris.normal(theirs.get(subject, "")) == iris.normal(title_)}
    known = (*addresses, *(s.value for s in expected if (s.subject, s.predicate) == (film, SAME)))
    told: dict[str, list[str]] = {subject: [] for subject in likely}
    for stated in said:
        if stated.subject in told and stated.predicate in ADDRESSING:
            told[stated.subject].append(stated.value)
    called |= meant(known, told)
    alone = likely if len(likely) == 1 and not any(s.subject == film for s in said) else ()
    return dict.fromkeys(called or alone, film)
