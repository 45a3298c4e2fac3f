"""The report for code review: SARIF 2.1.0, which shows findings beside the lines they are about."""

from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Any

import msgspec

from kg import __version__
from kg.model.record import Fault
from kg.model.shapes import RDFS
from kg.rdf.shapes import ShapesGraph
from kg.rdf.statements import plain, term
from kg.report import words
from kg.report.findings import Finding, Group, Summary
from kg.report.result import VIOLATION, WARNING

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
UNREAD = "not-read"
_LEVELS = {VIOLATION: "error", WARNING: "warning"}


def report(summary: Summary, shapes: ShapesGraph) -> str:
    """JSON, a rule for each that was broken and a result for each time."""
    rules = {_id(group): _rule(group, shapes) for group in summary.groups}
    results = [result for group in summary.groups for result in _results(group, shapes)]
    return log(rules.values(), [*(_unread(fault) for fault in summary.faults), *results])


def log(rules: Iterable[dict[str, Any]], results: Iterable[dict[str, Any]]) -> str:
    """A log with one run of the tool, indented, with a line feed at its end."""
    unread = {"id": UNREAD, "shortDescription": {"text": "What cannot be read cannot be judged"}}
    driver = {"name": "reelgraph", "version": __version__, "rules": [unread, *rules]}
    found = {"$schema": SCHEMA, "version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": list(results)}]}
    return msgspec.json.format(msgspec.json.encode(found), indent=2).decode() + "\n"


def result(rule: str, level: str, text: str, path: str, line: int) -> dict[str, Any]:
    """One result; `line` counts from 1, 0 is not known."""
    place: dict[str, Any] = {"artifactLocation": {"uri": PurePath(path).as_posix()}}
    place |= {"region": {"startLine": line}} if line else {}
    return {
        "ruleId": rule,
        "level": level,
        "message": {"text": text},
        "locations": [{"physicalLocation": place}],
    }


def _rule(group: Group, shapes: ShapesGraph) -> dict[str, Any]:
    sentence = words.rule(shapes, group.source_shape, group.component) or group.examples[0].result.message
    rule = {"id": _id(group), "shortDescription": {"text": f"{words.name(shapes, group.source_shape)}: {sentence}"}}
    stating = (group.source_shape, *shapes.parents.get(group.source_shape, ()))
    told = next((plain(value) for shape in stating for value in shapes.values(shape, RDFS + "seeAlso")), "")
    return rule | ({"helpUri": told} if told else {})


def _id(group: Group) -> str:
    """The shape as its IRI ends, and the constraint: `movie#image MinCount`."""
    shape = group.source_shape.strip("<>").rpartition("/")[2]
    return f"{shape} {words.local_name(group.component.strip('<>')).removesuffix('ConstraintComponent')}"


def _results(group: Group, shapes: ShapesGraph) -> Iterator[dict[str, Any]]:
    sentence = words.rule(shapes, group.source_shape, group.component)
    name = words.name(shapes, group.source_shape)
    for finding in group.examples:
        text = f"{finding.film}: {name}: {sentence or finding.result.message}{_value(finding)}"
        yield result(_id(group), _LEVELS.get(group.severity, "note"), text, finding.path, finding.line)


def _value(finding: Finding) -> str:
    return f" ({plain(term(finding.result.value))})" if finding.result.value else ""


def _unread(fault: Fault) -> dict[str, Any]:
    return result(UNREAD, "error", f"{fault.field} {fault.raw} {fault.reason}".strip(), fault.path, fault.line)
