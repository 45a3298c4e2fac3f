"""The command line. Results go to stdout, progress and complaints to stderr; what a command needs is imported in it.

Exit codes: 0 all is published; 1 published, but some records were refused or some checks failed; 2 nothing was done.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from traceback import walk_tb
from typing import Any, NoReturn

import click

from kg.cli.audit import audit
from kg.cli.build import build
from kg.cli.conventions import NOTHING_DONE, complain
from kg.cli.embed import embed
from kg.cli.init import init
from kg.cli.markup import markup
from kg.cli.query import query
from kg.cli.read import read
from kg.cli.reconcile import reconcile
from kg.cli.validate import validate
from kg.cli.versions import version
from kg.system.errors import ENDS, ReelgraphError, trouble, unexpected
from kg.system.terminal import shown


class _Commands(click.Group):
    """Turns every complaint into one line and exit code 2, and whatever a name or a page holds into what can be shown.

    Click has complaints of its own about arguments, which it tells itself.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order in which they are used."""
        return list(self.commands)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """`kg help` is `kg --help`; options of commands stand behind these."""
        try:
            return super().parse_args(ctx, ["--help", *args[1:]] if args[:1] == ["help"] else args)
        except click.NoSuchOption as error:
            error.message += f" Options stand behind the command: kg COMMAND {error.option_name}"  # type: ignore[misc]
            raise

    def main(self, *args: Any, **kwargs: Any) -> Any:
        with _boundary():
            if sys.stdout is None:
                raise ReelgraphError("stdout is closed; results cannot be written")
            for stream in (sys.stdout, sys.stderr):
                if isinstance(stream, io.TextIOWrapper):
                    stream.reconfigure(errors="backslashreplace")
            return super().main(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        with _boundary():
            return super().invoke(ctx)


@contextmanager
def _boundary() -> Iterator[None]:
    """Nothing goes beyond this but what ends the process with an exit code."""
    try:
        yield
    except click.ClickException as error:
        # What it complains about may be the name of a file.
        error.message = shown(error.message)  # type: ignore[misc]
        raise
    except (click.exceptions.Exit, click.Abort):
        raise
    except ReelgraphError as error:
        _end(str(error))
    except OSError as error:
        if not _is_of_stdout(error):
            _end(trouble(error))
        if isinstance(error, BrokenPipeError):
            sys.exit(0)  # whoever reads has read enough
        _end(f"stdout: {trouble(error)}")
    except KeyboardInterrupt:
        _end("interrupted; nothing was done")
    except ENDS:
        raise
    except BaseException as error:
        _end(unexpected(error))


def _end(complaint: str) -> NoReturn:
    with suppress(OSError):
        complain(complaint)
    sys.exit(NOTHING_DONE)


def _is_of_stdout(error: OSError) -> bool:
    """Whether results could not be written; then they are given up, or the interpreter tries again at its end."""
    *_, (frame, _) = walk_tb(error.__traceback__)
    if not frame.f_globals["__name__"].startswith("click."):
        return False
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return True


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=version, help="Show versions.")
def main() -> None:
    """Turn film records into a validated schema.org knowledge graph.

    A catalogue is a folder with a file catalogue.toml, which says where the records are: film pages, tables, JSON. Make
    one with `kg init my-films --from films.csv`.
    """


for each in (init, read, build, reconcile, validate, markup, embed, audit, query):
    main.add_command(each)
