"""Canonical N-Triples: the lines of dumps, and the form in which everything is sorted and compared.

Escapes are those of https://www.w3.org/TR/rdf12-n-triples/#canonical-ntriples, so that a line is equal to another
exactly when the statement is.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from json.encoder import encode_basestring

import pyoxigraph as ox

from kg.model.prefixes import XSD

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

_XSD_STRING = XSD + "string"
_RARE = re.compile("[\x7f\ufffe\uffff]")
_HEX = re.compile(r"(?<!\\)((?:\\\\)*\\u)([0-9a-f]{4})")


def iri(value: str) -> str:
    """An IRI in angle brackets; it was checked when it was read or minted."""
    return f"<{value}>"


def quoted(value: str) -> str:
    """A lexical form in quotes."""
    text = encode_basestring(value)
    if "\\u00" in text:
        text = _HEX.sub(lambda found: found[1] + found[2].upper(), text)
    return _RARE.sub(lambda found: f"\\u{ord(found[0]):04X}", text)


def literal(value: str, datatype: str = _XSD_STRING) -> str:
    """A literal with its datatype; xsd:string is left unsaid."""
    return quoted(value) if datatype == _XSD_STRING else f"{quoted(value)}^^<{datatype}>"


def tagged(value: str, language: str) -> str:
    """A language-tagged text."""
    return f"{quoted(value)}@{language.lower()}"


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
