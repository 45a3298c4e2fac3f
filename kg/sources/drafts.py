"""Drafts of catalogues: what a file, a folder or a release is made into by `kg init`."""

from __future__ import annotations

import glob
import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import msgspec
from msgspec import Struct

from kg.model import iris
from kg.model.formats import format_of, suffixes
from kg.report.report import many
from kg.sources.config import Reader
from kg.sources.fields import fields
from kg.sources.looks import counted, is_hidden, reader_of, unknown
from kg.sources.tables import proposed
from kg.sources.tables.proposal import Proposal, propose
from kg.sources.tables.rows import SUFFIXES
from kg.system import files
from kg.system.errors import ReelgraphError
from kg.system.files import suffix
from kg.system.toml.writing import quoted

_FIRST = '{"title": "All of Us Strangers", "year": 2023, "directors": [{"name": "Andrew Haigh"}]}\n'
_MOST_FILES = 10_000
_NATIVE = ("jsonl", "json")
_LARGEST = 1 << 22
"""In bytes: of a manifest, and of the first record."""

_DUMPS = ("current/dump", "dump")
"""Where a release has its dumps: one in the OUT of builds, or one that was copied."""


class Draft(Struct, frozen=True):
    """What a catalogue is made of: files to copy, by their names in it, and what is written of each source.

    `told`: lines that say what was found; `asks`: what a person has to fill in before it can be built.
    """

    name: str
    sources: tuple[str, ...]
    copies: dict[str, Path | str]
    told: tuple[str, ...] = ()
    language: str = ""
    asks: str = ""

    def copy(self, folder: Path) -> None:
        """Put the files into the catalogue; a text is a file's content."""
        for place, given in self.copies.items():
            (folder / place).parent.mkdir(parents=True, exist_ok=True)
            if isinstance(given, Path):
                shutil.copyfile(given, folder / place)
            else:
                (folder / place).write_text(given, "utf-8")

    def remove(self, folder: Path) -> None:
        """Take away what was copied."""
        for place in self.copies:
            (folder / place).unlink(missing_ok=True)


def example() -> Draft:
    """One film, to be replaced by one's own."""
    return Draft("films.jsonl", (_source("films.jsonl", "native"),), {"films.jsonl": _FIRST})


def of(given: Path) -> Draft:
    """What a path becomes. Raises ReelgraphError where nothing is known to read it."""
    if given.is_dir():
        name = given.resolve().name
        dumps = next((given / place for place in _DUMPS if (given / place).is_dir()), None)
        return _of_release(dumps, name) if dumps else _of_folder(given, name)
    reader = _reader(given)
    if reader == "table":
        found = propose(given)
        asks = (
            "" if found.has_title else 'no column looks like a title: write the column of the titles behind "title ="'
        )
        source = _mapped(found, given.name)
        return Draft(given.name, (source,), {given.name: given}, tuple(proposed.told(found)), found.language, asks)
    if reader is None:
        known = f"no reader is known for it; give a table ({' '.join(SUFFIXES)}), a page, RDF or XML"
        raise ReelgraphError(f"{files.name(given)}: {known}")
    return Draft(given.name, (_source(given.name, reader),), {given.name: given}, (f"{given.name}: reader {reader}",))


def _of_release(dumps: Path, name: str) -> Draft:
    """The N-Triples of a release, which are one graph, with the licence that it states."""
    paths = sorted(path for path in dumps.iterdir() if suffix(path) in suffixes("ntriples"))
    if not paths:
        raise ReelgraphError(f"{files.name(dumps)}: has no N-Triples; a release has them in dump/")
    licence = _licence_of(dumps.parent / "manifest.json")
    copies: dict[str, Path | str] = {f"{name}/{path.name}": path for path in paths}
    source = _source(f"{glob.escape(name)}/*{paths[0].suffix}", "rdf", name=name, licence=licence, is_pattern=True)
    return Draft(name, (source,), copies, (f"a release: {many(len(paths), 'dump')}",))


