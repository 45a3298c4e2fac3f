"""Judging files that people have."""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.cli import main
from kg.gate.engine import Engine, engine
from kg.gate.files import Judging, Verdict, validate
from kg.gate.targets import targets
from kg.gate.validation import judge
from kg.model.formats import HTML
from kg.model.profile import profile
from kg.model.terms import coercions
from kg.rdf.shapes import shapes_graph
from kg.rdf.statements import FORMATS as RDF_FORMATS
from kg.rdf.statements import triples
from kg.report.result import VIOLATION
from kg.system.errors import ReelgraphError

SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix schema: <http://schema.org/> .
@prefix : <http://x.example/shapes#> .
: sh:targetClass schema:Movie ; sh:property :title, :year, :page .
:title sh:path schema:name ; sh:datatype xsd:string ; sh:minCount 1 ; sh:maxLength 10 .
:year sh:path schema:dateCreated ; sh:datatype xsd:gYear ; sh:pattern "^[0-9]{4}$" .
:page sh:path schema:url ; sh:nodeKind sh:IRI .
"""
GRAPH = shapes_graph(triples(SHAPES.encode(), ox.RdfFormat.TURTLE, "http://x.example/", "shapes"))
MOVIE = '{"@context": "https://schema.org", "@type": "Movie", "name": "{}"}'
SCRIPT = '<script type="application/ld+json">%s</script>\n'
TURTLE = "@prefix schema: <http://schema.org/> . <#m> a schema:Movie ; schema:name {} ."
TRIG = "@prefix s: <http://schema.org/> . <http://x.example/g> { [] a s:Movie ; s:name '{}' }"
RDF_XML = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:s="http://schema.org/">'
    '<s:Movie rdf:about="#m"><s:name>{}</s:name></s:Movie></rdf:RDF>'
)
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://schema.org/Movie>"

# Each has one film, called what is filled in.
FORMATS = [
    ("a.ttl", TURTLE.replace("{}", '"{}"')),
    ("a.TTL", TURTLE.replace("{}", '"{}"')),
    ("a.nt", f'<http://x.example/m> {TYPE} .\n<http://x.example/m> <http://schema.org/name> "{{}}" .\n'),
    ("a.nq", f'_:m {TYPE} <http://x.example/g> .\n_:m <http://schema.org/name> "{{}}" <http://x.example/h> .\n'),
    ("a.trig", TRIG),
    ("a.rdf", RDF_XML),
    ("a.jsonld", MOVIE),
    ("a.json", "\ufeff" + MOVIE),
    ("a.html", SCRIPT % MOVIE),
    ("a.htm", f'<p><script type="Application/LD+JSON; charset=utf-8">[{MOVIE}]</script>'),
]

UNREADABLE = [
    ("missing.ttl", None, "missing.ttl: cannot be read: No such file or directory"),
    ("a.txt", b"text", "a.txt: has an unknown suffix; it must be one of .ttl "),
    ("a.ttl", b"", "a.ttl: is empty"),
    ("a.jsonld", b" \n", "a.jsonld: is empty"),
    ("a.ttl", b"# only a comment", "a.ttl: has no statements, so nothing was validated"),
    ("a.ttl", b"\n<http://a> <http://b> c .", "a.ttl:2: "),
    ("a.nt", b"\x00\xff\xfe", "a.nt:1: "),
    ("a.ttl", '<http://a> <http://b> "\xe9" .'.encode("latin-1"), "a.ttl:1: Invalid UTF-8"),
    ("a.rdf", b"<html><p>x</html>", "a.rdf: XML namespaces are required"),
    ("a.rdf", b'<!DOCTYPE r [<!ENTITY a "b">]><r>&a;</r>', "a.rdf: declares XML entities"),
    ("a.rdf", b"<a>" * 2000, "a.rdf: elements are nested more than 1000 deep"),
    ("a.ttl", b"<http://a> <http://b> <<( <http://a> <http://b> 1 )>> .", "a.ttl: has triple terms"),
    ("a.ttl", b"<http://a> <http://b> " + b"<<( <http://a> <http://b> " * 50_000, "a.ttl: has triple terms"),
    ("a.ttl", b"<http://a> <http://b> <http://c> .", "a.ttl: has nothing that a shape targets"),
    ("a.jsonld", b'{"@context": "https://schema.org",\n"name": }', "a.jsonld:2: a value is missing or not valid"),
    ("a.jsonld", b"\xff", "a.jsonld: byte 0 is not UTF-8"),
    ("a.jsonld", b"[" * 100_000, "a.jsonld:1: the JSON is nested too deeply"),
    ("a.jsonld", b'{"a": NaN}', "a.jsonld:1: NaN is not JSON"),
    ("a.jsonld", b'{"a": 1e999}', "a.jsonld:1: Out of range float"),
    ("a.jsonld", b'{"name": "a", "name": "b"}', 'a.jsonld:1: an object has the key "name" twice'),
    (
        "a.jsonld",
        b'{"@context": "http://x.example/"}',
        "a.jsonld:1: names the context http://x.example/, which",
    ),
    ("a.jsonld", b'{"@context": [{}, "http://x.example/"]}', "a.jsonld:1: names the context http://x.example/"),
    ("a.jsonld", b'{"@context": {"a": {"@id": "b:", "@context": "c:"}}}', "a.jsonld:1: names the context c:"),
    (
        "a.jsonld",
        b'{"@context": {"@import": "https://schema.org"}}',
        "a.jsonld:1: imports the context https://schema.org",
    ),
    ("a.html", b"<p>text", "a.html: has no JSON-LD, microdata or RDFa"),
    ("a.html", b"\x00\xff", "a.html: has no JSON-LD, microdata or RDFa"),
    ("a.html", b"<div>" * 5000, "a.html: elements are nested more than 500 deep"),
    ("a.html", b'\n<script type="application/ld+json">\n{"a": }</script>', "a.html:3: a value is missing or not valid"),
]


@pytest.fixture(scope="module")
def judges() -> Engine:
    """An engine with the shapes of this module."""
    return engine("fast", GRAPH)


def report(path: Path, content: str | bytes, judges: Engine) -> Verdict:
    """What validating a file with that content gives."""
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return validate(path, Judging(judges, targets(GRAPH), coercions(profile())))


@pytest.mark.parametrize(("name", "content"), FORMATS)
def test_a_film_is_judged_in_every_format(name: str, content: str, tmp_path: Path, judges: Engine) -> None:
    """A valid film conforms, and of one whose title is too long the finding says so."""
    good = report(tmp_path / name, content.replace("{}", "Stilte"), judges)
    bad = report(tmp_path / name, content.replace("{}", "Stilte in de winter"), judges)
    assert (good.findings, good.focus_nodes) == ((), {"http://x.example/shapes#": 1})
    assert [(found.film, found.result.source_shape) for found in bad.findings] == [
        ("Stilte in de winter", "<http://x.example/shapes#title>")
    ]


@pytest.mark.parametrize(("name", "content", "message"), UNREADABLE)
def test_what_cannot_be_judged_is_an_error_of_one_line(
    name: str, content: bytes | None, message: str, tmp_path: Path, judges: Engine
) -> None:
    """The error says which file and, where it is known, which line and what to do."""
    with pytest.raises(ReelgraphError) as error:
        if content is None:
            validate(tmp_path / name, Judging(judges, targets(GRAPH), {}))
        else:
            report(tmp_path / name, content, judges)
    text = str(error.value).removeprefix(f"{tmp_path}/")
    assert text.startswith(message)
    assert text.isprintable() and len(text) < 300


def test_the_other_namespace_is_not_let_through_unseen(tmp_path: Path, judges: Engine) -> None:
    """Statements in https://schema.org/ are judged as if they stood in http://schema.org/, and a note says so."""
    content = TURTLE.replace("http:", "https:").format('"Stilte in de winter"')
    found = report(tmp_path / "a.ttl", content, judges)
    assert len(found.findings) == 1
    assert found.notes == (f"{tmp_path}/a.ttl: 2 statements in https://schema.org/ were read as http://schema.org/",)


