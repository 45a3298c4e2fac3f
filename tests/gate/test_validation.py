"""What `kg validate` says of shapes of others that are at fault."""

import json
from pathlib import Path

import pytest

from kg.gate.engine import ENGINES
from kg.gate.validation import judge
from kg.system.errors import ReelgraphError

PREFIXES = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix s: <http://schema.org/> . @prefix x: <http://x.example/> .
"""
GOOD = 'x:good a sh:NodeShape ; sh:targetClass s:Movie ; sh:property [ sh:path s:name ; sh:in ( "Salt" "Stilte" ) ] .\n'
SHAPE = """x:bad a sh:NodeShape ;
  sh:targetClass s:Movie ;
  sh:property [ sh:path s:url ; sh:maxCount 3 ; sh:languageIn ( "en" "nl" ) ] ,
  [
    {} ;
    {}

    # A comment of "two words"
  ] .
"""
LINE = 8
"""On which the second part of the shape stands."""

# The path, and what no engine takes; then what the fast engine alone does not take.
BROKEN = [
    ("sh:path s:name", "sh:pattern '('"),
    ("sh:path s:name", 'sh:minCount "x"'),
    ("sh:path s:name", "sh:minCount -1"),
    ("sh:path s:name", 'sh:or "x"'),
    ("sh:path s:name", "sh:or [ sh:minCount 1 ]"),
    ("sh:path s:name", "sh:sparql [ sh:select 'SELECT $this {' ]"),
    ("sh:path s:name", "sh:sparql [ sh:select 'SELECT $this { $this foo:x 1 }' ]"),
    ("sh:path s:name", "sh:sparql [ sh:message 'no' ]"),
    ("sh:path s:name", "sh:not [ sh:pattern '[' ]"),
    ("sh:path s:name", "sh:property [ sh:path s:url ; sh:pattern '[' ]"),
    ("sh:maxCount 3", 'sh:path "x"'),
    ("sh:maxCount 3", "sh:path [ s:a s:b ]"),
]
FAST_ALONE = [
    ("sh:path s:name", "sh:in 'a'"),
    ("sh:path s:name", "sh:nodeKind s:Foo"),
    ("sh:path s:name", "sh:pattern 'a' ; sh:flags 'z'"),
]
CASES = [(engine, *parts) for engine in ENGINES for parts in BROKEN] + [("fast", *parts) for parts in FAST_ALONE]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A file with a film."""
    path = tmp_path / "data.ttl"
    path.write_text('<http://f.example/> a <http://schema.org/Movie> ; <http://schema.org/name> "Stilte" .', "utf-8")
    return path


def refusal(data: Path, shapes: Path, engine: str = "fast") -> str:
    """What is said, without the folder."""
    with pytest.raises(ReelgraphError) as raised:
        judge([data], shapes, engine)
    assert str(raised.value).isprintable()
    return str(raised.value).replace(f"{data.parent}/", "")


@pytest.mark.parametrize(("engine", "first", "second"), CASES)
def test_a_broken_constraint_is_told_with_its_line(
    engine: str, first: str, second: str, data: Path, tmp_path: Path
) -> None:
    """Among the files of a folder that with the constraint is named, by every engine, and no file of data."""
    folder = tmp_path / "own"
    folder.mkdir()
    for name in ("a.ttl", "c.ttl"):
        (folder / name).write_text(PREFIXES + GOOD.replace("x:good", f"x:{name[0]}"), "utf-8")
    (folder / "b.ttl").write_text(PREFIXES + SHAPE.format(first, second) + GOOD, "utf-8")
    for shapes in (folder, folder / "b.ttl"):
        assert refusal(data, shapes, engine).startswith(f"own/b.ttl:{LINE}: ")


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("last", ["", "\r\n\r\n#x", "\n\n", " ; sh:maxLength 3"])
def test_a_text_at_the_end_of_a_line(last: str, engine: str, data: Path, tmp_path: Path) -> None:
    """Is told at its own line, although a parser knows it for whole only at the mark that follows."""
    (tmp_path / "b.ttl").write_text(f"{PREFIXES}x:s sh:targetClass s:Movie ; sh:path s:name ; sh:pattern\n'('{last}\n.")
    assert refusal(data, tmp_path / "b.ttl", engine).startswith("b.ttl:4: ")


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("first", ["x:name, x:url", "x:url, x:name"])
@pytest.mark.parametrize(
    "fault", ['sh:minCount "one"', "sh:or ( [ sh:pattern '(' ] )", "sh:in ( 'a' 'b' ) ; sh:pattern '('"]
)
def test_shapes_that_stand_further_on(fault: str, first: str, engine: str, data: Path, tmp_path: Path) -> None:
    """Do not hide what is at fault before them: a shape names its property shapes first, in whatever order."""
    text = f"""{PREFIXES}x:film sh:targetClass s:Movie ;
  sh:property {first} .
x:name sh:path s:name ; sh:minCount 1 ;
  {fault} .
x:url sh:path s:url ;
  sh:languageIn ( "en" ) .
"""
    (tmp_path / "b.ttl").write_text(text)
    assert refusal(data, tmp_path / "b.ttl", engine).startswith("b.ttl:6: ")
    text = text.replace("x:url sh:path s:url ;", "x:url sh:minCount 3 ;").replace(fault, "sh:maxCount 2")
    (tmp_path / "b.ttl").write_text(text)
    told = "b.ttl:7: <http://x.example/url> of <http://x.example/film> has no sh:path; add one"
    assert refusal(data, tmp_path / "b.ttl", engine) == told


