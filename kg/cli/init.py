"""The command `kg init`."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.conventions import PATH, command, show


@command("Make a new catalogue.", done="the catalogue was made")
@click.argument("folder", type=PATH)
@click.option(
    "--from",
    "given",
    type=PATH,
    multiple=True,
    help="A table, page, RDF, XML, folder or release to start from; repeatable.",
)
def init(folder: Path, given: tuple[Path, ...]) -> None:
    """Make a new catalogue in FOLDER, ready to build.

    With --from, the files are copied into the folder, and are sources of one catalogue. The columns of a table are
    matched with the fields of a record, by their names in many languages and by their cells. Read the proposal in
    catalogue.toml and edit it: what is in doubt is marked "check", and licences are for you to state.
    """
    import kg
    from kg.system.terminal import shown

    for line in kg.init(folder, *given):
        show(f"{shown(line)}\n")
