"""Pictures of the data, as SVG. All words and formatted numbers are the caller's.

There must be rows. Every picture is 360 pixels wide: it is read without scaling on a phone, and scaled up elsewhere.
What is measured here, a template of `templates/charts/` shows. The `title` of a picture is the description that the
caller gives, its `desc` has the data.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil, sqrt
from typing import NamedTuple

from kg.site.charts.arrangement import Position, places
from kg.site.charts.layout import Years, length, ticks
from kg.site.render import picture

_BAR = 360
_PLOT = (290, 160)
_STRIP = (328, 22)
_ROW = 22
_TIE = (1.5, 6.0)


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
    width, height = _PLOT
    numbers = ticks(max(1, *counts.values()))
    lines = [(number, length(number, numbers[-1], height)) for number in numbers]
    bars = _up(counts, numbers[-1], height)
    return picture(
        "years", description=description, axis=Years(min(counts), max(counts), width), lines=lines, bars=bars
    )


def ranking(bars: Sequence[Bar], description: str) -> bytes:
    """How many there are of each, in the order given."""
    return _bars(bars, max(bar.value for bar in bars), description, whole=0)


def coverage(bars: Sequence[Bar], description: str) -> bytes:
    """Which share (0 to 1) of a whole each is, in the order given."""
    return _bars(bars, 1, description, whole=_BAR)


def career(roles: Mapping[str, Mapping[int, int]], description: str) -> bytes:
    """In how many films of each year somebody had each role, by what it is called."""
    width, height = _STRIP
    years = {year for counts in roles.values() for year in counts}
    most = max(films for counts in roles.values() for films in counts.values())
    strips = [(role, _up(counts, most, height)) for role, counts in roles.items()]
    return picture("career", description=description, axis=Years(min(years), max(years), width), strips=strips)


def network(ties: Sequence[Tie], names: Mapping[str, str], headings: tuple[str, str], description: str) -> bytes:
    """Who worked with whom, in two columns under their headings, whatever the order of the ties."""
    rows = places((tie.left, tie.right) for tie in ties)
    down = {place: round(_ROW * (row + 0.5), 1) for place, row in rows.items()}
    most = max(4, *(tie.weight for tie in ties))
    lines = [
        (tie, down[Position(0, tie.left)], down[Position(1, tie.right)], _thickness(tie.weight, most))
        for tie in sorted(ties)
    ]
    people = [[(names[place.key], at) for place, at in down.items() if place.side == side] for side in (0, 1)]
    shown = {"lines": lines, "names": names, "columns": list(zip(headings, people, strict=True))}
    return picture("network", description=description, tall=ceil(max(down.values())), **shown)


def _bars(bars: Sequence[Bar], most: float, description: str, *, whole: int) -> bytes:
    rows = [(bar, length(bar.value, most, _BAR)) for bar in bars]
    return picture("bars", description=description, bars=rows, whole=whole)


def _up(counts: Mapping[int, int], most: int, height: int) -> list[tuple[int, int, float]]:
    """Each year, its number of films, and how high its bar is."""
    return [(year, films, length(films, most, height)) for year, films in sorted(counts.items())]


def _thickness(weight: int, most: int) -> float:
    thin, thick = _TIE
    return round(thin + (thick - thin) * (sqrt(weight) - 1) / (sqrt(most) - 1), 1)
