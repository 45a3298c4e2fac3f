"""What the reader of one file has no place for, counted while it reads: memory does not grow with the file."""

from collections import Counter
from collections.abc import Iterator, Mapping

from kg.report.leftovers import EXAMPLES, NAMES, Example, Kind, Leftovers, Sum
from kg.sources.fields import shown
from kg.sources.stated import Leftover


class Often:
    """What record after record says: of each name the first are given at once, and at the end the number of the others.

    So each of the others costs little.
    """

    def __init__(self, kind: Kind, inside: str = "") -> None:
        """Begin at nothing; `inside` is the name of that whose members these are."""
        self._kind, self._inside = kind, inside
        self._times: dict[str, int] = {}
        self._first: dict[str, Leftover] = {}

    def of(self, said: Mapping[str, object], line: int) -> Iterator[Leftover]:
        """Count each of these; gives those that do not wait. Beyond as many names as are told, nothing waits."""
        for name, raw in said.items():
            if raw is None or raw == "":
                continue
            times = self._times.get(name, 0)
            if times < EXAMPLES:
                one = Leftover(self._kind, ".".join(filter(None, (self._inside, name))), raw, line)
                yield one
                if len(self._first) >= NAMES and name not in self._first:
                    continue
                self._first.setdefault(name, one)
            self._times[name] = times + 1

    def rest(self) -> Iterator[Leftover]:
        """Those that wait."""
        for name, one in self._first.items():
            if self._times[name] > EXAMPLES:
                yield one._replace(times=self._times[name] - EXAMPLES)


class Count:
    """Counts the leftovers of a file; `source` and `path` are what they are told with."""

    def __init__(self, source: str, path: str) -> None:
        """Begin at nothing."""
        self._source, self._path = source, path
        self._first: dict[tuple[Kind, str], list[Leftover]] = {}
        self._times: Counter[tuple[Kind, str]] = Counter()
        self._before = Sum()

    def add(self, one: Leftover) -> None:
        """Count one."""
        key = one[:2]
        self._times[key] += one.times
        first = self._first.setdefault(key, [])
        if len(first) < EXAMPLES:
            first.append(one)
        if len(self._first) > NAMES:
            self._settle()

    def told(self) -> tuple[Leftovers, ...]:
        """What was counted, what is frequent first."""
        self._settle()
        return self._before.told()

    def _settle(self) -> None:
        for (kind, name), first in self._first.items():
            examples = tuple(Example(self._path, one.line, shown(one.raw)) for one in first)
            self._before.add([Leftovers(self._source, kind, shown(name), self._times[kind, name], examples)])
        self._first, self._times = {}, Counter()