def test_a_page_may_use_either_namespace(tmp_path: Path, judges: Engine) -> None:
    """It is judged, and nothing is to be told of it."""
    page = '<p vocab="https://schema.org/" typeof="Movie"><b property="name">Kin</b></p>'
    assert report(tmp_path / "a.html", page, judges).notes == ()


def test_a_broken_script_spoils_no_other(tmp_path: Path, judges: Engine) -> None:
    """Scripts are read one by one; the fault names the line, a finding the line on which its script begins."""
    good, bad = SCRIPT % MOVIE.replace("{}", "Stilte in de winter"), SCRIPT % "\r\n\r\n{"
    found = report(tmp_path / "a.html", f"<!-- {good} -->\n{bad}{good}", judges)
    reason = "a name in double quotes is missing"
    assert [(fault.line, fault.reason) for fault in found.faults] == [(5, reason)]
    assert [finding.line for finding in found.findings] == [6]


def test_literals_get_the_datatypes_of_the_shapes(tmp_path: Path, judges: Engine) -> None:
    """With schema.org's context a year is a year, and an address is an IRI."""
    year, page = '"dateCreated": "2019"', '"url": "http://a.example/"'
    found = report(tmp_path / "a.jsonld", MOVIE.replace('"name"', f'{year}, {page}, "name"'), judges)
    assert found.findings == ()


