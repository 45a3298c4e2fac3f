"""What `kg validate` does."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode

from kg import house
from kg.errors import ReelgraphError
from kg.gate.engine import engine
from kg.gate.files import Report, validate
from kg.gate.findings import Summary, grouped
from kg.gate.rdf import FORMATS, NotRdf, plain
from kg.gate.reports import REPORTS
from kg.gate.result import VIOLATION
from kg.gate.shapes import ShapesGraph, read
from kg.gate.targets import targets
from kg.profile import SCHEMA
from kg.record import Fault
from kg.turtle import RDF, SH, XSD


def judge(files: Sequence[Path], shapes: Path | None, engine_name: str, form: str) -> tuple[str, bool]:
    """Judge each file on its own: the report, and whether nothing is wrong.

    `shapes` is a file or a folder, or None for the house's own; `form` is a name in `REPORTS`. Raises ReelgraphError
    if no file can be judged.
    """
    graph = read(_shape_files(shapes or house.SHAPES))
    judges, aims, terms = engine(engine_name, graph), targets(graph), schema_terms(graph)
    reports: list[Report] = []
    faults: list[Fault] = []
    for path in files:
        try:
            reports.append(validate(path, judges, aims, terms))
        except NotRdf as error:
            if len(files) == 1:
                raise
            faults.append(Fault("", "", error.why, str(path), error.line))
    if not reports:
        raise ReelgraphError(f"none of the {len(files)} files can be judged; {faults[0].path}: {faults[0].reason}")
    summary = _summary(reports, faults, examples=10**9 if form == "turtle" else 10)
    return REPORTS[form](summary, graph), not summary.faults and not summary.count(VIOLATION)


def schema_terms(shapes: ShapesGraph) -> dict[str, Any]:
    """What the shapes say about schema.org's properties, as JSON-LD term definitions: datatypes, and what is an IRI."""
    found: dict[str, set[str]] = {}
    for node in shapes.nodes:
        path, coercion = shapes.value(node, SH + "path"), _coercion(shapes, node)
        if isinstance(path, NamedNode) and path.value.startswith(SCHEMA) and coercion is not None:
            found.setdefault(path.value, set()).add(coercion)
    agreed = {iri: coercions.pop() for iri, coercions in sorted(found.items()) if len(coercions) == 1}
    return {iri.removeprefix(SCHEMA): {"@id": iri, "@type": coercion} for iri, coercion in agreed.items() if coercion}


def _coercion(shapes: ShapesGraph, node: str) -> str | None:
    """The type of plain strings; "" where they stay as they are, None where the shape does not say."""
    datatype = shapes.value(node, SH + "datatype")
    if datatype is not None:
        return "" if plain(datatype) in (XSD + "string", RDF + "langString") else plain(datatype)
    if shapes.value(node, SH + "nodeKind") == NamedNode(SH + "IRI"):
        return "@id" if shapes.value(node, SH + "class") is None else ""
    return None


def _shape_files(path: Path) -> list[Path]:
    found = sorted(p for p in path.iterdir() if p.suffix in FORMATS) if path.is_dir() else [path]
    if not found:
        raise ReelgraphError(f"{path}: holds no shapes; they are read from {' '.join(FORMATS)} files")
    return found


def _summary(reports: list[Report], faults: list[Fault], examples: int) -> Summary:
    focus_nodes: dict[str, int] = {}
    for report in reports:
        for shape, count in report.focus_nodes.items():
            focus_nodes[shape] = focus_nodes.get(shape, 0) + count
    return Summary(
        groups=grouped((finding for report in reports for finding in report.findings), examples),
        focus_nodes=dict(sorted(focus_nodes.items())),
        notes=tuple(note for report in reports for note in report.notes),
        faults=(*faults, *(fault for report in reports for fault in report.faults)),
    )
