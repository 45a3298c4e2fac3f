"""A release as the beginning of a catalogue: its dumps, what it says of itself, and the shapes of its own."""

from __future__ import annotations

import glob
from pathlib import Path
from typing import Any

import msgspec

from kg.model.formats import suffixes
from kg.model.prefixes import DCTERMS
from kg.report.report import many
from kg.sources.catalogue import FILE
from kg.sources.draft import Draft, Source, free
from kg.system import files, resources
from kg.system.errors import ReelgraphError
from kg.system.files import suffix

_LARGEST = 1 << 22
"""In bytes: of a manifest, and of what is said of sources."""

_DUMPS = ("current/dump", "dump")
"""Where a release has its dumps: one in the OUT of builds, or one that was copied."""

_MANIFEST = "manifest.json"

_MANY = 5
"""So many licences are named."""


def whole(given: Path) -> Path:
    """The release of which a file is the manifest; any other path as it is."""
    return given.parent if given.name == _MANIFEST and (given.parent / _DUMPS[1]).is_dir() else given


def dumps_of(folder: Path) -> Path | None:
    """Where the dumps are, if a folder is a release, has one, or is the dumps of one."""
    if folder.name == _DUMPS[1] and (folder.parent / _MANIFEST).is_file():
        return folder
    return next((folder / place for place in _DUMPS if (folder / place).is_dir()), None)


def draft(dumps: Path, name: str) -> Draft:
    """Its N-Triples, which are one graph.

    The licence is left open: a release has what others made, which the licence of its facts does not cover.
    """
    paths = sorted(path for path in dumps.iterdir() if suffix(path) in suffixes("ntriples"))
    if not paths:
        raise ReelgraphError(f"{files.name(dumps)}: has no N-Triples; a release has them in dump/")
    own = sorted((dumps.parent / "shapes" / "own").glob(f"*{resources.KINDS['shapes']}"))
    source = Source(
        free(name, set()), f"{glob.escape(name)}/*{paths[0].suffix}", "rdf", licences=_licences(dumps.parent)
    )
    copies: dict[str, Path | str] = {f"{name}/{path.name}": path for path in paths}
    copies |= {f"shapes/{path.name}": path for path in own}
    told = [f"a release: {many(len(paths), 'dump')}", *(f"shapes/{path.name}: of the release" for path in own)]
    about = _manifest(dumps.parent / _MANIFEST)
    languages = _texts(about.get("languages")) or ("en",)
    named, publisher, base = ("".join(_texts([about.get(key)])) for key in ("name", "publisher", "base"))
    if base:
        told.append(f"its base, {base}, is not taken over: write it into {FILE} if the release is your own")
    return Draft((source,), copies, tuple(told), languages, name=named, publisher=publisher, base=base)


def _manifest(path: Path) -> dict[str, Any]:
    """What a manifest says; nothing where there is none that can be read."""
    try:
        stated = msgspec.json.decode(files.whole(path, _LARGEST))
    except (ReelgraphError, OSError, msgspec.DecodeError, RecursionError):
        return {}
    return stated if isinstance(stated, dict) else {}


def _texts(stated: object) -> tuple[str, ...]:
    return tuple(one for one in stated if isinstance(one, str) and one) if isinstance(stated, list) else ()


def _licences(release: Path) -> tuple[str, ...]:
    """What its sources are licensed under, as its evidence says."""
    import pyoxigraph as ox

    try:
        data = files.whole(release / "evidence" / "source.nq", _LARGEST)
        found = {
            quad.object.value
            for quad in ox.parse(data, ox.RdfFormat.N_QUADS)
            if quad.predicate.value == DCTERMS + "license" and isinstance(quad.object, ox.NamedNode)
        }
    except (ReelgraphError, OSError, SyntaxError, ValueError):
        return ()
    return tuple(sorted(found)[:_MANY])
