"""The quality report as one HTML page that needs nothing else: tables whose bars are drawn in SVG."""

from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from html import escape

from kg.model.record import Fault
from kg.report.leftovers import Example, Leftovers
from kg.report.quality.fold import Cause, Quality, SourceQuality

_STYLE = """
:root { color-scheme: light dark; --ink: #1d4e89; --rest: #8883 }
@media (prefers-color-scheme: dark) { :root { --ink: #7fb2e5 } }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse; width: 100%; margin-bottom: 2rem }
caption { text-align: left; font-weight: bold; padding: .25rem 0 }
th, td { border-bottom: 1px solid #8888; padding: .25rem .5rem; text-align: left; vertical-align: top }
th { font-weight: 500 }
td { overflow-wrap: anywhere }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; overflow-wrap: normal }
td.bar { width: 40%; min-width: 3rem }
@media (max-width: 35rem) {
  th, td { padding: .25rem .2rem; font-size: .9rem }
  tbody th { overflow-wrap: anywhere }
  tbody th.field { overflow-wrap: normal }
  td.bar { width: 20% }
}
svg { display: block; width: 100%; height: 1rem; margin-top: .25rem }
svg .share { fill: var(--ink) }
svg .rest { fill: var(--rest) }
code { font-size: .9em }
ul { margin: 0; padding-left: 1rem }
@media print { svg { print-color-adjust: exact } }
"""
_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Quality of the sources</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '{hash}'">
<style>{style}</style>
<main>
<h1>Quality of the sources</h1>
{body}
</main>
</html>"""


def report(found: Quality) -> str:
    """An overview of the sources, then of each its fields and what was not understood."""
    digest = b64encode(sha256(_STYLE.encode()).digest()).decode()
    body = "\n".join((_overview(found), *(line for source in found.sources for line in _source(source))))
    return _PAGE.format(hash=f"sha256-{digest}", style=_STYLE, body=body)


def _overview(found: Quality) -> str:
    rows = (
        _row(source.name, source.records, source.clean / max(source.records, 1), source.files, source.unread)
        for source in found.sources
    )
    return _table("Records without a fault", ("Source", "#Records", "#Share", "", "#Files", "#Not read"), rows)


def _source(source: SourceQuality) -> Iterator[str]:
    yield f"<h2>{escape(source.name)}</h2>"
    told = (f"{count} records from text in {escape(encoding)}." for encoding, count in source.encodings.items())
    yield from (f"<p>{line}</p>" for line in told)
    if source.records:
        rows = (_row(name, count, count / source.records) for name, count in source.fields.items())
        yield _table("Fields that the records state", ("Field", "#Records", "#Share", ""), rows)
    if source.causes:
        causes = map(_cause, source.causes)
        yield _table("What was not understood", ("Field", "Reason", "#Times", "For example"), causes)
    if source.leftovers:
        left = map(_left, source.leftovers)
        yield _table(
            "What was not taken up, by no record and no fault", ("Name", "Kind", "#Times", "For example"), left
        )


def _row(name: str, count: int, share: float, *more: int) -> str:
    cells = [
        f'<td class="number">{count:,}</td>',
        f'<td class="number">{share:.0%}</td>',
        f'<td class="bar">{_bar(share)}</td>',
    ]
    cells += [f'<td class="number">{cell:,}</td>' for cell in more]
    return f'<tr><th scope="row">{escape(name)}</th>{"".join(cells)}</tr>'


def _bar(share: float) -> str:
    """The share as a bar; the number stands beside it, so that it says nothing to who listens."""
    width = f"{share * 100:.1f}"
    return (
        '<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="rest" width="100" height="10"/><rect class="share" width="{width}" height="10"/></svg>'
    )


def _cause(cause: Cause) -> str:
    return _counted(cause.field or "no record", cause.reason, cause.count, cause.examples)


def _left(one: Leftovers) -> str:
    return _counted(one.name or one.kind, one.kind, one.count, one.examples)


def _counted(name: str, what: str, count: int, examples: Iterable[Fault | Example]) -> str:
    listed = "".join(f"<li><code>{escape(one.raw)}</code> {escape(one.path)}:{one.line}</li>" for one in examples)
    return (
        f'<tr><th scope="row" class="field">{escape(name)}</th><td>{escape(what)}</td>'
        f'<td class="number">{count:,}</td><td><ul>{listed}</ul></td></tr>'
    )


def _table(caption: str, heads: tuple[str, ...], rows: Iterator[str]) -> str:
    """A table; `#` marks the heads of columns of numbers, and an empty head is that of bars."""
    head = "".join(map(_head, heads))
    body = "\n".join(rows)
    return f"<table>\n<caption>{caption}</caption>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"


def _head(head: str) -> str:
    if not head:
        return "<td></td>"
    number = ' class="number"' if head.startswith("#") else ""
    return f'<th scope="col"{number}>{head.removeprefix("#")}</th>'
