"""Canonical N-Triples: the lines of dumps, and the form in which everything is sorted and compared.

Escapes are those of https://www.w3.org/TR/rdf12-n-triples/#canonical-ntriples, as pyoxigraph writes them, so that a
line is equal to another exactly when the statement is.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cache

import pyoxigraph as ox

from kg.model.prefixes import XSD

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

_datatype = cache(ox.NamedNode)


def iri(value: str) -> str:
    """An IRI in angle brackets; it was checked when it was read or minted."""
    return f"<{value}>"


def literal(value: str, datatype: str = XSD + "string") -> str:
    """A literal with its datatype; xsd:string is left unsaid."""
    return str(ox.Literal(value, datatype=_datatype(datatype)))


def tagged(value: str, language: str) -> str:
    """A language-tagged text."""
    return str(ox.Literal(value, language=language))


def statement(subject: str, predicate: str, term: str) -> str:
    """A line, without the line feed, about two IRIs and a term in N-Triples syntax."""
    return f"<{subject}> <{predicate}> {term} ."


def cut(line: str) -> tuple[str, str, str]:
    """The three terms of such a line, each in N-Triples syntax."""
    subject, predicate, rest = line.split(" ", 2)
    return subject, predicate, rest[:-2]


def plain(node: Term) -> str:
    """What a term says, without RDF syntax: an IRI, a lexical form, a blank node's label."""
    return str(node) if isinstance(node, ox.BlankNode | ox.Triple) else node.value


def numbered(statements: Iterable[ox.Triple], letter: str = "b") -> list[ox.Triple]:
    """The same statements with blank nodes called b0, b1, ... in the order of appearance."""
    names: dict[ox.BlankNode, ox.BlankNode] = {}
    return list(renamed(statements, lambda node: names.setdefault(node, ox.BlankNode(f"{letter}{len(names)}"))))


def renamed(
    statements: Iterable[ox.Triple], name: Callable[[ox.BlankNode], ox.BlankNode | ox.NamedNode]
) -> Iterator[ox.Triple]:
    """The same statements with other names for their blank nodes."""
    for t in statements:
        subject = name(t.subject) if isinstance(t.subject, ox.BlankNode) else t.subject
        yield ox.Triple(subject, t.predicate, name(t.object) if isinstance(t.object, ox.BlankNode) else t.object)
