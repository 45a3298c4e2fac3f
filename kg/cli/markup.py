"""The command `kg markup`."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.completion import films
from kg.cli.conventions import PATH, command, note, show


@command("Print the markup of a film.", done="the markup was printed")
@click.argument("out", type=PATH)
@click.argument("film", required=False, shell_complete=films)
@click.option("--feed", is_flag=True, help="Print the markup of all films, as a schema.org DataFeed.")
def markup(out: Path, film: str | None, feed: bool) -> None:
    """Print the markup of a FILM of the release in OUT, as an element to put into a page.

    FILM is an IRI, the path of its page, its slug, or the page that its source states. What the film lacks to be shown
    in the results of a search engine is a note on stderr.
    """
    import kg
    from kg.system.terminal import json_lines

    if feed == bool(film):
        raise click.UsageError("name one film, or use --feed for all films.")
    if film:
        found = kg.open(out).film(film)
        show(json_lines(found.element()) + "\n")
        for reason in found.lacks():
            note(f"not eligible for results of search engines: {reason}")
    else:
        for line in kg.open(out).feed():
            show(json_lines(line) + "\n")
