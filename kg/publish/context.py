"""What readers of JSON must know of the terms, derived from the shapes: our JSON-LD context, a table of datatypes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kg.profile import CREDIT, RG, SCHEMA, XSD, Field, Kind, Profile
from kg.profile import profile as compiled

PREFIXES = {"schema": SCHEMA, "rg": RG, "xsd": XSD}
STRING = XSD + "string"


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
    coercions: dict[str, set[str]] = {CREDIT: {"@id"}}
    for path, field in _uses(profile):
        coercions.setdefault(path, set()).add(_coercion(field))
    classes = {cls for shape in profile.by_class.values() for types in shape.kinds.values() for cls in types}
    definitions: dict[str, Any] = dict(PREFIXES)
    terms: dict[str, str] = {}
    for iri in sorted(classes | coercions.keys()):  # http://schema.org/ comes before https://w3id.org/
        local = re.split("[#/]", iri)[-1]
        terms[iri] = compact(iri) if local in definitions else local
        definitions[terms[iri]] = _definition(compact(iri), coercions.get(iri, set()))
    return Context(definitions, terms)


def datatypes(profile: Profile) -> dict[str, str]:
    """The datatype of plain strings in markup, by schema.org path; those that stay xsd:string are left out."""
    found: dict[str, set[str]] = {}
    for path, field in _uses(profile):
        if field.kind is Kind.LITERAL and path.startswith(SCHEMA):
            found.setdefault(path, set()).add(field.datatype)
    agreed = {path: types.pop() for path, types in sorted(found.items()) if len(types) == 1}
    return {path: datatype for path, datatype in agreed.items() if datatype != STRING}


def compact(iri: str) -> str:
    """The IRI with its prefix, or as it is."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def _uses(profile: Profile) -> Iterator[tuple[str, Field]]:
    for shape in profile.by_class.values():
        for field in shape.fields:
            for path in (field.path, *field.implied):
                yield path, field


def _coercion(field: Field) -> str:
    """What strings are taken for: "@id", "@language" (in a language map), a datatype, "" where they stay strings."""
    if field.kind is Kind.TEXT:
        return "@language"
    if field.kind is Kind.LITERAL:
        return "" if field.datatype == STRING else compact(field.datatype)
    return "@id"


def _definition(iri: str, coercions: set[str]) -> Any:
    """https://www.w3.org/TR/json-ld11/#context-definitions."""
    coercion = next(iter(coercions)) if len(coercions) == 1 else ""
    if not coercion:
        return iri
    return {"@id": iri, "@container" if coercion == "@language" else "@type": coercion}


def document(profile: Profile) -> str:
    """The context as a document of its own."""
    return json.dumps({"@context": context(profile).definitions}, indent=2) + "\n"


if __name__ == "__main__":
    print(document(compiled()), end="")
