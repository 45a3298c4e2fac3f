"""The command `kg audit`."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.conventions import PATH, command, end, formats, listed, progress, show


@command(
    "Compare live pages with a release.",
    done="the pages say what the release says",
    failed="something was found that is not in the baseline, by a rule of --fail-on",
)
@click.argument("out", type=PATH)
@click.argument("pages", metavar="PAGE...", nargs=-1, required=True)
@click.option("--baseline", type=PATH, help="A JSON report whose findings are accepted.")
@click.option("--select", metavar="RULES", callback=listed, multiple=True, help="Report only these rules.")
@click.option("--ignore", metavar="RULES", callback=listed, multiple=True, help="Do not report these rules.")
@click.option("--fail-on", metavar="RULES", callback=listed, multiple=True, help="End with 1 only for these rules.")
@formats("text", "json", "csv", "sarif", "html")
def audit(
    out: Path,
    pages: tuple[str, ...],
    baseline: Path | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: tuple[str, ...],
    form: str,
) -> None:
    """Compare the markup of pages with the release in OUT and their visible text.

    A PAGE is a file, a folder, a sitemap or an address, which is fetched. RULES are names with commas between them:
    different, extra, missing, not-visible, syntax, unmarked, unmatched, unread.
    """
    import kg
    from kg.audit.findings import named_rules

    failing = named_rules(fail_on)
    with progress() as shown:
        found = kg.open(out).audit(*pages, baseline=baseline, select=select, ignore=ignore, progress=shown)
    show(found.report(form))
    end(found.fails(failing))
