"""Statements with the lines on which they stand, which the parser does not tell.

It reads no further than it needs for the next statement, and so it is given a file line by line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

import pyoxigraph as ox

_BEFORE = re.compile(rb"[\s;,.\])]++(?:#.*+)?|#.*+", re.DOTALL)
"""What may begin a line and still belongs to a statement before: a literal ends only where something else comes."""


class _Lines:
    """A file, in pieces of one line at most; `line` is where the last of them begins, 0 where that is not known."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._rest, self._at, self._begins = file, b"", 0, True
        self._line, self._odd = 0, False

    @property
    def line(self) -> int:
        return 0 if self._odd else self._line

    def read(self, size: int) -> bytes:
        """The next bytes; none at the end."""
        if piece := self._rest[:size]:
            self._rest, self._line = self._rest[size:], self._at
            return piece
        piece = self._file.readline(size)
        if not piece:
            return piece
        # A line may end with CR alone, too, and then this is not one line.
        self._odd = self._odd or piece.count(b"\r") > piece.count(b"\r\n")
        if self._begins:
            self._at += 1
            self._begins = piece.endswith(b"\n")
            if before := _BEFORE.match(piece):
                self._rest = piece[before.end() :]
                return before[0]
        self._begins, self._line = piece.endswith(b"\n"), self._at
        return piece


def placed(file: BinaryIO, format_: ox.RdfFormat, base: str, lenient: bool = False) -> Iterator[tuple[ox.Quad, int]]:
    """The statements of a file, each with its line (0: not known): where its object ends, or in XML begins.

    Of JSON-LD, where a parser has to know the whole of an object, no line is known.

    Raises what `ox.parse` raises.
    """
    lines = _Lines(file)
    for quad in ox.parse(lines, format=format_, base_iri=base, lenient=lenient):  # type: ignore[arg-type]
        yield quad, 0 if format_ == ox.RdfFormat.JSON_LD else lines.line
