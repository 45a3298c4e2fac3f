"""What the values of a term are, where all shapes that use it agree: one table for contexts, markup and its readers."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from kg.model.prefixes import SCHEMA, XSD
from kg.model.profile import CREDIT, Kind, Profile

STRING = XSD + "string"


class Values(NamedTuple):
    """The kind of property, and the datatype of its literals ("" for links and IRIs)."""

    kind: Kind
    datatype: str


_DAY, _MOMENT = Values(Kind.LITERAL, XSD + "date"), Values(Kind.LITERAL, XSD + "dateTime")


def values(plan: Profile) -> dict[str, Values]:
    """What the values of each path are, sorted by path; paths on which shapes differ are left out.

    Of a path of days and of moments values are moments: a day there says itself what it is.
    """
    found: dict[str, set[Values]] = {CREDIT: {Values(Kind.LINK, "")}}
    for shape in plan.by_class.values():
        for field in shape.fields:
            for path in (field.path, *field.implied):
                found.setdefault(path, set()).add(Values(field.kind, field.datatype))
    for uses in found.values():
        if uses == {_DAY, _MOMENT}:
            uses.remove(_DAY)
    return {path: uses.pop() for path, uses in sorted(found.items()) if len(uses) == 1}


@cache
def datatypes(plan: Profile) -> dict[str, str]:
    """The datatype of plain strings in markup, by schema.org path; those that stay xsd:string are left out."""
    literals = ((path, v) for path, v in values(plan).items() if v.kind is Kind.LITERAL and path.startswith(SCHEMA))
    return {path: v.datatype for path, v in literals if v.datatype != STRING}


@cache
def coercions(plan: Profile) -> dict[str, dict[str, str]]:
    """The same as JSON-LD term definitions for markup by others, in which IRIs are strings too; links may be names."""
    iris = {path: "@id" for path, v in values(plan).items() if v.kind is Kind.IRI and path.startswith(SCHEMA)}
    types = sorted((iris | datatypes(plan)).items())
    return {path.removeprefix(SCHEMA): {"@id": path, "@type": coercion} for path, coercion in types}


def texts(plan: Profile) -> dict[str, set[str]]:
    """The paths of texts that have a language, by class."""
    return {
        cls: {field.path for field in shape.fields if field.kind is Kind.TEXT} for cls, shape in plan.by_class.items()
    }
