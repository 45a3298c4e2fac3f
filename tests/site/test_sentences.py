"""Sentences by the patterns of the shapes."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.release.documents import Document, Neighbours, documents
from kg.release.selection import Selection
from kg.site.entity import Subject
from kg.site.items import Items
from kg.site.sentences import few, filled

PATTERN = "{title}[ ({year})] is a film[ by {directors}][, with {cast}]."


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"title": "Kin", "year": "2020", "directors": "Ann", "cast": "Zoë"}, "Kin (2020) is a film by Ann, with Zoë."),
        ({"title": "Kin", "cast": "Zoë"}, "Kin is a film, with Zoë."),
        ({"title": "Kin"}, "Kin is a film."),
        ({"title": "[Rec {year}]", "year": "2007"}, "[Rec {year}] (2007) is a film."),
        ({"year": "2020"}, ""),
    ],
)
def test_a_part_without_value_falls_away(told: dict[str, str], said: str) -> None:
    """Without what stands outside of brackets there is no sentence; what a value holds is text."""
    assert filled(PATTERN, lambda name: told.get(name, "")) == said


@given(st.text(min_size=1))
def test_values_stand_as_they_are(value: str) -> None:
    """Whatever they hold."""
    assert filled("{a}[ {b}]", lambda _: value) == f"{value} {value}"


@pytest.mark.parametrize(
    ("count", "said"),
    [(1, "a"), (2, "a and b"), (4, "a, b, c, and d"), (5, "a, b, c, and 2 more"), (2003, "a, b, c, and 2,000 more")],
)
def test_few_are_named_and_the_others_counted(count: int, said: str, small: dict[str, Items]) -> None:
    """Of what is not named there are at least two."""
    assert few("abcd"[:count], count, small["en"]) == said


THINGS = """
<film/a/#this> a schema:Movie ; schema:name "A" ; schema:director <person/p/#this> ; schema:actor <person/p/#this> ;
    schema:productionCompany <organization/o/#this> ; schema:countryOfOrigin <country/be/#this> .
<film/b/#this> a schema:Movie ; schema:name "B" ; schema:director <person/p/#this> .
<person/p/#this> a schema:Person ; schema:name "P" ; schema:affiliation <organization/o/#this> .
<person/q/#this> a schema:Person ; schema:name "Q" .
<organization/o/#this> a schema:Organization ; schema:name "O" .
<country/be/#this> a schema:Country ; schema:name "Belgium"@en, "België"@nl .
"""


@pytest.mark.parametrize(
    ("thing", "language", "said"),
    [
        ("person/p", "en", "P worked on A and B as director and as actor."),
        ("person/p", "nl", "P werkte mee aan A en B als regisseur en als acteur."),
        ("organization/o", "en", "O took part in A as production company."),
        ("country/be", "nl", "België: productieland van A."),
        ("film/b", "en", "B is a film by P."),
        ("person/q", "en", "Person · Q"),
    ],
)
def test_a_thing_is_told_by_what_links_to_it(
    thing: str, language: str, said: str, show: Callable[..., Any], turtle_lines: Callable[[str], list[bytes]]
) -> None:
    """By works alone: a company did not take part in those who work for it."""
    lines = sorted(turtle_lines(THINGS))
    items: Items = show(lines)[language]
    found: dict[str, Document] = {document.iri: document for document in documents(lines)}
    near: Neighbours = {document.thing.iri: document.thing for document in found.values()}
    document = found[f"https://films.example/{thing}/"]
    assert Subject(Selection(document, near, items.profile), None, items).lead == said
