"""The reference is what the code and the shapes say."""

import json
import runpy
import tomllib
from pathlib import Path

import click
import pytest
from msgspec import structs

from kg import house
from kg.build import build
from kg.cli import main
from kg.manual import reference, settings

REFERENCE = house.DOCS / "reference"
MADE = reference(main)


@pytest.mark.parametrize("name", MADE)
def test_the_reference_is_what_the_code_says(name: str) -> None:
    """Each file is what `python -m kg.manual` (`make docs`) writes."""
    assert (REFERENCE / name).read_text("utf-8") == MADE[name], f"run `make docs`: docs/reference/{name} is stale"


def test_all_of_the_reference_but_the_release_is_made() -> None:
    """Only the page about releases is written by hand."""
    assert {path.name for path in REFERENCE.iterdir()} == {*MADE, "release.md"}


def test_the_program_writes_the_reference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`python -m kg.manual` finds the command line that is installed, and writes each file."""
    monkeypatch.setattr(house, "DOCS", tmp_path)
    (tmp_path / "reference").mkdir()
    runpy.run_module("kg.manual", run_name="__main__")
    assert {path.name: path.read_text("utf-8") for path in (tmp_path / "reference").iterdir()} == MADE


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
    build(house.DOCS.parent / "data", tmp_path / "out", dumps_only=True)
    manifest = json.loads((tmp_path / "out" / "current" / "manifest.json").read_text("utf-8"))
    told = (REFERENCE / "release.md").read_text("utf-8")
    roles = {file["role"] for file in manifest["files"]}
    assert [name for name in (*sorted(manifest), *sorted(roles)) if f"| `{name}` |" not in told] == []
