"""Links of people and of things of a catalogue's own, and their texts in languages, from every kind of source."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from kg.cli import main

SHAPES = """\
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix schema: <http://schema.org/> .
@prefix film: <https://w3id.org/reelgraph/shapes/film#> .
@prefix ex: <https://cinema.example/terms#> .
@prefix my: <https://cinema.example/shapes#> .

film: sh:property my:prizes, my:remake_of .
my:remake_of sh:path ex:remakeOf ; sh:nodeKind sh:IRI .
my:prizes sh:path ex:prize ; sh:class ex:Prize .
my:person a sh:NodeShape ; sh:targetClass schema:Person ; sh:property my:born, my:bio, my:spouse, my:agency, my:site .
my:born sh:path schema:birthDate ; sh:datatype xsd:date ; sh:maxCount 1 .
my:bio sh:path ex:bio ; sh:datatype rdf:langString .
my:spouse sh:path ex:spouse ; sh:class schema:Person .
my:agency sh:path ex:agency ; sh:class schema:Organization ; sh:maxCount 1 .
my:site sh:path ex:site ; sh:nodeKind sh:IRI .
my:prize a sh:NodeShape ; sh:targetClass ex:Prize ; sh:property my:called, my:money, my:why, my:shot_in, my:jury .
my:called sh:path schema:name ; sh:datatype xsd:string ; sh:minCount 1 ; sh:maxCount 1 .
my:money sh:path ex:money ; sh:datatype xsd:integer ; sh:maxCount 1 .
my:why sh:path ex:why ; sh:datatype rdf:langString .
my:shot_in sh:path ex:shotIn ; sh:class schema:Country .
my:jury sh:path ex:jury ; sh:class schema:Person .
"""
TURTLE = """\
@prefix s: <http://schema.org/> .
@prefix ex: <https://cinema.example/terms#> .
@base <https://v.example/> .
<1> a s:Movie ; s:name "Close" ; s:dateCreated "2022" ; s:director <p> ; ex:prize <z> .
<p> a s:Person ; s:name "A B" ; ex:bio "b"@en, "c"@nl ; ex:spouse <q> ; ex:agency <o> ; ex:site <https://a.example/> .
<q> a s:Person ; s:name "C D" ; s:birthDate "1971-01-02" .
<o> a s:Organization ; s:name "Acting" .
<z> a ex:Prize ; s:name "Grand" ; ex:money 500 ; ex:why "good"@en, "goed"@nl ; ex:shotIn <c> ; ex:jury <q> .
<c> a s:Country ; s:name "Belgium" .
"""
MARKUP = {
    "@context": ["https://schema.org", {"ex": "https://cinema.example/terms#"}],
    "@type": "Movie",
    "name": "Close",
    "dateCreated": "2022",
    "director": {
        "@type": "Person",
        "name": "A B",
        "ex:bio": [{"@value": "b", "@language": "en"}, {"@value": "c", "@language": "nl"}],
        "ex:spouse": [{"@type": "Person", "name": "C D", "birthDate": "1971-01-02"}],
        "ex:agency": {"@type": "Organization", "name": "Acting"},
        "ex:site": {"@id": "https://a.example/"},
    },
    "ex:prize": {
        "@type": "ex:Prize",
        "name": "Grand",
        "ex:money": 500,
        "ex:why": [{"@value": "good", "@language": "en"}, {"@value": "goed", "@language": "nl"}],
        "ex:shotIn": "Belgium",
        "ex:jury": {"@type": "Person", "name": "C D", "birthDate": "1971-01-02"},
    },
}
SPOUSE = {"name": "C D", "born": "1971-01-02"}
DIRECTOR = {
    "name": "A B",
    "agency": {"name": "Acting"},
    "bio": {"en": "b", "nl": "c"},
    "site": ["https://a.example/"],
    "spouse": [SPOUSE],
}
PRIZE = {
    "called": "Grand",
    "jury": [SPOUSE],
    "money": "500",
    "shot_in": ["BE"],
    "why": {"en": "good", "nl": "goed"},
}
Read = Callable[[str, str, str], list[dict[str, Any]]]


@pytest.fixture
def read(tmp_path: Path, write_catalogue: Callable[..., None]) -> Read:
    """The records of a file of a catalogue with these shapes."""

    def of(name: str, reader: str, text: str) -> list[dict[str, Any]]:
        (tmp_path / "shapes").mkdir()
        (tmp_path / "shapes" / "own.ttl").write_text(SHAPES)
        (tmp_path / name).write_text(text)
        write_catalogue(tmp_path, [("given", reader, name)])
        return [*map(json.loads, CliRunner().invoke(main, ["read", str(tmp_path)]).stdout.splitlines())]

    return of


SAID = [
    ("films.ttl", "rdf", TURTLE),
    ("page.html", "markup", f'<script type="application/ld+json">{json.dumps(MARKUP)}</script>'),
    ("films.jsonl", "native", json.dumps({"title": "Close", "directors": [DIRECTOR], "prizes": [PRIZE]})),
]


@pytest.mark.parametrize(("name", "reader", "text"), SAID, ids=[name for name, *_ in SAID])
def test_links_and_texts_of_people_and_of_things(name: str, reader: str, text: str, read: Read) -> None:
    """Every kind of property of a person and of a thing of one's own is read, and of the people that they link to."""
    (film,) = read(name, reader, text)
    assert (film["directors"], film["prizes"], "faults" in film) == ([DIRECTOR], [PRIZE], False)


