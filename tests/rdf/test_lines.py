"""Statements have the lines on which they stand."""

import io
from collections.abc import Iterable

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.rdf.lines import placed

TURTLE = [
    ("one a line", "<a> <p> <b> .\n<c> <p> <d> .", [1, 2]),
    ("prefixes and blank lines", "@prefix x: <x:> .\n\n\n<a> x:p x:q .\n", [4]),
    ("comments", "# one\n<a> <p> 1 . # two\n#<b> <p> 2 .\n<c> <p> 3 .", [2, 4]),
    ("several on a line", "<a> <p> <b> . <c> <p> <d> , <e> .", [1, 1, 1]),
    ("lists of properties", "<a> <p> <b> ;\n <q> 'c' ;\n <r> 5 , 6 .", [1, 2, 3, 3]),
    ("what ends it on the next line", "<a> <p> 'b'\n; <q> 'c'\n, 'd'\n\n # e\n.\n<f> <p> 'g'\n.", [1, 2, 3, 7]),
    ("the subject on a line of its own", "<a>\n  <p>\n  <b> .", [3]),
    ("long texts", "<a> <p> '''b\n. c\n# d\n''' .\n<e> <p> 'f' .", [4, 5]),
    ("blank nodes", "<a> <p> [ <q> 'b' ;\n <r> 'c'\n] .\n<d> <p> 'e' .", [1, 2, 2, 4]),
    ("Windows", "<a> <p> 'b' .\r\n\r\n<c> <p> 'd'\r\n.\r\n", [1, 3]),
    ("a line that ends with CR alone", "<a> <p> 'b' .\n<c> <p> 'd' .\r<e> <p> 'f' .", [1, 0, 0]),
]


@pytest.mark.parametrize(("text", "lines"), [case[1:] for case in TURTLE], ids=[case[0] for case in TURTLE])
def test_turtle(text: str, lines: list[int]) -> None:
    """The line on which the object ends; 0 where lines cannot be counted."""
    assert [line for _, line in placed(io.BytesIO(text.encode()), ox.RdfFormat.TURTLE, "file:///")] == lines


def test_xml() -> None:
    """The line on which the element ends that holds the object."""
    head = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="x:">'
    films = '<T rdf:about="x:a">\n<p>b</p>\n<q>c\n</q></T>\n<T rdf:about="x:d"/></rdf:RDF>'
    text = f'<?xml version="1.0"?>\n{head}\n\n{films}'
    assert [line for _, line in placed(io.BytesIO(text.encode()), ox.RdfFormat.RDF_XML, "file:///")] == [4, 5, 7, 8]


@given(
    st.lists(st.sampled_from(["", "  ", "# <a> .", '<x:a> <x:p> "b.;" .', '\t<x:a> <x:p> "\\n" . # c']), max_size=30)
)
def test_n_triples(lines: list[str]) -> None:
    """Each statement has its own line, whatever stands between."""
    found = placed(io.BytesIO("\n".join(lines).encode()), ox.RdfFormat.N_TRIPLES, "file:///")
    assert [line for _, line in found] == [number for number, line in enumerate(lines, 1) if "<x:a>" in line]


PIECES = [" ", "\n", "<a>", "<p>", "'b'", "'''\n'''", ";", ",", ".", "[", "]", "#\n", "5", "\r"]


def _all(quads: Iterable[ox.Quad]) -> list[str]:
    """What is stated, blank nodes without their names, and what is wrong with the rest."""
    said: list[str] = []
    try:
        for quad in quads:
            ends = ("_" if isinstance(end, ox.BlankNode) else str(end) for end in (quad.subject, quad.object))
            said.append(f"{' '.join(ends)} {quad.predicate}")
    except SyntaxError as error:
        said.append(str(error.msg))
    return said


@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_the_statements_are_those_of_the_parser(pieces: list[str]) -> None:
    """Reading line by line changes nothing of what a text states, nor what is wrong with it."""
    data = "".join(pieces).encode()
    found = placed(io.BytesIO(data), ox.RdfFormat.TURTLE, "file:///")
    assert _all(quad for quad, _ in found) == _all(ox.parse(data, ox.RdfFormat.TURTLE, base_iri="file:///"))
