"""Files of shapes, read within limits into one shapes graph, with what the recommendation leaves to be concluded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import pyoxigraph as ox

from kg.model.ntriples import numbered
from kg.model.shapes import Graph
from kg.rdf import namespaces
from kg.rdf.documents import document
from kg.rdf.implicit import explicit
from kg.rdf.statements import FORMATS, apart, placed_triples
from kg.system.files import name

LARGEST = 64 << 20
"""In bytes, of a file of shapes."""


@dataclass(frozen=True)
class Written:
    """The statements of files of shapes, about terms of schema.org in our namespace; blank nodes are s0, s1, ...

    `places` has the file and the line (0: not known) of each; `starts` the numbers of those that are first in a file.
    """

    statements: Sequence[ox.Triple]
    places: Sequence[tuple[Path, int]]
    starts: frozenset[int]

    def place(self, number: int) -> str:
        """The file in which a statement stands, and the line, where that is known."""
        path, line = self.places[number]
        return f"{name(path)}:{line}" if line else name(path)


def written(paths: Iterable[Path]) -> Written:
    """The statements of several files, with their places. Raises NotRdf."""
    documents = [(path, _placed(path)) for path in paths]
    places = [(path, line) for path, document in documents for _, line in document]
    starts = frozenset(accumulate((len(document) for _, document in documents), initial=0))
    stated = apart([triple for triple, _ in document] for _, document in documents)
    return Written(numbered(map(namespaces.triple, stated), "s"), places, starts)


def shapes_graph(statements: Iterable[ox.Triple]) -> Graph:
    """The shapes graph of some statements, with all its targets; their blank nodes are called s0, s1, ..."""
    return concluded(numbered(statements, "s"))


def concluded(statements: Sequence[ox.Triple]) -> Graph:
    """The same, with the names that their blank nodes have."""
    return Graph(list(dict.fromkeys(explicit(statements))))


def read(paths: Iterable[Path]) -> Graph:
    """The shapes of several files together, about terms of schema.org in either namespace. Raises NotRdf."""
    return concluded(written(paths).statements)


def as_written(paths: Iterable[Path]) -> Iterator[ox.Triple]:
    """The statements of several files together, as they stand there. Raises NotRdf."""
    return apart(read_file(path) for path in paths)


def read_file(path: Path) -> list[ox.Triple]:
    """The statements of one file of shapes. Raises NotRdf."""
    return [triple for triple, _ in _placed(path)]


def _placed(path: Path) -> list[tuple[ox.Triple, int]]:
    given = document(path, FORMATS, LARGEST)
    return placed_triples(given.data, FORMATS[given.suffix], given.address, given.name)
