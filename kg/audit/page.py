"""A page out there: what its markup states, in whatever syntax, and what a reader sees."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import pyoxigraph as ox

from kg.audit.nodes import Stated, statements
from kg.audit.visible import Visible, visible
from kg.model.profile import SCHEMA, profile
from kg.model.terms import coercions
from kg.rdf import jsonld, microdata, rdfa
from kg.rdf.pointers import NotJson
from kg.rdf.statements import NotRdf, plain
from kg.rdf.tags import head_tags

BASE = "urn:page:"
"""Begins the IRIs that a page states relative to itself."""

_OTHER = re.compile(r"https://schema\.org/(?=\w)")
_ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[a-zA-Z]\w*);")


@dataclass(frozen=True, slots=True)
class Mistake:
    """A mistake of syntax: the line, and what is wrong."""

    line: int
    why: str


@dataclass(frozen=True, slots=True)
class Page:
    """`name` is its path or address, `addresses` are those that it says are its own, the canonical one first."""

    name: str
    statements: tuple[Stated, ...]
    mistakes: tuple[Mistake, ...]
    addresses: tuple[str, ...]
    visible: Visible


def read(name: str, data: bytes) -> Page:
    """A page, each of its blocks on its own."""
    found: list[Stated] = []
    mistakes: list[Mistake] = []
    for stated in _blocks(name, data):
        if isinstance(stated, Mistake):
            mistakes.append(stated)
        else:
            found.append(_plain(stated, mistakes))
    return Page(name, tuple(found), tuple(dict.fromkeys(mistakes)), tuple(_addresses(data)), visible(data))


def _blocks(name: str, data: bytes) -> Iterator[Stated | Mistake]:
    try:
        for line, text in jsonld.scripts(data, name):
            yield from _json_ld(name, text, line)
    except NotRdf as error:
        yield Mistake(error.line, error.why)
    for mark, syntax, parse in ((b"itemscope", "microdata", _microdata), (b"typeof", "RDFa", _rdfa)):
        if mark in data.lower():
            try:
                yield from (_of(triple) for triple in parse(data) if triple.predicate.value)
            except (ValueError, RecursionError) as error:
                yield Mistake(0, f"{syntax}: {error}")


def _json_ld(name: str, text: str, line: int) -> Iterator[Stated | Mistake]:
    try:
        yield from statements(text, coercions(profile()), BASE, name, line)
    except NotJson as error:
        yield Mistake(line + error.line - 1, _why(text, str(error).partition(": ")[2]))
    except NotRdf as error:
        yield Mistake(error.line, error.why)


def _why(text: str, why: str) -> str:
    """What people wrap around JSON is named as what it is."""
    if "<![CDATA[" in text:
        return f"stands in a CDATA section, which HTML scripts do not have ({why})"
    if "&quot;" in text:
        return f"has quotes written as entities, which are not read in a script ({why})"
    return f"no JSON: {why}"


def _microdata(data: bytes) -> Iterable[ox.Triple]:
    return microdata.statements(data)


def _rdfa(data: bytes) -> Iterable[ox.Triple]:
    return rdfa.statements(data, BASE)


def _of(triple: ox.Triple) -> Stated:
    value = triple.object
    language = (value.language or "") if isinstance(value, ox.Literal) else ""
    is_node = not isinstance(value, ox.Literal)
    return Stated(plain(triple.subject), triple.predicate.value, plain(value), is_node, language)


def _plain(stated: Stated, mistakes: list[Mistake]) -> Stated:
    """In the namespace of the graph, and with entities read, which is a mistake of its own."""
    value = _OTHER.sub(SCHEMA, stated.value, count=1) if stated.is_node else stated.value
    if not stated.is_node and _ENTITY.search(value) and html.unescape(value) != value:
        mistakes.append(Mistake(stated.line, f"a value has HTML entities, which nobody reads there: {value[:80]}"))
        value = html.unescape(value)
    return replace(stated, predicate=_OTHER.sub(SCHEMA, stated.predicate, count=1), value=value)


def _addresses(data: bytes) -> Iterator[str]:
    tags = list(head_tags(data))
    for wanted, key, told, address in (("link", "rel", "canonical", "href"), ("meta", "property", "og:url", "content")):
        for tag, said in tags:
            if tag == wanted and told in said.get(key, "").lower().split() and said.get(address):
                yield said[address]
