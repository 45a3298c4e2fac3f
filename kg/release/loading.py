"""Loading a release's graphs into a store on disk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

import pyoxigraph as ox

from kg.release.manifest import CHANGED, damaged, digest

_LARGE = 10_000_000
"""In bytes: by itself the engine loads with half the memory that it takes when it is given statements."""


class Load(NamedTuple):
    """A file to load: its media type, its SHA-256 ("" = not known), and the graph it goes into ("" = its own)."""

    path: Path
    media_type: str
    graph: str
    sha256: str


def load(out: BinaryIO, folder: Path, loads: Iterable[Load]) -> None:
    """Make a store in a folder; nothing is written to `out`. Raises ReelgraphError where a file is damaged."""
    store = ox.Store(folder)
    large = [each for each in loads if not each.graph and each.path.stat().st_size > _LARGE]
    for each in loads:
        _check(each)
    for each in large:
        _load(store, each)
    # Each load has a cost of its own, so what is small is loaded together.
    store.bulk_extend(quad for each in loads if each not in large for quad in _quads(each))
    store.optimize()


def _check(load: Load) -> None:
    """A store outlives what it was loaded from, so nothing damaged gets into it."""
    if load.sha256 and digest(load.path) != load.sha256:
        raise damaged(load.path, CHANGED)


def _load(store: ox.Store, load: Load) -> None:
    try:
        store.bulk_load(path=load.path, format=ox.RdfFormat.from_media_type(load.media_type))
    except (OSError, SyntaxError) as error:
        raise damaged(load.path, error) from None


def _quads(load: Load) -> Iterator[ox.Quad]:
    graph = ox.NamedNode(load.graph) if load.graph else None
    form = ox.RdfFormat.from_media_type(load.media_type)
    try:
        for quad in ox.parse(path=load.path, format=form, rename_blank_nodes=True):
            yield ox.Quad(quad.subject, quad.predicate, quad.object, graph) if graph else quad
    except (OSError, SyntaxError) as error:
        raise damaged(load.path, error) from None
