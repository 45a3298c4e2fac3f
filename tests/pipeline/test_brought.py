"""A catalogue brings its own shapes, layouts, words, queries and imports; a mistake in them has its file and line."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import kg
from kg.cli import main
from kg.model.extended import extended
from kg.model.record import Person, Record
from kg.pipeline.build import build
from kg.system import resources

pytestmark = pytest.mark.slow

PREFIXES = """\
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix schema: <http://schema.org/> .
@prefix rg: <https://w3id.org/reelgraph/ontology#> .
@prefix film: <https://w3id.org/reelgraph/shapes/film#> .
@prefix ex: <https://cinema.example/terms#> .
@prefix my: <https://cinema.example/shapes#> .
"""
SHAPES = f"""{PREFIXES}
film: sh:property my:rating, my:stills, my:prizes, my:taglines, my:shot_on .
my:rating sh:path schema:typicalAgeRange ; sh:datatype xsd:string ; sh:maxCount 1 ;
    sh:name "Age range"@en, "Altersspanne"@de ; rg:facet "rating" ; rg:plural "Age ranges"@en .
my:stills sh:path ex:still ; sh:nodeKind sh:IRI ; sh:name "Still"@en .
my:taglines sh:path schema:abstract ; sh:datatype rdf:langString ; sh:name "Tagline"@en .
my:shot_on sh:path ex:shotOn ; sh:datatype xsd:date ; sh:maxCount 1 .
my:prizes sh:path ex:prize ; sh:class ex:FestivalPrize ; sh:nodeKind sh:IRI ; sh:name "Prize"@en .

my:person a sh:NodeShape ; sh:targetClass schema:Person ; sh:property my:born .
my:born sh:path schema:birthDate ; sh:datatype xsd:date ; sh:maxCount 1 ; sh:name "Born"@en .

my:prize a sh:NodeShape ; sh:targetClass ex:FestivalPrize ; sh:property my:called, my:money .
my:called sh:path schema:name ; sh:datatype xsd:string ; sh:minCount 1 ; sh:maxCount 1 ; sh:name "Name"@en .
my:money sh:path ex:money ; sh:datatype xsd:integer ; sh:maxCount 1 ; sh:name "Prize money"@en .
"""
FILMS = [
    {
        "title": "Close",
        "year": 2022,
        "directors": [{"name": "Lukas Dhont", "born": "1991-06-11"}],
        "rating": "12",
        "prizes": [{"called": "Grand Prix", "money": 5000}, "Audience Award"],
        "stills": ["https://x.example/1.jpg"],
        "taglines": {"en": "Two boys."},
        "shot_on": "2021-07-01",
    },
    {"title": "Girl", "year": 2018, "directors": ["Lukas Dhont"], "rating": "16", "prizes": ["Grand Prix"]},
]
FIELDS = ["rating", "stills", "taglines", "shot_on", "prizes"]


Catalogued = Callable[[Path, dict[str, str], dict[str, tuple[str, str]]], Path]


@pytest.fixture(scope="module")
def catalogue(write_catalogue: Callable[..., None]) -> Catalogued:
    """A catalogue in a folder: what it brings, by path, and its files: name → reader and text."""

    def written(folder: Path, brought: dict[str, str], sources: dict[str, tuple[str, str]]) -> Path:
        folder.mkdir(exist_ok=True)
        for path, text in [*brought.items(), *((name, text) for name, (_, text) in sources.items())]:
            (folder / path).parent.mkdir(exist_ok=True)
            (folder / path).write_text(text, "utf-8")
        named = [(name.partition(".")[0], reader, name) for name, (reader, _) in sources.items()]
        write_catalogue(folder, named, languages=["en", "sq"])
        return folder

    return written


def _native(films: list[dict[str, Any]]) -> tuple[str, str]:
    return "native", "".join(json.dumps(film) + "\n" for film in films)


def _run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, list(map(str, arguments)))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogued) -> Path:
    """The release of a catalogue that brings a file of shapes."""
    folder = tmp_path_factory.mktemp("own")
    catalogue(folder / "own", {"shapes/own.ttl": SHAPES}, {"films.jsonl": _native(FILMS)})
    outcome = kg.build(folder / "own", folder / "out")
    assert not outcome.incomplete and not outcome.faults
    return folder / "out"


def test_a_block_is_a_field_of_the_record(built: Path, catalogue: Catalogued) -> None:
    """What `kg read` prints has the fields flat among the others, and reads back as it is."""
    out = _run("read", built.parent / "own").stdout
    first, second = map(json.loads, out.splitlines())
    assert first["prizes"] == [{"called": "Grand Prix", "money": "5000"}, {"called": "Audience Award"}]
    assert {field: first[field] for field in FIELDS if field != "prizes"} == {
        "rating": "12",
        "stills": ["https://x.example/1.jpg"],
        "taglines": {"en": "Two boys."},
        "shot_on": "2021-07-01",
    }
    assert first["directors"] == [{"name": "Lukas Dhont", "born": "1991-06-11"}] and second["rating"] == "16"
    again = catalogue(built.parent / "again", {"shapes/own.ttl": SHAPES}, {"films.jsonl": ("native", out)})
    assert [json.loads(line)["prizes"] for line in _run("read", again).stdout.splitlines()] == [
        first["prizes"],
        second["prizes"],
    ]


STATED = [
    ('film/close-2022/#this> <http://schema.org/typicalAgeRange> "12" .', "film"),
    ("film/close-2022/#this> <https://cinema.example/terms#still> <https://x.example/1.jpg> .", "film"),
    ('film/close-2022/#this> <http://schema.org/abstract> "Two boys."@en .', "film"),
    ('<https://cinema.example/terms#shotOn> "2021-07-01"^^<http://www.w3.org/2001/XMLSchema#date> .', "film"),
    ("<https://cinema.example/terms#prize> <https://own.example/festival-prize/grand-prix/#this> .", "film"),
    ('grand-prix/#this> <https://cinema.example/terms#money> "5000"^^', "festival-prize"),
    ("22-rdf-syntax-ns#type> <https://cinema.example/terms#FestivalPrize> .", "festival-prize"),
    ('person/lukas-dhont/#this> <http://schema.org/birthDate> "1991-06-11"^^', "person"),
]  # fmt: skip


@pytest.mark.parametrize(("statement", "dump"), STATED)
def test_what_is_stated(statement: str, dump: str, built: Path) -> None:
    """Each of the four kinds of property, in any namespace, of films, people and things of one's own."""
    assert statement in (built / "current" / "dump" / f"{dump}.nt").read_text()


