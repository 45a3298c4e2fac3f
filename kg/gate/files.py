"""Judging a file that somebody has: RDF in any syntax, JSON-LD, or an HTML page with markup in it."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from msgspec import Struct

from kg.gate import eligibility, markup, usage
from kg.gate.candidates import by_themselves
from kg.gate.engine import Engine
from kg.gate.targets import Targets
from kg.model.formats import HTML
from kg.model.ntriples import plain
from kg.model.prefixes import SCHEMA
from kg.model.profile import RDF_TYPE
from kg.model.record import Fault
from kg.rdf.documents import Document, document
from kg.rdf.files import read, tried
from kg.rdf.said import MICRODATA, RDFA, Read, Statement, lines
from kg.rdf.statements import NotRdf, n_triples
from kg.report.findings import Becomes, Finding
from kg.report.report import many
from kg.report.result import Result
from kg.system.errors import ReelgraphError

_NAME = ox.NamedNode(SCHEMA + "name")
_UNJUDGED = f"so nothing was validated; check that its nodes have a class, such as {SCHEMA}Movie"


class Nothing(NotRdf):
    """A file in which there is nothing to validate."""


class Untargeted(Nothing):
    """A file that states something, and nothing that a shape targets."""


class Verdict(Struct, frozen=True):
    """What judging a file gave: sorted findings, focus nodes counted per shape IRI, what was changed or left out, and
    which results of a search engine its markup can become.
    """

    findings: tuple[Finding, ...]
    focus_nodes: dict[str, int]
    notes: tuple[str, ...]
    faults: tuple[Fault, ...]
    becomes: tuple[Becomes, ...] = ()

    def __repr__(self) -> str:
        """For a person: the counts."""
        return f"<{many(len(self.findings), 'finding')}, {many(len(self.faults), 'fault')}>"


@dataclass(frozen=True)
class Judging:
    """Who judges, by shapes with which targets; `terms` are the JSON-LD terms of schema.org's context.

    `markup` names the search engine as which markup is read, "" for other RDF: things of a class are those of the
    classes above it too, values are strings, and every term has to be schema.org's. `spoken` are the properties by
    class whose texts have a language: in microdata and RDFa each text has that of the page, which counts for them
    alone, or for all where nothing is given.
    """

    engine: Engine
    targets: Targets
    terms: Mapping[str, Any]
    markup: str = ""
    spoken: Mapping[str, Collection[str]] = field(default_factory=dict)


def validate(path: Path, by: Judging) -> Verdict:
    """Judge one file, or for `-` standard input, whose syntax is detected.

    Raises NotRdf if it cannot be read, or if no shape finds anything in it to judge.
    """
    given = document(path)
    found = (tried if by.markup else read)(given, by.terms)
    if given.suffix in HTML and not found.statements and not found.mistakes:
        raise Nothing(given.name, 0, "has no JSON-LD, microdata or RDFa, so there is nothing to validate")
    said = [statement for statement in found.statements if _is_judged(statement)]
    statements = _asked(said, by.spoken)
    seen = markup.seen(statements, by_themselves(said), by.markup) if by.markup else statements
    judged = by.targets.focus_nodes(f"{statement} ." for statement in seen)
    focus_nodes = {shape: len(nodes) for shape, nodes in sorted(judged.items())}
    is_markup = by.markup and (found.lost or any(map(_is_markup, statements)))
    if not any(focus_nodes.values()) and not is_markup:
        raise _nothing(given, statements)
    results = _results(given, by, statements, seen)
    if by.markup:
        results += usage.identities(said)
    labels, places = _labels(statements), dict(lines(said)) if results or by.markup else {}
    findings = (
        Finding(labels.get(r.focus_node, r.focus_node.strip("<>")), given.name, places.get(r.focus_node, 0), r)
        for r in results
    )
    if by.markup:
        # A search engine passes over a block that it cannot read: so its page lacks what stands there.
        unread = (Finding("Markup", given.name, one.line, usage.unread(one)) for one in found.lost)
        told = eligibility.eligible(seen, results, by.markup)
        becomes = (
            Becomes(one.result, labels.get(one.node, one.name), given.name, places.get(one.node, 0), one.lacks)
            for one in told
        )
        notes = tuple(_notes(given, found))
        return Verdict(tuple(sorted((*findings, *unread))), focus_nodes, notes, (), tuple(becomes))
    faults = tuple(Fault("", "", mistake.why, given.name, mistake.line) for mistake in found.lost)
    return Verdict(tuple(sorted(findings)), focus_nodes, tuple(_notes(given, found)), faults)


def _notes(given: Document, found: Read) -> Iterator[str]:
    """What was changed, and what is odd and can be read."""
    file = given.name
    # On pages either is usual, and search engines make no difference.
    if found.moved and given.suffix not in HTML:
        where = "in https://schema.org/"
        read_as = many(found.moved, f"statement {where} was read", f"statements {where} were read")
        yield f"{file}: {read_as} as http://schema.org/"
    odd = (mistake for mistake in found.mistakes if not mistake.lost)
    yield from (
        f"{file}:{mistake.line}: {mistake.why}" if mistake.line else f"{file}: {mistake.why}" for mistake in odd
    )


def _asked(said: list[Statement], spoken: Mapping[str, Collection[str]]) -> list[ox.Triple]:
    """The statements, without the language of the page where the class of a thing asks for none."""
    classes = {one.triple.subject: plain(one.triple.object) for one in said if one.triple.predicate.value == RDF_TYPE}
    return [_without_language(one, spoken.get(classes.get(one.triple.subject, ""))) for one in said]


def _without_language(one: Statement, spoken: Collection[str] | None) -> ox.Triple:
    subject, property_, value = one.triple
    keeps = spoken is None or one.syntax not in (MICRODATA, RDFA) or property_.value in spoken
    if keeps or not isinstance(value, ox.Literal) or not value.language:
        return one.triple
    return ox.Triple(subject, property_, ox.Literal(value.value))


def _is_judged(statement: Statement) -> bool:
    """Pages say much else in RDFa."""
    return statement.syntax not in (MICRODATA, RDFA) or _is_markup(statement.triple)


def _results(given: Document, by: Judging, statements: list[ox.Triple], seen: list[ox.Triple]) -> list[Result]:
    try:
        if by.markup:
            return markup.results(statements, seen, by.engine)
        return by.engine.validate(n_triples(statements))
    except ReelgraphError as error:
        raise NotRdf(given.name, 0, str(error)) from None


def _is_markup(triple: ox.Triple) -> bool:
    """Whether a statement is in schema.org's terms; pages say much else in RDFa."""
    cls = triple.object.value if isinstance(triple.object, ox.NamedNode) else ""
    return (cls if triple.predicate.value == RDF_TYPE else triple.predicate.value).startswith(SCHEMA)


def _nothing(given: Document, statements: list[ox.Triple]) -> NotRdf:
    if not statements:
        return Nothing(given.name, 0, f"has no statements, {_UNJUDGED}")
    return Untargeted(given.name, 0, f"has nothing that a shape targets, {_UNJUDGED}")


def _labels(statements: Iterable[ox.Triple]) -> dict[str, str]:
    """What a node is called; a node without a name is called after one that points to it."""
    statements = list(statements)
    names = {str(t.subject): plain(t.object) for t in statements if t.predicate == _NAME and plain(t.object)}
    owners = {str(t.object): names[str(t.subject)] for t in statements if str(t.subject) in names}
    return owners | names
