"""Lines of N-Triples are written as the standard's canonical form says; another implementation is the judge."""

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st

from kg.model import ntriples

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"))


@given(TEXT)
def test_literals_are_canonical(text: str) -> None:
    """A literal is written as pyoxigraph writes it."""
    assert ntriples.literal(text) == str(ox.Literal(text))


@given(TEXT)
def test_literals_come_back(text: str) -> None:
    """What is written is read as the same text."""
    line = f"<a:s> <a:p> {ntriples.tagged(text, 'EN-gb')} ."
    (quad,) = ox.parse(line, format=ox.RdfFormat.N_TRIPLES)
    assert quad.object == ox.Literal(text, language="en-gb")


def test_datatypes() -> None:
    """Strings leave their datatype unsaid, everything else says it."""
    assert ntriples.literal("a") == '"a"'
    assert ntriples.literal("2023", "http://x/y") == '"2023"^^<http://x/y>'
