"""What a page or a file of markup states, in plain text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pyoxigraph as ox

from kg.model.ntriples import plain
from kg.model.prefixes import XSD
from kg.model.profile import profile
from kg.model.terms import datatypes
from kg.model.values import date, duration
from kg.rdf.said import Read
from kg.system.errors import NotUnderstood

Fact = tuple[str, str, str]
"""Subject, predicate and value."""

_RULES: dict[str, Callable[[str], str]] = {XSD + "duration": duration, XSD + "date": date}


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


def canonical(predicate: str, text: str) -> str:
    """A value in the form that the graph has it in, `PT1H42M` for `PT102M`; what is none of its kind as it is."""
    rule = _RULES.get(datatypes(profile()).get(predicate, ""))
    try:
        return rule(text) if rule else text
    except NotUnderstood:
        return text
