"""What an engine found: SHACL's validation results as plain values."""

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from kg.model.prefixes import SH

VIOLATION = f"<{SH}Violation>"
WARNING = f"<{SH}Warning>"
INFO = f"<{SH}Info>"


class Result(Struct, frozen=True, order=True):
    """One validation result. Terms are in N-Triples syntax, language tags in lower case; what is absent is "".

    `path` is a predicate, or a property path in SPARQL syntax. `message` is what the shape's author says.
    """

    focus_node: str
    path: str
    value: str
    component: str
    severity: str
    source_shape: str
    message: str = ""


def multiset(results: Iterable[Result]) -> Counter[tuple[str, ...]]:
    """What two engines have to agree on: everything but the message."""
    return Counter((r.focus_node, r.path, r.value, r.component, r.severity, r.source_shape) for r in results)
