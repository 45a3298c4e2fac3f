"""What a person or a program reads of the gate's work, in one of five formats."""

from collections.abc import Callable

from kg.gate.findings import Summary
from kg.gate.reports import html, json, sarif, text, turtle
from kg.gate.shapes import ShapesGraph

REPORTS: dict[str, Callable[[Summary, ShapesGraph], str]] = {
    "text": text.report,
    "json": json.report,
    "turtle": turtle.report,
    "html": html.report,
    "sarif": sarif.report,
}

WHOLE = frozenset({"turtle", "sarif"})
"""The formats that tell every finding; the others tell a few of each rule."""
