"""The reference part of the manual, made from the code and the shapes; `python -m kg.manual` writes it."""

from pathlib import Path
from typing import Any

from kg.manual import commands, queries, record, settings, shapes, words
from kg.model import house
from kg.model.profile import profile
from kg.query import named
from kg.rdf.shapes import shapes_graph

PAGES = Path(__file__).with_name("pages")
"""The pages as they are written by hand; each name in braces stands for what is made."""


def reference(command: Any) -> dict[str, str]:
    """The Markdown of each file of `docs/reference/` that is made; `command` is the command line, a `click.Group`."""
    made = {"commands": commands.commands(command), "settings": settings.settings(), "words": words.words()}
    return brought() | _pages(made)


def brought() -> dict[str, str]:
    """Those of them that tell of what a catalogue may bring: shapes, the fields of records, queries."""
    graph = shapes_graph(house.shapes().statements)
    return _pages(
        {
            "queries": queries.queries(named.queries()),
            "record": record.fields(profile()),
            "shapes": shapes.shapes(graph, profile()),
            "texts": shapes.texts(graph),
            "rules": shapes.rules(graph),
        }
    )


def _pages(made: dict[str, str]) -> dict[str, str]:
    """The files of the pages whose names are among what is made."""
    pages = (page for page in sorted(PAGES.glob("*.md")) if page.stem in made)
    return {page.name: page.read_text("utf-8").format(**made) for page in pages}
