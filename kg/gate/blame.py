"""Where shapes are at fault that an engine refuses: it says why, and not which statement of which file is the cause."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from kg.model.prefixes import RDF, SH
from kg.model.shacl import CONSTRAINTS, TARGETS
from kg.model.shapes import Graph
from kg.rdf.shapes import Written, concluded
from kg.system.errors import ReelgraphError

_PROPERTY = SH + "property"
_DISPENSABLE = {_PROPERTY, *(SH + constraint for constraint in CONSTRAINTS)}
"""Without one of these a shape is still one, and so is each that it belongs to."""

_PATHS = {SH + "path"}
_ORDER = (RDF + "type", *sorted(SH + target for target in TARGETS), _PROPERTY, SH + "path")


def cause(shapes: Written, why: str, use: Callable[[Graph], object]) -> int:
    """The number of the statement for which `use` refuses the shapes with the reason `why`.

    First the description is found, as that without whose constraints, property shapes or paths nothing is refused; then
    the statement within it. Where no single one is to blame, it is the first of the description.
    """
    stated, trial = shapes.statements, _Trial(shapes.statements, why, use)
    kept, parts = frozenset(range(len(stated))), list[int]()
    for some in (_DISPENSABLE, _PATHS, {statement.predicate.value for statement in stated}):
        parts = trial.ranked(number for number in kept if stated[number].predicate.value in some)
        kept = kept.difference(parts)
        if not trial.refuses(kept):
            break
    needed = trial.needed(parts, kept)
    own = trial.ranked(_description(shapes, needed[-1]))
    others = kept.union(needed).difference(own)
    found = trial.needed(own, others)[-1]
    return min(own) if trial.refuses(others.union(own) - {found}) else found


@dataclass(frozen=True)
class _Trial:
    """Parts of shapes, by the numbers of their statements, and what an engine says of them."""

    stated: Sequence[ox.Triple]
    why: str
    use: Callable[[Graph], object]

    def refuses(self, kept: Iterable[int]) -> bool:
        """Whether these alone are refused for the reason that is looked into."""
        try:
            self.use(concluded([self.stated[number] for number in sorted(kept)]))
        except ReelgraphError as error:
            return str(error) == self.why
        return False

    def needed(self, parts: Sequence[int], others: frozenset[int]) -> Sequence[int]:
        """As many of the parts as it takes, from the first on, beside the others."""
        counts = range(1, len(parts))
        return parts[: 1 + bisect_left(counts, True, key=lambda count: self.refuses(others.union(parts[:count])))]

    def ranked(self, numbers: Iterable[int]) -> list[int]:
        """What makes something a shape, then what leads to other parts, then the rest: none is looked at before.

        What leads to blank nodes is taken backwards: in Turtle their own descriptions come before it.
        """
        return sorted(numbers, key=self._rank)

    def _rank(self, number: int) -> tuple[int, int]:
        _, predicate, value = self.stated[number]
        if predicate.value in _ORDER:
            return _ORDER.index(predicate.value), number
        return (len(_ORDER), -number) if isinstance(value, ox.BlankNode) else (len(_ORDER) + 1, number)


def _description(shapes: Written, number: int) -> range:
    """The statements about a thing and the blank nodes that are its parts; of sh:property, what that leads to."""
    stated, starts = shapes.statements, list(_starts(shapes))
    if stated[number].predicate.value == _PROPERTY:
        about = (n for n in reversed(range(len(stated))) if stated[n].subject == stated[number].object)
        number = next(about, number)
    found = bisect_right(starts, number)
    return range(starts[found - 1], [*starts, len(stated)][found])


def _starts(shapes: Written) -> Iterator[int]:
    """Where the statements about each thing begin."""
    of = None
    for number, statement in enumerate(shapes.statements):
        named = isinstance(statement.subject, ox.NamedNode) and statement.subject != of
        if number == 0 or named or number in shapes.starts:
            yield number
        of = statement.subject if isinstance(statement.subject, ox.NamedNode) else of
