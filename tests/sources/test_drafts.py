"""What `kg init --from` makes of what is no table, and of several files."""

import json
from pathlib import Path

import pytest

import kg
from kg.pipeline import brought
from kg.pipeline.build import build
from kg.sources.catalogue import load
from kg.sources.config import SourceConfig
from kg.sources.init import init
from kg.system.errors import ReelgraphError

MARKED = (
    '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "Movie", "name": "Close"}</script>'
)
TURTLE = '<https://x.example/f> a <http://schema.org/Movie> ; <http://schema.org/name> "Girl" .'
PAGE = "Title: Here\nDirector: Bas Devos\nCountry: Belgium\nYear: 2023\nDuration: 82 min\n"


def made(given: Path, folder: Path) -> tuple[SourceConfig, ...]:
    """The sources of the catalogue that is made of a file or folder, which can be built."""
    list(init(folder, given))
    return load(folder).sources


ONE = [
    ("a.html", MARKED, "markup"),
    ("a.txt", PAGE, "festival"),
    ("a.ttl", TURTLE, "rdf"),
    ("a.jsonl", '{"title": "Close", "directors": [{"name": "Lukas Dhont"}]}\n', "native"),
    ("a.json", '{"title": "Close", "source": {"path": "x"}}\n', "native"),
    ("a.csv", "Title\nClose\n", "table"),
    ("b.jsonl", '{"Title": "Close"}\n', "table"),
]


@pytest.mark.parametrize(("name", "text", "reader"), ONE)
def test_one_file(name: str, text: str, reader: str, tmp_path: Path) -> None:
    """A file of any kind that is read becomes a source of its reader, and can be built."""
    (tmp_path / name).write_text(text)
    (source,) = made(tmp_path / name, tmp_path / "c")
    assert (source.reader, source.path) == (reader, name)
    assert build(tmp_path / "c", tmp_path / "out", dumps_only=True).published["film"] == 1


def test_a_folder(tmp_path: Path) -> None:
    """Files of one suffix are one source, each table one of its own; what is not read is told."""
    folder = tmp_path / "[my] films"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.html").write_text(MARKED)
    (folder / "deep" / "b.html").write_text(MARKED.replace("Close", "Girl"))
    (folder / "c.txt").write_text(PAGE)
    (folder / "d.csv").write_text("Titel\nDaens\n")
    (folder / "d.tsv").write_text("Titel\nHoly Rosita\n")
    (folder / "e.csv").write_text("Jaar\n2001\n")
    (folder / "f.doc").write_text("x")
    told = list(init(tmp_path / "c", folder))
    readers = sorted(source.reader for source in load(tmp_path / "c").sources)
    assert readers == ["festival", "markup", "table", "table"]
    assert "1 .doc file: no reader is known" in told
    assert "[my] films/e.csv: no column looks like titles; left out" in told
    assert build(tmp_path / "c", tmp_path / "out", dumps_only=True).published["film"] == 5


def test_hidden_files(tmp_path: Path) -> None:
    """What a system or a program keeps beside the files of a folder is none of them."""
    (tmp_path / "films" / ".git").mkdir(parents=True)
    for name in ("a.csv", ".git/b.csv", ".c.csv"):
        (tmp_path / "films" / name).write_text("Titel\nDaens\n")
    assert [source.path for source in made(tmp_path / "films", tmp_path / "c")] == ["films/a.csv"]


def test_too_many_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of more files than are looked at is refused: nothing is left out unseen."""
    (tmp_path / "films").mkdir()
    for name in ("a.csv", "b.csv"):
        (tmp_path / "films" / name).write_text("Titel\nDaens\n")
    monkeypatch.setattr("kg.sources.drafts._MOST_FILES", 1)
    with pytest.raises(ReelgraphError, match="more than 1 files"):
        list(init(tmp_path / "c", tmp_path / "films"))


OWN = """@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix film: <https://w3id.org/reelgraph/shapes/film#> .
@prefix my: <https://club.example/shapes#> .
film: sh:property my:rating .
my:rating sh:path <http://schema.org/typicalAgeRange> ; sh:datatype <http://www.w3.org/2001/XMLSchema#string> ;
  sh:name "Rating"@en .