OTHER_SYNTAXES = [
    (
        "b.nt",
        "<http://x.example/s> <http://www.w3.org/ns/shacl#targetClass> <http://schema.org/Movie> .\n"
        "<http://x.example/s> <http://www.w3.org/ns/shacl#pattern> '('.\n".replace("'", '"'),
        "b.nt:2: ",
    ),
    (
        "b.RDF",
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:sh="http://www.w3.org/ns/shacl#">\n'
        '<rdf:Description rdf:about="http://x.example/s">\n'
        '<sh:targetClass rdf:resource="http://schema.org/Movie"/>\n<sh:pattern>(</sh:pattern>\n'
        "</rdf:Description></rdf:RDF>",
        "b.RDF:4: ",
    ),
    (
        "b.jsonld",
        '{"@id": "http://x.example/s", "http://www.w3.org/ns/shacl#targetClass": {"@id": "http://schema.org/Movie"},\n'
        '"http://www.w3.org/ns/shacl#pattern": "("}',
        "b.jsonld: ",
    ),
]


@pytest.mark.parametrize(("name", "text", "place"), OTHER_SYNTAXES)
def test_a_broken_constraint_in_another_syntax(name: str, text: str, place: str, data: Path, tmp_path: Path) -> None:
    """Has the file, and the line where the syntax has one."""
    (tmp_path / name).write_text(text, "utf-8")
    assert refusal(data, tmp_path / name).startswith(place)


def test_shapes_of_several_files_that_do_not_fit_together(data: Path, tmp_path: Path) -> None:
    """The later one is named: neither is at fault alone."""
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "a.ttl").write_text(f"{PREFIXES}x:s sh:targetClass s:Movie ; sh:property x:p . x:p sh:path s:name .")
    (folder / "b.ttl").write_text(f"{PREFIXES}x:p sh:path s:url .")
    assert refusal(data, folder, "reference").startswith("own/b.ttl:3: ")


@pytest.mark.parametrize("engine", ENGINES)
def test_a_property_shape_without_a_path(engine: str, data: Path, tmp_path: Path) -> None:
    """Is told at the line where it is described, with the shape that has it."""
    (tmp_path / "b.ttl").write_text(f"{PREFIXES}x:s sh:targetClass s:Movie ; sh:property [\n sh:minCount 1\n] .\n")
    told = "b.ttl:4: a property shape of <http://x.example/s> has no sh:path; add one"
    assert refusal(data, tmp_path / "b.ttl", engine) == told


@pytest.mark.parametrize("engine", ENGINES)
def test_shapes_that_judge_one_another(engine: str, data: Path, tmp_path: Path) -> None:
    """May do so without end: what is found in a file decides, and not a trial."""
    text = "x:s sh:targetClass s:Movie ; sh:node x:t . x:t sh:property [ sh:path s:isPartOf ; sh:node x:s ] ."
    (tmp_path / "b.ttl").write_text(PREFIXES + text)
    assert judge([data], tmp_path / "b.ttl", engine).conforms


MISSING = ["none", "none.ttl", "none.txt", "none/a.ttl", "data.ttl/none"]


@pytest.mark.parametrize("name", MISSING)
def test_what_does_not_exist(name: str, data: Path, tmp_path: Path) -> None:
    """Is told as that, shapes and data alike, whatever its suffix."""
    (tmp_path / "good.ttl").write_text(PREFIXES + GOOD)
    reason = "cannot be read: (No such file or directory|Not a directory)"
    for file, shapes in ((data, tmp_path / name), (tmp_path / name, tmp_path / "good.ttl")):
        with pytest.raises(ReelgraphError, match=rf"\A{tmp_path}/{name}: {reason}\Z"):
            judge([file], shapes)


