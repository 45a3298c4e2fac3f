"""The first gate: records are judged many at a time, and each as if it were alone.

Shapes are local: they see a node's own statements and the types of its neighbours, and a record brings both. So
records may share a graph as long as none of them says anything about a node that another one states differently, or
only mentions; records that do are judged in graphs of their own.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from msgspec import Struct

from kg.gate.engine import Engine
from kg.gate.result import VIOLATION, Result
from kg.gate.targets import Targets

Lines = tuple[str, ...]


class Verdict(Struct, frozen=True):
    """What was found about the nodes that a record describes: sorted results, focus nodes counted per shape IRI."""

    record: str
    results: tuple[Result, ...]
    focus_nodes: dict[str, int]

    @property
    def refused(self) -> bool:
        """True where there is a violation; warnings and infos are only counted."""
        return any(result.severity == VIOLATION for result in self.results)


def judge(
    records: Iterable[tuple[str, Sequence[tuple[str, Lines]]]], engine: Engine, targets: Targets
) -> list[Verdict]:
    """A verdict for each record, in the order given; the same however records are cut into chunks.

    A record is its name and its blocks: each a subject IRI and all its lines of canonical N-Triples without line
    feeds, and no subject twice. Raises ReelgraphError if a line is no N-Triples.
    """
    descriptions = [_describe(record, blocks) for record, blocks in records]
    graphs: list[_Graph] = []
    for description in descriptions:
        _place(description, graphs)
    found: dict[str, list[Result]] = {}
    for graph in graphs:
        by_node = graph.judge(engine)
        for description in graph.members:
            found[description.record] = [r for node in description.stated for r in by_node.get(node, ())]
    return [Verdict(d.record, tuple(sorted(found[d.record])), d.counts(targets)) for d in descriptions]


@dataclass(frozen=True, slots=True, eq=False)
class _Description:
    """A record's statements by subject (N-Triples syntax), and the nodes that it mentions but says nothing about."""

    record: str
    stated: Mapping[str, Lines]
    mentioned: frozenset[str]

    def counts(self, targets: Targets) -> dict[str, int]:
        found = targets.focus_nodes(line for lines in self.stated.values() for line in lines)
        owned = {shape: len(nodes & self.stated.keys()) for shape, nodes in found.items()}
        return {shape: count for shape, count in sorted(owned.items()) if count}


@dataclass(slots=True)
class _Graph:
    members: list[_Description] = field(default_factory=list)
    stated: dict[str, Lines] = field(default_factory=dict)
    mentioned: set[str] = field(default_factory=set)

    def takes(self, other: _Description) -> bool:
        return (
            self.mentioned.isdisjoint(other.stated)
            and other.mentioned.isdisjoint(self.stated)
            and all(self.stated.get(subject, lines) == lines for subject, lines in other.stated.items())
        )

    def add(self, other: _Description) -> None:
        self.members.append(other)
        self.stated.update(other.stated)
        self.mentioned.update(other.mentioned)

    def judge(self, engine: Engine) -> dict[str, list[Result]]:
        by_node: dict[str, list[Result]] = {}
        for result in engine.validate("".join(f"{line}\n" for lines in self.stated.values() for line in lines)):
            by_node.setdefault(result.focus_node, []).append(result)
        return by_node


def _describe(record: str, blocks: Sequence[tuple[str, Lines]]) -> _Description:
    stated = {f"<{subject}>": lines for subject, lines in blocks}
    objects = {line.split(" ", 2)[2][:-2] for lines in stated.values() for line in lines}
    return _Description(record, stated, frozenset(o for o in objects if o[0] == "<" and o not in stated))


def _place(description: _Description, graphs: list[_Graph]) -> None:
    graph = next((graph for graph in graphs if graph.takes(description)), None)
    if graph is None:
        graph = _Graph()
        graphs.append(graph)
    graph.add(description)
