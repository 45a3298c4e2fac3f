"""Reader of film data in RDF: queries in `imports/` turn other vocabularies into the terms of our shapes."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox

from kg.model.ntriples import Term, plain, renamed
from kg.model.prefixes import RG, SCHEMA
from kg.model.profile import CREDIT, RDF_TYPE
from kg.model.record import Fault
from kg.rdf import jsonld, namespaces
from kg.rdf.files import rdf
from kg.rdf.lines import placed
from kg.rdf.said import Mistake, united
from kg.rdf.statements import FORMATS, NotRdf, reason, refused
from kg.sources.config import SourceConfig
from kg.sources.decoding import decode
from kg.sources.fields import fault
from kg.sources.marked import released
from kg.sources.marked.films import films, stranger
from kg.sources.marked.graph import TYPE, Described
from kg.sources.marked.lists import unfold
from kg.sources.marked.nodes import nodes
from kg.sources.marked.objects import Place
from kg.sources.marked.places import Places
from kg.sources.stated import Leftover, Stated, bounded, told
from kg.system import charset, resources
from kg.system.files import Unreadable, opened, suffix, whole

IMPORTS = Path(__file__).parent / "imports"

LARGEST = 200_000_000
"""In bytes, of what is read whole: RDF/XML, JSON-LD, and others that are small or not sound."""

_IN_MEMORY = 20_000_000
"""In bytes, unpacked: larger files go into a store on disk."""

_Placed = tuple[ox.Triple, int]
"""A statement and its line (0: not known)."""

_WHOLE = {ox.RdfFormat.RDF_XML, ox.RdfFormat.JSON_LD}
_BASE = "file:///"
_OURS = (SCHEMA, RG)
_PREFIX = re.compile(r"(?i)\bPREFIX\s++([\w-]*+):\s*+<([^<>]*+)>")
_NAME = re.compile(r"(?<![\w-])([A-Za-z][\w-]*+):(\w++(?:[.-]++\w++)*+)")
_IRI = re.compile(r"<([^<>\s]+)>")


def read(
    path: Path, source: SourceConfig, folder: Path = IMPORTS, beside: Sequence[Path] = ()
) -> Iterator[Stated | Fault | Leftover]:
    """Each film that one of the queries in `folder` finds, in the order of the file. A broken file is one fault.

    What stands in the files `beside` is read as if it stood in this one.
    """
    format_ = FORMATS.get(suffix(path))
    if format_ is None:
        yield fault("", path.name, f"not RDF; its suffix must be one of {' '.join(FORMATS)}", line=1)
        return
    large = bool(beside) or _is_large(path)
    mistakes: list[Mistake] = []
    besides: list[Fault] = []
    try:
        with TemporaryDirectory(prefix="kg-rdf-", ignore_cleanup_errors=True) as on_disk:
            given, ours = (ox.Store(f"{on_disk}/{name}" if large else None) for name in ("given", "ours"))
            if beside:
                places = _together(given, (path, *beside), besides)
            elif large and format_ not in _WHOLE:
                places = _stream(given, path, format_, mistakes)
            else:
                places = _fill(given, _whole(path, format_, mistakes))
            unfold(given, places, mistakes)
            for query in _queries(folder):
                found = given.query(query)
                assert isinstance(found, ox.QueryTriples)
                ours.bulk_extend(_quads(found))
            said = Described(ours, places)
            films = _films(said, given, places, source)
            yield from told(mistakes, films, "has no film in a known vocabulary", 0)
            yield from besides
            yield from _unqueried(given, said, places, folder)
            for triples in said.strangers(given):
                yield stranger(nodes(triples)[0], places.line(triples[0].subject))
            del given, ours, said  # a store that is open may still write into its folder
    except NotRdf as error:
        yield fault("", "", error.why, line=error.line)


def _is_large(path: Path) -> bool:
    with opened(path) as file:
        return len(file.read(_IN_MEMORY + 1)) > _IN_MEMORY


def _together(given: ox.Store, paths: Sequence[Path], faults: list[Fault]) -> Places:
    """Put the statements of several files into one store; what is wrong with one of them is added to `faults`."""
    places = Places()

    def placed() -> Iterator[_Placed]:
        number = 0
        for of, path in enumerate(paths):
            places.begin(number, path.name)
            mistakes: list[Mistake] = []
            own = partial(_own, f"f{of}")
            for triple, line in _stated(path, mistakes):
                number += 1
                yield next(renamed([triple], own)), line
            faults.extend(fault("" if m.lost else "source", m.raw, m.why, path.name, m.line) for m in mistakes)

    given.bulk_extend(_quads(places.recorded(placed())))
    return places


def _own(file: str, node: ox.BlankNode) -> ox.BlankNode:
    """Blank nodes are those of one file."""
    return ox.BlankNode(file + node.value)


def _stated(path: Path, mistakes: list[Mistake]) -> Iterator[_Placed]:
    """The statements of a file, one by one if it is large and sound; else it is read whole, and some come again."""
    format_ = FORMATS[suffix(path)]
    broken: list[Mistake] = []
    try:
        if format_ not in _WHOLE and _is_large(path):
            yield from _streamed(path, format_, broken)
            if not broken:
                return
        yield from _whole(path, format_, mistakes)
    except NotRdf as error:
        mistakes.append(Mistake(error.line, error.why))
    except Unreadable as error:
        mistakes += broken or [Mistake(0, str(error))]


def _fill(store: ox.Store, placed: Iterable[_Placed]) -> Places:
    """Put the statements of a file into an empty store, and keep their order and their lines."""
    places = Places()
    store.bulk_extend(_quads(places.recorded(placed)))
    return places


def _whole(path: Path, format_: ox.RdfFormat, mistakes: list[Mistake]) -> Iterator[_Placed]:
    """The statements of a file that is read whole; what is wrong with it is added to `mistakes`. Raises NotRdf."""
    data = charset.utf_8(whole(path, LARGEST))
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
    yield from ((statement.triple, statement.line) for statement in found.statements)


def _stream(given: ox.Store, path: Path, format_: ox.RdfFormat, mistakes: list[Mistake]) -> Places:
    """Put the statements of a large file into a store: if it is sound, it is never held in memory.

    If not, it is read whole, with all that mends there; where that cannot be, what stands before the fault is read.
    """
    broken: list[Mistake] = []
    places = _fill(given, _streamed(path, format_, broken))
    if broken:
        try:
            mended = list(_whole(path, format_, mistakes))
        except NotRdf as error:
            mistakes.append(Mistake(error.line, error.why))
        except Unreadable:
            mistakes += broken
        else:
            given.clear()
            return _fill(given, mended)
    return places


def _streamed(path: Path, format_: ox.RdfFormat, broken: list[Mistake]) -> Iterator[_Placed]:
    """The statements of a file, up to what is no RDF, which is added to `broken`."""
    try:
        with opened(path) as file:
            for quad, line in placed(file, format_, _BASE):
                if isinstance(quad.object, ox.Triple):
                    raise ValueError("has triple terms, which are not read")
                yield namespaces.triple(ox.Triple(quad.subject, quad.predicate, quad.object)), line
    except SyntaxError as error:
        broken.append(Mistake(error.lineno or 0, reason(error.msg)))
    except (ValueError, MemoryError) as error:
        broken.append(Mistake(0, refused(error)))


def _films(
    said: Described, given: ox.Store, places: Places, source: SourceConfig
) -> Iterator[Stated | Fault | Leftover]:
    """The films in a store of our terms, in the order of the file, each with what is said of it."""
    told_of, at = set[str](), Place(source.language, "")
    reader = released.Reader(partial(_of, said, given), source.language)
    for subject in said.subjects:
        line = places.line(subject)
        iri = subject.value if isinstance(subject, ox.NamedNode) else ""
        if shape := released.shape_of(iri, said.types(subject)):
            found = reader.films(iri, shape, line)
        else:
            node = nodes(said.around(subject))[0]
            found = films(node, at, line, told_of, node.iri.removeprefix(_BASE))
        line_of, file = partial(places.line_of, subject), places.file(subject)
        for one in bounded(found, line):
            yield one._replace(line_of=line_of, file=file) if isinstance(one, Stated) else one


def _of(said: Described, given: ox.Store, thing: Term) -> released.Said:
    """What the files say of a thing. Where its lists have places of their own, those in the file are no matter."""
    if not isinstance(thing, ox.NamedNode | ox.BlankNode):
        return {}
    quads = list(given.quads_for_pattern(thing, None, None, None))
    properties = [quad.predicate.value for quad in quads if quad.predicate != TYPE]
    is_placed = len(set(properties)) == len(properties) or CREDIT in properties
    found: released.Said = {}
    for quad in sorted(quads, key=str) if is_placed else said.in_order(quads):
        found.setdefault(quad.predicate.value, []).append(quad.object)
    return found


def _unqueried(given: ox.Store, ours: Described, places: Places, folder: Path) -> Iterator[Leftover]:
    """What other vocabularies say of the films, by predicates that no query names."""
    for subject in ours.subjects:
        for quad in ours.in_order(given.quads_for_pattern(subject, None, None, None)):
            iri = quad.predicate.value
            queried = iri in _mentioned(folder) or any(ours.store.quads_for_pattern(subject, quad.predicate, None))
            if not queried and not iri.startswith(_OURS):
                # What a blank node is called is no matter of the file.
                raw = "" if isinstance(quad.object, ox.BlankNode) else plain(quad.object)
                yield Leftover("property", iri, raw, places.line(subject))


@resources.kept
def _mentioned(folder: Path) -> frozenset[str]:
    """Every IRI that the queries name, written out or with a prefix."""
    found: set[str] = {RDF_TYPE}
    for query in _queries(folder):
        prefixes = dict(_PREFIX.findall(query))
        found |= {prefixes[name] + local for name, local in _NAME.findall(query) if name in prefixes}
        found |= set(_IRI.findall(query))
    return frozenset(found)


def _quads(found: Iterable[ox.Triple]) -> Iterator[ox.Quad]:
    """Statements as stores take them."""
    return (ox.Quad(triple.subject, triple.predicate, triple.object) for triple in found)


@resources.kept
def _queries(folder: Path) -> tuple[str, ...]:
    """The catalogue's queries behind those of a folder."""
    return tuple(path.read_text("utf-8") for path in (*sorted(folder.glob("*.rq")), *resources.own("imports")))
