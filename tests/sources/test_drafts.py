"""What `kg init --from` makes of what is no table, and of several files."""

import json
from pathlib import Path

import pytest

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


def test_a_release(tmp_path: Path) -> None:
    """Its N-Triples become a source, with the licence that the release states."""
    (tmp_path / "c.jsonl").write_text(
        json.dumps({"title": "Close", "year": 2022, "directors": [{"name": "Lukas Dhont"}]})
    )
    list(init(tmp_path / "a", tmp_path / "c.jsonl"))
    text = (tmp_path / "a" / "catalogue.toml").read_text()
    (tmp_path / "a" / "catalogue.toml").write_text(
        text.replace('licence = ""', 'licence = "https://creativecommons.org/licenses/by/4.0/"', 1)
    )
    first = build(tmp_path / "a", tmp_path / "out", dumps_only=True)
    (source,) = made(tmp_path / "out", tmp_path / "b")
    assert (source.reader, source.licence) == ("rdf", "https://creativecommons.org/licenses/by/4.0/")
    assert build(tmp_path / "b", tmp_path / "out2", dumps_only=True).published == first.published


NOTHING = [("a.pdf", b"%PDF", "no reader is known"), ("d", None, "none of its files")]


@pytest.mark.parametrize(("name", "content", "why"), NOTHING)
def test_what_nobody_reads(name: str, content: bytes | None, why: str, tmp_path: Path) -> None:
    """One line says so, and no catalogue is made."""
    (tmp_path / name).mkdir() if content is None else (tmp_path / name).write_bytes(content)
    with pytest.raises(ReelgraphError, match=why):
        list(init(tmp_path / "c", tmp_path / name))
    assert not (tmp_path / "c").exists()


def test_a_licence_that_nobody_gave(tmp_path: Path) -> None:
    """It is left empty, no document states one, and the build says in one line of what it is missing."""
    list(init(tmp_path / "c", None))
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
