"""The reference part of the manual, made from the code and the shapes; `python -m kg.manual` writes it."""

from pathlib import Path
from typing import Any

from kg.manual import commands, queries, record, settings, shapes
from kg.model.profile import profile
from kg.query import named
from kg.rdf import shapes as gate_shapes
from kg.system import resources

PAGES = Path(__file__).with_name("pages")
"""The pages as they are written by hand; each name in braces stands for what is made."""


def reference(command: Any) -> dict[str, str]:
    """The Markdown of each file of `docs/reference/` that is made; `command` is the command line, a `click.Group`."""
    graph = gate_shapes.read(sorted(resources.SHAPES.glob("*.ttl")))
    made = {
        "commands": commands.commands(command),
        "queries": queries.queries(named.queries()),
        "record": record.fields(profile()),
        "settings": settings.settings(),
        "shapes": shapes.shapes(graph, profile()),
        "texts": shapes.texts(graph),
        "rules": shapes.rules(graph),
    }
    return {page.name: page.read_text("utf-8").format(**made) for page in sorted(PAGES.glob("*.md"))}
