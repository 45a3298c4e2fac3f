"""A class that is a shape targets its instances (SHACL, section 2.1.3.3). Here that is stated, as for any other shape.

What the recommendation leaves to be concluded from the types of shapes, engines conclude differently: one knows
rdfs:Class alone, another owl:Class too, one goes up `rdfs:subClassOf`, another does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import pyoxigraph as ox

from kg.model.prefixes import RDF, RDFS, SH, XSD
from kg.model.shacl import CONSTRAINTS, TARGETS

_SHAPE_CLASS = SH + "ShapeClass"
_CLASSES = {RDFS + "Class", "http://www.w3.org/2002/07/owl#Class", _SHAPE_CLASS}
_SHAPES = {SH + "NodeShape", SH + "PropertyShape", _SHAPE_CLASS}
_OF_A_SHAPE = {SH + name for name in (*TARGETS, *CONSTRAINTS, "property")}
_TARGET_CLASS = ox.NamedNode(SH + "targetClass")
_TRUE = ox.Literal("true", datatype=ox.NamedNode(XSD + "boolean"))
_ONE = ox.Literal("1", datatype=ox.NamedNode(XSD + "boolean"))


def explicit(statements: Sequence[ox.Triple]) -> Iterator[ox.Triple]:
    """The statements of a shapes graph, then the targets that were not stated; what is switched off says `true`."""
    children: dict[str, set[str]] = {}
    types: dict[str, set[str]] = {}
    shapes: set[str] = set()
    for triple in statements:
        subject, path = triple.subject, triple.predicate.value
        if isinstance(subject, ox.NamedNode):
            if path in _OF_A_SHAPE:
                shapes.add(subject.value)
            if isinstance(triple.object, ox.NamedNode) and path in (RDF + "type", RDFS + "subClassOf"):
                if path == RDF + "type":
                    types.setdefault(subject.value, set()).add(triple.object.value)
                else:
                    children.setdefault(triple.object.value, set()).add(subject.value)
        off = path == SH + "deactivated" and triple.object == _ONE
        yield ox.Triple(subject, triple.predicate, _TRUE) if off else triple
    classes, judging = reached(_CLASSES, children), reached(_SHAPES, children)
    for name, stated in types.items():
        if not stated.isdisjoint(classes) and (name in shapes or not stated.isdisjoint(judging)):
            yield ox.Triple(ox.NamedNode(name), _TARGET_CLASS, ox.NamedNode(name))


def reached(starts: Iterable[str], onward: Mapping[str, Iterable[str]]) -> set[str]:
    """The classes to start from and all that they lead to; `onward` has what is directly above, or below, a class."""
    seen: set[str] = set()
    ahead = [*starts]
    while ahead:
        current = ahead.pop()
        if current not in seen:
            seen.add(current)
            ahead.extend(onward.get(current, ()))
    return seen
