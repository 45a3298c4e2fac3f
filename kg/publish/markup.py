"""The markup of a page: the part of the entity's graph that schema.org has words for, as JSON-LD in its own context."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
import pyoxigraph as ox

from kg.profile import SCHEMA, Field, Profile
from kg.publish.context import STRING, datatypes
from kg.publish.graph import Document, Neighbours, Thing, Value
from kg.publish.jsonld import unlisted
from kg.publish.selection import Selection

CONTEXT = "https://schema.org"
_ESCAPES = str.maketrans({character: f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"})


def markup(document: Document, neighbours: Neighbours, profile: Profile) -> dict[str, Any]:
    """What a page says of the thing of its document, in schema.org's terms: one node object, parts nested in it.

    A property of ours appears as what it refines. A thing is described where it is first mentioned; after that only
    its `@id` stands.
    """
    selection = Selection(document, neighbours, profile)
    return {"@context": CONTEXT, **_node(document.thing, selection, datatypes(profile), set())}


def script(markup: dict[str, Any]) -> str:
    """The text of a `<script type="application/ld+json">`: JSON in which nothing can end the script."""
    return msgspec.json.encode(markup).decode().translate(_ESCAPES)


def _node(thing: Thing, selection: Selection, types: Mapping[str, str], described: set[str]) -> dict[str, Any]:
    if thing.iri in described:
        return {"@id": thing.iri}
    described.add(thing.iri)
    stated: dict[str, dict[Value, Any]] = {}
    for field, values in selection.fields(thing):
        for path in _words(field):
            said = stated.setdefault(path, {})
            for value in values:
                if value not in said:
                    target = selection.thing(value.value) if field.target else None
                    said[value] = (
                        _node(target, selection, types, described) if target else _value(value, types.get(path))
                    )
    classes = [cls.removeprefix(SCHEMA) for cls in thing.types if cls.startswith(SCHEMA)]
    properties = {path.removeprefix(SCHEMA): unlisted(list(said.values())) for path, said in stated.items()}
    return {"@id": thing.iri, "@type": unlisted(classes), **properties}


def _words(field: Field) -> Iterator[str]:
    return (path for path in (field.path, *field.implied) if path.startswith(SCHEMA))


def _value(value: Value, datatype: str | None) -> Any:
    """A literal or an IRI; a plain string is read with the `datatype` of its path, xsd:string for want of one."""
    if isinstance(value, ox.NamedNode):
        return {"@id": value.value}
    if value.language:
        return {"@value": value.value, "@language": value.language}
    if value.datatype.value == (datatype or STRING):
        return value.value
    return {"@value": value.value, "@type": value.datatype.value}
