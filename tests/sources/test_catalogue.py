"""`catalogue.toml`: what it says, and what is said about its mistakes."""

from pathlib import Path
from typing import Any

import pytest

from kg.sources.catalogue import files, load
from kg.sources.config import Column
from kg.system.errors import ReelgraphError

GOOD = """
name = "Films"
base = "https://example.org/films/"
publisher = "Somebody"
licence = "https://example.org/licence"
languages = ["en", "nl"]

[[sources]]
name = "pages"
path = "pages/*.txt"
reader = "festival"
licence = "https://example.org/theirs"
date = 2026-11-01
precedence = 10
festival = "Film Fest Test"
page = "https://example.org/film/{stem}"

[[sources]]
name = "a-table"
path = "*.csv"
reader = "table"
licence = "https://example.org/theirs"
key = "Id"
missing = ["?"]

[sources.columns]
title = "Title"
directors = { column = "Directors", separator = "|" }
"identifiers.imdb" = "FilmId"
kind = { constant = "film" }
"""


def write(folder: Path, text: str) -> Path:
    """The folder, with a catalogue in it."""
    (folder / "catalogue.toml").write_text(text, "utf-8")
    return folder


def test_load(tmp_path: Path) -> None:
    """A catalogue says what it is, where its sources are, and what their columns state."""
    catalogue = load(write(tmp_path, GOOD))
    pages, table = catalogue.sources
    assert (catalogue.root, catalogue.name, catalogue.languages) == (tmp_path, "Films", ("en", "nl"))
    assert (str(pages.date), pages.precedence, pages.language) == ("2026-11-01", 10, "en")
    assert table.columns["directors"] == Column(column="Directors", separator="|")


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ('name = "Films"\n', "", "name"),
        ('name = "Films"', "name = 7", "$.name"),
        ('name = "Films"', 'nome = "Films"', "nome"),
        ('name = "Films"', "name =", "line 2"),
        ('films/"', 'films"', "base: must end in /"),
        ("https://example.org/films/", "javascript:", "base"),
        ("https://example.org/licence", "CC BY", "licence"),
        ('["en", "nl"]', "[]", "languages"),
        ('["en", "nl"]', '["English"]', "languages: write 'en' for 'English'"),
        ('["en", "nl"]', '["xx"]', "languages"),
        ('["en", "nl"]', '["en", "con"]', "languages: pages need a folder con"),
        ('name = "a-table"', 'name = "pages"', "sources: two are called 'pages'"),
        ('name = "a-table"', 'name = "A table"', "sources.A table.name"),
        ('path = "pages/*.txt"', 'path = "../*.txt"', "sources.pages.path"),
        ('path = "pages/*.txt"', 'path = "/*.txt"', "sources.pages.path"),
        ('path = "pages/*.txt"', 'path = ""', "sources.pages.path"),
        ('path = "pages/*.txt"', 'path = "."', "sources.pages.path"),
        ('path = "pages/*.txt"', 'path = "a**b/**c"', "sources.pages.path"),
        ('path = "pages/*.txt"', 'path = "a\\u0000"', "sources.pages.path"),
        ('reader = "festival"', 'reader = "oracle"', "sources[0].reader"),
        ("2026-11-01", '"yesterday"', "sources[0].date"),
        ("film/{stem}", "film/{stem} x", "sources.pages.page"),
        ('title = "Title"', 'titel = "Title"', "sources.a-table.columns.titel"),
        ('title = "Title"', 'source = "Title"', "sources.a-table.columns.source"),
        ('title = "Title"', 'identifiers = "Title"', "sources.a-table.columns.identifiers"),
        ('title = "Title"', '"title.x" = "Title"', "sources.a-table.columns.title.x"),
        ('title = "Title"', '"based_on." = "Title"', "sources.a-table.columns.based_on."),
        ('{ constant = "film" }', '{ constant = "film", column = "Kind" }', "sources.a-table.columns.kind"),
        ('{ constant = "film" }', "{}", "sources.a-table.columns.kind"),
        ('separator = "|"', 'separator = ""', "sources.a-table.columns.directors"),
        ('separator = "|"', 'seperator = "|"', "seperator"),
    ],
)
def test_mistakes(old: str, new: str, field: str, tmp_path: Path) -> None:
    """Every mistake is one line that names the file and the field."""
    assert old in GOOD
    lay_out(tmp_path)
    with pytest.raises(ReelgraphError) as error:
        files(load(write(tmp_path, GOOD.replace(old, new, 1))))
    message = str(error.value)
    assert message.startswith(str(tmp_path / "catalogue.toml")) and field in message and "\n" not in message


@pytest.mark.parametrize("content", [None, b"\xff\xfe", b""])
def test_unreadable(content: bytes | None, tmp_path: Path) -> None:
    """No file, another encoding and an empty file are such lines too."""
    if content is not None:
        (tmp_path / "catalogue.toml").write_bytes(content)
    with pytest.raises(ReelgraphError, match=r"catalogue\.toml: "):
        load(tmp_path)


def lay_out(folder: Path) -> None:
    """Some files of both sources."""
    (folder / "pages").mkdir()
    for name in ("pages/b.txt", "pages/a.txt", "z.csv", "y.csv"):
        (folder / name).write_text("x")


def found(folder: Path) -> list[tuple[str, str]]:
    """The names of the sources, and their files."""
    return [(source.name, path.relative_to(folder).as_posix()) for source, path in files(load(folder))]


def test_files(tmp_path: Path) -> None:
    """Files come by source name and path, whatever the order of the sources."""
    lay_out(tmp_path)
    head, first, second = GOOD.split("[[sources]]")
    expected = [("a-table", "y.csv"), ("a-table", "z.csv"), ("pages", "pages/a.txt"), ("pages", "pages/b.txt")]
    for order in ([head, first, second], [head, second, "\n" + first]):
        assert found(write(tmp_path, "[[sources]]".join(order))) == expected


def test_no_files(tmp_path: Path) -> None:
    """A pattern that matches nothing is named."""
    with pytest.raises(ReelgraphError, match=r"sources\.a-table\.path: no file matches '\*\.csv'"):
        files(load(write(tmp_path, GOOD)))


def test_a_way_out(tmp_path: Path) -> None:
    """No link leads out of the catalogue."""
    inside: Any = tmp_path / "inside"
    inside.mkdir()
    lay_out(inside)
    (tmp_path / "secret.csv").write_text("x")
    (inside / "x.csv").symlink_to(tmp_path / "secret.csv")
    with pytest.raises(ReelgraphError, match="leads out of the catalogue"):
        files(load(write(inside, GOOD)))
