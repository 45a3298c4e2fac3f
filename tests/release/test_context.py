"""The context and the table of datatypes follow from the shapes, and go with schema.org's own context."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.model.prefixes import RG, SCHEMA, XSD
from kg.model.profile import Kind, Profile
from kg.model.terms import datatypes
from kg.release.context import compact, context

OFFICIAL_CONTEXT = Path(__file__).parents[2] / "../shared/data/schemaorg-30.0/schemaorgcontext.jsonld"


@pytest.mark.parametrize(
    ("term", "definition"),
    [
        ("schema", SCHEMA),
        ("Movie", "schema:Movie"),
        ("Credit", "rg:Credit"),
        ("genre", "schema:genre"),
        ("name", "schema:name"),  # a language text of countries, a string of all others
        ("director", {"@id": "schema:director", "@type": "@id"}),
        ("credit", {"@id": "rg:credit", "@type": "@id"}),
        ("cinematographer", {"@id": "rg:cinematographer", "@type": "@id"}),
        ("contributor", {"@id": "schema:contributor", "@type": "@id"}),
        ("sameAs", {"@id": "schema:sameAs", "@type": "@id"}),
        ("dateCreated", {"@id": "schema:dateCreated", "@type": "xsd:gYear"}),
        ("position", {"@id": "rg:position", "@type": "xsd:integer"}),
        ("description", {"@id": "schema:description", "@container": "@language"}),
    ],
)
def test_terms(plan: Profile, term: str, definition: Any) -> None:
    """A term is a local name; its values are coerced where all shapes agree on what they are."""
    assert context(plan).definitions[term] == definition


def test_every_path_and_class_has_a_term(plan: Profile) -> None:
    """No path and no class of the shapes is without a term, and no two share one."""
    terms = context(plan).terms
    fields = [field for shape in plan.by_class.values() for field in shape.fields]
    assert {path for field in fields for path in (field.path, *field.implied)} <= terms.keys()
    assert {cls for shape in plan.by_class.values() for cls in shape.types()} <= terms.keys()
    assert len(set(terms.values())) == len(terms)


def test_a_name_that_is_schema_orgs_keeps_its_prefix(plan: Profile) -> None:
    """Of two terms with one local name schema.org's has it, and ours is written with its prefix."""
    person = plan.by_class[SCHEMA + "Person"]
    own = replace(person.fields[0], path=RG + "name")
    extended = replace(person, fields=(*person.fields, own))
    terms = context(replace(plan, by_class=plan.by_class | {person.cls: extended})).terms
    assert terms[SCHEMA + "name"] == "name"
    assert terms[RG + "name"] == "rg:name"


def test_datatypes(plan: Profile) -> None:
    """The table has the datatype of each schema.org path whose literals are no plain strings."""
    found = {path.removeprefix(SCHEMA): datatype.removeprefix(XSD) for path, datatype in datatypes(plan).items()}
    assert found.items() >= {"dateCreated": "gYear", "duration": "duration", "startDate": "dateTime"}.items()
    assert found.items() >= {"datePublished": "date", "uploadDate": "date"}.items()
    assert "name" not in found


@pytest.mark.parametrize(
    ("iri", "compacted"),
    [
        (SCHEMA + "actor", "schema:actor"),
        (RG + "role", "rg:role"),
        (XSD + "gYear", "xsd:gYear"),
        ("https://schema.org/actor", "https://schema.org/actor"),
    ],
)
def test_compact(iri: str, compacted: str) -> None:
    """IRIs in one of the three namespaces are written with its prefix, others as they are."""
    assert compact(iri) == compacted


@pytest.mark.skipif(not OFFICIAL_CONTEXT.exists(), reason="schema.org's context is not there")
def test_the_official_context_takes_no_literal_for_an_iri(plan: Profile) -> None:
    """schema.org's context knows every path by its own name, and makes IRIs of no strings of ours."""
    official = json.loads(OFFICIAL_CONTEXT.read_bytes())["@context"]
    for shape in plan.by_class.values():
        for field in shape.fields:
            for path in (path for path in (field.path, *field.implied) if path.startswith(SCHEMA)):
                term = official[path.removeprefix(SCHEMA)]
                assert term["@id"] == path.replace(SCHEMA, "schema:")
                assert term.get("@type") != "@id" or field.kind in (Kind.LINK, Kind.IRI), path
