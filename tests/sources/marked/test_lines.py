"""Records and faults of RDF have the lines on which they stand, or none."""

import json
from pathlib import Path

import pytest

from kg import sources
from kg.model.record import Fault, Record
from kg.report.leftovers import Leftovers

MOVIE, TYPE = "http://schema.org/Movie", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
IRI = "http://e.org/Té%20x"
TURTLE = f"""@prefix s: <http://schema.org/> .

<{IRI}> a s:Movie ;
  s:name "One" ;
  s:duration "much" .
<http://e.org/2> s:name "Two"
  ; a s:Movie .
<http://e.org/3> a s:Review .
"""
LINES = f"""# c
<{IRI}> <{TYPE}> <{MOVIE}> .
<{IRI}> <http://schema.org/name> "One" .

<{IRI}> <http://schema.org/duration> "much" .
<http://e.org/2> <http://schema.org/name> "Two" .
<http://e.org/2> <{TYPE}> <{MOVIE}> .
<http://e.org/3> <{TYPE}> <http://schema.org/Review> .
"""
LD = json.dumps(
    {
        "@context": "https://schema.org",
        "@graph": [
            {"@id": IRI, "@type": "Movie", "name": "One", "duration": "much"},
            {"@id": "http://e.org/2", "@type": "Movie", "name": "Two"},
        ],
    },
    indent=1,
)


@pytest.mark.parametrize("size", [0, 20_000_000])
@pytest.mark.parametrize(
    ("name", "text", "lines"),
    [
        ("a.ttl", TURTLE, (3, 5, 6, 8)),
        ("a.trig", TURTLE, (3, 5, 6, 8)),
        ("a.nt", LINES, (2, 5, 6, 8)),
        ("a.nq", LINES, (2, 5, 6, 8)),
        ("a.nt", LINES.replace("\n", "\r\n"), (2, 5, 6, 8)),
        ("a.jsonld", LD, (6, 8, 12, 0)),
        ("a.nt", LINES.replace("\n", "\r"), (0, 0, 0, 0)),
    ],
)
def test_lines(
    name: str, text: str, lines: tuple[int, ...], size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those of the film, its fault, and what belongs to no film; where none is known, the IRI is in the text."""
    monkeypatch.setattr("kg.sources.marked.rdf._IN_MEMORY", size)
    path = tmp_path / name
    path.write_bytes(text.encode())
    one, two, *others = sources.accounted(path, sources.guess(path), tmp_path)
    assert isinstance(one, Record) and isinstance(two, Record) and (one.source.key, len(one.faults)) == (IRI, 1)
    assert (one.source.line, one.faults[0].line or one.source.line, two.source.line) == lines[:3]
    assert one.faults[0].reason.endswith(f"; in {IRI}") == (not lines[0])
    left = [place for other in others if isinstance(other, Leftovers) for place in other.examples]
    assert [place.line for place in left] == ([] if name == "a.jsonld" else [lines[3]])


@pytest.mark.parametrize(
    ("name", "data", "line"),
    [
        ("a.ttl", b"<a> <p> 1 .\n<b> nonsense .", 2),
        ("a.nt", b"\n<x:a> <x:p> .\n", 2),
        ("a.rdf", b"<?xml version='1.0'?>\n<rdf:RDF>", 0),
        ("a.ttl", b"<a> <p> <b> .", 0),
        ("a.ttl", b"[" * 2000, 0),
    ],
)
def test_files_that_are_at_fault(name: str, data: bytes, line: int, tmp_path: Path) -> None:
    """The line is told where the parser knows it, and none where the file as a whole is at fault."""
    (tmp_path / name).write_bytes(data)
    (fault,) = sources.read(tmp_path / name, sources.guess(tmp_path / name), tmp_path)
    assert isinstance(fault, Fault) and fault.line == line
