"""RDF: a sh:ValidationReport (SHACL, 3.6)."""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from kg.model.ntriples import Term
from kg.model.prefixes import RDF, SH
from kg.model.shapes import Graph
from kg.report import words
from kg.report.findings import Group, Summary
from kg.report.result import Result
from kg.system.terminal import turtle_lines

_PATHS = ("inversePath", "alternativePath", "zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath")


def written(summary: Summary, shapes: Graph) -> str:
    """Turtle. It conforms, in the words of the recommendation, where there is no result at all."""
    results = [text for group in summary.groups for text in _results(group, shapes)]
    conforms = "false" if any(group.count for group in summary.groups) else "true"
    head = f"@prefix sh: <{SH}> .\n\n[] a sh:ValidationReport ;\n    sh:conforms {conforms}"
    return turtle_lines(head + "".join(f" ;\n    sh:result {text}" for text in results) + " .\n")


def _results(group: Group, shapes: Graph) -> Iterator[str]:
    sentence = words.rule(shapes, group.source_shape, group.component)
    for finding in group.examples:
        statements = _statements(finding.result, finding.result.message or sentence, shapes)
        yield "[ a sh:ValidationResult" + "".join(f" ;\n        sh:{p} {o}" for p, o in statements if o) + " ]"


def _statements(result: Result, message: str, shapes: Graph) -> list[tuple[str, str]]:
    return [
        ("focusNode", result.focus_node),
        ("resultPath", _result_path(result, shapes)),
        ("value", result.value),
        ("resultMessage", str(Literal(message)) if message else ""),
        ("resultSeverity", _short(result.severity)),
        ("sourceConstraintComponent", _short(result.component)),
        ("sourceShape", result.source_shape),
    ]


def _result_path(result: Result, shapes: Graph) -> str:
    path = shapes.value(result.source_shape, SH + "path")
    return _path(path, shapes) if path is not None and not isinstance(path, NamedNode) else result.path


def _path(node: Term, shapes: Graph) -> str:
    if isinstance(node, NamedNode):
        return str(node)
    if shapes.value(str(node), RDF + "first") is not None:
        return f"( {' '.join(_path(member, shapes) for member in shapes.members(node))} )"
    inner = ((name, shapes.value(str(node), SH + name)) for name in _PATHS)
    return "[ " + " ; ".join(f"sh:{name} {_path(value, shapes)}" for name, value in inner if value is not None) + " ]"


def _short(iri: str) -> str:
    return f"sh:{iri.removeprefix(f'<{SH}')[:-1]}" if iri.startswith(f"<{SH}") else iri
