"""Where people stand in two columns, so that few ties cross: groups one below the other, each ordered by barycentres.

K. Sugiyama, S. Tagawa, M. Toda: Methods for visual understanding of hierarchical system structures (1981).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

_SWEEPS = 8


class Place(NamedTuple):
    """Somebody in the left (0) or the right (1) column."""

    side: int
    key: str


Ties = dict[Place, list[Place]]


def places(pairs: Iterable[tuple[str, str]]) -> dict[Place, float]:
    """The row of everybody in the pairs of a left and a right one; the largest groups stand first."""
    ties: Ties = defaultdict(list)
    for left, right in sorted(set(pairs)):
        ties[Place(0, left)].append(Place(1, right))
        ties[Place(1, right)].append(Place(0, left))
    found: dict[Place, float] = {}
    top = 0
    for columns in sorted(_groups(ties), key=lambda columns: -sum(map(len, columns))):
        height = max(map(len, columns))
        found |= {place: top + at * height - 0.5 for place, at in _ordered(columns, ties).items()}
        top += height
    return found


def _groups(ties: Ties) -> list[tuple[list[Place], list[Place]]]:
    """The people who are tied to each other, directly or through others: left, right."""
    groups, seen = [], set[Place]()
    for first in ties:
        group, ahead = set[Place](), {first} - seen
        while ahead:
            group |= ahead
            ahead = {other for place in ahead for other in ties[place]} - group
        seen |= group
        if group:
            members = sorted(group)
            groups.append(([place for place in members if not place.side], [place for place in members if place.side]))
    return groups


def _ordered(columns: tuple[list[Place], list[Place]], ties: Ties) -> dict[Place, float]:
    """How far down its group everybody stands (0 to 1); each column in turn goes by the means of the other's people."""
    at = {place: share for column in columns for place, share in _shares(column).items()}
    for sweep in range(_SWEEPS):
        means = {place: sum(at[other] for other in ties[place]) / len(ties[place]) for place in columns[1 - sweep % 2]}
        at |= _shares(sorted(means, key=lambda place: (means[place], at[place])))
    return at


def _shares(column: list[Place]) -> dict[Place, float]:
    return {place: (row + 0.5) / len(column) for row, place in enumerate(column)}
