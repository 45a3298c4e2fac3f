"""The report as JSON: an `Account`, its keys in the order in which it declares them."""

import msgspec

from kg.rdf.shapes import ShapesGraph
from kg.report.account import account
from kg.report.findings import Summary


def report(summary: Summary, shapes: ShapesGraph) -> str:
    """JSON, indented, with a line feed at its end."""
    encoded = msgspec.json.encode(account(summary, shapes))
    return msgspec.json.format(encoded, indent=2).decode() + "\n"
