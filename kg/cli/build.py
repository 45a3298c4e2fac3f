"""The command `kg build`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kg.cli.conventions import PATH, command, end, note, progress, show


class _Day(click.DateTime):
    """A date, in the one form that is read."""

    def __init__(self) -> None:
        super().__init__(["%Y-%m-%d"])

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The date. Raises UsageError."""
        try:
            return super().convert(value, param, ctx)
        except click.UsageError:
            self.fail(f"{value!r} is not a date; write it as 2026-01-31", param, ctx)


@command(
    "Build a catalogue into a release.",
    done="everything was published",
    failed="a release was published, but some records were left out; the report says why",
)
@click.argument("catalogue", type=PATH)
@click.option("--out", type=PATH, required=True, help="The folder of releases; OUT/current is the newest.")
@click.option("--workers", type=click.IntRange(1, 256), default=1, show_default=True, help="How many processes to use.")
@click.option(
    "--date",
    type=_Day(),
    metavar="YYYY-MM-DD",
    help="The release's date [default: the newest of sources].",
)
@click.option("--dumps-only", is_flag=True, help="Write the dumps, and no pages.")
def build(catalogue: Path, out: Path, workers: int, date: Any, dumps_only: bool) -> None:
    """Build a CATALOGUE: read its records, merge, validate and publish them.

    A record that breaks a rule is left out and reported; all others are published. If nothing can be published, the
    release before stays as it is.
    """
    import kg

    with progress() as shown:
        outcome = kg.build(
            catalogue,
            out,
            workers=workers,
            date=date.date() if date else None,
            dumps_only=dumps_only,
            progress=shown,
        )
    show(f"{outcome.text()}\n")
    for told in (*outcome.notes, *outcome.kept):
        note(told)
    end(outcome.incomplete)
