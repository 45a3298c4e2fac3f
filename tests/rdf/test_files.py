"""RDF in files: what is wrong with an address or a language costs that, and no more."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.model.ntriples import plain
from kg.model.prefixes import SCHEMA
from kg.rdf.documents import document
from kg.rdf.files import read
from kg.rdf.said import Read
from kg.rdf.statements import CUT_OFF, NotRdf

XML = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:s="{}schema.org/">'
    '<s:Movie rdf:about="https://a.example/1"><s:name xml:lang="{}">Salt</s:name></s:Movie></rdf:RDF>'
)
TURTLE = '@prefix s: <{}schema.org/> . <https://a.example/1> a s:Movie ; s:name "Salt"@{} .'


def _read(folder: Path, name: str, text: str) -> Read:
    (folder / name).write_text(text, "utf-8")
    return read(document(folder / name), {})


@pytest.mark.parametrize(
    ("tag", "language"), [("en_US", "en-us"), ("zh_Hans", "zh-hans"), ("en-", "en"), ("nl-BE", "nl-be"), ("nl", "nl")]
)
@pytest.mark.parametrize(("name", "text"), [("a.ttl", TURTLE), ("a.rdf", XML), ("a.trig", TURTLE)])
@pytest.mark.parametrize("scheme", ["http://", "https://", "https://www."])
def test_languages_and_namespaces(tmp_path: Path, name: str, text: str, tag: str, language: str, scheme: str) -> None:
    """A language is made well-formed and that is told; the other namespace is ours, and its statements are counted."""
    found = _read(tmp_path, name, text.format(scheme, tag))
    (said,) = (t.object for t in found.triples if t.predicate.value == SCHEMA + "name")
    assert isinstance(said, ox.Literal) and (said.value, said.language) == ("Salt", language)
    assert bool(found.mistakes) == (tag.lower() != language) and not found.lost
    assert found.moved == (0 if scheme == "http://" else 2)


LOOKS_LIKE_A_LANGUAGE = [
    ('"@film_fest"', "@film_fest"),
    ("""'a'  , "by '@film_fest' or 'bob'@my_site-nowhere" """, "by '@film_fest' or 'bob'@my_site-nowhere"),
    ('''"""one "@a_b" and ""@c_d""" ''', 'one "@a_b" and ""@c_d'),
    (""""it's \\"@a_b" """, "it's \"@a_b"),
    ('<https://a.example/"@a_b>', 'https://a.example/"@a_b'),
    ('# it"@a_b\n "@c_d"', "@c_d"),
    ("e:it\\'s , '@a_b'", "@a_b"),
    ('"""said ""\\"@a_b"""@en', 'said """@a_b'),
]


@pytest.mark.parametrize("tag", ["fr_FR", "fr-", "a_b"])
@pytest.mark.parametrize(("text", "value"), LOOKS_LIKE_A_LANGUAGE)
def test_what_looks_like_a_language_is_none_inside_of_a_term(tmp_path: Path, text: str, value: str, tag: str) -> None:
    """A language that is made well-formed changes no other text, address or comment."""
    found = _read(tmp_path, "a.ttl", f'@prefix e: <e:> . <a:a> <a:b> "Sel" @{tag} ; <a:c> {text} .')
    assert plain(found.triples[-1].object) == value
    assert [tag in mistake.why for mistake in found.mistakes][:1] == [True]


@pytest.mark.parametrize("address", ["https://a.example/{id}", "http://[x", "https://a.example/a b"])
def test_a_bad_address_costs_itself(tmp_path: Path, address: str) -> None:
    """As an object it is a text; the other statements of the file are read, and it is told."""
    text = f'<https://a.example/1> <{SCHEMA}name> "Salt" ; <{SCHEMA}sameAs> <{address}> .'
    found = _read(tmp_path, "a.ttl", text)
    assert [plain(t.object) for t in found.triples] == ["Salt", address]
    assert any(address in mistake.why for mistake in found.mistakes) and found.mistakes[0].line == 1


@pytest.mark.parametrize("text", ["<a> <b", '<https://a.example/1> <https://a.example/p> "x"@1 .', "\0", '"""'])
def test_what_is_no_rdf_is_refused(tmp_path: Path, text: str) -> None:
    """In a line."""
    with pytest.raises(NotRdf):
        _read(tmp_path, "a.ttl", text)


