"""Where markup that others put on a page says something else of the film than ours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pyoxigraph as ox

from kg.audit.alike import CONTENT_URL, SAME, forms, known, meant
from kg.embed.block import text_of
from kg.embed.positions import Places
from kg.embed.said import Said
from kg.embed.showings import differing as showings_apart
from kg.model.ntriples import Term, plain
from kg.model.prefixes import SCHEMA
from kg.model.profile import RDF_TYPE, profile
from kg.model.terms import coercions
from kg.rdf import jsonld, pages
from kg.rdf.said import Read, lines
from kg.system.terminal import short

_BASE = "https://page.invalid/"
_SEEN = re.compile(rb"[^\r\n]")


def others(data: bytes, found: Places) -> Read:
    """What the markup of a page states, but ours."""
    for block in found.blocks:
        data = data[: block.start] + _SEEN.sub(b" ", data[block]) + data[block.stop :]
    return pages.read(data, _BASE, coercions(profile()))[1]


def conflicts(
    data: bytes, found: Places, film: str, markup: Mapping[str, Any], addresses: Sequence[str] = ()
) -> Iterator[str]:
    """`line: property: theirs / ours` for each value that others state of the film and ours does not have.

    `film` is its IRI. Others mean the film by that, or by its class and one of its `addresses`, or its name. What they
    state and ours does not, or the other way round, is no conflict.
    """
    ours, about = Said(jsonld.read(text_of(markup), coercions(profile()), film, 1).triples), f"<{film}>"
    classes = {*ours.of(about)[RDF_TYPE]}
    words = [plain(cls).removeprefix(SCHEMA) for cls in classes]
    if not any(word.encode() in data for word in words):
        return
    read = others(data, found)
    speaking = {raw for raw in {m.raw for m in read.lost} if not raw or any(word in raw for word in words)}
    yield from (f"{m.line}: cannot be compared: {short(m.why)}" for m in read.lost if m.raw in speaking)
    theirs = Said(read.triples)
    places = dict(lines(read.statements))
    films = [subject for subject in places if classes.intersection(theirs.of(subject).get(RDF_TYPE, ()))]
    told = {subject.strip("<>"): theirs.addresses(subject) for subject in films}
    same = meant((film, *addresses, *ours.addresses(about, [SAME])), told)
    ours_there = [s for s in films if s.strip("<>") in same or ours.names(about) & theirs.names(s)]
    for subject in ours_there:
        differing = _differing(theirs.of(subject), theirs, ours.of(about), ours)
        yield from (f"{places[subject]}: {each}" for each in differing)
    showings = showings_apart(theirs, ours_there, ours, about)
    yield from (f"{places[event]}: {each}" for event, each in showings)


def _differing(said: dict[str, list[Term]], theirs: Said, stated: dict[str, list[Term]], ours: Said) -> Iterator[str]:
    for path in sorted(said.keys() & stated.keys() - {RDF_TYPE}):
        there = set[str]().union(*(known(path, ours.naming_all(value)) for value in stated[path]))
        things = [things for value in stated[path] if (things := ours.of(str(value)))]
        nameless = things and not any(CONTENT_URL in thing for thing in things)
        for value in said[path]:
            if nameless and isinstance(value, ox.NamedNode) and not theirs.of(str(value)):
                continue  # the same thing may have another IRI there, and nothing says what it is called
            said_here = forms(path, theirs.naming_all(value))
            if said_here and not said_here & there:
                told = ", ".join(map(ours.told, stated[path]))
                yield f"{path.removeprefix(SCHEMA)}: {short(theirs.told(value))} / {short(told)}"
