"""`catalogue.toml`: what it says, and what is said about its mistakes."""

import os
import socket
from pathlib import Path
from typing import Any

import pytest

from kg.model.record import Fault
from kg.sources import read
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


@pytest.mark.parametrize("line", [f"# {'.' * 500}", f"  # = {'x.' * 500}"])
def test_points_in_comments_are_no_keys(line: str, tmp_path: Path) -> None:
    """Only keys are counted."""
    assert load(write(tmp_path, f"{GOOD}{line}\n")).name == "Films"


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
        ('name = "Films"', "name = 7", ":2: name: must be a text, not a number"),
        ('name = "Films"', 'nome = "Films"', ":2: nome: unknown key; did you mean name?"),
        ('name = "Films"', "name =", ":2: a value is missing"),
        ('films/"', 'films"', "base: must end in /"),
        ("https://example.org/films/", "javascript:", "base"),
        ("https://example.org/licence", "CC BY", "licence"),
        ('["en", "nl"]', "[]", "languages"),
        ('["en", "nl"]', '["English"]', ":6: languages[0]: write 'en' for 'English'"),
        ('["en", "nl"]', '["xx"]', "languages"),
        ('["en", "nl"]', '["en", "con"]', ":6: languages[1]: pages need a folder con"),
        ('name = "a-table"', 'name = "pages"', ":19: sources[1].name: 'pages' is already the name of sources[0]"),
        ('name = "a-table"', 'name = "A table"', ":19: sources[1].name: "),
        ('path = "pages/*.txt"', 'path = "../*.txt"', ":10: sources[0].path: "),
        ('path = "pages/*.txt"', 'path = "/*.txt"', ":10: sources[0].path: "),
        ('path = "pages/*.txt"', 'path = ""', ":10: sources[0].path: "),
        ('path = "pages/*.txt"', 'path = "."', ":10: sources[0].path: "),
        ('path = "pages/*.txt"', 'path = "a**b/**c"', ":10: sources[0].path: "),
        ('path = "pages/*.txt"', 'path = "a\\u0000"', ":10: sources[0].path: "),
        ('path = "pages/*.txt"', f'path = "{"*/" * 3000}a"', ":10: sources[0].path: "),
        ('path = "pages/*.txt"', 'path = "**/a/**/b/**/c/**/d"', ":10: sources[0].path: "),
        ('path = "pages/*.txt"', f'path = "{"a" * 256}"', ":10: sources[0].path: "),
        ('path = "pages/*.txt"', f'path = "{"é" * 128}"', ":10: sources[0].path: "),
        ("precedence = 10", f"precedence = {'9' * 5000}", "too many digits"),
        ("precedence = 10", "precedence = 1000000001", ":14: sources[0].precedence: "),
        ("precedence = 10", "precedence = -1000000001", ":14: sources[0].precedence: "),
        ("precedence = 10", f"{'a.' * 100_000}b = 1", "a key with more than 100 dots"),
        ("precedence = 10", f"x = {{ {'a.' * 100_000}b = 1 }}", "a key with more than 100 dots"),
        ("precedence = 10", f"x = {'[' * 100_000}", "brackets"),
        ("precedence = 10", "#" * (1 << 18), "larger than"),
        ("precedence = 10", 'sheet = "a\\u0000"', ":14: sources[0].sheet: "),
        ("film/{stem}", "[x", ":16: sources[0].page: "),
        ("https://example.org/theirs", "http://[x", ":12: sources[0].licence: "),
        ('reader = "festival"', 'reader = "oracle"', ':11: sources[0].reader: "oracle" is not one of "archive", '),
        ("2026-11-01", '"yesterday"', ":13: sources[0].date: must be a date, such as 2026-01-31, not a text"),
        ("film/{stem}", "film/{stem} x", ":16: sources[0].page: "),
        (
            'title = "Title"',
            'titel = "Title"',
            ":27: sources[1].columns.titel: a record has no field of this name; did you mean title?",
        ),
        ('title = "Title"', 'source = "Title"', ":27: sources[1].columns.source: "),
        ('title = "Title"', 'identifiers = "Title"', ":27: sources[1].columns.identifiers: "),
        ('title = "Title"', '"title.x" = "Title"', ':27: sources[1].columns."title.x": '),
        ('title = "Title"', '"based_on." = "Title"', ':27: sources[1].columns."based_on.": '),
        ('{ constant = "film" }', '{ constant = "film", column = "Kind" }', ":30: sources[1].columns.kind: "),
        ('{ constant = "film" }', "{}", ":30: sources[1].columns.kind: "),
        ('separator = "|"', 'separator = ""', ":28: sources[1].columns.directors: "),
        (
            'title = "Title"',
            "title = 3",
            ":27: sources[1].columns.title: must be a text, a table or a list, not a number",
        ),
        ('title = "Title"', 'title = ["Title"]', ":27: sources[1].columns.title[0]: must be a table, not a text"),
        ('title = "Title"', "title = [\n{}]", ":28: sources[1].columns.title[0]: needs exactly one of column"),
        ('missing = ["?"]', 'missing = "?"', ":24: sources[1].missing: must be a list, not a text; write it in [ ]"),
        ('reader = "table"', 'reader = "tabel"', "; did you mean table?"),
        ('reader = "table"', "", ":18: sources[1].reader: is missing; add it"),
        ('["en", "nl"]', '["en", "EN"]', ":6: languages[1]: EN is given twice"),
        ('["en", "nl"]', '["en", "nl"', ":8: a list is not closed, or a comma is missing"),
        ("precedence = 10", "date = 2026-11-02", ":14: this key is given twice, near 'date = 2026-11-02'"),
        ("[[sources]]", "[[source]]", ":8: source: unknown key; did you mean sources?"),
        ('separator = "|"', 'seperator = "|"', "directors.seperator: unknown key; did you mean separator?"),
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
    with pytest.raises(ReelgraphError, match=r"catalogue\.toml(:1)?: "):
        load(tmp_path)


