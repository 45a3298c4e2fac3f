"""What the reader of one file has no place for, counted while it reads: memory does not grow with the file."""

from collections import Counter

from kg.report.leftovers import EXAMPLES, NAMES, Example, Kind, Leftovers, Sum
from kg.sources.fields import shown
from kg.sources.stated import Leftover


class Count:
    """Counts the leftovers of a file; `source` and `path` are what they are told with."""

    def __init__(self, source: str, path: str) -> None:
        """Begin at nothing."""
        self._source, self._path = source, path
        self._often = Counter[tuple[Kind, str]]()
        self._first: dict[tuple[Kind, str], list[Leftover]] = {}
        self._before = Sum()

    def add(self, one: Leftover) -> None:
        """Count one."""
        key = (one.kind, one.name)
        if key not in self._often and len(self._often) == NAMES:
            self._settle()
        self._often[key] += 1
        if self._often[key] <= EXAMPLES:
            self._first.setdefault(key, []).append(one)

    def told(self) -> tuple[Leftovers, ...]:
        """What was counted, what is frequent first."""
        self._settle()
        return self._before.told()

    def _settle(self) -> None:
        for (kind, name), first in self._first.items():
            examples = tuple(Example(self._path, one.line, shown(one.raw)) for one in first)
            self._before.add([Leftovers(self._source, kind, shown(name), self._often[kind, name], examples)])
        self._often.clear()
        self._first.clear()