"""
BY_SA = "https://creativecommons.org/licenses/by-sa/4.0/"
FIRST = f"""name = "The \\"first\\" films"
base = "https://first.example/"
publisher = "The {{club}}"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
languages = ["nl", "fr"]

[[sources]]
name = "films"
path = "films.jsonl"
reader = "native"
licence = "{BY_SA}"
date = 2026-01-31
"""


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """An OUT with a release that has a property of its own."""
    (tmp_path / "first" / "shapes").mkdir(parents=True)
    (tmp_path / "first" / "shapes" / "own.ttl").write_text(OWN)
    (tmp_path / "first" / "catalogue.toml").write_text(FIRST)
    film = {"title": "Close", "year": 2022, "directors": [{"name": "Lukas Dhont"}], "rating": "12"}
    (tmp_path / "first" / "films.jsonl").write_text(json.dumps(film))
    kg.build(tmp_path / "first", tmp_path / "out", dumps_only=True)
    return tmp_path / "out"


def test_a_release(release: Path, tmp_path: Path) -> None:
    """Its N-Triples become a source, and the catalogue has its name, its languages and the shapes of its own."""
    told = kg.init(tmp_path / "b", release)
    assert told[:2] == ["a release: 2 dumps", "shapes/own.ttl: of the release"]
    catalogue, _ = brought.load(tmp_path / "b")
    assert (catalogue.name, catalogue.publisher) == ('The "first" films', "The {club}")
    assert (catalogue.languages, catalogue.sources[0].reader) == (("nl", "fr"), "rdf")
    assert kg.build(tmp_path / "b", tmp_path / "out2", dumps_only=True).published == {"film": 1, "person": 1}
    assert "typicalAgeRange" in (tmp_path / "out2" / "current" / "dump" / "film.nt").read_text()


def test_the_manifest_of_a_release(release: Path, tmp_path: Path) -> None:
    """Whoever gives the manifest gives the release."""
    kg.init(tmp_path / "one", release / "current" / "manifest.json")
    kg.init(tmp_path / "two", release / "current")
    one, two = (tmp_path.joinpath(name, "catalogue.toml").read_text("utf-8") for name in ("one", "two"))
    assert one == two


def test_the_licence_of_a_release(release: Path, tmp_path: Path) -> None:
    """That of its facts does not cover its sources: it is left to be filled in, beside those that the sources have."""
    kg.init(tmp_path / "b", release)
    assert {load(tmp_path / "b").licence, *(source.licence for source in load(tmp_path / "b").sources)} == {""}
    assert f'# The release has sources under "{BY_SA}"' in (tmp_path / "b" / "catalogue.toml").read_text()


def test_the_base_of_a_release(release: Path, tmp_path: Path) -> None:
    """It is not taken over, as a release may be somebody else's, and told beside the one that is written."""
    told = kg.init(tmp_path / "b", release)
    base = json.loads((release / "current" / "manifest.json").read_text())["base"]
    assert any(one.startswith(f"its base, {base}, is not taken over") for one in told)
    assert f'# The release has the base "{base}".' in (tmp_path / "b" / "catalogue.toml").read_text()


def test_a_dump_in_several_formats(release: Path, tmp_path: Path) -> None:
    """Of files of RDF with one name one is read; the dumps of a release stand for the release."""
    dump = release / "current" / "dump"
    (tmp_path / "copy").mkdir()
    for path in dump.glob("film.*"):
        (tmp_path / "copy" / path.name).write_bytes(path.read_bytes())
    told = kg.init(tmp_path / "b", tmp_path / "copy")
    assert [source.path for source in load(tmp_path / "b").sources] == ["copy/**/*.nt"]
    assert "1 .ttl file: left out; it is beside RDF of the same name" in told
    assert kg.init(tmp_path / "c", dump)[0] == "a release: 2 dumps"


