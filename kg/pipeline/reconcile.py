"""`kg reconcile`: reads a catalogue, decides who is who as a build does, and keeps `matches.csv`. Publishes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from kg.graph import batches
from kg.graph.identity import ledger
from kg.graph.identity.asking import matches
from kg.graph.identity.asking.questions import Side
from kg.graph.identity.resolve import Identities, LedgerRow
from kg.model.profile import profile
from kg.pipeline import asking
from kg.pipeline.brought import load
from kg.pipeline.promises import held, own
from kg.release.opened import Release
from kg.sources.catalogue import MATCHES, Catalogue, inputs
from kg.system import resources
from kg.system.progress import Progress, silent


class Thing(NamedTuple):
    """One of two things that may be one: its key, what it is called, and the first lines of where it stands."""

    key: str
    label: str
    lines: tuple[str, ...]


class Asked(NamedTuple):
    """A question: two things, what speaks for it that they are one and what against, and how likely it is (0 to 1)."""

    one: Thing
    other: Thing
    grounds: tuple[str, ...]
    doubts: tuple[str, ...]
    likely: float
    credits: int


class Reconciling:
    """A catalogue whose questions are being answered. `told` says which answers mean nothing in its sources."""

    def __init__(self, catalogue: Catalogue, identities: Identities, found: Sequence[Path]) -> None:
        """Use `reconciling`."""
        self._catalogue, self._identities = catalogue, identities
        self._questions = identities.questions()
        self._evidence = identities.evidence(asking.called(found, asking.involved(self._questions)))
        self._found = found
        self.told = identities.unheard()
        self.path = catalogue.root / MATCHES

    def update(self) -> tuple[int, int]:
        """Write the open questions into the file, beside all answers. Gives how many there are of both."""
        table = matches.read(self.path)
        rows = matches.merged(table, map(self._evidence.row, self._questions))
        if rows or table.rows:
            matches.write(self.path, _heads(table.heads), rows)
        answered = sum(bool(row["author_id"]) for row in rows)
        return len(rows) - answered, answered

    def questions(self) -> Iterator[Asked]:
        """The open questions, those of most credits first."""
        for question in self._questions:
            grounds, doubts = self._evidence.grounds(question)
            one, other = self._thing(question.one), self._thing(question.other)
            yield Asked(one, other, tuple(grounds), tuple(doubts), question.likely, question.credits)

    def _thing(self, side: Side) -> Thing:
        return Thing(side.key, self._evidence.label(side), tuple(self._evidence.lines(side)))

    def answer(self, question: Asked, same: bool | None, author: str, day: date) -> None:
        """Write an answer into the file at once; None takes one back."""
        table = matches.read(self.path)
        pair = {question.one.key, question.other.key}
        rows = [
            matches.answered(row, same, author, day) if {row["subject_id"], row["object_id"]} == pair else row
            for _, row in table.rows
        ]
        matches.write(self.path, _heads(table.heads), rows)

    def why(self, *addresses: str) -> list[str]:
        """Why the records of a thing are one; of two things, why they are two."""
        return self._identities.why(addresses, self._catalogue.base, partial(asking.called, self._found))


def _heads(heads: Sequence[str]) -> list[str]:
    """The columns of the file: its own, and those of ours that it lacks."""
    return [*heads, *(column for column in matches.COLUMNS if column not in heads)]


@contextmanager
def reconciling(folder: Path, out: Path | None = None, progress: Progress = silent) -> Iterator[Reconciling]:
    """The catalogue in a folder, read; a release in `out` says what its things are called.

    Raises ReelgraphError where it cannot be read, or `matches.csv` has mistakes.
    """
    catalogue, brought = load(folder)
    with resources.using(brought), TemporaryDirectory(prefix="kg-") as work:
        given = asking.answers(catalogue, asking.table(catalogue))
        found = _read(catalogue, Path(work), progress)
        promised = list(_ledger(catalogue, out))
        place, before = Path(work) / "identities.sqlite", partial(_held, out)
        with closing(Identities(place, promised, catalogue.base, given, before)) as identities:
            for batch in progress("identify", found, len(found)):
                mentioned = batches.load_mentioned(batch)
                identities.add(mentioned.mentions, mentioned.precedence)
                identities.hear(mentioned.said)
                identities.stand(mentioned.origins)
            identities.resolve()
            yield Reconciling(catalogue, identities, found)


def _read(catalogue: Catalogue, work: Path, progress: Progress) -> list[Path]:
    named = inputs(catalogue)
    tasks = [(source, paths, work / "records" / f"{number:06d}") for number, (source, paths) in enumerate(named)]
    read = (batches.read_file(catalogue.root, task) for task in tasks)
    return [batch for found in progress("read", read, len(tasks)) for batch in found]


def _held(out: Path | None) -> Iterator[tuple[str, str]] | None:
    return held(Release.open(out)) if out else None


def _ledger(catalogue: Catalogue, out: Path | None) -> Iterator[LedgerRow]:
    """What was promised: by the catalogue, and by the release in `out`."""
    folders = profile().by_folder
    yield from ledger.read(own(catalogue.root), folders)
    if out is not None:
        release = Release.open(out)
        yield from ledger.read([release.checked(file) for file in release.files("ledger")], folders)
