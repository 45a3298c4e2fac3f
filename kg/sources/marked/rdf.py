"""Reader of film data in RDF: queries in `imports/` turn other vocabularies into the terms of our shapes."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox

from kg.model.ntriples import plain
from kg.model.prefixes import RG, SCHEMA
from kg.model.profile import RDF_TYPE
from kg.model.record import Fault
from kg.rdf import jsonld, namespaces
from kg.rdf.files import rdf
from kg.rdf.said import Mistake, united
from kg.rdf.statements import FORMATS, NotRdf, reason, refused
from kg.sources.config import SourceConfig
from kg.sources.encoding import decode
from kg.sources.fields import fault
from kg.sources.marked import described
from kg.sources.marked.films import films
from kg.sources.marked.nodes import nodes
from kg.sources.marked.objects import Place, asked_of_any
from kg.sources.stated import Leftover, Stated, bounded, told
from kg.system.files import Unreadable, opened, suffix, whole

IMPORTS = Path(__file__).parent / "imports"

LARGEST = 200_000_000
"""In bytes, of what is read whole: RDF/XML, JSON-LD, and others that are small or not sound."""

_IN_MEMORY = 20_000_000
"""In bytes, unpacked: larger files go into a store on disk."""

_Thing = ox.NamedNode | ox.BlankNode

_TYPE = ox.NamedNode(RDF_TYPE)
_WHOLE = {ox.RdfFormat.RDF_XML, ox.RdfFormat.JSON_LD}
_BASE = "file:///"
_OURS = (SCHEMA, RG)
_PREFIX = re.compile(r"(?i)\bPREFIX\s++([\w-]*+):\s*+<([^<>]*+)>")
_NAME = re.compile(r"(?<![\w-])([A-Za-z][\w-]*+):(\w++(?:[.-]++\w++)*+)")
_IRI = re.compile(r"<([^<>\s]+)>")
_FARTHEST = 2
"""So many steps from a film stands what is said of it: a work's author is two steps away."""


def read(path: Path, source: SourceConfig, folder: Path = IMPORTS) -> Iterator[Stated | Fault | Leftover]:
    """Each film that one of the queries in `folder` finds, by its name. A broken file is one fault."""
    format_ = FORMATS.get(suffix(path))
    if format_ is None:
        yield fault("", path.name, f"no RDF: its suffix is none of {' '.join(FORMATS)}", line=1)
        return
    with opened(path) as file:
        large = len(file.read(_IN_MEMORY + 1)) > _IN_MEMORY
    mistakes: list[Mistake] = []
    try:
        with TemporaryDirectory(prefix="kg-rdf-", ignore_cleanup_errors=True) as on_disk:
            given, ours = (ox.Store(f"{on_disk}/{name}" if large else None) for name in ("given", "ours"))
            order: dict[str, int] = {}
            if large and format_ not in _WHOLE:
                _stream(given, path, format_, mistakes)
            else:
                given.bulk_extend(_quads(_whole(path, format_, mistakes), None if large else order))
            for query in _queries(folder):
                found = given.query(query)
                assert isinstance(found, ox.QueryTriples)
                ours.bulk_extend(_quads(found))
            yield from told(mistakes, _films(ours, source, order), "states no film in a vocabulary that is known")
            yield from _unqueried(given, ours, folder)
            del given, ours  # a store that is open may still write into its folder
    except NotRdf as error:
        yield fault("", "", error.why, line=error.line or 1)


def _whole(path: Path, format_: ox.RdfFormat, mistakes: list[Mistake]) -> Iterator[ox.Triple]:
    """The statements of a file that is read whole; what is wrong with it is added to `mistakes`. Raises NotRdf."""
    data = whole(path, LARGEST)
    if format_ == ox.RdfFormat.JSON_LD:
        text = decode(data)
        if isinstance(text, Fault):
            # The values that have these bytes are lost, and no others.
            mistakes.append(Mistake(text.line, text.reason, text.raw))
            text = data.decode("utf-8-sig", "surrogateescape")
        found = united([jsonld.read(text, {}, _BASE, 1, any_context=True)])
    else:
        found = rdf(data, format_, _BASE, path.name, {})
    mistakes += found.mistakes
    yield from found.triples


def _stream(given: ox.Store, path: Path, format_: ox.RdfFormat, mistakes: list[Mistake]) -> None:
    """Put the statements of a large file into a store: if it is sound, it is never held in memory.

    If not, it is read whole, with all that mends there; where that cannot be, what stands before the fault is read.
    """
    broken: list[Mistake] = []
    given.bulk_extend(_quads(_streamed(path, format_, broken)))
    if broken:
        try:
            mended = list(_whole(path, format_, mistakes))
        except NotRdf as error:
            mistakes.append(Mistake(error.line, error.why))
        except Unreadable:
            mistakes += broken
        else:
            given.clear()
            given.bulk_extend(_quads(mended))


