"""The report as JSON: an `Account`, its keys in the order in which it declares them."""

import msgspec

from kg.gate.account import account
from kg.gate.findings import Summary
from kg.gate.shapes import ShapesGraph


def report(summary: Summary, shapes: ShapesGraph) -> str:
    """JSON, indented, with a line feed at its end."""
    encoded = msgspec.json.encode(account(summary, shapes))
    return msgspec.json.format(encoded, indent=2).decode() + "\n"