GOOD = '<a:a> <a:b> "%s" .'
MENDED = '<a:a> <a:b> "x"@en_US'
OPEN = [
    (f'{MENDED} .\n{GOOD % 1}\n<a:a> <a:b> "open', 3),
    (f'{MENDED}, \'y\'@fr-, """\r\n\n"""@a_b .\n<a:a> <a:b> .', 4),
    (f"# it's\r{MENDED} .\r<a:a> a:b 'y' .", 3),
    (f"<a:a> <a:b> <https://a.example/{{id}}> .\n{MENDED} .\n\n<a:a> <a:b <a:c> .", 4),
    ("<a:a> <a:b> <https://a.example/{id}> .\n\n<a:a> <a:b> ( 1 .", 3),
]


@pytest.mark.parametrize(("text", "line"), OPEN)
def test_what_can_be_mended_hides_no_error(tmp_path: Path, text: str, line: int) -> None:
    """Told is what no mending helps, with its line in the file."""
    with pytest.raises(NotRdf) as told:
        _read(tmp_path, "a.ttl", text)
    assert told.value.line == line and "en_US" not in told.value.why


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
@pytest.mark.parametrize("name", ["a.ttl", "a.trig", "a.nt", "a.nq"])
def test_ends_of_lines(tmp_path: Path, name: str, end: str) -> None:
    """All three end a comment and a line; what is odd is told with its own."""
    text = end.join(["# it's \"", GOOD % "one", f"{MENDED} . # '", GOOD % "two", '<a:a> <a:b> "z"@nl- .', ""])
    found = _read(tmp_path, name, text)
    assert [plain(t.object) for t in found.triples] == ["one", "x", "two", "z"]
    assert [(m.line, m.lost) for m in found.mistakes] == [(3, False), (5, False)]


BAD_LINES = [
    b'<a:a> <a:b> "open .',
    b"<a:a> <a:b> <open .",
    b"<a:a> <a:b> 'x' .",
    b'<a:a> <a:b> """x""" .',
    b'<a:a> <a:b> "x"@1 .',
    b'<a:a> <a:b> "\xff" .',
    rb'<a:a> <a:b> "\uD800" .',
    rb'<a:a> <a:b> "\q" .',
    b'<a:a> <a:b> "x"',
    b'<a:a> <a:b> "x" . <a:a> <a:b> "y" .',
    b'"x" <a:b> <a:a> .',
    b"<a:a> <a:b> <<( <a:a> <a:b> <a:c> )>> .",
    b"\0",
    b"@prefix a: <a:> .",
]


@pytest.mark.parametrize("bad", BAD_LINES)
@pytest.mark.parametrize("end", [b"\n", b"\r", b"\r\n"])
@pytest.mark.parametrize("name", ["a.nt", "a.nq"])
def test_a_bad_line_costs_itself(tmp_path: Path, name: str, bad: bytes, end: bytes) -> None:
    """In N-Triples and N-Quads; it is told with its number, and a blank node is the same behind it."""
    lines = [b"# a", b'_:x <a:b> "one" .', bad, b'_:x <a:b> "two"@en_US .', *[b'<a:a> <a:b> "3" .'] * 600, bad]
    (tmp_path / name).write_bytes(end.join(lines))
    found = read(document(tmp_path / name), {})
    assert [plain(t.object) for t in found.triples] == ["one", "two", *["3"] * 600]
    assert found.triples[0].subject == found.triples[1].subject
    assert [m.line for m in found.lost] == [3, 605]
    assert [m.line for m in found.mistakes if not m.lost] == [4]


def test_lines_of_which_none_can_be_read(tmp_path: Path) -> None:
    """Are no N-Triples, and told in one line."""
    with pytest.raises(NotRdf, match=r"a\.nt:1: "):
        _read(tmp_path, "a.nt", "title,year\nSalt,1999\n" * 1000)


def _read_many(folder: Path, text: str, times: int) -> Read:
    return _read(folder, "a.nt", text * times)


def test_many_bad_lines_take_linear_time(
    tmp_path: Path, linear: Callable[[Callable[[int], object], int], bool]
) -> None:
    """Whether one or half of them are."""
    for bad in ('<a:a> <a:b> "open .', '<a:a> <a:b> """ .', "<a:a> <a:b> <a:c> , <<("):
        pair = f"{bad}\n{GOOD}\n"
        assert linear(partial(_read_many, tmp_path, pair), 1000)


def test_addresses_are_seen_from_the_file(tmp_path: Path) -> None:
    """By its name."""
    found = _read(tmp_path, "a b.ttl", f"<#m> a <{SCHEMA}Movie> .")
    assert plain(found.triples[0].subject) == "file:///a%20b.ttl#m"


LONG = "x" * (17 << 20)


