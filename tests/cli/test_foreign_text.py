"""Whatever files are called and say, no command sends it to a terminal raw."""

import json
import os
import subprocess
import sys
from pathlib import Path
from unicodedata import category

import pytest
from click.testing import CliRunner, Result

from kg.cli import main

pytestmark = pytest.mark.slow

STEERING = "\x1b]0;PWN\x07\x1b[31m\x9b2J\x7f"
TURNING = "X\u202eevil\u2066\u200b\U000e0041\u2028\ue000"
HOSTILE = STEERING + TURNING
NAME = f"a\nb{STEERING}{TURNING}"
"""A file may be called like that."""

CATALOGUE = """\
name = "Films"
base = "https://films.example.org/"
publisher = "Me"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
languages = ["en"]
[[sources]]
name = "films"
path = "*.jsonl"
reader = "native"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
date = 2026-01-01
language = "en"
"""
FILM = {
    "title": TURNING,
    "year": 2020,
    "directors": [{"name": TURNING}],
    "cast": [{"name": HOSTILE}],
    "descriptions": {"en": HOSTILE},
    "countries": [HOSTILE],
}
MARKUP = {"@context": "https://schema.org", "@type": "Movie", "name": HOSTILE, "director": HOSTILE, HOSTILE: HOSTILE}
FIRST = "https://films.example.org/film/xevila-2020/"


def _page(markup: object) -> str:
    said = json.dumps(markup).replace("<", "\\u003c")
    return (
        f'<!doctype html><html lang="en"><head><title>x</title><link rel="canonical" href="{FIRST}">'
        f'<script type="application/ld+json">{said}</script></head><body><h1>{HOSTILE}</h1></body></html>'
    )


FILES = {
    "page.html": _page(MARKUP),
    "broken.html": _page(MARKUP).replace('"@type":', HOSTILE),
    "microdata.html": f'<p itemscope itemtype="https://schema.org/Movie"><b itemprop="name">{HOSTILE}</b><b itemprop='
    f'"{HOSTILE}">{HOSTILE}</b></p>',
    "rdfa.html": f'<p vocab="https://schema.org/" typeof="Movie"><b property="name">{HOSTILE}</b>'
    f'<a property="sameAs" href="https://x.example/{HOSTILE}">x</a></p>',
    "language.html": f'<html lang="{TURNING}"><p vocab="https://schema.org/" typeof="Movie"><b property="name">x',
    "film.jsonld": json.dumps(MARKUP, ensure_ascii=False),
    "broken.jsonld": f'{{"@type": "{HOSTILE}',
    "film.ttl": f'<x> a <http://schema.org/Movie> ; <http://schema.org/name> """{HOSTILE}""" .',
    "broken.ttl": f"<x> {HOSTILE} .",
    "film.rdf": f"<{HOSTILE}>",
    "film.jsonl": json.dumps(FILM, ensure_ascii=False)
    + "\n"
    + json.dumps({"title": HOSTILE, HOSTILE: 1})
    + "\n{"
    + HOSTILE,
    "film.json": json.dumps([FILM]),
    "film.csv": f"title,{HOSTILE}\n{HOSTILE},{HOSTILE}\n",
    "film.txt": HOSTILE,
    "film.xml": f"<film>{HOSTILE}</film>",
    "film.unknown": HOSTILE,
}
TEXTS = ["text", "json", "html", "sarif", "turtle"]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a hostile name, of files with hostile names and contents."""
    folder = tmp_path_factory.mktemp("x") / NAME
    folder.mkdir()
    for name, text in FILES.items():
        (folder / (NAME + name)).write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of a hostile catalogue; what cannot be published is told."""
    folder = tmp_path_factory.mktemp("y") / NAME
    folder.mkdir()
    (folder / "catalogue.toml").write_text(CATALOGUE, "utf-8")
    rows = [FILM, {"title": TURNING, HOSTILE: 1, "year": HOSTILE}, {"title": "Kin", "kind": HOSTILE}]
    (folder / f"{NAME}.jsonl").write_text("\n".join([*map(json.dumps, rows), f"{{{HOSTILE}"]), "utf-8")
    told(CliRunner().invoke(main, ["build", str(folder), "--out", str(folder / "out")]), 1)
    return folder / "out"


def told(result: Result, *codes: int) -> str:
    """What a command printed; nothing in it steers, turns or hides."""
    assert result.exit_code in (codes or (0, 1, 2)), result.output
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    printed = result.stdout_bytes.decode() + result.stderr_bytes.decode()
    assert printed
    assert not {character for character in printed if _steers(character)}
    return printed


def _steers(character: str) -> bool:
    return category(character) in ("Cc", "Cf", "Co", "Cs", "Zl", "Zp") and character not in "\n\t"


def run(*arguments: object) -> Result:
    """Run a command."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.mark.parametrize("name", FILES)
def test_read(files: Path, name: str) -> None:
    """Records, faults, and the names of files that cannot be read."""
    told(run("read", files / (NAME + name), "--strict"))


@pytest.mark.parametrize("form", ["text", "json", "html"])
def test_read_reports(files: Path, form: str) -> None:
    """The quality of a whole folder."""
    assert "evil" in told(run("read", files, "--report", form))


def test_read_as_a_source_of_a_catalogue(files: Path, out: Path) -> None:
    """A file that a catalogue does not name."""
    told(run("read", files / f"{NAME}film.csv", "--catalogue", out.parent), 2)


@pytest.mark.parametrize("form", TEXTS)
@pytest.mark.parametrize("name", [name for name in FILES if not name.endswith((".csv", ".txt", ".jsonl"))])
def test_validate(files: Path, name: str, form: str) -> None:
    """What is judged, and what cannot be; by our shapes and by a search engine's."""
    told(run("validate", files / (NAME + name), "--format", form))
    told(run("validate", files / (NAME + name), "--format", form, "--profile", "google"))


