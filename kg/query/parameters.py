"""Parameters: what a person types becomes one SPARQL term in the place of `$name`.

A parameter that is not given stays a variable that nothing binds, so that a query with parameters is a query as it
stands, and `FILTER(COALESCE(test of $name, true))` lets everything pass.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import msgspec

from kg.model import ntriples, values
from kg.model.prefixes import XSD
from kg.query.lexer import replaced, tokens
from kg.query.patterns import pattern
from kg.system.errors import NotUnderstood
from kg.system.spelling import hinted

_SURROGATE = re.compile("[\ud800-\udfff]")
_ESCAPED = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n", "\r": r"\r", "\t": r"\t", "\b": r"\b", "\f": r"\f"})
_ESCAPED_BACKSLASH_U = re.compile(r"(?<=\\\\)[uU]")


class Parameter(msgspec.Struct, frozen=True):
    """One parameter of a query; `example` is a value that its author tried."""

    name: str
    type: str
    required: bool
    help: str
    example: str


def _text(raw: str) -> str:
    """A string. Engines may read `\\uXXXX` before anything else (SPARQL 1.1, 19.2): none is left to be found."""
    escaped = _ESCAPED_BACKSLASH_U.sub(lambda found: f"\\u{ord(found[0]):04X}", _utf_8(raw).translate(_ESCAPED))
    return f'"{escaped}"'


def _utf_8(raw: str) -> str:
    if _SURROGATE.search(raw):
        raise NotUnderstood("has bytes that are not UTF-8")
    return raw


def _country(raw: str) -> str:
    try:
        return ntriples.literal(values.country(raw))
    except NotUnderstood as error:
        # Of a name that several have, the codes are told: there is no better name.
        known = [] if "several" in str(error) else sorted(values.spelt_names())
        raise NotUnderstood(hinted(str(error), raw, known, _ALIKE)) from None


_ALIKE = 0.8


TYPES: dict[str, Callable[[str], str]] = {
    "text": _text,
    "name": lambda raw: _text(pattern(_utf_8(raw))),
    "country": _country,
    "year": lambda raw: ntriples.literal(str(values.year(raw)), XSD + "gYear"),
    "language": lambda raw: ntriples.literal(values.language(raw)),
    "iri": lambda raw: ntriples.iri(values.iri(raw)),
}
"""How a value of each type is written; NotUnderstood says why it is none."""


def substitute(query: str, terms: Mapping[str, str]) -> str:
    """The query with a term for each `$name` that is a token, so never inside a string, an IRI or a comment."""
    named = (token for token in tokens(query) if token.kind == "variable" and token.text[0] == "$")
    return replaced(query, ((token, terms[token.text[1:]]) for token in named if token.text[1:] in terms))
