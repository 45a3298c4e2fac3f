"""Pictures of the data, as SVG. All words and formatted numbers are the caller's.

There must be rows. Every picture is 360 pixels wide: it is read without scaling on a phone, and scaled up elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kg.site.charts.arrangement import Position, places
from kg.site.charts.svg import Datum, cut, draw

_LINE = 340
_NUMBER = 80
_NAME = 134


class Bar(NamedTuple):
    """A row of a chart: its `value`, and the `text` of the value as people read it."""

    label: str
    value: float
    text: str


class Tie(NamedTuple):
    """How often two worked together, one in the `left` role and one in the `right`; both are keys of names."""

    left: str
    right: str
    weight: int


def years(counts: Mapping[int, int], description: str) -> bytes:
    """How many films of each year there are; a year without films is a gap."""
    return draw("years", description, years=[{"year": year, "films": counts[year]} for year in sorted(counts)])


def ranking(bars: Sequence[Bar], description: str) -> bytes:
    """How many there are of each, in the order given."""
    return draw("bars", description, bars=_rows(bars), wholes=[])


def coverage(bars: Sequence[Bar], description: str) -> bytes:
    """Which share (0 to 1) of a whole each is, in the order given."""
    return draw("bars", description, bars=_rows(bars), wholes=[{"row": row, "value": 1} for row in range(len(bars))])


def career(roles: Mapping[str, Mapping[int, int]], description: str) -> bytes:
    """In how many films of each year somebody had each role, by what it is called."""
    films = [
        {"row": row, "year": year, "films": counts[year]}
        for row, counts in enumerate(roles.values())
        for year in sorted(counts)
    ]
    labels = [{"row": row, "label": cut(role, _LINE)} for row, role in enumerate(roles)]
    counted = {year for counts in roles.values() for year in counts}
    ends = [{"year": year} for year in sorted({min(counted), max(counted)})]
    return draw("career", description, roles=labels, ends=ends, years=films)


def network(ties: Sequence[Tie], names: Mapping[str, str], headings: tuple[str, str], description: str) -> bytes:
    """Who worked with whom, in two columns under their headings, whatever the order of the ties."""
    rows = places((tie.left, tie.right) for tie in ties)
    return draw(
        "network",
        description,
        headings=[{"side": side, "label": cut(heading, _NAME - 14)} for side, heading in enumerate(headings)],
        people=[{"side": side, "row": row, "label": cut(names[key], _NAME)} for (side, key), row in rows.items()],
        ties=[
            {"left": rows[Position(0, left)], "right": rows[Position(1, right)], "weight": weight}
            for left, right, weight in sorted(ties)
        ],
    )


def _rows(bars: Sequence[Bar]) -> list[Datum]:
    return [
        {"row": row, "value": value, "label": cut(label, _LINE - _NUMBER), "text": cut(text, _NUMBER)}
        for row, (label, value, text) in enumerate(bars)
    ]
