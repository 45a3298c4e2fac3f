"""Showings in markup: events that present a film are found, and said of that film.

Pages say them from either side (`workPresented` of an event, `event` of a film) and inside of others: `event` of a
cinema, `subEvent` of a series.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from kg.model.iris import normal
from kg.model.prefixes import RG, SCHEMA
from kg.model.values.event import announced
from kg.sources.marked import described
from kg.sources.marked.events import EVENTS, PARENTS, WORKS, names, showing
from kg.sources.marked.nodes import Node, Said, Value, address
from kg.sources.marked.objects import clean

SCREENING = RG + "screening"

_NAME, _START, _LOCATION = SCHEMA + "name", SCHEMA + "startDate", SCHEMA + "location"
_PRESENTED = SCHEMA + "workPresented"
_NO_SHOWINGS = frozenset(SCHEMA + name for name in ("EventSeries", "Festival", "PublicationEvent", "BroadcastEvent"))
_PRESENTING, _MOVIE = SCHEMA + "ScreeningEvent", SCHEMA + "Movie"
_WORK = frozenset({SCHEMA + "CreativeWork"})
_PLACES = frozenset(
    SCHEMA + name for name in ("Place", "MovieTheater", "EventVenue", "PerformingArtsTheater", "CivicStructure")
)
_YEARS = tuple(SCHEMA + name for name in ("dateCreated", "copyrightYear", "datePublished"))


def attached(nodes: list[Node]) -> tuple[list[Node], list[Node], dict[int, list[Node]]]:
    """The same with the showings of each film said of it as `rg:screening`, and the events that were taken so.

    Films that only showings name are one each by title, year and directors. The last are the other nodes of a film, by
    the id of the one that stays.
    """
    _inherited(nodes)
    known = [node for node in nodes if described.kind_of(node) and node.values.get(_NAME)]
    shown = {id(work) for node in nodes if _is_event(node) for work in _works(node) if isinstance(work, Node)}
    films: dict[str, list[Node]] = {}
    by_url: dict[str, Node] = {}
    for own in [film for film in known if id(film) not in shown]:
        films.setdefault(_title(own), []).append(own)
        for one in own.values.get(SCHEMA + "url", ()):
            by_url.setdefault(address(one), own)
    same: dict[int, Node] = {}
    others: dict[int, list[Node]] = {}
    added: dict[int, Node] = {}
    """Those that no thing of the page is."""
    taken: list[Node] = []
    for event in [node for node in nodes if _is_event(node)]:
        for work in _works(event):
            # Before what a title says of its showing is taken from it.
            called = [*names(event), *(names(work) if isinstance(work, Node) else [clean(work.text)])]
            film = same.get(id(work)) or _film(work, event, films, by_url)
            if film is None:
                continue
            if not film.term:
                added[id(film)] = film
            if isinstance(work, Node):
                if id(work) not in same and work is not film:
                    others.setdefault(id(film), []).append(_unnamed(work))
                same[id(work)] = film
            said = showing(event, called, film)
            film.values.setdefault(SCREENING, []).append(said)
            taken.append(event)
    _without(known, {id(event) for event in taken})
    gone = {at for at, film in same.items() if id(film) != at}
    return [node for node in nodes if id(node) not in gone] + [*added.values()], taken, others


def _unnamed(work: Node) -> Node:
    """A film's other node without its name, by which they are one, whatever that says of the showing besides."""
    types = work.types if described.kind_of(work) else (*work.types, _MOVIE)
    return replace(work, types=types, values={path: said for path, said in work.values.items() if path != _NAME})


def _without(films: Iterable[Node], taken: set[int]) -> None:
    """Take from films the events that are said of them as showings."""
    for film in films:
        for path in EVENTS:
            if path in film.values:
                film.values[path] = [one for one in film.values[path] if id(one) not in taken]
                if not film.values[path]:
                    del film.values[path]


def _inherited(nodes: Iterable[Node]) -> None:
    """What a cinema, a series or a film says around its events is said of each that does not say it itself."""
    around: list[tuple[Node, Node]] = []
    for node in nodes:
        for path in EVENTS:
            around += ((node, one) for one in node.values.get(path, ()) if isinstance(one, Node))
        for path in PARENTS:
            around += ((one, node) for one in node.values.get(path, ()) if isinstance(one, Node))
    for node, event in around:
        if _START not in event.values:
            continue
        if described.kind_of(node):
            works = event.values.setdefault(_PRESENTED, [])
            works += [node] if all(one is not node for path in WORKS for one in event.values.get(path, ())) else []
        elif _is_place(node):
            event.values.setdefault(_LOCATION, [node])
        else:
            for path in (_LOCATION, _PRESENTED):
                if path in node.values and not (path == _PRESENTED and _works(event)):
                    event.values.setdefault(path, node.values[path])


def _is_event(node: Node) -> bool:
    return (
        _START in node.values
        and any(one.endswith("Event") or one == SCHEMA + "Hackathon" for one in node.types)
        and _NO_SHOWINGS.isdisjoint(node.types)
    )


def _is_place(node: Node) -> bool:
    return not _PLACES.isdisjoint(node.types)


def _works(event: Node) -> list[Value]:
    """The films that an event presents; of a screening that does not say it, what it is called."""
    said = [one for path in WORKS for one in event.values.get(path, ())]
    is_screening = _PRESENTING in event.types
    found: list[Value] = []
    for one in said:
        is_film = isinstance(one, Node) and described.kind_of(one)
        is_work = is_screening and (not isinstance(one, Node) or set(one.types) <= _WORK)
        if (is_film or is_work) and all(one is not other for other in found):
            found.append(one)
    return found or ([Said(name) for name in names(event)[:1]] if is_screening and not said else [])


def _film(work: Value, event: Node, films: dict[str, list[Node]], by_url: Mapping[str, Node]) -> Node | None:
    """The film of the page that a work is, by its page, or title, year and directors; the work itself where none is."""
    known = [by_url.get(address(one)) for one in work.values.get(SCHEMA + "url", ())] if isinstance(work, Node) else []
    known += [by_url.get(address(work))] if address(work) else []
    own_names = names(work) if isinstance(work, Node) else [] if work.is_iri else [clean(work.text)]
    name = (own_names or names(event) or [""])[0]
    title = announced(name).title
    for one in known:
        # Films of one programme may share its page.
        if one and (not own_names or _title(one) == normal(title)):
            return one
    if not name:
        return None
    own = work if isinstance(work, Node) else Node(work.text if work.is_iri else "", "", (_MOVIE,))
    alike = films.setdefault(normal(title), [])
    for film in alike:
        if film is own or not _differ(film, own):
            return film
    if not described.kind_of(own):
        own.types = (*own.types, _MOVIE)
    if title != name or _NAME not in own.values:
        own.values[_NAME] = [Said(title)]
    alike.append(own)
    return own


def _differ(film: Node, other: Node) -> bool:
    return any(
        one and another and not one & another
        for one, another in ((_years(film), _years(other)), (_directors(film), _directors(other)))
    )


def _years(film: Node) -> set[str]:
    return {address(one)[:4] for path in _YEARS for one in film.values.get(path, ())}


def _directors(film: Node) -> set[str]:
    said = film.values.get(SCHEMA + "director", ())
    return {normal(name) for one in said for name in (names(one) if isinstance(one, Node) else [one.text])}


def _title(film: Node) -> str:
    return normal(announced(next(iter(names(film)), "")).title)
