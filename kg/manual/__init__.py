"""The reference part of the manual, made from the code and the shapes; `python -m kg.manual` writes it."""

from typing import Any

from kg.manual import commands, queries, record, settings, shapes
from kg.model.profile import profile
from kg.query import named
from kg.rdf import shapes as gate_shapes
from kg.system import resources


def reference(command: Any) -> dict[str, str]:
    """The Markdown of each file of `docs/reference/` that is made; `command` is the command line, a `click.Group`."""
    return {
        "commands.md": commands.commands(command),
        "queries.md": queries.queries(named.queries()),
        "record.md": record.fields(profile()),
        "settings.md": settings.settings(),
        "shapes.md": shapes.shapes(gate_shapes.read(sorted(resources.SHAPES.glob("*.ttl"))), profile()),
    }
