"""What the reader of one file has no place for, counted while it reads: memory does not grow with the file."""

from kg.report.leftovers import EXAMPLES, NAMES, Example, Kind, Leftovers, Sum
from kg.sources.fields import shown
from kg.sources.stated import Leftover


class Count:
    """Counts the leftovers of a file; `source` and `path` are what they are told with."""

    def __init__(self, source: str, path: str) -> None:
        """Begin at nothing."""
        self._source, self._path = source, path
        self._found: dict[tuple[Kind, str], list[Leftover]] = {}
        self._more: dict[tuple[Kind, str], int] = {}
        self._before = Sum()

    def add(self, one: Leftover) -> None:
        """Count one."""
        key = (one.kind, one.name)
        if key in self._more:
            self._more[key] += 1
            return
        if key not in self._found and len(self._found) == NAMES:
            self._settle()
        first = self._found.setdefault(key, [])
        first.append(one)
        if len(first) == EXAMPLES:
            self._more[key] = 0

    def told(self) -> tuple[Leftovers, ...]:
        """What was counted, what is frequent first."""
        self._settle()
        return self._before.told()

    def _settle(self) -> None:
        for (kind, name), first in self._found.items():
            examples = tuple(Example(self._path, one.line, shown(one.raw)) for one in first)
            count = len(first) + self._more.get((kind, name), 0)
            self._before.add([Leftovers(self._source, kind, shown(name), count, examples)])
        self._found, self._more = {}, {}
