"""What the things on a page are called in findings, so that a person knows which one is meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.audit.alike import NAME
from kg.audit.findings import short_name
from kg.audit.nodes import Stated
from kg.model.prefixes import SCHEMA
from kg.model.profile import RDF_TYPE

_START, _PLACE = SCHEMA + "startDate", SCHEMA + "location"
_DEEPEST = 3
"""A thing without a name is called after what it belongs to, over so many steps: the rating of a review of a film."""


def called(statements: Sequence[Stated]) -> dict[str, str]:
    """Thing → its name, an event's with start and venue, or what it is of what; else its class.

    What is said first of a thing counts.
    """
    own = names(statements)
    return owned(statements, own) | own | showings(statements, own)


def names(statements: Sequence[Stated]) -> dict[str, str]:
    """Thing → its name."""
    return {s.subject: short_name(s.value) for s in reversed(statements) if s.predicate == NAME}


def owned(statements: Sequence[Stated], names: dict[str, str]) -> dict[str, str]:
    """Thing → what it is of what: `Kin producer`, `Kin review reviewRating`; else its class."""
    types = {s.subject: s.value.removeprefix(SCHEMA) for s in reversed(statements) if s.predicate == RDF_TYPE}
    links = [s for s in reversed(statements) if s.is_node and s.predicate.startswith(SCHEMA)]
    found: dict[str, str] = {}
    for _ in range(_DEEPEST):
        known = found | names
        further = ((s, known[s.subject]) for s in links if s.subject in known)
        found = {s.value: f"{owner} {s.predicate.removeprefix(SCHEMA)}" for s, owner in further} | found
    return types | found


def showings(statements: Sequence[Stated], names: Mapping[str, str]) -> dict[str, str]:
    """Event → its name, start and venue: there may be many of one name."""
    starts = {s.subject: s.value for s in reversed(statements) if s.predicate == _START}
    places = {s.subject: names.get(s.value, "") for s in reversed(statements) if s.predicate == _PLACE}
    return {
        event: short_name(", ".join(filter(None, (names.get(event), start, places.get(event)))))
        for event, start in starts.items()
    }
