"""Judging markup as a search engine reads it: every value as text, every class together with those above it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

import pyoxigraph as ox
from msgspec import structs

from kg.gate import usage
from kg.gate.engine import Engine, engine
from kg.model.ntriples import renamed
from kg.model.shapes import Graph
from kg.rdf.shapes import read
from kg.rdf.statements import n_triples
from kg.report.result import Result
from kg.system import resources

PROFILES = {"google": resources.SHAPES / "google"}
"""Search engines, with the folders of their shapes."""

_BLANK = "urn:blank:"
_SKOLEM = re.compile(f"<{_BLANK}([^<>]*+)>")


@cache
def shapes(profile: str) -> Graph:
    """The shapes of a search engine."""
    return read(sorted(PROFILES[profile].glob("*.ttl")))


@cache
def engine_of(profile: str) -> Engine:
    """The engine with the shapes of a search engine."""
    return engine("fast", shapes(profile))


def seen(statements: Iterable[ox.Triple]) -> list[ox.Triple]:
    """The statements as they are judged. Blank nodes have IRIs: rules could not tell them apart otherwise."""
    texts = map(_lexical, statements)
    skolemized = renamed(texts, lambda node: ox.NamedNode(_BLANK + node.value))
    return usage.with_ancestors(list(skolemized))


def results(statements: Sequence[ox.Triple], by: Engine, base: str) -> list[Result]:
    """What breaks rules of the search engine or of schema.org's vocabulary; `base` begins relative addresses."""
    found = by.validate(n_triples(seen(statements)))
    return [*map(_unskolemized, found), *usage.results(statements, base)]


def _lexical(triple: ox.Triple) -> ox.Triple:
    value = triple.object
    if isinstance(value, ox.Literal) and not value.language:
        value = ox.Literal(value.value)
    return ox.Triple(triple.subject, triple.predicate, value)


def _unskolemized(result: Result) -> Result:
    node, value = (_SKOLEM.sub(r"_:\1", term) for term in (result.focus_node, result.value))
    return structs.replace(result, focus_node=node, value=value)
