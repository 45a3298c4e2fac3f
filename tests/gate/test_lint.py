"""What the lint refuses in shapes, and that the shapes of the house pass it."""

import csv
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.gate.lint import lint
from kg.model.prefixes import RG, SCHEMA
from kg.system import resources

PREFIXES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix schema: <http://schema.org/> .
@prefix https: <https://schema.org/> .
@prefix rg: <https://w3id.org/reelgraph/ontology#> .
@prefix : <http://x.example/> .
:g a sh:PropertyGroup .
"""
PRESENTED = 'sh:order 1 ; sh:group :g ; sh:name "x"@en, "x"@nl'
P = f":p sh:path schema:name ; {PRESENTED}"
KNOWN = {SCHEMA + "Movie", SCHEMA + "name", SCHEMA + "Person", RG + "Credit"}

REFUSED = [
    (":s sh:property :p . :p sh:node :q", "sh:node validates"),
    (":s sh:or ( [ sh:class schema:Person ] [ sh:nodeKind sh:IRI ] )", "sh:class is in a nested shape"),
    (":s sh:xone ( [ sh:class schema:Person ] )", "sh:class is in a nested shape"),
    (":s sh:and ( [ sh:class schema:Person ] )", "sh:class is in a nested shape"),
    (":s sh:not [ sh:class schema:Person ]", "sh:class is in a nested shape"),
    (":s sh:not [ sh:nodeKind sh:IRI ], [ sh:class schema:Person ]", "sh:class is in a nested shape"),
    (":s sh:not :t . :t sh:class schema:Person", "sh:class is in a nested shape"),
    (":s sh:not [ sh:or ( [ sh:property [ sh:class schema:Person ] ] ) ]", "sh:class is in a nested shape"),
    (":p sh:qualifiedValueShape [ sh:class schema:Person ]", "sh:class is in a nested shape"),
    (":p sh:property [ sh:class schema:Person ]", "sh:class is in a nested shape"),
    (":q sh:path ( schema:name schema:name )", "sh:path must be a single property"),
    (":q sh:path [ sh:inversePath schema:name ]", "sh:path must be a single property"),
    (":s sh:sparql :q", "SPARQL belongs in rules.ttl"),
    (':q sh:select "SELECT $this {}"', "SPARQL belongs in rules.ttl"),
    (f":s sh:property :p, :q . :q sh:path schema:name ; {PRESENTED}", "has the path <http://schema.org/name> twice"),
    (f":s sh:property [ sh:path schema:name ; {PRESENTED} ]", "has a property shape without an IRI"),
    (':q sh:path schema:name ; sh:group :g ; sh:name "x"@en, "x"@nl', "has no sh:order"),
    (':q sh:path schema:name ; sh:order 1 ; sh:name "x"@en, "x"@nl', "has no sh:group"),
    (':q sh:path schema:name ; sh:order 1 ; sh:group :g ; sh:name "x"@en', "has no sh:name in nl"),
    (':q sh:path schema:name ; sh:order 1 ; sh:group :g ; sh:name "x", "x"@nl', "has no sh:name in en"),
    (":s sh:property :missing", "sh:property points at <http://x.example/missing>"),
    (":q sh:group :missing", "sh:group points at <http://x.example/missing>"),
    (":p sh:minCuont 1", "sh:minCuont is not a term of SHACL"),
    (":s a sh:NodeShap", "sh:NodeShap is not a term of SHACL"),
    (":p sh:severity sh:Warn", "sh:Warn is not a term of SHACL"),
    (":s sh:targetClass schema:Movei", "<http://schema.org/Movei> is not a known term"),
    (":s sh:targetClass rg:Credits", "<https://w3id.org/reelgraph/ontology#Credits> is not a known term"),
    (":s sh:targetClass https:Movie", "is in the wrong namespace"),
]

RULE = """
: sh:declare [ sh:prefix "schema" ; sh:namespace "http://schema.org/" ] .
:s sh:targetClass schema:Movie ; sh:sparql [ sh:prefixes : ; sh:select "SELECT $this { $this schema:%s ?x }" ] .
"""


def problems(folder: Path, text: str, name: str = "shapes.ttl") -> list[str]:
    """The lint of one file."""
    path = folder / name
    path.write_text(f"{PREFIXES}{P} .\n{text} .\n", "utf-8")
    return lint([path], KNOWN)


@pytest.mark.parametrize(("text", "problem"), REFUSED)
def test_what_is_refused(text: str, problem: str, tmp_path: Path) -> None:
    """Each of these has the problem that is named."""
    assert any(problem in found for found in problems(tmp_path, text))


def test_what_is_local_and_known_passes(tmp_path: Path) -> None:
    """A node shape with a property shape, sh:class on it and a pattern in sh:not has no problem."""
    text = ":s a sh:NodeShape ; sh:targetClass schema:Movie ; sh:property :p ."
    assert problems(tmp_path, text + ":p sh:class schema:Person ; sh:not [ sh:pattern 'x' ]") == []


def test_rules_may_use_sparql(tmp_path: Path) -> None:
    """The file of rules is free from what keeps shapes local."""
    assert problems(tmp_path, RULE % "name" + ":t sh:node :u", "rules.ttl") == []


def test_rules_must_spell_their_terms(tmp_path: Path) -> None:
    """A misspelt property in the query of a rule is found."""
    assert problems(tmp_path, RULE % "naem" + ":t sh:node :u", "rules.ttl") == [
        "_:s1: <http://schema.org/naem> is not a known term"
    ]


def test_the_shapes_of_the_house_pass() -> None:
    """The lint finds nothing in shapes/."""
    with (resources.ONTOLOGY / "schema-terms.csv").open(encoding="utf-8") as table:
        known = {SCHEMA + row["term"] for row in csv.DictReader(table)}
    for path in resources.ONTOLOGY.glob("*.ttl"):
        known.update(quad.subject.value for quad in ox.parse(path=path) if isinstance(quad.subject, ox.NamedNode))
    assert lint(resources.SHAPES.glob("*.ttl"), known) == []
