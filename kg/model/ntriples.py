"""Canonical N-Triples: the lines of dumps, and the form in which everything is sorted and compared.

Escapes are those of https://www.w3.org/TR/rdf12-n-triples/#canonical-ntriples, so that a line is equal to another
exactly when the statement is.
"""

import re
from json.encoder import encode_basestring

from kg.model.prefixes import XSD

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
