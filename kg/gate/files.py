"""Judging a file that somebody has: RDF in any syntax, JSON-LD, or an HTML page with markup in it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyoxigraph as ox
from msgspec import Struct

from kg.gate import markup
from kg.gate.engine import Engine
from kg.gate.targets import Targets
from kg.model.formats import HTML
from kg.model.profile import RDF_TYPE, SCHEMA
from kg.model.record import Fault
from kg.rdf import jsonld, microdata, rdfa
from kg.rdf.statements import FORMATS, NotRdf, Term, apart, n_triples, numbered, plain, triples
from kg.report.findings import Finding
from kg.report.result import Result
from kg.system.errors import ReelgraphError
from kg.system.files import Unreadable, name, whole

LARGEST = 1 << 30
"""In bytes, of a file that is judged: it is held in memory."""

_OTHER_NAMESPACE = re.compile(r"https://schema\.org/(\w+)")
_NAME = ox.NamedNode(SCHEMA + "name")


class Verdict(Struct, frozen=True):
    """What judging a file gave: sorted findings, focus nodes counted per shape IRI, what was changed or left out."""

    findings: tuple[Finding, ...]
    focus_nodes: dict[str, int]
    notes: tuple[str, ...]
    faults: tuple[Fault, ...]


class Statements(Struct, frozen=True):
    """The statements of a file, by block: a block is the line on which it begins (0: not known) and what it states."""

    blocks: tuple[tuple[int, list[ox.Triple]], ...]
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class Judging:
    """Who judges, by shapes with which targets; `terms` are the JSON-LD terms of schema.org's context.

    `markup` is judged as a search engine reads it: things of a class are those of the classes above it too, values are
    strings, and every term has to be schema.org's.
    """

    engine: Engine
    targets: Targets
    terms: Mapping[str, Any]
    markup: bool = False


def validate(path: Path, by: Judging) -> Verdict:
    """Judge one file. Raises NotRdf if it cannot be read, or if no shape finds anything in it to judge."""
    found = read(path, by.terms)
    united = numbered(apart(block for _, block in found.blocks))
    normalised = [_normalised(statement) for statement in united]
    seen = markup.seen(normalised) if by.markup else normalised
    judged = by.targets.focus_nodes(f"{statement} ." for statement in seen)
    focus_nodes = {shape: len(nodes) for shape, nodes in sorted(judged.items())}
    if not any(focus_nodes.values()) and not (by.markup and any(map(_is_markup, normalised))):
        raise _nothing(path, found, normalised)
    results = _results(path, by, normalised)
    labels, lines = _labels(normalised), _lines(found.blocks, united)
    findings = (
        Finding(labels.get(r.focus_node, r.focus_node.strip("<>")), name(path), lines.get(r.focus_node, 0), r)
        for r in results
    )
    changed = sum(before != after for before, after in zip(united, normalised, strict=True))
    note = f"{name(path)}: {changed} statements in https://schema.org/ were read as http://schema.org/"
    notes = (note,) if changed else ()
    return Verdict(tuple(sorted(findings)), focus_nodes, notes, found.faults)


def _results(path: Path, by: Judging, statements: list[ox.Triple]) -> list[Result]:
    try:
        if by.markup:
            return markup.results(statements, by.engine, _base(path))
        return by.engine.validate(n_triples(statements))
    except ReelgraphError as error:
        raise NotRdf(name(path), 0, str(error)) from None


def read(path: Path, terms: Mapping[str, Any]) -> Statements:
    """The statements of a file, by its suffix. Raises NotRdf."""
    suffix = path.suffix.lower()
    if suffix not in FORMATS and suffix not in HTML:
        raise NotRdf(name(path), 0, f"is read by its suffix, which must be one of {' '.join((*FORMATS, *HTML))}")
    try:
        data = whole(path, LARGEST)
    except Unreadable as error:
        raise NotRdf(name(path), 0, str(error)) from None
    if not data.strip():
        raise NotRdf(name(path), 0, "is empty")
    base = _base(path)
    if suffix in HTML:
        return _page(path, data, terms, base)
    if FORMATS[suffix] == ox.RdfFormat.JSON_LD:
        return Statements(((0, jsonld.statements(_text(path, data), terms, base, name(path), 1)),))
    return Statements(((0, triples(data, FORMATS[suffix], base, name(path))),))


def _page(path: Path, data: bytes, terms: Mapping[str, Any], base: str) -> Statements:
    blocks: list[tuple[int, list[ox.Triple]]] = []
    faults: list[Fault] = []
    for line, text in jsonld.scripts(data, name(path)):
        try:
            blocks.append((line, jsonld.statements(text, terms, base, name(path), line)))
        except NotRdf as error:
            faults.append(Fault("", "", error.why, name(path), error.line))
    for mark, syntax, statements in (("itemscope", "microdata", _microdata), ("typeof", "RDFa", _rdfa)):
        if mark.encode() in data.lower():
            try:
                blocks.append((0, [triple for triple in statements(data, base) if _is_markup(_normalised(triple))]))
            except (ValueError, RecursionError) as error:
                faults.append(Fault("", "", f"{syntax}: {error}", name(path)))
    if not blocks and not faults:
        raise NotRdf(name(path), 0, "has no JSON-LD, microdata or RDFa, so there is nothing to judge")
    return Statements(tuple(blocks), tuple(faults))


def _microdata(data: bytes, base: str) -> Iterable[ox.Triple]:
    return microdata.statements(data)


def _rdfa(data: bytes, base: str) -> Iterable[ox.Triple]:
    return rdfa.statements(data, base)


def _base(path: Path) -> str:
    return f"file:///{quote(path.name, errors='replace')}"


def _is_markup(triple: ox.Triple) -> bool:
    """Whether a statement is in schema.org's terms; pages say much else in RDFa."""
    cls = triple.object.value if isinstance(triple.object, ox.NamedNode) else ""
    return (cls if triple.predicate.value == RDF_TYPE else triple.predicate.value).startswith(SCHEMA)


