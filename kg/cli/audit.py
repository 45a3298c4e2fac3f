"""The command `kg audit`."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.conventions import PATH, end, formats, show


@click.command(short_help="Compare pages out there with the graph.")
@click.argument("out", type=PATH)
@click.argument("pages", metavar="PAGE...", nargs=-1, required=True)
@click.option("--baseline", type=PATH, help="A JSON report of an audit, whose findings are accepted.")
@formats("text", "json", "csv", "sarif", "html")
def audit(out: Path, pages: tuple[str, ...], baseline: Path | None, form: str) -> None:
    """Compare the markup of pages with the release in OUT, and with what their readers see.

    A PAGE is a file, a folder, a sitemap or an address; addresses are fetched, one a second, where robots.txt allows
    it. The exit code is 1 where something is found.
    """
    import kg
    from kg.system.progress import shown

    with shown() as progress:
        found = kg.open(out).audit(*pages, baseline=baseline, progress=progress)
    show(found.report(form))
    end(not found.clean)
