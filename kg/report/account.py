"""A summary in words: what the reports for people show, and, as it stands, the JSON report."""

from msgspec import Struct

from kg.model.ntriples import plain
from kg.model.record import Fault
from kg.model.shapes import Graph
from kg.rdf.statements import term
from kg.report import words
from kg.report.findings import Becomes, Finding, Group, Summary
from kg.report.leftovers import Leftovers
from kg.report.result import INFO, VIOLATION, WARNING
from kg.system.terminal import shown

_LONGEST, _LONGEST_MESSAGE = 80, 200


class Example(Struct, frozen=True, omit_defaults=True):
    """One finding: `film` is a title or an IRI, `node` what was judged, `value` at most 80 characters.

    `property` and `message` are stated where those of its rule are not the same for all.
    """

    film: str
    node: str
    value: str
    path: str
    line: int
    property: str = ""
    message: str = ""


class Rule(Struct, frozen=True):
    """A rule that was broken `count` times: `field` and `name` are the record's and people's words for the property."""

    severity: str
    field: str
    name: str
    rule: str
    property: str
    shape: str
    component: str
    count: int
    examples: tuple[Example, ...]


class Account(Struct, frozen=True, omit_defaults=True):
    """What was judged and found; `conforms` where there is no violation.

    `more_faults` are left out of `faults`; `leftovers` of the sources, in a build. `becomes` are the results of a
    search engine that things of the markup can become, of which `more_becomes` are left out.
    """

    conforms: bool
    violations: int
    warnings: int
    infos: int
    focus_nodes: dict[str, int]
    notes: tuple[str, ...]
    faults: tuple[Fault, ...]
    rules: tuple[Rule, ...]
    more_faults: int = 0
    leftovers: tuple[Leftovers, ...] = ()
    becomes: tuple[Becomes, ...] = ()
    more_becomes: int = 0


def account(summary: Summary, shapes: Graph) -> Account:
    """The summary in words."""
    violations = summary.count(VIOLATION)
    return Account(
        conforms=not violations,
        violations=violations,
        warnings=summary.count(WARNING),
        infos=summary.count(INFO),
        focus_nodes=summary.focus_nodes,
        notes=summary.notes,
        faults=summary.faults,
        rules=tuple(_rule(group, shapes) for group in summary.groups),
        more_faults=summary.more_faults,
        leftovers=summary.leftovers,
        becomes=summary.becomes,
        more_becomes=summary.more_becomes,
    )


def _rule(group: Group, shapes: Graph) -> Rule:
    first = group.examples[0].result
    sentence = words.rule(shapes, group.source_shape, group.component) or shown(first.message, _LONGEST_MESSAGE)
    paths = {finding.result.path for finding in group.examples}
    return Rule(
        severity=words.local_name(group.severity.strip("<>")).lower(),
        field=words.field(group.source_shape),
        name=words.name(shapes, group.source_shape),
        rule=words.without_variables(sentence) or words.local_name(group.component.strip("<>")),
        property=words.path(first.path) if len(paths) == 1 else "",
        shape=group.source_shape.strip("<>"),
        component=group.component.strip("<>"),
        count=group.count,
        examples=tuple(_example(finding, sentence, several=len(paths) > 1) for finding in group.examples),
    )


def _example(finding: Finding, sentence: str, *, several: bool) -> Example:
    result = finding.result
    return Example(
        film=shown(finding.film, _LONGEST),
        node=result.focus_node.strip("<>"),
        value=shown(plain(term(result.value)), _LONGEST) if result.value else "",
        path=finding.path,
        line=finding.line,
        property=words.path(result.path) if several else "",
        message=shown(words.filled(sentence, result.message), _LONGEST_MESSAGE),
    )
