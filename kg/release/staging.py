"""Where a release is made: a folder inside OUT that one build at a time has, and that ends with it."""

from __future__ import annotations

import re
import secrets
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from os.path import realpath
from pathlib import Path

from filelock import FileLock, Timeout

from kg.release.opened import CURRENT, RELEASES, is_release, keeps
from kg.system import signals
from kg.system.errors import ReelgraphError, trouble

_LOCK = ".lock"
_OURS = re.compile(r"\.building-[0-9a-f]{16}\.lock")


@contextmanager
def staging(out: Path) -> Iterator[Path]:
    """An empty folder inside OUT to make a release in; only one build at a time may have it.

    Raises ReelgraphError, also for what the disk refuses to the block.
    """
    if out.exists() and not out.is_dir():
        raise ReelgraphError(f"{out}: is a file; choose a folder")
    with _told(out):
        _check(out)
        (out / RELEASES).mkdir(parents=True, exist_ok=True)
        try:
            lock = FileLock(out / _LOCK, timeout=0).acquire()
        except Timeout:
            raise ReelgraphError(
                f"{out}: another build is writing here; wait for it, or choose another folder"
            ) from None
        with lock:
            _sweep(out)
            with _folder(out) as folder:
                yield folder


def _check(out: Path) -> None:
    """An OUT may hold nothing else of that name, and be no part of what is published already."""
    current, real = out / CURRENT, Path(realpath(out))
    if current.exists() and not current.is_symlink():
        what = "a folder" if current.is_dir() else "a file"
        raise ReelgraphError(f"{current}: is {what}, not the link that a build makes; move it away")
    for folder in (real, *real.parents):
        if (folder != real and keeps(folder)) or is_release(folder):
            raise ReelgraphError(f"{out}: is inside {folder}, which is a published release; choose a folder outside it")


@contextmanager
def _folder(out: Path) -> Iterator[Path]:
    """A folder that is known as ours by the lock beside it, which ends with this process, however that one ends."""
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
    except OSError as error:
        raise ReelgraphError(trouble(error, out)) from None
    except sqlite3.OperationalError as error:
        raise ReelgraphError(f"{out}: cannot write the working files of the build: {error}") from None