def test_blank_nodes_of_different_scripts_are_different(tmp_path: Path, judges: Engine) -> None:
    """Two films without an IRI on one page are two films."""
    script = SCRIPT % MOVIE.replace('"name"', '"@id": "_:a", "name"')
    assert report(tmp_path / "a.html", script * 2, judges).focus_nodes == {"http://x.example/shapes#": 2}


def test_a_part_is_called_after_what_points_to_it(tmp_path: Path, judges: Engine) -> None:
    """A film without a name that a named thing mentions is found under that name."""
    text = "@prefix s: <http://schema.org/> . [] s:name 'Festival' ; s:subjectOf [ a s:Movie ] ."
    assert [finding.film for finding in report(tmp_path / "a.ttl", text, judges).findings] == ["Festival"]


def test_several_files_are_judged_one_by_one(tmp_path: Path) -> None:
    """A file that cannot be read is reported beside the findings in the others."""
    good, bad = tmp_path / "good.ttl", tmp_path / "bad.ttl"
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text(SHAPES)
    good.write_text(TURTLE.format('"Stilte"'))
    bad.write_text("\n<")
    found = judge([good, bad], shapes)
    text, conforms = found.report(), found.conforms
    assert "1 focus node validated: 0 violations" in text
    assert "bad.ttl:2:" in text.replace("\n    ", "")
    assert not conforms
    assert judge([good], shapes).conforms


def test_files_of_which_none_can_be_judged_are_an_error(tmp_path: Path) -> None:
    """Nothing was done, and the first reason is given."""
    with pytest.raises(
        ReelgraphError, match=r"none of the 2 files can be validated; .*a\.ttl: cannot be read: No such file"
    ):
        judge([tmp_path / "a.ttl", tmp_path / "b.ttl"])


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted((*RDF_FORMATS, *HTML))), st.binary(max_size=60), st.text(max_size=60))
def test_no_bytes_give_anything_but_a_report_or_an_error(suffix: str, raw: bytes, text: str) -> None:
    """Whatever a file holds, it is judged, or an error of one line says why not."""
    judges = engine("fast", GRAPH)
    for content in (raw, text.encode(errors="replace"), SCRIPT.encode() % raw, MOVIE.replace("{}", "").encode() + raw):
        with TemporaryDirectory() as folder:
            try:
                report(Path(folder) / f"a{suffix}", content, judges)
            except ReelgraphError as error:
                assert str(error).isprintable()


def test_odd_line_breaks_break_nothing(tmp_path: Path, judges: Engine) -> None:
    """A separator of lines or paragraphs inside a value is a character like others."""
    content = TURTLE.format('"a\u2028b\u2029\x85\x0b\x1c c"')
    assert report(tmp_path / "a.ttl", content, judges).findings == ()


def _google(path: Path, content: str) -> tuple[str, bool]:
    path.write_text(content, "utf-8")
    found = judge([path], profile_name="google")
    return found.report(), found.conforms


