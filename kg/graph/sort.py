"""The one sort: blocks are spilled to disk in ranges of documents, and each range is sorted in memory.

A spilled line is tab-separated: subject token, rank, the names of the records that state the block, the block's
N-Triples lines; nothing in it holds a tab. Where the ranges are cut does not show in the bytes: sorted ranges, one
after the other, are the sorted whole.
"""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from kg.model import iris, ntriples

PROVENANCE = "provenance"
"""The rank of lines that belong to the evidence alone."""


LAST = "9999999999"
"""The rank of what counts least."""


class Spilled(NamedTuple):
    """A block, the rank of its sources (smaller is more authoritative), and the sorted names of who states it."""

    subject: str
    rank: str
    records: tuple[str, ...]
    lines: tuple[str, ...]


def rank(precedence: int) -> str:
    """A precedence (higher wins) as text that sorts the winner first."""
    return f"{10**9 - precedence:010d}"


class Spill:
    """The ranges of one build, in a folder; every process writes files of its own."""

    def __init__(self, folder: Path, cuts: list[str]) -> None:
        """`cuts` are the sorted IRIs of the documents at which a new range begins."""
        self._folder = folder
        self._cuts = cuts

    def __len__(self) -> int:
        """How many ranges there are."""
        return len(self._cuts) + 1

    def write(self, blocks: Iterable[Spilled]) -> None:
        """Append blocks to the ranges that they belong to."""
        by_range: dict[int, list[str]] = {}
        for block in joined(blocks):
            number = bisect_right(self._cuts, iris.document(block.subject))
            line = "\t".join((f"<{block.subject}>", block.rank, " ".join(block.records), *block.lines))
            by_range.setdefault(number, []).append(line)
        for number, lines in by_range.items():
            path = self._folder / f"{number:06d}-{os.getpid()}"
            with path.open("a", encoding="utf-8", newline="\n") as file:
                file.write("\n".join(lines) + "\n")

    def read(self, number: int) -> Iterator[tuple[str, list[Spilled]]]:
        """The blocks of a range, document by document: its IRI, and its blocks as `joined` gives them."""
        lines: set[str] = set()
        for path in self._folder.glob(f"{number:06d}-*"):
            lines.update(path.read_text("utf-8").split("\n"))
        lines.discard("")
        blocks = joined(_parse(line) for line in sorted(lines))
        for document, group in groupby(blocks, key=lambda block: iris.document(block.subject)):
            yield document, list(group)


def joined(blocks: Iterable[Spilled]) -> list[Spilled]:
    """The same by subject, rank and records; what several records of one rank state in the same words is one block."""
    who: dict[tuple[str, str, tuple[str, ...]], set[str]] = {}
    for block in blocks:
        who.setdefault((block.subject, block.rank, block.lines), set()).update(block.records)
    found = (Spilled(subject, rank_, tuple(sorted(names)), lines) for (subject, rank_, lines), names in who.items())
    return sorted(found, key=lambda block: (ntriples.iri(block.subject), block.rank, block.records))


def _parse(line: str) -> Spilled:
    subject, rank_, records, *lines = line.split("\t")
    return Spilled(subject[1:-1], rank_, tuple(records.split(" ")), tuple(lines))
