"""The markup of a thing: what schema.org has words for of its document's graph, as JSON-LD in its context."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

import msgspec
import pyoxigraph as ox

from kg.gate.schemaorg import vocabulary
from kg.model import iris
from kg.model.prefixes import SCHEMA
from kg.model.profile import Field, Profile
from kg.model.terms import STRING, datatypes
from kg.release.documents import Thing, Value
from kg.release.films import FOLDER
from kg.release.jsonld import unlisted
from kg.release.order import shape_of
from kg.release.selection import Selection

CONTEXT = "https://schema.org"
URL = SCHEMA + "url"
_ESCAPES = str.maketrans({character: f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"})

Node = dict[str, Any]
"""A JSON-LD node object in schema.org's context."""


def node(selection: Selection) -> Node | None:
    """What a page says of the thing of a document in schema.org's terms, with what it links to nested in it.

    A property of ours appears as what it refines. A thing whose source states no page has that of its own document.
    None of a thing that markup does not state.
    """
    if not selection.stated(selection.document.thing.iri):
        return None
    about = _Writer(selection, datatypes(selection.profile)).node(selection.document.thing)
    return {**about, "url": about.get("url", iris.document(about["@id"]))}


def path(thing: Thing, base: str, profile: Profile) -> str:
    """The file of a release that holds the markup of what a record is about, for other systems; "" for other things.

    Films are in `markup/<slug>.json`, other kinds in a folder of their own there.
    """
    shape = shape_of(thing, profile)
    if not shape or shape.record != "Record":
        return ""
    first = min((s for s in profile.by_folder.values() if s.record == "Record"), key=lambda s: s.order)
    folder = FOLDER if shape is first else f"{FOLDER}/{shape.folder}"
    return f"{folder}/{iris.name(thing.iri)}.json"


def graph(said: Iterable[Node | None]) -> Node:
    """Nodes as one document. A thing is described where it is first mentioned; after that only its `@id` stands."""
    described: set[str] = set()
    return {"@context": CONTEXT, "@graph": [_once(node, described) for node in said if node]}


def address(path: str, iri: str) -> Any:
    """An IRI as a value: as a mere string where schema.org's context makes an IRI of it, if it may be a URL."""
    return iri if SCHEMA + "URL" in vocabulary().ranges.get(path, ()) else {"@id": iri}


def script(markup: Mapping[str, Any]) -> str:
    """The text of a `<script type="application/ld+json">`: JSON in which nothing can end the script."""
    return msgspec.json.encode(markup).decode().translate(_ESCAPES)


def _once(value: Any, described: set[str]) -> Any:
    if isinstance(value, list):
        return [_once(member, described) for member in value]
    if not isinstance(value, dict) or "@type" not in value or "@id" not in value:
        return value
    if value["@id"] in described:
        return {"@id": value["@id"]}
    described.add(value["@id"])
    return {key: _once(member, described) for key, member in value.items()}


@dataclass(frozen=True, slots=True)
class _Writer:
    """`datatypes` are those of plain strings, by path; `inside` are the things that the current one is nested in."""

    selection: Selection
    datatypes: Mapping[str, str]
    inside: frozenset[str] = frozenset()

    def node(self, thing: Thing) -> Node:
        if thing.iri in self.inside:
            return {"@id": thing.iri}
        writer = replace(self, inside=self.inside | {thing.iri})
        stated: dict[str, dict[Value, Any]] = {}
        for field, values, _ in self.selection.fields(thing):
            words = [path for path in (field.path, *field.implied) if path.startswith(SCHEMA)]
            stated_values = filter(self._is_stated, values) if field.target else values
            for path, value in product(words, stated_values):
                said = stated.setdefault(path, {})
                if value not in said:
                    said[value] = writer._value(field, path, value)
        classes = [cls.removeprefix(SCHEMA) for cls in thing.types if cls.startswith(SCHEMA)]
        properties = {path.removeprefix(SCHEMA): unlisted(list(said.values())) for path, said in stated.items()}
        return {"@id": thing.iri, "@type": unlisted(classes), **properties}

    def _is_stated(self, value: Value) -> bool:
        return self.selection.stated(value.value) is not None

    def _value(self, field: Field, path: str, value: Value) -> Any:
        if isinstance(value, ox.NamedNode):
            target = self.selection.stated(value.value) if field.target else None
            return self.node(target) if target else address(path, value.value)
        if value.language:
            return {"@value": value.value, "@language": value.language}
        if value.datatype.value == self.datatypes.get(path, STRING):
            return value.value
        return {"@value": value.value, "@type": value.datatype.value}
