"""The report of an audit, in one of five formats."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import groupby

import msgspec

from kg.audit.findings import LEVELS, RULES, Discrepancy
from kg.report import csv, html, json, sarif, text
from kg.report.report import Part, Report, Table, many

_JOINED = ("missing", "extra")
"""Rules of which the findings of one property of a thing are told in one line; programs have each of them."""


class Audit(msgspec.Struct, frozen=True):
    """How many pages were looked at, how many findings a baseline accepts, those that are new, and the accepted."""

    pages: int
    known: int
    findings: Sequence[Discrepancy]
    accepted: Sequence[Discrepancy] = ()

    def __repr__(self) -> str:
        """For a person: the counts."""
        return f"<{_counted(self)}>"

    @property
    def clean(self) -> bool:
        """Whether nothing was found that is not known."""
        return not self.findings

    def fails(self, on: Collection[str] = ()) -> bool:
        """Whether something new was found by one of these rules, or, where none is named, by any."""
        return any(not on or found.rule in on for found in self.findings)

    def report(self, form: str = "text") -> str:
        """A report in a format: text, json, csv, sarif or html."""
        return REPORTS[form](self)


def report(audit: Audit) -> Report:
    """The counts, a part for each page, and what the rules mean."""
    pages = (_page(path, list(findings)) for path, findings in groupby(audit.findings, key=lambda found: found.path))
    counts = {rule: sum(found.rule == rule for found in audit.findings) for rule in RULES}
    rules = tuple((rule, RULES[rule], count) for rule, count in counts.items() if count)
    meaning = (Part("Rules", tables=(Table(("Rule", "Meaning", "Findings"), rows=rules),)),) if rules else ()
    return Report("Audit report", (_counted(audit),), (*pages, *meaning))


def _counted(audit: Audit) -> str:
    found = f"{many(audit.pages, 'page')}: {many(len(audit.findings), 'finding')}"
    return f"{found}, {audit.known} known" if audit.known else found


def _page(path: str, findings: Sequence[Discrepancy]) -> Part:
    shown = list(_together(findings))
    rows = tuple((str(found.line or ""), found.rule, found.about(), found.page, found.graph) for found in shown)
    said = (f"{f'{found.line}: ' if found.line else ''}{found.sentence()}" for found in shown)
    return Part(path, tables=(Table(("Line", "Rule", "About", "Page", "Graph"), rows, said=tuple(said)),))


def _together(findings: Iterable[Discrepancy]) -> Iterator[Discrepancy]:
    """Findings as a person reads them: all values of one property that are missing, or extra, in one."""
    groups: dict[tuple[str, ...], list[Discrepancy]] = {}
    for found in findings:
        alone = () if found.rule in _JOINED else (str(found.line), found.page, found.graph)
        groups.setdefault((found.rule, found.subject, found.property, *alone), []).append(found)
    for first, *others in groups.values():
        values = [one.page or one.graph for one in (first, *others)]
        side = "page" if first.page else "graph"
        told = {side: f"{len(values)} values: {'; '.join(values)}"}
        yield msgspec.structs.replace(first, **told) if others else first


def _csv(audit: Audit) -> str:
    return csv.written(Discrepancy.__struct_fields__, map(msgspec.structs.astuple, audit.findings))


def _sarif(audit: Audit) -> str:
    results = (
        sarif.result(found.rule, LEVELS.get(found.rule, "error"), found.sentence(), found.path, found.line)
        | {"partialFingerprints": {"reelgraph/v1": found.id}}
        for found in audit.findings
    )
    return sarif.written((sarif.rule(*rule) for rule in RULES.items()), results)


REPORTS: dict[str, Callable[[Audit], str]] = {
    "text": lambda audit: text.written(report(audit)),
    "json": json.written,
    "csv": _csv,
    "sarif": _sarif,
    "html": lambda audit: html.written(report(audit)),
}
"""Format → the report as text in it."""
