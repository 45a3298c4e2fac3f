"""A report as a plain value: what it says, before it has a form. What others wrote stands in it as they wrote it."""

from __future__ import annotations

from msgspec import Struct

Cell = str | int | float | tuple[str, ...]
"""A text, a count, a share (from 0.0 to 1.0, which is drawn as a bar), or several texts."""


class Table(Struct, frozen=True):
    """Rows with a cell for each of the `heads`, of one type a column; `more` rows are left out.

    `said` are the rows in words, where plain text has no room for columns.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""
    said: tuple[str, ...] = ()
    more: int = 0


class Part(Struct, frozen=True):
    """What is said about one thing."""

    heading: str
    lines: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()


class Report(Struct, frozen=True):
    """All of it; `lines` is what it comes to."""

    title: str
    lines: tuple[str, ...]
    parts: tuple[Part, ...]


def many(count: int, one: str, several: str = "") -> str:
    """A count of things: `1 page`, `2 pages`; `several` is said where an `s` behind it is not enough."""
    return f"{count} {one if count == 1 else several or f'{one}s'}"


def place(path: str, line: int = 0) -> str:
    """`path:line`, or the path alone where the line is not known."""
    return f"{path}:{line}" if line else path
