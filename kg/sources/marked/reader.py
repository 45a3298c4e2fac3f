"""Reader of pages that carry films as JSON-LD, microdata or RDFa."""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.model import values
from kg.model.iris import normal
from kg.model.ntriples import Term
from kg.model.prefixes import SCHEMA
from kg.model.profile import profile
from kg.model.record import Fault
from kg.model.terms import coercions
from kg.model.values.tried import tried
from kg.rdf.documents import own_address
from kg.rdf.said import JSON_LD, MICRODATA, RDFA, Statement, lines
from kg.sources.config import USUAL_LANGUAGE, SourceConfig
from kg.sources.fields import fault
from kg.sources.marked import described, festivals, released, showings
from kg.sources.marked.films import films as films_of
from kg.sources.marked.films import strangers
from kg.sources.marked.lists import unfolded
from kg.sources.marked.nodes import Node, Said, nodes
from kg.sources.marked.objects import Place, identifying
from kg.sources.marked.ratings import attached
from kg.sources.stated import Leftover, Stated, Taken, texts, told
from kg.system.charset import UTF_8, encoding_of
from kg.system.files import whole

_Stands = dict[tuple[str, str], list[Statement]]

LARGEST = 20_000_000
"""In bytes."""

_HEAD = 4096
"""In bytes: so near its beginning a page declares its encoding and its language."""

_LANG = re.compile(rb"<html\b[^<>]{0,400}?\blang=[\"']?([a-z]{2,3})\b", re.IGNORECASE)


_SHOWING = tuple(SCHEMA + name for name in ("workPresented", "workFeatured", "itemReviewed", "about"))
_BARE = frozenset(SCHEMA + name for name in ("name", "url", "image", "sameAs", "mainEntityOfPage"))
"""What tells of a film no more than which it is."""


def read(path: Path, source: SourceConfig) -> Iterator[Stated | Fault | Leftover]:
    """Each film of a page, once, in whatever syntaxes it is stated; a broken block does not touch the others."""
    # Its parser takes a while to load.
    from kg.rdf import pages

    data = whole(path, LARGEST)
    encoding = _encoding(data, source)
    text = data.decode(encoding, "replace") if encoding else data
    page, found = pages.read(text, own_address(path), coercions(profile()), any_context=True, whole=False)
    base = page.own.seen_from("") if page else ""
    language = _language(data, source)
    films: list[Stated] = []
    besides: list[Leftover] = []
    for syntax in (JSON_LD, MICRODATA, RDFA):
        said = [statement for statement in found.statements if statement.syntax == syntax]
        begin = dict(lines(said))
        triples = unfolded([statement.triple for statement in said], found.mistakes)
        things = nodes(triples)
        attached(things)
        festivals.attached(things)
        named, shown, again = showings.attached(things)
        # One without a name is but pointed at.
        known = _once(things, [n for n in named if described.kind_of(n) and n.values.get(SCHEMA + "name")])
        besides += strangers(things, [*known, *shown], begin)
        others: list[Stated] = []
        stands = _stands(said, {node.term for node in known})
        for node, one in _films(known, again, begin, triples, Place(language, base)):
            if isinstance(one, Stated):
                others.append(one._replace(encoding=encoding, taken=tuple(_taken(one, node, stands, syntax))))
            else:
                besides.append(one)
        films = _joined(films, others)
    yield from told(dict.fromkeys(found.mistakes), films, "has no film in JSON-LD, microdata or RDFa")
    yield from besides


def _once(things: list[Node], films: list[Node]) -> list[Node]:
    """The films without those that are but named by what is shown or reviewed, where the page has the film itself."""
    named = {
        id(value) for thing in things for path in _SHOWING for value in thing.values.get(path, ()) if thing is not value
    }
    own = {_title(film) for film in films if id(film) not in named}
    return [film for film in films if id(film) not in named or film.values.keys() - _BARE or _title(film) not in own]


def _title(film: Node) -> str:
    return normal(" ".join(one.text for one in film.values.get(SCHEMA + "name", ()) if isinstance(one, Said)))


