"""The command `kg init`."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.conventions import PATH, command, show


@command("Make a new catalogue.", done="the catalogue was made")
@click.argument("folder", type=PATH)
@click.option("--from", "table", type=PATH, help="A table of films; its columns become a proposed mapping.")
def init(folder: Path, table: Path | None) -> None:
    """Make a new catalogue in FOLDER, ready to build.

    With --from, the table is copied into the folder and its columns are matched with the fields of a record. Read the
    proposal in catalogue.toml and edit it.
    """
    import kg
    from kg.system.terminal import shown

    for line in kg.init(folder, table):
        show(f"{shown(line)}\n")