SHOWN = [
    ("film/close-2022/index.html", "Age range"),
    ("film/close-2022/index.html", "Two boys."),
    ("film/close-2022/index.html", "Shot on"),
    ("film/close-2022/index.html", '"typicalAgeRange":"12"'),
    ("film/close-2022/index.jsonld", "typicalAgeRange"),
    ("festival-prize/grand-prix/index.html", "Prize money"),
    ("person/lukas-dhont/index.html", "Born"),
    ("rating/12/index.html", "Close"),
    ("manual/reference/record/index.html", "Age range"),
    ("manual/reference/shapes/index.html", "money"),
    ("shapes/own/own.ttl", "my:rating"),
    ("shapes/cinema-example-shapes/index.html", "Age range"),
    ("search/index.html", "Age ranges"),
]


@pytest.mark.parametrize(("path", "text"), SHOWN)
def test_where_it_is_shown(path: str, text: str, built: Path) -> None:
    """Pages, markup, JSON-LD, a facet, the manual and the documents of the shapes."""
    assert text in (built / "current" / path).read_text()


def test_the_gate_asks_it(tmp_path: Path, catalogue: Catalogued) -> None:
    """What a block demands refuses a record, as the house's shapes do."""
    shapes = SHAPES.replace(
        "xsd:string ; sh:maxCount 1 ;\n", 'xsd:string ; sh:maxCount 1 ; sh:pattern "^[0-9]+$" ;\n', 1
    )
    films = [FILMS[1], {"title": "Other", "year": 2001, "rating": "adults"}]
    catalogue(tmp_path / "own", {"shapes/own.ttl": shapes}, {"films.jsonl": _native(films)})
    outcome = kg.build(tmp_path / "own", tmp_path / "out", dumps_only=True)
    assert outcome.refused == 1 and "rating" in outcome.complaints[0]


@pytest.mark.slow
def test_workers_know_it(built: Path, tmp_path: Path) -> None:
    """However many build, the bytes are the same."""
    kg.build(built.parent / "own", tmp_path / "out", workers=2)
    for file in ("dump/film.nt", "dump/festival-prize.nt", "film/close-2022/index.html"):
        assert (tmp_path / "out" / "current" / file).read_bytes() == (built / "current" / file).read_bytes()


MARKUP = {
    "@context": "https://schema.org",
    "@type": "Movie",
    "name": "Marked",
    "typicalAgeRange": "16",
    "abstract": "Words",
    "director": {"@type": "Person", "name": "Di Rector", "birthDate": "1970-02-03"},
}
TURTLE = """@prefix schema: <http://schema.org/> .
@prefix ex: <https://cinema.example/terms#> .
<https://x.example/f> a schema:Movie ; schema:name "In RDF" ; schema:typicalAgeRange "0" ; ex:shotOn "1998-01-02" ;
    ex:still <https://x.example/2.jpg> ; schema:abstract "Kurz"@de, "Short"@en ;
    ex:prize [ a ex:FestivalPrize ; schema:name "Leone" ; ex:money 7 ] .
"""
READ = [
    (
        "page.html",
        "markup",
        f'<script type="application/ld+json">{json.dumps(MARKUP)}</script>',
        {
            "rating": "16",
            "taglines": {"en": "Words"},
            "directors": [{"name": "Di Rector", "born": "1970-02-03"}],
        },
    ),
    (
        "films.ttl",
        "rdf",
        TURTLE,
        {
            "rating": "0",
            "shot_on": "1998-01-02",
            "stills": ["https://x.example/2.jpg"],
            "taglines": {"de": "Kurz", "en": "Short"},
            "prizes": [{"called": "Leone", "money": "7"}],
        },
    ),
]


@pytest.mark.parametrize(("name", "reader", "text", "found"), READ, ids=[name for name, *_ in READ])
def test_marked_up_pages_and_rdf_are_read_by_path(
    name: str, reader: str, text: str, found: dict[str, Any], tmp_path: Path, catalogue: Catalogued
) -> None:
    """The properties that the shapes name are taken up, and nothing of them is left over."""
    catalogue(tmp_path, {"shapes/own.ttl": SHAPES}, {name: (reader, text)})
    (record,) = map(json.loads, _run("read", tmp_path).stdout.splitlines())
    assert {field: record.get(field) for field in found} == found
    assert "faults" not in record
    assert "not used" not in _run("read", tmp_path, "--report", "text").stdout


