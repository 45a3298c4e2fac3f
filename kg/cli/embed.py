"""The command `kg embed`."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.conventions import PATH, end, show, tell


@click.command(short_help="Put the markup of films into HTML pages.")
@click.argument("out", type=PATH)
@click.argument("pages", metavar="PAGE...", type=PATH, nargs=-1, required=True)
@click.option("--dry-run", is_flag=True, help="Print what would change as a unified diff, and write nothing.")
@click.option("--table", type=PATH, help="A CSV file with columns page (path or address) and film (IRI or slug).")
def embed(out: Path, pages: tuple[Path, ...], dry_run: bool, table: Path | None) -> None:
    """Put the markup of films of the release in OUT into HTML pages, before the end of the head.

    A PAGE is a file, or a folder with .html, .htm and .xhtml files in it. Its film is the one that the table names, or
    whose page has its canonical address. What was put there before is replaced; no other byte changes. The exit code
    is 1 where a page has no film, or several, or cannot be edited, or other markup on it says something else of the
    film: then that is a line, theirs first.
    """
    import kg

    failed = False
    for outcome in kg.open(out).embed(*pages, table=table, dry_run=dry_run):
        show(outcome.told)
        for complaint in outcome.complaints:
            failed = True
            tell(complaint)
    end(failed)
