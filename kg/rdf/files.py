"""All that a file states: RDF in any syntax, JSON-LD, or a page with markup in it."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

import pyoxigraph as ox

from kg.rdf import jsonld, turtle
from kg.rdf.documents import Document
from kg.rdf.mending import Mending
from kg.rdf.said import Mistake, Read, united
from kg.rdf.statements import FORMATS, TOO_LONG, NotRdf, placed_triples
from kg.system import charset

_DECLARATION = re.compile(rb"""\A(?:\xef\xbb\xbf)?<\?xml[^>\r\n]*?\sencoding\s*+=\s*+["']([\w.:-]++)["']""")


def read(given: Document, terms: Mapping[str, Any]) -> Read:
    """What a document states. Raises NotRdf where nothing of it can be read; `terms` as in `jsonld.read`."""
    found = tried(given, terms)
    if found.lost and not found.statements:
        raise NotRdf(given.name, found.lost[0].line, found.lost[0].why)
    return found


def tried(given: Document, terms: Mapping[str, Any]) -> Read:
    """The same, with its mistakes alone where it has nothing else."""
    if not given.data.strip():
        raise NotRdf(given.name, 0, "is empty")
    if given.suffix in FORMATS:
        found = rdf(given.data, FORMATS[given.suffix], given.address, given.name, terms)
    else:
        # Its parser takes a while to load.
        from kg.rdf import pages

        _, found = pages.read(given.data, given.address, terms)
    return found


def rdf(
    data: bytes, format_: ox.RdfFormat, base: str, path: str, terms: Mapping[str, Any], any_context: bool = False
) -> Read:
    """What a document in one of the formats states. Raises NotRdf, which names `path`, where it is none."""
    data = charset.utf_8(data)
    if format_ == ox.RdfFormat.JSON_LD:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise NotRdf(path, 0, f"byte {error.start} is not UTF-8; JSON must be UTF-8") from None
        return united([jsonld.read(text, terms, base, 1, any_context)])
    data = _undeclared(data) if format_ == ox.RdfFormat.RDF_XML else data.removeprefix(BOM_UTF8)
    try:
        return united([_stated(placed_triples(data, format_, base, path), [])])
    except NotRdf as error:
        if error.why == TOO_LONG and (found := _without_long(data, format_, base, path)):
            return found
        return _in_spite_of(error, data, format_, base, path)


def _undeclared(data: bytes) -> bytes:
    """XML in UTF-8 and without a declaration of another encoding: the parser knows no other."""
    found = _DECLARATION.match(data)
    end = data.find(b"?>", found.end()) if found else -1
    if found is None or end < 0:
        return data
    body = data[end + 2 :]
    try:
        # What declares itself to be in UTF-16 and can be read as ASCII has been made UTF-8.
        wide = found[1].lower().startswith(b"utf-16")
        return body if wide else body.decode(found[1].decode()).encode("utf-8", "replace")
    except (LookupError, UnicodeError):
        return data


def _without_long(data: bytes, format_: ox.RdfFormat, base: str, path: str) -> Read | None:
    """What a document states without the terms that the parser cannot hold; None where it has none of them."""
    mark, lost = uuid4().urn, list[Mistake]()
    short = turtle.shortened(data, mark, lost)
    if len(short) == len(data):
        return None
    found = rdf(short, format_, base, path, {})
    found.statements = [statement for statement in found.statements if mark not in str(statement.triple)]
    found.mistakes += lost
    return found


def _in_spite_of(error: NotRdf, data: bytes, format_: ox.RdfFormat, base: str, path: str) -> Read:
    """What a document states that is refused for an address, a language or some of its lines. Raises NotRdf."""
    odd, lost = list[Mistake](), list[Mistake]()
    if format_ in turtle.BY_LINE:
        data = turtle.sound(turtle.mended(data.splitlines(keepends=True), odd), format_, lost)
    elif format_ != ox.RdfFormat.RDF_XML:
        data = turtle.mended([data], odd)[0]
    found = placed_triples(data, format_, base, path, lenient=True)
    if lost and not found:
        raise NotRdf(path, lost[0].line, lost[0].why)
    return united([_stated(found, [*odd, *lost] or [Mistake(error.line, error.why, lost=False)])])


def _stated(found: list[tuple[ox.Triple, int]], mistakes: list[Mistake]) -> Read:
    whole, mending = Read(mistakes=mistakes), Mending([triple for triple, _ in found]) if mistakes else None
    known = set[tuple[str, str]]()
    for triple, line in found:
        told: list[tuple[str, str]] = []
        mended = mending.triple(triple, told) if mending else triple
        if mended is not None:
            whole.state(mended, "RDF", line)
        whole.tell(line, [one for one in told if one not in known])
        known.update(told)
    return whole