@pytest.mark.parametrize("text", [f'<a:a> <a:b> "{LONG}" .', f'<a:{LONG}> <a:b> "1" .'])
@pytest.mark.parametrize("name", ["a.ttl", "a.nt"])
def test_a_term_beyond_the_buffer_is_refused(tmp_path: Path, name: str, text: str) -> None:
    """And is no lack of memory."""
    with pytest.raises(NotRdf, match="more than 16 MiB"):
        _read(tmp_path, name, text)


@pytest.mark.parametrize("name", ["a.ttl", "a.nt", "a.nq", "a.trig"])
@pytest.mark.slow
def test_a_term_beyond_the_buffer_costs_its_statement(tmp_path: Path, name: str) -> None:
    """The others of the file are read, and the long ones are told with their lines."""
    lines = ["# it's", '<a:a> <a:b> "one" .', f'<a:a> <a:b> "{LONG}"@en .', f"<a:{LONG}> <a:b> <a:c> .", f"# {LONG}"]
    found = _read(tmp_path, name, "\n".join([*lines, '<a:a> <a:b> "two\\"" .', ""]))
    assert [plain(t.object) for t in found.triples] == ["one", 'two"']
    assert [(m.line, "more than 16 MiB" in m.why) for m in found.lost] == [(3, True), (4, True)]


def test_what_is_wrong_behind_a_long_text_has_its_line(tmp_path: Path) -> None:
    """Although lines stand in the text itself."""
    text = LONG + "\n" * 5
    with pytest.raises(NotRdf) as told:
        _read(tmp_path, "a.ttl", f'<a:a> <a:b> \'it\', """{text}""" .\nno statement')
    assert told.value.line == 7


@pytest.mark.parametrize("text", ['" \\', '""" \\"', "<<", "#'"])
@pytest.mark.slow
def test_long_texts_without_an_end_take_linear_time(tmp_path: Path, text: str) -> None:
    """Whatever begins like a term."""
    with pytest.raises(NotRdf):
        _read(tmp_path, "a.ttl", f'<a:a> <a:b> "{LONG}" , {text * 200_000}')


def test_a_text_beyond_the_buffer_costs_its_node(tmp_path: Path) -> None:
    """The others of its document are read."""
    graph = ",".join(f'{{"@type": "{SCHEMA}Movie", "{SCHEMA}name": "{name}"}}' for name in ("Salt", LONG, "Sand"))
    found = _read(tmp_path, "a.jsonld", f'{{"@graph": [{graph}]}}')
    assert [plain(t.object) for t in found.triples if t.predicate.value == SCHEMA + "name"] == ["Salt", "Sand"]
    (mistake,) = found.lost
    assert "more than 16 MiB" in mistake.why


@pytest.mark.parametrize("end", ["ttl", "nt", "nq", "trig", "rdf", "jsonld"])
def test_a_byte_order_mark_says_nothing(end: str, tmp_path: Path) -> None:
    """A file is read as without it."""
    text = {
        "rdf": XML.format("http://", "en"),
        "jsonld": '{"@context": "https://schema.org", "@type": "Movie", "name": "Salt"}',
    }.get(end, f'<a:a> <{SCHEMA}name> "Salt" .\n')
    found = _read(tmp_path, f"a.{end}", f"\ufeff{text}")
    assert not found.mistakes and "Salt" in [plain(t.object) for t in found.triples]


WHOLE = {
    "a.ttl": "@prefix s: <http://schema.org/> .\n<a:m> a s:Movie ;\n s:name 'Salt' ; s:author [ s:name 'Ann' ] .",
    "a.trig": "@prefix s: <http://schema.org/> .\n<a:g> { <a:m> a s:Movie ;\n s:name 'Salt' }",
    "a.rdf": XML.format("http://", "en").replace("><", ">\n<"),
    "a.jsonld": '{"@context": "https://schema.org",\n "@type": "Movie",\n "name": "Salt"}',
}


@pytest.mark.parametrize("name", WHOLE)
def test_what_is_cut_off_is_refused(tmp_path: Path, name: str) -> None:
    """Wherever it ends: what it says of its last film may not be all."""
    text = WHOLE[name]
    assert _read(tmp_path, name, text).triples
    for end in range(text.index("\n") + 2, len(text)):
        with pytest.raises(NotRdf):
            _read(tmp_path, name, text[:end])


def test_lines_that_are_cut_off(tmp_path: Path) -> None:
    """Of N-Triples, the lines that are whole are read, and the last one is told."""
    text = "<a:a> <a:b> 'x' .\n".replace("'", '"') * 2
    for end in range(len(text) // 2 + 1, len(text) - 2):
        found = _read(tmp_path, "a.nt", text[:end])
        assert [m.line for m in found.lost] == [2] and len(found.triples) == 1
    assert _read(tmp_path, "a.nt", text[:-8]).lost[0].why == CUT_OFF