def test_a_new_catalogue_knows_the_labels(tmp_path: Path) -> None:
    """`kg init` in a folder with shapes proposes the columns that their labels name."""
    (tmp_path / "films.csv").write_text(
        "Titel,Jahr,Altersspanne,Prize,Still\nClose,2022,12,Grand Prix,https://x.example/1.jpg\n"
    )
    (tmp_path / "own" / "shapes").mkdir(parents=True)
    (tmp_path / "own" / "shapes" / "own.ttl").write_text(SHAPES)
    assert _run("init", tmp_path / "own", "--from", tmp_path / "films.csv").exit_code == 0
    (record,) = map(json.loads, _run("read", tmp_path / "own").stdout.splitlines())
    assert (record["rating"], record["prizes"], record["stills"]) == (
        "12",
        [{"called": "Grand Prix"}],
        ["https://x.example/1.jpg"],
    )


PRIZES = [
    (["Leone, Palme", "Leone"], [["Leone", "Palme"], ["Leone"]]),
    (["Leone; Palme", "Leone"], [["Leone", "Palme"], ["Leone"]]),
    (["Best of Cannes, 2022", "Leone"], [["Best of Cannes, 2022"], ["Leone"]]),
]


@pytest.mark.parametrize(("cells", "found"), PRIZES)
def test_a_list_in_a_column_of_own_things(cells: list[str], found: list[list[str]], tmp_path: Path) -> None:
    """What stands between several of them is proposed; a comma only where what it separates stands in other cells."""
    rows = "".join(f'Film {number},2022,"{cell}"\n' for number, cell in enumerate(cells))
    (tmp_path / "films.csv").write_text(f"Title,Year,Prize\n{rows}")
    (tmp_path / "own" / "shapes").mkdir(parents=True)
    (tmp_path / "own" / "shapes" / "own.ttl").write_text(SHAPES)
    assert _run("init", tmp_path / "own", "--from", tmp_path / "films.csv").exit_code == 0
    read = map(json.loads, _run("read", tmp_path / "own").stdout.splitlines())
    assert [[one["called"] for one in record["prizes"]] for record in read] == found


LABELS = '[fields]\ntitle = ["titulli"]\ndirectors = ["regjia"]\nyear = ["viti"]\nrating = ["mosha"]\n'
PAGE = "Titulli: Dritë dielli\nViti: 2001\nRegjia: Ann Onym\nMosha: 12\n"


def test_labels_of_film_pages(tmp_path: Path, catalogue: Catalogued) -> None:
    """`words/labels.toml` says what labels of film pages mean, those of fields of one's own among them."""
    brought = {"shapes/own.ttl": SHAPES, "words/labels.toml": LABELS}
    catalogue(tmp_path, brought, {"page.txt": ("festival", PAGE)})
    (record,) = map(json.loads, _run("read", tmp_path).stdout.splitlines())
    assert (record["title"], record["year"], record["rating"]) == ("Dritë dielli", 2001, "12")


def test_a_label_that_means_something_else(tmp_path: Path, catalogue: Catalogued) -> None:
    """A label holds in capitals and with accents; that it means other work than usual is a note."""
    page = "Titulli: Close\nViti: 2001\nRégie: Ann Onym\n"
    labels = '[fields]\ntitle = ["Titulli"]\nyear = ["viti"]\ncomposers = ["Regie", "régie"]\n'
    catalogue(tmp_path / "own", {"words/labels.toml": labels}, {"page.txt": ("festival", page)})
    done = _run("read", tmp_path / "own")
    assert json.loads(done.stdout)["composers"] == [{"name": "Ann Onym"}]
    told = "labels.toml:4: fields.composers[0]: Regie is otherwise a label of directors; here it means composers"
    assert told in done.stderr
    assert told in _run("build", tmp_path / "own", "--out", tmp_path / "out", "--dumps-only").stderr


def test_a_layout(tmp_path: Path, catalogue: Catalogued) -> None:
    """`layouts/` says how a page looks that no layout of ours reads."""
    layout = "look = ['(?m)^== .* ==$']\nhead = ['== (?P<title>.*) ==']\n[labels]\n\"made by\" = \"directors\"\n"
    page = "== Close ==\nMade by: Lukas Dhont\nCountry: Belgium\n"
    catalogue(tmp_path, {"layouts/mine.toml": layout}, {"page.txt": ("festival", page)})
    (record,) = map(json.loads, _run("read", tmp_path).stdout.splitlines())
    assert (record["title"], record["directors"], record["countries"]) == ("Close", [{"name": "Lukas Dhont"}], ["BE"])


@pytest.mark.parametrize("key", ["look", "head"])
def test_an_expression_without_an_end(key: str, tmp_path: Path, catalogue: Catalogued) -> None:
    """A layout whose expression goes on for ever on a page ends the run, in one line that says where it stands."""
    brought = {"layouts/m.toml": f"labels_needed = 0\nlook = ['a']\nhead = []\n{key} = ['(?m)^(a|aa)+$']\n"}
    brought["layouts/m.toml"] = brought["layouts/m.toml"].replace(f"{key} = ['a']\n", "").replace(f"{key} = []\n", "")
    catalogue(tmp_path, brought, {"page.txt": ("festival", "a" * 44 + "b\n")})
    done = _run("read", tmp_path)
    assert done.exit_code == 2 and done.stderr.count("\n") == 1
    assert done.stderr.startswith("kg: page.txt: ") and f"m.toml:3: {key}[0]: takes more than" in done.stderr


TEXT = f"{PREFIXES}film: sh:property my:notes . my:notes sh:path schema:abstract ; sh:datatype rdf:langString ."
SPOKEN = [
    ("films.jsonl", "native", '{"title": "Close", "year": 2022, "notes": "Two boys."}\n'),
    ("page.txt", "festival", "Titulli: Close\nViti: 2022\nRegjia: Ann Onym\nNotes: Two boys.\n"),
]


