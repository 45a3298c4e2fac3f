"""The engine of releases: the `shacl` package, SHACL in Rust."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

from kg.model.shapes import Graph
from kg.rdf.statements import blank_nodes, n_triples, reason
from kg.rdf.statements import term as parse_term
from kg.report.result import Result
from kg.system.errors import ReelgraphError

if TYPE_CHECKING:
    import shacl


# A year that does not fit into 64 bits ends in a panic, which prints a stack trace.
_ENDLESS_YEAR = re.compile(r'"-?[0-9]{19}[^"\n]*"\^\^<http://www\.w3\.org/2001/XMLSchema#date(Time)?>')


class Fast:
    """See `kg.gate.engine.Engine`."""

    def __init__(self, shapes: Graph) -> None:
        """Compiles the shapes. Raises ReelgraphError if they are none."""
        import shacl

        self._shapes_text = n_triples(shapes.statements)
        with _one_line(self._shapes_text):
            self._shapes = shacl.Shapes.from_text(self._shapes_text, format="ntriples")

    def validate(self, data: str) -> list[Result]:
        """See `kg.gate.engine.Engine`."""
        with _one_line(data):
            found = self._shapes.validate_text(data, format="ntriples").results
        labels = cache(lambda: blank_nodes(self._shapes_text) + blank_nodes(data))
        return [_result(result, labels) for result in found]


@contextmanager
def _one_line(text: str) -> Iterator[None]:
    """Says in a ReelgraphError what the package cannot read."""
    if found := _ENDLESS_YEAR.search(text):
        raise ReelgraphError(
            f"{found[0][:20]}... is a year that the fast engine cannot read; correct it, or use --engine reference"
        )
    try:
        yield
    except ValueError as error:
        raise ReelgraphError(reason(str(error))) from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise ReelgraphError(f"{reason(str(error))}; use the reference engine") from None


def _result(found: shacl.Result, labels: Callable[[], list[str]]) -> Result:
    return Result(
        focus_node=_named(found.focus_node, labels),
        path=found.path or "",
        value=_named(found.value or "", labels),
        component=f"<{found.component_iri}>",
        severity=f"<{found.severity_iri}>",
        source_shape=_named(found.source_shape or "", labels),
        message=found.message or "",
    )


def _named(term: str, labels: Callable[[], list[str]]) -> str:
    """The term as it was before; `labels` has the blank nodes, which are looked up only where one is in a result.

    The package calls them `_:1_b0`, ... in the shapes and counts on with `_:0_b7`, ... in the data, in the order of
    appearance.
    """
    if term.startswith("_:"):
        return labels()[int(term.partition("_b")[2])]
    return str(parse_term(term)) if term.startswith('"') else term
