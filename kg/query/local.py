"""Asking a release's store: the published graph is its default graph, the evidence and the vocabularies are named."""

from __future__ import annotations

from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO

import msgspec
import pyoxigraph as ox

from kg.query.formats import Answer, write
from kg.query.reasons import told, unbound
from kg.query.terms import unknown
from kg.system.errors import ReelgraphError

_NOTES = 10


def answer(out: BinaryIO, folder: Path, query: str, graphs: bool, form: str, width: int) -> None:
    """Write a line of notes, a JSON array of texts, and after it the answer to a query that was checked.

    `folder` is the store's, `graphs` says whether the query asks named graphs, `form` is a name of the formats. What
    the engine cannot read or do is a ReelgraphError.
    """
    store = ox.Store.read_only(str(folder))
    try:
        found = ask(store, query)
        notes = islice(chain(unbound(query), unknown(store, query, graphs)), _NOTES)
        out.write(msgspec.json.encode(list(notes)) + b"\n")
        write(out, found, form, width)
    except (RuntimeError, ValueError) as error:
        raise ReelgraphError(f"query failed: {error}") from None


def ask(store: ox.Store, query: str) -> Answer:
    """The answer to a query; a ReelgraphError where it is no SPARQL."""
    try:
        return store.query(query)
    except SyntaxError as error:
        raise ReelgraphError(told(query, str(error))) from None