@pytest.mark.parametrize(("name", "reader", "text"), SPOKEN)
def test_a_text_has_the_language_of_its_source(
    name: str, reader: str, text: str, tmp_path: Path, catalogue: Catalogued
) -> None:
    """A field of running text takes a text alone, from JSON and from a labelled page."""
    labels = LABELS.replace("rating =", "notes = ['notes']\n#")
    catalogue(tmp_path, {"shapes/own.ttl": TEXT, "words/labels.toml": labels}, {name: (reader, text)})
    (record,) = map(json.loads, _run("read", tmp_path).stdout.splitlines())
    assert record["notes"] == {"en": "Two boys."} and "faults" not in record


def test_a_column_of_text_is_proposed_as_it_is_read(tmp_path: Path) -> None:
    """What `kg init` proposes for a field of running text, `kg read` takes, in the language of the source."""
    (tmp_path / "own" / "shapes").mkdir(parents=True)
    (tmp_path / "own" / "shapes" / "a.ttl").write_text(TEXT + ' my:notes sh:name "Merkzettel"@de .')
    (tmp_path / "films.csv").write_text("Title,Year,Merkzettel\nClose,2022,Two boys.\n")
    assert _run("init", tmp_path / "own", "--from", tmp_path / "films.csv").exit_code == 0
    (record,) = map(json.loads, _run("read", tmp_path / "own").stdout.splitlines())
    assert record["notes"] == {"en": "Two boys."}
    mapping = tmp_path / "own" / "catalogue.toml"
    mapping.write_text(mapping.read_text().replace('language = "en"', 'language = "de"'))
    (record,) = map(json.loads, _run("read", tmp_path / "own").stdout.splitlines())
    assert record["notes"] == {"de": "Two boys."} and "faults" not in record


TRANSLATED = f"""{PREFIXES}
film: rg:plural "Filma"@sq . <https://w3id.org/reelgraph/shapes/film#directors> sh:name "Regjisori"@sq .
<https://w3id.org/reelgraph/shapes/film#year> rg:plural "Vite"@sq .
film: sh:property my:prizes .
my:prizes sh:path ex:prize ; sh:class ex:Überpreis ; sh:name "Prize" .
my:prize a sh:NodeShape ; sh:targetClass ex:Überpreis ; sh:property my:called .
my:called sh:path schema:name ; sh:datatype xsd:string ; sh:minCount 1 ; sh:maxCount 1 .
"""


def test_labels_in_another_language_and_labels_that_are_not_stated(tmp_path: Path, catalogue: Catalogued) -> None:
    """Shapes of ours take labels in a further language; a kind of thing without labels has none that is empty."""
    films = [{"title": "Close", "year": 2022, "directors": ["Lukas Dhont"], "prizes": ["Leone"]}]
    catalogue(tmp_path / "own", {"shapes/own.ttl": TRANSLATED}, {"films.jsonl": _native(films)})
    kg.build(tmp_path / "own", tmp_path / "out")
    site = tmp_path / "out" / "current"
    assert "<h1>Filma" in (site / "sq" / "film" / "index.html").read_text()
    assert "Regjisori" in (page := (site / "sq" / "film" / "close-2022" / "index.html").read_text()) and "Vite" in page
    home = (site / "index.html").read_text()
    assert "<strong>1</strong> Person<" in home and "<strong>1</strong> Film<" in home
    assert "<h1>Überpreis" in (site / "uberpreis" / "index.html").read_text()
    thing = (site / "uberpreis" / "leone" / "index.html").read_text()
    assert (
        "<h2>Films" in thing
        and '"name":""' not in thing
        and ">Prize<" in (site / "film" / "close-2022" / "index.html").read_text()
    )


def test_a_language_of_the_site(tmp_path: Path, catalogue: Catalogued) -> None:
    """`words/sq.toml` has the words of a language; those that it lacks are English."""
    catalogue(tmp_path / "own", {"words/sq.toml": 'search = "Kërko"\n'}, {"films.jsonl": _native(FILMS[1:])})
    kg.build(tmp_path / "own", tmp_path / "out")
    page = (tmp_path / "out" / "current" / "sq" / "index.html").read_text()
    assert "Kërko" in page and "Download" in page


QUERY = """# Films by age range
# $rating (text): the rating, e.g. 12
PREFIX schema: <http://schema.org/>
SELECT ?title ?r WHERE {
  ?film schema:typicalAgeRange ?r ; schema:name ?title FILTER(COALESCE(?r = $rating, true))
} ORDER BY ?title
"""


def test_a_query_travels_with_the_release(tmp_path: Path, catalogue: Catalogued) -> None:
    """`queries/` are asked by name where the release is, without the catalogue, by command and library."""
    brought = {"shapes/own.ttl": SHAPES, "queries/by-rating.rq": QUERY}
    catalogue(tmp_path / "own", brought, {"films.jsonl": _native(FILMS)})
    kg.build(tmp_path / "own", tmp_path / "out", dumps_only=True)
    (tmp_path / "own").rename(tmp_path / "gone")
    assert "Films by age range" in _run("query", tmp_path / "out").stdout
    asked = _run("query", tmp_path / "out", "by-rating", "-p", "rating=12", "--format", "csv")
    assert asked.stdout == "title,r\nClose,12\n"
    assert kg.open(tmp_path / "out").query("by-rating", rating="16") == [{"title": "Girl", "r": "16"}]


