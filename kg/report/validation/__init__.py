"""What a person or a program reads of the gate's work, in one of five formats."""

from collections.abc import Callable

from kg.rdf.shapes import ShapesGraph
from kg.report.findings import Summary
from kg.report.validation import html, json, sarif, text, turtle

REPORTS: dict[str, Callable[[Summary, ShapesGraph], str]] = {
    "text": text.report,
    "json": json.report,
    "turtle": turtle.report,
    "html": html.report,
    "sarif": sarif.report,
}

WHOLE = frozenset({"turtle", "sarif"})
"""The formats that tell every finding; the others tell a few of each rule."""
