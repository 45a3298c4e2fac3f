"""Judging markup as a search engine reads it: every value as text, every class together with those above it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from functools import cache

import pyoxigraph as ox
from msgspec import structs

from kg.gate import usage
from kg.gate.candidates import candidates
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


def seen(statements: Iterable[ox.Triple], alone: Collection[str], profile: str) -> list[ox.Triple]:
    """The statements as they are judged, with a class for each result that a thing can become.

    Empty texts are left out: what is required is missing then. Blank nodes have IRIs: rules could not tell them apart
    otherwise. `alone` are the nodes (N-Triples syntax) that the page describes by themselves.
    """
    texts = (_lexical(triple) for triple in statements if not usage.is_empty(triple.object))
    stated = usage.with_ancestors(list(renamed(texts, lambda node: ox.NamedNode(_BLANK + node.value))))
    named = {f"<{_BLANK}{node.removeprefix('_:')}>" if node.startswith("_:") else node for node in alone}
    return list(dict.fromkeys((*stated, *candidates(stated, named, PROFILES[profile]))))


def results(statements: Sequence[ox.Triple], judged: Sequence[ox.Triple], by: Engine) -> list[Result]:
    """What breaks rules of the search engine or of schema.org's vocabulary; `judged` are the statements as `seen`."""
    found = by.validate(n_triples(judged))
    return [*map(_unskolemized, found), *usage.results(statements)]


def _lexical(triple: ox.Triple) -> ox.Triple:
    value = triple.object
    if isinstance(value, ox.Literal) and not value.language:
        value = ox.Literal(value.value)
    return ox.Triple(triple.subject, triple.predicate, value)


def unskolemized(term: str) -> str:
    """The blank node (N-Triples syntax) for which an IRI stands; other terms as they are."""
    return _SKOLEM.sub(r"_:\1", term)


def _unskolemized(result: Result) -> Result:
    node, value = map(unskolemized, (result.focus_node, result.value))
    return structs.replace(result, focus_node=node, value=value)