def _streamed(path: Path, format_: ox.RdfFormat, broken: list[Mistake]) -> Iterator[ox.Triple]:
    """The statements of a file, up to what is no RDF, which is added to `broken`."""
    try:
        with opened(path) as file:
            for quad in ox.parse(file, format=format_, base_iri=_BASE):
                if isinstance(quad.object, ox.Triple):
                    raise ValueError("holds triple terms, which are not read")
                yield namespaces.triple(ox.Triple(quad.subject, quad.predicate, quad.object))
    except SyntaxError as error:
        broken.append(Mistake(error.lineno or 0, reason(error.msg)))
    except (ValueError, MemoryError) as error:
        broken.append(Mistake(0, refused(error)))


def _films(store: ox.Store, source: SourceConfig, order: dict[str, int]) -> Iterator[Stated | Fault | Leftover]:
    """The films in a store of our terms, by IRI, each with what is said of it."""
    told_of, whole = set[str](), set[_Thing]()
    for subject in sorted(_film_subjects(store), key=str):
        said = sorted(
            _around(store, subject, whole), key=lambda t: (str(t.subject) != str(subject), order.get(str(t.object), -1))
        )
        node = nodes(said)[0]
        yield from bounded(films(node, Place(source.language, ""), 1, told_of, node.iri.removeprefix(_BASE)), 1)


def _unqueried(given: ox.Store, ours: ox.Store, folder: Path) -> Iterator[Leftover]:
    """What other vocabularies say of the films, by predicates that no query names."""
    for subject in sorted(_film_subjects(ours), key=str):
        for quad in given.quads_for_pattern(subject, None, None, None):
            iri = quad.predicate.value
            queried = iri in _mentioned(folder) or any(ours.quads_for_pattern(subject, quad.predicate, None))
            if not queried and not iri.startswith(_OURS):
                yield Leftover("property", iri, plain(quad.object), 1)


@cache
def _mentioned(folder: Path) -> frozenset[str]:
    """Every IRI that the queries name, written out or with a prefix."""
    found: set[str] = {RDF_TYPE}
    for query in _queries(folder):
        prefixes = dict(_PREFIX.findall(query))
        found |= {prefixes[name] + local for name, local in _NAME.findall(query) if name in prefixes}
        found |= set(_IRI.findall(query))
    return frozenset(found)


def _film_subjects(store: ox.Store) -> set[_Thing]:
    found = (store.quads_for_pattern(None, _TYPE, ox.NamedNode(cls), None) for cls in described.classes())
    return {quad.subject for quads in found for quad in quads if not isinstance(quad.subject, ox.Triple)}


def _around(store: ox.Store, subject: _Thing, whole: set[_Thing]) -> Iterator[ox.Triple]:
    """What is said of a film, and of what that points at, as far as it matters.

    Of what a film points at, all is said once, which adds it to `whole`; then only what is read: a company may say of
    itself that it owns each of the films. A role is the film's own.
    """
    seen, now = {subject}, [(subject, True)]
    for step in range(_FARTHEST + 1):
        quads = [quad for thing, entire in now for quad in _said(store, thing, entire)]
        yield from (ox.Triple(quad.subject, quad.predicate, quad.object) for quad in quads)
        roles = {quad.subject for quad in quads if quad.predicate == _TYPE and str(quad.object).endswith("Role>")}
        if step:
            whole.update(thing for thing, entire in now if entire and thing not in roles)
        now = []
        for quad in quads:
            if isinstance(thing := quad.object, _Thing) and thing not in seen:
                seen.add(thing)
                now.append((thing, thing not in whole and (not step or quad.subject in roles)))


def _said(store: ox.Store, thing: _Thing, entire: bool) -> Iterator[ox.Quad]:
    """All that is said of a thing, or what is read."""
    properties = (None,) if entire else _read()
    return (quad for property_ in properties for quad in store.quads_for_pattern(thing, property_, None, None))


@cache
def _read() -> tuple[ox.NamedNode, ...]:
    return (_TYPE, *map(ox.NamedNode, sorted(asked_of_any())))


def _quads(found: Iterable[ox.Triple], order: dict[str, int] | None = None) -> Iterator[ox.Quad]:
    """Statements as stores take them; the order in which objects are named first is added to `order`."""
    for triple in found:
        if order is not None:
            order.setdefault(str(triple.object), len(order))
        yield ox.Quad(triple.subject, triple.predicate, triple.object)


@cache
def _queries(folder: Path) -> tuple[str, ...]:
    return tuple(path.read_text("utf-8") for path in sorted(folder.glob("*.rq")))
