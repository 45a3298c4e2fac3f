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
from kg.graph.merge import Slots
from kg.graph.sort import PROVENANCE, Spill, Spilled
from kg.model import iris
from kg.model.ntriples import iri
from kg.model.profile import RDF_TYPE, Profile
from kg.report.result import VIOLATION, Result

Names = frozenset[str]
"""Names of records."""


@dataclass(frozen=True, slots=True)
class Reduced:
    """What reducing a range gave: newly refused records with the results against them, and documents by folder."""

    refused: dict[str, tuple[Result, ...]]
    documents: tuple[tuple[str, str], ...]


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
        """Merge and gate one range; published and evidence lines are written to files of the range, by folder."""
        documents = [_Document(where, blocks) for where, blocks in self.spill.read(number)]
        against = self._gate(documents)
        gone = self.refused | against.keys()
        published: list[tuple[str, str]] = []
        for folder, group in groupby(documents, key=lambda document: iris.folder(self.base, document.iri)):
            ours = list(group)
            merged = {document.iri: document.merged(self.table, gone) for document in ours}
            published += [(folder, iris.name(document)) for document, lines in merged.items() if lines]
            if any(merged.values()):
                self._write("published", folder, number, (line for lines in merged.values() for line in lines))
            self._write("evidence", folder, number, (line for d in ours for line in d.evidence(self.base, gone)))
        return Reduced(against, tuple(published))

    def _gate(self, documents: list[_Document]) -> dict[str, tuple[Result, ...]]:
        """Judge what records say differently; of a document that fails one record goes, and it is judged again."""
        against: dict[str, tuple[Result, ...]] = {}
        doubtful = [document for document in documents if document.differs(self.refused)]
        while doubtful:
            gone = self.refused | against.keys()
            found = self._violations(line for document in doubtful for line in document.merged(self.table, gone))
            doubtful = [d for d in doubtful if d.iri in found and len(d.records(gone)) > 1]
            for document in doubtful:
                against.setdefault(self._culprit(document, gone), found[document.iri])
        return against

    def _culprit(self, document: _Document, gone: Names) -> str:
        """The record with which the document fails first, when its records are admitted in order of authority."""
        records = document.records(gone)
        admitted = (records[:count] for count in range(2, len(records)))
        for few in admitted:
            # Neighbours stand there without their names, and are no fault of this document.
            if document.iri in self._violations(document.merged(self.table, gone.union(records).difference(few))):
                return few[-1]
        return records[-1]

    def _violations(self, lines: Iterable[str]) -> dict[str, tuple[Result, ...]]:
        stated = list(lines)
        graph = "\n".join(dict.fromkeys((*stated, *self._neighbours(stated)))) + "\n"
        violations = sorted(r for r in self.engine.validate(graph) if r.severity == VIOLATION)
        by_document = groupby(sorted(violations, key=_document_of), key=_document_of)
        return {document: tuple(results) for document, results in by_document}

    def _neighbours(self, lines: Iterable[str]) -> Iterator[str]:
        """The types of things in other documents: what is minted in a folder is of that folder's shape."""
        for line in lines:
            target = line.split(" ", 2)[2].removesuffix(" .")[1:-1]
            shape = self.profile.by_folder.get(iris.folder(self.base, target)) if target.endswith(iris.THIS) else None
            for cls in shape.types() if shape else ():
                yield f"{iri(target)} {iri(RDF_TYPE)} {iri(cls)} ."

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

    def merged(self, table: Slots, gone: Names) -> list[str]:
        """The lines to publish, sorted."""
        return merge.document(self._left(gone), table)

    def differs(self, gone: Names) -> bool:
        """Whether records say different things of one subject."""
        by_subject = groupby(self._left(gone), key=lambda block: block.subject)
        return any(len({block.lines for block in blocks}) > 1 for _, blocks in by_subject)

    def records(self, gone: Names) -> list[str]:
        """The records that have not gone, the most authoritative first."""
        left = {(block.rank, record) for block in self._left(gone) for record in block.records}
        return [record for _, record in sorted(left)]

    def evidence(self, base: str, gone: Names) -> Iterator[str]:
        """The lines of the evidence, sorted: what each record states in its graph, and where records are from."""
        provenance = f"{iri(iris.provenance(base))} ."
        for subject, blocks in groupby(self._provenance, key=lambda block: block.subject):
            stated: set[str] = set()
            for block in blocks:
                refused = REFUSAL if gone.intersection(block.records) else []
                stated.update(block.lines, (f"{iri(subject)} {iri(path)} {value} ." for path, value in refused))
            yield from (line[:-1] + provenance for line in sorted(stated))
        for _, blocks in groupby(self._left(gone), key=lambda block: block.subject):
            who: dict[str, set[str]] = {}
            for block in blocks:
                for line in block.lines:
                    who.setdefault(line, set()).update(block.records)
            for line in sorted(who):
                graphs = sorted(iri(iris.record(base, record)) for record in who[line])
                yield from (f"{line[:-1]}{graph} ." for graph in graphs)

    def _left(self, gone: Names) -> list[Spilled]:
        """What is claimed without the records that have gone, in the same order as if they had never come."""
        if gone.isdisjoint(record for block in self._claims for record in block.records):
            return self._claims
        left = (b._replace(records=tuple(r for r in b.records if r not in gone)) for b in self._claims)
        return sorted((b for b in left if b.records), key=lambda block: (iri(block.subject), block.rank, block.records))


def _document_of(result: Result) -> str:
    return iris.document(result.focus_node.strip("<>"))
