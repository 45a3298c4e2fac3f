"""What `kg read` shows: the readers' own output, before anything is made of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from kg import sources
from kg.model.record import Fault, Record
from kg.pipeline.brought import load, notes
from kg.report.leftovers import Leftovers
from kg.report.quality import REPORTS, quality
from kg.report.report import place
from kg.sources.catalogue import FILE, inputs, together
from kg.sources.config import Reader, SourceConfig
from kg.sources.looks import is_hidden, reader_of, unknown
from kg.system import resources
from kg.system.errors import ReelgraphError
from kg.system.files import Unreadable, below, existing, name, real
from kg.system.progress import Progress, silent
from kg.system.resources import Brought


class Choice(NamedTuple):
    """A file to be read, and those that are one with it: how, from which folder on, what its catalogue brings."""

    source: SourceConfig
    paths: tuple[Path, ...]
    root: Path
    brought: Brought = ()


class Reading:
    """What the readers understand of files. Each time it is gone through, the files are read anew.

    `skipped`: a line for the files of each suffix that no reader is known for, in folders without a catalogue; and for
    what may be a mistake in what a catalogue brings.
    """

    def __init__(self, paths: Sequence[Path], catalogue: Path | None, reader: Reader | None) -> None:
        """Nothing is read yet. A folder stands for the files of its catalogue, or else for all that have a reader.

        Raises ReelgraphError for a path of nothing, a file that `catalogue` does not name, or that has no reader.
        """
        self.skipped: list[str] = []
        existing(paths)
        if catalogue is not None:
            self._choices = _of_catalogue(paths, catalogue)
        else:
            self._choices = [choice for path in paths for choice in _of_path(path, reader, self.skipped)]
        for brought in dict.fromkeys(choice.brought for choice in self._choices):
            self.skipped += resources.within(brought, lambda: [*notes()])

    def __iter__(self) -> Iterator[Record | Fault]:
        """Each record, or a Fault for what is none, file by file."""
        return (item for item in self.items() if not isinstance(item, Leftovers))

    def items(self, progress: Progress = silent) -> Iterator[Record | Fault | Leftovers]:
        """Each record or Fault, and behind each file what none of its records takes up."""
        for choice in progress("read", self._choices, len(self._choices)):
            path, *beside = choice.paths
            yield from resources.used(choice.brought, sources.accounted(path, choice.source, choice.root, beside))

    def report(self, form: str = "text") -> str:
        """How good the sources are, in a format: text, json or html."""
        return REPORTS[form](quality(self.items()))

    def explain(self) -> str:
        """The lines of film pages, each with what was taken from it, and which lines were passed over.

        Raises ReelgraphError for a file that is no page.
        """
        return "\n".join(map(_explained, self._choices))


def _explained(choice: Choice) -> str:
    from kg.sources.pages.explained import READERS, explained

    path = choice.paths[0]
    if choice.source.reader not in READERS:
        what = f"is read as {choice.source.reader}, and only pages (text, HTML) are explained line by line"
        raise ReelgraphError(f"{name(path)}: {what}; a record has its line in its source")

    def told() -> str:
        return explained(path, choice.source, list(sources.read(path, choice.source, choice.root)))

    try:
        return resources.within(choice.brought, told)
    except Unreadable as error:
        raise ReelgraphError(f"{name(path)}: {error}") from None


def complaints(item: Record | Fault | Leftovers) -> list[str]:
    """A line for each fault in a record or of a file: where, what, why."""
    if isinstance(item, Leftovers):
        return []
    if isinstance(item, Fault):
        return [complaint(item)]
    return [complaint(fault, item.source.path, item.source.line) for fault in item.faults]


def complaint(fault: Fault, path: str = "", line: int = 0) -> str:
    """A fault as one line; `path` and `line` are the record's, for a fault that has none of its own."""
    path, line = fault.path or path, fault.line or line
    about = ": ".join(part for part in (place(path, line), fault.field, fault.reason) if part)
    return f"{about} ({fault.raw!r})" if fault.raw else about


def _of_catalogue(paths: Sequence[Path], catalogue: Path) -> list[Choice]:
    read, brought = load(catalogue)
    wanted = {real(path): path for path in paths}
    found = [
        Choice(source, paths, read.root, brought)
        for source, paths in inputs(read)
        if not wanted.keys().isdisjoint(map(real, paths))
    ]
    for missing in wanted.keys() - {real(path) for choice in found for path in choice.paths}:
        raise ReelgraphError(f"{name(wanted[missing])}: this file belongs to no source of {catalogue}; see its {FILE}")
    return found


def _of_path(path: Path, reader: Reader | None, skipped: list[str]) -> list[Choice]:
    """How a file, or what is in a folder, is read; what is not is added to `skipped`."""
    if (path / FILE).exists():
        read, brought = load(path)
        return [Choice(source, paths, read.root, brought) for source, paths in inputs(read)]
    if not path.is_dir():
        return [Choice(sources.guess(path, reader), (path,), Path())]
    there = below(path)
    known = [file for file in there if reader or reader_of(file)]
    if not known:
        raise ReelgraphError(
            f"{name(path)}: no reader was detected for any file in this folder; choose one with --reader"
        )
    taken = {*known}
    left = (file for file in there if file not in taken and not is_hidden(file.relative_to(path)))
    skipped += (f"{name(path)}: {told}" for told in unknown(left))
    guessed = [(file, sources.guess(file, reader)) for file in known]
    others = [Choice(source, (file,), path) for file, source in guessed if source.reader != "rdf"]
    rdf = together(file for file, source in guessed if source.reader == "rdf")
    found = [*others, *(Choice(sources.guess(several[0], "rdf"), several, path) for several in rdf)]
    return sorted(found, key=lambda choice: choice.paths)
