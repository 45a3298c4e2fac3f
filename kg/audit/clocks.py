"""Times of the clock as pages write them: `20:15`, `20.15`, `20h15`, `8:15 pm`, `20 Uhr`."""

from __future__ import annotations

import re
from datetime import datetime

_CLOCK = re.compile(
    r"(?<![\d.,:])([01]?\d|2[0-4])(?: ?[:.h時点시] ?| h | uhr )([0-5]\d)(?!\d)(?::[0-5]\d(?!\d))?(?: ?([ap])\.? ?m\b)?"
)
_HOUR = re.compile(
    r"(?<![\d.,:])([01]?\d|2[0-4]) ?(?:(?:h|u|uhr|uur|heures?|hod|ore|horas?|時|点|시)(?![^\W_])|([ap])\.? ?m\b)"
)

_DAY = 24

Clock = tuple[int, int]
"""Hour and minute."""


def shown(text: str) -> frozenset[Clock]:
    """The times of the clock that a folded text names."""
    found = [(int(hour), int(minute), half) for hour, minute, half in _CLOCK.findall(text)]
    found += [(int(hour), 0, half) for hour, half in _HOUR.findall(text)]
    return frozenset((_hour(hour, half), minute) for hour, minute, half in found)


def meant(text: str) -> set[Clock] | None:
    """The times that show a point in time (ISO 8601); None where it says no time, or that of a mere day.

    Where it is written in UTC, the minute of any hour shows it: pages write the time of their place.
    """
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if "T" not in text or (moment.hour, moment.minute) == (0, 0):
        return None
    is_there = moment.tzinfo is None or moment.utcoffset()
    hours = {moment.hour} if is_there else range(_DAY)
    return {(hour, moment.minute) for hour in hours}


def _hour(hour: int, half: str) -> int:
    return hour % 12 + (12 if half == "p" else 0) if half else hour % _DAY
