"""What marked-up pages and RDF say, as nodes: a thing with its types and, property by property, what is said of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import pyoxigraph as ox

from kg.model.profile import RDF_TYPE


@dataclass(frozen=True, slots=True)
class Said:
    """A string, with its language where it has one; or the IRI of a thing of which nothing more is said."""

    text: str
    language: str = ""
    is_iri: bool = False


@dataclass(slots=True)
class Node:
    """A thing: its IRI ("" where it has none), its term in N-Triples syntax, the IRIs of its types.

    `values` are those of each property by its IRI, in their order.
    """

    iri: str
    term: str
    types: tuple[str, ...] = ()
    values: dict[str, list[Said | Node]] = field(default_factory=dict)


Value = Said | Node


def address(value: Value) -> str:
    """What a value is as an address: that of a thing, or what is said."""
    return value.iri if isinstance(value, Node) else value.text


def nodes(statements: Iterable[ox.Triple]) -> list[Node]:
    """Each subject as a node, in the order of appearance; what a statement points at is the node of that subject.

    A thing that is nothing but an IRI is said as text.
    """
    found: dict[str, Node] = {}
    pairs: list[tuple[Node, str, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]] = []
    for triple in statements:
        key = str(triple.subject)
        iri = triple.subject.value if isinstance(triple.subject, ox.NamedNode) else ""
        node = found.setdefault(key, Node(iri, key))
        if triple.predicate.value == RDF_TYPE and isinstance(triple.object, ox.NamedNode):
            node.types = (*node.types, triple.object.value)
        else:
            pairs.append((node, triple.predicate.value, triple.object))
    for node, property_, value in pairs:
        said: Value
        if isinstance(value, ox.Literal):
            said = Said(value.value, value.language or "")
        elif str(value) in found:
            said = found[str(value)]
        else:
            said = Said(value.value if isinstance(value, ox.NamedNode) else "", is_iri=True)
        node.values.setdefault(property_, []).append(said)
    return list(found.values())
