"""The command `kg embed`."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.conventions import PATH, command, end, note, show, tell


@command(
    "Put the markup of films into HTML pages.",
    done="every page has the markup of its film",
    failed="a page has no film or several, cannot be edited, or contradicts it",
)
@click.argument("out", type=PATH)
@click.argument("pages", metavar="PAGE...", type=PATH, nargs=-1, required=True)
@click.option("--dry-run", is_flag=True, help="Change nothing; print a unified diff of what would change.")
@click.option("--table", type=PATH, help="CSV with columns page (path or address) and film (IRI or slug).")
def embed(out: Path, pages: tuple[Path, ...], dry_run: bool, table: Path | None) -> None:
    """Put the markup of films of the release in OUT into HTML pages, before the end of the head.

    A PAGE is a file, or a folder with .html, .htm and .xhtml files. Its film is the one named in the table, or the one
    whose page has the same canonical address. Markup from an earlier run is replaced; nothing else in the page changes.
    Where other markup on the page contradicts, embed prints file:line: property: theirs / ours.
    """
    import kg

    failed = False
    for outcome in kg.open(out).embed(*pages, table=table, dry_run=dry_run):
        show(outcome.told)
        for complaint in outcome.complaints:
            failed = True
            tell(complaint)
        for each in outcome.notes:
            note(each)
    end(failed)
