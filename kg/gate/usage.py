"""Whether markup keeps to schema.org's vocabulary: what SHACL cannot say, since it closes no world of terms.

The rules are described in `shapes/google/vocabulary.ttl`; a result names the rule as its source shape. What cannot be
read, or says nothing of itself, is a violation; the rest is a warning, for search engines pass over it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from kg.gate.forms import FORMS, WORDS, is_relative
from kg.gate.misspelt import no_class, no_property
from kg.gate.schemaorg import vocabulary
from kg.model.ntriples import Term, iri
from kg.model.prefixes import SCHEMA, SH
from kg.model.profile import RDF_TYPE
from kg.rdf.said import Mistake, Statement
from kg.rdf.shapes import read
from kg.report.result import VIOLATION, Result
from kg.system import resources

RULES = "https://w3id.org/reelgraph/shapes/google/vocabulary#"
COMPONENT = f"<{RULES}VocabularyConstraintComponent>"
_LONGEST = 200
_TEXT, _URL = SCHEMA + "Text", SCHEMA + "URL"
_ADDRESSES = {_TEXT, _URL}

# What search engines and the documentation's own examples take, although the range has only things.
_FURTHER = {
    SCHEMA + name: frozenset({SCHEMA + cls})
    for name, cls in (
        ("item", "URL"),
        ("width", "Text"),
        ("height", "Text"),
        ("regionsAllowed", "Text"),
        ("ineligibleRegion", "Text"),
        ("character", "Text"),
        ("isPartOf", "Text"),
        ("target", "Text"),
    )
}
_ANNOTATED = re.compile(r"\A[a-z]++-(?:in|out)put")
"""A property of an action that says what is asked for: `query-input` (schema.org, Potential Actions)."""

_ITEM = SCHEMA + "item"
_PERSON, _ENUMERATION = SCHEMA + "Person", SCHEMA + "Enumeration"
_NAMES = frozenset(SCHEMA + name for name in ("name", "givenName", "familyName", "alternateName"))
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")

# A role stands between a thing and what the property says of it, and carries the property again (schema.org/Role).
_ROLE = SCHEMA + "Role"


@dataclass(frozen=True)
class _Page:
    """The classes of each node (N-Triples syntax), their ancestors included; which of them
    say something, have a name, or are the item of an entry.
    """

    types: dict[str, frozenset[str]]
    said: frozenset[str]
    named: frozenset[str]
    items: frozenset[str]


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


def is_empty(value: Term) -> bool:
    """Whether a value is a text that says nothing."""
    return isinstance(value, ox.Literal) and not value.value.strip()


def results(statements: Sequence[ox.Triple]) -> list[Result]:
    """What breaks the vocabulary's rules, in the order of the statements."""
    types: dict[str, frozenset[str]] = {}
    for triple in statements:
        known = types.get(str(triple.subject), frozenset())
        types[str(triple.subject)] = known.union(*map(vocabulary().ancestors, _class(triple)))
    named = (triple for triple in statements if triple.predicate.value in _NAMES and not is_empty(triple.object))
    page = _Page(
        types,
        said=frozenset(str(triple.subject) for triple in statements),
        named=frozenset(str(triple.subject) for triple in named),
        items=frozenset(str(triple.object) for triple in statements if triple.predicate.value == _ITEM),
    )
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
        results += [_result(other[0], "identity")] if other else []
    return results


def unread(mistake: Mistake) -> Result:
    """That markup cannot be read, as a violation."""
    why, shape = f"cannot be read: {mistake.why}", iri(RULES + "syntax")
    return Result("", "", str(ox.Literal(mistake.raw[:_LONGEST])), COMPONENT, _severity(shape), shape, why)


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
        if not _ANNOTATED.fullmatch(path.removeprefix(SCHEMA)):
            yield "property"
        return
    classes = page.types.get(str(triple.subject), frozenset())
    if not classes and str(triple.subject) not in page.items:
        yield "untyped"
    ours = {cls for cls in classes if cls in vocabulary().parents}
    if ours and _ROLE not in ours and not ours & vocabulary().domains[path]:
        yield "domain"
        if not vocabulary().ranges[path]:
            return  # what schema.org has given up says no more of its values
    yield from _value(triple.object, vocabulary().ranges[path] | _FURTHER.get(path, frozenset()), page)


