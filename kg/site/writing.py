"""The site's files. Pages of things are written part by part, lists one by one, by any process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from typing import BinaryIO

import msgspec

from kg.graph.origins import IDENTITIES, Made, Origins
from kg.graph.ranges import MADE
from kg.model.profile import profile
from kg.release import redirects
from kg.release.documents import Document, documents
from kg.release.markup import node
from kg.release.names import Names
from kg.release.selection import Selection
from kg.release.writing import NAMES
from kg.site import alone, browse, calendar, entity, moved, programme, schemamap
from kg.site.browse import List
from kg.site.entity import Subject
from kg.site.frame import Site
from kg.site.index import Index
from kg.site.index_rows import IndexRow, rows
from kg.site.items import Items
from kg.site.search import bundle
from kg.site.search.bundle import Entry
from kg.site.search.entries import MOST, entry
from kg.site.showings import Programme
from kg.site.ways import documented
from kg.sources.catalogue import Catalogue

INDEX = "site.sqlite"
BUNDLE = "search/bundle"
ASSETS = Path(__file__).parent / "assets"


def indexer(languages: Sequence[str]) -> Sequence[str]:
    """For `index`: the languages of the site."""
    return languages


def index(languages: Sequence[str], part: Path) -> list[IndexRow]:
    """Index a part: a file of sorted N-Triples lines of whole documents of one folder."""
    return list(rows(part, profile(), languages))


def site(catalogue: Catalogue, date: str, work: Path) -> Site:
    """The site of a catalogue on a day (ISO 8601), with what the index has to browse."""
    index = Index(work / INDEX)
    sections = browse.sections(index, profile())
    shown = bool(index.days(date))
    index.close()
    named = (catalogue.name, catalogue.publisher, catalogue.licence, catalogue.base)
    settings = (catalogue.syntax, catalogue.ratings_in_markup, shown)
    return Site(*named, tuple(catalogue.languages), date, sections, *settings)


def lists(work: Path, date: str) -> list[List]:
    """The lists of the site, each a task; `date` is the release's (ISO 8601)."""
    index = Index(work / INDEX)
    found = [*browse.lists(index, profile()), *programme.lists(index, date)]
    index.close()
    return found


class Writer:
    """What writing needs besides the task; every process has its own."""

    def __init__(self, catalogue: Catalogue, site: Site, work: Path, target: Path) -> None:
        """`work` has the parts and the index, `target` is the release's folder."""
        self._names = Names(work / NAMES)
        self._origins = Origins(work / IDENTITIES)
        self._catalogue = catalogue
        self._site = site
        self._work = work
        self._target = target
        index = Index(work / INDEX)
        self._items = [Items(site, language, index, profile()) for language in site.languages]

    def things(self, part: Path) -> int:
        """Write the pages of a part's documents in every language, with what searches and programs find; how many."""
        with part.open("rb") as lines, ExitStack() as stack:
            paths = (_beside(self._work / "search" / items.language, part) for items in self._items)
            found = [stack.enter_context(path.open("wb")) for path in paths]
            stated = stack.enter_context(_beside(self._work / schemamap.FOLDER, part).open("wb"))
            records = stack.enter_context((self._work / MADE / part.parent.name / part.name).open(encoding="utf-8"))
            made = map(self._origins.made, records)
            return sum(self._document(*each, found, stated) for each in zip(documents(lines), made, strict=True))

    def listing(self, which: List) -> int:
        """Write the pages of a list in every language; gives how many."""
        return sum(self._write(items.language, self._pages(which, items)) for items in self._items)

    def _pages(self, which: List, items: Items) -> Iterator[tuple[str, str]]:
        if which.folder == programme.FOLDER:
            return programme.written(which.slug, Programme(items, self._names))
        return browse.written(which, items)

    def moved(self) -> int:
        """Write the pages at the addresses of things that are part of others now; gives how many."""
        found = ((redirect, items) for redirect in redirects.read(self._target) for items in self._items)
        return sum(self._write(items.language, [moved.page(redirect, items)]) for redirect, items in found)

    def alone(self, reference: Mapping[str, str]) -> None:
        """Write the pages of which there is one, and the index of the search.

        `reference` has pages of the manual that stand for those that are written.
        """
        for language, path, content in alone.pages(self._items, self._target, self._catalogue, reference):
            self._write(language, [(path, content)])
        bundle.write(_found(self._work, self._site), self._target / BUNDLE)

    def _document(self, document: Document, made: Made, found: Sequence[BinaryIO], stated: BinaryIO) -> int:
        near = self._names.near(document)
        selection = Selection(document, near, profile(), self._site.date, self._site.ratings_in_markup)
        about = node(selection)
        stated.write(schemamap.line(about).encode())
        written = 0
        for items, entries in zip(self._items, found, strict=True):
            subject = Subject(selection, about, items, made, Programme(items, self._names))
            written += self._write(items.language, [(subject.frame.path, entity.page(subject))])
            written += self._write(items.language, entity.further(subject))
            if subject.career:
                self._write(items.language, [(subject.frame.path + entity.PICTURE, subject.career)])
            if subject.shown:
                self._write(items.language, [(subject.frame.path + calendar.FILE, subject.calendar)])
            entries.write(msgspec.json.encode(entry(subject)) + b"\n")
        return written

    def _write(self, language: str, pages: Iterable[tuple[str, str | bytes]]) -> int:
        """Write pages, by the paths of their folders, and other files; gives how many."""
        count = 0
        for path, content in pages:
            file = self._target / self._site.prefix(language) / path
            file = file / "index.html" if isinstance(content, str) else file
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content.encode() if isinstance(content, str) else content)
            count += 1
        return count


def _found(work: Path, site: Site) -> Iterator[Entry]:
    """What the search finds, language by language: films first, then kind by kind, as many as it can hold."""
    decode = msgspec.json.Decoder(Entry).decode_lines
    for language in site.languages:
        folders = (work / "search" / language / shape.folder for shape in documented(profile()))
        paths = (path for folder in folders for path in sorted(folder.glob("*")))
        yield from islice((entry for path in paths for entry in decode(path.read_bytes())), MOST)


def _beside(folder: Path, part: Path) -> Path:
    """The file in a folder that has what belongs to a part."""
    path = folder / part.parent.name / part.name
    path.parent.mkdir(parents=True, exist_ok=True)
    return path
