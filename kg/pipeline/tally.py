"""What a build did: counted while it runs, told in one line at the end, and in full in the release's report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import Any

from kg.graph.batches import Mapped
from kg.graph.merge import Difference
from kg.model.ntriples import plain
from kg.model.record import Fault
from kg.model.shapes import Graph
from kg.pipeline.complete import Complete, Row
from kg.pipeline.outcome import ALL, DISAGREE, WHO_IS_WHO, Outcome
from kg.pipeline.reading import complaint
from kg.rdf.statements import term
from kg.report import words
from kg.report.account import account
from kg.report.findings import Finding, Group, Summary, grouped, merged
from kg.report.leftovers import Sum
from kg.report.report import many, place
from kg.report.result import VIOLATION, Result
from kg.report.validation import REPORTS
from kg.system.errors import ReelgraphError
from kg.system.terminal import shown

_FAULTS_TOLD = 200
_COMPLAINTS_TOLD = 20
_LONGEST = 500
_NAMES = {"text": "report.txt", "json": "report.json", "turtle": "report.ttl", "html": "report.html"}


class Tally:
    """Counts what the stages of one build report; it holds examples, never everything."""

    def __init__(self, work: Path, shapes: Graph) -> None:
        """Begin at nothing; `work` is a folder to keep all in, `shapes` have the words for what breaks a rule."""
        self._shapes = shapes
        self._all = Complete(work / "faults.sqlite")
        self.described: Counter[str] = Counter()
        self.refused = 0
        self.focus_nodes: Counter[str] = Counter()
        self.published: dict[str, int] = {}
        self._groups: tuple[Group, ...] = ()
        self._unread: list[Fault] = []
        self._faults: list[Fault] = []
        self._leftovers = Sum()
        self._told: Counter[bool] = Counter()
        self.joined = (0, 0)
        self.asked = (0, 0)
        self._doubts: Counter[str] = Counter()
        self._differing = 0
        self._doubtful: tuple[str, ...] = ()
        self._lost = 0
        self.losses: list[str] = []
        self._damaged = 0
        self._damages: list[str] = []

    def map(self, mapped: Mapped) -> None:
        """Count what describing and gating a batch gave."""
        self.described.update(mapped.described)
        self.refused += mapped.refused
        self.focus_nodes.update(mapped.focus_nodes)
        self._groups = merged((*self._groups, *mapped.groups))
        self._leftovers.add(mapped.leftovers)
        self._all.add(self._broken(mapped.violations))
        self._all.add(
            ("not understood" if f.field else "cannot be read", f.path, f.line, film, f.field, f.raw, f.reason)
            for film, f in mapped.faults
        )
        for _, fault in mapped.faults:
            self._told[bool(fault.field)] += 1
            (self._faults if fault.field else self._unread).append(fault)
        self._faults, self._unread = _first(self._faults), _first(self._unread)

    def doubt(self, doubts: Iterator[tuple[str, str]]) -> None:
        """Count who is in doubt, by kind; the reports have the first."""
        first = tuple(islice(doubts, _FAULTS_TOLD))
        self._doubtful, self._doubts = tuple(shown(doubt, _LONGEST) for _, doubt in first), Counter()
        for kind, doubt in chain(first, doubts):
            self._doubts[kind] += 1
            self._all.add([(WHO_IS_WHO, "", 0, "", kind, "", doubt)])

    def agree(self) -> None:
        """Begin again to count where sources disagree."""
        self._differing = 0
        self._all.forget(DISAGREE)

    def differ(self, differences: Iterable[tuple[str, int, Difference]]) -> None:
        """Count what is stated otherwise than it is published, each with its file and line."""
        for path, line, one in differences:
            self._differing += 1
            stated, published = (plain(term(value)) for value in (one.stated, one.published))
            called = plain(term(one.called)) if one.called else ""
            self._all.add([(DISAGREE, path, line, called, one.field, stated, f"published is {published}")])

    def lose(self, addresses: Iterable[str]) -> None:
        """Count addresses that are gone; the first are kept. They stand in no report, which the next build repeats."""
        for address in addresses:
            self.losses += [address] if self._lost < _COMPLAINTS_TOLD else []
            self._lost += 1

    def damage(self, complaint: str) -> None:
        """Count what cannot be used of the release before; the first complaints are kept."""
        self._damages += [complaint] if self._damaged < _COMPLAINTS_TOLD else []
        self._damaged += 1

    @contextmanager
    def damaging(self, so: str) -> Iterator[None]:
        """What cannot be read of the release before in this block is counted with what follows, and ends the block."""
        try:
            yield
        except ReelgraphError as error:
            self.damage(f"{error}; {so}")

    def refuse(self, against: Iterable[tuple[str, int, tuple[Result, ...]]]) -> None:
        """Count the records that the second gate refused: file, line and the results against each."""
        found = list(against)
        self.refused += len(found)
        findings = [Finding(r.focus_node.strip("<>"), path, line, r) for path, line, rs in found for r in rs]
        self._groups = merged((*self._groups, *grouped(findings)))
        self._all.add(self._broken(finding for finding in findings if finding.result.severity == VIOLATION))

    def summary(self) -> Summary:
        """The findings and faults, for reports."""
        return Summary(
            groups=self._groups,
            focus_nodes=dict(sorted(self.focus_nodes.items())),
            notes=tuple(self._notes()),
            faults=(*self._unread, *self._faults),
            more_faults=self._told.total() - len(self._unread) - len(self._faults),
            leftovers=self._leftovers.told(),
        )

    def _notes(self) -> Iterator[str]:
        if self._told[True]:
            yield f"values not understood: {self._told[True]}"
        if self._differing:
            yield f"{DISAGREE}: {many(self._differing, 'value')}, another of which is published"
        if self.refused or self._told or self._doubts or self._differing:
            yield f"everything left out, not understood or uncertain: {ALL}"
        if self._doubts:
            yield f"{WHO_IS_WHO}: {self._doubts.total()}"
            yield from self._doubtful

    def write(self, folder: Path) -> None:
        """Write the report in each format that has a name, and all that it has the first of."""
        folder.mkdir()
        for form, name in _NAMES.items():
            (folder / name).write_text(REPORTS[form](self.summary(), self._shapes), "utf-8", newline="\n")
        self._all.write(folder / ALL)

    def counts(self) -> dict[str, Any]:
        """What the manifest says of how many there are."""
        return self._counts() | {"documents": self.published, "focusNodes": self.summary().focus_nodes}

    def _counts(self) -> dict[str, Any]:
        return {
            "records": self.described.total(),
            "refused": self.refused,
            "unread": self._told[False],
            "faults": self._told[True],
        }

    def emptiness(self) -> str:
        """Why there is nothing to publish, in one line: the first complaint, and how many there are."""
        first = next(self._complaints(), "the sources have no records")
        more = self.refused + self._told[False] - 1
        return f"nothing can be published: {first}" + (f" (and {more} more)" if more > 0 else "")

    def outcome(self, release: str) -> Outcome:
        """The end of the build, with its first complaints in words."""
        return Outcome(
            release=release,
            **self._counts(),
            warnings=sum(group.count for group in self._groups if "Warning" in group.severity),
            published=self.published,
            complaints=tuple(islice(self._complaints(), _COMPLAINTS_TOLD)),
            joined=self.joined,
            asked=self.asked,
            differing=self._differing,
            doubts=self._doubts.total(),
            kinds=dict(self._doubts),
            doubtful=self._doubtful[:_COMPLAINTS_TOLD],
            lost=self._lost,
            losses=tuple(self.losses),
            damaged=self._damaged,
            damages=tuple(self._damages),
        )

    def _complaints(self) -> Iterator[str]:
        """What is no record, then what breaks a rule, each with its place."""
        yield from map(complaint, self._unread)
        for rule in account(self.summary(), self._shapes).rules:
            for example in rule.examples if rule.severity == "violation" else ():
                parts = (place(example.path, example.line), example.film, words.about(rule.field, rule.rule))
                yield ": ".join(filter(None, parts))

    def _broken(self, violations: Iterable[Finding]) -> Iterator[Row]:
        """What breaks a rule, in the words of the reports."""
        found = Summary(grouped(violations, examples=10**9), {})
        for rule in account(found, self._shapes).rules:
            for one in rule.examples:
                yield "violates a rule", one.path, one.line, one.film, rule.field, one.value, rule.rule


def _first(faults: list[Fault]) -> list[Fault]:
    return sorted(faults, key=lambda fault: (fault.path, fault.line, fault.field, fault.raw))[:_FAULTS_TOLD]
