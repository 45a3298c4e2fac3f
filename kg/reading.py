"""What `kg read` shows: the readers' own output, before anything is made of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from kg import sources
from kg.errors import ReelgraphError
from kg.record import Fault
from kg.sources.catalogue import files, load
from kg.sources.config import Reader, SourceConfig


def records(paths: Sequence[Path], catalogue: Path | None, reader: Reader | None) -> Iterator[tuple[str, str]]:
    """A JSON line for each record, or a complaint for what is none, as pairs of which one is empty."""
    for source, path, root in _chosen(paths, catalogue, reader):
        for item in sources.read(path, source, root):
            yield ("", complaint(item)) if isinstance(item, Fault) else (msgspec.json.encode(item).decode(), "")


def complaint(fault: Fault) -> str:
    """A fault as one line: where, what, why."""
    place = f"{fault.path}:{fault.line}" if fault.line else fault.path
    about = ": ".join(part for part in (place, fault.field, fault.reason) if part)
    return f"{about} ({fault.raw!r})" if fault.raw else about


def _chosen(
    paths: Sequence[Path], catalogue: Path | None, reader: Reader | None
) -> Iterable[tuple[SourceConfig, Path, Path]]:
    if catalogue is None:
        return ((sources.guess(path, reader), path, Path()) for path in paths)
    read = load(catalogue)
    wanted = {path.resolve() for path in paths}
    chosen = [(source, path, read.root) for source, path in files(read) if path.resolve() in wanted]
    for missing in wanted - {path.resolve() for _, path, _ in chosen}:
        raise ReelgraphError(f"{missing.name}: no source of {catalogue} has this file; see its catalogue.toml")
    return chosen