@pytest.mark.parametrize("text", [b"\xff", b"<a> <b", b"[" * 5000, b'{"languages": [1, null], "name": 7}'])
def test_a_release_that_says_nothing_of_itself(text: bytes, release: Path, tmp_path: Path) -> None:
    """Where its manifest or its evidence cannot be read, a catalogue is made of its dumps."""
    for name in ("manifest.json", "evidence/source.nq"):
        (release / "current" / name).write_bytes(text)
    kg.init(tmp_path / "b", release)
    assert load(tmp_path / "b").languages == ("en",)


def test_shapes_that_are_there_already(release: Path, tmp_path: Path) -> None:
    """They are not written over by those of a release, nor taken away."""
    (tmp_path / "b" / "shapes").mkdir(parents=True)
    (tmp_path / "b" / "shapes" / "own.ttl").write_text(OWN)
    with pytest.raises(ReelgraphError, match=r"own\.ttl: is there already"):
        kg.init(tmp_path / "b", release)
    assert [path.name for path in (tmp_path / "b").rglob("*") if path.is_file()] == ["own.ttl"]


GERMAN = "Titel;Inhalt\nNah;Eine Frau kommt nach Hause und findet dort nicht den Mann, sondern den Hund.\n"


def test_several(tmp_path: Path) -> None:
    """Each of several files is a source of one catalogue; those of one name get another one, one given twice is one."""
    (tmp_path / "old").mkdir()
    (tmp_path / "films.csv").write_text(GERMAN)
    (tmp_path / "old" / "films.csv").write_text("Titre,Réalisateur,Durée\nPrès,B C,90 min\n")
    (tmp_path / "a.html").write_text(MARKED)
    given = [tmp_path / name for name in ("films.csv", "old/films.csv", "a.html", "films.csv")]
    told = kg.init(tmp_path / "c", *given)
    catalogue = load(tmp_path / "c")
    assert [source.name for source in catalogue.sources] == ["films", "films-2", "a"]
    assert [source.path for source in catalogue.sources] == ["films.csv", "films-2.csv", "a.html"]
    assert catalogue.languages == ("de", "fr", "en")
    assert {"films.csv:", "films-2.csv:", "a.html: reader markup"} <= {*told}
    assert kg.build(tmp_path / "c", tmp_path / "out", dumps_only=True).published["film"] == 3


def test_what_several_ask_for(tmp_path: Path) -> None:
    """What has to be filled in is told with the file."""
    (tmp_path / "a.csv").write_text("Titel\nNah\n")
    (tmp_path / "b.csv").write_text("Year,Director\n2001,Ann Li\n")
    *_, last = kg.init(tmp_path / "c", tmp_path / "a.csv", tmp_path / "b.csv")
    assert "b.csv: no column looks like a title" in last


def test_tables_in_a_folder(tmp_path: Path) -> None:
    """Their sources are called as they are, and the site has the languages of all of them."""
    (tmp_path / "both" / "old").mkdir(parents=True)
    (tmp_path / "both" / "films.csv").write_text(GERMAN)
    (tmp_path / "both" / "films.tsv").write_text("Titre\tRéalisateur\tDurée\nPrès\tB C\t90 min\n")
    (tmp_path / "both" / "old" / "films.csv").write_text("Title\nGirl\n")
    sources = made(tmp_path / "both", tmp_path / "c")
    assert sorted(source.name for source in sources) == ["films", "films-2", "old-films"]
    assert load(tmp_path / "c").languages == ("de", "fr", "en")


NOTHING = [("a.pdf", b"%PDF", "no reader is known"), ("d", None, "none of its files")]


