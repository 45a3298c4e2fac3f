"""How a finished release comes to be in OUT: put in place by one rename, and made current by another one.

OUT holds `releases/<id>/` and the link `current`. An id is that of a content, so what stands under it is mended, file
by file, and never removed: whoever follows `current` finds a release at every instant. No file that a person put there
is deleted.
"""

from __future__ import annotations

import filecmp
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import chain, count
from pathlib import Path
from typing import NamedTuple

from kg.release.opened import CURRENT, RELEASES, Release, keeps
from kg.release.stores import sweep
from kg.system import signals
from kg.system.errors import ReelgraphError
from kg.system.terminal import shown

_NAMED = 5
"""So many files are named in a line."""


class Adopted(NamedTuple):
    """Where a release is, and in words which files stood in it or in the one before that are not the builder's."""

    place: Path
    kept: tuple[str, ...]


def adopt(out: Path, release: Path, identifier: str) -> Adopted:
    """Put a finished folder of `staging` in place and switch `current` to it by one rename."""
    target, current, aside = out / RELEASES / identifier, out / CURRENT, _unused(out / "kept" / identifier)
    kept: list[str] = []
    if target.is_dir():
        kept += _mend(target, release, aside)
    elif os.path.lexists(target):
        _put_aside(target, aside)
        kept.append(f"a release goes to {target}; what was there is now {aside}")
    elif current.exists() and keeps(out):
        _share(current.resolve(), release)
        kept += _left(current.resolve())
    link = release.parent / CURRENT
    link.symlink_to(Path(RELEASES) / identifier, target_is_directory=True)
    signals.ignore()
    if not target.is_dir():
        release.rename(target)
    link.replace(current)
    sweep(out)
    return Adopted(target, tuple(kept))


def _mend(old: Path, new: Path, aside: Path) -> Iterator[str]:
    """Give a release the files of `new`, each by one rename, and put aside what is otherwise in it."""
    own = {path.relative_to(new): path.is_dir() for path in new.rglob("*")}
    foreign = sorted(_foreign(old, own))
    for path in foreign:
        _put_aside(old / path, aside / path)
    if foreign:
        yield f"{_named(foreign)} in {old}: not part of the release; kept in {aside}"
    changed = [path for path, folder in sorted(own.items()) if not folder and not _same(old / path, new / path)]
    damaged = [path for path in changed if os.path.lexists(old / path)]
    for path in changed:
        if path in damaged:
            _put_aside(old / path, aside / path, copy=True)
        (old / path).parent.mkdir(parents=True, exist_ok=True)
        (new / path).replace(old / path)
    if damaged:
        yield f"{_named(damaged)} in {old}: different from the release; the old files are kept in {aside}"


def _left(old: Path) -> Iterator[str]:
    """What people put into the release before. It stays there."""
    with suppress(ReelgraphError):
        if foreign := sorted(_foreign(old, _listed(old))):
            yield f"{_named(foreign)} in {old}: not part of the release, so not in the new one; copy what you need"


def _foreign(folder: Path, own: Mapping[Path, bool], below: Path = Path()) -> Iterator[Path]:
    """What is in a folder and not among its own paths (which say whether they are folders), each as far up as it is."""
    with os.scandir(folder / below) as entries:
        for entry in entries:
            path, is_folder = below / entry.name, entry.is_dir(follow_symlinks=False)
            is_file = entry.is_file() or entry.is_symlink()
            if path not in own or own[path] != is_folder or not (is_folder or is_file):
                yield path
            elif is_folder:
                yield from _foreign(folder, own, path)


def _listed(release: Path) -> dict[Path, bool]:
    """The paths of a release by its manifest, its folders among them. Raises ReelgraphError."""
    own: dict[Path, bool] = {}
    for path in Release.open(release).paths():
        own[path] = False
        own.update(dict.fromkeys(path.parents, True))
    return own


def _same(one: Path, other: Path) -> bool:
    return one.is_file() and not one.is_symlink() and filecmp.cmp(one, other, shallow=False)


def _put_aside(path: Path, aside: Path, *, copy: bool = False) -> None:
    """Move what stands at a path, or copy it, so that it is there until something else takes its place."""
    aside.parent.mkdir(parents=True, exist_ok=True)
    if copy:
        shutil.copy2(path, aside, follow_symlinks=False)
    else:
        path.rename(aside)


def _unused(path: Path) -> Path:
    numbered = (path.with_name(f"{path.name}-{number}") for number in count(2))
    return next(free for free in chain([path], numbered) if not os.path.lexists(free))


def _named(paths: Sequence[Path]) -> str:
    first = ", ".join(shown(path.as_posix()) for path in paths[:_NAMED])
    return f"{first} and {len(paths) - _NAMED} more" if len(paths) > _NAMED else first


def _share(old: Path, new: Path) -> None:
    """Replace files that are byte for byte those of the old release by hard links to them, where the disk has such."""
    for path in (p for p in new.rglob("*") if p.is_file()):
        twin, spare = old / path.relative_to(new), path.with_name(path.name + "~")
        if _same(twin, path):
            with suppress(OSError):
                os.link(twin, spare)
                spare.replace(path)
