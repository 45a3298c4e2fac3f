"""Which results of a search engine the things of a page can become: what can become none is not asked for anything.

`results.toml` in the folder of its shapes says so; shapes target the classes that candidates get here.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from pathlib import Path

import pyoxigraph as ox
from msgspec import Struct, convert, field

from kg.model.prefixes import SCHEMA
from kg.model.profile import RDF_TYPE
from kg.rdf.said import Statement

RESULTS = "https://w3id.org/reelgraph/shapes/google/results#"
_ENTRY = ox.NamedNode(RESULTS + "entry")
"""The class of what stands in a list that is a candidate."""

_TYPE = ox.NamedNode(RDF_TYPE)
_ENTRIES = ox.NamedNode(SCHEMA + "itemListElement")
_ITEM, _URL = SCHEMA + "item", SCHEMA + "url"
_LIST = SCHEMA + "ItemList"
_TOP = re.compile(r"\A(?:/[0-9]++|/@graph)*+/@type(?:/[0-9]++)?+")
"""The JSON pointer of a class of a thing that stands in no other."""


class Result(Struct, frozen=True, forbid_unknown_fields=True):
    """A result of a search engine, and what is a candidate for it; terms of schema.org without their namespace."""

    name: str
    cls: str = field(name="class")
    but: tuple[str, ...] = field(name="not", default=())
    of: tuple[str, ...] = ()
    inside: bool = False
    entries: tuple[str, ...] = ()


@cache
def results(folder: Path) -> dict[str, Result]:
    """The results of a search engine, by the last part of the class that their candidates get."""
    return convert(tomllib.loads((folder / "results.toml").read_text("utf-8")), dict[str, Result])


def by_themselves(statements: Sequence[Statement]) -> set[str]:
    """The nodes (N-Triples syntax) that a page describes by themselves, and not only as a value of something else."""
    values = {str(statement.triple.object) for statement in statements if statement.triple.predicate != _TYPE}
    subjects = {str(statement.triple.subject) for statement in statements}
    tops = {
        str(one.triple.subject) for one in statements if one.triple.predicate == _TYPE and _TOP.fullmatch(one.pointer)
    }
    return (subjects - values) | tops


def candidates(statements: Sequence[ox.Triple], alone: Collection[str], folder: Path) -> Iterator[ox.Triple]:
    """A class for each thing and each result that it can become, and for the entries of such lists.

    `statements` have the classes above those that are stated; `alone` are the nodes that are described by themselves.
    """
    page = _Page(statements)
    for node, classes in page.classes.items():
        for name, result in results(folder).items():
            if page.is_candidate(str(node), classes, result, alone):
                yield ox.Triple(node, _TYPE, ox.NamedNode(RESULTS + name))
                entries = page.entries.get(str(node), ()) if _LIST in classes else ()
                yield from (ox.Triple(one, _TYPE, _ENTRY) for one in entries)


class _Page:
    """What a page says, to be looked up: classes of nodes, of which properties each is a value, entries of lists."""

    def __init__(self, statements: Sequence[ox.Triple]) -> None:
        self.classes: dict[ox.NamedNode, set[str]] = {}
        self.entries: dict[str, list[ox.NamedNode]] = {}
        self._within: dict[str, set[str]] = {}
        self._items: dict[str, list[str]] = {}
        self._addressed: set[str] = set()
        for subject, predicate, value in statements:
            if predicate == _TYPE and isinstance(value, ox.NamedNode):
                self.classes.setdefault(subject, set()).add(value.value)
                continue
            if isinstance(value, ox.NamedNode):
                self._within.setdefault(str(value), set()).add(predicate.value.removeprefix(SCHEMA))
            if predicate == _ENTRIES and isinstance(value, ox.NamedNode):
                self.entries.setdefault(str(subject), []).append(value)
            elif predicate.value == _ITEM:
                self._items.setdefault(str(subject), []).append(str(value))
            elif predicate.value == _URL:
                self._addressed.add(str(subject))
        self._of = {str(node): classes for node, classes in self.classes.items()}

    def is_candidate(self, node: str, classes: Collection[str], result: Result, alone: Collection[str]) -> bool:
        """Whether a thing of these classes can become the result."""
        if SCHEMA + result.cls not in classes or any(SCHEMA + other in classes for other in result.but):
            return False
        placed = not result.of or bool(self._within.get(node, set()) & {*result.of})
        return (placed or (node in alone and not result.inside)) and self._has_entries(node, result)

    def _has_entries(self, node: str, result: Result) -> bool:
        if not result.entries:
            return True
        entries = [str(entry) for entry in self.entries.get(node, ())]
        things = [thing for entry in entries for thing in (entry, *self._items.get(entry, ()))]
        wanted = {SCHEMA + name for name in result.entries}
        if any(wanted & self._of.get(thing, set()) for thing in things):
            return True
        return len(things) == len(entries) and (not entries or any(entry in self._addressed for entry in entries))
