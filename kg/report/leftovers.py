"""What sources state and no record takes up, counted by name: bounded, however much it is."""

from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct

from kg.report.report import Table, place

Kind = Literal["column", "element", "label", "others", "property", "row", "sheet", "text", "thing"]
"""What the name is one of; `others` stands for all names beyond those that are kept."""

EXAMPLES = 3
"""So many examples are kept of each name."""

NAMES = 1000
"""So many names are kept of each source: of more, the first of the alphabet, in whatever order they come."""


class Example(Struct, frozen=True, order=True):
    """One of them: where it stands, and the beginning of what it says."""

    path: str
    line: int
    raw: str


class Leftovers(Struct, frozen=True):
    """What no record takes up of one name, in the files of a source: how often, and the first examples."""

    source: str
    kind: Kind
    name: str
    count: int
    examples: tuple[Example, ...] = ()


TOLD = 20
"""So many names of each source a report for people tells; JSON tells all that are kept."""


class Sum:
    """Adds up the leftovers of files and batches; it holds what it tells, and not much more."""

    def __init__(self) -> None:
        """Begin at nothing."""
        self._sources: dict[str, dict[tuple[Kind, str], Leftovers]] = {}

    def add(self, found: Iterable[Leftovers]) -> None:
        """Add those of a file or batch."""
        for one in found:
            known = self._sources.setdefault(one.source, {})
            _join(known, one)
            if len(known) > 2 * NAMES:
                self._sources[one.source] = _bounded(known)

    def told(self) -> tuple[Leftovers, ...]:
        """All so far, source by source, what is frequent first; in which order they were added does not show."""
        sources = (_bounded(known) for _, known in sorted(self._sources.items()))
        return tuple(one for known in sources for one in sorted(known.values(), key=_rank))


def left_over(found: Sequence[Leftovers], caption: str = "") -> Table:
    """The first names, with what stands there, as a table of a report."""
    rows = tuple(
        (one.count, one.kind, one.name, tuple(f"{place(e.path, e.line)}: '{e.raw}'" for e in one.examples))
        for one in found[:TOLD]
    )
    said = tuple(f"{one.count:>7}  {one.kind} {one.name}".rstrip() for one in found[:TOLD])
    return Table(("Times", "Kind", "Name", "For example"), rows, caption, said, more=len(found[TOLD:]))


def _join(known: dict[tuple[Kind, str], Leftovers], one: Leftovers) -> None:
    key = (one.kind, one.name)
    count, examples = (known[key].count, known[key].examples) if key in known else (0, ())
    first = tuple(sorted({*examples, *one.examples})[:EXAMPLES])
    known[key] = Leftovers(one.source, *key, count + one.count, first)


def _bounded(known: dict[tuple[Kind, str], Leftovers]) -> dict[tuple[Kind, str], Leftovers]:
    """The first names of the alphabet; the others are counted as one."""
    names = sorted(key for key in known if key[0] != "others")
    if len(names) <= NAMES:
        return known
    kept = {key: known[key] for key in names[:NAMES]}
    for key in known.keys() - kept.keys():
        _join(kept, Leftovers(known[key].source, "others", "", known[key].count, known[key].examples))
    return kept


def _rank(one: Leftovers) -> tuple[bool, int, str, str]:
    return one.kind == "others", -one.count, one.kind, one.name
