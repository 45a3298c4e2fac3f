"""The right half of the way, a reduce: each range of documents is merged, gated where records differ, and written.

A record that the second gate refuses is refused everywhere; ranges are reduced again until no more are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from kg import iris
from kg.evidence import refusal
from kg.gate.engine import Engine
from kg.gate.result import VIOLATION, Result
from kg.merge import Claim, Slots, merge
from kg.ntriples import iri
from kg.profile import RDF_TYPE, Profile
from kg.spill import PROVENANCE, Spill, Spilled


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

    def reduce(self, spill: Spill, number: int, refused: frozenset[str]) -> Reduced:
        """Merge and gate one range; published and evidence lines are written to files of the range, by folder."""
        documents = [_Document(iri_, spilled, refused) for iri_, spilled in spill.read(number)]
        against = self._gate(documents)
        published: dict[str, list[str]] = {}
        evidence: dict[str, list[str]] = {}
        slugs: list[tuple[str, str]] = []
        for document in documents:
            folder = iris.folder(self.base, document.iri)
            evidence.setdefault(folder, []).extend(self._evidence(document, refused | against.keys()))
            merged = document.merged(self.table, frozenset(against))
            if merged:
                published.setdefault(folder, []).extend(merged)
                slugs.append((folder, iris.name(document.iri)))
        self._write("published", number, published)
        self._write("evidence", number, evidence)
        return Reduced(against, tuple(slugs))

    def _gate(self, documents: list[_Document]) -> dict[str, tuple[Result, ...]]:
        """Judge what several records say differently; of a document that fails the least authoritative record goes."""
        against: dict[str, tuple[Result, ...]] = {}
        doubtful = [document for document in documents if document.differs]
        while doubtful:
            lines = {d.iri: d.merged(self.table, frozenset(against)) for d in doubtful}
            found = self._violations(line for merged in lines.values() for line in merged)
            doubtful = [d for d in doubtful if d.iri in found and d.last(frozenset(against))]
            for document in doubtful:
                against.setdefault(document.last(frozenset(against)), found[document.iri])
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
            target = line.split(" ", 2)[2].removesuffix(" .")[1:-1]
            shape = self.profile.by_folder.get(iris.folder(self.base, target)) if target.endswith(iris.THIS) else None
            for cls in shape.types() if shape else ():
                yield f"{iri(target)} {iri(RDF_TYPE)} {iri(cls)} ."

    def _evidence(self, document: _Document, refused: frozenset[str] | set[str]) -> list[str]:
        lines: set[str] = set()
        for block in document.claims:
            if block.record not in refused:
                graph = iri(iris.record(self.base, block.record))
                lines.update(f"{line[:-1]}{graph} ." for line in block.lines)
        for block in document.provenance:
            stated = list(block.lines)
            if block.record in refused:
                path, value = refusal()
                stated.append(f"{iri(block.subject)} {iri(path)} {value} .")
            lines.update(f"{line[:-1]}{iri(iris.provenance(self.base))} ." for line in stated)
        return sorted(lines)

    def _write(self, what: str, number: int, by_folder: dict[str, list[str]]) -> None:
        for folder, lines in by_folder.items():
            path = self.folder / what / folder / f"{number:06d}"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("".join(line + "\n" for line in lines), "utf-8", newline="\n")


class _Document:
    """The blocks about one document, those of records refused before left out."""

    def __init__(self, document: str, spilled: list[Spilled], refused: frozenset[str]) -> None:
        self.iri = document
        self.provenance = [block for block in spilled if block.rank == PROVENANCE]
        self.claims = [b for b in spilled if b.rank != PROVENANCE and b.record not in refused]
        by_subject = groupby(self.claims, key=lambda block: block.subject)
        self.differs = any(len({block.lines for block in blocks}) > 1 for _, blocks in by_subject)

    def merged(self, table: Slots, without: frozenset[str]) -> list[str]:
        left = (block for block in self.claims if block.record not in without)
        by_subject = groupby(left, key=lambda block: block.subject)
        return [line for _, blocks in by_subject for line in merge([Claim(b.record, b.lines) for b in blocks], table)]

    def last(self, without: frozenset[str]) -> str:
        """The least authoritative record that has not gone yet, "" where only one is left."""
        left = {(block.rank, block.record) for block in self.claims if block.record not in without}
        return max(left)[1] if len(left) > 1 else ""


def _document_of(result: Result) -> str:
    return iris.document(result.focus_node.strip("<>"))
