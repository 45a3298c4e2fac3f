"""A release as it is read: found, looked things up in, and checked. All that reads a release goes through it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from os.path import realpath
from pathlib import Path
from typing import TYPE_CHECKING

from kg.model import iris
from kg.model.formats import named
from kg.release.films import FOLDER, NO_MARKUP, Film, Films
from kg.release.manifest import CHANGED, MANIFEST, PARTS, File, Manifest, damaged, digest, read
from kg.report.report import many
from kg.system import resources
from kg.system.errors import ReelgraphError, trouble

if TYPE_CHECKING:
    import pyoxigraph as ox

CURRENT, RELEASES = "current", "releases"
OWN = "own"
"""The folder, below those of shapes and queries, of what the catalogue brought."""

N_TRIPLES = named("ntriples").media_type
_MISSING = "the file is missing, or is not a regular file"
_THING = f"{iris.THIS}>".encode()


@dataclass(frozen=True)
class Release:
    """A release in a folder; `out` is the OUT of builds that keeps it, None for one that stands alone."""

    folder: Path
    out: Path | None
    manifest: Manifest

    @classmethod
    def open(cls, out: Path) -> Release:
        """The release to read in OUT: what `current` points to, or OUT itself where it is a release.

        Raises ReelgraphError where there is none, and where its manifest cannot be trusted.
        """
        for folder, keeper in ((out / CURRENT, out), (out, Path(realpath(out)).parent.parent)):
            if (folder / MANIFEST).is_file():
                return cls(folder, keeper if keeps(keeper) else None, read(folder / MANIFEST))
        raise ReelgraphError(f"{out}: not a release (no {MANIFEST}); make one with `kg build CATALOGUE --out {out}`")

    @cached_property
    def brought(self) -> resources.Brought:
        """What its catalogue brought that holds for who asks it: shapes and queries."""
        return resources.found(self.folder, OWN)

    @property
    def base(self) -> str:
        """What the IRIs of its things begin with."""
        return self.manifest.base

    @cached_property
    def films(self) -> Films:
        """The films that have markup."""
        return Films(self.folder, self.base, self.manifest.languages)

    def wanted(self, name: str) -> Film:
        """The film with this IRI, the address or path of its page, or its slug, or whose source states this page alone.

        Raises ReelgraphError for none.
        """
        stated = self.films.at(name) if "://" in name else ()
        found = self.films.named(name) or (stated[0] if len(stated) == 1 else None)
        if not found:
            there = (self.folder / FOLDER).is_dir()
            hint = self.films.meant(name) or (f"see the file names in {self.folder / FOLDER}/" if there else NO_MARKUP)
            raise ReelgraphError(f"{name}: not in the release {self.folder}; {hint}")
        return found

    def files(self, role: str, media_type: str = "") -> list[File]:
        """The files of a role, of a media type if one is given, in the order of the manifest."""
        return [file for file in self.manifest.files if file.role == role and media_type in ("", file.media_type)]

    def path(self, file: File) -> Path:
        """Where a file of the manifest is. Raises ReelgraphError where it is not a file that lies in the release."""
        path = self.folder / file.path
        if not self._has(path):
            raise damaged(path, _MISSING)
        return path

    def checked(self, file: File) -> Path:
        """Where a file of the manifest is. Raises ReelgraphError where it is not what the manifest says."""
        if complaint := self.complaint(file):
            raise ReelgraphError(complaint)
        return self.folder / file.path

    def has_any(self, files: Iterable[File]) -> bool:
        """Whether one of these files of the manifest is there."""
        return any(self._has(self.folder / file.path) for file in files)

    def _has(self, path: Path) -> bool:
        return path.is_file() and path.resolve().is_relative_to(self.folder.resolve())

    def graph(self, document: str) -> Iterator[ox.Quad]:
        """What the document of an IRI states, and what those that it links to are called; nothing for others' IRIs."""
        import pyoxigraph as ox

        local = iris.document(document).removeprefix(self.base)
        path = self.folder / local / "index.nt"
        if not document.startswith(self.base) or ".." in local.split("/") or not path.is_file():
            return
        try:
            yield from ox.parse(path=path, format=ox.RdfFormat.N_TRIPLES)
        except (OSError, SyntaxError) as error:
            raise damaged(path, error) from None

    def entities(self) -> Iterator[str]:
        """The IRIs of all things that have a document, as the dumps have them: kind by kind, sorted."""
        for file in self.files("dump", N_TRIPLES):
            last = b""
            with self.path(file).open("rb") as lines:
                for line in lines:
                    subject = line[1 : line.find(b" ")]
                    if subject != last and subject.endswith(_THING):
                        yield subject[:-1].decode(errors="replace")
                    last = subject

    def paths(self) -> Iterator[Path]:
        """The paths of all its files, the manifest first, as that and its parts list them."""
        yield Path(MANIFEST)
        yield from (Path(file.path) for file in self.all_files())

    def all_files(self, unread: dict[str, str] | None = None) -> Iterator[File]:
        """What the manifest lists, then its parts. Those that cannot be read go, with the reason, into `unread`.

        Raises ReelgraphError at the first of them where that is not given.
        """
        yield from self.manifest.files
        for part in self.files(PARTS):
            try:
                yield from read(self.path(part)).files
            except (ReelgraphError, OSError) as error:
                if unread is None:
                    raise
                unread[part.path] = str(error)

    def complaint(self, file: File) -> str:
        """What is wrong with a file of the manifest; "" for nothing."""
        path = self.folder / file.path
        if not self._has(path):
            return f"{path}: {_MISSING}"
        try:
            found = digest(path)
        except OSError as error:
            return trouble(error, path)
        if (size := path.stat().st_size) != file.bytes:
            return f"{path}: has {many(size, 'byte')}; the manifest says {file.bytes}"
        return "" if found == file.sha256 else f"{path}: {CHANGED}"


def brought_by(out: Path) -> resources.Brought:
    """What the catalogue of the release in OUT brought; nothing where there is none."""
    folders = (folder for folder in (out / CURRENT, out) if (folder / MANIFEST).is_file())
    return next((resources.found(folder, OWN) for folder in folders), ())


def keeps(folder: Path) -> bool:
    """Whether a folder is the OUT of builds: its `current` is a link to one of its releases."""
    current = folder / CURRENT
    return current.is_symlink() and Path(realpath(current)).parent == Path(realpath(folder / RELEASES))


def is_release(folder: Path) -> bool:
    """Whether a folder itself is a release. Others have a file of that name too: a web application, say."""
    with suppress(ReelgraphError):
        return bool((folder / MANIFEST).is_file() and read(folder / MANIFEST).base)
    return False
