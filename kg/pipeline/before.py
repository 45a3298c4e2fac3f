"""The release before: found where a build goes, and told of in words that hold when another has taken its place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from os.path import lexists, realpath
from pathlib import Path

from kg.release.manifest import MANIFEST
from kg.release.opened import CURRENT, RELEASES, Release
from kg.system.errors import ReelgraphError


def find(out: Path, base: str) -> tuple[Release | None, str]:
    """The release of these addresses that is there, in its own folder, or why its addresses cannot be kept."""
    current, releases = out / CURRENT, out / RELEASES
    try:
        found = Release.open(out)
    except ReelgraphError:
        missed = lexists(current) or any(releases.iterdir())
        return None, f"{current}: led to no release that could be read" if missed else ""
    # `current` leads elsewhere when a person reads what is told of it.
    real = Path(realpath(found.folder))
    own = releases / real.name
    return (replace(found, folder=own if _same(own, real) else real) if found.base == base else None), ""


def advice(out: Path, base: str, before: Release | None, place: Path) -> str:
    """What follows each complaint about the release before, now that the new one is in its `place`."""
    if before:
        return "; this build has mended it" if _same(before.folder, place) else ""
    others = [folder for folder in _readable(out / RELEASES, base) if not _same(folder, place)]
    if not others:
        return ""
    newest = max(others, key=lambda folder: (folder / MANIFEST).stat().st_mtime)
    return f"; it leads to the new one now: to keep the addresses of {newest}, let it lead to that and build again"


def _readable(releases: Path, base: str) -> Iterator[Path]:
    for folder in sorted(releases.iterdir()):
        with suppress(ReelgraphError):
            if Release.open(folder).base == base:
                yield folder


def _same(one: Path, other: Path) -> bool:
    return realpath(one) == realpath(other)
