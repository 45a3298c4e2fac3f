"""The gate's work as a report, in one of five formats."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

from kg.model.ntriples import plain
from kg.model.prefixes import RDFS, SH
from kg.model.record import Fault
from kg.model.shapes import Graph
from kg.report import html, json, sarif, text, turtle, words
from kg.report.account import Account, Example, Rule, account
from kg.report.findings import Becomes, Summary
from kg.report.leftovers import left_over
from kg.report.report import Part, Report, Table, many, place
from kg.system.terminal import shown

_LONGEST = 80
_UNREAD = "not-read"
_LEVELS = {"violation": "error", "warning": "warning"}


def report(found: Account) -> Report:
    """The counts, what was changed or left out, a part for each rule that was broken, and what is left over."""
    judged = many(sum(found.focus_nodes.values()), "focus node")
    counts = f"{judged} validated: {many(found.violations, 'violation')}, {many(found.warnings, 'warning')}"
    counts += f", {many(found.infos, 'info')}" if found.infos else ""
    notes = (f"note: {note}" for note in found.notes)
    unread = (_unread(found.faults, found.more_faults),) if found.faults else ()
    left = (
        Part(f"Not used of {source}", tables=(left_over(tuple(of_source)),))
        for source, of_source in groupby(found.leftovers, key=lambda one: one.source)
    )
    becomes = (_becoming(found.becomes, found.more_becomes),) if found.becomes else ()
    return Report("Validation report", (counts, *notes), (*unread, *map(_broken, found.rules), *becomes, *left))


def _becoming(becomes: tuple[Becomes, ...], more: int) -> Part:
    """Which results of the search engine each thing can become."""
    told = [(one.result, one.name, place(one.path, one.line), "; ".join(one.lacks) or "eligible") for one in becomes]
    said = tuple(
        f"{result}: {' in '.join(filter(None, (name, where)))}: {lacks}" for result, name, where, lacks in told
    )
    heads = ("Result", "Thing", "Source", "Lacks")
    return Part("Results of the search engine", tables=(Table(heads, tuple(told), said=said, more=more),))


def _unread(faults: tuple[Fault, ...], more: int) -> Part:
    cells = [(place(f.path, f.line), f.field, shown(f.raw, _LONGEST), f.reason) for f in faults]
    said = ((where, field, f'"{raw}"' if raw else "", reason) for where, field, raw, reason in cells)
    sentences = tuple(f"{where}: {' '.join(filter(None, what))}" for where, *what in said)
    heads = ("Source", "Field", "Value", "Reason")
    return Part("Not read or not understood", tables=(Table(heads, tuple(cells), said=sentences, more=more),))


def _broken(rule: Rule) -> Part:
    named = " ".join(part for part in (rule.field, f"({rule.name})" if rule.name else "") if part)
    subject = ", ".join(filter(None, (named, words.short(rule.property))))
    head = words.about(f"{rule.severity} {subject}".rstrip(), rule.rule)
    cells = [
        (one.film, words.short(one.property), one.value, one.message, place(one.path, one.line))
        for one in rule.examples
    ]
    columns = zip(("Film", "Property", "Value", "Message", "Source"), zip(*cells, strict=True), strict=True)
    told = {name: column for name, column in columns if any(column) or name not in ("Property", "Value", "Message")}
    said, more = tuple(map(_said, rule.examples)), rule.count - len(rule.examples)
    table = Table(tuple(told), tuple(zip(*told.values(), strict=True)), said=said, more=more)
    return Part(f"{head} - {many(rule.count, 'time')}", tables=(table,))


def _said(example: Example) -> str:
    where = f" in {place(example.path, example.line)}" if example.path else ""
    stated = " ".join(filter(None, (words.short(example.property), f'"{example.value}"' if example.value else "")))
    return ": ".join(filter(None, (f"{example.film}{where}", stated, example.message)))


def _sarif(found: Account, shapes: Graph) -> str:
    """A rule for each that was broken and a result for each time."""
    rules = [sarif.rule(_id(rule), _demand(rule), _help(rule, shapes), _asks(rule, shapes)) for rule in found.rules]
    unread = (
        sarif.result(_UNREAD, "error", " ".join((f.field, f.raw, f.reason)), f.path, f.line) for f in found.faults
    )
    broken = (
        sarif.result(_id(rule), _LEVELS.get(rule.severity, "note"), _sentence(rule, one), one.path, one.line)
        for rule in found.rules
        for one in rule.examples
    )
    return sarif.written(
        [sarif.rule(_UNREAD, "A file that cannot be read cannot be validated"), *rules], [*unread, *broken]
    )


def _id(rule: Rule) -> str:
    """The shape as its IRI ends, and the constraint: `movie#image MinCount`."""
    return f"{rule.shape.rpartition('/')[2]} {words.local_name(rule.component).removesuffix('ConstraintComponent')}"


def _help(rule: Rule, shapes: Graph) -> str:
    """The address that the shape, or the one that it is a part of, says tells more."""
    shape = rule.shape if rule.shape.startswith("_:") else f"<{rule.shape}>"
    stating = (shape, *shapes.parents.get(shape, ()))
    return next((plain(value) for each in stating for value in shapes.values(each, RDFS + "seeAlso")), "")


def _asks(rule: Rule, shapes: Graph) -> str:
    """What the shape says that it asks for."""
    return shapes.words(f"<{rule.shape}>", SH + "description")


def _demand(rule: Rule, example: Example | None = None) -> str:
    """What a rule demands, of what; of one example in words of its own, where there are such."""
    about, message = (example.property, example.message) if example else ("", "")
    named = rule.name or words.short(rule.property or about)
    return words.about(named, message or rule.rule)


def _sentence(rule: Rule, example: Example) -> str:
    return f"{example.film}: {_demand(rule, example)}" + (f" ({example.value})" if example.value else "")


REPORTS: dict[str, Callable[[Summary, Graph], str]] = {
    "text": lambda summary, shapes: text.written(report(account(summary, shapes))),
    "json": lambda summary, shapes: json.written(account(summary, shapes)),
    "turtle": turtle.written,
    "html": lambda summary, shapes: html.written(report(account(summary, shapes))),
    "sarif": lambda summary, shapes: _sarif(account(summary, shapes), shapes),
}
"""Format → the report as text in it."""

WHOLE = frozenset({"turtle", "sarif"})
"""The formats that tell every finding; the others tell a few of each rule."""
