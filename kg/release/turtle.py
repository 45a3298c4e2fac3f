"""Turtle that is fit to read: a block a thing, predicates in the order of the shapes, the prefixes that are used."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import chain

import pyoxigraph as ox

from kg.model.profile import Profile
from kg.release.context import PREFIXES
from kg.release.documents import Document, Neighbours, Thing
from kg.release.order import ordered

_PREFIX = re.compile(rb'"(?:[^"\\]++|\\.)*+"?|<[^>]*+>?|(\w*+):|\w++')
"""A string, an IRI, or (the group) a prefix of the Turtle that pyoxigraph writes."""


def turtle(document: Document, neighbours: Neighbours, profile: Profile) -> bytes:
    """The graph of an entity. The empty prefix stands for its own document."""
    prefixes = {"": f"{document.iri}#", **PREFIXES}
    things = chain(document.things.values(), neighbours.values())
    blocks = b"\n".join(block(thing, profile, prefixes) for thing in things)
    return header(used(blocks, prefixes)) + b"\n" + blocks


def header(prefixes: Mapping[str, str]) -> bytes:
    """The declarations of prefixes."""
    return "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in prefixes.items()).encode()


def used(blocks: bytes, prefixes: Mapping[str, str]) -> dict[str, str]:
    """Those of the prefixes that some statements are written with."""
    found = set(_PREFIX.findall(blocks))
    return {prefix: iri for prefix, iri in prefixes.items() if prefix.encode() in found}


def block(thing: Thing, profile: Profile, prefixes: Mapping[str, str]) -> bytes:
    """All statements of a thing; the prefixes are declared elsewhere."""
    return statements(ordered(thing, profile).triples(), prefixes)


def statements(triples: Iterable[ox.Triple], prefixes: Mapping[str, str]) -> bytes:
    """Statements in their order; the prefixes are declared elsewhere."""
    # The serializer declares its prefixes too, a line each, in an order that differs from run to run.
    written = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=dict(prefixes)) or b""
    return written.split(b"\n", len(prefixes))[-1]
