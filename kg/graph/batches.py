"""The left half of the way, a map: sources are read into batches of records, batches are described and gated.

Every function leaves its results in files of its own and can be called in any process, in any order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
import pyoxigraph as ox

from kg import sources
from kg.gate.chunks import Verdict, judge
from kg.gate.engine import Engine
from kg.gate.targets import Targets
from kg.graph import evidence
from kg.graph.describe import Block, Describer, blocks, unsaid
from kg.graph.identity.mention import Mention, identifier, mentions
from kg.graph.identity.said import Said, said
from kg.graph.origins import Origin, origin, unique
from kg.graph.sort import LAST, PROVENANCE, Spill, Spilled, rank
from kg.model import iris
from kg.model.extended import extended
from kg.model.prefixes import SCHEMA
from kg.model.profile import profile
from kg.model.record import Fault, Record
from kg.report.findings import Finding, Group, grouped
from kg.report.leftovers import Leftovers
from kg.report.result import VIOLATION
from kg.sources.config import SourceConfig
from kg.system import resources

BATCH = 500

_SAME_KEY = (
    "other records of this source have the same key; "
    "they are one {kind} if an identifier, or title, year and people, say so; "
    "the query disagreements lists where they differ"
)


class Mentioned(msgspec.Struct, frozen=True):
    """What the records of a batch mention and say, and where they stand; read from its file without the rest."""

    precedence: int
    mentions: tuple[Mention, ...]
    said: tuple[Said, ...]
    origins: tuple[Origin, ...]


class Batch(Mentioned, frozen=True):
    """Records as they were read, the files and rows that are no records, and what no record takes up."""

    records: tuple[Record, ...]
    faults: tuple[Fault, ...]
    leftovers: tuple[Leftovers, ...]


class Mapped(msgspec.Struct, frozen=True):
    """What mapping a batch gave; `described` counts records by the IRI of their shape, `groups` the results by rule.

    `violations` are all of them, where groups have the first. A fault has the name of its film before it, which is ""
    for what is no record.
    """

    described: dict[str, int]
    refused: int
    groups: tuple[Group, ...]
    violations: tuple[Finding, ...]
    faults: tuple[tuple[str, Fault], ...]
    leftovers: tuple[Leftovers, ...]
    focus_nodes: dict[str, int]


def read_file(root: Path, task: tuple[SourceConfig, tuple[Path, ...], Path]) -> list[Path]:
    """Read a file of a source, or several that are one, into batches in a folder.

    Gives the paths of the batches, for `Mapper.map` and `load_mentioned`.
    Places are relative to `root`.
    """
    source, (path, *beside), folder = task
    folder.mkdir(parents=True)
    found = sources.accounted(path, source, root, beside)
    batches: list[Path] = []
    while items := list(islice(found, BATCH)):
        records = tuple(item for item in items if isinstance(item, Record))
        faults = tuple(item for item in items if isinstance(item, Fault))
        left = tuple(item for item in items if isinstance(item, Leftovers))
        mentioned: set[Mention] = set()
        told: list[Said] = []
        for record in records:
            mentioned |= mentions(record, profile())
            told.append(said(record, profile()))
        known = tuple(sorted(mentioned)), tuple(told), tuple(map(origin, records))
        batch = Batch(source.precedence, *known, records, faults, left)
        batches.append(folder / f"{len(batches):06d}")
        batches[-1].write_bytes(msgspec.msgpack.encode(batch))
    return batches


@resources.kept
def _batch() -> Any:
    """The type of a batch, whose records have the fields that a catalogue adds."""
    records = tuple.__class_getitem__((extended(Record), ...))
    return msgspec.defstruct("Batch", [("records", records)], bases=(Batch,), frozen=True)


def load_mentioned(batch: Path) -> Mentioned:
    """What the records of a batch mention."""
    return msgspec.msgpack.decode(batch.read_bytes(), type=Mentioned)


def load_records(batch: Path) -> tuple[Record, ...]:
    """The records of a batch."""
    found: tuple[Record, ...] = msgspec.msgpack.decode(batch.read_bytes(), type=_batch()).records
    return found


@dataclass(frozen=True, slots=True)
class Mapper:
    """What mapping needs besides the batch; `repeated` are the names that several records have, and
    whether these differ in more than their screenings.

    `meant` gives the slugs that mentions have in the record of a film alone.
    """

    base: str
    repeated: Mapping[str, bool]
    describer: Describer
    engine: Engine
    targets: Targets
    spill: Spill
    meant: Callable[[Mention], dict[int, str]]

    def map(self, path: Path) -> Mapped:
        """Describe and gate a batch; the blocks of what passes, and where every record is from, are spilled."""
        batch = msgspec.msgpack.decode(path.read_bytes(), type=_batch())
        names = [unique(record, self.repeated) for record in batch.records]
        described: list[tuple[str, tuple[Block, ...]]] = []
        guests: dict[str, frozenset[str]] = {}
        for name, record in zip(names, batch.records, strict=True):
            node = self.describer.describe(record)
            described.append((name, tuple(blocks(node))))
            guests[name] = self._guests(node.film)
        verdicts = judge(described, self.engine, self.targets)
        refused = {verdict.record for verdict in verdicts if verdict.refused}
        passed = ((name, block) for name, found in described if name not in refused for block in found)
        authority = rank(batch.precedence)
        self.spill.write(
            Spilled(block.subject, LAST if block.subject in guests[name] else authority, (name,), block.lines)
            for name, block in passed
        )
        self.spill.write(self._origin(n, r, n in refused) for n, r in zip(names, batch.records, strict=True))
        told = zip(batch.records, verdicts, described, strict=True)
        findings = [f for record, verdict, (_, found) in told for f in _findings(record, verdict, found)]
        return Mapped(
            described=Counter(self.describer.profile.by_kind[record.kind].iri for record in batch.records),
            refused=sum(verdict.refused for verdict in verdicts),
            groups=grouped(findings),
            violations=tuple(finding for finding in findings if finding.result.severity == VIOLATION),
            faults=(
                *(("", fault) for fault in batch.faults),
                *((_film(record), fault) for record in batch.records for fault in self._faults(record)),
            ),
            leftovers=batch.leftovers,
            focus_nodes=sum((Counter(verdict.focus_nodes) for verdict in verdicts), Counter[str]()),
        )

    def _guests(self, film: Mention) -> frozenset[str]:
        """Whom others call otherwise than the record of a film: how it calls them counts least."""
        number = identifier(film)
        slugs = (slug for mention, slug in self.meant(film).items() if mention != number)
        return frozenset(iris.thing(self.base, "person", slug) for slug in slugs)

    def _origin(self, name: str, record: Record, refused: bool) -> Spilled:
        block = evidence.of_record(self.base, name, record, refused)
        return Spilled(block.subject, PROVENANCE, (name,), block.lines)

    def _faults(self, record: Record) -> Iterable[Fault]:
        """The reader's faults, and what is stated but has no property in this kind, with their places."""
        place = record.source
        for fault in record.faults:
            yield msgspec.structs.replace(fault, path=place.path, line=fault.line or place.line)
        if self.repeated.get(origin(record).name):
            yield Fault("source", place.key, _SAME_KEY.format(kind=record.kind), place.path, place.line)
        for field in unsaid(record, self.describer.profile):
            reason = f"has no property for a {record.kind}; it was left out"
            yield Fault(field, str(getattr(record, field))[:200], reason, place.path, place.line)


def _findings(record: Record, verdict: Verdict, described: Iterable[Block]) -> Iterable[Finding]:
    """Each with what its film is called, and who or what in the film it is about."""
    film, place = _film(record) or verdict.record, record.source
    lines = {f"<{block.subject}>": block.lines for block in described} if verdict.results else {}
    for result in verdict.results:
        called = _called(lines.get(result.focus_node, ()))
        about = f"{film}: {called}" if called not in ("", film) else film
        yield Finding(about, place.path, place.line, result)


def _called(lines: Iterable[str]) -> str:
    """The name in what is said of a thing; "" where it has none."""
    named = (line for line in lines if f" <{SCHEMA}name> " in line)
    found = (quad.object for line in named for quad in ox.parse(line + "\n", format=ox.RdfFormat.N_TRIPLES))
    return next((one.value for one in found if isinstance(one, ox.Literal)), "")


def _film(record: Record) -> str:
    """What a person calls the film of a record."""
    return record.title or record.source.key
