"""The forms an answer is written in: one table says which form of query goes with which."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from kg.errors import ReelgraphError
from kg.query.prefixes import PREFIXES
from kg.query.table import table

Answer = ox.QuerySolutions | ox.QueryBoolean | Iterable[ox.Triple]

_RESULTS = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
}
_GRAPHS = {"turtle": ox.RdfFormat.TURTLE, "ntriples": ox.RdfFormat.N_TRIPLES}
_FORMATS = {
    "SELECT": ("table", *_RESULTS),
    "ASK": ("table", "json", "xml"),
    "CONSTRUCT": tuple(_GRAPHS),
    "DESCRIBE": tuple(_GRAPHS),
}


def choose(form: str, wanted: str | None) -> str:
    """The format for a form of query: the wanted one, or its first; a ReelgraphError where they do not go together."""
    fitting = _FORMATS[form]
    if wanted is not None and wanted not in fitting:
        raise ReelgraphError(f"{wanted} does not fit a {form} query; choose {', '.join(fitting)}")
    return wanted or fitting[0]


def write(answer: Answer, chosen: str, width: int) -> str:
    """An answer in a format; a table is at most `width` characters wide. Graphs are sorted, each statement once."""
    if isinstance(answer, ox.QueryBoolean):
        return ("yes\n" if answer else "no\n") if chosen == "table" else _serialized(answer, chosen)
    if isinstance(answer, ox.QuerySolutions):
        return table(answer, width) if chosen == "table" else _serialized(answer, chosen)
    triples = sorted(set(answer), key=str)
    return ox.serialize(triples, format=_GRAPHS[chosen], prefixes=PREFIXES).decode()


def _serialized(results: ox.QuerySolutions | ox.QueryBoolean, chosen: str) -> str:
    text = results.serialize(format=_RESULTS[chosen]).decode()
    return text if text.endswith("\n") else text + "\n"
