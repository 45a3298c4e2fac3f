"""Documents: a file has a suffix, and what comes on standard input is known by what it looks like."""

import gzip
import io
from pathlib import Path
from types import SimpleNamespace

import pytest

from kg.rdf.documents import STDIN, document, syntax
from kg.rdf.statements import NotRdf

RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
LOOKS = [
    (".jsonld", "{}"),
    (".jsonld", '\ufeff \n{ "@context": "https://schema.org" }'),
    (".jsonld", '[{"@type": "Movie"}]'),
    (".html", "<!doctype html>\n<p>x"),
    (".html", "<html lang=en>"),
    (".html", "<!-- a page --><p>x"),
    (".html", "<script type='application/ld+json'>{}</script>"),
    (".html", f"<html {RDF}><p about='#x'>"),
    (".rdf", f"<?xml version='1.0'?>\n<rdf:RDF {RDF}/>"),
    (".rdf", f"<!-- films --><r:RDF xmlns:r={RDF[10:]}>"),
    (".rdf", f"<s:Movie {RDF} xmlns:s='http://schema.org/'/>"),
    (".nq", "<http://a.example/a> <a:b> <a:c> .\n"),
    (".nq", '# films\n\n_:a <a:b> "x"@en . # one\r\n_:a <a:b> "y" <a:g> .\n_:a <a:b> "cut o'),
    (".trig", "@prefix s: <http://schema.org/> ."),
    (".trig", "PREFIX s: <http://schema.org/>\n<#m> a s:Movie ."),
    (".trig", "<#m> a <http://schema.org/Movie> ; <a:b> 1 ."),
    (".trig", "<a:m> <a:b> <a:c> ; <a:d> 1 ."),
    (".trig", "[ a <http://schema.org/Movie> ] ."),
    (".trig", "[] a <http://schema.org/Movie> ."),
    (".trig", "{ <a:a> <a:b> <a:c> }"),
    (".trig", "<a:g> { <a:a> <a:b> <a:c> }"),
    (".trig", "<a:a> <a:b> <a:c> .\n<a:a> <a:b> 1 .\n"),
    (".trig", "no syntax at all"),
]


@pytest.mark.parametrize(("suffix", "text"), LOOKS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_syntax(suffix: str, text: str, encoding: str) -> None:
    """What a document looks like, in any encoding."""
    assert syntax(text.encode(encoding)) == suffix


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is called stdin, is bounded, and may be packed."""
    data = b"<a:a> <a:b> <a:c> .\n"
    for given in (data, gzip.compress(data)):
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(given)))
        found = document(STDIN)
        assert (found.name, found.suffix, found.data, found.address) == ("stdin", ".nq", data, "file:///stdin")
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(data)))
    with pytest.raises(NotRdf, match="stdin: larger than 10 bytes"):
        document(STDIN, largest=10)
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(NotRdf, match="stdin: is closed"):
        document(STDIN)


@pytest.mark.parametrize("packed", [".gz", ".GZ"])
def test_a_packed_file_has_the_suffix_of_what_is_in_it(packed: str, tmp_path: Path) -> None:
    """As everywhere else."""
    path = tmp_path / f"a.nt{packed}"
    path.write_bytes(gzip.compress(b"<a:a> <a:b> <a:c> ."))
    assert document(path).suffix == ".nt" and document(path).data == b"<a:a> <a:b> <a:c> ."