def test_what_is_no_rdf_by_its_name(data: Path, tmp_path: Path) -> None:
    """Is told with the suffixes that there are; small and capital letters are the same."""
    (tmp_path / "a.txt").write_text(PREFIXES + GOOD)
    assert refusal(data, tmp_path / "a.txt").startswith("a.txt: has an unknown suffix; it must be one of .ttl ")
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "a.TTL").write_text(PREFIXES + GOOD)
    assert judge([data], folder).conforms


def test_a_syntax_error_in_a_folder(data: Path, tmp_path: Path) -> None:
    """Is told with its own file and line."""
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "a.ttl").write_text(PREFIXES + GOOD)
    (folder / "b.ttl").write_text("\n<http://x.example/a> ] .")
    assert refusal(data, folder).startswith("own/b.ttl:2: ")


TARGET = "x:s sh:targetClass {} ; sh:property [ sh:path {} ; sh:maxCount 1 ] ."
NO_TERMS = [
    ("s:Moovie", "s:name", "schema:Moovie is not a class of schema.org; did you mean schema:Movie?"),
    ("s:movie", "s:name", "schema:movie is not a class of schema.org; did you mean schema:Movie?"),
    ("s:name", "s:name", "schema:name is not a class of schema.org"),
    ("s:Xyzzyxyzzy", "s:name", "schema:Xyzzyxyzzy is not a class of schema.org"),
    (f"s:{'Movie' * 9_000}", "s:name", "schema:MovieMovieMovieMovieMovieMovie... is not a class of schema.org"),
    ("<https://schema.org/Persn>", "s:name", "schema:Persn is not a class of schema.org; did you mean schema:Person?"),
    ("s:Person", "s:nmae", "schema:nmae is not a property of schema.org; did you mean schema:name?"),
    ("s:Person", "[ sh:inversePath s:directer ]", "schema:directer is not a property of schema.org; did you mean"),
    ("s:Person", "( s:knows s:nmae )", "schema:nmae is not a term of schema.org; did you mean schema:name?"),
]


@pytest.mark.parametrize(("cls", "path", "told"), NO_TERMS)
def test_no_term_of_schema_org(cls: str, path: str, told: str, data: Path, tmp_path: Path) -> None:
    """Where shapes find nothing for it, it is told with its file and line, and the data is not blamed."""
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "a.ttl").write_text(PREFIXES + TARGET.format("x:Film", "x:name"))
    (folder / "b.ttl").write_text(PREFIXES + TARGET.format(cls, path))
    assert refusal(data, folder).startswith(f"own/b.ttl:3: {told}")
    assert refusal(data, folder).endswith("; the shapes target nothing in data.ttl")
    (folder / "c.ttl").write_text(PREFIXES + GOOD)
    notes = json.loads(judge([data], folder).report("json"))["notes"]
    assert [note.startswith(f"{folder}/b.ttl:3: {told}") for note in notes] == [True]


OTHER_TERMS = [
    ("x:Moovie", "x:nmae"),
    ("<http://schema.org.example/Moovie>", "s:name"),
    ("<http://schema.org/docs/Moovie>", "s:name"),
    ("s:Clip", "s:name"),
    ("s:TVSeries", "( s:episode s:name )"),
]


@pytest.mark.parametrize(("cls", "path"), OTHER_TERMS)
def test_terms_that_are_left_alone(cls: str, path: str, data: Path, tmp_path: Path) -> None:
    """Those of other vocabularies, and those that schema.org has: it is the data that has nothing for them."""
    (tmp_path / "b.ttl").write_text(PREFIXES + TARGET.format(cls, path))
    assert refusal(data, tmp_path / "b.ttl").startswith("data.ttl: has nothing that a shape targets")


def test_a_class_that_the_shapes_describe(data: Path, tmp_path: Path) -> None:
    """Is none that is misspelt."""
    text = TARGET.format("s:Moovie", "s:name") + "s:Moovie a <http://www.w3.org/2000/01/rdf-schema#Class> ."
    (tmp_path / "b.ttl").write_text(PREFIXES + text)
    assert refusal(data, tmp_path / "b.ttl").startswith("data.ttl: has nothing")


def test_a_class_that_schema_org_does_not_have_yet(data: Path, tmp_path: Path) -> None:
    """Is judged where the data has it, and told in a note."""
    data.write_text(data.read_text().replace("Movie", "Moovie"))
    (tmp_path / "b.ttl").write_text(PREFIXES + TARGET.format("s:Moovie", "s:name"))
    told = json.loads(judge([data], tmp_path / "b.ttl").report("json"))
    assert told["conforms"] and list(told["focus_nodes"].values()) == [1]
    assert told["notes"][0].endswith("b.ttl:3: schema:Moovie is not a class of schema.org; did you mean schema:Movie?")
