"""The command `kg build`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kg.cli.conventions import PATH, end, note, show


@click.command(short_help="Build a catalogue into a release.")
@click.argument("catalogue", type=PATH)
@click.option("--out", type=PATH, required=True, help="Where releases are kept; OUT/current is the newest.")
@click.option("--workers", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes to use.")
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), help="The release's date [default: the newest source's].")
@click.option("--dumps-only", is_flag=True, help="Write no files for single entities.")
def build(catalogue: Path, out: Path, workers: int, date: Any, dumps_only: bool) -> None:
    """Build a CATALOGUE: read, describe, merge, judge and publish its records.

    Records that break a rule are left out and reported; everything else is published, and the exit code is 1. Where
    nothing can be published, the release before stays, and the exit code is 2.
    """
    import kg
    from kg.system.progress import shown

    with shown() as progress:
        outcome = kg.build(
            catalogue,
            out,
            workers=workers,
            date=date.date().isoformat() if date else None,
            dumps_only=dumps_only,
            progress=progress,
        )
    show(f"{outcome.text()}\n")
    for told in outcome.kept:
        note(told)
    end(outcome.incomplete)
