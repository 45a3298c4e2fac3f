"""Examples of terms from the release itself: for each term the first statement that uses it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from kg.model.profile import RDF_TYPE

Use = tuple[str, str]
"""Class and property: a statement with that property about a thing of that class ("" = of any).

With rdf:type for a property: the statement that a thing is of that class.
"""

_TYPE = f"<{RDF_TYPE}>".encode()


def examples(paths: Iterable[Path], wanted: Iterable[Use]) -> dict[Use, str]:
    """The first line for each use that there is. The files are sorted N-Triples or N-Quads.

    They are read line by line, until everything is found.
    """
    left = {(_iri(cls), _iri(path)): (cls, path) for cls, path in wanted}
    needed = {path for _, path in left}
    found: dict[Use, str] = {}
    for statements in _things(paths):
        if needed.isdisjoint(predicate for _, predicate, _ in statements):
            continue
        for use, statement in _uses(statements):
            if use in left:
                found[left.pop(use)] = b" ".join(statement).decode()
                needed = {path for _, path in left}
        if not left:
            break
    return found


def _things(paths: Iterable[Path]) -> Iterator[list[list[bytes]]]:
    """What is stated of each thing: subject, predicate and the rest of each line."""
    for path in paths:
        with path.open("rb") as lines:
            for _, stated in groupby((line.split(b" ", 2) for line in lines), key=itemgetter(0)):
                yield list(stated)


def _uses(statements: list[list[bytes]]) -> Iterator[tuple[tuple[bytes, bytes], list[bytes]]]:
    classes = [value.split(b" ", 1)[0] for _, predicate, value in statements if predicate == _TYPE]
    for statement in statements:
        _, predicate, value = statement
        if predicate == _TYPE:
            yield (value.split(b" ", 1)[0], _TYPE), statement
        else:
            yield from (((cls, predicate), statement) for cls in (b"", *classes))


def _iri(iri: str) -> bytes:
    return f"<{iri}>".encode() if iri else b""
