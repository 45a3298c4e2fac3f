"""Where people stand in two columns, so that few ties cross: groups one below the other, each ordered by barycentres.

K. Sugiyama, S. Tagawa, M. Toda: Methods for visual understanding of hierarchical system structures (1981).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

_SWEEPS = 8


class Position(NamedTuple):
    """Somebody in the left (0) or the right (1) column."""

    side: int
    key: str


Ties = dict[Position, list[Position]]


def places(pairs: Iterable[tuple[str, str]]) -> dict[Position, float]:
    """The row of everybody in the pairs of a left and a right one; the largest groups stand first."""
    ties: Ties = defaultdict(list)
    for left, right in sorted(set(pairs)):
        ties[Position(0, left)].append(Position(1, right))
        ties[Position(1, right)].append(Position(0, left))
    found: dict[Position, float] = {}
    top = 0
    for columns in sorted(_groups(ties), key=lambda columns: -sum(map(len, columns))):
        height = max(map(len, columns))
        found |= {place: top + at * height - 0.5 for place, at in _ordered(columns, ties).items()}
        top += height
    return found


def _groups(ties: Ties) -> list[tuple[list[Position], list[Position]]]:
    """The people who are tied to each other, directly or through others: left, right."""
    groups = {place: frozenset([place]) for place in ties}
    for place, others in ties.items():
        whole = groups[place].union(*(groups[other] for other in others))
        groups |= dict.fromkeys(whole, whole)
    members = map(sorted, dict.fromkeys(groups.values()))
    return [
        ([place for place in group if not place.side], [place for place in group if place.side]) for group in members
    ]


def _ordered(columns: tuple[list[Position], list[Position]], ties: Ties) -> dict[Position, float]:
    """How far down its group everybody stands (0 to 1); each column in turn goes by the means of the other's people."""
    at = {place: share for column in columns for place, share in _shares(column).items()}
    for sweep in range(_SWEEPS):
        means = {place: sum(at[other] for other in ties[place]) / len(ties[place]) for place in columns[1 - sweep % 2]}
        at |= _shares(sorted(means, key=lambda place: (means[place], at[place])))
    return at


def _shares(column: list[Position]) -> dict[Position, float]:
    return {place: (row + 0.5) / len(column) for row, place in enumerate(column)}