def _films(
    known: list[Node], again: dict[int, list[Node]], begin: dict[str, int], said: list[ox.Triple], at: Place
) -> Iterator[tuple[Node, Stated | Leftover]]:
    """Each film with its node, and what no field has; `begin` are the lines of things by their terms.

    `again` are the other nodes of films, by the id of the first.
    """
    reader, told_of = released.Reader(_by_subject(said), at.language), set[str]()
    for node in known:
        line = begin.get(node.term, 0) or 1
        shape = released.shape_of(node.iri, node.types)
        found = reader.films(node.iri, shape, line) if shape else films_of(node, at, line, told_of)
        others = [one for other in again.get(id(node), ()) for one in films_of(other, at, line, told_of)]
        films = [one for one in others if isinstance(one, Stated)]
        yield from ((node, _united(one, films) if isinstance(one, Stated) else one) for one in found)
        yield from ((node, one) for one in dict.fromkeys(one for one in others if isinstance(one, Leftover)))


def _stands(said: Iterable[Statement], terms: set[str]) -> _Stands:
    """What is said of these things, by thing and property."""
    found: _Stands = {}
    for one in said:
        if str(one.triple.subject) in terms:
            found.setdefault((str(one.triple.subject), one.triple.predicate.value), []).append(one)
    return found


def _taken(film: Stated, node: Node, stands: _Stands, syntax: str) -> Iterator[Taken]:
    """The lines of what a film's fields are made of."""
    fields = described.fields(str(film.values.get("kind", "film")))
    for property_ in dict.fromkeys(property_ for term, property_ in stands if term == node.term):
        field = "identifiers" if property_ in identifying() else fields.get(property_, "")
        if film.values.get(field):
            lines = sorted({one.line for one in stands[node.term, property_] if one.line})
            yield Taken(field, tuple(texts(film.values[field])), syntax, tuple(lines))


def _by_subject(triples: list[ox.Triple]) -> Callable[[Term], released.Said]:
    """What is said of a thing, in the order of the page."""
    found: dict[Term, released.Said] = {}
    for triple in triples:
        found.setdefault(triple.subject, {}).setdefault(triple.predicate.value, []).append(triple.object)
    return lambda thing: found.get(thing, {})


def _language(data: bytes, source: SourceConfig) -> str:
    """The language of texts that name none: the source's, or, where that is the usual one, what the page declares."""
    declared = _LANG.search(data, 0, _HEAD) if source.language == USUAL_LANGUAGE else None
    return (tried(values.language, declared[1].decode()) if declared else None) or source.language


def _encoding(data: bytes, source: SourceConfig) -> str:
    """The encoding of a page that is not UTF-8 and does not declare it itself; "" for others."""
    declared = b"charset" in data[:_HEAD].lower()
    encoding = source.encoding or ("" if declared else encoding_of(data))
    return "" if encoding == UTF_8 else encoding


def _joined(films: list[Stated], others: list[Stated]) -> list[Stated]:
    """Films stated in another syntax as well are one; what that says besides is added, what it contradicts is told."""
    joined = list(films)
    at = {_called(film): number for number, film in enumerate(films)}
    for other in others:
        number = at.get(_called(other))
        joined.append(other) if number is None else joined.__setitem__(number, _union(joined[number], other))
    return joined


def _united(film: Stated, others: Iterable[Stated]) -> Stated:
    """A film that a page states several times; what many of them contradict is told once."""
    faults = dict.fromkeys(film.faults)
    for other in others:
        film = _union(film._replace(faults=()), other)
        faults |= dict.fromkeys(film.faults)
    return film._replace(faults=tuple(faults))


def _union(film: Stated, other: Stated) -> Stated:
    differing = [
        fault(field, value, f"the page also states another value: {film.values[field]!r}"[:200])
        for field, value in other.values.items()
        if field in film.values and not _says_no_more(value, film.values[field])
    ]
    faults = (*film.faults, *other.faults, *differing)
    taken = (*film.taken, *(one for one in other.taken if one.field not in film.values))
    return film._replace(values=other.values | film.values, faults=faults, taken=taken)


def _says_no_more(value: Any, than: Any) -> bool:
    if isinstance(value, list) and isinstance(than, list):
        return {str(one) for one in value} <= {str(one) for one in than}
    if isinstance(value, dict) and isinstance(than, dict):
        return all(than.get(key) == one for key, one in value.items())
    return bool(value == than)


def _called(film: Stated) -> tuple[str, str]:
    said = film.values
    return normal(str(said.get("title", ""))), str(said.get("year", said.get("release_date", "")))[:4]