NO_ENCODINGS = ["hex", "rot13", "zlib", "base64", "bz2", "uu", "quopri", "idna", "punycode", "undefined", "x" * 999]
NO_ENCODINGS += ["unicode_escape", "Raw-Unicode-Escape", "mbcs", "oem", "\\u0000", "a\\u0000", "é", "..", "no-such"]


@pytest.mark.parametrize(
    ("name", "do"), [("films.csv", "`kg init FOLDER --from FILE`"), ("catalogue.toml", "its folder")]
)
def test_a_file_instead_of_a_folder(name: str, do: str, tmp_path: Path) -> None:
    """It is said what to do with it."""
    write(tmp_path, GOOD)
    (tmp_path / "films.csv").write_text("Title\nDaens\n")
    with pytest.raises(ReelgraphError, match=f"{name}: is a file, not the folder of a catalogue; .*{do}"):
        load(tmp_path / name)


@pytest.mark.parametrize("name", NO_ENCODINGS)
def test_what_is_no_encoding_of_text(name: str, tmp_path: Path) -> None:
    """Python calls much an encoding that turns bytes into no text, or text into source code."""
    with pytest.raises(ReelgraphError, match=r"toml:14: sources\[0\]\.encoding: "):
        load(write(tmp_path, GOOD.replace("precedence = 10", f'encoding = "{name}"')))


@pytest.mark.parametrize("name", ["utf-8", "UTF_16", "latin-1", "windows-1251", "shift_jis", "cp037", "gb18030"])
def test_encodings_of_text(name: str, tmp_path: Path) -> None:
    """All others that Python knows can be named."""
    assert load(write(tmp_path, GOOD.replace("precedence = 10", f'encoding = "{name}"'))).sources[0].encoding == name


def test_links_that_lead_to_themselves(tmp_path: Path) -> None:
    """A link to itself is no file, and a folder that holds a link to itself is read once."""
    (tmp_path / "a.csv").write_text("x")
    (tmp_path / "b.csv").symlink_to(tmp_path / "b.csv")
    (tmp_path / "folder").symlink_to(tmp_path)
    head, _, table = GOOD.split("[[sources]]")
    write(tmp_path, "[[sources]]".join([head, table.replace("*.csv", "**/*.csv")]))
    assert found(tmp_path) == [("a-table", "a.csv")]


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
    with pytest.raises(ReelgraphError, match=r"toml:20: sources\[1\]\.path: no file matches '\*\.csv'"):
        files(load(write(tmp_path, GOOD)))


def test_a_folder(tmp_path: Path) -> None:
    """A folder that is named for its files is told from nothing at all."""
    (tmp_path / "a.csv").mkdir()
    with pytest.raises(ReelgraphError, match=r"no file matches '\*\.csv', only a folder; name the files in it"):
        files(load(write(tmp_path, GOOD)))


@pytest.mark.parametrize("files_beside", [False, True], ids=["alone", "among files"])
@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (os.mkfifo, "cannot be read: is a pipe, not a file"),
        (lambda path: socket.socket(socket.AF_UNIX).bind(os.path.relpath(path)), "is a socket, not a file"),
    ],
    ids=["pipe", "socket"],
)
def test_no_regular_file(make: Any, reason: str, files_beside: bool, tmp_path: Path) -> None:
    """What matches and is neither a file nor a folder is named by its reader, and the files beside it are read."""
    if files_beside:
        lay_out(tmp_path)
    else:
        (tmp_path / "pages").mkdir()
        (tmp_path / "pages" / "a.txt").write_text("x")
    make(tmp_path / "a.csv")
    found = [(source, path) for source, path in files(load(write(tmp_path, GOOD))) if source.reader == "table"]
    assert len(found) == (3 if files_beside else 1)
    (fault,) = read(found[0][1], found[0][0], tmp_path)
    assert isinstance(fault, Fault) and reason in fault.reason


def test_a_way_out(tmp_path: Path) -> None:
    """No link is outside the catalogue."""
    inside: Any = tmp_path / "inside"
    inside.mkdir()
    lay_out(inside)
    (tmp_path / "secret.csv").write_text("x")
    (inside / "x.csv").symlink_to(tmp_path / "secret.csv")
    with pytest.raises(ReelgraphError, match="is outside the catalogue"):
        files(load(write(inside, GOOD)))
