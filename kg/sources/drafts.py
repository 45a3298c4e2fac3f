"""What files, folders and releases are made into by `kg init`."""

from __future__ import annotations

import glob
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from kg.model.formats import format_of, suffixes
from kg.model.record import Fault, Record
from kg.rdf.statements import FORMATS
from kg.sources import guess, read, taken_over
from kg.sources.catalogue import FILE
from kg.sources.config import Reader
from kg.sources.draft import Draft, Source, free, joined, languages_of, unlike
from kg.sources.fields import fields
from kg.sources.looks import counted, is_hidden, reader_of, unknown
from kg.sources.pages.explained import READERS
from kg.sources.tables import proposed
from kg.sources.tables.layout import is_table
from kg.sources.tables.proposal import Proposal, propose
from kg.sources.tables.rows import SUFFIXES
from kg.system import files, resources
from kg.system.errors import ReelgraphError
from kg.system.files import suffix

_FIRST = '{"title": "All of Us Strangers", "year": 2023, "directors": [{"name": "Andrew Haigh"}]}\n'
_MOST_FILES = 10_000
_NATIVE = ("jsonl", "json")
_LARGEST = 1 << 22
"""In bytes, of the first record."""


def example() -> Draft:
    """One film, to be replaced by one's own."""
    return Draft((Source("films", "films.jsonl", "native"),), {"films.jsonl": _FIRST})


def of(given: Sequence[Path]) -> Draft:
    """What paths become: sources of one catalogue. Raises ReelgraphError where nothing is known to read one."""
    files.existing(given)
    taken = {FILE, *resources.KINDS}
    once = {files.real(path): path for path in map(taken_over.whole, given)}.values()
    named = [(path, unlike(path.resolve().name if path.is_dir() else path.name, taken)) for path in once]
    return joined([(name, _of(path, name)) for path, name in named])


def _of(given: Path, name: str) -> Draft:
    if given.is_dir():
        dumps = taken_over.dumps_of(given)
        return taken_over.draft(dumps, name) if dumps else _of_folder(given, name)
    reader = _reader(given)
    if reader == "table":
        found = propose(given)
        asks = (
            "" if found.has_title else 'no column looks like a title: write the column of the titles behind "title ="'
        )
        told, languages = tuple(proposed.told(found)), languages_of([found.language])
        return Draft((_mapped(found, name, _stem(name)),), {name: given}, told, languages, asks)
    if reader is None:
        known = f"no reader is known for it; give a table ({' '.join(SUFFIXES)}), a page, RDF or XML"
        raise ReelgraphError(f"{files.name(given)}: {known}")
    source = Source(free(_stem(name), set()), glob.escape(name), reader)
    why = _without_film(given) if reader in READERS else ""
    asks = f"no film was found in {name}: give a file that has some, or see docs/how-to/sources.md" if why else ""
    return Draft((source,), {name: given}, (f"{name}: reader {reader}{why}",), asks=asks)


def _without_film(page: Path) -> str:
    """Why a page has no film, where it has none."""
    found = list(read(page, guess(page), page.parent))
    faults = [one.reason for one in found if isinstance(one, Fault)]
    return "" if any(isinstance(one, Record) for one in found) or not faults else f"; no film was found: {faults[0]}"


def _stem(name: str) -> str:
    return Path(name).stem


def _of_folder(folder: Path, name: str) -> Draft:
    """The files of a folder that can be read: those of one suffix as a source, and each table."""
    paths = [path for path in files.below(folder) if path.is_file() and not is_hidden(path.relative_to(folder))]
    if len(paths) > _MOST_FILES:
        raise ReelgraphError(f"{files.name(folder)}: has more than {_MOST_FILES} files; give one of its folders")
    readers = {path: _reader(path) for path in paths}
    again = _in_another_syntax(path for path, reader in readers.items() if reader == "rdf")
    readers = {path: reader for path, reader in readers.items() if path not in again}
    groups: dict[str, list[Path]] = {}
    for path in (path for path, reader in readers.items() if reader and reader != "table"):
        groups.setdefault(path.suffix, []).append(path)
    sources, copies, taken = list[Source](), dict[str, Path | str](), set[str]()
    told = [
        f"{counted(number, ending)}: left out; {'it is' if number == 1 else 'they are'} beside RDF of the same name"
        for ending, number in sorted(Counter(path.suffix for path in again).items())
    ]
    languages: list[str] = []
    for ending, group in groups.items():
        reader = Counter(one for path in group if (one := readers[path])).most_common(1)[0][0]
        sources.append(Source(free(f"{name}-{ending[1:]}", taken), f"{glob.escape(name)}/**/*{ending}", reader))
        told.append(f"{counted(len(group), ending)}: reader {reader}")
        copies |= {f"{name}/{path.relative_to(folder).as_posix()}": path for path in group}
    for path in (path for path, reader in readers.items() if reader == "table"):
        inside = path.relative_to(folder)
        place = f"{name}/{inside.as_posix()}"
        proposal, why = _proposed(path)
        if proposal:
            sources.append(_mapped(proposal, place, free(inside.with_suffix("").as_posix(), taken)))
            copies[place] = path
            languages.append(proposal.language)
        told += [f"{place}:", *proposed.told(proposal)] if proposal else [f"{place}: {why}; left out"]
    told += unknown(path for path, reader in readers.items() if not reader)
    if not sources:
        raise ReelgraphError(f"{files.name(folder)}: none of its files can be read; give tables, pages, RDF or XML")
    return Draft(tuple(sources), copies, tuple(told), languages_of(languages))


def _in_another_syntax(paths: Iterable[Path]) -> set[Path]:
    """Of files of RDF with one name all but one, as of a dump in several syntaxes: N-Triples stay, or the first."""
    order = (*suffixes("ntriples"), *FORMATS)
    named: dict[Path, list[Path]] = {}
    for path in paths:
        named.setdefault(path.with_name(path.name.lower().partition(suffix(path))[0]), []).append(path)
    ordered = (sorted(group, key=lambda path: order.index(suffix(path))) for group in named.values())
    return {path for group in ordered for path in group[1:]}


def _proposed(table: Path) -> tuple[Proposal | None, str]:
    """The proposal for a table that has films, else why there is none."""
    try:
        found = propose(table)
    except ReelgraphError as error:
        return None, str(error)
    return (found, "") if found.has_title else (None, "no column looks like titles")


def _mapped(found: Proposal, place: str, name: str) -> Source:
    """A source that is a table, with its mapping."""
    return Source(free(name, set()), glob.escape(place), "table", found.language, tuple(proposed.lines(found)))


def _reader(path: Path) -> Reader | None:
    """The reader for a file; JSON and the like are tables unless they are RDF or native records."""
    reader = reader_of(path)
    if reader == "festival" and suffix(path) not in SUFFIXES and is_table(path):
        return "table"
    return "table" if suffix(path) in SUFFIXES and reader not in ("rdf", "archive") and not _is_native(path) else reader


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
