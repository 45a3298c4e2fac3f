"""What a record says that tells one thing from another.

A *mention* is a thing as one record names it: the keys under which it is known, and the slug that it would like. Two
mentions with a key in common are one thing, unless their identifiers differ (see `joining`). The rule for films: an
equal identifier, or an equal title, year and a director in common; nothing else. Everything else goes by its name.
"""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote

from msgspec import Struct

from kg.model import iris
from kg.model.profile import Profile, Shape
from kg.model.record import Country, Person, Record


class Mention(NamedTuple):
    """A thing as named once: its shape's folder, its keys (identifiers first), the slug it would like ("" = none)."""

    folder: str
    keys: tuple[str, ...]
    slug: str


def of_record(record: Record, shape: Shape) -> Mention:
    """The film, series or episode that a record describes."""
    keys = _identifiers(record, shape.folder)
    if record.title and record.year:
        keys += [
            f"{shape.folder}:title:{_comparable(record.title)}|{record.year}|{_comparable(person.name)}"
            for person in record.directors
        ]
    keys.append(f"{shape.folder}:record:{iris.record_name(record.source.name, record.source.key)}")
    parts = _parts(record, shape)
    return Mention(shape.folder, tuple(dict.fromkeys(keys)), iris.slug(parts) if parts else "")


def of_thing(value: Struct, shape: Shape) -> Mention:
    """Anything else that has a document of its own."""
    parts = _parts(value, shape)
    name = f"{shape.folder}:name:{'|'.join(map(_comparable, parts))}"
    return Mention(shape.folder, (*_identifiers(value, shape.folder), name), iris.slug(parts))


def mentions(record: Record, profile: Profile) -> set[Mention]:
    """The record's own thing and all that it names."""
    shape = profile.by_kind[record.kind]
    found = {of_record(record, shape)}
    _linked(record, shape, profile, found)
    return found


def _linked(value: Struct, shape: Shape, profile: Profile, found: set[Mention]) -> None:
    for field in shape.fields:
        if not field.target or field.of_owner:
            continue
        target = profile.by_class[field.target]
        for item in objects(getattr(value, field.name, None)):
            if target.folder:
                found.add(of_thing(item, target))
            _linked(item, target, profile, found)


def objects(value: object) -> list[Struct]:
    """The things that a link field names, whatever its form: one, a list, or lists by label; a code is a country's."""
    if value is None:
        return []
    if isinstance(value, dict):
        return [item for labelled in value.values() for item in labelled]
    items = value if isinstance(value, tuple) else (value,)
    return [Country(item) if isinstance(item, str) else item for item in items]


def _parts(value: Struct, shape: Shape) -> list[str]:
    """The values that identify a thing, as text; a thing that identifies another does so by its own."""
    parts: list[str] = []
    for name in shape.identified_by:
        stated = getattr(value, name)
        for item in stated if isinstance(stated, tuple) else (stated,):
            if item is not None:
                parts.append(item.name if isinstance(item, Person) else str(item))
    return parts


def _identifiers(value: Struct, folder: str) -> list[str]:
    stated: dict[str, str] = getattr(value, "identifiers", {})
    return [f"{folder}:{written(scheme)}:{identifier}" for scheme, identifier in sorted(stated.items())]


def written(scheme: str) -> str:
    """A scheme as keys have it: without colons, which the base of a release has."""
    return quote(scheme, safe="")


def _comparable(text: str) -> str:
    return iris.normal(text) or text
