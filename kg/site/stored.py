"""Showings of films as the index of the site keeps them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import msgspec
import pyoxigraph as ox

from kg.model.prefixes import SCHEMA
from kg.model.profile import SCREENING, Profile
from kg.release.documents import Document, Thing

_START, _VENUE, _EDITION = SCHEMA + "startDate", SCHEMA + "location", SCHEMA + "superEvent"


class Stored(msgspec.Struct, frozen=True):
    """A showing in the index: when it begins, on which day there, where, of what, at which edition, as N-Triples."""

    instant: float
    day: str
    iri: str
    venue: str
    film: str
    edition: str
    lines: bytes


def stored(document: Document, profile: Profile) -> Iterator[Stored]:
    """The showings of the film that a document is about."""
    if SCREENING not in profile.by_class:
        return
    for thing in document.things.values():
        start = value(thing, _START)
        if SCREENING in thing.types and start:
            instant = datetime.fromisoformat(start).timestamp()
            where, what, at = value(thing, _VENUE), document.thing.iri, value(thing, _EDITION)
            yield Stored(instant, start[:10], thing.iri, where, what, at, _lines(thing, document))


def _lines(thing: Thing, document: Document) -> bytes:
    """What is said of a showing and of its parts, and, so that it is found again, of what film it is."""
    parts, waiting = {thing.iri: thing}, [thing]
    while waiting:
        for said in waiting.pop().values.values():
            for each in said:
                part = document.things.get(each.value)
                if part and part.iri not in parts and part is not document.thing:
                    parts[part.iri] = part
                    waiting.append(part)
    triples = [triple for part in parts.values() for triple in part.triples()]
    return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""


def value(thing: Thing, path: str) -> str:
    """The first value of a property, "" where there is none."""
    return next((str(said.value) for said in thing.values.get(path, ())), "")
