"""Terms in shapes of others that neither SHACL nor schema.org has: what is said with them judges nothing."""

import re
from collections.abc import Collection, Iterator
from functools import cache, lru_cache
from itertools import islice

import pyoxigraph as ox

from kg.gate.schemaorg import vocabulary
from kg.model.prefixes import RDF, SCHEMA, SH, compact
from kg.model.shacl import KNOWN, PATHS
from kg.rdf.shapes import Written
from kg.system.spelling import did_you_mean, hinted
from kg.system.terminal import shown

_ALIKE, _LONGEST, _TOLD = 0.8, 40, 20
_LIKELY = 0.75
"""Of names without a prefix, which makes them no more alike."""
_TERM = re.compile(re.escape(SCHEMA) + r"\w+")

# What stands behind each of these is such a term; a list may have any.
_PAIRS = ("equals", "disjoint", "lessThan", "lessThanOrEquals")
_NAMED = {SH + name: "property" for name in ("path", "targetSubjectsOf", "targetObjectsOf", *PATHS, *_PAIRS)}
_NAMED |= {SH + "targetClass": "class", SH + "class": "class", RDF + "first": "term"}


def misspelt(shapes: Written) -> list[str]:
    """A line for each term that is misspelt for all we know, with the place of its first use; at most so many.

    Terms of SHACL are told where another is like them, as there are extensions of it. Terms of schema.org that the
    shapes describe themselves are left alone, and so are those of other vocabularies.
    """
    own = {str(statement.subject)[1:-1] for statement in shapes.statements}
    first: dict[tuple[str, str], int] = {}
    for number, statement in enumerate(shapes.statements):
        for found in _unheard(statement, own):
            first.setdefault(found, number)
    told = ((number, why) for (term, kind), number in first.items() if (why := _said(term, kind)))
    return [f"{shapes.place(number)}: {why}" for number, why in islice(told, _TOLD)]


def _unheard(statement: ox.Triple, own: Collection[str]) -> Iterator[tuple[str, str]]:
    """The terms of a statement that SHACL or schema.org do not have, with what kind of term each is."""
    term, value = statement.predicate.value, statement.object
    if term.startswith(SH) and term.removeprefix(SH) not in KNOWN and len(term) <= len(SH) + _LONGEST:
        yield term, "SHACL"
    named = str(value)[1:-1] if term in _NAMED and isinstance(value, ox.NamedNode) else ""
    if _TERM.fullmatch(named) and named not in own and named not in _terms(_NAMED[term]):
        yield named, _NAMED[term]


@cache
def _terms(kind: str) -> Collection[str]:
    known = vocabulary()
    if kind == "term":
        return {*known.parents, *known.domains, *known.members}
    return known.parents if kind == "class" else known.domains


def _said(term: str, kind: str) -> str:
    called = compact(term)
    if kind == "SHACL":
        hint = did_you_mean(called, sorted(f"sh:{name}" for name in KNOWN), _ALIKE)
        return f"{shown(called)} is ignored; {hint}" if hint else ""
    said = f"{shown(called, _LONGEST)} is not a {kind} of schema.org"
    return hinted(said, called, map(compact, sorted(_terms(kind))), _LIKELY)


@lru_cache(256)
def no_class(iri: str) -> str:
    """That a term is not a type of schema.org, with what may be meant; "" for what is one, or another vocabulary's."""
    return _no_term(iri, "type", vocabulary().parents)


@lru_cache(256)
def no_property(iri: str) -> str:
    """The same of a property."""
    return _no_term(iri, "property", vocabulary().domains)


def _no_term(iri: str, kind: str, known: Collection[str]) -> str:
    if not iri.startswith(SCHEMA) or iri in known:
        return ""
    called = iri.removeprefix(SCHEMA)
    names = (term.removeprefix(SCHEMA) for term in sorted(known))
    return hinted(f"{shown(called, _LONGEST)} is not a {kind} of schema.org", called, names, _LIKELY)
