"""Showings in markup: events that present a film, said of that film in the terms of the shapes.

Pages say them from either side (`workPresented` of an event, `event` of a film) and inside of others: `event` of a
cinema, `subEvent` of a series.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from kg.model.iris import normal
from kg.model.prefixes import RG, SCHEMA
from kg.model.values.event import Announced, announced
from kg.sources.marked import described
from kg.sources.marked.nodes import Node, Said, Value, address
from kg.sources.marked.objects import clean
from kg.sources.marked.postal import in_a_line

SCREENING = RG + "screening"

_NAME, _START, _LOCATION = SCHEMA + "name", SCHEMA + "startDate", SCHEMA + "location"
_GEO = SCHEMA + "geo"
_PRESENTED = SCHEMA + "workPresented"
_WORKS = tuple(SCHEMA + name for name in ("workPresented", "workFeatured", "about"))
_EVENTS = tuple(SCHEMA + name for name in ("event", "events", "subEvent", "subEvents", "subjectOf"))
_PARENTS = (SCHEMA + "superEvent",)
_NO_SHOWINGS = frozenset(SCHEMA + name for name in ("EventSeries", "Festival", "PublicationEvent", "BroadcastEvent"))
_PRESENTING, _MOVIE = SCHEMA + "ScreeningEvent", SCHEMA + "Movie"
_WORK = frozenset({SCHEMA + "CreativeWork"})
_PLACES = frozenset(
    SCHEMA + name for name in ("Place", "MovieTheater", "EventVenue", "PerformingArtsTheater", "CivicStructure")
)
_ROOMS = frozenset(SCHEMA + name for name in ("Room", "MeetingRoom", "ScreeningRoom"))
_IS_IN = tuple(SCHEMA + name for name in ("containedInPlace", "containedIn"))
_YEARS = tuple(SCHEMA + name for name in ("dateCreated", "copyrightYear", "datePublished"))
_CLOCK = re.compile(r"[0-2][0-9]:[0-5][0-9](?::[0-5][0-9])?")


def attached(nodes: list[Node]) -> tuple[list[Node], list[Node]]:
    """The same with the showings of each film said of it as `rg:screening`, and the events that were taken so.

    Films that only showings name are one each by title, year and directors.
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
    added: dict[int, Node] = {}
    """Those that no thing of the page is."""
    taken: list[Node] = []
    for event in [node for node in nodes if _is_event(node)]:
        for work in _works(event):
            # Before what a title says of its showing is taken from it.
            names = [*_names(event), *(_names(work) if isinstance(work, Node) else [clean(work.text)])]
            film = same.get(id(work)) or _film(work, event, films, by_url)
            if film is None:
                continue
            if not film.term:
                added[id(film)] = film
            if isinstance(work, Node):
                same[id(work)] = film
            said = _showing(event, names, film)
            film.values.setdefault(SCREENING, []).append(said)
            taken.append(event)
    _without(known, {id(event) for event in taken})
    gone = {at for at, film in same.items() if id(film) != at}
    return [node for node in nodes if id(node) not in gone] + [*added.values()], taken


def _without(films: Iterable[Node], taken: set[int]) -> None:
    """Take from films the events that are said of them as showings."""
    for film in films:
        for path in _EVENTS:
            if path in film.values:
                film.values[path] = [one for one in film.values[path] if id(one) not in taken]
                if not film.values[path]:
                    del film.values[path]


def _inherited(nodes: Iterable[Node]) -> None:
    """What a cinema, a series or a film says around its events is said of each that does not say it itself."""
    around: list[tuple[Node, Node]] = []
    for node in nodes:
        for path in _EVENTS:
            around += ((node, one) for one in node.values.get(path, ()) if isinstance(one, Node))
        for path in _PARENTS:
            around += ((one, node) for one in node.values.get(path, ()) if isinstance(one, Node))
    for node, event in around:
        if _START not in event.values:
            continue
        if described.kind_of(node):
            works = event.values.setdefault(_PRESENTED, [])
            works += [node] if all(one is not node for path in _WORKS for one in event.values.get(path, ())) else []
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
    said = [one for path in _WORKS for one in event.values.get(path, ())]
    is_screening = _PRESENTING in event.types
    found: list[Value] = []
    for one in said:
        is_film = isinstance(one, Node) and described.kind_of(one)
        is_work = is_screening and (not isinstance(one, Node) or set(one.types) <= _WORK)
        if (is_film or is_work) and all(one is not other for other in found):
            found.append(one)
    return found or ([Said(name) for name in _names(event)[:1]] if is_screening and not said else [])


def _film(work: Value, event: Node, films: dict[str, list[Node]], by_url: Mapping[str, Node]) -> Node | None:
    """The film of the page that a work is, by its page, or title, year and directors; the work itself where none is."""
    known = [by_url.get(address(one)) for one in work.values.get(SCHEMA + "url", ())] if isinstance(work, Node) else []
    known += [by_url.get(address(work))] if address(work) else []
    for one in known:
        if one:
            return one
    names = _names(work) if isinstance(work, Node) else [] if work.is_iri else [clean(work.text)]
    name = (names or _names(event) or [""])[0]
    if not name:
        return None
    title = announced(name).title
    own = work if isinstance(work, Node) else Node(work.text if work.is_iri else "", "", (_MOVIE,))
    alike = films.setdefault(normal(title), [])
    for film in alike:
        if film is own or not _differ(film, own):
            for path, values in own.values.items() if film is not own else ():
                film.values.setdefault(path, values)
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
    return {normal(name) for one in said for name in (_names(one) if isinstance(one, Node) else [one.text])}


