"""The first gate: records are judged many at a time, and each as if it were alone.

Shapes are local: they see a node's own statements and the types of its neighbours, and a record brings both. So
records may share a graph as long as none of them says anything about a node that another one states differently, or
only mentions; records that do are judged in graphs of their own.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from msgspec import Struct

from kg.gate.engine import Engine
from kg.gate.targets import Targets
from kg.model.ntriples import cut
from kg.model.prefixes import RG
from kg.report.result import VIOLATION, Result
from kg.system.errors import ReelgraphError

UNREADABLE = f"<{RG}UnreadableConstraintComponent>"

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
    feeds, and no subject twice.
    """
    descriptions = [_describe(record, blocks) for record, blocks in records]
    graphs: list[_Graph] = []
    for description in descriptions:
        _place(description, graphs)
    found = {description: results for graph in graphs for description, results in graph.judge(engine).items()}
    return [Verdict(d.record, tuple(sorted(found[d])), d.counts(targets)) for d in descriptions]


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
            and self.stated.keys().isdisjoint(other.mentioned)
            and all(self.stated.get(subject, lines) == lines for subject, lines in other.stated.items())
        )

    def add(self, other: _Description) -> None:
        self.members.append(other)
        self.stated.update(other.stated)
        self.mentioned.update(other.mentioned)

    def judge(self, engine: Engine) -> dict[_Description, list[Result]]:
        try:
            results = engine.validate("".join(f"{line}\n" for lines in self.stated.values() for line in lines))
        except ReelgraphError as error:
            return self._judge_apart(engine, error)
        by_node: dict[str, list[Result]] = {}
        for result in results:
            by_node.setdefault(result.focus_node, []).append(result)
        return {member: [r for node in member.stated for r in by_node.get(node, ())] for member in self.members}

    def _judge_apart(self, engine: Engine, error: ReelgraphError) -> dict[_Description, list[Result]]:
        """A record that no engine can read is refused, those beside it are not."""
        if len(self.members) == 1:
            return {self.members[0]: [Result(min(self.stated), "", "", UNREADABLE, VIOLATION, "", str(error))]}
        found: dict[_Description, list[Result]] = {}
        for member in self.members:
            alone = _Graph()
            alone.add(member)
            found |= alone.judge(engine)
        return found


def _describe(record: str, blocks: Sequence[tuple[str, Lines]]) -> _Description:
    stated = {f"<{subject}>": lines for subject, lines in blocks}
    objects = {cut(line)[2] for lines in stated.values() for line in lines}
    return _Description(record, stated, frozenset(o for o in objects if o[0] == "<" and o not in stated))


def _place(description: _Description, graphs: list[_Graph]) -> None:
    graph = next((graph for graph in graphs if graph.takes(description)), None)
    if graph is None:
        graph = _Graph()
        graphs.append(graph)
    graph.add(description)
