"""How a release comes to be in OUT: made aside, put in place by one rename, and made current by another one.

OUT holds `releases/<id>/` and the link `current`. An id is that of a content, so what stands under it is mended, file
by file, and never removed: whoever follows `current` finds a release at every instant. A build that is interrupted
leaves what was there; two builds at once are refused. No file of a person's is deleted.
"""

from __future__ import annotations

import filecmp
import os
import re
import secrets
import shutil
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import chain, count
from pathlib import Path
from typing import NamedTuple

from kg.release.disk import MANIFEST, paths
from kg.system import signals
from kg.system.errors import ReelgraphError

_LOCK = ".lock"
_OURS = re.compile(r"\.building-[0-9a-f]{16}\.lock")
_NAMED = 5
"""So many files are named in a line."""


class Adopted(NamedTuple):
    """Where a release is, and in words which files stood in it or in the one before that are not the builder's."""

    place: Path
    kept: tuple[str, ...]


@contextmanager
def staging(out: Path) -> Iterator[Path]:
    """An empty folder inside OUT to make a release in; only one build at a time may have it.

    Raises ReelgraphError, also for what the disk refuses to the block.
    """
    from filelock import FileLock, Timeout

    with _told(out):
        (out / "releases").mkdir(parents=True, exist_ok=True)
        _check(out / "current")
        lock = FileLock(out / _LOCK, timeout=0)
        try:
            lock.acquire()
        except Timeout:
            raise ReelgraphError(f"{out}: another build is writing here; wait for it or choose another") from None
        try:
            _sweep(out)
            with _folder(out) as folder:
                yield folder
        finally:
            lock.release()


def _check(current: Path) -> None:
    if current.exists() and not current.is_symlink():
        what = "a folder" if current.is_dir() else "a file"
        raise ReelgraphError(f"{current}: is {what} and not the link that a build makes; move it elsewhere")


@contextmanager
def _folder(out: Path) -> Iterator[Path]:
    """A folder that is known as ours by the lock beside it, which ends with this process, however that one ends."""
    from filelock import FileLock

    folder = out / f".building-{secrets.token_hex(8)}"
    lock = folder.with_suffix(_LOCK)
    try:
        with FileLock(lock):
            folder.mkdir()
            yield folder
    finally:
        signals.ignore()
        _remove(lock)


def _sweep(out: Path) -> None:
    """Remove what builds have left that are no more: nobody holds their locks."""
    from filelock import FileLock, Timeout

    for path in [path for path in out.iterdir() if _OURS.fullmatch(path.name) and path.is_file()]:
        with suppress(Timeout), FileLock(path, timeout=0):
            _remove(path)


def _remove(lock: Path) -> None:
    """The folder first: as long as something is left of it, its lock says whose it is."""
    folder = lock.with_suffix("")
    shutil.rmtree(folder, ignore_errors=True)
    if not folder.exists():
        lock.unlink(missing_ok=True)


@contextmanager
def _told(out: Path) -> Iterator[None]:
    """What the disk refuses is one line."""
    try:
        yield
    except shutil.Error as error:  # the files that could not be copied, each with its reason
        path, _, reason = error.args[0][0]
        raise ReelgraphError(f"{path}: {reason}") from None
    except OSError as error:
        raise ReelgraphError(f"{error.filename or out}: {error.strerror or error}") from None
    except sqlite3.OperationalError as error:
        raise ReelgraphError(f"{out}: cannot keep what the build needs on disk: {error}") from None


def adopt(out: Path, release: Path, identifier: str) -> Adopted:
    """Put a finished folder of `staging` in place and switch `current` to it by one rename."""
    target, current, aside = out / "releases" / identifier, out / "current", _unused(out / "kept" / identifier)
    kept: list[str] = []
    if target.is_dir():
        kept += _mend(target, release, aside)
    elif os.path.lexists(target):
        _put_aside(target, aside)
        kept.append(f"{target} is where a release goes; what stood there is {aside}")
    elif current.exists() and current.resolve().parent == target.parent.resolve():
        _share(current.resolve(), release)
        kept += _left(current.resolve())
    link = release.parent / "current"
    link.symlink_to(Path("releases") / identifier, target_is_directory=True)
    signals.ignore()
    if not target.is_dir():
        release.rename(target)
    link.replace(current)
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
        yield f"{_named(damaged)} in {old}: not what the release has; what stood there is kept in {aside}"


def _left(old: Path) -> Iterator[str]:
    """What people put into the release before. It stays there."""
    with suppress(ReelgraphError):
        if foreign := sorted(_foreign(old, _listed(old))):
            yield f"{_named(foreign)} in {old}: not part of a release, so not in the new one; copy what belongs there"


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
    own = {Path(MANIFEST): False}
    for path in paths(release):
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
    shown = ["".join(c if c.isprintable() else "\ufffd" for c in path.as_posix()) for path in paths[:_NAMED]]
    return ", ".join(shown) + (f" and {len(paths) - _NAMED} more" if len(paths) > _NAMED else "")


def _share(old: Path, new: Path) -> None:
    """Replace files that are byte for byte those of the old release by hard links to them, where the disk has such."""
    for path in (p for p in new.rglob("*") if p.is_file()):
        twin, spare = old / path.relative_to(new), path.with_name(path.name + "~")
        if _same(twin, path):
            with suppress(OSError):
                os.link(twin, spare)
                spare.replace(path)