IMPORT = """PREFIX schema: <http://schema.org/>
PREFIX v: <https://vendor.example/v#>
CONSTRUCT { ?f a schema:Movie ; schema:name ?n } WHERE { ?f a v:Film ; v:called ?n }
"""
VENDOR = '<https://vendor.example/1> a <https://vendor.example/v#Film> ; <https://vendor.example/v#called> "Vendored" .'


def test_an_import(tmp_path: Path, catalogue: Catalogued) -> None:
    """`imports/` turn another vocabulary into ours."""
    catalogue(tmp_path, {"imports/vendor.rq": IMPORT}, {"films.ttl": ("rdf", VENDOR)})
    (record,) = map(json.loads, _run("read", tmp_path).stdout.splitlines())
    assert record["title"] == "Vendored"


def test_catalogues_are_apart(built: Path, tmp_path: Path, catalogue: Catalogued) -> None:
    """In one process, each has what it brings: side by side, and where a file changes between two builds."""
    plain = catalogue(tmp_path / "plain", {}, {"films.jsonl": _native(FILMS[1:])})
    mine, theirs = iter(kg.read(built.parent / "own")), iter(kg.read(plain))
    first, other = next(mine), next(theirs)
    assert isinstance(first, Record) and isinstance(other, Record)
    assert first.__struct_fields__ != other.__struct_fields__ == Record.__struct_fields__
    assert [fault.field for fault in other.faults] == ["rating", "prizes"]
    shapes = plain / "shapes" / "own.ttl"
    shapes.parent.mkdir()
    shapes.write_text(SHAPES)
    (found,) = kg.read(plain)
    assert isinstance(found, Record) and not found.faults
    assert extended(Record) is Record and extended(Person) is Person


OF_SHAPES = [
    ("schema:text ; sh:datatype xsd:string", "a.ttl:10: "),
    ("schema:texxt ; sh:datatype xsd:string .", "a.ttl:10: schema:texxt is not a property of schema.org"),
    ("schema:text ; sh:datatype xsd:string ; sh:maxCuont 1 .", "did you mean sh:maxCount?"),
    ("ex:t ; sh:class ex:Nothing .", "a.ttl:10: sh:class https://cinema.example/terms#Nothing: no node shape"),
    ("ex:t ; sh:datatype xsd:hexBinary .", "sh:datatype xsd:hexBinary is not supported"),
    ("( ex:t ex:u ) ; sh:datatype xsd:string .", "sh:path must be a single property"),
    ("ex:t ; sh:or ( [ sh:class ex:A ] ) .", "sh:class is in a nested shape"),
    ("<https://schema.org/text> ; sh:datatype xsd:string .", "is the wrong namespace"),
    ("ex:t ; sh:minCount 'many' .", "a.ttl:10: "),
    ("ex:t ; sh:datatype xsd:string ; sh:order 'many' .", "a.ttl:10: sh:order must be a number"),
    ("ex:t ; sh:datatype xsd:string ; sh:group my:nowhere .", "is not a sh:PropertyGroup"),
    ("ex:t ; sh:datatype xsd:string ; rg:values 'nonsense' .", "rg:values 'nonsense' is not known; use one of "),
    ("ex:t ; sh:datatype xsd:string ; rg:facet '../x' .", "'../x' is not a folder name"),
    ("ex:t ; sh:datatype xsd:string ; rg:facet 'film' .", "the folder film already exists"),
    ("ex:t ; sh:datatype xsd:string ; rg:facet 'search' .", "the folder search already exists"),
    ("schema:genre ; sh:datatype xsd:string .", "schema:genre is already the path of the field genres"),
    ("ex:t ; sh:datatype xsd:strng .", "sh:datatype xsd:strng is not supported; use one of xsd:string, "),
    ("ex:t ; sh:datatype xsd:float .", "sh:datatype xsd:float is not supported"),
    ("ex:t ; sh:datatype xsd:string ; sh:severity sh:Warnung .", "did you mean sh:Warning?"),
    ("ex:t ; sh:datatype xsd:string ; rg:onCard 'perhaps' .", "rg:onCard must be true or false, not 'perhaps'"),
    ("ex:t ; sh:datatype xsd:string . film: rg:sentence '{title} ({yaer}).'@sv .", "for {yaer}, which is no field of"),
    (
        "ex:t ; sh:datatype xsd:string ; rg:facette 'x' .",
        "rg:facette is not a term of Reelgraph; did you mean rg:f",
    ),
    ("ex:t ; sh:datatype xsd:string ; sh:name 'A'@en, 'B'@en .", "there are two sh:name in en; keep one"),
    ("ex:t ; sh:datatype xsd:integer ; sh:minInclusive 'one' .", "sh:minInclusive 'one' is no value of xsd:integer"),
    ("ex:t ; sh:datatype xsd:date ; sh:maxExclusive 2000 .", "sh:maxExclusive '2000' is no value of xsd:date"),
    ("ex:t .", "says nothing of its values; add sh:datatype"),
    (
        "ex:t ; sh:datatype xsd:string ; sh:class schema:Person .",
        "a.ttl:10: sh:datatype is for texts and numbers, sh:cl",
    ),
    ("ex:t ; sh:datatype xsd:string ; sh:nodeKind sh:IRI .", "sh:nodeKind sh:IRI does not go with sh:datatype; keep"),
    ("ex:t ; sh:class schema:Person ; sh:nodeKind sh:Literal .", "sh:nodeKind sh:Literal does not go with sh:class"),
    ("ex:t ; sh:datatype xsd:string, xsd:date .", "there are 2 sh:datatype; keep one"),
    ("ex:t ; sh:nodeKind sh:Literal .", "sh:nodeKind sh:Literal does not say what its values are; add sh:datatype"),
    (
        "ex:t ; sh:class schema:Movie .",
        "a.ttl:10: sh:class schema:Movie: a property cannot link to films",
    ),
    (
        "ex:t ; sh:class schema:Person ; rg:facet 'aaa' .",
        "rg:facet cannot be on a link to schema:Person",
    ),
    ("ex:t ; sh:datatype xsd:string ; sh:minCount 2 ; sh:maxCount 1 .", "sh:minCount 2 is more than sh:maxCount 1, so"),
]
OF_FOLDERS = [
    *((cls, f"the folder {cls.lower()} already exists") for cls in ("Film", "Person", "Report", "Assets", "Year")),
    *((cls, f"the folder {cls.lower()} already exists") for cls in ("Manual", "Search", "Manifest", "Dump", "Feed")),
    ("Sq", "catalogue.toml:5: languages[1]: the pages of things have a folder sq"),
]


