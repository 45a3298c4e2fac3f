"""Witnesses of the shapes that are not derived from them: schema.org's vocabulary, the record types, the ontology."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

import msgspec
import pytest

from kg.model import record
from kg.model.prefixes import OWL, RDF, RDFS, RG, SCHEMA, SH, SKOS, XSD
from kg.model.profile import CREDIT, CREDIT_CLASS, LANG_STRING, Field
from kg.model.shapes import Resource, load
from kg.system import resources

ROOT = Path(__file__).parents[1]
DATA = ROOT / "../shared/data"

SHAPES = load(sorted(resources.SHAPES.glob("*.ttl")))
TERMS = load([resources.ONTOLOGY / "reelgraph.ttl"])
NODE_SHAPES = [node for node in SHAPES.of_type(SH + "NodeShape") if node.texts(SH + "property")]


def _local(iri: str) -> str:
    return iri.rpartition("#")[2]


# (a) schema.org's vocabulary


class Term(NamedTuple):
    """A class and its super-types; a property, its domain and its range; a member of an enumeration and its class."""

    name: str
    kind: str
    of: list[str]
    range: list[str]


def _schema_terms() -> Iterator[Term]:
    with (resources.ONTOLOGY / "schema-terms.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            of, range_ = ([SCHEMA + name for name in row[column].split()] for column in ("of", "range"))
            yield Term(SCHEMA + row["term"], row["kind"], of, range_)


def _our_terms() -> Iterator[Term]:
    for term in (node for node in TERMS if node.name.startswith(RG)):
        if OWL + "Class" in term.texts(RDF + "type"):
            yield Term(term.name, "class", term.texts(RDFS + "subClassOf"), [])
        else:
            yield Term(term.name, "property", term.texts(RDFS + "domain"), term.texts(RDFS + "range"))


FACTS = {term.name: term for term in (*_schema_terms(), *_our_terms())}

# What schema.org calls a value of a datatype, "" being an IRI; the role of a credit is a property.
VALUES = {
    XSD + "string": {SCHEMA + "Text"},
    LANG_STRING: {SCHEMA + "Text"},
    XSD + "gYear": {SCHEMA + "Date"},
    XSD + "date": {SCHEMA + "Date"},
    XSD + "dateTime": {SCHEMA + "DateTime"},
    XSD + "duration": {SCHEMA + "Duration"},
    XSD + "integer": {SCHEMA + "Integer", SCHEMA + "Number"},
    XSD + "decimal": {SCHEMA + "Number"},
    "": {SCHEMA + "URL", RDF + "Property"},
}
# schema.org asks for a distance with its unit here; of pictures everybody, search engines among them, states pixels.
VALUES_OF = {SCHEMA + name: {SCHEMA + "Distance"} for name in ("width", "height")}
VARIANTS = {
    cls: {name for variant in node.resources(RG + "variant") for name in variant.texts(RG + "class")}
    for node in NODE_SHAPES
    for cls in node.texts(SH + "targetClass")
}
USES = [
    pytest.param(cls, prop, id=f"{_local(prop.name)} of {cls}")
    for node in NODE_SHAPES
    if node.texts(RG + "record") or CREDIT_CLASS in node.texts(SH + "targetClass")
    for cls in node.texts(SH + "targetClass")
    for prop in node.resources(SH + "property")
]
VOCABULARY = DATA / "schemaorg-30.0/schemaorg-current-https.ttl"


def _with_super_types(cls: str) -> set[str]:
    return {cls}.union(*(_with_super_types(parent) for parent in FACTS[cls].of))


@pytest.mark.parametrize(("cls", "prop"), USES)
def test_a_property_is_used_as_its_vocabulary_means_it(cls: str, prop: Resource) -> None:
    """Its domain covers the class, its range the values; so do those of the schema.org terms that it refines."""
    path, target, datatype = prop.one(SH + "path"), prop.one(SH + "class"), prop.one(SH + "datatype")
    members = {cls for member in prop.list(SH + "in") if member in FACTS for cls in FACTS[member].of}
    values = _with_super_types(target) if target else members or {datatype} | VALUES[datatype]
    values |= VALUES_OF.get(path, set())
    for name in (path, *TERMS[path].texts(RDFS + "subPropertyOf")):
        term = FACTS[name]
        # What is a property of a variant alone, such as the screens of a cinema, is stated of that.
        classes = _with_super_types(cls) | VARIANTS.get(cls, set())
        assert classes & set(term.of), f"{name} is said of {term.of}, not of {cls}"
        assert values & set(term.range), f"{name} has a value in {term.range}, not in {sorted(values)}"


@pytest.mark.parametrize("cls", [cls for node in SHAPES for cls in node.texts(RG + "class")])
def test_a_variant_is_a_class_that_somebody_defined(cls: str) -> None:
    """The further class of a variant is a class of schema.org or ours."""
    assert FACTS[cls].kind == "class"


@pytest.mark.skipif(not VOCABULARY.exists(), reason="schema.org's vocabulary is not beside the repository")
def test_the_facts_about_schema_org_are_its_own() -> None:
    """The table of schema.org's terms has all of them, and says of each what its vocabulary says."""
    there = SCHEMA.replace("http:", "https:")
    vocabulary = load([VOCABULARY])

    def objects(term: Resource, path: str) -> list[str]:
        return [text.replace(there, SCHEMA) for text in term.texts(path) if text.startswith(there)]

    assert {term.name for term in _schema_terms()} == {
        term.name.replace(there, SCHEMA) for term in vocabulary if term.name.startswith(there)
    }
    for stated in _schema_terms():
        term = vocabulary[stated.name.replace(SCHEMA, there)]
        if RDFS + "Class" in term.texts(RDF + "type"):
            found = Term(stated.name, "class", objects(term, RDFS + "subClassOf"), [])
        elif RDF + "Property" not in term.texts(RDF + "type"):
            found = Term(stated.name, "member", objects(term, RDF + "type"), [])
        else:
            domain, range_ = objects(term, there + "domainIncludes"), objects(term, there + "rangeIncludes")
            found = Term(stated.name, "property", domain, range_)
        assert stated == found


