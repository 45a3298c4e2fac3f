"""Files of shapes, read within limits into one shapes graph, with what the recommendation leaves to be concluded."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.model.ntriples import numbered
from kg.model.shapes import Graph
from kg.rdf import files, namespaces
from kg.rdf.implicit import explicit
from kg.rdf.statements import FORMATS, NotRdf, apart, triples
from kg.system.files import name

LARGEST = 64 << 20
"""In bytes, of a file of shapes."""


def shapes_graph(statements: Iterable[ox.Triple]) -> Graph:
    """The shapes graph of some statements, with all its targets; their blank nodes are called s0, s1, ..."""
    return Graph(list(dict.fromkeys(explicit(numbered(statements, "s")))))


def read(paths: Iterable[Path]) -> Graph:
    """The shapes of several files together, about terms of schema.org in either namespace. Raises NotRdf."""
    return shapes_graph(map(namespaces.triple, as_written(paths)))


def as_written(paths: Iterable[Path]) -> Iterator[ox.Triple]:
    """The statements of several files together, as they stand there. Raises NotRdf."""
    return apart(read_file(path) for path in paths)


def read_file(path: Path) -> list[ox.Triple]:
    """The statements of one file of shapes. Raises NotRdf."""
    if path.suffix not in FORMATS:
        raise NotRdf(name(path), 0, f"shapes are read from {' '.join(FORMATS)} files")
    return triples(files.data(path, LARGEST), FORMATS[path.suffix], files.own_address(path), name(path))
