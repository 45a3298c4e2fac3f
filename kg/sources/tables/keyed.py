"""Which column of a table names its rows: one that no field takes, in which each row has something else."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from kg.sources.tables.headers import called, data

CHECK = "does each film keep it, whatever is added or sorted? Then it keeps its address"
SHOWINGS = "each row is a screening, so rows of one title are one film; are there two films of one title?"
COUNTED = "only counts the rows; if a film keeps its number when rows are added or sorted, remove the #"


def key_of(cells: Mapping[str, Sequence[Any]], taken: Collection[str]) -> str:
    """The first such column that is called after numbers or identifiers; "" where there is none."""
    names = set(data()["keys"]["headers"])
    likely = (name for name in cells if name not in taken and names.intersection(called(name)))
    return next((name for name in likely if _tells_apart(cells[name])), "")


def repeats(column: Sequence[Any]) -> bool:
    """Whether several rows have the same."""
    said = [str(cell).strip() for cell in column if cell not in (None, "")]
    return len(set(said)) < len(said)


def counts(column: Sequence[Any]) -> bool:
    """Whether a column only counts the rows."""
    return [str(cell).strip().rstrip(".") for cell in column] == [str(n) for n in range(1, len(column) + 1)]


def _tells_apart(column: Sequence[Any]) -> bool:
    said = [str(cell).strip() for cell in column if cell not in (None, "")]
    return len(set(said)) == len(column) > 1
