"""What readers of JSON must know of the terms, derived from the shapes: our JSON-LD context."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from kg.model import prefixes
from kg.model.profile import CREDIT, Kind, Profile
from kg.model.profile import profile as compiled
from kg.model.terms import STRING, Values, values

PREFIXES = {name: prefixes.PREFIXES[name] for name in ("schema", "rg", "xsd")}


@dataclass(frozen=True, slots=True)
class Context:
    """A JSON-LD context: `definitions` is its JSON object, `terms` gives the term of a path or class."""

    definitions: dict[str, Any]
    terms: dict[str, str]


def context(profile: Profile) -> Context:
    """The context of our own JSON-LD: the prefixes, and a term for each path and class that the shapes name.

    A term is the local name; where schema.org and we have the same one, ours keeps its prefix. Values are coerced
    where all shapes that use the path agree.
    """
    agreed = values(profile)
    fields = [field for shape in profile.by_class.values() for field in shape.fields]
    paths = {CREDIT, *(path for field in fields for path in (field.path, *field.implied))}
    classes = {cls for shape in profile.by_class.values() for types in shape.kinds.values() for cls in types}
    definitions: dict[str, Any] = dict(PREFIXES)
    terms: dict[str, str] = {}
    for iri in sorted(classes | paths):  # http://schema.org/ comes before https://w3id.org/
        local = re.split("[#/]", iri)[-1]
        terms[iri] = compact(iri) if local in definitions else local
        definitions[terms[iri]] = _definition(compact(iri), agreed.get(iri))
    return Context(definitions, terms)


def compact(iri: str) -> str:
    """The IRI with a prefix of the context, or as it is."""
    return prefixes.compact(iri, PREFIXES)


def _definition(iri: str, agreed: Values | None) -> Any:
    """https://www.w3.org/TR/json-ld11/#context-definitions."""
    if agreed is None or agreed.datatype == STRING:
        return iri
    if agreed.kind is Kind.TEXT:
        return {"@id": iri, "@container": "@language"}
    return {"@id": iri, "@type": compact(agreed.datatype) if agreed.datatype else "@id"}


def document(profile: Profile) -> str:
    """The context as a document of its own."""
    return json.dumps({"@context": context(profile).definitions}, indent=2) + "\n"


if __name__ == "__main__":
    print(document(compiled()), end="")