def _of_folder(folder: Path, name: str) -> Draft:
    """The files of a folder that can be read: those of one suffix as a source, and each table."""
    paths = [path for path in files.below(folder) if path.is_file() and not is_hidden(path.relative_to(folder))]
    if len(paths) > _MOST_FILES:
        raise ReelgraphError(f"{files.name(folder)}: has more than {_MOST_FILES} files; give one of its folders")
    readers = {path: _reader(path) for path in paths}
    groups: dict[str, list[Path]] = {}
    for path in (path for path, reader in readers.items() if reader and reader != "table"):
        groups.setdefault(path.suffix, []).append(path)
    sources, told, copies, taken = list[str](), list[str](), dict[str, Path | str](), set[str]()
    for ending, group in groups.items():
        reader = Counter(one for path in group if (one := readers[path])).most_common(1)[0][0]
        pattern, named = f"{glob.escape(name)}/**/*{ending}", _once(f"{name}-{ending[1:]}", taken)
        sources.append(_source(pattern, reader, name=named, is_pattern=True))
        told.append(f"{counted(len(group), ending)}: reader {reader}")
        copies |= {f"{name}/{path.relative_to(folder).as_posix()}": path for path in group}
    for path in (path for path, reader in readers.items() if reader == "table"):
        place = f"{name}/{path.relative_to(folder).as_posix()}"
        proposal, why = _proposed(path)
        if proposal:
            sources.append(_mapped(proposal, place, _once(place, taken)))
            copies[place] = path
        told += [f"{place}:", *proposed.told(proposal)] if proposal else [f"{place}: {why}; left out"]
    told += unknown(path for path, reader in readers.items() if not reader)
    if not sources:
        raise ReelgraphError(f"{files.name(folder)}: none of its files can be read; give tables, pages, RDF or XML")
    return Draft(name, tuple(sources), copies, tuple(told))


def _proposed(table: Path) -> tuple[Proposal | None, str]:
    """The proposal for a table that has films, else why there is none."""
    try:
        found = propose(table)
    except ReelgraphError as error:
        return None, str(error)
    return (found, "") if found.has_title else (None, "no column looks like titles")


def _once(name: str, taken: set[str]) -> str:
    """The name of a source, which no other has."""
    named = iris.slug([name])
    while named in taken:
        named += "-2"
    taken.add(named)
    return named


def _mapped(found: Proposal, place: str, name: str = "") -> str:
    """A source that is a table, with its mapping."""
    lines = "".join(f"{line}\n" for line in proposed.lines(found))
    return _source(place, "table", found.language, name=name) + lines


def _licence_of(manifest: Path) -> str:
    try:
        stated = msgspec.json.decode(files.whole(manifest, _LARGEST))
    except (ReelgraphError, OSError, msgspec.DecodeError):
        return ""
    licence = stated.get("licence") if isinstance(stated, dict) else None
    return licence if isinstance(licence, str) else ""


def _reader(path: Path) -> Reader | None:
    """The reader for a file; JSON and the like are tables unless they are RDF or native records."""
    reader = reader_of(path)
    return "table" if suffix(path) in SUFFIXES and reader != "rdf" and not _is_native(path) else reader


def _is_native(path: Path) -> bool:
    """Whether a file holds records as `kg read` writes them: people are objects, under the names of a record."""
    found = format_of(path)
    if found is None or found.name not in _NATIVE:
        return False
    try:
        with files.opened(path) as file:
            first = msgspec.json.decode(file.readline(_LARGEST))
    except (ReelgraphError, OSError, msgspec.DecodeError):
        return False
    if not isinstance(first, dict) or not first.keys() <= {*fields(), "source", "faults"}:
        return False
    things = (one for value in first.values() if isinstance(value, list) for one in value)
    return "source" in first or any(isinstance(one, dict) and "name" in one for one in things)


def _source(
    path: str, reader: Reader, language: str = "", name: str = "", licence: str = "", *, is_pattern: bool = False
) -> str:
    """The settings of a source, as they are written; the path of a file is made a pattern."""
    unsure = "" if language else ": change it"
    fill_in = "" if licence else ": fill in the address of its licence, if it has one"
    lines = (
        f"name = {quoted(iris.slug([name or Path(path).stem]))}",
        f"path = {quoted(path if is_pattern else glob.escape(path))}",
        f"reader = {quoted(reader)}",
        f"licence = {quoted(licence)}  # of this source{fill_in}",
        f"date = {date.today()}  # when it was retrieved",
        f'language = "{language or "en"}"  # of its running text, such as descriptions{unsure}',
    )
    return "".join(f"{line}\n" for line in lines)
