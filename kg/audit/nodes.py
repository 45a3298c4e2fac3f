"""What a page or a file of markup states, in plain text."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

from kg.model.ntriples import plain
from kg.rdf.said import Read

Fact = tuple[str, str, str]
"""Subject, predicate and value."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement in plain text, whether its object is a node, its language, and where it stands (0: not known)."""

    subject: str
    predicate: str
    value: str
    is_node: bool
    language: str = ""
    line: int = 0
    pointer: str = ""

    @property
    def fact(self) -> Fact:
        """What is stated, wherever."""
        return self.subject, self.predicate, self.value


def stated(found: Read) -> list[Stated]:
    """All that was read."""
    return [
        Stated(
            plain(said.triple.subject),
            said.triple.predicate.value,
            plain(said.triple.object),
            not isinstance(said.triple.object, ox.Literal),
            getattr(said.triple.object, "language", None) or "",
            said.line,
            said.pointer,
        )
        for said in found.statements
    ]
