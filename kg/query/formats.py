"""The forms an answer is written in: one table says which form of query goes with which."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

import pyoxigraph as ox

from kg.model.formats import named
from kg.model.prefixes import PREFIXES
from kg.query.table import table
from kg.system.errors import ReelgraphError

Answer = ox.QuerySolutions | ox.QueryBoolean | Iterable[ox.Triple]

_RESULTS = {"csv": "csv", "tsv": "tsv", "json": "results-json", "xml": "results-xml"}
_WITHOUT_LINES = ("json", "xml")
_GRAPHS = ("turtle", "ntriples")
_FORMATS = {
    "SELECT": ("table", *_RESULTS),
    "ASK": ("table", "json", "xml"),
    "CONSTRUCT": _GRAPHS,
    "DESCRIBE": _GRAPHS,
}


def choose(form: str, wanted: str | None) -> str:
    """The format for a form of query: the wanted one, or its first; a ReelgraphError where they do not go together."""
    fitting = _FORMATS[form]
    if wanted is not None and wanted not in fitting:
        raise ReelgraphError(f"{wanted} cannot hold the result of {form}; choose {', '.join(fitting)}")
    return wanted or fitting[0]


def write(out: BinaryIO, answer: Answer, chosen: str, width: int, base: str = "") -> None:
    """Write an answer in a format, in UTF-8, row by row where that can be; a table is at most `width` characters wide.

    In a table, IRIs of the things of the release, which begin with `base`, are shortened. Graphs are sorted, each
    statement once.
    """
    if isinstance(answer, ox.QueryBoolean) and chosen == "table":
        out.write(b"yes\n" if answer else b"no\n")
    elif isinstance(answer, ox.QuerySolutions) and chosen == "table":
        out.write(table(answer, width, base).encode())
    elif isinstance(answer, ox.QuerySolutions | ox.QueryBoolean):
        answer.serialize(out, format=ox.QueryResultsFormat.from_media_type(named(_RESULTS[chosen]).media_type))
        out.write(b"\n" if chosen in _WITHOUT_LINES else b"")
    else:
        out.write(_graph(sorted(set(answer), key=str), chosen))


def _graph(triples: list[ox.Triple], chosen: str) -> bytes:
    if chosen == "ntriples":
        return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
    from kg.release import turtle

    blocks = turtle.statements(triples, PREFIXES)
    return turtle.header(turtle.used(blocks, PREFIXES)) + blocks
