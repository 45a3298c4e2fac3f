"""What commands have in common: how paths are taken, how a person is told something, and what an exit code means."""

import sys
from codecs import iterdecode
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NoReturn

import click

from kg.system.terminal import lines, shown

PATH = click.Path(path_type=Path)

FAILED = 1
"""Published, but some records were refused or some checks failed."""

NOTHING_DONE = 2
"""Nothing was done, and one line says why."""


def formats(*names: str) -> Callable[[Any], Any]:
    """The option that says how a report is written; the first is the usual way."""
    return click.option("--format", "form", type=click.Choice(names), default=names[0], show_default=True)


def tell(text: str) -> None:
    """Say one line on stderr."""
    click.echo(shown(" ".join(text.split())), err=True)


def note(text: str) -> None:
    """Say one line on stderr, as this program."""
    tell(f"kg: {text}")


def show(text: str | bytes) -> None:
    """Give a result on stdout, as it is. Where that is a terminal, nothing in the result steers it."""
    if sys.stdout.isatty():
        text = lines(text.decode("utf-8", "surrogateescape") if isinstance(text, bytes) else text)
    click.echo(text, nl=False)


def end(failed: bool) -> NoReturn:
    """End with the exit code."""
    sys.exit(FAILED if failed else 0)


def show_all(pieces: Iterable[bytes]) -> None:
    """Give a result that comes in pieces of UTF-8."""
    for piece in iterdecode(pieces, "utf-8") if sys.stdout.isatty() else pieces:
        show(piece)
