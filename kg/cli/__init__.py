"""The command line. Results go to stdout, progress and complaints to stderr; what a command needs is imported in it.

Exit codes: 0 all is published; 1 published, but some records were refused or some checks failed; 2 nothing was done.
"""

from __future__ import annotations

import sys
from typing import Any

import click

from kg import __version__
from kg.cli.audit import audit
from kg.cli.build import build
from kg.cli.conventions import NOTHING_DONE, tell
from kg.cli.embed import embed
from kg.cli.init import init
from kg.cli.markup import markup
from kg.cli.query import query
from kg.cli.read import read
from kg.cli.validate import validate
from kg.system.errors import ReelgraphError
from kg.system.terminal import shown


class _Commands(click.Group):
    """Turns every complaint into one line and exit code 2."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except click.ClickException as error:
            # What it complains about may be the name of a file.
            error.message = shown(error.message)  # type: ignore[misc]
            raise
        except ReelgraphError as error:
            tell(f"kg: {error}")
            ctx.exit(NOTHING_DONE)
        except BrokenPipeError:
            sys.stderr.close()
            ctx.exit(0)
        except KeyboardInterrupt:
            tell("kg: interrupted; nothing was done")
            ctx.exit(NOTHING_DONE)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="kg")
def main() -> None:
    """Film records in, a validated schema.org knowledge graph out.

    A catalogue is a folder with a catalogue.toml that says where its records stand: festival pages, tables, JSON.
    """


for command in (init, read, build, validate, markup, embed, audit, query):
    main.add_command(command)
