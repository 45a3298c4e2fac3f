"""Plain text for a terminal, at most 100 columns wide where its words allow it."""

import re
from collections.abc import Iterator
from textwrap import wrap

from kg.report.report import Part, Report, Table
from kg.system.terminal import shown

_WIDTH = 100
_COUNT = re.compile(r" - \d+ times?$")
_TOGETHER = "\0"
"""Instead of a space at which no line ends; no text that is shown has it."""
_BAR = 20
_EIGHTHS = " ▏▎▍▌▋▊▉"
_DIGITS = 7
"""Room for a count: the columns of several tables stand below each other."""


def written(report: Report) -> str:
    """What it comes to, and a paragraph for each part."""
    return "".join(f"{line}\n" for line in _lines(report))


def bar(share: float) -> str:
    """A bar of at most 20 characters."""
    whole, eighth = divmod(round(share * _BAR * 8), 8)
    return "█" * whole + _EIGHTHS[eighth].strip()


def _lines(report: Report) -> Iterator[str]:
    for line in report.lines:
        yield from _wrapped(line)
    for number, part in enumerate(report.parts):
        yield from [""] if number or report.lines else []
        yield from _wrapped(part.heading)
        yield from _part(part)


def _part(part: Part) -> Iterator[str]:
    for line in part.lines:
        yield from _wrapped(line, "  ")
    for table in part.tables:
        yield from [f"  {table.caption}:"] if table.caption else []
        yield from _table(table)
        yield from [f"  ... and {table.more} more"] if table.more else []


def _table(table: Table) -> Iterator[str]:
    columns = [[cell for cell in column if isinstance(cell, str)] for column in zip(*table.rows, strict=True)]
    widths = [max((len(shown(cell)) for cell in column), default=_DIGITS) for column in columns]
    for number, row in enumerate(table.rows):
        lists = [cell for cell in row if isinstance(cell, tuple)]
        cells = zip(row, widths, strict=True)
        line = "  ".join(_cell(cell, width) for cell, width in cells if not isinstance(cell, tuple))
        yield from _wrapped(table.said[number], "  ") if table.said else [f"  {line}".rstrip()]
        yield from (line for items in lists for item in items for line in _wrapped(item, " " * (4 + _DIGITS)))


def _cell(cell: str | int | float, width: int) -> str:
    if isinstance(cell, str):
        return f"{shown(cell):<{width}}"
    return f"{cell:>{width}}" if isinstance(cell, int) else f"{cell:>4.0%}  {bar(cell)}"


def _wrapped(line: str, indent: str = "") -> list[str]:
    """Lines of a paragraph; a word that is longer than a line, such as a path, stays whole, and so does a count."""
    told = wrap(
        _COUNT.sub(lambda found: found[0].replace(" ", _TOGETHER), shown(line)),
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=indent + "    ",
        break_on_hyphens=False,
        break_long_words=False,
    )
    return [each.replace(_TOGETHER, " ") for each in told] or [""]
