"""What the reader of one file has no place for, counted while it reads: memory does not grow with the file."""

from collections.abc import Iterator

from kg.report.leftovers import EXAMPLES, NAMES, Example, Kind, Leftovers, Sum
from kg.sources.fields import shown
from kg.sources.stated import Leftover


class Count:
    """Counts the leftovers of a file; `source` and `path` are what they are told with."""

    def __init__(self, source: str, path: str) -> None:
        """Begin at nothing."""
        self._source, self._path = source, path
        self._found: dict[tuple[Kind, str], list[Leftover]] = {}
        self._times: dict[tuple[Kind, str], int] = {}
        self._before = Sum()

    def add(self, one: Leftover) -> None:
        """Count one."""
        key = (one.kind, one.name)
        first = self._found.setdefault(key, [])
        if len(first) < EXAMPLES:
            first.append(one)
        self._times[key] = self._times.get(key, 0) + 1
        if len(self._found) > NAMES:
            self._before.add(self._now())
            self._found, self._times = {}, {}

    def told(self) -> tuple[Leftovers, ...]:
        """What was counted, what is frequent first."""
        self._before.add(self._now())
        self._found, self._times = {}, {}
        return self._before.told()

    def _now(self) -> Iterator[Leftovers]:
        for (kind, name), first in self._found.items():
            examples = (Example(self._path, one.line, shown(one.raw)) for one in first)
            yield Leftovers(self._source, kind, shown(name), self._times[kind, name], tuple(examples))
