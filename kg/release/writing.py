"""From the gated graph to the files of a release: dumps by folder, and the files of single entities.

A *part* is a file of sorted N-Triples lines that holds whole documents of one folder. Parts are written in any order
and by any process; `assemble` puts the bodies of dumps together in the order of the parts' names.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby, islice
from pathlib import Path

import pyoxigraph as ox

from kg.model import iris
from kg.model.prefixes import SCHEMA
from kg.model.profile import RDF_TYPE, profile
from kg.release import markup, redirects
from kg.release.context import context
from kg.release.documents import Document, Neighbours, Thing, documents, ntriples
from kg.release.dumps import Dump, dumps
from kg.release.jsonld import jsonld
from kg.release.names import Names
from kg.release.selection import Selection
from kg.release.turtle import turtle

NAMES = "names.sqlite"
"""Where `name` puts what documents say of their neighbours."""

BATCH = 200
"""So many documents are in memory at once."""

_NAMING = (RDF_TYPE, SCHEMA + "name")


class Publisher:
    """What publishing needs besides the part; every process has its own."""

    def __init__(self, base: str, date: str, work: Path, target: Path, files: bool, ratings_in_markup: bool) -> None:
        """`work` has the parts, `target` is the folder of the release of a day; without `files` only dumps are made."""
        self._plan = profile()
        self._context = context(self._plan)
        self._work = work
        self._target = target
        self._names = Names(work / NAMES) if files else None
        self._base = base
        self._date = date
        self._allowed = ratings_in_markup

    def publish(self, part: Path) -> None:
        """Write the bodies of a part's dumps, and its documents' own files."""
        with ExitStack() as stack:
            found = documents(stack.enter_context(part.open("rb")))
            bodies = [(dump, stack.enter_context(_body(self._work, dump, part).open("wb"))) for dump in _dumps()]
            while batch := list(islice(found, BATCH)):
                for dump, body in bodies:
                    body.write(dump.separator if body.tell() else b"")
                    body.writelines(dump.body(batch))
                for document in batch if self._names else ():
                    self._write(document)

    def redirect(self) -> None:
        """Write files for the documents that have become others: each states what has taken its place."""
        for old, new in redirects.read(self._target):
            thing = Thing(old, (), {redirects.REPLACED: (ox.NamedNode(new),)})
            self._forms(Document(iris.document(old), {old: thing}))

    def _forms(self, document: Document) -> Neighbours:
        """Write the files of a document, and give its neighbours."""
        near = self._names.near(document) if self._names else {}
        folder = self._target / document.iri.removeprefix(self._base)
        folder.mkdir(parents=True)
        (folder / "index.nt").write_bytes(ntriples(document, near))
        (folder / "index.ttl").write_bytes(turtle(document, near, self._plan))
        (folder / "index.jsonld").write_bytes(jsonld(document, near, self._plan, self._context))
        return near

    def _write(self, document: Document) -> None:
        near = self._forms(document)
        if path := markup.path(document.thing, self._plan):
            file = self._target / path
            file.parent.mkdir(parents=True, exist_ok=True)
            said = markup.node(Selection(document, near, self._plan, self._date, self._allowed))
            file.write_text(markup.script(markup.graph([said])) + "\n", "utf-8")


def name(parts: Iterable[Path], path: Path) -> None:
    """Make the file of what documents say of their neighbours."""
    names = Names(path)
    for part in parts:
        names.add(_names(part))
    names.close()


def assemble(work: Path, target: Path) -> None:
    """Put the parts together: `dump/<folder>` in every format, and `evidence/<folder>.nq`."""
    (target / "dump").mkdir()
    (target / "evidence").mkdir()
    for folder in sorted((work / "published").glob("*")):
        _join(folder, target / "dump" / f"{folder.name}.nt")
    for folder in sorted((work / "evidence").glob("*")):
        _join(folder, target / "evidence" / f"{folder.name}.nq")
    for dump in _dumps():
        for folder in sorted((work / dump.suffix).glob("*")):
            _join(folder, target / "dump" / f"{folder.name}{dump.suffix}", dump.header, dump.separator, dump.footer)


def _join(folder: Path, target: Path, header: bytes = b"", separator: bytes = b"", footer: bytes = b"") -> None:
    with target.open("wb") as file:
        file.write(header)
        for number, part in enumerate(sorted(folder.iterdir())):
            file.write(separator if number else b"")
            with part.open("rb") as body:
                shutil.copyfileobj(body, file)
        file.write(footer)


def _dumps() -> tuple[Dump, ...]:
    return dumps(profile(), context(profile()))


def _body(work: Path, dump: Dump, part: Path) -> Path:
    path = work / dump.suffix / part.parent.name / part.name
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _names(part: Path) -> Iterator[tuple[str, str]]:
    """IRI → lines of type, name and what stands beside it, of the things in a part.

    What records are about is named alone: it has a page of its own, which says more.
    """
    shape = profile().by_folder[part.parent.name]
    beside = (field for field in shape.fields if field.on_card and shape.record != "Record")
    naming = {f"<{path}>" for path in (*_NAMING, *(path for field in beside for path in (field.path, *field.implied)))}
    with part.open(encoding="utf-8", newline="\n") as file:
        lines = (line.rstrip("\n") for line in file if line.split(" ", 2)[1] in naming)
        for subject, found in groupby(lines, key=lambda line: line.split(" ", 1)[0][1:-1]):
            if subject.endswith(iris.THIS):
                yield subject, "\n".join(found)
