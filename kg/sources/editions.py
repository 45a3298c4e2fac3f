"""What a record says of festivals, as a whole: days in their order, and the edition of each section and premiere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import structs

from kg.sources.parts import Part, Report, once

_OF_EDITIONS = ("sections", "premieres")
_UNPLACED = "of which of the editions is not said; state the section with its edition"

Told = tuple[str, str, str]
"""A field, what is said there, and why it is left out."""


def dated(part: Part, raw: Any, report: Report) -> Any:
    """An edition; one that ends before it begins has no days."""
    found = part(raw, report)
    if found is None or not found.start or not found.end or found.start <= found.end:
        return found
    report.of("end")(found.end, f"before the first day, {found.start}")
    return structs.replace(found, start=None, end=None)


def placed(found: dict[str, Any]) -> tuple[dict[str, Any], list[Told]]:
    """Fields of a record, each section and premiere with its edition, and what is left out.

    A record of one edition means that one. A film in a section of an edition is in the edition.
    """
    stated = {name: found[name] for name in _OF_EDITIONS if found.get(name)}
    if not stated:
        return found, []
    editions, left = found.get("editions", ()), list[Told]()
    if len(editions) == 1:
        stated = {name: once([_at(one, editions[0]) for one in values]) for name, values in stated.items()}
    elif editions and (lone := [one for one in stated.get("sections", ()) if one.edition is None]):
        left = [("sections", one.name, _UNPLACED) for one in lone]
        stated["sections"] = tuple(one for one in stated["sections"] if one.edition)
    known = {one.name for one in editions}
    others = (one for one in _editions(stated) if one.name not in known)
    return {**found, **stated, "editions": (*editions, *once(list(others)))}, left


def _at(one: Any, edition: Any) -> Any:
    return one if one.edition else structs.replace(one, edition=edition)


def _editions(stated: dict[str, Any]) -> Iterator[Any]:
    return (one.edition for values in stated.values() for one in values if one.edition)