# (b) the record types

# Fields that are no property of the thing: what it is, where it was read, and whom somebody plays in this film only.
NO_PROPERTY = {
    "Record.kind",
    "Record.source",
    "Record.faults",
    "Work.kind",
    "Venue.kind",
    "Person.character",
    "Person.position",
}
# A film credits somebody for one company, other films for others: several meet in the graph only.
ONE_A_RECORD = {"Person.affiliation"}
# Parts of a credit that a record does not have to state.
COMPUTED = {"person", "role", "position", "label"}
RECORD_SHAPES = [(node, node.one(RG + "record")) for node in NODE_SHAPES if node.texts(RG + "record")]

# What a part says of its owner stands in the owner's record.
STATED = [
    (name, prop)
    for node, name in RECORD_SHAPES
    for prop in node.resources(SH + "property")
    if prop.one(RG + "ofOwner") != "true"
]


def test_every_field_has_a_property_shape() -> None:
    """Each field of a record type that a node shape stands for is the name of one of its property shapes."""
    named = {f"{name}.{_local(prop.name)}" for name, prop in STATED}
    fields = {f"{name}.{field}" for _, name in RECORD_SHAPES for field in getattr(record, name).__struct_fields__}
    assert fields - named - NO_PROPERTY == set(), "these fields have no property shape in shapes/"
    assert named - fields == set(), "these property shapes have no field in kg/model/record.py"
    assert fields >= NO_PROPERTY


def test_every_record_type_has_a_node_shape() -> None:
    """What is read can be described: only faults and sources are about records and not about films."""
    types = {
        name
        for name, value in vars(record).items()
        if isinstance(value, type) and value.__module__ == "kg.model.record"
    }
    assert types - {"Fault", "Source"} == {name for _, name in RECORD_SHAPES}


def test_a_credit_says_what_a_person_has_and_what_is_computed() -> None:
    """Whatever else is a property of a credit is a field of Person."""
    (credit,) = (node for node in NODE_SHAPES if CREDIT_CLASS in node.texts(SH + "targetClass"))
    said = {_local(prop) for prop in credit.texts(SH + "property")} - COMPUTED
    assert said <= set(record.Person.__struct_fields__)
    assert {f"Person.{name}" for name in said} <= NO_PROPERTY


