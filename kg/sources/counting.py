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
        self._found: dict[tuple[Kind, str], list[Leftover]] = {}
        self._more: Counter[tuple[Kind, str]] = Counter()
        self._before = Sum()

    def add(self, one: Leftover) -> None:
        """Count one."""
        key = one[:2]
        first = self._found.get(key)
        if first is None:
            self._found[key] = [one]
            if len(self._found) > NAMES:
                self._settle()
        elif len(first) < EXAMPLES:
            first.append(one)
        else:
            self._more[key] += 1

    def told(self) -> tuple[Leftovers, ...]:
        """What was counted, what is frequent first."""
        self._settle()
        return self._before.told()

    def _settle(self) -> None:
        self._before.add(map(self._leftovers, self._found))
        self._found, self._more = {}, Counter()

    def _leftovers(self, key: tuple[Kind, str]) -> Leftovers:
        (kind, name), first = key, self._found[key]
        examples = tuple(Example(self._path, one.line, shown(one.raw)) for one in first)
        return Leftovers(self._source, kind, shown(name), len(first) + self._more[key], examples)