def _title(film: Node) -> str:
    return normal(next(iter(_names(film)), ""))


def _names(node: Node) -> list[str]:
    return [clean(one.text) for one in node.values.get(_NAME, ()) if isinstance(one, Said)]


def _showing(event: Node, names: Iterable[str], film: Node) -> Node:
    """The event in the terms of the shapes, with what its name says of it besides the film."""
    values = {path: said for path, said in event.values.items() if path not in (*_WORKS, *_EVENTS, *_PARENTS, _NAME)}
    titles = {normal(name) for name in _names(film)}
    # A name that says more than the film and what becomes of the showing is told as left over.
    told = [announced(name) for name in names]
    if left := [name for name in _names(event) if normal(announced(name).title) not in titles]:
        values[_NAME] = [Said(name) for name in left]
    _say(values, [one for one in told if normal(one.title) in titles])
    start = next((address(one) for one in values.get(_START, ())), "")
    doors = SCHEMA + "doorTime"
    values |= {doors: [_timed(one, start) for one in values[doors]]} if doors in values else {}
    if places := values.pop(_LOCATION, []):
        values |= _located(places)
    if SCHEMA + "offers" in values:
        values[SCHEMA + "offers"] = list(_offers(values[SCHEMA + "offers"]))
    for path in (SCHEMA + "inLanguage", SCHEMA + "subtitleLanguage"):
        if path in values:
            values[path] = [_named(one) for one in values[path]]
    return replace(event, values=values)


def _say(values: dict[str, list[Value]], told: Iterable[Announced]) -> None:
    """Add what names say, where the event does not say it itself; that one is held counts for nothing against it."""
    for one in told:
        status = values.get(SCHEMA + "eventStatus", [])
        if one.status and all(address(said).endswith("EventScheduled") for said in status):
            values[SCHEMA + "eventStatus"] = [Said(one.status)]
        if one.version:
            values.setdefault(RG + "version", [Said(one.version)])
        if one.formats:
            values.setdefault(SCHEMA + "videoFormat", [Said(said) for said in one.formats])
        if one.availability:
            stated: dict[str, list[Value]] = {SCHEMA + "availability": [Said(one.availability)]}
            offers = values.get(SCHEMA + "offers") or [Node("", "", (SCHEMA + "Offer",))]
            values[SCHEMA + "offers"] = [
                replace(offer, values={**offer.values, **stated}) if isinstance(offer, Node) else offer
                for offer in offers
            ]


def _timed(said: Value, start: str) -> Value:
    """A time of the clock alone is one of the day of the showing."""
    text = clean(address(said))
    return Said(f"{start[:10]}T{text}") if _CLOCK.fullmatch(text) and len(start) > 10 else said


def _located(places: Sequence[Value]) -> dict[str, list[Value]]:
    """The place, and the screen that it is in that."""
    found: dict[str, list[Value]] = {}
    for place in places:
        inside = [one for path in _IS_IN for one in place.values.get(path, ())] if isinstance(place, Node) else []
        rooms = isinstance(place, Node) and (
            not _ROOMS.isdisjoint(place.types)
            or any(isinstance(one, Node) and SCHEMA + "MovieTheater" in one.types for one in inside)
        )
        if isinstance(place, Node) and rooms:
            found.setdefault(RG + "screen", []).extend(Said(name) for name in _names(place))
        found.setdefault(_LOCATION, []).extend(_place(one) for one in (inside if rooms else [place]))
    return {path: said for path, said in found.items() if said}


def _place(place: Value) -> Value:
    """A place without its programme, whose address is a text, and whose point on the map is its own."""
    path = SCHEMA + "address"
    if not isinstance(place, Node):
        return place
    values = {name: said for name, said in place.values.items() if name not in _EVENTS}
    if path in values:
        values[path] = [Said(_written(one)) for one in values[path]]
    points = [one for one in values.pop(_GEO, ()) if isinstance(one, Node)]
    for path in (SCHEMA + "latitude", SCHEMA + "longitude"):
        if said := [one for point in points for one in point.values.get(path, ())]:
            values.setdefault(path, said)
    return replace(place, values=values)


def _written(said: Value) -> str:
    """An address in one line."""
    if not isinstance(said, Node):
        return clean(said.text)
    return in_a_line(partial(_first, said))


def _first(node: Node, name: str) -> str:
    for one in node.values.get(SCHEMA + name, ()):
        return address(_named(one))
    return ""


def _named(value: Value) -> Value:
    """A thing as its name; a text as it is."""
    if not isinstance(value, Node):
        return value
    codes = value.values.get(SCHEMA + "alternateName") or [Said(name) for name in _names(value)]
    return next((Said(clean(one.text)) for one in codes if isinstance(one, Said)), Said(value.iri))


def _offers(offers: Iterable[Value]) -> Iterator[Value]:
    """Offers apart: those of an aggregate, or its lowest price; what a specification of the price says is the price."""
    price, low = SCHEMA + "price", SCHEMA + "lowPrice"
    for offer in offers:
        if not isinstance(offer, Node):
            yield offer
            continue
        values: dict[str, Any] = dict(offer.values)
        if inner := values.pop(SCHEMA + "offers", []):
            yield from _offers(inner)
            continue
        specified = [one for one in values.get(SCHEMA + "priceSpecification", ()) if isinstance(one, Node)]
        if price not in values and len(specified) == 1:
            del values[SCHEMA + "priceSpecification"]
            values = specified[0].values | values
        if price not in values and low in values:
            values[price] = values.pop(low)
        yield replace(offer, values=values)
