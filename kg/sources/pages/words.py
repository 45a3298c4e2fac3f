"""Words by which the reader of film pages tells values and lines apart: `words.toml`."""

import functools
import re
from collections.abc import Iterable
from pathlib import Path

import msgspec.toml
from msgspec import Struct

from kg.sources.lexicon import fold


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """What the file says; lists are regular expressions, texts are folded words with white space between them."""

    genres: str
    genres_of_all: str
    genres_beside: str
    plates: str
    beside: tuple[str, ...]
    reading: tuple[str, ...]
    kinds: tuple[str, ...]
    no_names: str
    nobodies: str
    surnames: str
    korean: str
    no_titles: str
    sections: str
    venues: tuple[str, ...]
    joining: str
    films_before: str
    events: tuple[str, ...]
    towns: str
    furniture: tuple[str, ...]
    days: str
    prizes: str
    and_others: tuple[str, ...]
    based: tuple[str, ...]
    none: tuple[str, ...]
    stops: tuple[str, ...]
    nicknames: tuple[str, ...]
    parts: tuple[str, ...]
    pictures: str
    casts: str
    films: dict[str, str]
    societies: str
    companies: str
    phrases: dict[str, tuple[str, ...]]
    weak: dict[str, tuple[str, ...]]
    colons: dict[str, tuple[str, ...]]
    nationalities: dict[str, str]


@functools.cache
def words() -> Words:
    """The file."""
    return msgspec.toml.decode(Path(__file__).with_suffix(".toml").read_bytes(), type=Words)


@functools.cache
def those(name: str) -> frozenset[str]:
    """A text of the file as a set of words."""
    return frozenset(getattr(words(), name).split())


@functools.cache
def introduced() -> dict[str, str]:
    """Folded word that introduces names before a colon (`by`, `von`) → the field that it says."""
    return {fold(one): field for field, said in words().colons.items() for one in said}


@functools.cache
def expression(name: str) -> re.Pattern[str]:
    """A list of the file as one expression, the longest first."""
    return re.compile(rf"(?:{alternatives(getattr(words(), name))})", re.IGNORECASE)


def alternatives(expressions: Iterable[str]) -> str:
    """The expressions as one, the longest first."""
    return "|".join(sorted(expressions, key=len, reverse=True))
