"""Markup that others put on a page, as statements, each film with its line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from kg.embed.positions import Places
from kg.model.prefixes import SCHEMA
from kg.model.profile import RDF_TYPE, profile
from kg.model.terms import coercions
from kg.rdf import pages
from kg.rdf.said import lines

_BASE = "https://page.invalid/"
_SEEN = re.compile(rb"[^\r\n]")


@dataclass(frozen=True)
class Others:
    """What others state; the line of each film; what cannot be read, by line."""

    statements: list[ox.Triple]
    films: dict[ox.NamedNode | ox.BlankNode, int]
    unread: list[tuple[int, str]]


def others(data: bytes, found: Places, classes: Iterable[str]) -> Others:
    """The markup of a page but ours; `classes` are those of films, without namespace."""
    names = set(classes)
    for block in found.blocks:
        data = data[: block.start] + _SEEN.sub(b" ", data[block]) + data[block.stop :]
    if not any(name.encode() in data for name in names):
        return Others([], {}, [])
    _, read = pages.read(data, _BASE, coercions(profile()))
    begin = dict(lines(read.statements))
    films: dict[ox.NamedNode | ox.BlankNode, int] = {}
    for triple in read.triples:
        cls = triple.object.value if isinstance(triple.object, ox.NamedNode) else ""
        is_film = triple.predicate.value == RDF_TYPE and cls.removeprefix(SCHEMA) in names
        if is_film and not isinstance(triple.subject, ox.Triple):
            films.setdefault(triple.subject, begin[str(triple.subject)])
    about = {raw for raw in {m.raw for m in read.lost} if not raw or any(name in raw for name in names)}
    unread = [(m.line, m.why) for m in read.lost if m.raw in about]
    return Others(read.triples, films, unread)
