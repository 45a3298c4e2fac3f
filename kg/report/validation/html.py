"""The report as one HTML page that needs nothing else."""

from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from html import escape

from kg.model.record import Fault
from kg.rdf.shapes import ShapesGraph
from kg.report.account import Account, Example, Rule, account, place, shown
from kg.report.findings import Summary
from kg.report.leftovers import Leftovers, by_source

_STYLE = """
:root { color-scheme: light dark }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse; width: 100% }
th, td { border-bottom: 1px solid #8888; padding: .25rem .3rem; text-align: left }
td { overflow-wrap: anywhere }
"""
_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '{hash}'">
<style>{style}</style>
<main>
<h1>{title}</h1>
{body}
</main>
</html>
"""


def report(summary: Summary, shapes: ShapesGraph) -> str:
    """The counts, what was changed or left out, and a table for each rule that was broken."""
    return page("Validation report", _sections(account(summary, shapes)))


def page(title: str, sections: Iterable[str]) -> str:
    """A page that needs nothing else, of pieces of HTML."""
    digest = b64encode(sha256(_STYLE.encode()).digest()).decode()
    body = "\n".join(sections)
    return _PAGE.format(title=escape(title), hash=f"sha256-{digest}", style=_STYLE, body=body)


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table of texts."""
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in heads)
    body = "\n".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"


def _sections(found: Account) -> Iterator[str]:
    judged = sum(found.focus_nodes.values())
    counts = {"Focus nodes": judged, "Violations": found.violations, "Warnings": found.warnings, "Infos": found.infos}
    yield f"<p>{' '.join(f'{what}: {count}.' for what, count in counts.items())}</p>"
    if found.notes:
        yield f"<ul>{''.join(f'<li>{escape(note)}</li>' for note in found.notes)}</ul>"
    if found.faults:
        yield "<h2>What could not be read</h2>"
        yield table(("Source", "Value", "Reason"), (_fault(fault) for fault in found.faults))
    for rule in found.rules:
        yield from _section(rule)
    for source, left in by_source(found.leftovers).items():
        yield f"<h2>Not taken up of {escape(source)}</h2>"
        yield "<p>What it states, and no record and no fault has.</p>"
        yield table(("Name", "Times", "For example"), map(_left, left))


def _section(rule: Rule) -> Iterator[str]:
    yield f"<h2>{escape(rule.name or rule.field or rule.shape)}: {escape(rule.rule)}</h2>"
    field = f" Field <code>{escape(rule.field)}</code>." if rule.field else ""
    yield f"<p>{escape(rule.severity.capitalize())}, {rule.count} in all.{field}</p>"
    yield table(("Film", "Value", "Source"), (_example(example) for example in rule.examples))
    if rest := rule.count - len(rule.examples):
        yield f"<p>And {rest} more.</p>"


def _example(example: Example) -> tuple[str, str, str]:
    return example.film, example.value, place(example.path, example.line)


def _left(one: Leftovers) -> tuple[str, str, str]:
    examples = (f"{shown(example.raw)} ({place(example.path, example.line)})" for example in one.examples)
    return f"{one.kind} {one.name}".strip(), str(one.count), "; ".join(examples)


def _fault(fault: Fault) -> tuple[str, str, str]:
    return place(fault.path, fault.line), fault.raw, f"{fault.field} {fault.reason}".strip()
