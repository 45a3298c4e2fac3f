"""The reader of a file outside a catalogue is chosen by its text, whatever encoding that is in."""

import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from kg import sources
from kg.model.record import Record
from kg.rdf import files
from kg.rdf.documents import document
from kg.sources.looks import reader_of

PAGE = "<!DOCTYPE html><html><head>{}<title>Été</title>{}</head><body><h1>Été</h1>{}</body></html>"
SCRIPT = '<script type="application/ld+json">{"@context":"https://schema.org","@type":"Movie","name":"Été"}</script>'
MICRODATA = '<div itemscope itemtype="https://schema.org/Movie"><b itemprop="name">Été</b></div>'
RDFA = '<div vocab="https://schema.org/" typeof="Movie"><b property="name">Été</b></div>'
LABELS = "<p>Year: 1999</p><p>Director: Zoé Lee</p><p>Country: France</p><p>Duration: 90 min</p>"
RDF_XML = (
    '<?xml version="1.0"{}?>\n<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:s="http://schema.org/">'
    '<s:Movie rdf:about="http://e.org/1"><s:name>Été</s:name></s:Movie></rdf:RDF>'
)
EN_15907 = (
    '<?xml version="1.0"{}?>\n<films><cinematographicWork><identifyingTitle>Été</identifyingTitle>'
    "</cinematographicWork></films>"
)
NATIVE = {"title": "Été", "year": 1999}
LINKED = {"@context": "https://schema.org", "@type": "Movie", "name": "Été"}

HTML = {
    "markup": (PAGE.format("{}", SCRIPT, ""), PAGE.format("{}", "", MICRODATA), PAGE.format("{}", "", RDFA)),
    "festival": (PAGE.format("{}", "", LABELS),),
}
MARKED = {"utf-8": b"\xef\xbb\xbf", "utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff", "utf-32-le": b"\xff\xfe\0\0"}


def _record(path: Path, text: str, data: bytes, reader: str) -> None:
    """A file of the bytes has the reader that the text in UTF-8 has, and states what that states."""
    path.write_text(text, "utf-8")
    assert reader_of(path) == reader
    (expected,) = sources.read(path, sources.guess(path), path.parent)
    path.write_bytes(data)
    assert reader_of(path) == reader
    (found,) = sources.read(path, sources.guess(path), path.parent)
    assert isinstance(found, Record) and isinstance(expected, Record) and found.title == "Été"
    assert replace(found, source=replace(found.source, encoding="")) == expected


@pytest.mark.parametrize("encoding", MARKED)
@pytest.mark.parametrize("marked", [True, False])
@pytest.mark.parametrize(("reader", "text"), [(reader, text) for reader, texts in HTML.items() for text in texts])
def test_pages(reader: str, text: str, encoding: str, marked: bool, tmp_path: Path) -> None:
    """With a mark, or by the bytes alone; UTF-32 has a mark, as browsers ask for."""
    data = text.replace("{}", "").encode(encoding)
    if marked or "32" not in encoding:
        _record(tmp_path / "a.html", text.replace("{}", ""), (MARKED[encoding] if marked else b"") + data, reader)


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("windows-1252", "cp1252"),
        ("iso-8859-15", "iso-8859-15"),
        ("utf-16", "utf-16-le"),
        ("utf-16", "utf-8"),
        ("utf-16le", "cp1252"),
    ],
)
@pytest.mark.parametrize("reader", HTML)
def test_pages_that_declare_it(reader: str, declared: str, encoding: str, tmp_path: Path) -> None:
    """Who says UTF-16 in ASCII is wrong, as for browsers, and the bytes decide."""
    (text, *_) = HTML[reader]
    page = text.replace("{}", f'<meta charset="{declared}">')
    _record(tmp_path / "a.html", text.replace("{}", ""), page.encode(encoding), reader)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize(("reader", "value"), [("native", NATIVE), ("rdf", LINKED)])
def test_json(reader: str, value: dict[str, object], encoding: str, tmp_path: Path) -> None:
    """UTF-16 too, though JSON ought to be UTF-8."""
    text = json.dumps(value, ensure_ascii=False)
    _record(tmp_path / "a.json", text, text.encode(encoding), reader)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_json_lines(encoding: str, tmp_path: Path) -> None:
    """Each line is a record."""
    text = json.dumps(NATIVE, ensure_ascii=False) + "\n"
    _record(tmp_path / "a.jsonl", text, text.encode(encoding), "native")


@pytest.mark.parametrize(
    ("declared", "encoding"), [("", "utf-8-sig"), ("", "utf-16"), ("UTF-16", "utf-16"), ("ISO-8859-1", "latin-1")]
)
@pytest.mark.parametrize(("reader", "text"), [("rdf", RDF_XML), ("archive", EN_15907)])
def test_xml(reader: str, text: str, declared: str, encoding: str, tmp_path: Path) -> None:
    """By its mark or its declaration."""
    data = text.format(f' encoding="{declared}"' if declared else "").encode(encoding)
    _record(tmp_path / "a.xml", text.format(""), data, reader)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_text(encoding: str, tmp_path: Path) -> None:
    """A labelled page of text."""
    text = "Title: Été\nYear: 1999\nDirector: Zoé Lee\nCountry: France\nDuration: 90 min\n"
    _record(tmp_path / "a.txt", text, text.encode(encoding), "festival")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [PAGE.format("", SCRIPT, ""), PAGE.format("", "", MICRODATA)])
def test_validate_sees_the_same(text: str, encoding: str, tmp_path: Path) -> None:
    """What judges a page reads it by the same decoder."""
    path = tmp_path / "a.html"
    path.write_text(text, "utf-8")
    expected = files.read(document(path), {}).triples
    path.write_bytes(text.encode(encoding))
    assert expected and files.read(document(path), {}).triples == expected


def test_a_long_page_is_looked_at_in_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Markup behind the first megabyte does not choose the reader; a character that is cut there does not matter."""
    monkeypatch.setattr("kg.sources.looks._PAGE", 1001)
    path = tmp_path / "a.html"
    path.write_text("é" * 900 + SCRIPT, "utf-16-le")
    assert reader_of(path) == "festival"
    path.write_text(SCRIPT + "é" * 900, "utf-16-le")
    assert reader_of(path) == "markup"
