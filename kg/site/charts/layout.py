"""How long a bar is, where a year stands, and what an axis says. Lengths are pixels of a picture that is 360 wide."""

from __future__ import annotations

from typing import NamedTuple

_SEEN = 1.5
_STEPS = 6
_APART = 39
_FEW = 12


def length(value: float, most: float, room: float) -> float:
    """How long a bar is, where `most` fills the room: nothing has none, and what is there can be seen."""
    return round(max(_SEEN, room * value / most), 1) if value else 0


def ticks(most: int) -> range:
    """Round numbers at the same distances, from 0 to at least `most`, which is positive."""
    step = _step(most / _STEPS)
    return range(0, most + step, step)


class Years(NamedTuple):
    """Years on a line, from left to right; around few of them is room, so that a bar stays a bar."""

    first: int
    last: int
    room: int

    @property
    def bar(self) -> float:
        """How wide the bar of a year is."""
        return round(max(1, 0.84 * self._year), 1)

    def left(self, year: int) -> float:
        """Where the bar of a year begins."""
        return round(self._middle(year) - self.bar / 2, 1)

    def labels(self) -> list[tuple[int, float]]:
        """Years that stand below the line without touching, and their middles: round years, of a few from the first."""
        step = _step(_APART / self._year)
        few = self.last - self.first < 3 * step
        shown = range(self.first if few else -(-self.first // step) * step, self.last + 1, step)
        return [(year, round(self._middle(year), 1)) for year in shown]

    def _middle(self, year: int) -> float:
        return self.room / 2 + (year - (self.first + self.last) / 2) * self._year

    @property
    def _span(self) -> int:
        return max(_FEW, self.last - self.first + 1)

    @property
    def _year(self) -> float:
        return self.room / self._span


def _step(least: float) -> int:
    """The first of 1, 2, 5, 10, 20, 50, ... that is no less."""
    unit = 1
    while 5 * unit < least:
        unit *= 10
    return next(step for step in (unit, 2 * unit, 5 * unit) if step >= least)
