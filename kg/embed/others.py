"""Markup that others put on a page, as statements: JSON-LD, microdata and RDFa, each film with its line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from kg.embed.document import Document
from kg.embed.fit import parsing
from kg.embed.positions import Places
from kg.model.profile import RDF_TYPE, SCHEMA, profile
from kg.model.terms import coercions
from kg.rdf import jsonld, microdata, rdfa
from kg.rdf.statements import NotRdf, apart

Block = tuple[list[int], list[ox.Triple]]
"""The lines on which its films begin, in order, and what it states."""

_BASE = "https://page.invalid/"
_HTTPS = "https://schema.org/"
_BREAK = re.compile(rb"\r\n?|\n")
_SEEN = re.compile(rb"[^\r\n]")


@dataclass(frozen=True)
class Others:
    """What others state, blank nodes of different blocks apart; the line of each film; what cannot be read, by line."""

    statements: list[ox.Triple]
    films: dict[ox.NamedNode | ox.BlankNode, int]
    unread: list[tuple[int, str]]


def others(data: bytes, page: Document, found: Places, classes: Iterable[str]) -> Others:
    """The markup of a page but ours; `classes` are those of films, without namespace."""
    names = set(classes)
    for block in found.blocks:
        data = data[: block.start] + _SEEN.sub(b" ", data[block]) + data[block.stop :]
    text = page.decoded(data)
    unread: list[tuple[int, str]] = []
    blocks = list(_blocks(data, text, found, names, unread)) if any(name in text for name in names) else []
    lines = [lines for lines, statements in blocks for _ in statements]
    united = list(map(_in_our_namespace, apart(statements for _, statements in blocks)))
    films: dict[ox.NamedNode | ox.BlankNode, int] = {}
    for ahead, statement in zip(lines, united, strict=True):
        cls = statement.object.value if isinstance(statement.object, ox.NamedNode) else ""
        is_film = statement.predicate.value == RDF_TYPE and cls.removeprefix(SCHEMA) in names
        if is_film and statement.subject not in films and not isinstance(statement.subject, ox.Triple):
            films[statement.subject] = ahead.pop(0) if len(ahead) > 1 else ahead[0]
    return Others(united, films, unread)


def _blocks(data: bytes, text: str, found: Places, names: set[str], unread: list[tuple[int, str]]) -> Iterator[Block]:
    # The mark at the beginning tells every reader the encoding.
    marked = text.encode("utf-8-sig")
    with parsing():
        scripts = list(jsonld.scripts(marked, "")) if jsonld.SCRIPT in text.lower() else []
    for line, script in scripts:
        try:
            yield [line], jsonld.statements(script, coercions(profile()), _BASE, "", line)
        except NotRdf as error:
            if any(name in script for name in names):
                unread.append((error.line, error.why))
    for mark, read in (("itemtype", _microdata), ("typeof", _rdfa)):
        tags = [tag for tag in found.items if names & set(re.split(r"[\s/:]+", tag.attributes.get(mark, "")))]
        lines = [len(_BREAK.findall(data, 0, tag.start)) + 1 for tag in tags]
        try:
            if lines:
                yield lines, list(read(marked))
        except (ValueError, RecursionError) as error:
            unread.append((lines[0], str(error)))


def _microdata(marked: bytes) -> Iterable[ox.Triple]:
    return microdata.statements(marked.decode("utf-8-sig").encode())


def _rdfa(marked: bytes) -> Iterable[ox.Triple]:
    return rdfa.statements(marked, _BASE)


def _in_our_namespace(triple: ox.Triple) -> ox.Triple:
    predicate = ox.NamedNode(triple.predicate.value.replace(_HTTPS, SCHEMA, 1))
    value = triple.object
    if predicate.value == RDF_TYPE and isinstance(value, ox.NamedNode):
        value = ox.NamedNode(value.value.replace(_HTTPS, SCHEMA, 1))
    return ox.Triple(triple.subject, predicate, value)
