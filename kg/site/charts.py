"""Pictures of the data. All words and formatted numbers are the caller's; so is what stands beside for those who
cannot see the picture.

Rows must not be empty (ValueError).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import altair as alt

from kg.site.charts_svg import ACCENT, INK, LINE, MUTED, TEXT, WIDTH, cut, svg

_FEWEST_YEARS = 12
_LABELS = 136
_NUMBERS = 44
_ROW = 24


class Bar(NamedTuple):
    """A row of a chart: its `value`, and the `text` of the value as people read it."""

    label: str
    value: float
    text: str


class Role(NamedTuple):
    """What somebody did: what it is called, and in how many films of each year."""

    label: str
    years: Mapping[int, int]


def years(counts: Mapping[int, int], description: str) -> bytes:
    """How many films of each year there are; a year without films is a gap."""
    bars = [_span(year) | {"films": count} for year, count in sorted(counts.items())]
    x = _years(counts, alt.Axis(format="d", tickMinStep=1, tickCount=6, **_AXIS))
    y = alt.Axis(format="d", tickMinStep=1, tickCount=4, grid=True, gridColor=LINE, domain=False, **_AXIS)
    drawn = _chart(bars).mark_bar(color=ACCENT).encode(x=x, x2="to", y=alt.Y("films:Q", axis=y))
    return svg(alt.layer(drawn), description, 160, left=40, right=14, below=24)


def ranking(bars: Sequence[Bar], description: str) -> bytes:
    """How many there are of each, in the order given."""
    return _bars(bars, max(bar.value for bar in bars), description)


def coverage(bars: Sequence[Bar], description: str) -> bytes:
    """Which share (0 to 1) of a whole each is, in the order given."""
    return _bars(bars, 1, description)


def career(roles: Sequence[Role], description: str) -> bytes:
    """In how many films of each year somebody had each role."""
    most = max(count for role in roles for count in role.years.values())
    first, last = (end(year for role in roles for year in role.years) for end in (min, max))
    bars = [
        _span(year) | {"foot": row, "head": row - 0.75 * count / most}
        for row, role in enumerate(roles, 1)
        for year, count in sorted(role.years.items())
    ]
    rows = _chart([{"label": cut(role.label, _LABELS - 12), "foot": row} for row, role in enumerate(roles, 1)])
    y = alt.Y("foot:Q", scale=alt.Scale(domain=[len(roles), 0], nice=False), axis=None)
    x = _years((first, last), alt.Axis(format="d", values=sorted({first, last}), **_AXIS))
    drawn = alt.layer(
        rows.mark_rule(color=LINE).encode(y=y),
        rows.mark_text(color=INK, align="right", baseline="bottom", fontSize=TEXT).encode(
            x=alt.value(-12), y=y, text="label:N"
        ),
        _chart(bars).mark_bar(color=ACCENT).encode(x=x, x2="to", y=y, y2="head"),
    )
    return svg(drawn, description, 28 * len(roles), left=_LABELS, right=22, below=24)


_AXIS: dict[str, Any] = {"title": None, "labelColor": MUTED, "labelFontSize": TEXT, "domainColor": LINE, "ticks": False}


def _bars(bars: Sequence[Bar], whole: float, description: str) -> bytes:
    rows = [
        {"row": row, "label": cut(bar.label, _LABELS - 8), "value": bar.value, "text": bar.text}
        for row, bar in enumerate(bars)
    ]
    chart = _chart(rows).encode(y=alt.Y("row:O", axis=None))
    x = alt.X("value:Q", scale=alt.Scale(domain=[0, whole]), axis=None)
    drawn = alt.layer(
        chart.mark_text(color=INK, align="right", fontSize=TEXT).encode(x=alt.value(-8), text="label:N"),
        chart.mark_bar(color=ACCENT, height=14).encode(x=x),
        chart.mark_text(color=MUTED, align="left", dx=6, fontSize=TEXT).encode(x=x, text="text:N"),
    )
    return svg(drawn, description, _ROW * len(bars), left=_LABELS, right=_NUMBERS)


def _chart(rows: list[dict[str, Any]]) -> alt.Chart:
    return alt.Chart(alt.InlineData(values=rows))


def _span(year: int) -> dict[str, float]:
    """Where the bar of a year begins and ends: years stand apart a little."""
    return {"from": year - 0.42, "to": year + 0.42}


def _years(counted: Iterable[int], axis: alt.Axis) -> alt.X:
    """Consecutive years; around a few of them is room, so that a bar stays a bar."""
    first, last = min(counted), max(counted)
    room = max(0.5, (_FEWEST_YEARS - (last - first)) / 2)
    return alt.X("from:Q", scale=alt.Scale(domain=[first - room, last + room], nice=False), axis=axis)
