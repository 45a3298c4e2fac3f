"""The report of an audit, in one of five formats."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from html import escape
from itertools import groupby

import msgspec

from kg.audit.findings import LEVELS, RULES, Finding
from kg.report.validation import sarif
from kg.report.validation.html import page, table

_COLUMNS = ("path", "line", "rule", "subject", "property", "page", "graph", "pointer", "id")


class Report(msgspec.Struct, frozen=True):
    """How many pages were looked at, how many findings are known, and those that are not."""

    pages: int
    known: int
    findings: Sequence[Finding]


def _head(report: Report) -> str:
    found = f"{_many(report.pages, 'page')}: {_many(len(report.findings), 'finding')}"
    return f"{found}, {report.known} known" if report.known else found


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _text(report: Report) -> str:
    return "\n".join((_head(report), *_lines(report))) + "\n"


def _lines(report: Report) -> Iterator[str]:
    for path, findings in groupby(report.findings, key=lambda finding: finding.path):
        yield ""
        yield path
        for finding in findings:
            yield f"  {f'{finding.line}: ' if finding.line else ''}{finding.sentence()}"


def _json(report: Report) -> str:
    return msgspec.json.format(msgspec.json.encode(report), indent=2).decode() + "\n"


def _csv(report: Report) -> str:
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\n")
    rows.writerow(_COLUMNS)
    rows.writerows([_cell(getattr(finding, column)) for column in _COLUMNS] for finding in report.findings)
    return written.getvalue()


def _cell(value: object) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = str(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _sarif(report: Report) -> str:
    rules = [{"id": rule, "shortDescription": {"text": text}} for rule, text in RULES.items()]
    results = (
        sarif.result(found.rule, LEVELS.get(found.rule, "error"), found.sentence(), found.path, found.line)
        | {"partialFingerprints": {"reelgraph/v1": found.id}}
        for found in report.findings
    )
    return sarif.log(rules, results)


def _html(report: Report) -> str:
    return page("Audit report", _sections(report))


def _sections(report: Report) -> Iterator[str]:
    yield f"<p>{escape(_head(report))}.</p>"
    counts = {rule: sum(found.rule == rule for found in report.findings) for rule in RULES}
    told = [(rule, RULES[rule], str(count)) for rule, count in counts.items() if count]
    if told:
        yield table(("Rule", "What it means", "Findings"), told)
    for path, findings in groupby(report.findings, key=lambda finding: finding.path):
        yield f"<h2>{escape(path)}</h2>"
        yield table(("Line", "Rule", "About", "Page", "Graph"), map(_row, findings))


def _row(found: Finding) -> tuple[str, ...]:
    about = " ".join(part for part in (found.subject, found.property) if part)
    return (str(found.line or ""), found.rule, about, found.page, found.graph)


REPORTS: dict[str, Callable[[Report], str]] = {
    "text": _text,
    "json": _json,
    "csv": _csv,
    "sarif": _sarif,
    "html": _html,
}
