"""The command `kg audit`."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.conventions import PATH, command, end, formats, progress, show


@command(
    "Compare live pages with a release.",
    done="the pages say what the release says",
    failed="something was found that is not in the baseline",
)
@click.argument("out", type=PATH)
@click.argument("pages", metavar="PAGE...", nargs=-1, required=True)
@click.option("--baseline", type=PATH, help="A JSON report of an earlier audit; its findings are not reported again.")
@formats("text", "json", "csv", "sarif", "html")
def audit(out: Path, pages: tuple[str, ...], baseline: Path | None, form: str) -> None:
    """Compare the markup of pages with the release in OUT, and with the text that readers of the page see.

    A PAGE is a file, a folder, a sitemap or an address. Addresses are fetched, one a second, if robots.txt allows it.
    """
    import kg

    with progress() as shown:
        found = kg.open(out).audit(*pages, baseline=baseline, progress=shown)
    show(found.report(form))
    end(not found.clean)
