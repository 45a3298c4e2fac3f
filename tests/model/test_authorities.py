"""Identifiers of other authorities."""

import pytest

from kg.model.authorities import identifier, same_as
from kg.system.errors import NotUnderstood


@pytest.mark.parametrize(
    ("scheme", "kind", "raw", "iri"),
    [
        ("imdb", "film", "tt5537002", "https://www.imdb.com/title/tt5537002/"),
        ("imdb", "episode", "tt5537002", "https://www.imdb.com/title/tt5537002/"),
        ("imdb", "film", "https://www.imdb.com/title/tt5537002/", "https://www.imdb.com/title/tt5537002/"),
        ("imdb", "film", "0137523", "https://www.imdb.com/title/tt0137523/"),
        ("imdb", "film", "137523", "https://www.imdb.com/title/tt0137523/"),
        ("imdb", "person", " nm0000217 ", "https://www.imdb.com/name/nm0000217/"),
        ("wikidata", "work", "Q42", "http://www.wikidata.org/entity/Q42"),
        ("wikipedia", "film", "Schindler's_List", "https://en.wikipedia.org/wiki/Schindler's_List"),
    ],
)
def test_identifier(scheme: str, kind: str, raw: str, iri: str) -> None:
    """An identifier has the form of its authority, which knows the thing under an IRI."""
    assert same_as(scheme, kind, identifier(scheme, kind, raw)) == iri


@pytest.mark.parametrize(
    ("scheme", "kind", "raw"),
    [
        ("imdb", "film", "nm0000217"),
        ("imdb", "film", "tt５５３７００２"),
        ("imdb", "film", "https://www.imdb.com/name/nm0000217/"),
        ("imdb", "film", "1234"),
        ("imdb", "work", "tt5537002"),
        ("wikidata", "film", "Q0"),
        ("wikipedia", "film", "a%zz"),
        ("wikipedia", "film", "Schindler's List"),
        ("letterboxd", "film", "here"),
        ("imdb", "film", ""),
    ],
)
def test_identifier_not_understood(scheme: str, kind: str, raw: str) -> None:
    """Other forms, other kinds and unknown authorities are refused."""
    with pytest.raises(NotUnderstood):
        identifier(scheme, kind, raw)
