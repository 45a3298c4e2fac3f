"""schema.org's two namespaces are one vocabulary: what stands in the other one is read as if it stood in ours.

Only IRIs of terms are changed. An address that merely begins with, or holds, the name of the namespace is left alone.
"""

import re
from typing import Any

import pyoxigraph as ox

from kg.model.prefixes import SCHEMA

_TERM = re.compile(r"(?i:https?://(?:www\.)?schema\.org/)(\w*)")
_BARE = re.compile(r"https?://(?:www\.)?schema\.org#?", re.IGNORECASE)
_CONTEXT = re.compile(r"(?:[a-z]{0,9}:)?/{0,2}(?:www\.)?schema\.org(?:[/#][\w./#-]*)?", re.IGNORECASE)
_CLASS = re.compile(r"(?:https?:)?/{0,2}(?:www\.)?schema\.org/(\w+)/?", re.IGNORECASE)


def iri(text: str) -> str:
    """The IRI of a term in our namespace; every other IRI as it is."""
    found = _TERM.fullmatch(text)
    return SCHEMA + found[1] if found and found[1] else text


def is_term(text: str) -> bool:
    """Whether it is the IRI of a term of schema.org's, in either namespace."""
    return bool(_TERM.fullmatch(text))


def prefix(text: str) -> str:
    """The same of what a prefix may stand for: the IRI of a term, or the namespace itself, also without its slash."""
    found = _TERM.fullmatch(text)
    return SCHEMA + found[1] if found else SCHEMA if _BARE.fullmatch(text) else text


def triple(given: ox.Triple) -> ox.Triple:
    """A statement with the terms of schema.org in our namespace: the same object where nothing changes."""
    terms: list[Any] = [given.subject, given.predicate, given.object]
    if not any(isinstance(term, ox.NamedNode) and iri(term.value) != term.value for term in terms):
        return given
    return ox.Triple(*(ox.NamedNode(iri(term.value)) if isinstance(term, ox.NamedNode) else term for term in terms))


def cls(text: str) -> str:
    """The IRI of a class of schema.org's in our namespace, however it is written; every other IRI as it is."""
    found = _CLASS.fullmatch(text)
    return SCHEMA + found[1] if found else text


def vocabulary(text: str) -> str:
    """Our namespace, where schema.org is meant, however it is written; every other one as it is."""
    return SCHEMA if is_context(text) else text


def is_context(address: str) -> bool:
    """Whether schema.org's JSON-LD context is meant, however it is written."""
    return bool(_CONTEXT.fullmatch(address.strip()))


def is_usual(address: str) -> bool:
    """Whether it is written as most people write it, so that every reader understands it."""
    scheme, _, rest = address.strip().partition("://")
    return scheme in ("http", "https") and rest in ("schema.org", "schema.org/", "schema.org/docs/jsonldcontext.jsonld")
