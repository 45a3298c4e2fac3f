"""What is in a finished folder: the files of a release with media types, hashes and roles, and its manifest."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from kg.model.formats import media_type
from kg.release.manifest import MANIFEST, PARTS, File, digest
from kg.system.files import below

_PARTS = "manifest"
_PAGE = "index.html"
_ROLES = {"dump": "dump", "evidence": "evidence", "report": "report", "identities": "ledger", "ontology": "ontology"}
_ROLES |= {"shapes": "shapes", "queries": "queries", "feed": "feed"}
_ROLES |= {"redirects": "redirects", "_redirects": "redirects"}
_ROLES |= {"sitemap": "sitemap", "sitemap.xml": "sitemap", "indexnow": "sitemap"}
_ROLES |= {"schemamap": "schemamap", "schemamap.xml": "schemamap"}
FOLDERS = frozenset(_ROLES)
"""The folders that have a role in a release."""


def describe(release: Path, facts: dict[str, Any]) -> str:
    """Write the manifest of a finished folder: facts and files. Returns the release's id: its date and its hash."""
    by_digit: dict[str, list[File]] = {}
    files: list[File] = []
    for path in below(release):
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


def files(release: Path, role: str) -> list[File]:
    """The files of a role in a finished folder, by path."""
    folders = sorted(folder for folder, called in _ROLES.items() if called == role)
    paths = (path for folder in folders if (release / folder).is_dir() for path in below(release / folder))
    return [file for path in paths if (file := _file(release, path)).role == role]


def _file(release: Path, path: Path) -> File:
    relative = path.parts[len(release.parts) :]
    role = _ROLES.get(relative[0], "") if relative[-1] != _PAGE else ""
    return File("/".join(relative), media_type(path), path.stat().st_size, digest(path), role)


def _json(value: Any) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"
