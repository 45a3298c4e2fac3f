"""The release before: found where a build goes, and told of in words that hold when another has taken its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from os.path import lexists, realpath
from pathlib import Path

from kg.pipeline.promises import own, remedy
from kg.release.manifest import MANIFEST
from kg.release.opened import CURRENT, RELEASES, Release
from kg.sources.catalogue import Catalogue
from kg.system.errors import ReelgraphError


def find(out: Path, catalogue: Catalogue) -> tuple[Release | None, str]:
    """The release of these addresses that is there, in its own folder, or why its addresses cannot be kept.

    Raises ReelgraphError where they cannot, and the catalogue has no ledger of its own.
    """
    try:
        found = Release.open(out)
    except ReelgraphError:
        return _missed(out, catalogue)
    # `current` leads elsewhere when a person reads what is told of it.
    real = Path(realpath(found.folder))
    inside = out / RELEASES / real.name
    folder = inside if _same(inside, real) else real
    return (replace(found, folder=folder) if found.base == catalogue.base else None), ""


def _missed(out: Path, catalogue: Catalogue) -> tuple[Release | None, str]:
    """What `find` gives where `current` leads to no release."""
    current, there = out / CURRENT, list(_readable(out))
    ours = [release for release in there if release.base == catalogue.base]
    if not lexists(current) and len(ours) < 2 and len(there) == len([*(out / RELEASES).glob(f"*/{MANIFEST}")]):
        # There was none, or a first build was ended before its very last step.
        return next(iter(ours), None), ""
    if own(catalogue.root):
        return None, f"{current}: pointed to no readable release"
    newest = f"point it to {_newest(ours)}, " if ours else ""
    why = f"{current}: points to no readable release, so addresses could change"
    raise ReelgraphError(f"{why}; {newest}{remedy(catalogue.root)}")


def advice(out: Path, base: str, before: Release | None, place: Path) -> str:
    """What follows each complaint about the release before, now that the new one is in its `place`."""
    if before:
        return "; this build has repaired it" if _same(before.folder, place) else ""
    others = [each for each in _readable(out) if each.base == base and not _same(each.folder, place)]
    if not others:
        return ""
    newest = _newest(others)
    return f"; it points to the new release now: to keep the addresses of {newest}, point it there and build again"


def _readable(out: Path) -> Iterator[Release]:
    for folder in sorted((out / RELEASES).iterdir()):
        with suppress(ReelgraphError):
            yield Release.open(folder)


def _newest(releases: Sequence[Release]) -> Path:
    return max(releases, key=lambda release: (release.folder / MANIFEST).stat().st_mtime).folder


def _same(one: Path, other: Path) -> bool:
    return realpath(one) == realpath(other)
