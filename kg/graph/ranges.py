"""The right half of the way, a reduce: each range of documents is merged, gated where records differ, and written.

A record that the second gate refuses is refused everywhere; ranges are reduced again until no more are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from kg.gate.engine import Engine
from kg.graph import merge
from kg.graph.evidence import REFUSAL
from kg.graph.merge import Difference, Slots
from kg.graph.sort import PROVENANCE, Spill, Spilled, joined
from kg.model import iris
from kg.model.ntriples import cut, iri, statement
from kg.model.profile import RDF_TYPE, Profile
from kg.report.result import VIOLATION, Result

MADE = "made"
"""The folder of the files that say which records documents are made of."""

NAMED = 20
"""So many records of a document are named there."""

Names = frozenset[str]
"""Names of records."""


@dataclass(frozen=True, slots=True)
class Reduced:
    """What reducing a range gave: newly refused records with the results against them, documents by folder, and where
    records differ.
    """

    refused: dict[str, tuple[Result, ...]]
    documents: tuple[tuple[str, str], ...]
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Reducer:
    """What reducing needs besides the range."""

    base: str
    profile: Profile
    table: Slots
    engine: Engine
    folder: Path
    spill: Spill
    refused: Names

    def reduce(self, number: int) -> Reduced:
        """Merge and gate one range; published and evidence lines are written to files of the range, by folder.

        So is, a line each, what published documents are made of.
        """
        documents = [_Document(where, blocks) for where, blocks in self.spill.read(number)]
        against = self._gate(documents)
        gone = self.refused | against.keys()
        published: list[tuple[str, str]] = []
        differences: list[Difference] = []
        for folder, group in groupby(documents, key=lambda document: iris.folder(self.base, document.iri)):
            ours = list(group)
            merged = {document.iri: merge.document(document.left(gone), self.table) for document in ours}
            for one in ours:
                if one.differs(gone):
                    differences += merge.differences(one.left(gone), merged[one.iri], self.table)
            published += [(folder, iris.name(document)) for document, lines in merged.items() if lines]
            if any(merged.values()):
                self._write("published", folder, number, (line for lines in merged.values() for line in lines))
                made = (document.made(gone) for document in ours if merged[document.iri])
                self._write(MADE, folder, number, made)
            self._write("evidence", folder, number, (line for d in ours for line in d.evidence(self.base, gone)))
        return Reduced(against, tuple(published), tuple(differences))

    def _gate(self, documents: list[_Document]) -> dict[str, tuple[Result, ...]]:
        """Judge what records say differently; of a document that fails, the records go that make it fail."""
        against: dict[str, tuple[Result, ...]] = {}
        doubtful = [document for document in documents if document.differs(self.refused)]
        if not doubtful:
            return against
        merged = (merge.document(document.left(self.refused), self.table) for document in doubtful)
        found = self._violations(line for lines in merged for line in lines)
        for document in doubtful:
            if document.iri in found:
                against |= self._culprits(document, self.refused | against.keys())
        return against

    def _culprits(self, document: _Document, gone: Names) -> dict[str, tuple[Result, ...]]:
        """The records with which the document fails, when they are admitted in order of authority.

        They are tried together, and in halves where they fail, down to the single record. The first is never at fault:
        alone it has passed, and neighbours stand there without their names, which are no fault of this document.
        """
        against: dict[str, tuple[Result, ...]] = {}
        first, *others = document.records(gone)
        admitted, waiting = [first], [others] if others else []
        while waiting:
            few = waiting.pop()
            stated = merge.document(document.stated_by((*admitted, *few)), self.table)
            results = self._violations(stated).get(document.iri)
            if not results:
                admitted += few
            elif len(few) == 1:
                against[few[0]] = results
            else:
                half = len(few) // 2
                waiting += few[half:], few[:half]
        return against

    def _violations(self, lines: Iterable[str]) -> dict[str, tuple[Result, ...]]:
        stated = list(lines)
        graph = "\n".join(dict.fromkeys((*stated, *self._neighbours(stated)))) + "\n"
        violations = sorted(r for r in self.engine.validate(graph) if r.severity == VIOLATION)
        by_document = groupby(sorted(violations, key=_document_of), key=_document_of)
        return {document: tuple(results) for document, results in by_document}

    def _neighbours(self, lines: Iterable[str]) -> Iterator[str]:
        """The types of things in other documents: what is minted in a folder is of that folder's shape."""
        for line in lines:
            target = cut(line)[2][1:-1]
            shape = self.profile.by_folder.get(iris.folder(self.base, target)) if target.endswith(iris.THIS) else None
            for cls in shape.types() if shape else ():
                yield statement(target, RDF_TYPE, iri(cls))

    def _write(self, what: str, folder: str, number: int, lines: Iterable[str]) -> None:
        path = self.folder / what / folder / f"{number:06d}"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(line + "\n" for line in lines)


class _Document:
    """The blocks about one document; what it says depends on which records have gone."""

    def __init__(self, document: str, blocks: list[Spilled]) -> None:
        self.iri = document
        self._provenance = [block for block in blocks if block.rank == PROVENANCE]
        self._claims = [block for block in blocks if block.rank != PROVENANCE]
        self._of: dict[str, list[Spilled]] = {}
        for block in self._claims:
            for record in block.records:
                self._of.setdefault(record, []).append(block)

    def left(self, gone: Names) -> list[Spilled]:
        """What is claimed without the records that have gone, in the same order as if they had never come."""
        return self._claims if gone.isdisjoint(self._of) else self.stated_by(self._of.keys() - gone)

    def stated_by(self, records: Iterable[str]) -> list[Spilled]:
        """What would be claimed if there were these records alone."""
        return joined(block._replace(records=(record,)) for record in records for block in self._of[record])

    def differs(self, gone: Names) -> bool:
        """Whether records say different things of one subject."""
        by_subject = groupby(self.left(gone), key=lambda block: block.subject)
        return any(len({block.lines for block in blocks}) > 1 for _, blocks in by_subject)

    def records(self, gone: Names) -> list[str]:
        """The records that have not gone, the most authoritative first."""
        left = {(block.rank, record) for block in self.left(gone) for record in block.records}
        return [record for _, record in sorted(left)]

    def made(self, gone: Names) -> str:
        """How many records there are that have not gone, and the names of the first, the most authoritative."""
        records = list(dict.fromkeys(self.records(gone)))
        return "\t".join((str(len(records)), *records[:NAMED]))

    def evidence(self, base: str, gone: Names) -> Iterator[str]:
        """The lines of the evidence, sorted: what each record states in its graph, and where records are from."""
        provenance = f"{iri(iris.provenance(base))} ."
        for subject, blocks in groupby(self._provenance, key=lambda block: block.subject):
            stated: set[str] = set()
            for block in blocks:
                refused = REFUSAL if gone.intersection(block.records) else []
                stated.update(block.lines, (statement(subject, *said) for said in refused))
            yield from (line[:-1] + provenance for line in sorted(stated))
        for _, blocks in groupby(self.left(gone), key=lambda block: block.subject):
            who: dict[str, set[str]] = {}
            for block in blocks:
                for line in block.lines:
                    who.setdefault(line, set()).update(block.records)
            for line in sorted(who):
                graphs = sorted(iri(iris.record(base, record)) for record in who[line])
                yield from (f"{line[:-1]}{graph} ." for graph in graphs)


def _document_of(result: Result) -> str:
    return iris.document(result.focus_node.strip("<>"))
