"""What is wrong with a property of a catalogue's shapes: why it has no place in a record, and what to do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pyoxigraph as ox

from kg.model import record
from kg.model.ntriples import plain
from kg.model.prefixes import SH, XSD, compact
from kg.model.profile import Field, Kind, Shape, profile
from kg.model.record import Record
from kg.model.shapes import Graph
from kg.sources.fields import DATATYPES
from kg.system import resources
from kg.system.spelling import hinted

_FIELD = re.compile("[a-z][a-z0-9_]*")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_BOUNDS = ("minInclusive", "maxInclusive", "minExclusive", "maxExclusive")
_KINDS = ("datatype", "class", "nodeKind")
_NODE_KINDS = {"datatype": SH + "Literal", "class": SH + "IRI"}
"""Term that decides the kind → the sh:nodeKind that says the same."""


def mistakes(shape: Shape, field: Field, graph: Graph) -> Iterator[str]:
    """Each mistake in a property of a node shape; `graph` has both."""
    node = f"<{field.iri}>"
    yield from (problem for check in _OF_PLACE for problem in check(shape, field))
    kinds = [*_kinds(node, graph)]
    yield from kinds or (problem for check in _OF_VALUES for problem in check(node, field, graph))


def called(shape: Shape) -> str:
    """What one thing of a shape is called: a film, an organization."""
    word = (shape.labels.get("en") or shape.record).lower()
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


def _name(shape: Shape, field: Field) -> Iterator[str]:
    if not _FIELD.fullmatch(field.name):
        what = f"{field.name!r}, the last part of its IRI, is not a field name"
        yield f"{what}; use small letters, digits and _, beginning with a letter"
    known = getattr(record, shape.record, Record).__struct_fields__
    if field.name in known or field.name in [one.name for one in _others(shape, field)]:
        yield f"{called(shape)} already has a field {field.name}; use another name as the last part of the IRI"


def _path(shape: Shape, field: Field) -> Iterator[str]:
    if same := [one.name for one in _others(shape, field) if one.path == field.path]:
        yield f"{compact(field.path)} is already the path of the field {same[0]} of {called(shape)}; state it once"


def _others(shape: Shape, field: Field) -> list[Field]:
    return [one for one in shape.fields if one.iri != field.iri]


def _kinds(node: str, graph: Graph) -> Iterator[str]:
    """What decides the kind of a property twice, or not at all."""
    said = {name: [plain(value) for value in graph.values(node, SH + name)] for name in _KINDS}
    for name, values in said.items():
        if len(values) > 1:
            yield f"there are {len(values)} sh:{name}; keep one"
    given = [name for name in ("datatype", "class") if said[name]]
    if len(given) > 1:
        yield "sh:datatype is for texts and numbers, sh:class for links to things; keep one of them"
    elif given and said["nodeKind"] and said["nodeKind"][0] != _NODE_KINDS[given[0]]:
        kind = compact(said["nodeKind"][0])
        yield f"sh:nodeKind {kind} does not go with sh:{given[0]}; keep one of them"
    elif not given and not said["nodeKind"]:
        yield "says nothing of its values; add sh:datatype xsd:string, sh:nodeKind sh:IRI or sh:class"
    elif not given and said["nodeKind"][0] != SH + "IRI":
        yield f"sh:nodeKind {compact(said['nodeKind'][0])} does not say what its values are; add sh:datatype xsd:string"


def _datatype(node: str, field: Field, graph: Graph) -> Iterator[str]:
    if field.kind is Kind.LITERAL and not field.values and field.datatype not in DATATYPES:
        known = [compact(datatype) for datatype in DATATYPES if datatype]
        what = f"sh:datatype {compact(field.datatype)} is not supported; use one of {', '.join(known)}"
        yield hinted(what, compact(field.datatype), known)


def _target(node: str, field: Field, graph: Graph) -> Iterator[str]:
    """Links lead to things that a shape describes, and to no films: of those each record has one of its own."""
    if field.kind is not Kind.LINK:
        return
    target, cls = profile().by_class.get(field.target), compact(field.target)
    if target is None:
        if not any(plain(value) == field.target for value in _targets(graph)):
            yield f"sh:class {cls}: no node shape targets this class; add one, with a property for schema:name"
    elif target.record == Record.__name__:
        yield f"sh:class {cls}: a property cannot link to films; write sh:nodeKind sh:IRI, for the address of a film"
    elif field.facet and target.record not in _browsed():
        yield f"rg:facet cannot be on a link to {cls}: each has a page that lists what links to it; remove rg:facet"


def _targets(graph: Graph) -> list[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]:
    return [value for node in graph.nodes for value in graph.values(node, SH + "targetClass")]


def _browsed() -> set[str]:
    """The records of things that a link may be a facet to: those that are in the house, and the catalogue's own."""
    house = resources.within((), profile)
    links = [f for shape in house.by_class.values() for f in shape.fields if f.facet and f.kind is Kind.LINK]
    own = {shape.record for shape in profile().by_class.values() if shape.cls not in house.by_class}
    return own | {house.by_class[field.target].record for field in links}


def _bounds(node: str, field: Field, graph: Graph) -> Iterator[str]:
    """What is impossible about the values of a property."""
    numeric = field.datatype in (XSD + "integer", XSD + "decimal")
    for bound in _BOUNDS:
        for value in graph.values(node, SH + bound):
            same = isinstance(value, ox.Literal) and value.datatype.value == field.datatype
            if not (_NUMBER.fullmatch(plain(value)) and isinstance(value, ox.Literal) if numeric else same):
                yield f"sh:{bound} {plain(value)!r} is no value of {compact(field.datatype) or 'a literal'}"


def _counts(node: str, field: Field, graph: Graph) -> Iterator[str]:
    for few, many in (("minCount", "maxCount"), ("minLength", "maxLength")):
        least, most = (plain(graph.value(node, SH + name) or ox.Literal("")) for name in (few, many))
        if least.isdecimal() and most.isdecimal() and int(least) > int(most):
            yield f"sh:{few} {least} is more than sh:{many} {most}, so that nothing is valid; change one of them"


_OF_PLACE: tuple[Callable[[Shape, Field], Iterator[str]], ...] = (_name, _path)
_OF_VALUES: tuple[Callable[[str, Field, Graph], Iterator[str]], ...] = (_datatype, _target, _bounds, _counts)
