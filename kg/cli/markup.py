"""The command `kg markup`."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.conventions import PATH, note, show


@click.command(short_help="Print the markup of a film.")
@click.argument("out", type=PATH)
@click.argument("film", required=False)
@click.option("--feed", is_flag=True, help="All films, as a schema.org DataFeed.")
def markup(out: Path, film: str | None, feed: bool) -> None:
    """Print the markup of a FILM of the release in OUT: an element to put into a page.

    A film is named by its IRI, the path of its page, or its slug. What it lacks to be shown among the results of a
    search engine is told on stderr.
    """
    import kg
    from kg.system.terminal import json_lines

    if feed == bool(film):
        raise click.UsageError("name one film, or ask for all with --feed.")
    if film:
        found = kg.open(out).film(film)
        show(json_lines(found.element()) + "\n")
        for reason in found.lacks():
            note(f"not eligible for results of search engines: {reason}")
    else:
        for line in kg.open(out).feed():
            show(json_lines(line) + "\n")
