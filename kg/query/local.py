"""Asking a release's store: the published graph is its default graph, the evidence and the vocabularies are named."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO

import msgspec
import pyoxigraph as ox

from kg.query.formats import Answer, write
from kg.query.literals import unlike
from kg.query.question import Question
from kg.query.reasons import told
from kg.query.terms import iris, unknown
from kg.query.things import without_iri, without_name
from kg.query.unbound import unbound
from kg.system.errors import ReelgraphError

_NOTES = 10


def answer(out: BinaryIO, folder: Path, question: Question, base: str, width: int) -> None:
    """Write a line of notes, a JSON array of texts, and after it the answer to a question.

    `folder` is the store's, `base` what the IRIs of the release begin with. What the engine cannot read or do is a
    ReelgraphError.
    """
    store = ox.Store.read_only(str(folder))
    try:
        found = ask(store, question.text)
        notes = list(islice(_notes(store, question, base), _NOTES))
        out.write(msgspec.json.encode(notes) + b"\n")
        write(out, found, question.written, width, base)
    except (RuntimeError, ValueError) as error:
        raise ReelgraphError(f"query failed: {error}") from None


def _notes(store: ox.Store, question: Question, base: str) -> Iterator[str]:
    """What may be a mistake in a query that can be answered; of one that has a name, only the parameters may be."""
    given = chain(without_iri(store, question.iris), without_name(store, question.names))
    if question.named:
        return given
    ours = (iri for iri in iris(question.text) if base and iri.startswith(base))
    return chain(
        unbound(question.text),
        unknown(store, question.text, question.graphs),
        given,
        without_iri(store, (iri for iri in ours if iri not in question.iris)),
        unlike(store, question.text, question.graphs),
    )


def ask(store: ox.Store, query: str) -> Answer:
    """The answer to a query; a ReelgraphError where it is no SPARQL."""
    try:
        return store.query(query)
    except SyntaxError as error:
        raise ReelgraphError(told(query, str(error))) from None