def _thing(cls: str) -> str:
    return f"""film: sh:property my:x . my:x sh:path ex:x ; sh:class ex:{cls} ; sh:nodeKind sh:IRI .
my:thing a sh:NodeShape ; sh:targetClass ex:{cls} ; sh:property my:called .
my:called sh:path schema:name ; sh:datatype xsd:string ; sh:minCount 1 ; sh:maxCount 1 .
"""


MISTAKES = [
    *(("shapes/a.ttl", f"film: sh:property my:x .\nmy:x sh:path {text}", told) for text, told in OF_SHAPES),
    ("shapes/a.ttl", "film: sh:property my:x . my:x sh:datatype xsd:string .", "has no sh:path"),
    ("shapes/a.ttl", "film: sh:property my:x . my:xx sh:path ex:x ; sh:datatype xsd:string .", "has no sh:path"),
    ("shapes/a.ttl", "my:y a sh:NodeShape ; sh:targetclass schema:Person .", "did you mean sh:targetClass?"),
    (
        "shapes/a.ttl",
        "film: sh:property my:new-x . my:new-x sh:path ex:x ; sh:datatype xsd:string .",
        "'new-x', the last part of its IRI, is not a field name",
    ),
    (
        "shapes/a.ttl",
        "film: sh:property [ sh:path ex:x ; sh:datatype xsd:string ] .",
        "a property of https://w3id.org/reelgraph/shapes/film# has no IRI; write an IRI",
    ),
    (
        "shapes/a.ttl",
        "<https://w3id.org/reelgraph/shapes/films#> sh:property my:x . my:x sh:path ex:x ; sh:datatype xsd:string .",
        "there is no node shape <https://w3id.org/reelgraph/shapes/films#>; did you mean https://w3id.org/",
    ),
    (
        "shapes/a.ttl",
        "<https://w3id.org/reelgraph/shapes/movie#> sh:property my:x . my:x sh:path ex:x ; sh:datatype xsd:string .",
        "/movie#>; those of Reelgraph are https://w3id.org/reelgraph/shapes/country#, ",
    ),
    (
        "shapes/a.ttl",
        "my:t a sh:NodeShape ; sh:targetClass ex:T ; sh:property my:x . my:x sh:path ex:x ; sh:datatype xsd:string .",
        "a.ttl:9: https://cinema.example/terms#T is not a kind of thing: it has no property with sh:path",
    ),
    (
        "shapes/a.ttl",
        "my:t a sh:NodeShape ; sh:targetClass ex:T ; sh:property [ sh:path schema:name ; sh:datatype xsd:string ] .",
        "is not a kind of thing: its property with sh:path schema:name has no IRI; write one for [ … ]",
    ),
    *(("shapes/a.ttl", _thing(cls), told) for cls, told in OF_FOLDERS),
    (
        "shapes/a.ttl",
        "film: sh:property my:x, my:y . my:x sh:path ex:x ; sh:datatype xsd:string ; rg:facet 'one' .\n"
        "my:y sh:path ex:y ; sh:datatype xsd:string ; rg:facet 'one' .",
        "the folder one already exists, of https://cinema.example/shapes#",
    ),
    ("shapes/a.ttl", "film:title sh:maxLength 3 .", "#title belongs to Reelgraph; only sh:property, and labels"),
    ("shapes/a.ttl", "film:title sh:name 'Name'@en .", "#title belongs to Reelgraph and has a sh:name in en"),
    (
        "shapes/a.ttl",
        "film: sh:property my:x, ex:x .\nmy:x sh:path ex:t ; sh:datatype xsd:string .\n"
        "ex:x sh:path ex:u ; sh:datatype xsd:string .",
        "a film already has a field x",
    ),
    ("shapes/a.ttl", "film: sh:property my:title .\nmy:title sh:path ex:t .", "a film already has a field title"),
    (
        "shapes/a.ttl",
        "film: sh:property my:Big .\nmy:Big sh:path ex:t .",
        "'Big', the last part of its IRI, is not a field name",
    ),
    ("shapes/a.ttl", "my:x sh:path ex:t ; sh:datatype xsd:string .", "belongs to no node shape"),
    ("layouts/a.toml", "look = ['x'", "a.toml:1: a list is not closed"),
    ("layouts/a.toml", "look = ['(']", "a.toml:1: look[0]: not a regular expression: missing )"),
    ("layouts/a.toml", "\nlok = ['x']", "a.toml:2: lok: unknown key; did you mean look?"),
    ("layouts/a.toml", "labels_needed = 3", "a.toml:1: look: is missing: a list of regular expressions"),
    ("layouts/a.tml", "look = ['x']", "a.tml: is not read; only files that end in .toml are read in layouts/"),
    ("words/v.txt", "x", "v.txt: is not read; only files that end in .toml are read in words/"),
    ("layouts/a.toml", "labels_needed = '3'", "a.toml:1: labels_needed: must be a whole number, not a text"),
    ("layouts/a.toml", "[labels]\nregi = 'directer'", "a record has no field 'directer'; did you mean directors?"),
    ("layouts/a.toml", "head = ['(?P<titel>.*)']", "head[0]: a record has no field 'titel'; did you mean title?"),
    ("words/labels.toml", "[fields]\ntitle = 3", "labels.toml:2: fields.title: must be a list, not a number"),
    (
        "words/labels.toml",
        "[fields]\ntitel = ['x']",
        "labels.toml:2: fields.titel: a record has no field 'titel'; did you",
    ),
    ("words/labels.toml", "title = ['x']", "labels.toml:1: title: unknown key; the keys here are fields, others"),
    ("words/sq.toml", 'serch = "Kërko"', "sq.toml:1: serch: not a word of the site; did you mean search?"),
    (
        "words/labels.toml",
        "[fields]\ndirectors = ['regie']\ncomposers = ['x', 'Régie']",
        "labels.toml:3: fields.composers[1]: Régie is given for directors and composers; keep one",
    ),
    ("words/sq.toml", "found_many = '{m} x'", "sq.toml:1: found_many: {m} is shown as it is; only {n} is replaced"),
    ("words/sq.toml", "search = 3", "sq.toml:1: search: must be a text, not a number"),
    ("words/xyzzyx.toml", 'search = "x"', "xyzzyx.toml: "),
    ("queries/a.rq", "# A\nSELECT * { ?s ?p }", "a.rq: "),
    ("queries/a.rq", "# A\n# $x: text\nASK {}", "a parameter is declared as"),
    (
        "queries/a.rq",
        "# A\n# $x (text): a word, e.g. y\nASK {}",
        "the parameter $x is declared, but the query does not",
    ),
    ("queries/a.rq", "# A\nASK { ?s ?p $x }", "a.rq: $x is not declared; add a comment line `# $x (text): ...`"),
    (
        "queries/a.rq",
        "# A\nPREFIX s: <http://schema.org/>\nASK { ?s s:nmae ?x }",
        "a.rq: schema:nmae is not a term of schema.org; did you mean schema:name?",
    ),
    ("queries/adaptations.rq", "# A\nASK {}", "Reelgraph has a query called adaptations; choose another name"),
    ("queries/a.sparql", "# A\nASK {}", "a.sparql: is not read; only files that end in .rq are read in queries/"),
    ("shapes/own.rdf", "", "own.rdf: is not read; only files that end in .ttl are read in shapes/"),
    ("querys/a.rq", "# A\nASK {}", "querys: this folder is not read; did you mean queries?"),
    ("words/fr.toml", 'search = "x"', "fr.toml: fr is not among the languages in catalogue.toml; add it there"),
    (
        "imports/a.rq",
        "PREFIX s: <https://schema.org/> CONSTRUCT { ?s s:name ?n } WHERE { ?s ?p ?n }",
        "a.rq: https://schema.org/ is the wrong namespace; write http://schema.org/",
    ),
    (
        "imports/a.rq",
        "PREFIX s: <http://schema.org/> CONSTRUCT { ?s s:namee ?n } WHERE { ?s s:anything ?n }",
        "a.rq: schema:namee is not a term of schema.org; did you mean schema:name?",
    ),
    (
        "imports/a.rq",
        "PREFIX s: <http://schema.org/> CONSTRUCT { ?s s:name ?tt } WHERE { ?s s:headline ?t }",
        "a.rq: ?tt is constructed, but the WHERE clause does not have it",
    ),
    ("imports/a.rq", "SELECT * { ?s ?p ?o }", "the query form is SELECT; an import must be a CONSTRUCT query"),
    ("imports/a.rq", "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p }", "a.rq: "),
]


