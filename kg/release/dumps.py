"""Dumps: all documents in one file, without neighbours. The N-Triples dump is the gated graph as it is.

A dump is its header, bodies with the separator between them, and its footer; bodies can be made apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import msgspec

from kg.model.profile import Profile
from kg.release import jsonld, turtle
from kg.release.context import PREFIXES, Context
from kg.release.documents import Document, Thing


@dataclass(frozen=True, slots=True)
class Dump:
    """A format of dumps; `write` gives the bytes of one thing."""

    suffix: str
    header: bytes
    separator: bytes
    footer: bytes
    write: Callable[[Thing], bytes]

    def body(self, documents: Iterable[Document]) -> Iterator[bytes]:
        """The things of some documents, with separators between them."""
        separator = b""
        for document in documents:
            for thing in document.things.values():
                yield separator + self.write(thing)
                separator = self.separator


def dumps(profile: Profile, context: Context) -> tuple[Dump, ...]:
    """The formats that are written from documents: Turtle, and JSON-LD with one node a line."""
    return (
        Dump(
            suffix=".ttl",
            header=turtle.header(PREFIXES) + b"\n",
            separator=b"\n",
            footer=b"",
            write=lambda thing: turtle.block(thing, profile, PREFIXES),
        ),
        Dump(
            suffix=".jsonld",
            header=b'{"@context":' + msgspec.json.encode(context.definitions) + b',"@graph":[\n',
            separator=b",\n",
            footer=b"\n]}\n",
            write=lambda thing: msgspec.json.encode(jsonld.node(thing, profile, context)),
        ),
    )
