"""Whether markup keeps to schema.org's vocabulary: what SHACL cannot say, since it closes no world of terms.

The rules are described in `shapes/google/vocabulary.ttl`; a result names the rule as its source shape.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from kg.gate.forms import FORMS
from kg.gate.misspelt import no_class, no_property
from kg.gate.schemaorg import vocabulary
from kg.model.ntriples import Term
from kg.model.prefixes import SCHEMA
from kg.model.profile import RDF_TYPE
from kg.rdf.said import Statement
from kg.report.result import VIOLATION, WARNING, Result

RULES = "https://w3id.org/reelgraph/shapes/google/vocabulary#"
COMPONENT = f"<{RULES}VocabularyConstraintComponent>"
_TEXT, _URL = SCHEMA + "Text", SCHEMA + "URL"
_ADDRESSES = {_TEXT, _URL}

# Search engines take an address here, although the range is Thing.
_FURTHER = {SCHEMA + "item": frozenset({_URL})}

# A role stands between a thing and what the property says of it, and carries the property again (schema.org/Role).
_ROLE = SCHEMA + "Role"


@dataclass(frozen=True)
class _Page:
    """The classes of each node (N-Triples syntax), their ancestors included; `base` begins relative addresses."""

    types: dict[str, frozenset[str]]
    base: str


def with_ancestors(statements: Sequence[ox.Triple]) -> list[ox.Triple]:
    """The statements, and for each class of schema.org that something has, those that it is a kind of."""
    type_ = ox.NamedNode(RDF_TYPE)
    implied = (
        ox.Triple(triple.subject, type_, ox.NamedNode(ancestor))
        for triple in statements
        for cls in _class(triple)
        for ancestor in sorted(vocabulary().ancestors(cls))
    )
    return list(dict.fromkeys((*statements, *implied)))


def results(statements: Sequence[ox.Triple], base: str) -> list[Result]:
    """What breaks the vocabulary's rules, in the order of the statements."""
    types: dict[str, frozenset[str]] = {}
    for triple in statements:
        known = types.get(str(triple.subject), frozenset())
        types[str(triple.subject)] = known.union(*map(vocabulary().ancestors, _class(triple)))
    page = _Page(types, base)
    found = (_result(triple, rule) for triple in statements for rule in _broken(triple, page))
    return list(dict.fromkeys(found))


def identities(statements: Iterable[Statement]) -> list[Result]:
    """The things that one IRI stands for, where the page describes several that cannot be one: a warning for each."""
    found: dict[str, dict[tuple[int, int, str], list[ox.Triple]]] = {}
    run = 0
    for statement in statements:
        # The classes of an element stand together, and elements of one line have no other place.
        run += not _class(statement.triple)
        if isinstance(statement.triple.subject, ox.NamedNode) and _class(statement.triple):
            begins = statement.begins if statement.block else run
            place = (id(statement.block), begins, statement.pointer.partition("/@type")[0])
            found.setdefault(str(statement.triple.subject), {}).setdefault(place, []).append(statement.triple)
    results: list[Result] = []
    for places in found.values():
        first, *others = places.values()
        other = next((triples for triples in others if not _may_be_one(first, triples)), None)
        results += [_result(other[0], "identity", WARNING)] if other else []
    return results


def _may_be_one(some: Iterable[ox.Triple], others: Iterable[ox.Triple]) -> bool:
    """Whether a class of the one is a class of the other, or above or below one."""
    ancestors = vocabulary().ancestors
    pairs = ((a, b) for one in some for other in others for a in _class(one) for b in _class(other))
    return any(a in ancestors(b) or b in ancestors(a) for a, b in pairs)


def _broken(triple: ox.Triple, page: _Page) -> Iterator[str]:
    if any(cls.startswith(SCHEMA) and cls not in vocabulary().parents for cls in _class(triple)):
        yield "class"
    elif triple.predicate.value.startswith(SCHEMA):
        yield from _property(triple, page)


def _property(triple: ox.Triple, page: _Page) -> Iterator[str]:
    path = triple.predicate.value
    if path not in vocabulary().domains:
        yield "property"
        return
    classes = page.types.get(str(triple.subject), frozenset())
    if not classes:
        yield "untyped"
    ours = {cls for cls in classes if cls in vocabulary().parents}
    if ours and _ROLE not in ours and not ours & vocabulary().domains[path]:
        yield "domain"
    yield from _value(triple.object, vocabulary().ranges[path] | _FURTHER.get(path, frozenset()), page)


def _value(value: Term, range_: frozenset[str], page: _Page) -> Iterator[str]:
    if isinstance(value, ox.Literal) and not value.value.strip():
        yield "empty"
    elif isinstance(value, ox.Literal):
        yield from _literal(value.value, range_)
    elif str(value) in page.types and not (isinstance(value, ox.NamedNode) and range_ & _ADDRESSES):
        yield from _thing(page.types[str(value)], range_)
    elif isinstance(value, ox.NamedNode):
        yield from _address(value.value, range_, page)
    else:
        yield "empty"


def _literal(text: str, range_: frozenset[str]) -> Iterator[str]:
    """A string is right if it is so by one of the datatypes; where there is none, a thing was asked for."""
    datatypes = {name for name in FORMS for cls in range_ if name in vocabulary().ancestors(cls)}
    # CssSelectorType and its like are kinds of Text without a form of their own; URL has one.
    datatypes -= {_TEXT} if range_ & {_URL} and _TEXT not in range_ else set()
    if not datatypes:
        # The name of a member of an enumeration stands for it in microdata.
        if SCHEMA + text.rpartition("/")[2] not in vocabulary().members:
            yield "thing"
    elif not any(FORMS[name](text) for name in datatypes):
        yield "address" if datatypes == {_URL} else "form"


def _thing(classes: frozenset[str], range_: frozenset[str]) -> Iterator[str]:
    """A thing without a class of schema.org's could be anything."""
    known = {cls for cls in classes if cls in vocabulary().parents}
    if known and _ROLE not in known and not known & range_:
        yield "range"


def _address(iri: str, range_: frozenset[str], page: _Page) -> Iterator[str]:
    """An IRI of which the page says nothing: right as an address or as a member of an enumeration, else it dangles."""
    if iri in vocabulary().members:
        if not range_ & {*vocabulary().members[iri], *_ADDRESSES}:
            yield "range"
    elif not range_ & _ADDRESSES:
        yield "dangling"
    elif page.base and iri.startswith(page.base):
        yield "address"


def _class(triple: ox.Triple) -> list[str]:
    """The class that a statement gives its subject, if it does."""
    typed = triple.predicate.value == RDF_TYPE and isinstance(triple.object, ox.NamedNode)
    return [str(triple.object)[1:-1]] if typed else []


def _result(triple: ox.Triple, rule: str, severity: str = VIOLATION) -> Result:
    path, shape = f"<{triple.predicate.value}>", f"<{RULES}{rule}>"
    return Result(str(triple.subject), path, str(triple.object), COMPONENT, severity, shape, _unheard(triple, rule))


def _unheard(triple: ox.Triple, rule: str) -> str:
    """The term that a rule about terms is broken by, and which one may be meant."""
    if rule == "property":
        return no_property(triple.predicate.value)
    return " ".join(map(no_class, _class(triple))) if rule == "class" else ""
