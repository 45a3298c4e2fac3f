"""JSON-LD with our own context, which stands in the file: a flat list of nodes that point at each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any

import msgspec
import pyoxigraph as ox

from kg.model.profile import Profile
from kg.model.terms import STRING
from kg.release.context import PREFIXES, Context, compact
from kg.release.documents import Document, Neighbours, Thing, Value, language
from kg.release.order import ordered


def jsonld(document: Document, neighbours: Neighbours, profile: Profile, context: Context) -> bytes:
    """The graph of an entity, in compact form, with as much of the context as it uses."""
    things = chain(document.things.values(), neighbours.values())
    nodes = [node(thing, profile, context) for thing in things]
    used = {*PREFIXES, *chain.from_iterable(nodes), *chain.from_iterable(_listed(n.get("@type", [])) for n in nodes)}
    definitions = {term: definition for term, definition in context.definitions.items() if term in used}
    return msgspec.json.format(msgspec.json.encode({"@context": definitions, "@graph": nodes}), indent=2) + b"\n"


def node(thing: Thing, profile: Profile, context: Context) -> dict[str, Any]:
    """A thing as a node object of that context."""
    types = [context.terms.get(cls, cls) for cls in thing.types]
    found: dict[str, Any] = {"@id": thing.iri, **({"@type": unlisted(types)} if types else {})}
    for path, values in ordered(thing, profile).values.items():
        term = context.terms.get(path, path)
        definition = context.definitions.get(term)
        if not isinstance(definition, dict):
            found[term] = unlisted([_object(value) for value in values])
        elif "@container" in definition and all(map(language, values)):
            found[term] = _language_map(values)
        elif all(_type(value) == definition.get("@type") for value in values):
            found[term] = unlisted([_text(value) for value in values])
        else:  # the term would make something else of them; as a key, an IRI takes values as they are
            found[path] = unlisted([_object(value) for value in values])
    return found


def unlisted(values: list[Any]) -> Any:
    """A single value instead of a list of one."""
    return values[0] if len(values) == 1 else values


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _language_map(values: Sequence[Value]) -> dict[str, Any]:
    languages = sorted(set(map(language, values)))
    return {tag: unlisted([v.value for v in values if language(v) == tag]) for tag in languages}


def _object(value: Value) -> Any:
    """A value as it is written where its term says nothing of it."""
    if isinstance(value, ox.NamedNode):
        return {"@id": _text(value)}
    if tag := language(value):
        return {"@value": value.value, "@language": tag}
    return value.value if value.datatype.value == STRING else {"@value": value.value, "@type": _type(value)}


def _text(value: Value) -> str:
    return compact(value.value) if isinstance(value, ox.NamedNode) else value.value


def _type(value: Value) -> str:
    return "@id" if isinstance(value, ox.NamedNode) else compact(value.datatype.value)
