"""Drafts of catalogues: what a file, a folder or a release is made into by `kg init`."""

from __future__ import annotations

import glob
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path

import msgspec
from msgspec import Struct

from kg.model import iris
from kg.model.formats import format_of
from kg.sources import mapping, toml
from kg.sources.config import Reader
from kg.sources.fields import fields
from kg.sources.looks import reader_of
from kg.sources.tables.proposal import propose
from kg.sources.tables.rows import SUFFIXES
from kg.system import files
from kg.system.errors import ReelgraphError
from kg.system.files import suffix

_FIRST = '{"title": "All of Us Strangers", "year": 2023, "directors": [{"name": "Andrew Haigh"}]}\n'
_MOST_FILES = 10_000
_NATIVE = ("jsonl", "json")
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
        dumps = next((given / name for name in _DUMPS if (given / name).is_dir()), None)
        return _of_folder(dumps or given, given.resolve().name)
    if suffix(given) in SUFFIXES and not _is_native(given) and reader_of(given) != "rdf":
        return _of_table(given)
    reader = reader_of(given)
    if reader is None:
        known = " ".join(SUFFIXES)
        raise ReelgraphError(
            f"{files.name(given)}: no reader is known for it; give a table ({known}), a page, RDF or XML"
        )
    return Draft(given.name, (_source(given.name, reader),), {given.name: given}, (f"{given.name}: reader {reader}",))


def _of_table(given: Path) -> Draft:
    found = propose(given)
    more = "".join(f"{line}\n" for line in mapping.lines(found))
    source = _source(given.name, "table", found.language) + more
    asks = "" if found.has_title else 'no column looks like a title: write the column of the titles behind "title ="'
    return Draft(given.name, (source,), {given.name: given}, tuple(mapping.told(found)), found.language, asks)


def _of_folder(folder: Path, name: str) -> Draft:
    """The files of a folder that can be read, those of one suffix and one reader as a source."""
    paths = sorted(islice((path for path in folder.rglob("*") if path.is_file()), _MOST_FILES))
    readers = {path: _reader(path) for path in paths}
    groups: dict[tuple[str, str], list[Path]] = {}
    for path, reader in readers.items():
        if reader and not files.name(path).startswith("."):
            groups.setdefault((path.suffix.lower(), ""), []).append(path)
    if not groups:
        raise ReelgraphError(f"{files.name(folder)}: none of its files can be read; give tables, pages, RDF or XML")
    sources, told, copies = [], [], dict[str, Path | str]()
    for (ending, _), group in groups.items():
        reader = Counter(found for path in group if (found := readers[path])).most_common(1)[0][0]
        if reader == "table":
            told += [
                f"{files.name(path)}: a table; make a catalogue of it: kg init --from {files.name(path)}"
                for path in group
            ]
            continue
        sources.append(_source(f"{name}/**/*{ending}", reader, name=f"{name}-{ending[1:]}", is_pattern=True))
        told.append(f"{len(group)} files {ending}: reader {reader}")
        copies |= {f"{name}/{path.relative_to(folder).as_posix()}": path for path in group}
    if not sources:
        raise ReelgraphError(f"{files.name(folder)}: holds only tables; give one of them")
    left = Counter(path.suffix for path, reader in readers.items() if not reader)
    told += [
        f"{count} files {ending or 'without suffix'}: no reader is known for them" for ending, count in left.items()
    ]
    return Draft(name, tuple(sources), copies, tuple(told))


def _reader(path: Path) -> Reader | None:
    return (
        "table" if suffix(path) in SUFFIXES and not _is_native(path) and reader_of(path) != "rdf" else reader_of(path)
    )


def _is_native(path: Path) -> bool:
    """Whether a file holds records as `kg read` writes them: people in it are objects, under the names of a record."""
    found = format_of(path)
    if found is None or found.name not in _NATIVE:
        return False
    try:
        with files.opened(path) as file:
            first = msgspec.json.decode(file.readline(1 << 20))
    except (ReelgraphError, OSError, msgspec.DecodeError):
        return False
    return (
        isinstance(first, dict)
        and "title" in first
        and "source" in first
        and first.keys() <= {*fields(), "source", "faults"}
    )


def _source(path: str, reader: Reader, language: str = "", name: str = "", *, is_pattern: bool = False) -> str:
    """The settings of a source, as they are written."""
    named = iris.slug([name or Path(path).stem])
    return "".join(
        f"{line}\n" for line in _settings(named, path if is_pattern else glob.escape(path), reader, language)
    )


def _settings(name: str, path: str, reader: Reader, language: str) -> Iterator[str]:
    yield f"name = {toml.quoted(name)}"
    yield f"path = {toml.quoted(path)}"  # in a catalogue it is a pattern
    yield f"reader = {toml.quoted(reader)}"
    yield 'licence = ""  # of this source: fill in the address of its licence, if it has one'
    yield f"date = {date.today()}  # when it was retrieved"
    unsure = "" if language else ": change it"
    yield f'language = "{language or "en"}"  # of its running text, such as descriptions{unsure}'