def _value(value: Term, range_: frozenset[str], page: _Page) -> Iterator[str]:
    if is_empty(value):
        yield "empty"
    elif isinstance(value, ox.Literal):
        yield from _literal(value.value, range_)
    elif str(value) in page.types and not (isinstance(value, ox.NamedNode) and range_ & _ADDRESSES):
        yield from _thing(str(value), range_, page)
    elif isinstance(value, ox.NamedNode):
        yield from _address(value.value, range_)
    elif str(value) not in (page.named if _PERSON in range_ else page.said):
        yield "silent"


def _literal(text: str, range_: frozenset[str]) -> Iterator[str]:
    """A string is right if it is so by one of the datatypes; where there is none, a thing was asked for."""
    datatypes = {name for name in FORMS for cls in range_ if name in vocabulary().ancestors(cls)}
    # CssSelectorType and its like are kinds of Text without a form of their own; URL has one.
    datatypes -= {_TEXT} if range_ & {_URL} and _TEXT not in range_ else set()
    if _ENTITY.search(text) and _URL not in datatypes:
        yield "entity"
    if not datatypes:
        yield from _member(SCHEMA + text.strip().rpartition("/")[2], range_, "thing")
    elif not any(FORMS[name](text) for name in datatypes):
        yield "address" if datatypes == {_URL} and is_relative(text) else "form"


def _member(term: str, range_: frozenset[str], else_: str) -> Iterator[str]:
    """Of what only things can be: a member of an enumeration, or a class that stands for one of its things."""
    ancestors = vocabulary().ancestors
    enumerated = bool(range_) and all(_ENUMERATION in ancestors(cls) for cls in range_)
    classes = vocabulary().members.get(term) or (ancestors(term) if term in vocabulary().parents else frozenset())
    if not classes:
        yield "member" if enumerated else else_
    elif not any(range_ & ancestors(cls) for cls in classes):
        yield "range"


def _thing(node: str, range_: frozenset[str], page: _Page) -> Iterator[str]:
    """A thing without a class of schema.org's could be anything; a person without a name could be anybody."""
    known = {cls for cls in page.types[node] if cls in vocabulary().parents}
    if known and _ROLE not in known and not known & range_:
        yield "range"
    if _PERSON in known and _ROLE not in known and node not in page.named:
        yield "silent"


def _address(address: str, range_: frozenset[str]) -> Iterator[str]:
    """An IRI of which the page says nothing: right as an address or as a member of an enumeration, else it dangles."""
    if not range_ & _ADDRESSES:
        yield from _member(address, range_, "silent" if _PERSON in range_ else "dangling")


def _class(triple: ox.Triple) -> list[str]:
    """The class that a statement gives its subject, if it does."""
    typed = triple.predicate.value == RDF_TYPE and isinstance(triple.object, ox.NamedNode)
    return [str(triple.object)[1:-1]] if typed else []


def _result(triple: ox.Triple, rule: str) -> Result:
    path, shape = f"<{triple.predicate.value}>", iri(RULES + rule)
    value = str(triple.object)
    return Result(str(triple.subject), path, value, COMPONENT, _severity(shape), shape, _unheard(triple, rule))


@cache
def _severity(rule: str) -> str:
    return str(read([resources.SHAPES / "google" / "vocabulary.ttl"]).value(rule, SH + "severity") or VIOLATION)


def _unheard(triple: ox.Triple, rule: str) -> str:
    """The term that a rule about terms is broken by, and which one may be meant; the form that a value should have."""
    if rule == "property":
        return no_property(triple.predicate.value)
    if rule == "form":
        ranges = vocabulary().ranges[triple.predicate.value]
        asked = [told for name, told in WORDS.items() if any(name in vocabulary().ancestors(cls) for cls in ranges)]
        return f"must be {' or '.join(asked)}"
    return " ".join(map(no_class, _class(triple))) if rule == "class" else ""