@pytest.mark.parametrize("form", TEXTS)
def test_validate_several(files: Path, form: str) -> None:
    """Those that cannot be read stand in the report beside the others."""
    assert "evil" in told(run("validate", *sorted(files.iterdir()), "--format", form), 1)


def test_shapes(files: Path) -> None:
    """Shapes that cannot be read."""
    told(run("validate", files / f"{NAME}film.ttl", "--shapes", files / f"{NAME}broken.ttl"), 2)


@pytest.mark.parametrize("form", ["text", "json", "csv", "sarif", "html"])
def test_audit(files: Path, out: Path, form: str) -> None:
    """Pages of others, and what the graph has."""
    assert "evil" in told(run("audit", out, files, "--format", form), 1)


@pytest.mark.parametrize("given", [NAME, f"{NAME}.xml", f"https://127.0.0.1:1/{NAME}"])
def test_audit_of_what_is_no_page(out: Path, given: str) -> None:
    """The complaint has the name in it."""
    told(run("audit", out, given))


def test_embed(files: Path, out: Path, tmp_path: Path) -> None:
    """Pages that get a film, and those that do not."""
    (tmp_path / NAME).mkdir()
    for name in FILES:
        (tmp_path / NAME / name).write_text(FILES[name], "utf-8")
    assert "embedded" in told(run("embed", out, tmp_path / NAME), 1)
    table = tmp_path / f"{NAME}.csv"
    table.write_text(f"page,film\n{FIRST},{HOSTILE.replace(chr(0x2028), '')}\n", "utf-8")
    told(run("embed", out, tmp_path / NAME, "--table", table), 1)
    table.write_text(f"{HOSTILE}\n", "utf-8")
    told(run("embed", out, tmp_path / NAME, "--table", table), 2)


def test_markup(out: Path) -> None:
    """The markup means the same, and has escapes in it."""
    assert "\\u202e" in told(run("markup", out, "xevila-2020"), 0)
    assert "\\u202e" in told(run("markup", out, "--feed"), 0)
    told(run("markup", out, HOSTILE), 2)


def test_query(out: Path, tmp_path: Path) -> None:
    """A table shows values, and complaints show the query."""
    query = tmp_path / f"{NAME}.rq"
    query.write_text("SELECT ?name { ?film <http://schema.org/name> ?name }")
    assert "X\\u202eevil" in told(run("query", out, query), 0)
    query.write_text(f"SELECT {HOSTILE}")
    told(run("query", out, query), 2)
    told(run("query", out, HOSTILE), 2)
    told(run("query", out, "films-by-composer", "-p", f"{HOSTILE}={HOSTILE}"), 2)
    told(run("query", NAME, "films-by-composer"), 2)


def test_init(files: Path, tmp_path: Path) -> None:
    """What becomes of columns is told, and the catalogue can be read."""
    assert "evil" in told(run("init", tmp_path / NAME, "--from", files / f"{NAME}film.csv"), 0)
    told(run("read", tmp_path / NAME))
    told(run("init", tmp_path / NAME), 2)


def test_wrong_use(tmp_path: Path) -> None:
    """Complaints about arguments are shown like all others."""
    for arguments in (["validate", "x", HOSTILE], ["init", "a", HOSTILE], [HOSTILE], ["read", "x", f"--{HOSTILE}"]):
        told(run(*arguments), 2)


@pytest.mark.parametrize("command", ["read", "validate", "audit", "embed"])
def test_names_that_are_not_utf_8(out: Path, tmp_path: Path, command: str) -> None:
    """A file name is bytes."""
    path = os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe.html")
    Path(path).write_text(FILES["page.html"], "utf-8")
    for form in {"read": [], "embed": []}.get(command, ["text", "json", "html", "sarif"]):
        told(run(command, *([out] if command == "audit" else []), path, "--format", form))
    told(run(command, *([out] if command in ("audit", "embed") else []), path))


def test_results_for_programs_are_exact_unless_a_terminal_shows_them(out: Path, tmp_path: Path) -> None:
    """A query's CSV goes into a file as it is, and onto a terminal as one can look at it."""
    query = "SELECT ?name { ?film a <http://schema.org/Movie> ; <http://schema.org/name> ?name } LIMIT 1"
    (tmp_path / "q.rq").write_text(query)
    asked = [str(Path(sys.executable).with_name("kg")), "query", str(out), str(tmp_path / "q.rq"), "--format", "csv"]
    assert TURNING.replace("\u2028", " ") in subprocess.run(asked, capture_output=True, check=True).stdout.decode()
    ours, theirs = os.openpty()
    with subprocess.Popen(asked, stdout=theirs) as process:
        os.close(theirs)
        seen = os.read(ours, 10_000).decode()
        assert process.wait(60) == 0
    assert "name\r\r\nX\\u202eevil\\u2066\\u200b" in seen and "\u202e" not in seen
