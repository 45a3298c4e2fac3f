"""The report as plain text, at most 100 columns wide."""

from collections.abc import Iterator
from textwrap import wrap

from kg.model.record import Fault
from kg.rdf.shapes import ShapesGraph
from kg.report.account import Account, Example, Rule, account, place, shown
from kg.report.findings import Summary
from kg.report.leftovers import TOLD, Leftovers, by_source

_WIDTH = 100


def report(summary: Summary, shapes: ShapesGraph) -> str:
    """A line of counts, what was changed or left out, a paragraph for each rule that was broken, what is left over."""
    return "\n".join(_lines(account(summary, shapes))) + "\n"


def _lines(found: Account) -> Iterator[str]:
    judged = sum(found.focus_nodes.values())
    yield (
        f"{_many(judged, 'focus node')} judged: {_many(found.violations, 'violation')}, "
        f"{_many(found.warnings, 'warning')}" + (f", {_many(found.infos, 'info')}" if found.infos else "")
    )
    for note in found.notes:
        yield from _wrapped(f"note: {note}", "")
    for fault in found.faults:
        yield from _wrapped(f"not read: {_fault(fault)}", "")
    for rule in found.rules:
        yield ""
        yield from _paragraph(rule)
    for source, left in by_source(found.leftovers).items():
        yield from ("", f"not taken up of {source}, by no record and no fault:")
        yield from (line for one in left[:TOLD] for line in _left(one))
        if rest := len(left[TOLD:]):
            yield f"  ... and {rest} more names"


def _paragraph(rule: Rule) -> Iterator[str]:
    subject = " ".join(part for part in (rule.field, f"({rule.name})" if rule.name else "") if part)
    head = f"{rule.severity} {subject}: {rule.rule}" if subject else f"{rule.severity}: {rule.rule}"
    yield from _wrapped(f"{head} - {_many(rule.count, 'time')}", "")
    for example in rule.examples:
        yield from _wrapped(_example(example), "  ")
    if rest := rule.count - len(rule.examples):
        yield f"  ... and {rest} more"


def _left(one: Leftovers) -> Iterator[str]:
    yield from _wrapped(f"{shown(f'{one.kind} {one.name}'.strip())} - {_many(one.count, 'time')}", "  ")
    for example in one.examples:
        yield from _wrapped(f'{place(example.path, example.line)}: "{shown(example.raw)}"', "    ")


def _example(example: Example) -> str:
    where = f" in {place(example.path, example.line)}" if example.path else ""
    value = f': "{example.value}"' if example.value else ""
    return f"{example.film}{where}{value}"


def _fault(fault: Fault) -> str:
    raw = f'"{shown(fault.raw)}"' if fault.raw else ""
    what = " ".join(part for part in (fault.field, raw, fault.reason) if part)
    return f"{place(fault.path, fault.line)}: {what}"


def _wrapped(line: str, indent: str) -> list[str]:
    return wrap(line, _WIDTH, initial_indent=indent, subsequent_indent=indent + "    ", break_on_hyphens=False)


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