@pytest.mark.parametrize(("path", "text", "told"), MISTAKES)
def test_a_mistake_is_told(path: str, text: str, told: str, tmp_path: Path, catalogue: Catalogued) -> None:
    """One line with the file, exit code 2, and nothing is built; shapes are checked before what names their fields."""
    text = f"{PREFIXES}{text}" if path.startswith("shapes") else text
    beside = {"words/labels.toml": "[fields]\ntitle = ['titulli']\n"} if path.startswith("shapes") else {}
    catalogue(tmp_path / "own", {path: text, **beside}, {"films.jsonl": _native(FILMS[1:])})
    own, out = str(tmp_path / "own"), str(tmp_path / "out")
    for command in (["build", own, "--out", out], ["read", own]):
        done = _run(*command)
        assert (done.exit_code, done.stdout) == (2, "")
        assert done.stderr.count("\n") == 1 and done.stderr.startswith("kg: ") and "Traceback" not in done.stderr
        assert (Path(path).name in done.stderr or "catalogue.toml" in told or "folder" in told) and told in done.stderr


def test_a_term_that_is_nearly_one_of_the_shapes(tmp_path: Path, catalogue: Catalogued) -> None:
    """Queries and imports name the properties of the catalogue's shapes; a misspelt one is told with what is meant."""
    query = "# A\nPREFIX ex: <https://cinema.example/terms#>\nASK { ?s ex:shotOm ?x }"
    catalogue(tmp_path, {"shapes/own.ttl": SHAPES, "queries/a.rq": query}, {"films.jsonl": _native(FILMS[1:])})
    told = _run("read", tmp_path).stderr
    assert "a.rq: https://cinema.example/terms#shotOm is in no shape; did you mean https://cinema.example/" in told