@pytest.mark.parametrize(
    "address",
    ["https://a.example/1.jpg<!--more-->", "https://a.example/{id}", "https://{host}/a", "https://a.example/<b>"],
)
@pytest.mark.parametrize("property_", ["image", "sameAs", "url"])
def test_a_template_is_no_address(tmp_path: Path, address: str, property_: str) -> None:
    """Markup or a place to fill in an address violates a rule of search engines, and is not lost."""
    film = MOVIE.replace("{}", "Salt").replace('"name"', f'"{property_}": "{address}", "name"')
    text, _ = _google(tmp_path / "a.html", SCRIPT % film)
    assert "violation form" in text and address in text.replace("\n      ", "")


@pytest.mark.parametrize(
    ("one", "other", "warned"),
    [
        ("BreadcrumbList", "Movie", True),
        ("Person", "Movie", True),
        ("Movie", "Movie", False),
        ("CreativeWork", "Movie", False),
        ('["Movie", "Product"]', "Product", False),
    ],
)
def test_one_id_is_one_thing(tmp_path: Path, one: str, other: str, warned: bool) -> None:
    """Two nodes of one @id are warned of, unless a class of one is a class of the other, or above it."""
    node = '{{"@context": "https://schema.org", "@id": "https://a.example/", "@type": {}, "name": "Salt"}}'
    types = (cls if cls.startswith("[") else f'"{cls}"' for cls in (one, other))
    text, _ = _google(tmp_path / "a.html", "".join(SCRIPT % node.format(cls) for cls in types))
    assert ("warning identity" in text) == warned


@pytest.mark.parametrize(
    ("one", "other", "warned"),
    [("Movie", "Person", True), ("Movie", "Movie", False), ("Movie Product", "Movie", False)],
)
@pytest.mark.parametrize(
    "element",
    [
        '<p itemscope itemid="https://a.example/" itemtype="{}"><b itemprop="name">Salt</b></p>',
        '<p resource="https://a.example/" typeof="{}"><b property="http://schema.org/name">Salt</b></p>',
    ],
)
def test_one_id_is_one_thing_in_one_line(tmp_path: Path, element: str, one: str, other: str, warned: bool) -> None:
    """So it is in microdata and RDFa, also where a page has no lines."""
    full = (" ".join(f"http://schema.org/{cls}" for cls in types.split()) for types in (one, other))
    text, _ = _google(tmp_path / "a.html", "".join(map(element.format, full)))
    assert ("warning identity" in text) == warned


def test_what_schema_org_has_given_up_is_told_once(tmp_path: Path) -> None:
    """A property without a class and without a range is no property of the class, and its text is nothing besides."""
    film = '{"@context":"https://schema.org","@type":"Movie","name":"Salt","interactionCount":"123"}'
    text, _ = _google(tmp_path / "a.html", SCRIPT % film)
    assert text.count("schema:interactionCount") == 1


def test_odd_markup_is_judged_and_told(tmp_path: Path) -> None:
    """A section of CDATA, another spelling of the context and entities are notes, with their lines."""
    film = MOVIE.replace("{}", "Salt &amp; co").replace("https://schema.org", "http://www.schema.org")
    text, _ = _google(tmp_path / "a.html", SCRIPT % f"\n//<![CDATA[\n{film}\n//]]>")
    told = " ".join(text.split())
    assert "Salt & co" in told
    for line, why in ((1, "CDATA"), (3, "names the context http://www.schema.org"), (3, "HTML entities")):
        assert any(f"a.html:{line}: " in note and why in note for note in told.split("note: "))


SHAPE = "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix schema: <http://schema.org/> . "
WITHOUT_TARGETS = [
    ("", ""),
    ("<a:b> <a:c> <a:d> .", ""),
    ("<a:s> a sh:NodeShape ; sh:property [ sh:path schema:name ; sh:minCount 1 ] .", ""),
    ("<a:s> a sh:NodeShape ; sh:targetClass schema:Movie ; sh:deactivated true .", ""),
    ("<a:s> a sh:NodeShape ; sh:targetClas schema:Movie .", "targetClas targetClass"),
    ("<a:s> a sh:NodeShape ; sh:targetclass schema:Movie .", "targetclass targetClass"),
    ("<a:s> a sh:NodeShape ; sh:tragetNode schema:Movie .", "tragetNode targetNode"),
]


