"""What several records say of one thing becomes one description.

Statements are joined. Where the shape allows one value (one a language, for texts with `sh:uniqueLang` or a language),
the record that comes first wins: records come sorted by the precedence of their source, then by their own name.
What is not published stays in the evidence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.ntriples import iri
from kg.profile import RDF_TYPE, Kind, Profile


@dataclass(frozen=True, slots=True)
class Slots:
    """By class (in angle brackets): the predicates that have room for one value, and for one value a language."""

    single: dict[str, frozenset[str]]
    by_language: dict[str, frozenset[str]]


def slots(profile: Profile) -> Slots:
    """The table of what has room for one value only, from the plan."""
    single: dict[str, frozenset[str]] = {}
    by_language: dict[str, frozenset[str]] = {}
    for cls, shape in profile.by_class.items():
        paths = [(field, iri(path)) for field in shape.fields for path in (field.path, *field.implied)]
        single[iri(cls)] = frozenset(path for field, path in paths if field.single)
        by_language[iri(cls)] = frozenset(path for field, path in paths if field.kind is Kind.TEXT)
    return Slots(single, by_language)


def merge(claims: Sequence[tuple[str, ...]], table: Slots) -> tuple[str, ...]:
    """One description of a subject: sorted lines, each once.

    A claim is all that one record states of the subject, as sorted lines; the most authoritative comes first.
    """
    if all(claim == claims[0] for claim in claims):
        return claims[0]
    classes = {_object(line) for claim in claims for line in claim if _predicate(line) == _TYPE}
    single = frozenset().union(*(table.single.get(cls, frozenset()) for cls in classes))
    by_language = frozenset().union(*(table.by_language.get(cls, frozenset()) for cls in classes))
    holder: dict[tuple[str, str], int] = {}
    merged: set[str] = set()
    for number, claim in enumerate(claims):
        for line in claim:
            predicate = _predicate(line)
            if predicate in single:
                slot = (predicate, "")
            elif predicate in by_language:
                slot = (predicate, line.rpartition("@")[2])
            else:
                merged.add(line)
                continue
            if holder.setdefault(slot, number) == number:
                merged.add(line)
    return tuple(sorted(merged))


_TYPE = iri(RDF_TYPE)


def _predicate(line: str) -> str:
    return line.split(" ", 2)[1]


def _object(line: str) -> str:
    return line.split(" ", 2)[2].removesuffix(" .")
