"""What commands have in common: their exit codes, how paths are taken, and how a person is told something."""

import sys
from codecs import iterdecode
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import click

from kg.system.progress import Progress, silent
from kg.system.terminal import lines, shown

PATH = click.Path(path_type=Path)

FAILED = 1
NOTHING_DONE = 2
_QUIET = "quiet"


class Command(click.Command):
    """A command that says what its exit codes mean (`ends`: code to words), and that can be quiet."""

    def __init__(self, *args: Any, ends: dict[int, str], **kwargs: Any) -> None:
        """All else is as for any command of click."""
        super().__init__(*args, **kwargs)
        self.ends = ends | {NOTHING_DONE: "nothing was done; stderr says why"}
        self.params.append(_quiet())

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, and below them the exit codes."""
        super().format_options(ctx, formatter)
        with formatter.section("Exit codes"):
            formatter.write_dl([(str(code), words) for code, words in self.ends.items()])


def command(short_help: str, done: str, failed: str = "") -> Callable[[Callable[..., None]], Command]:
    """Make a function a command; `done` says in words what exit code 0 means, `failed` what 1 means."""
    ends = {0: done, FAILED: failed} if failed else {0: done}
    return click.command(cls=Command, short_help=short_help, ends=ends)


def _quiet() -> click.Option:
    def silence(ctx: click.Context, _: click.Parameter, value: bool) -> None:
        ctx.meta[_QUIET] = value

    return click.Option(
        ["-q", "--quiet"],
        is_flag=True,
        expose_value=False,
        callback=silence,
        help="No progress and no notes on stderr.",
    )


@contextmanager
def progress() -> Iterator[Progress]:
    """Progress of long work on stderr, where that is a terminal and nobody asked for quiet."""
    from kg.system import progress as bars

    if _is_quiet():
        yield silent
    else:
        with bars.shown() as shown_there:
            yield shown_there


def _is_quiet() -> bool:
    context = click.get_current_context(silent=True)
    return bool(context and context.meta.get(_QUIET))


def formats(*names: str) -> Callable[[Any], Any]:
    """The option that says how a report is written; the first is the usual way."""
    return click.option("--format", "form", type=click.Choice(names), default=names[0], show_default=True)


def listed(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    """The names that an option gives: with commas between them, or again and again."""
    names = tuple(name for one in given for part in one.split(",") if (name := part.strip()))
    if given and not names:
        raise click.BadParameter("give at least one name.")
    return names


def tell(text: str) -> None:
    """Say one line on stderr."""
    click.echo(shown(" ".join(text.split())), err=True)


def complain(text: str) -> None:
    """Say on stderr, in one line, what is wrong."""
    tell(f"kg: {text}")


def note(text: str) -> None:
    """Say on stderr, in one line, what a person may want to know; not where quiet is asked for."""
    if not _is_quiet():
        complain(text)


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
