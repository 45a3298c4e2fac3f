"""What others state, statement by statement, each with its place; and what could not be read of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

import pyoxigraph as ox

from kg.model.ntriples import numbered
from kg.rdf import namespaces, pointers
from kg.rdf.statements import apart

JSON_LD, MICRODATA, RDFA = "JSON-LD", "microdata", "RDFa"


class Mistake(NamedTuple):
    """Something that is wrong: the line (0: not known), what, and the text that it is about.

    `lost` is whether something could not be read for it; the rest is read, and is told because others may not read it.
    `usual` is what so many sites do that only who judges pages wants to hear of it.
    """

    line: int
    why: str
    raw: str = ""
    lost: bool = True
    usual: bool = False


@dataclass(frozen=True, eq=False)
class Block:
    """A piece of JSON in a file: its text, and the line on which that begins."""

    text: str
    line: int

    @cached_property
    def raw(self) -> str:
        """The text without white space around it: one string, of however many mistakes."""
        return self.text.strip()

    @cached_property
    def _lines(self) -> dict[str, int]:
        return pointers.lines(self.text)

    def line_of(self, pointer: str) -> int:
        """The line in the file on which the value of a JSON pointer begins."""
        return self.line + self._lines.get(pointer, 1) - 1


class Statement(NamedTuple):
    """A statement of a file: what it says, in which syntax, and where.

    `pointer` is the JSON pointer of the value in its `block`; in microdata and RDFa `begins` is the line of the element
    that makes the subject, in other RDF that of the statement (0: not known).
    """

    triple: ox.Triple
    syntax: str
    begins: int = 0
    pointer: str = ""
    block: Block | None = None

    @property
    def line(self) -> int:
        """The line; 0 where it is not known."""
        return self.block.line_of(self.pointer) if self.block else self.begins


@dataclass
class Read:
    """All statements of a file or of a part of it, mistakes, and how many statements stood in the other namespace."""

    statements: list[Statement] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)
    moved: int = 0

    def state(self, triple: ox.Triple, *place: Any) -> None:
        """Add a statement, in terms of our namespace; `place` is what else a `Statement` has."""
        ours = namespaces.triple(triple)
        self.moved += ours is not triple
        self.statements.append(Statement(ours, *place))

    def tell(self, line: int, told: Iterable[tuple[str, str]]) -> None:
        """Add what is odd, each with the text that it is about; nothing is lost for it."""
        self.mistakes += [Mistake(line, why, raw, lost=False) for why, raw in told]

    @property
    def triples(self) -> list[ox.Triple]:
        """The statements alone."""
        return [statement.triple for statement in self.statements]

    @property
    def lost(self) -> list[Mistake]:
        """The mistakes for which something could not be read."""
        return [mistake for mistake in self.mistakes if mistake.lost]


def united(parts: Iterable[Read]) -> Read:
    """The parts of a file: a blank node of one is none of another's; all are called b0, b1, ... as they appear."""
    parts = list(parts)
    triples = numbered(apart(part.triples for part in parts))
    statements = (statement for part in parts for statement in part.statements)
    return Read(
        [statement._replace(triple=triple) for statement, triple in zip(statements, triples, strict=True)],
        list(dict.fromkeys(mistake for part in parts for mistake in part.mistakes)),
        sum(part.moved for part in parts),
    )


def lines(statements: Iterable[Statement]) -> Iterator[tuple[str, int]]:
    """Each subject (N-Triples syntax) with the line of what is said of it first."""
    first: dict[str, Statement] = {}
    for statement in statements:
        first.setdefault(str(statement.triple.subject), statement)
    yield from ((subject, statement.line) for subject, statement in first.items())
