"""Judging a file that somebody has: RDF in any syntax, JSON-LD, or an HTML page with JSON-LD in it."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyoxigraph as ox
from msgspec import Struct

from kg.errors import ReelgraphError
from kg.gate.engine import Engine
from kg.gate.findings import Finding
from kg.gate.result import Result
from kg.gate.targets import Targets
from kg.profile import SCHEMA
from kg.rdf import jsonld
from kg.rdf.statements import FORMATS, NotRdf, Term, apart, n_triples, numbered, plain, triples
from kg.record import Fault

HTML = (".html", ".htm", ".xhtml")
_OTHER_NAMESPACE = re.compile(r"https://schema\.org/(\w+)")
_NAME = ox.NamedNode(SCHEMA + "name")


class Report(Struct, frozen=True):
    """What judging a file gave: sorted findings, focus nodes counted per shape IRI, what was changed or left out."""

    findings: tuple[Finding, ...]
    focus_nodes: dict[str, int]
    notes: tuple[str, ...]
    faults: tuple[Fault, ...]


class Statements(Struct, frozen=True):
    """The statements of a file, by block: a block is the line on which it begins (0: not known) and what it states."""

    blocks: tuple[tuple[int, list[ox.Triple]], ...]
    faults: tuple[Fault, ...] = ()


def validate(path: Path, engine: Engine, targets: Targets, terms: Mapping[str, Any]) -> Report:
    """Judge one file. `terms` are the JSON-LD terms of schema.org's context.

    Raises NotRdf if it cannot be read, or if no shape finds anything in it to judge.
    """
    found = read(path, terms)
    united = numbered(apart(block for _, block in found.blocks))
    normalised = [_normalised(statement) for statement in united]
    judged = targets.focus_nodes(f"{statement} ." for statement in normalised)
    focus_nodes = {shape: len(nodes) for shape, nodes in sorted(judged.items())}
    if not any(focus_nodes.values()):
        raise _nothing(path, found, normalised)
    labels, lines = _labels(normalised), _lines(found.blocks, united)
    findings = (
        Finding(labels.get(r.focus_node, r.focus_node.strip("<>")), str(path), lines.get(r.focus_node, 0), r)
        for r in _results(path, engine, n_triples(normalised))
    )
    changed = sum(before != after for before, after in zip(united, normalised, strict=True))
    notes = (f"{path}: {changed} statements in https://schema.org/ were read as http://schema.org/",) if changed else ()
    return Report(tuple(sorted(findings)), focus_nodes, notes, found.faults)


def _results(path: Path, engine: Engine, data: str) -> list[Result]:
    try:
        return engine.validate(data)
    except ReelgraphError as error:
        raise NotRdf(str(path), 0, str(error)) from None


def read(path: Path, terms: Mapping[str, Any]) -> Statements:
    """The statements of a file, by its suffix. Raises NotRdf."""
    suffix = path.suffix.lower()
    if suffix not in FORMATS and suffix not in HTML:
        raise NotRdf(str(path), 0, f"is read by its suffix, which must be one of {' '.join((*FORMATS, *HTML))}")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise NotRdf(str(path), 0, str(error.strerror)) from None
    if not data.strip():
        raise NotRdf(str(path), 0, "is empty")
    base = f"file:///{quote(path.name)}"
    if suffix in HTML:
        return _page(path, data, terms, base)
    if FORMATS[suffix] == ox.RdfFormat.JSON_LD:
        return Statements(((0, jsonld.statements(_text(path, data), terms, base, str(path), 1)),))
    return Statements(((0, triples(data, FORMATS[suffix], base, str(path))),))


def _page(path: Path, data: bytes, terms: Mapping[str, Any], base: str) -> Statements:
    blocks: list[tuple[int, list[ox.Triple]]] = []
    faults: list[Fault] = []
    for line, text in jsonld.scripts(data, str(path)):
        try:
            blocks.append((line, jsonld.statements(text, terms, base, str(path), line)))
        except NotRdf as error:
            faults.append(Fault("", "", error.why, str(path), error.line))
    if not blocks and not faults:
        raise NotRdf(str(path), 0, f"has no <script type={jsonld.SCRIPT}>, so there is nothing to judge")
    return Statements(tuple(blocks), tuple(faults))


def _text(path: Path, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotRdf(str(path), 0, f"byte {error.start} is not UTF-8, which JSON must be") from None


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
        return NotRdf(str(path), found.faults[0].line, found.faults[0].reason)
    what = "states nothing" if not statements else "holds nothing that a shape targets"
    return NotRdf(str(path), 0, f"{what}, so nothing was judged; see that its things have a class, as {SCHEMA}Movie")


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
