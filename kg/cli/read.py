"""The command `kg read`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.conventions import PATH, end, note, show

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model.record import Fault, Record
    from kg.report.leftovers import Leftovers
    from kg.sources.config import Reader

READERS = ["archive", "festival", "markup", "native", "rdf", "table"]


@click.command(short_help="Show what the readers understand of files.")
@click.argument("paths", type=PATH, nargs=-1, required=True)
@click.option("--catalogue", type=PATH, help="Read the files as sources of this catalogue, with its mappings.")
@click.option("--reader", type=click.Choice(READERS), help="Instead of going by the suffix and the look.")
@click.option("--strict", is_flag=True, help="Name every fault on stderr, and end with exit code 1 if there is one.")
@click.option("--report", type=click.Choice(["text", "json", "html"]), help="A quality report instead of the records.")
def read(
    paths: tuple[Path, ...], catalogue: Path | None, reader: Reader | None, strict: bool, report: str | None
) -> None:
    """Show what the readers understand of PATHS: one JSON record a line.

    A folder stands for the files of its catalogue, or for all files in it. What is not understood stands in the
    record's faults; a file or a row that cannot be read at all is named on stderr, and the exit code is 1.
    """
    import msgspec

    import kg
    from kg.model.record import Fault, Record
    from kg.pipeline.reading import complaints
    from kg.report.quality import REPORTS, quality
    from kg.system.progress import shown
    from kg.system.terminal import json_lines

    failed = False

    def told() -> Iterator[Record | Fault | Leftovers]:
        nonlocal failed
        with shown() as progress:
            for item in kg.read(*paths, catalogue=catalogue, reader=reader).items(progress):
                for complaint in complaints(item) if strict or isinstance(item, Fault) else ():
                    failed = True
                    note(complaint)
                yield item

    if report:
        show(REPORTS[report](quality(told())))
    else:
        for item in told():
            if isinstance(item, Record):
                show(json_lines(msgspec.json.encode(item).decode()) + "\n")
    end(failed)
