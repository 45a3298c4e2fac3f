"""What people expect of a command line: exit codes in the help, quiet, no colour, completion, versions, suggestions."""

import os
import pty
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from kg.cli import main

COMMANDS = list(main.commands)
PROGRAM = [str(Path(sys.executable).with_name("kg"))]
_COLOURED = re.compile(rb"\x1b\[[0-9;]*3[0-9]")


def _terminal(folder: Path, *arguments: str, **environment: str) -> bytes:
    """What a command writes to stderr where that is a terminal."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*PROGRAM, *arguments], cwd=folder, stdout=subprocess.DEVNULL, stderr=theirs,
        env={**os.environ, "TERM": "xterm-256color", **environment},
    )  # fmt: skip
    os.close(theirs)
    written = b""
    try:
        while piece := os.read(ours, 1 << 16):
            written += piece
    except OSError:  # Linux ends a terminal that nobody writes to with an error
        pass
    finally:
        os.close(ours)
        assert process.wait(60) == 0
    return written


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a catalogue."""
    folder = tmp_path_factory.mktemp("conventions")
    assert CliRunner().invoke(main, ["init", str(folder / "films")]).exit_code == 0
    return folder


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_a_command(name: str) -> None:
    """It says what each exit code means, and fits a screen of 80 x 24 with the line above and below it."""
    told = CliRunner().invoke(main, [name, "--help"]).stdout
    _, _, codes = told.partition("Exit codes:\n")
    assert re.match(r"  0  \w", codes) and re.search(r"^  2  nothing was done", codes, re.MULTILINE)
    assert told.count("\n") <= 22 and max(map(len, told.splitlines())) <= 80


def test_commands_are_listed_in_the_order_of_use() -> None:
    """A new catalogue comes first."""
    assert main.list_commands(click.Context(main)) == COMMANDS
    assert COMMANDS[:3] == ["init", "read", "build"]


def test_progress_is_shown_on_a_terminal(folder: Path) -> None:
    """Unless quiet is asked for: then nothing is written at all."""
    assert b"read" in _terminal(folder, "build", "films", "--out", "out", "--dumps-only")
    assert _terminal(folder, "build", "films", "--out", "out", "--dumps-only", "-q") == b""


def test_no_colour_where_nobody_wants_it(folder: Path) -> None:
    """NO_COLOR (https://no-color.org) holds for the bars."""
    shown = _terminal(folder, "build", "films", "--out", "out", "--dumps-only")
    plain = _terminal(folder, "build", "films", "--out", "out", "--dumps-only", NO_COLOR="1")
    assert _COLOURED.search(shown) and plain and not _COLOURED.search(plain)


def test_quiet_keeps_results_and_errors(example: Path) -> None:
    """Notes go; an answer and an error stay."""
    query = "ASK { ?film <http://schema.org/directer> ?who }"
    assert "did you mean" in CliRunner().invoke(main, ["query", str(example), query]).stderr
    quiet = CliRunner().invoke(main, ["query", str(example), query, "-q"])
    assert (quiet.stdout, quiet.stderr) == ("no\n", "")
    assert CliRunner().invoke(main, ["query", str(example), "ASK", "-q"]).stderr.startswith("kg: ")


def _completed(words: str, folder: Path) -> list[str]:
    environment = {
        **os.environ,
        "_KG_COMPLETE": "bash_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(words.count(" ")),
    }
    done = subprocess.run(PROGRAM, cwd=folder, env=environment, capture_output=True, text=True, timeout=60)
    return [line.partition(",")[2] for line in done.stdout.splitlines() if line]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("kg va", ["validate"]),
        ("kg build --wo", ["--workers"]),
        ("kg validate x.ttl --engine f", ["fast"]),
        ("kg query out films-by-c", ["films-by-composer", "films-by-country"]),
        ("kg markup out all-of", ["all-of-us-strangers-2023"]),
        ("kg markup nowhere all-", []),
    ],
)
def test_a_shell_completes(words: str, found: list[str], example: Path, tmp_path: Path) -> None:
    """Commands, options, their values, the named queries, and the films of a release."""
    (tmp_path / "out").symlink_to(example)
    assert _completed(words, tmp_path) == found


def test_a_path_is_completed_by_the_shell(tmp_path: Path) -> None:
    """The folder of a release is a path, and so is a query that has no name."""
    environment = {**os.environ, "_KG_COMPLETE": "bash_complete", "COMP_WORDS": "kg query out ./q", "COMP_CWORD": "3"}
    done = subprocess.run(PROGRAM, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60)
    assert done.stdout == "file,./q\n"


def test_versions(monkeypatch: pytest.MonkeyPatch) -> None:
    """`--version` tells the engines, and of each extra whether it is there."""
    needed = ['other>=1; extra == "more"', 'click; python_version > "3" and extra == "rest"', "click>=8"]
    monkeypatch.setattr("importlib.metadata.metadata", lambda _: _Metadata(needed))
    told = CliRunner().invoke(main, ["--version"]).stdout.splitlines()
    assert told[0].startswith(f"kg {version('reelgraph')}, Python 3.")
    assert f"pyoxigraph {version('pyoxigraph')}" in told[1]
    assert told[2] == 'extra more: not installed; install it with `pip install "reelgraph[more]"`'
    assert told[3] == f"extra rest: click {version('click')}"


class _Metadata:
    def __init__(self, needed: list[str]) -> None:
        self._needed = needed

    def get_all(self, name: str) -> list[str]:
        """What the package needs."""
        assert name == "Requires-Dist"
        return self._needed


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["biuld"], "Did you mean 'build'?"),
        (["build", "x", "--workesr", "2"], "--workers"),
        (["read", "x", "--reader", "tabel"], "'table'"),
    ],
)
def test_a_misspelt_word_is_suggested(arguments: list[str], hint: str) -> None:
    """A command, an option, a value."""
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 2 and hint in done.stderr


def test_help_is_a_command_too() -> None:
    """`kg help` says what `kg --help` says."""
    told, asked = (CliRunner().invoke(main, [word]) for word in ("help", "--help"))
    assert (told.exit_code, told.stdout) == (0, asked.stdout)


def test_an_option_before_the_command_is_explained() -> None:
    """Where it belongs is said."""
    told = CliRunner().invoke(main, ["-q", "build"])
    assert told.exit_code == 2 and "Options stand behind the command: kg COMMAND -q" in told.output