@pytest.mark.parametrize(("text", "hint"), WITHOUT_TARGETS)
def test_shapes_without_a_target(text: str, hint: str, tmp_path: Path) -> None:
    """They are at fault, and not the data; what is misspelt for all we know is told."""
    shapes, data = tmp_path / "shapes.ttl", tmp_path / "data.ttl"
    shapes.write_text(text and SHAPE + text, "utf-8")
    data.write_text("<a:f> a <http://schema.org/Movie> .", "utf-8")
    with pytest.raises(ReelgraphError) as raised:
        judge([data], shapes)
    told = "; {}:1: sh:{} is ignored; did you mean sh:{}?".format(shapes, *hint.split()) if hint else ""
    assert (
        str(raised.value)
        == f"{shapes}: no shape has a target such as sh:targetClass, so nothing can be validated{told}"
    )


MISSPELT = [
    ("sh:minCuont 1 ; sh:maxCount 1", ["sh:minCuont is ignored; did you mean sh:minCount?"]),
    ("sh:dataType schema:Text", ["sh:dataType is ignored; did you mean sh:datatype?"]),
    (
        "sh:minLenght 1 ; sh:maxLenght 2",
        [f"sh:{most}Lenght is ignored; did you mean sh:{most}Length?" for most in ("min", "max")],
    ),
    ("sh:maxCount 1 ; schema:minCuont 1", []),
    ("sh:annotationProperty schema:name ; sh:resultAnnotation 1 ; sh:rule 1 ; sh:values 1", []),
    (" ; ".join(f"sh:{'x' * n} 1" for n in range(1, 60)), []),
    (f"sh:minCount{'t' * 50_000} 1", []),
]


@pytest.mark.parametrize(("said", "notes"), MISSPELT)
def test_a_term_that_is_misspelt(said: str, notes: list[str], tmp_path: Path) -> None:
    """A part of a shape that no engine takes is told, beside what the others find; and no other term."""
    shapes, data = tmp_path / "shapes.ttl", tmp_path / "data.ttl"
    shape = f"<a:s> sh:targetClass schema:Movie ; sh:property [ sh:path schema:name ; {said} ] ."
    shapes.write_text(SHAPE + shape, "utf-8")
    data.write_text("<a:f> a <http://schema.org/Movie> .", "utf-8")
    told = json.loads(judge([data], shapes).report("json"))["notes"]
    assert told == [f"{shapes}:1: {note}" for note in notes]


@pytest.mark.parametrize("of_shapes", ["http://", "https://"])
@pytest.mark.parametrize("of_data", ["http://", "https://"])
@pytest.mark.parametrize("title", ["Salt", "Salt in the winter"])
def test_own_shapes_in_either_namespace(tmp_path: Path, of_shapes: str, of_data: str, title: str) -> None:
    """Judge data in either: a film that conforms does, and one that does not is found."""
    shapes, data = tmp_path / "shapes.ttl", tmp_path / "data.ttl"
    shapes.write_text(SHAPES.replace("http://schema.org/", f"{of_shapes}schema.org/"))
    data.write_text(TURTLE.replace("http://schema.org/", f"{of_data}schema.org/").format(f'"{title}"'))
    for engine_name in ("fast", "reference"):
        found = judge([data], shapes, engine_name)
        text, conforms = found.report(), found.conforms
        assert text.startswith("1 focus node validated") and conforms == (title == "Salt")


SPOKEN = """<html lang="en"><div {film}><h1 {of}="name">Salt</h1><p {of}="description">Good.</p>
<p {of}="countryOfOrigin" {country}><b {of}="name">Belgium</b></p></div></html>"""
SYNTAXES = [
    ('itemscope itemtype="http://schema.org/Movie"', "itemprop", 'itemscope itemtype="http://schema.org/Country"'),
    ('vocab="http://schema.org/" typeof="Movie"', "property", 'typeof="Country"'),
]


