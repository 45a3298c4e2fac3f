"""Results with their films and places, grouped by rule: bounded, however many there are."""

from collections import Counter
from collections.abc import Iterable
from heapq import nsmallest

from msgspec import Struct

from kg.model.record import Fault
from kg.report.leftovers import Leftovers
from kg.report.result import INFO, VIOLATION, WARNING, Result

_SEVERITIES = (VIOLATION, WARNING, INFO)


class Finding(Struct, frozen=True, order=True):
    """A result about `film` (a title or an IRI), and the file and line that said so as far as they are known."""

    film: str
    path: str
    line: int
    result: Result


class Becomes(Struct, frozen=True, order=True):
    """A result of a search engine that a thing of a page can become, what the thing is called, where it stands, and
    what it lacks for the result, in words.
    """

    result: str
    name: str
    path: str
    line: int
    lacks: tuple[str, ...]


class Group(Struct, frozen=True):
    """What one constraint of one shape found: how often, and the first few findings in their own order."""

    severity: str
    source_shape: str
    component: str
    count: int
    examples: tuple[Finding, ...]


class Summary(Struct, frozen=True):
    """What a report tells: groups, focus nodes counted per shape IRI, what was changed, what could not be read.

    `more_faults` are left out of `faults`. `leftovers`: what the sources state and no record takes up. `becomes`: the
    results of a search engine that things can become, of which `more_becomes` are left out.
    """

    groups: tuple[Group, ...]
    focus_nodes: dict[str, int]
    notes: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    more_faults: int = 0
    leftovers: tuple[Leftovers, ...] = ()
    becomes: tuple[Becomes, ...] = ()
    more_becomes: int = 0

    def count(self, severity: str) -> int:
        """How many results have this severity."""
        return sum(group.count for group in self.groups if group.severity == severity)


def grouped(findings: Iterable[Finding], examples: int = 10) -> tuple[Group, ...]:
    """Findings by rule, violations first and what is frequent before what is rare."""
    single = ((finding.result, finding) for finding in findings)
    return merged((Group(r.severity, r.source_shape, r.component, 1, (finding,)) for r, finding in single), examples)


def merged(groups: Iterable[Group], examples: int = 10) -> tuple[Group, ...]:
    """The groups of several batches as one; the order of the batches does not show."""
    counts: Counter[tuple[str, str, str]] = Counter()
    kept: dict[tuple[str, str, str], list[Finding]] = {}
    for group in groups:
        key = (group.severity, group.source_shape, group.component)
        counts[key] += group.count
        sample = kept.setdefault(key, [])
        sample += group.examples
        if len(sample) > 100 + 2 * examples:
            kept[key] = nsmallest(examples, sample)
    found = [Group(*key, count, tuple(nsmallest(examples, kept[key]))) for key, count in counts.items()]
    return tuple(sorted(found, key=_rank))


def _rank(group: Group) -> tuple[int, int, str, str]:
    severity = _SEVERITIES.index(group.severity) if group.severity in _SEVERITIES else len(_SEVERITIES)
    return severity, -group.count, group.source_shape, group.component
