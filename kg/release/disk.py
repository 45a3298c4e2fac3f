"""A release on disk: made aside, described by its manifest, and put in place by one rename.

OUT holds `releases/<id>/` and the link `current`. A build that is interrupted leaves what was there; two builds at
once are refused; files that did not change since the current release are hard links to it.
"""

from __future__ import annotations

import filecmp
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any

import msgspec

from kg.release.manifest import MANIFEST, PARTS, File
from kg.release.opened import RELEASES
from kg.release.stores import sweep
from kg.system.errors import ReelgraphError

_PARTS = "manifest"
_PAGE = "index.html"
_MEDIA_TYPES = {
    ".nt": "application/n-triples",
    ".nq": "application/n-quads",
    ".ttl": "text/turtle",
    ".jsonld": "application/ld+json",
    ".json": "application/json",
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".tsv": "text/tab-separated-values",
    ".csv": "text/csv",
    ".md": "text/markdown",
    ".toml": "application/toml",
    ".rq": "application/sparql-query",
    ".xml": "application/xml",
}
_ROLES = {"dump": "dump", "evidence": "evidence", "report": "report", "identities": "ledger", "ontology": "ontology"}
_ROLES |= {"shapes": "shapes", "queries": "queries", "feed": "feed"}
_ROLES |= {"sitemap": "sitemap", "sitemap.xml": "sitemap", "indexnow": "sitemap"}


@contextmanager
def staging(out: Path) -> Iterator[Path]:
    """An empty folder inside OUT to make a release in; only one build at a time may have it."""
    from filelock import FileLock, Timeout

    # A folder of its own: what is left of a build that was killed may still be writing.
    folder = out / f".building-{os.getpid()}"
    try:
        out.mkdir(parents=True, exist_ok=True)
        lock = FileLock(out / ".lock", timeout=0)
        lock.acquire()
    except Timeout:
        raise ReelgraphError(f"{out}: another build is writing here; wait for it or choose another folder") from None
    except OSError as error:
        raise _cannot_write(out, error) from None
    try:
        for left in out.glob(".building-*"):
            shutil.rmtree(left, ignore_errors=True)
        folder.mkdir()
        yield folder
    except OSError as error:
        raise _cannot_write(out, error) from None
    except sqlite3.OperationalError as error:
        raise ReelgraphError(f"{out}: cannot keep what the build needs on disk: {error}") from None
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        lock.release()


def _cannot_write(out: Path, error: OSError) -> ReelgraphError:
    return ReelgraphError(f"{error.filename or out}: {error.strerror or error}")


def describe(release: Path, facts: dict[str, Any]) -> str:
    """Write the manifest of a finished folder: facts and files. Returns the release's id: its date and its hash."""
    by_digit: dict[str, list[File]] = {}
    files: list[File] = []
    for path in sorted(p for p in release.rglob("*") if p.is_file()):
        file = _file(release, path)
        if file.role:
            files.append(file)
        else:
            by_digit.setdefault(sha256(file.path.encode()).hexdigest()[0], []).append(file)
    for digit, entities in sorted(by_digit.items()):
        part = release / _PARTS / f"{digit}.json"
        part.parent.mkdir(exist_ok=True)
        part.write_bytes(_json({"files": sorted(entities, key=lambda file: file.path)}))
        files.append(msgspec.structs.replace(_file(release, part), role=PARTS))
    manifest = _json(facts | {"files": sorted(files, key=lambda file: (file.role, file.path))})
    (release / MANIFEST).write_bytes(manifest)
    return f"{facts['date']}-{sha256(manifest).hexdigest()[:8]}"


def adopt(out: Path, release: Path, identifier: str) -> Path:
    """Put a finished folder in place and switch `current` to it by one rename."""
    target = out / RELEASES / identifier
    current = out / "current"
    target.parent.mkdir(exist_ok=True)
    if target.exists() and not _same(target, release):
        # The id is that of the content, so what stands there was damaged.
        shutil.rmtree(target)
    if not target.exists():
        if current.exists():
            _share(current.resolve(), release)
        release.rename(target)
    link = out / ".current"
    link.unlink(missing_ok=True)
    link.symlink_to(Path(RELEASES) / identifier, target_is_directory=True)
    link.replace(current)
    sweep(out)
    return target


def files(release: Path, role: str) -> list[File]:
    """The files of a role in a finished folder, by path."""
    folders = sorted(folder for folder, called in _ROLES.items() if called == role)
    paths = (path for folder in folders for path in sorted((release / folder).rglob("*")) if path.is_file())
    return [file for path in paths if (file := _file(release, path)).role == role]


def _same(one: Path, other: Path) -> bool:
    files = [{p.relative_to(folder) for p in folder.rglob("*") if p.is_file()} for folder in (one, other)]
    return files[0] == files[1] and all(filecmp.cmp(one / p, other / p, shallow=False) for p in files[0])


def _share(old: Path, new: Path) -> None:
    """Replace files that are byte for byte those of the old release by hard links to them."""
    for path in (p for p in new.rglob("*") if p.is_file()):
        twin = old / path.relative_to(new)
        if twin.is_file() and filecmp.cmp(twin, path, shallow=False):
            spare = path.with_name(path.name + "~")
            os.link(twin, spare)
            spare.replace(path)


def _file(release: Path, path: Path) -> File:
    relative = path.relative_to(release)
    with path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    carried = path.name != _PAGE
    role = _ROLES.get(relative.parts[0], "") if carried else ""
    media_type = _MEDIA_TYPES.get(path.suffix, "application/octet-stream")
    return File(relative.as_posix(), media_type, path.stat().st_size, digest, role)


def _json(value: Any) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"
