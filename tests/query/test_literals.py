"""Literals of a query that a release cannot have where they stand."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.query.answering import answer
from kg.query.uses import Uses

pytestmark = pytest.mark.slow

HEAD = "PREFIX schema: <http://schema.org/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> "
YEAR = '"2023"^^xsd:gYear'
YEARS = 'its values are such as "2023"^^xsd:gYear'


def _notes(query: str, released: Path) -> list[str]:
    notes: list[str] = []
    list(answer(str(released), HEAD + query, None, (), None, 60, notes.append))
    return [note.removeprefix("the query: ") for note in notes]


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("ASK { ?f schema:dateCreated 2023 }", f"no schema:dateCreated is 2023; did you mean {YEAR}?"),
        ("ASK { ?f schema:dateCreated '2023' }", f'no schema:dateCreated is "2023"; did you mean {YEAR}?'),
        ("ASK { ?f a schema:Movie ; schema:dateCreated '2023'^^xsd:date }", f"; did you mean {YEAR}?"),
        ("ASK { ?f <http://schema.org/dateCreated> 2023 }", f"did you mean {YEAR}?"),
        ("ASK { ?f schema:isBasedOn/schema:name 'An old sonk' }", 'did you mean "An old song"?'),
        ("ASK { ?f schema:dateCreated true }", "its values are such as "),
        ("ASK { ?f schema:duration 95 }", 'its values are such as "PT1H35M"^^xsd:duration'),
        ("ASK { ?c a schema:Country ; schema:name 'Belgium' }", 'did you mean "Belgium"@en?'),
        ("ASK { ?f schema:name 'Salt', 'Satl' }", 'no schema:name is "Satl"; did you mean "Salt"?'),
        ("ASK { ?f schema:name 'Xyzzy' }", 'no schema:name is "Xyzzy"; it has no text like this'),
        (
            "ASK { ?f schema:director 'Anna Voss' }",
            "its values are IRIs, and their names are schema:director/schema:name",
        ),
        ("ASK { ?f schema:dateCreated ?y FILTER(?y > 2020) }", "?y is compared with 2020, but its values are such as "),
        ("ASK { ?f schema:dateCreated ?y FILTER(2020 <= ?y && ?f != 1) }", "?y is compared with 2020"),
        ("ASK { ?f schema:dateCreated ?y FILTER(?y = '2023') }", '?y is compared with "2023"'),
        ("ASK { ?f schema:dateCreated ?y FILTER(?y != -1) }", "?y is compared with -1"),
        ("ASK { ?f schema:countryOfOrigin/schema:identifier ?c FILTER(?c = 'BE'@en) }", '?c is compared with "BE"@en'),
        ("ASK { ?f schema:director ?d FILTER(?d = 'Anna Voss') }", '?d is compared with "Anna Voss"'),
        (
            "SELECT (SUM(?d) AS ?n) { ?f schema:duration ?d }",
            'SUM of ?d is empty, because its values are such as "P',
        ),
        ("SELECT (avg(distinct ?y) AS ?n) { ?f schema:dateCreated ?y }", "AVG of ?y is empty"),
        (
            "SELECT (HOURS(?d) AS ?n) { ?f schema:duration ?d }",
            "HOURS of ?d is empty, because its values",
        ),
        ("ASK { ?f schema:duration ?d FILTER(minutes(?d) > 2 && minutes(?d) < 9) }", "MINUTES of ?d is empty"),
        ("ASK { ?f schema:duration ?d BIND(ROUND(?d) AS ?n) }", "ROUND of ?d is empty"),
        ("ASK { ?f schema:dateCreated ?y FILTER(MONTH(?y) = 2) }", "MONTH of ?y is empty"),
        ("ASK { ?f schema:director ?d FILTER(LCASE(?d) = 'a') }", "LCASE of ?d is empty"),
    ],
)
def test_what_cannot_be_is_told(query: str, told: str, released: Path) -> None:
    """One line, with what may have been meant, or such a value as the release has."""
    (note,) = _notes(query, released)
    assert told in note


@pytest.mark.parametrize(
    "query",
    [
        f"ASK {{ ?f schema:dateCreated {YEAR} }}",
        "ASK { ?f schema:name 'Salt' ; schema:description 'A pier, and who waits there.'@en }",
        f"ASK {{ ?f schema:dateCreated ?y FILTER(?y > {YEAR}) }}",
        "ASK { ?f schema:dateCreated ?y FILTER(STR(?y) > '2020') }",
        "ASK { ?f schema:dateCreated ?y FILTER(xsd:integer(STR(?y)) > 2020) }",
        "ASK { ?f schema:dateCreated ?year BIND(xsd:integer(STR(?year)) AS ?y) FILTER(?y > 2020) }",
        "SELECT (COUNT(?d) AS ?n) (MIN(?d) AS ?m) { ?f schema:duration ?d } HAVING (COUNT(?d) > 0)",
        "ASK { ?f schema:name|schema:dateCreated 2023 }",
        "ASK { ?f schema:name|schema:dateCreated ?x FILTER(?x > 2023) }",
        "ASK { ?f ^schema:director ?x FILTER(?x > 2023) }",
        "ASK { ?f ?p 2023 }",
        "ASK { ?f schema:name ?n FILTER(CONTAINS(?n, 'Xyzzy')) }",
        "CONSTRUCT { ?f schema:dateCreated 2023 ; schema:name ?y } { ?f a schema:Movie ; schema:dateCreated ?y }",
        "SELECT * { VALUES ?y { 2023 } ?f schema:dateCreated ?y FILTER(?y > 2020) }",
        "ASK { ?f schema:name ?x FILTER(STRLEN(?x) + 1 > 3) }",
        "ASK { ?f schema:dateCreated ?y FILTER(YEAR(?y) > 2020) }",
        "ASK { ?f schema:director ?d FILTER(STRLEN(STR(?d)) > 2) }",
        "ASK { ?f schema:name|schema:dateCreated ?y FILTER(YEAR(?y) > 2020) }",
    ],
)
def test_what_can_be_is_not_spoken_of(query: str, released: Path) -> None:
    """What a release has, what is made of a value, and what may be the object of several properties."""
    assert not _notes(query, released)


PIECES = "schema:a ?x 'a' ^^ <a:b> 1 - , < = SUM ( ) { } CONSTRUCT FILTER"


@given(st.text() | st.lists(st.sampled_from(PIECES.split())).map(" ".join))
def test_any_text(text: str) -> None:
    """The uses of any text can be read, whether it is a query or not."""
    assert Uses.read(text) == Uses.read(text)
