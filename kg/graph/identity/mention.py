"""What a record says that tells one thing from another.

A *mention* is a thing as one record names it: the keys under which it is known, and the slug that it would like. Two
mentions with a key in common are one thing, unless their identifiers differ (see `joining`). Of its film each record
has a mention of its own; what it says of that is evidence (see `said`). Everything else goes by its name.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple
from urllib.parse import quote

from msgspec import Struct

from kg.graph.identity import forms
from kg.model import iris
from kg.model.profile import Profile, Shape
from kg.model.record import Country, Edition, Organization, Person, Record, Work

_REMEMBERED = 1 << 13
"""So many things are remembered by name: most are named again soon, by the same record at that."""


class Mention(NamedTuple):
    """A thing as named once: its shape's folder, its keys (identifiers first), the slug it would like ("" = none)."""

    folder: str
    keys: tuple[str, ...]
    slug: str


@lru_cache(_REMEMBERED)
def identifier(mention: Mention) -> int:
    """A number for a mention that does not depend on the process or on what else there is."""
    text = "\0".join((mention.folder, *mention.keys, mention.slug))
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") >> 1


def of_record(record: Record, shape: Shape) -> Mention:
    """The film, series or episode that a record describes."""
    keys = _identifiers(record, shape.folder)
    if record.title and record.year:
        kind = "" if record.kind == shape.folder else f"|{record.kind}"
        keys += [
            f"{shape.folder}:title:{_comparable(record.title)}|{record.year}|{_comparable(person.name)}{kind}"
            for person in record.directors
        ]
    keys.append(f"{shape.folder}:record:{iris.record_name(record.source.name, record.source.key)}")
    parts = _parts(record, shape)
    return Mention(shape.folder, tuple(dict.fromkeys(keys)), iris.slug(parts) if parts else "")


def of_thing(value: Struct, shape: Shape) -> Mention:
    """Anything else that has a document of its own."""
    if isinstance(value, (Person, Organization)) and shape.identified_by == ("name",) and not value.identifiers:
        return _by_name(type(value), value.name, shape.folder)
    return _by_parts(value, shape.folder, _parts(value, shape))


@lru_cache(_REMEMBERED)
def _by_name(kind: type[Person] | type[Organization], name: str, folder: str) -> Mention:
    return _by_parts(kind(name), folder, [name])


def _by_parts(value: Struct, folder: str, parts: list[str]) -> Mention:
    names = dict.fromkeys(("|".join(map(_comparable, parts)), *_plainer(value)))
    keys = (f"{folder}:name:{name}" for name in names)
    return Mention(folder, (*_identifiers(value, folder), *keys), iris.slug(parts))


def _plainer(value: Struct) -> list[str]:
    """The name without what differs from source to source; none where nothing would be left."""
    if isinstance(value, Person):
        return [] if value.name.isascii() else [forms.plain(value.name)]
    if isinstance(value, Organization):
        return list(filter(None, [forms.company(value.name)]))
    if isinstance(value, Work) and value.authors:
        authors = "|".join(sorted(forms.author(person.name) for person in value.authors))
        return [f"{form}|{authors}" for form in sorted(forms.titles([value.title]))]
    return []


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
                parts.append(item.name if isinstance(item, Person | Edition) else str(item))
    return parts


def _identifiers(value: Struct, folder: str) -> list[str]:
    stated: dict[str, str] = getattr(value, "identifiers", {})
    return [f"{folder}:{written(scheme)}:{identifier}" for scheme, identifier in sorted(stated.items())]


def written(scheme: str) -> str:
    """A scheme as keys have it: without colons, which the base of a release has."""
    return quote(scheme, safe="")


def _comparable(text: str) -> str:
    return iris.normal(text) or text
