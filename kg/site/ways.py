"""The ways through the graph that the shapes lay out: what links to documents, what is shown together, the facets."""

from __future__ import annotations

from functools import cache

from kg.gate.schemaorg import vocabulary
from kg.model.prefixes import SCHEMA
from kg.model.profile import Field, Kind, Profile, Shape


@cache
def linking(profile: Profile) -> tuple[Field, ...]:
    """The fields that link to documents, in the order of shapes and fields: a link's field is its number in here."""
    fields = (field for shape in documented(profile) for field in shape.fields if not field.off_page)
    linked = (field for field in fields if field.kind is Kind.LINK and profile.by_class[field.target].folder)
    return tuple({field.iri: field for field in linked}.values())


@cache
def works(profile: Profile) -> tuple[int, ...]:
    """The numbers of the fields through which nothing but creative works link, as schema.org sorts them."""
    creative = SCHEMA + "CreativeWork"
    others = (s for s in documented(profile) if not any(creative in vocabulary().ancestors(c) for c in s.types()))
    theirs = {field.iri for shape in others for field in shape.fields}
    return tuple(number for number, field in enumerate(linking(profile)) if field.iri not in theirs)


@cache
def pairs(profile: Profile) -> tuple[tuple[int, int], ...]:
    """The numbers of the fields that are shown together: of each pair, the one that says so first."""
    numbers = {field.iri: number for number, field in enumerate(linking(profile))}
    return tuple(
        (numbers[field.iri], numbers[field.paired_with]) for field in linking(profile) if field.paired_with in numbers
    )


@cache
def facets(profile: Profile) -> dict[str, Field]:
    """The fields by which things can be browsed, by the folder of their values, in the order of the fields."""
    fields = (field for shape in profile.by_folder.values() for field in shape.fields)
    browsed = sorted((field for field in fields if field.facet and not field.off_page), key=lambda field: field.order)
    return {field.facet: field for field in browsed}


@cache
def valued(profile: Profile) -> dict[str, Field]:
    """Those facets whose values are no things with pages of their own."""
    return {facet: field for facet, field in facets(profile).items() if field.kind is not Kind.LINK}


@cache
def documented(profile: Profile) -> tuple[Shape, ...]:
    """The shapes whose things have documents, in their order."""
    return tuple(sorted(profile.by_folder.values(), key=lambda shape: (shape.order, shape.folder)))


def plural(field: Field, profile: Profile) -> dict[str, str]:
    """What the values of a facet are called together, by language."""
    return field.plural or profile.by_class[field.target].plural
