"""What a new catalogue is made of, before it is written."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain
from pathlib import Path

from msgspec import Struct, structs

from kg.model import iris
from kg.sources.config import Reader
from kg.system.errors import ReelgraphError
from kg.system.toml.writing import quoted

_ENGLISH = "en"
_STEP = 10
_PRECEDES = "where sources differ, the value of the one with the highest is published"


class Source(Struct, frozen=True):
    """A source, as it is written; `path` is a pattern. `mapping`: lines of its own, with the columns of a table.

    `licences`: what a release says of its sources, for a person to look at. `precedence` is that of the source, 0 for
    the only one.
    """

    name: str
    path: str
    reader: Reader
    language: str = ""
    mapping: tuple[str, ...] = ()
    licences: tuple[str, ...] = ()
    precedence: int = 0

    def text(self) -> str:
        """The source in `catalogue.toml`."""
        unsure = "" if self.language else ": change it"
        lines = (
            f"name = {quoted(self.name)}",
            f"path = {quoted(self.path)}",
            f"reader = {quoted(self.reader)}",
            *(f"# The release has sources under {quoted(licence)}" for licence in self.licences),
            'licence = ""  # of this source: fill in the address of its licence, if it has one',
            f"date = {date.today()}  # when it was retrieved",
            f'language = "{self.language or _ENGLISH}"  # of its running text, such as descriptions{unsure}',
            *([f"precedence = {self.precedence}  # {_PRECEDES}"] if self.precedence else []),
            *self.mapping,
        )
        return "".join(f"{line}\n" for line in lines)


class Draft(Struct, frozen=True):
    """What a catalogue is made of: its sources, and files to copy, by their names in it.

    `told`: lines that say what was found; `languages`: those of the site; `asks`: what a person has to fill in before
    it can be built; `name`, `publisher`: of the catalogue, where they are known; `base`: that of a release that it is
    made of.
    """

    sources: tuple[Source, ...]
    copies: dict[str, Path | str]
    told: tuple[str, ...] = ()
    languages: tuple[str, ...] = (_ENGLISH,)
    asks: str = ""
    name: str = ""
    publisher: str = ""
    base: str = ""

    def copy(self, folder: Path) -> None:
        """Put the files into the catalogue; a text is a file's content. Raises ReelgraphError where one is there."""
        for place in self.copies:
            if (folder / place).exists():
                raise ReelgraphError(f"{folder / place}: is there already; give a new folder")
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


def languages_of(found: Iterable[str]) -> tuple[str, ...]:
    """The languages of a site with texts in these; English, which others understand, comes last."""
    return (*dict.fromkeys(one for one in found if one and one != _ENGLISH), _ENGLISH)


def joined(drafts: Sequence[tuple[str, Draft]]) -> Draft:
    """Several, by what they are made of, as one; the first precedes where they differ."""
    if len(drafts) == 1:
        return drafts[0][1]
    taken: set[str] = set()
    copies: dict[str, Path | str] = {}
    for _, one in drafts:
        if twice := copies.keys() & one.copies.keys():
            raise ReelgraphError(f"{min(twice)}: two of what is given have this file; make two catalogues")
        copies |= one.copies
    numbered = zip(range(len(drafts) * _STEP, 0, -_STEP), (one.sources for _, one in drafts), strict=True)
    return Draft(
        tuple(
            structs.replace(source, name=free(source.name, taken), precedence=number)
            for number, sources in numbered
            for source in sources
        ),
        copies,
        tuple(chain.from_iterable(_told_of(name, one.told) for name, one in drafts)),
        languages_of(language for _, one in drafts for language in one.languages),
        "; ".join(f"{name}: {one.asks}" for name, one in drafts if one.asks),
        next((one.name for _, one in drafts if one.name), ""),
        next((one.publisher for _, one in drafts if one.publisher), ""),
        next((one.base for _, one in drafts if one.base), ""),
    )


def _told_of(name: str, told: tuple[str, ...]) -> tuple[str, ...]:
    """Lines below the name of what they are about, unless they begin with it."""
    return told if told and told[0].startswith(f"{name}: ") else (f"{name}:", *told)


def free(name: str, taken: set[str]) -> str:
    """The name of a source, which no other has."""
    return unlike(iris.slug([name]), taken)


def unlike(name: str, taken: set[str]) -> str:
    """A name, with a number where it is taken: `films-2.csv`. It is taken now."""
    stem, dot, rest = name.partition(".")
    number, found = 1, name
    while found in taken:
        number += 1
        found = f"{stem}-{number}{dot}{rest}"
    taken.add(found)
    return found