@pytest.mark.parametrize(("film", "of", "country"), SYNTAXES)
def test_the_language_of_a_page(film: str, of: str, country: str, tmp_path: Path) -> None:
    """Counts for texts whose shape asks for a language: a synopsis and the name of a country, and no title."""
    (tmp_path / "a.html").write_text(SPOKEN.format(film=film, of=of, country=country))
    text = judge([tmp_path / "a.html"]).report("json")
    assert not [rule for rule in json.loads(text)["rules"] if "Datatype" in rule["component"]]


GOOD = '<http://x.example/a> a <http://schema.org/Movie> ; <http://schema.org/name> "A" .'
UNTITLED = "<http://x.example/b> a <http://schema.org/Movie> ."
IN_A_FOLDER = {
    "b.ttl": UNTITLED,
    "a/z.ttl": GOOD,
    "a/broken.ttl": "<",
    "a/other.ttl": "<http://x.example/a> a <http://x.example/Other> .",
    "page.html": "<p>A</p>",
    "notes.txt": "A",
}


def _folder(folder: Path, names: Iterable[str]) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(IN_A_FOLDER[name], "utf-8")
    return folder


def test_a_folder(tmp_path: Path) -> None:
    """Stands for all files in it that can be validated, by path; broken ones are told, and all others counted."""
    folder = _folder(tmp_path / "f", IN_A_FOLDER)
    found = judge([folder])
    assert len(found.verdicts) == 2
    assert {finding.path for finding in found.findings if finding.result.severity == VIOLATION} == {f"{folder}/b.ttl"}
    assert [fault.path for fault in found.unread] == [f"{folder}/a/broken.ttl"] and not found.conforms
    assert found.notes == [f"{folder}: 3 other files have nothing to validate"]


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ([], "no file in this folder can be validated"),
        (["page.html", "notes.txt"], "no file in this folder can be validated"),
        (["a/other.ttl", "notes.txt"], "has nothing that a shape targets"),
        (["a/broken.ttl"], "a/broken.ttl:1: "),
    ],
)
def test_a_folder_without_anything_to_validate(names: list[str], told: str, tmp_path: Path) -> None:
    """Is an error that says why."""
    (tmp_path / "f").mkdir()
    with pytest.raises(ReelgraphError, match=re.escape(told)):
        judge([_folder(tmp_path / "f", names)])


def test_a_folder_of_too_many_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is found is kept until the report, so there is a bound."""
    monkeypatch.setattr("kg.gate.validation.MOST", 2)
    with pytest.raises(ReelgraphError, match="more than 2 files"):
        judge([_folder(tmp_path / "f", IN_A_FOLDER)])


def test_no_file_at_all() -> None:
    """Shapes alone are not validated: the command says what is missing."""
    done = CliRunner().invoke(main, ["validate", "--shapes", "shapes"])
    assert done.exit_code == 2 and "Missing argument 'FILES...'" in done.stderr


@pytest.mark.parametrize(("name", "content"), FORMATS)
def test_standard_input(name: str, content: str) -> None:
    """A film in any format is validated as in a file, where `-` stands for standard input; its syntax is detected."""
    done = CliRunner().invoke(main, ["validate", "-", "--format", "json"], input=content.replace("{}", "Stilte"))
    assert done.exit_code in (0, 1), done.output
    told = json.loads(done.stdout)
    assert not told["faults"] and set(told["focus_nodes"].values()) == {1}, name
    assert {example["path"] for rule in told["rules"] for example in rule["examples"]} == {"stdin"}


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ('"directr": "Ann", "name"', "directr is not a property of schema.org; did you mean director?"),
        ('"xyzzy": "Ann", "name"', "xyzzy is not a property of schema.org"),
        ('"subjectOf": {"@type": "Moive"}, "name"', "Moive is not a type of schema.org; did you mean Movie?"),
    ],
)
def test_a_term_of_markup_that_is_misspelt(tmp_path: Path, said: str, told: str) -> None:
    """It is told with the one that may be meant; and how often it stands there is on one line."""
    text, _ = _google(tmp_path / "a.html", SCRIPT % MOVIE.replace("{}", "Salt").replace('"name"', said))
    assert told in " ".join(text.split()) and "\n    time" not in text and "\n    1" not in text
