"""The graph of an entity as canonical N-Triples; the dump is the gated graph as it is."""

from itertools import chain

import pyoxigraph as ox

from kg.release.documents import Document, Neighbours


def ntriples(document: Document, neighbours: Neighbours) -> bytes:
    """Sorted lines, each once."""
    things = chain(document.things.values(), neighbours.values())
    stated = chain.from_iterable(thing.triples() for thing in things)
    lines = ox.serialize(stated, format=ox.RdfFormat.N_TRIPLES) or b""
    return b"".join(sorted(set(lines.splitlines(keepends=True))))