def _text(path: Path, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotRdf(name(path), 0, f"byte {error.start} is not UTF-8, which JSON must be") from None


def _normalised(t: ox.Triple) -> ox.Triple:
    """What stands in https://schema.org/ passes shapes about http://schema.org/ without being looked at."""

    def node(term: Term) -> Term:
        if isinstance(term, ox.NamedNode) and (found := _OTHER_NAMESPACE.fullmatch(term.value)):
            return ox.NamedNode(SCHEMA + found[1])
        return term

    subject, predicate = node(t.subject), node(t.predicate)
    assert not isinstance(subject, ox.Literal) and isinstance(predicate, ox.NamedNode)
    return ox.Triple(subject, predicate, node(t.object))


def _nothing(path: Path, found: Statements, statements: list[ox.Triple]) -> NotRdf:
    if found.faults and not statements:
        return NotRdf(name(path), found.faults[0].line, found.faults[0].reason)
    what = "states nothing" if not statements else "holds nothing that a shape targets"
    return NotRdf(name(path), 0, f"{what}, so nothing was judged; see that its things have a class, as {SCHEMA}Movie")


def _labels(statements: Iterable[ox.Triple]) -> dict[str, str]:
    """What a node is called; a node without a name is called after one that points to it."""
    statements = list(statements)
    names = {str(t.subject): plain(t.object) for t in statements if t.predicate == _NAME and plain(t.object)}
    owners = {str(t.object): names[str(t.subject)] for t in statements if str(t.subject) in names}
    return owners | names


def _lines(blocks: tuple[tuple[int, list[ox.Triple]], ...], united: list[ox.Triple]) -> dict[str, int]:
    """The line of the block that first says something of a node; `united` are the statements of all blocks."""
    starts = (line for line, block in blocks for _ in block)
    lines: dict[str, int] = {}
    for line, statement in zip(starts, united, strict=True):
        lines.setdefault(str(statement.subject), line)
    return lines