def test_a_link_by_name_alone(read: Read) -> None:
    """A text names somebody, too; an address of which nothing is said is a fault of the property."""
    text = TURTLE.replace("ex:spouse <q>", 'ex:spouse "C D", <https://v.example/none>')
    (film,) = read("films.ttl", "rdf", text)
    assert film["directors"][0]["spouse"] == [{"name": "C D"}]
    assert [(one["field"], one["reason"]) for one in film["faults"]] == [
        ("directors.spouse", "an address without a name")
    ]


def test_of_a_property_with_room_for_one(read: Read) -> None:
    """Several values are none, and a fault says which property has them."""
    (film,) = read("films.ttl", "rdf", TURTLE.replace("ex:agency <o>", 'ex:agency "One", "Two"'))
    assert "agency" not in film["directors"][0]
    assert [(one["field"], one["reason"]) for one in film["faults"]] == [
        ("directors.agency", "several values; only one is allowed")
    ]


def test_what_is_not_used_of_who_is_linked_to(read: Read, tmp_path: Path) -> None:
    """It is counted by the way that leads there, once, however many films lead to them."""
    text = TURTLE + '<3> a s:Movie ; s:name "Girl" ; s:director <p> . <q> ex:hobby "chess" .'
    assert [film["directors"] for film in read("films.ttl", "rdf", text)] == [[DIRECTOR], [DIRECTOR]]
    told = CliRunner().invoke(main, ["read", str(tmp_path), "--report", "text"]).stdout
    assert "1  property director.https://cinema.example/terms#spouse.https://cinema.example/terms#hobby" in told


def test_a_link_that_leads_back(read: Read) -> None:
    """Of who is married to whom, each has what is declared of people, once around."""
    one = {"name": "A B", "spouse": [{**SPOUSE, "spouse": ["A B"]}]}
    (film,) = read("films.jsonl", "native", json.dumps({"title": "Close", "directors": [one]}))
    assert film["directors"] == [{"name": "A B", "spouse": [{**SPOUSE, "spouse": [{"name": "A B"}]}]}]
    assert "faults" not in film


def test_the_address_of_another_film(read: Read) -> None:
    """A property whose values are addresses takes that of a film that the file describes as well."""
    text = TURTLE + '<1> ex:remakeOf <2> . <2> a s:Movie ; s:name "Open" .'
    first, second = read("films.ttl", "rdf", text)
    assert first["remake_of"] == ["https://v.example/2"] and "faults" not in first
    assert second["title"] == "Open"


WRONG = [
    ({"bio": "plain"}, "directors.bio", 'not a text in a language; write {"en": "…"}'),
    ({"bio": ["one", "two"]}, "directors.bio", 'not a text in a language; write {"en": "…"}'),
    ({"born": "soon"}, "directors.born", "not a date"),
    ({"spouse": [{"name": "C D", "born": "soon"}]}, "directors.spouse.born", "not a date"),
]


@pytest.mark.parametrize(("said", "field", "reason"), WRONG)
def test_a_fault_names_the_property_of_a_person(said: dict[str, Any], field: str, reason: str, read: Read) -> None:
    """What is wrong inside of a person is a fault of that property of theirs, by all that leads there."""
    (film,) = read("films.jsonl", "native", json.dumps({"title": "Close", "directors": [{"name": "A B", **said}]}))
    (fault,) = film["faults"]
    assert fault["field"] == field and fault["reason"].startswith(reason)
