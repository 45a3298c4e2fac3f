"""The published forms of a film, as a person reads them."""

import json

import pyoxigraph as ox
import pytest

from kg.model.prefixes import SCHEMA, XSD
from kg.model.profile import Profile
from kg.release.context import context
from kg.release.documents import Document, Neighbours, Thing, Value, ntriples
from kg.release.jsonld import jsonld, node
from kg.release.turtle import turtle


def test_ntriples_are_the_lines_of_the_gate(film: Document, lines: list[bytes]) -> None:
    """Without neighbours the N-Triples of an entity are, byte for byte, the lines that were read."""
    assert ntriples(film, {}) == b"".join(lines)


def test_turtle_reads_well(film: Document, others: Neighbours, plan: Profile) -> None:
    """Prefixes stand first, then the thing with its title, each thing in a block of its own."""
    head, about, *parts = turtle(film, others, plan).decode().split("\n\n")
    assert head.splitlines()[0] == "@prefix : <https://films.example/film/kin-2020/#> ."
    assert about.startswith(':this a schema:Movie , rg:ShortFilm ;\n\tschema:name "Kin" ;\n\tschema:alternateName')
    assert len(parts) == len(film.things) - 1 + len(others)


def test_turtle_declares_what_it_uses(plan: Profile) -> None:
    """A prefix that is used in no name is not declared, even if a text looks like one."""
    thing = Thing("http://x/a/#this", (SCHEMA + "Person",), {SCHEMA + "name": (ox.Literal('rg:x "xsd:y" <rg:z>'),)})
    assert (
        b"".join(turtle(Document("http://x/a/", {thing.iri: thing}), {}, plan).splitlines()[:2]).count(b"@prefix") == 2
    )
    assert turtle(Document("http://x/a/", {thing.iri: thing}), {}, plan).count(b"@prefix") == 2


def test_turtle_is_the_same_each_time(film: Document, others: Neighbours, plan: Profile) -> None:
    """Turtle does not depend on the run of the serializer."""
    assert len({turtle(film, others, plan) for _ in range(8)}) == 1


def test_jsonld_is_compact(film: Document, others: Neighbours, plan: Profile) -> None:
    """Terms are short, links are IRIs, texts stand under their language, typed values under their term."""
    document = json.loads(jsonld(film, others, plan, context(plan)))
    about = document["@graph"][0]
    assert list(about)[:4] == ["@id", "@type", "name", "alternateName"]
    assert about["@type"] == ["Movie", "ShortFilm"]
    assert about["dateCreated"] == "2020"
    assert about["director"] == "https://films.example/person/ann/#this"
    assert about["description"] == {"en": "Two sisters.\n\nOne house.", "nl": "Twee zussen."}
    assert len(document["@graph"]) == len(film.things) + len(others)


def test_jsonld_carries_the_context_that_it_needs(film: Document, others: Neighbours, plan: Profile) -> None:
    """The file's own context has its terms and no others."""
    document = json.loads(jsonld(film, others, plan, context(plan)))
    used = {key for node in document["@graph"] for key in node} - {"@id", "@type"}
    assert used < document["@context"].keys()
    assert "startDate" not in document["@context"]


def test_jsonld_says_what_a_term_would_change(plan: Profile) -> None:
    """A value that its term would make something else of is written under the whole IRI, with its type."""
    year = ox.Literal("2020-01-01", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#date"))
    thing = Thing("http://x/a/#this", (SCHEMA + "Movie",), {SCHEMA + "dateCreated": (year,)})
    written = node(thing, plan, context(plan))
    assert written[SCHEMA + "dateCreated"] == {"@value": "2020-01-01", "@type": "xsd:date"}


NAME, MADE = SCHEMA + "description", SCHEMA + "dateCreated"
MIXED: dict[str, tuple[Value, ...]] = {
    NAME: (ox.Literal("One", language="en"), ox.Literal("Two")),
    MADE: (
        ox.Literal("2020", datatype=ox.NamedNode(XSD + "gYear")),
        ox.Literal("2020-01-02", datatype=ox.NamedNode(XSD + "date")),
    ),
    SCHEMA + "director": (ox.NamedNode("http://x/person/a/#this"), ox.Literal("Ann")),
}


@pytest.mark.parametrize("path", MIXED)
@pytest.mark.parametrize("turn", [1, -1])
def test_jsonld_says_values_of_several_kinds(path: str, turn: int, plan: Profile) -> None:
    """Where only some values have the language or the datatype of the term, each keeps its own."""
    thing = Thing("http://x/a/#this", (SCHEMA + "Movie",), {path: MIXED[path][::turn]})
    data = jsonld(Document("http://x/a/", {thing.iri: thing}), {}, plan, context(plan))
    read = {quad.object for quad in ox.parse(data, format=ox.RdfFormat.JSON_LD) if quad.predicate.value == path}
    assert read == set(MIXED[path])
