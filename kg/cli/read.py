"""The command `kg read`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.conventions import PATH, command, complain, end, note, progress, show

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model.record import Fault, Record
    from kg.report.leftovers import Leftovers
    from kg.sources.config import Reader

READERS = ["archive", "festival", "markup", "native", "rdf", "table"]


@command(
    "Show what is read from files.",
    done="every file was read",
    failed="a file or row was not read, or --strict printed a value",
)
@click.argument("paths", type=PATH, nargs=-1, required=True)
@click.option("--catalogue", type=PATH, help="The catalogue whose mappings are used.")
@click.option("--reader", type=click.Choice(READERS), help="The reader [default: detected from the content].")
@click.option("--strict", is_flag=True, help="Print values not understood on stderr.")
@click.option("--report", type=click.Choice(["text", "json", "html"]), help="Print a quality report instead.")
@click.option("--explain", is_flag=True, help="Show what is taken from each line of a page.")
def read(
    paths: tuple[Path, ...],
    catalogue: Path | None,
    reader: Reader | None,
    strict: bool,
    report: str | None,
    explain: bool,
) -> None:
    """Read PATHS and print one JSON record for each film, one a line.

    A folder stands for its files that have a reader, or for those of its catalogue. Values that were not understood are
    in the faults of the record.
    """
    import msgspec

    import kg
    from kg.model.record import Fault, Record
    from kg.pipeline.reading import complaints
    from kg.report.quality import REPORTS, quality
    from kg.system.terminal import json_lines

    reading = kg.read(*paths, catalogue=catalogue, reader=reader)
    for skipped in reading.skipped:
        note(skipped)
    if explain:
        show(reading.explain())
        end(False)
    failed = False

    def told() -> Iterator[Record | Fault | Leftovers]:
        nonlocal failed
        with progress() as shown:
            for item in reading.items(shown):
                for complaint in complaints(item) if strict or isinstance(item, Fault) else ():
                    failed = True
                    complain(complaint)
                yield item

    if report:
        show(REPORTS[report](quality(told())))
    else:
        for item in told():
            if isinstance(item, Record):
                show(json_lines(msgspec.json.encode(item).decode()) + "\n")
    end(failed)
