"""The reference is what the code and the shapes say."""

import json
import re
import runpy
import tomllib
from pathlib import Path

import click
import pytest
from msgspec import structs

from kg.cli import main
from kg.manual import reference, settings
from kg.manual.markdown import prose
from kg.model.ntriples import plain
from kg.model.prefixes import SH, compact
from kg.pipeline.build import build
from kg.rdf.shapes import read
from kg.system import resources

REFERENCE = resources.DOCS / "reference"
MADE = reference(main)
MESSAGE = SH + "message"


@pytest.mark.parametrize("name", MADE)
def test_the_reference_is_what_the_code_says(name: str) -> None:
    """Each file is what `python -m kg.manual` (`make docs`) writes."""
    assert (REFERENCE / name).read_text("utf-8") == MADE[name], f"run `make docs`: docs/reference/{name} is stale"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("make one with `kg init a_b`.", "make one with `kg init a_b`."),
        ("a_b *c* <d>", r"a\_b \*c\* \<d>"),
        ("two `` and `a`_", r"two \`\` and `a`\_"),
    ],
)
def test_prose(text: str, written: str) -> None:
    """Signs of Markdown are escaped, except the backquotes of code."""
    assert prose(text) == written


def test_all_of_the_reference_but_the_release_is_made() -> None:
    """Only the page about releases is written by hand."""
    assert {path.name for path in REFERENCE.iterdir()} == {*MADE, "release.md"}


def test_the_program_writes_the_reference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`python -m kg.manual` finds the command line that is installed, and writes each file."""
    monkeypatch.setattr(resources, "DOCS", tmp_path)
    (tmp_path / "reference").mkdir()
    runpy.run_module("kg.manual", run_name="__main__")
    assert {path.name: path.read_text("utf-8") for path in (tmp_path / "reference").iterdir()} == MADE


@pytest.mark.parametrize("name", MADE)
def test_the_reference_is_plain_text(name: str) -> None:
    """No control character of a pattern gets into a page."""
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", MADE[name])


def test_the_shapes_are_told_whole() -> None:
    """Each property shape, refused form of text and rule stands in the page about shapes."""
    graph = read(sorted(resources.SHAPES.glob("*.ttl")))
    paths = [compact(plain(path)) for node in graph.nodes for path in graph.values(node, SH + "path")]
    texts = [text for node in graph.nodes if graph.values(node, SH + "select") for text in [graph.words(node, MESSAGE)]]
    assert len(paths) > 50 and len(texts) >= 3
    assert [said for said in (*paths, *texts) if said not in MADE["shapes.md"]] == []
    assert r"\u0001-\u001F\u007F" in MADE["shapes.md"]


@pytest.mark.parametrize("command", main.commands)
def test_the_words_are_those_of_the_help(command: str) -> None:
    """Whatever `--help` says of a command and its options stands in the manual too."""
    chosen = main.commands[command]
    section = MADE["commands.md"].partition(f"## kg {command}\n")[2].partition("\n## ")[0]
    assert chosen.help and " ".join(chosen.help.split()) in " ".join(section.split())
    for option in chosen.params:
        if isinstance(option, click.Option) and option.help:
            assert option.help in section


@pytest.mark.parametrize("table", settings.TYPES)
def test_every_setting_has_words(table: str) -> None:
    """A key of `catalogue.toml` is told in kg/manual/settings.toml, and what is told there is a key."""
    words = tomllib.loads(settings.WORDS.read_text("utf-8"))[table]
    assert words.keys() - {""} == {field.name for field in structs.fields(settings.TYPES[table])}
    assert all(words.values())


def test_every_role_of_a_release_is_told(tmp_path: Path) -> None:
    """The page about releases has each key of a manifest, and each role of its files."""
    build(resources.DOCS.parent / "data", tmp_path / "out", dumps_only=True)
    manifest = json.loads((tmp_path / "out" / "current" / "manifest.json").read_text("utf-8"))
    told = (REFERENCE / "release.md").read_text("utf-8")
    roles = {file["role"] for file in manifest["files"]}
    assert [name for name in (*sorted(manifest), *sorted(roles)) if f"| `{name}` |" not in told] == []


def test_booleans_in_the_settings() -> None:
    """A key that is a boolean says so, and which it is if it is left away."""
    rows = [line for line in settings.settings().splitlines() if line.startswith("| `tidy` ")]
    assert rows and rows[0].startswith("| `tidy` | boolean | `false` |")