@pytest.mark.parametrize(("name", "content", "why"), NOTHING)
def test_what_nobody_reads(name: str, content: bytes | None, why: str, tmp_path: Path) -> None:
    """One line says so, and no catalogue is made."""
    (tmp_path / name).mkdir() if content is None else (tmp_path / name).write_bytes(content)
    with pytest.raises(ReelgraphError, match=why):
        list(init(tmp_path / "c", tmp_path / name))
    assert not (tmp_path / "c").exists()


@pytest.mark.parametrize("name", ["nothere", "nothere.csv", "nothere.html"])
def test_what_is_not_there(name: str, tmp_path: Path) -> None:
    """Of several one that does not exist ends it, and no catalogue is made."""
    (tmp_path / "a.csv").write_text("Titel\nNah\n")
    with pytest.raises(ReelgraphError, match=f"{name}: there is no such file or folder"):
        kg.init(tmp_path / "c", tmp_path / "a.csv", tmp_path / name)
    assert not (tmp_path / "c").exists()


def test_a_licence_that_nobody_gave(tmp_path: Path) -> None:
    """It is left empty, no document states one, and the build says in one line of what it is missing."""
    list(init(tmp_path / "c"))
    assert {load(tmp_path / "c").licence, *(source.licence for source in load(tmp_path / "c").sources)} == {""}
    outcome = build(tmp_path / "c", tmp_path / "out")
    assert "no licence is stated in catalogue.toml for the catalogue, source films" in outcome.text()
    written = [path.read_text() for path in Path(outcome.release).rglob("*.nq")]
    assert written and not any("license" in text for text in written)


LANGUAGES = [
    ("Titel;Inhalt\nNah;Eine Frau kommt nach Hause und findet dort nicht den Mann, sondern den Hund.\n", "de"),
    ("Titre,Réalisateur,Durée\nA,B C,90 min\n", "fr"),
    ("Titel,Regisseur,Speelduur\nA,B C,90 min\n", "nl"),
    ("Title,Director\nA,B C\n", "en"),
    ("タイトル,あらすじ\nA,それは長い夏の日に始まった物語である。\n", "ja"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "language"), LANGUAGES)
def test_the_language(text: str, language: str, tmp_path: Path) -> None:
    """The site and the texts have the language of the texts, else that of the headers."""
    (tmp_path / "a.csv").write_text(text)
    (source,) = made(tmp_path / "a.csv", tmp_path / "c")
    assert (source.language, load(tmp_path / "c").languages[0]) == (language, language)


def test_rows_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    """How many there are, and why the first of them."""
    (tmp_path / "a.csv").write_text("Title,Year\nA,2001\nB,2002,x\nC,2003\n")
    told = list(init(tmp_path / "c", tmp_path / "a.csv"))
    assert told[:3] == ["2 rows were read", "1 row is left out:", "  line 3: 3 cells under 2 columns"]


def test_a_draft_without_a_title(tmp_path: Path) -> None:
    """It is made all the same, and says what is to be filled in."""
    (tmp_path / "a.csv").write_text("Year,Director\n2001,Ann Li\n")
    *_, last = init(tmp_path / "c", tmp_path / "a.csv")
    assert "write the column of the titles" in last
    assert '# title = ""' in (tmp_path / "c" / "catalogue.toml").read_text()


def test_the_list_and_the_sheet_with_the_films(tmp_path: Path) -> None:
    """Of several, the one of which most is understood is proposed."""
    import xlsxwriter

    (tmp_path / "a.json").write_text(
        json.dumps(
            {"cinemas": [{"name": "Roxy", "films": [{"title": "Close", "year": 2022, "director": "Lukas Dhont"}]}]}
        )
    )
    (source,) = made(tmp_path / "a.json", tmp_path / "c")
    assert source.array == "cinemas.films"
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        for name, rows in (("Notes", [["Note"], ["x"]]), ("Films", [["List"], [], ["Title", "Year"], ["Close", 2022]])):
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    (source,) = made(tmp_path / "a.xlsx", tmp_path / "d")
    assert (source.sheet, source.header) == ("Films", 3)