def test_a_new_catalogue_needs_shapes_without_mistakes(tmp_path: Path) -> None:
    """`kg init` in a folder with a mistake says it as `kg read` does, and makes nothing."""
    (tmp_path / "own" / "shapes").mkdir(parents=True)
    (tmp_path / "own" / "shapes" / "a.ttl").write_text(
        f"{PREFIXES}film: sh:property my:x . my:x sh:path ex:x ; sh:datatype xsd:strng ."
    )
    (tmp_path / "films.csv").write_text("Titel,Jahr\nClose,2022\n")
    done = _run("init", tmp_path / "own", "--from", tmp_path / "films.csv")
    assert done.exit_code == 2 and "a.ttl:9: sh:datatype xsd:strng is not supported" in done.stderr
    assert not (tmp_path / "own" / "catalogue.toml").exists()


CLASH = """film: sh:property my:x, my:shot_in . my:x sh:path ex:x ; sh:class ex:Person .
my:own a sh:NodeShape ; sh:targetClass ex:Person ; rg:folder "own-person" ; sh:property my:n, my:mentors .
my:n sh:path schema:name ; sh:datatype xsd:string ; sh:minCount 1 ; sh:maxCount 1 .
my:mentors sh:path ex:mentor ; sh:class ex:Person .
my:shot_in sh:path ex:shotIn ; sh:class schema:Country ; rg:facet "shot-in" .
"""


def test_a_class_that_is_called_as_one_of_ours(tmp_path: Path, catalogue: Catalogued) -> None:
    """It is another kind of thing, it may lead to itself, and a country is one by its name as everywhere."""
    film = {"title": "Close", "year": 2022, "x": [{"n": "A", "mentors": ["B"]}], "shot_in": ["Belgium", "FR"]}
    catalogue(tmp_path / "own", {"shapes/a.ttl": PREFIXES + CLASH}, {"films.jsonl": _native([film])})
    outcome = kg.build(tmp_path / "own", tmp_path / "out")
    assert (outcome.published, outcome.faults) == ({"country": 2, "film": 1, "own-person": 2}, 0)
    dump = (tmp_path / "out" / "current" / "dump" / "own-person.nt").read_text()
    assert "own-person/a/#this> <https://cinema.example/terms#mentor> <https://own.example/own-person/b/#this>" in dump


def test_a_rule_without_a_name(tmp_path: Path, catalogue: Catalogued) -> None:
    """A node shape for a class of ours may also only demand something; what is refused is said in its words."""
    rule = "my:r a sh:NodeShape ; sh:targetClass schema:Movie ; sh:property [ sh:path schema:image ; sh:minCount 1 ] ."
    catalogue(tmp_path / "own", {"shapes/a.ttl": PREFIXES + rule}, {"films.jsonl": _native(FILMS[1:])})
    done = _run("build", tmp_path / "own", "--out", tmp_path / "out")
    assert done.exit_code == 2 and ": : " not in done.stderr and "films.jsonl:1: Girl: " in done.stderr


def test_what_is_refused_of_a_thing_says_of_which(tmp_path: Path, catalogue: Catalogued) -> None:
    """A rule for things of one's own names the thing behind the film."""
    rule = "my:prize sh:property my:winners . my:winners sh:path ex:winner ; sh:class schema:Person ; sh:minCount 1 ."
    catalogue(tmp_path / "own", {"shapes/own.ttl": f"{SHAPES}\n{rule}"}, {"films.jsonl": _native(FILMS)})
    done = _run("build", tmp_path / "own", "--out", tmp_path / "out", "--dumps-only")
    assert "films.jsonl:1: Close: Audience Award: winners is missing" in done.stderr


def test_what_is_brought_is_told_apart_by_time_and_size(tmp_path: Path) -> None:
    """A folder without any is nothing, and other files in such folders are left alone."""
    (tmp_path / "shapes").mkdir()
    (tmp_path / "shapes" / "notes.txt").write_text("x")
    (tmp_path / "shapes" / "folder.ttl").mkdir()
    assert resources.found(tmp_path) == ()


def test_a_query_with_a_required_parameter(tmp_path: Path, catalogue: Catalogued) -> None:
    """A query of a catalogue may need a parameter; the build does not ask for it, and asking the query does."""
    head = "# Films of a year\n# $year (year, required): when, e.g. 2022\n"
    asked = f"{head}SELECT ?film {{ ?film <http://schema.org/copyrightYear> $year }}"
    catalogue(tmp_path / "own", {"queries/of-year.rq": asked}, {"films.jsonl": _native(FILMS)})
    assert _run("build", str(tmp_path / "own"), "--out", str(tmp_path / "out")).exit_code == 0
    assert "year" in _run("query", str(tmp_path / "out"), "of-year").stderr


def test_a_language_without_words_is_told(tmp_path: Path, write_catalogue: Callable[..., None]) -> None:
    """Of a language of the site in which it has no words a build says so, and where to put them."""
    (tmp_path / "c").mkdir()
    write_catalogue(tmp_path / "c", [("own", "native", "own.jsonl")])
    catalogue = tmp_path / "c/catalogue.toml"
    catalogue.write_text(re.sub("languages = .*", 'languages = ["de", "sv"]', catalogue.read_text(), count=1))
    (tmp_path / "c/own.jsonl").write_text('{"title": "Kin"}\n')
    told = build(tmp_path / "c", tmp_path / "out", date="2026-01-01").text()
    assert 'no words in language "sv": put them into words/sv.toml' in told and 'language "de"' not in told
