"""Checking a release, or a mirror of some of its files, against what its manifest says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from kg.model import iris
from kg.release.manifest import MANIFEST, File
from kg.release.opened import N_TRIPLES, Release


def wrong(release: Release, *, mirror: bool = False) -> Iterator[str]:
    """What is wrong with a release, a line each: every file is looked at, its hash, and what is counted.

    A `mirror` need not have all kinds of files, where a kind is a role in one media type, and dumps are one of them in
    any; of those that it has, all have to be there. Where a list of files cannot be read, nothing is said of files that
    are not listed.
    """
    told, unread = {MANIFEST: ""}, dict[str, str]()
    files = list(release.all_files(unread))
    left_out = _left_out(release, files) if mirror else set()
    for file in files:
        told[file.path] = "" if _kind(file) in left_out else release.complaint(file)
        yield from filter(None, (told[file.path],))
    lists = {file.path for file in files if _kind(file) in left_out}
    yield from (why for part, why in unread.items() if not told[part] and part not in lists)
    if not unread:
        yield from _not_listed(release, told.keys())
    if not any(told.values()) and unread.keys() <= lists:
        yield from _miscounted(release)


def _kind(file: File) -> tuple[str, str]:
    return file.role, file.media_type


def _left_out(release: Release, files: Iterable[File]) -> set[tuple[str, str]]:
    """The kinds of files of which none is there; without any dump, dumps are missing and not left out."""
    by_kind: dict[tuple[str, str], list[File]] = {}
    for file in files:
        by_kind.setdefault(_kind(file), []).append(file)
    without = {kind for kind, of_kind in by_kind.items() if not release.has_any(of_kind)}
    dumps = {kind for kind in by_kind if kind[0] == "dump"}
    return without - dumps if dumps <= without else without


def _not_listed(release: Release, listed: Iterable[str]) -> Iterator[str]:
    there = {path.relative_to(release.folder).as_posix() for path in release.folder.rglob("*") if not path.is_dir()}
    yield from (f"{release.folder / path}: is not in the manifest" for path in sorted(there.difference(listed)))


def _miscounted(release: Release) -> Iterator[str]:
    stated, dumps = release.manifest.counts.documents, release.files("dump", N_TRIPLES)
    if not stated or not release.has_any(dumps):
        return
    found = Counter(iris.folder(release.base, iri) for iri in release.entities())
    for kind in sorted(stated.keys() | found.keys()):
        if stated.get(kind, 0) != found.get(kind, 0):
            yield f"{release.folder}: {kind}: the manifest says {stated.get(kind, 0)}, the dumps {found.get(kind, 0)}"
