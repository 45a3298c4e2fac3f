"""The markup of a thing: what schema.org has words for of its document's graph, as JSON-LD in its context."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
    about = pictured(_node(selection, selection.document.thing, frozenset()))
    return {**about, "url": about.get("url", iris.document(about["@id"]))}


def event(selection: Selection, iri: str) -> Node:
    """What is said of a showing, which stands by itself on the page of another thing than its film."""
    return _node(selection, selection.document.things[iri], frozenset())


def pictured(film: Node) -> Node:
    """The same, where the picture of the film is that of its showings."""
    events = film.get("subjectOf", [])
    for one in events if isinstance(events, list) else [events]:
        if isinstance(one, dict) and one.get("@type") == "ScreeningEvent" and "image" in film:
            images = film["image"]
            first = images[0] if isinstance(images, list) else images
            one.setdefault("image", {"@id": first["@id"]} if isinstance(first, dict) else first)
    return film


def path(thing: Thing, profile: Profile) -> str:
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


def _node(selection: Selection, thing: Thing, inside: frozenset[str]) -> Node:
    """`inside` are the things that this one is nested in."""
    if thing.iri in inside:
        return {"@id": thing.iri}
    stated: dict[str, dict[Value, Any]] = {}
    for field, values, _ in selection.fields(thing):
        words = [path for path in (field.path, *field.implied) if path.startswith(SCHEMA)]
        said_values = (value for value in values if not field.target or selection.stated(value.value))
        for path, value in product(words, said_values):
            said = stated.setdefault(path, {})
            if value not in said:
                said[value] = _value(selection, field, path, value, inside | {thing.iri})
    classes = [cls.removeprefix(SCHEMA) for cls in thing.types if cls.startswith(SCHEMA)]
    properties = {path.removeprefix(SCHEMA): unlisted(list(said.values())) for path, said in stated.items()}
    return {"@id": thing.iri, "@type": unlisted(classes), **properties}


def _value(selection: Selection, field: Field, path: str, value: Value, inside: frozenset[str]) -> Any:
    if isinstance(value, ox.NamedNode):
        target = selection.stated(value.value) if field.target else None
        return _node(selection, target, inside) if target else address(path, value.value)
    if value.language:
        return {"@value": value.value, "@language": value.language}
    if value.datatype.value == datatypes(selection.profile).get(path, STRING):
        return value.value
    return {"@value": value.value, "@type": value.datatype.value}
