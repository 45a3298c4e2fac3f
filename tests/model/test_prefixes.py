"""The table of prefixes."""

from itertools import permutations

import pytest

from kg.model.prefixes import PREFIXES, compact


def test_an_iri_has_one_prefix() -> None:
    """No namespace begins another, so the order of the table does not matter."""
    assert not [pair for pair in permutations(PREFIXES.values(), 2) if pair[0].startswith(pair[1])]


@pytest.mark.parametrize(
    ("iri", "written"),
    [
        ("http://schema.org/Movie", "schema:Movie"),
        ("https://w3id.org/reelgraph/ontology#role", "rg:role"),
        ("http://www.wikidata.org/entity/Q42", "wd:Q42"),
        ("https://schema.org/Movie", "https://schema.org/Movie"),
        ("https://example.org/?a=http://schema.org/Movie", "https://example.org/?a=http://schema.org/Movie"),
    ],
)
def test_compact(iri: str, written: str) -> None:
    """Only the namespace at the beginning of an IRI becomes a prefix."""
    assert compact(iri) == written
