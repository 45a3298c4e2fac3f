"""The markup of a page: the part of the entity's graph that schema.org has words for, as JSON-LD in its own context."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from itertools import product
from typing import Any

import msgspec
import pyoxigraph as ox

from kg.profile import SCHEMA, Field, Profile
from kg.publish.graph import Document, Neighbours, Thing, Value
from kg.publish.jsonld import unlisted
from kg.publish.selection import Selection
from kg.terms import STRING, datatypes

CONTEXT = "https://schema.org"
_ESCAPES = str.maketrans({character: f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"})


def markup(document: Document, neighbours: Neighbours, profile: Profile) -> dict[str, Any]:
    """What a page says of the thing of its document, in schema.org's terms: one node object, parts nested in it.

    A property of ours appears as what it refines. A thing is described where it is first mentioned; after that only
    its `@id` stands.
    """
    writer = _Writer(Selection(document, neighbours, profile), datatypes(profile))
    return {"@context": CONTEXT, **writer.node(document.thing)}


def script(markup: Mapping[str, Any]) -> str:
    """The text of a `<script type="application/ld+json">`: JSON in which nothing can end the script."""
    return msgspec.json.encode(markup).decode().translate(_ESCAPES)


@dataclass(frozen=True, slots=True)
class _Writer:
    """`datatypes` are those of plain strings, by path; `described` are the things that were mentioned."""

    selection: Selection
    datatypes: Mapping[str, str]
    described: set[str] = dataclass_field(default_factory=set)

    def node(self, thing: Thing) -> dict[str, Any]:
        if thing.iri in self.described:
            return {"@id": thing.iri}
        self.described.add(thing.iri)
        stated: dict[str, dict[Value, Any]] = {}
        for field, values, _ in self.selection.fields(thing):
            words = [path for path in (field.path, *field.implied) if path.startswith(SCHEMA)]
            for path, value in product(words, values):
                said = stated.setdefault(path, {})
                if value not in said:
                    said[value] = self._value(field, path, value)
        classes = [cls.removeprefix(SCHEMA) for cls in thing.types if cls.startswith(SCHEMA)]
        properties = {path.removeprefix(SCHEMA): unlisted(list(said.values())) for path, said in stated.items()}
        return {"@id": thing.iri, "@type": unlisted(classes), **properties}

    def _value(self, field: Field, path: str, value: Value) -> Any:
        if isinstance(value, ox.NamedNode):
            target = self.selection.thing(value.value) if field.target else None
            return self.node(target) if target else {"@id": value.value}
        if value.language:
            return {"@value": value.value, "@language": value.language}
        if value.datatype.value == self.datatypes.get(path, STRING):
            return value.value
        return {"@value": value.value, "@type": value.datatype.value}
