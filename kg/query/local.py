"""A release as something to ask: the published graph is the default graph, the evidence are the named graphs."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox

from kg.query.formats import Answer
from kg.release import disk as release
from kg.system.errors import ReelgraphError

_PUBLISHED = {"dump": ("application/n-triples", ox.RdfFormat.N_TRIPLES)}
_EVIDENCE = {"evidence": ("application/n-quads", ox.RdfFormat.N_QUADS)}
_POSITION = re.compile(r"error at (\d+):(\d+)")
_SHOWN = 20


def load(folder: Path, *, evidence: bool) -> ox.Store:
    """The release in a folder, in memory; the evidence too, where it is asked."""
    wanted = _PUBLISHED | (_EVIDENCE if evidence else {})
    store = ox.Store()
    for file in release.manifest(folder)["files"]:
        media_type, syntax = wanted.get(file["role"], ("", None))
        if file["mediaType"] == media_type:
            _load(store, folder / file["path"], syntax)
    return store


def ask(store: ox.Store, query: str) -> Answer:
    """The answer to a query that was checked; what the engine cannot read or do is a ReelgraphError."""
    try:
        return store.query(query)
    except SyntaxError as error:
        raise ReelgraphError(_told(query, str(error))) from None
    except (RuntimeError, OSError, ValueError) as error:
        raise ReelgraphError(f"not to be answered: {error}") from None


def _load(store: ox.Store, path: Path, syntax: ox.RdfFormat | None) -> None:
    try:
        store.bulk_load(path=path, format=syntax)
    except (OSError, SyntaxError) as error:
        raise ReelgraphError(f"{path}: the release is damaged: {error}; build it again") from None


def _told(query: str, error: str) -> str:
    """The engine says how far it read, in bytes; the mistake is there or shortly before."""
    found = _POSITION.match(error)
    if found is None:
        return f"no SPARQL: {error}"
    number, column = int(found[1]), int(found[2])
    line = query.split("\n")[number - 1]
    read = line.encode()[: column - 1].decode(errors="ignore")
    near = f", near {read[-_SHOWN:].strip()!r}" if read.strip() else ""
    return f"no SPARQL: line {number}, column {len(read) + 1} or before{near}"
