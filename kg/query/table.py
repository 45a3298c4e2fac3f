"""Answers for people: a table, and how many rows it has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from io import StringIO
from itertools import islice

import pyoxigraph as ox

from kg.model.prefixes import XSD
from kg.query.prefixes import is_ours, shortened
from kg.system.terminal import short, shown

_LONGEST = 240
"""In characters, of a value: what goes on is cut, which is said."""

_DECIMALS = 8
"""Of a number: one with more is rounded, which is said."""

_NUMBERS = frozenset(XSD + name for name in ("decimal", "double", "float"))
_PLAIN = re.compile(r"[+-]?(?:[0-9]++(?:\.[0-9]*+)?|\.[0-9]++)(?:[Ee][+-]?[0-9]{1,4})?")

_MOST = 10_000
"""Rows: nobody reads more, and the width of a table is known only once all are there."""


def table(solutions: ox.QuerySolutions, width: int, base: str) -> str:
    """The solutions as a table with a column a variable; of very many the first ones, which is said below.

    Where it would be wider than `width`, columns of IRIs of the release, which begin with `base`, are left out, the
    last first, and named below.
    """
    header = [variable.value for variable in solutions.variables]
    found = list(islice(solutions, _MOST + 1))
    columns = dict(zip(header, zip(*found[:_MOST], strict=True), strict=False)) or dict.fromkeys(header, ())
    cells = {name: [_cell(value, base) for value in values] for name, values in columns.items()}
    left_out: list[str] = []
    for name in reversed(header):
        if _natural_width(cells) > width and len(cells) > 1 and _are_ours(columns[name], base):
            left_out.insert(0, name)
            del cells[name]
    rows = list(zip(*cells.values(), strict=True))
    count = f"{len(found[:_MOST]):,} row{'' if len(found) == 1 else 's'}"
    notes = [count if len(found) <= _MOST else f"only the first {count} are shown; for all, use --format csv"]
    if left_out:
        notes.append(f"for {', '.join(left_out)}, make the terminal wider, or use --format csv")
    values = [value for name in cells for value in columns[name]]
    if any(map(_is_rounded, values)):
        notes.append("long numbers are rounded; for exact numbers, use --format csv")
    if any(map(_is_cut, values)):
        notes.append(f"values are cut at {_LONGEST} characters; for whole values, use --format csv")
    return f"{drawn(list(cells), rows, width)}{'; '.join(notes)}\n"


def _natural_width(columns: Mapping[str, Sequence[str]]) -> int:
    from rich.cells import cell_len

    return sum(max(map(cell_len, (name, *cells))) for name, cells in columns.items()) + 2 * (len(columns) - 1)


def _are_ours(values: Iterable[object], base: str) -> bool:
    return all(value is None or (isinstance(value, ox.NamedNode) and is_ours(value.value, base)) for value in values)


def drawn(header: Sequence[str], rows: Iterable[Sequence[str]], width: int) -> str:
    """A table of plain text, whose cells are wrapped."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawing = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, collapse_padding=True)
    for name in header:
        drawing.add_column(Text(name), overflow="fold")
    for row in rows:
        drawing.add_row(*(Text(cell) for cell in row))
    out = StringIO()
    Console(file=out, width=width, color_system=None, legacy_windows=False).print(drawing)
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


def _is_cut(value: object) -> bool:
    return isinstance(value, ox.Literal) and len(value.value) > _LONGEST


def _is_rounded(value: object) -> bool:
    return isinstance(value, ox.Literal) and bool(_rounded(value))


def _rounded(value: ox.Literal) -> str:
    """A number of more decimals than anybody reads, with two or with four digits; "" for all else.

    An average is an xsd:decimal of 18 decimals.
    """
    if value.datatype.value not in _NUMBERS or len(value.value) > _LONGEST:
        return ""
    number = Decimal(value.value) if _PLAIN.fullmatch(value.value) else Decimal()
    decimals = -int(number.as_tuple().exponent)
    if decimals <= _DECIMALS:
        return ""
    if number.adjusted() < -_DECIMALS:
        return f"{number:.3E}"
    return f"{number:.{max(2, 3 - number.adjusted())}f}".rstrip("0").rstrip(".")


def _cell(value: object, base: str) -> str:
    if isinstance(value, ox.NamedNode):
        return shown(shortened(value.value, base))
    if isinstance(value, ox.Literal):
        return short(_rounded(value) or value.value, _LONGEST)
    return "" if value is None else shown(value)
