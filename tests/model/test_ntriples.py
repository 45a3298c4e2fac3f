"""Lines of N-Triples are written as the standard's canonical form says; another implementation is the judge."""

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st

from kg.model import ntriples

TEXT = st.text(st.characters(codec="utf-8"))


@given(TEXT)
def test_literals_are_canonical(text: str) -> None:
    """Escaped is what the canonical form escapes, and nothing else."""
    short = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
    escaped = (c in "\x7f\ufffe\uffff" or c < " " for c in text)
    written = (short.get(c) or (f"\\u{ord(c):04X}" if e else c) for c, e in zip(text, escaped, strict=True))
    assert ntriples.literal(text) == f'"{"".join(written)}"'


@given(TEXT)
def test_a_line_is_cut_into_its_terms(text: str) -> None:
    """Whatever a text holds."""
    line = ntriples.statement("a:s", "a:p", ntriples.literal(text))
    assert ntriples.cut(line) == ("<a:s>", "<a:p>", ntriples.literal(text))


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
