"""An event that presents a film, in the terms of the shapes: what its name says of it, times, places, offers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from kg.model.iris import normal
from kg.model.prefixes import RG, SCHEMA
from kg.model.values.event import Announced, announced
from kg.sources.marked.nodes import Node, Said, Value, address
from kg.sources.marked.objects import clean
from kg.sources.marked.postal import in_a_line

WORKS = tuple(SCHEMA + name for name in ("workPresented", "workFeatured", "about"))
EVENTS = tuple(SCHEMA + name for name in ("event", "events", "subEvent", "subEvents", "subjectOf"))
PARENTS = (SCHEMA + "superEvent",)

_NAME, _START, _LOCATION = SCHEMA + "name", SCHEMA + "startDate", SCHEMA + "location"
_ROOMS = frozenset(SCHEMA + name for name in ("Room", "MeetingRoom", "ScreeningRoom"))
_IS_IN = tuple(SCHEMA + name for name in ("containedInPlace", "containedIn"))
_CLOCK = re.compile(r"[0-2][0-9]:[0-5][0-9](?::[0-5][0-9])?")


def names(node: Node) -> list[str]:
    """What a thing is called."""
    return [clean(one.text) for one in node.values.get(_NAME, ()) if isinstance(one, Said)]


def showing(event: Node, called: Iterable[str], film: Node) -> Node:
    """The event in the terms of the shapes, with what its name says of it besides the film."""
    values = {path: said for path, said in event.values.items() if path not in (*WORKS, *EVENTS, *PARENTS, _NAME)}
    titles = {normal(name) for name in names(film)}
    # A name that says more than the film and what becomes of the showing is told as left over.
    told = [announced(name) for name in called]
    if left := [name for name in names(event) if normal(announced(name).title) not in titles]:
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
            found.setdefault(RG + "screen", []).extend(Said(name) for name in names(place))
        found.setdefault(_LOCATION, []).extend(_place(one) for one in (inside if rooms else [place]))
    return {path: said for path, said in found.items() if said}


def _place(place: Value) -> Value:
    """A place without its programme, whose address is a text, and whose point on the map is its own."""
    path = SCHEMA + "address"
    if not isinstance(place, Node):
        return place
    values = {name: said for name, said in place.values.items() if name not in EVENTS}
    if path in values:
        values[path] = [Said(_written(one)) for one in values[path]]
    points = [one for one in values.pop(SCHEMA + "geo", ()) if isinstance(one, Node)]
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
    codes = value.values.get(SCHEMA + "alternateName") or [Said(name) for name in names(value)]
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