@pytest.mark.parametrize(
    ("name", "prop"),
    [pytest.param(name, prop, id=f"{name}.{_local(prop.name)}") for name, prop in STATED],
)
def test_a_field_has_the_type_that_its_shape_demands(name: str, prop: Resource) -> None:
    """One value for sh:maxCount 1, a list or a mapping otherwise; the things it links to, or else plain values."""
    field = _local(prop.name)
    type_ = get_type_hints(getattr(record, name))[field]
    parts = list(_parts(type_))
    single = prop.one(SH + "maxCount") == "1" or f"{name}.{field}" in ONE_A_RECORD
    assert single is not any(part in (tuple, dict) for part in parts)
    assert prop.one(SH + "datatype") != LANG_STRING or type_ == dict[str, str]
    target = prop.one(RG + "describedAs") or prop.one(SH + "class")
    linked = {other for node, other in RECORD_SHAPES if target in node.texts(SH + "targetClass")}
    structs = {part.__name__ for part in parts if isinstance(part, type) and issubclass(part, msgspec.Struct)}
    assert structs == (set() if prop.texts(RG + "values") else linked)


def _parts(type_: Any) -> Iterator[Any]:
    yield get_origin(type_) or type_
    for argument in get_args(type_):
        yield from _parts(argument)


# (c) the ontology

_MENTION = re.compile(r'(?:\brg:|\bRG \+ "|\{RG\})(\w+)')
MENTIONING = [*resources.SHAPES.glob("*.ttl"), *resources.QUERIES.glob("*.rq"), *(ROOT / "kg").rglob("*.py")]
MENTIONED = {RG + name for path in MENTIONING for name in _MENTION.findall(path.read_text(encoding="utf-8"))}
FIELDS = {RG + re.sub("_(.)", lambda found: found[1].upper(), name) for name in Field.__dataclass_fields__}
MENTIONED |= FIELDS & {node.name for node in TERMS}
DEFINED = [node for node in TERMS if node.name.startswith(RG)]


def test_terms_are_defined_where_they_are_used() -> None:
    """What shapes, queries and code say of ours is in the ontology, and nothing is there that nobody says."""
    defined = {term.name for term in DEFINED}
    assert MENTIONED - defined == set(), "used, but not defined in ontology/reelgraph.ttl"
    assert defined - MENTIONED == set(), "defined in ontology/reelgraph.ttl, but not used"


@pytest.mark.parametrize("term", DEFINED, ids=lambda term: _local(term.name))
def test_a_term_is_explained(term: Resource) -> None:
    """Each term has a label and a definition, in English and Dutch, and says what it is."""
    assert set(term.languages(RDFS + "label")) == {"en", "nl", "de", "fr", "it", "es", "pt"}
    assert set(term.languages(SKOS + "definition")) == {"en", "nl"}
    assert term.texts(RDF + "type")


@pytest.mark.parametrize(
    "term",
    [t for t in DEFINED if any(cls.startswith(SCHEMA) for cls in t.texts(RDFS + "domain")) and t.name != CREDIT],
    ids=lambda term: _local(term.name),
)
def test_what_is_said_of_a_film_refines_a_property_of_schema_org(term: Resource) -> None:
    """Only a credit is nothing that schema.org knows: none of its properties points there."""
    refined = term.texts(RDFS + "subPropertyOf")
    assert refined and all(FACTS[name].kind == "property" for name in refined)


@pytest.mark.parametrize(
    ("namespace", "path"),
    [
        ("http://www.ebu.ch/metadata/ontologies/ebucoreplus#", DATA / "vocab-ebucoreplus/ebucoreplus.owl"),
        ("https://movielabs.com/omc/rdf/schema/v2.8#", DATA / "vocab-omc/omc.ttl"),
    ],
)
def test_alignments_are_with_terms_that_exist(namespace: str, path: Path) -> None:
    """Each term of another vocabulary that ours is matched with is defined there."""
    if not path.exists():
        pytest.skip(f"{path.name} is not beside the repository")
    matches = {name for term in DEFINED for kind in ("exactMatch", "closeMatch") for name in term.texts(SKOS + kind)}
    assert {name for name in matches if name.startswith(namespace)} - {node.name for node in load([path])} == set()
