"""Examples of terms from the release itself: for each term the first statement that uses it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from kg.profile import RDF_TYPE

Use = tuple[str, str]
"""Class and property: a statement with that property about a thing of that class ("" = of any).

With rdf:type for a property: the statement that a thing is of that class.
"""

_TYPE = f"<{RDF_TYPE}>"


def examples(paths: Iterable[Path], wanted: Iterable[Use]) -> dict[Use, str]:
    """The first line for each use that there is. The files are sorted N-Triples or N-Quads.

    They are read line by line, until everything is found.
    """
    left = {(_iri(cls), _iri(path)): (cls, path) for cls, path in wanted}
    found: dict[Use, str] = {}
    for statements in _things(paths):
        for use, line in _uses(statements):
            if use in left:
                found[left.pop(use)] = line
        if not left:
            break
    return found


def _things(paths: Iterable[Path]) -> Iterator[list[tuple[str, str]]]:
    """What is stated of each thing: the lines, each with its predicate."""
    for path in paths:
        with path.open(encoding="utf-8", newline="\n") as lines:
            for _, stated in groupby(lines, key=lambda line: line.partition(" ")[0]):
                yield [(line.split(" ", 2)[1], line) for line in stated]


def _uses(statements: list[tuple[str, str]]) -> Iterator[tuple[Use, str]]:
    classes = [line.split(" ", 3)[2] for predicate, line in statements if predicate == _TYPE]
    seen: set[str] = set()
    for predicate, line in statements:
        if predicate == _TYPE:
            yield (line.split(" ", 3)[2], _TYPE), line
        elif predicate not in seen:
            seen.add(predicate)
            yield from (((cls, predicate), line) for cls in ("", *classes))


def _iri(iri: str) -> str:
    return f"<{iri}>" if iri else ""
