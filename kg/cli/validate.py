"""The command `kg validate`."""

from __future__ import annotations

import gc
from pathlib import Path

import click

from kg.cli.conventions import PATH, end, formats, show


@click.command(short_help="Judge files by shapes.")
@click.argument("files", type=PATH, nargs=-1, required=True)
@click.option("--shapes", type=PATH, help="A file or folder of shapes, instead of Reelgraph's own.")
@click.option("--profile", type=click.Choice(["google"]), help="The rules of a search engine for markup.")
@click.option(
    "--engine", type=click.Choice(["fast", "reference"]), default="fast", show_default=True, help="Who judges."
)
@formats("text", "json", "turtle", "html", "sarif")
def validate(files: tuple[Path, ...], shapes: Path | None, profile: str | None, engine: str, form: str) -> None:
    """Judge FILES by shapes: RDF in any syntax, JSON-LD, or HTML with JSON-LD, microdata or RDFa in it.

    Each file is judged on its own; with --profile as a search engine reads it. The exit code is 1 where something must
    not be published; warnings do not count.
    """
    import kg

    # What a file states is kept until it is judged: looking through it for garbage again and again finds none.
    gc.set_threshold(200_000, 30, 30)
    found = kg.validate(*files, shapes=shapes, profile=profile, engine=engine)
    show(found.report(form))
    end(not found.conforms)
