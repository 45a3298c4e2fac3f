"""What the markup of visible text says of it, in whatever syntax: made from the profile, written by one macro."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

from kg.model.prefixes import SCHEMA, XSD
from kg.model.profile import LANG_STRING, Field
from kg.release.documents import Thing, Value

_NAME = SCHEMA + "name"


@dataclass(frozen=True, slots=True)
class Mark:
    """What is said by an element: `properties` and `types` are local names of schema.org's, with spaces between them.

    A thing has `iri` and `types`, an address or a member of an enumeration `iri` alone; a literal has `content`, and
    a datatype as `xsd:date`, "" if it is text in a language.
    """

    properties: str
    iri: str = ""
    types: str = ""
    content: str = ""
    datatype: str = ""


def of_thing(field: Field | None, thing: Thing) -> Mark:
    """A thing that a field links to; without a field, what the page is about."""
    types = " ".join(cls.removeprefix(SCHEMA) for cls in thing.types if cls.startswith(SCHEMA))
    return Mark(properties_of(field) if field else "", thing.iri, types)


def of_value(field: Field | None, value: Value) -> Mark:
    """A value of a field; without a field, what a thing is called."""
    properties = properties_of(field) if field else "name"
    if isinstance(value, ox.NamedNode):
        return Mark(properties, value.value)
    datatype = value.datatype.value
    return Mark(properties, "", "", value.value, "" if datatype == LANG_STRING else datatype.replace(XSD, "xsd:"))


def properties_of(field: Field) -> str:
    """The properties of schema.org's that a field states."""
    paths = (path for path in (field.path, *field.implied) if path.startswith(SCHEMA))
    return " ".join(dict.fromkeys(path.removeprefix(SCHEMA) for path in paths))
