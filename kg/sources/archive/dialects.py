"""The dialects of filmographic XML, as `archive.toml` tells them: where they say what, and in which words."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec.toml
from msgspec import Struct

from kg.sources.archive.xml import Part

Paths = tuple[str, ...]


class Said(Struct, frozen=True, forbid_unknown_fields=True):
    """Where something is said: elements `at` paths; from each of them, paths to what it `says`, and of what `kind`."""

    at: Paths
    says: Paths = (".",)
    kind: Paths = ()


class Agents(Struct, frozen=True, forbid_unknown_fields=True):
    """The elements of agents `at` paths, and where from there their names, activities and so on are."""

    at: Paths
    name: Paths
    type: Paths
    activity: Paths
    identifiers: Said
    meaning: Paths = ()
    character: Paths = ()


class Dialect(Struct, frozen=True, forbid_unknown_fields=True):
    """A dialect: the element of a record, and where it states what; `fields` are those whose texts are as in a record.

    A record that has one of `not_films` is of something else.
    """

    record: str
    not_films: Paths
    key: Paths
    identifying_title: Paths
    titles: Said
    fields: dict[str, Said]
    languages: Said
    descriptions: Said
    identifiers: Said
    agents: Agents


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """Words of vocabularies, in small letters."""

    nothing: frozenset[str]
    own_title: frozenset[str]
    languages: frozenset[str]
    subtitles: frozenset[str]
    groups: frozenset[str]
    companies: frozenset[str]


class Archive(Struct, frozen=True, forbid_unknown_fields=True):
    """All that `archive.toml` says; `activities`: field → codes, `others`: code → what is done."""

    dialects: tuple[Dialect, ...]
    words: Words
    activities: dict[str, tuple[str, ...]]
    others: dict[str, str]


@cache
def archive() -> Archive:
    """What is known of the XML of archives."""
    return msgspec.toml.decode(Path(__file__).with_name("archive.toml").read_bytes(), type=Archive)


def all_said(part: Part, paths: Paths) -> list[str]:
    """What is said at the first of the paths where something is."""
    return next((said for path in paths if (said := list(_said(part, path)))), [])


def first_said(part: Part, paths: Paths) -> str:
    """The first text at the first of the paths where one is; "" if there is none."""
    return next((text for path in paths for text in _said(part, path)), "")


def statements(part: Part, said: Said) -> list[tuple[str, str]]:
    """Kind and text of each statement, those at the first path where something is said."""
    for path in said.at:
        if found := list(_at(part, path, said)):
            return found
    return []


def _said(part: Part, path: str) -> Iterator[str]:
    return (text for text in part.texts(path) if text.casefold() not in archive().words.nothing)


def _at(part: Part, path: str, said: Said) -> Iterator[tuple[str, str]]:
    if "@" in path.rpartition("/")[2]:
        yield from (("", text) for text in all_said(part, (path,)))
        return
    for one in part.all(path):
        if text := first_said(one, said.says):
            yield first_said(one, said.kind), text
