"""The command `kg validate`."""

from __future__ import annotations

import gc
from pathlib import Path

import click

from kg.cli.conventions import PATH, command, end, formats, show


@command(
    "Validate files against SHACL shapes.",
    done="there is no violation; warnings do not count",
    failed="there is a violation, or a file that cannot be read",
)
@click.argument("files", type=PATH, metavar="FILES...", nargs=-1, required=True)
@click.option("--shapes", type=PATH, help="File or folder of shapes [default: ours].")
@click.option("--profile", type=click.Choice(["google"]), help="Use the rules of a search engine for markup.")
@click.option(
    "--engine", type=click.Choice(["fast", "reference"]), default="fast", show_default=True, help="The SHACL engine."
)
@formats("text", "json", "turtle", "html", "sarif")
def validate(files: tuple[Path, ...], shapes: Path | None, profile: str | None, engine: str, form: str) -> None:
    """Validate FILES against SHACL shapes: RDF in any syntax, JSON-LD, or HTML with JSON-LD, microdata or RDFa.

    A folder stands for all such files in it, - for standard input. Each file is validated on its own; with --profile,
    as the search engine reads it.
    """
    import kg

    # What a file states is kept until it is judged: looking through it for garbage again and again finds none.
    gc.set_threshold(200_000, 30, 30)
    found = kg.validate(*files, shapes=shapes, profile=profile, engine=engine)
    show(found.report(form))
    end(not found.conforms)
