"""Reader of pages that carry films as JSON-LD, microdata or RDFa."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pyoxigraph as ox

from kg.model.iris import normal
from kg.model.profile import SCHEMA
from kg.model.record import Fault
from kg.rdf import jsonld, microdata, rdfa
from kg.rdf.statements import NotRdf
from kg.rdf.tags import head_tags, trap
from kg.sources.config import SourceConfig
from kg.sources.encoding import encoding_of
from kg.sources.fields import fault
from kg.sources.marked import described
from kg.sources.marked.left import left, strangers
from kg.sources.marked.nodes import Node, nodes
from kg.sources.marked.objects import Place
from kg.sources.marked.wrapping import unwrapped
from kg.sources.stated import Leftover, Stated
from kg.system.files import whole

LARGEST = 20_000_000
"""In bytes."""

_ADDRESSES = (("base", "", "", "href"), ("link", "rel", "canonical", "href"), ("meta", "property", "og:url", "content"))
"""Where a page says its own address: tag, attribute, one of its words, attribute of the address."""

_WEB = re.compile("https?://[^\"'\\s>]+")
_HTTPS = re.compile(r"https://schema\.org/")
_NOWHERE = "file:///"


class _Film(NamedTuple):
    """A film of one syntax: its values, faults, and the line on which its block begins."""

    values: dict[str, Any]
    faults: tuple[Fault, ...]
    line: int
    left: tuple[Leftover, ...] = ()


def read(path: Path, source: SourceConfig) -> Iterator[Stated | Fault | Leftover]:
    """Each film of a page, once, in whatever syntaxes it is stated; a broken block does not touch the others."""
    data = whole(path, LARGEST)
    if trapped := trap(data):
        yield fault("", "", trapped, line=1)
        return
    encoding = source.encoding or (encoding_of(data) if b"charset" not in data[:4096].lower() else "")
    utf_8 = data.decode(encoding, "replace").encode("utf-8", "replace") if encoding not in ("", "utf-8") else data
    base = _address(data)
    films: list[_Film] = []
    for syntax in (_json_ld, _microdata, _rdfa):
        found: list[_Film] = []
        for item in syntax(utf_8, path, base):
            if isinstance(item, Fault | Leftover):
                yield item
            else:
                line, node = item
                found += _films(node, source.language, base, line)
        films = _joined(films, found)
    if not films:
        yield fault("", "", "states no film in JSON-LD, microdata or RDFa", line=1)
    told = encoding if encoding != "utf-8" else ""
    yield from (Stated(film.values, film.line, "", film.faults, encoding=told) for film in films)
    yield from (one for film in films for one in film.left)


def _json_ld(data: bytes, path: Path, base: str) -> Iterator[tuple[int, Node] | Fault | Leftover]:
    """The nodes of each block, read strictly; what sites wrap around the JSON is taken off."""
    try:
        blocks = list(jsonld.scripts(data, path.name))
    except NotRdf as error:
        yield fault("", "", error.why, line=error.line or 1)
        return
    for line, text in blocks:
        try:
            triples = jsonld.statements(unwrapped(text), {}, base or _NOWHERE, path.name, line)
        except NotRdf as error:
            yield fault("", text.strip(), f"JSON-LD: {error.why}", line=error.line or line)
            continue
        yield from _told(nodes(map(in_http, triples)), line)


def _microdata(data: bytes, path: Path, base: str) -> Iterator[tuple[int, Node] | Fault | Leftover]:
    if b"itemscope" not in data.lower():
        return
    try:
        found = nodes(map(in_http, microdata.statements(data)))
    except (ValueError, RecursionError) as error:
        yield fault("", "", f"microdata: {error}", line=1)
        return
    yield from _told(found, 1)


def _rdfa(data: bytes, path: Path, base: str) -> Iterator[tuple[int, Node] | Fault | Leftover]:
    if b"typeof" not in data.lower():
        return
    try:
        found = nodes(map(in_http, rdfa.statements(data, base or _NOWHERE)))
    except (ValueError, RecursionError) as error:
        yield fault("", "", f"RDFa: {error}", line=1)
        return
    yield from _told(found, 1)


def _told(found: list[Node], line: int) -> Iterator[tuple[int, Node] | Leftover]:
    films = list(_films_of(found))
    yield from ((line, node) for node in films)
    yield from strangers(found, films, line)


def _films_of(found: list[Node]) -> Iterator[Node]:
    """The films among nodes, wherever they stand, each once; one without a name is but pointed at."""
    once = {id(node): node for node in found}
    yield from (node for node in once.values() if described.kind_of(node) and node.values.get(SCHEMA + "name"))


def _films(node: Node, language: str, base: str, line: int) -> Iterator[_Film]:
    kind = described.kind_of(node)
    if kind:
        faults: list[Fault] = []
        values = described.film(node, kind, Place(language, base), faults)
        yield _Film(values, tuple(faults), line, tuple(left(node, kind, values, faults, line)))


def _joined(films: list[_Film], others: list[_Film]) -> list[_Film]:
    """Films stated in another syntax as well are one; what that says besides is added, what it contradicts is told."""
    joined = list(films)
    at = {_called(film): number for number, film in enumerate(films)}
    for other in others:
        number = at.get(_called(other))
        joined.append(other) if number is None else joined.__setitem__(number, _union(joined[number], other))
    return joined


def _union(film: _Film, other: _Film) -> _Film:
    differing = [
        fault(field, value, f"the page states another as well: {film.values[field]!r}"[:200])
        for field, value in other.values.items()
        if field in film.values and not _says_no_more(value, film.values[field])
    ]
    faults = (*film.faults, *other.faults, *differing)
    return film._replace(values=other.values | film.values, faults=faults, left=film.left + other.left)


def _says_no_more(value: Any, than: Any) -> bool:
    if isinstance(value, list) and isinstance(than, list):
        return {str(one) for one in value} <= {str(one) for one in than}
    if isinstance(value, dict) and isinstance(than, dict):
        return all(than.get(key) == one for key, one in value.items())
    return bool(value == than)


def _called(film: _Film) -> tuple[str, str]:
    return normal(str(film.values.get("title", ""))), str(film.values.get("year", film.values.get("release_date", "")))[
        :4
    ]


def _address(data: bytes) -> str:
    """The page's own address, as far as it says one: what relative addresses are relative to; "" if it does not."""
    tags = list(head_tags(data))
    for wanted, key, word, address in _ADDRESSES:
        for tag, said in tags:
            if (
                tag == wanted
                and (not key or word in said.get(key, "").split())
                and (found := _WEB.match(said.get(address, "")))
            ):
                return found[0]
    return ""


def in_http(triple: ox.Triple) -> ox.Triple:
    """schema.org in either namespace is one vocabulary."""

    def term(one: Any) -> Any:
        return ox.NamedNode(_HTTPS.sub(SCHEMA, one.value, count=1)) if isinstance(one, ox.NamedNode) else one

    return ox.Triple(term(triple.subject), term(triple.predicate), term(triple.object))
