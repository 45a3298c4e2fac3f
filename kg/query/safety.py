"""What is never run: updates, queries that make the engine call elsewhere, queries that would exhaust it, and those
that engines answer with nothing where they should refuse.

Engines read keywords without a space after them (`1SERVICE<...>`), and `<` as "less than" where the longest token is
an IRI (`?a<1)SERVICE#>`). So these checks refuse a little more than they must, and say how to write it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from kg.model.prefixes import PREFIXES
from kg.query.lexer import LONGEST_PREFIX, Token, clauses, place, prefixes, tokens
from kg.system.errors import ReelgraphError

MAX_CHARACTERS = 100_000
MAX_TOKENS = 5_000
MAX_NESTING = 100

_CLOSING = {"{": "}", "(": ")", "[": "]"}
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_FORM = re.compile("|".join(_FORMS), re.IGNORECASE)
_AGGREGATES = ("AVG", "COUNT", "GROUP_CONCAT", "MAX", "MIN", "SAMPLE", "SUM")
_WITHOUT_AGGREGATES = ("FILTER", "BIND", "GROUP")
_PROLOGUE = ("BASE", "PREFIX", "VERSION")
_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")
BEGINNINGS = frozenset((*_PROLOGUE, *_FORMS, *_UPDATES))
"""The words that a query or an update begins with."""


def check(query: str) -> tuple[str, bool]:
    """Refuse what must not be run; give the query's form (SELECT, ASK, CONSTRUCT, DESCRIBE) and whether it asks GRAPHs.

    The complaint, a ReelgraphError, begins with the place in the query.
    """
    if len(query) > MAX_CHARACTERS:
        raise ReelgraphError(f"longer than {MAX_CHARACTERS:,} characters; shorten the query")
    found = list(islice(tokens(query), MAX_TOKENS + 1))
    if len(found) > MAX_TOKENS:
        raise ReelgraphError(f"more than {MAX_TOKENS:,} words and signs; shorten the query")
    if found and found[-1].kind == "unclosed":
        where = place(query, found[-1].start)
        raise ReelgraphError(f"{where}: this quotation mark is never closed; close it, or write a space after <")
    _check_service(query, found)
    _check_nesting(query, found)
    _check_prefixes(query, found)
    _check_aggregates(query, found)
    return _form(query, found), any("graph" in _keywords(token) for token in found)


def _keywords(token: Token) -> str:
    """Where an engine may find keywords in a token: in words, and before the colon of a prefixed name."""
    return token.text.partition(":")[0].lower() if token.kind in ("word", "name") else ""


def _check_service(query: str, found: Sequence[Token]) -> None:
    for token in found:
        if "service" in _keywords(token) or (token.kind == "iri" and _is_disguised(token.text)):
            where = place(query, token.start)
            raise ReelgraphError(
                f"{where}: SERVICE is not allowed, because it queries other servers; a prefix must not have this name"
            )


def _is_disguised(iri: str) -> bool:
    """Whether an IRI holds `)`, then the word, then `#`: the first of each, so that a long one is looked at once."""
    text = iri.lower()
    return text.find("#", text.find("service", text.find(")"))) >= 0 if ")" in text else False


def _check_nesting(query: str, found: Sequence[Token]) -> None:
    opened: list[Token] = []
    for token in found:
        if token.text in _CLOSING:
            opened.append(token)
            if len(opened) > MAX_NESTING:
                raise ReelgraphError(f"{place(query, token.start)}: more than {MAX_NESTING} nested brackets")
        elif token.text in _CLOSING.values():
            _check_closing(query, token, opened)
            opened.pop()
    if opened:
        raise ReelgraphError(f"{place(query, opened[-1].start)}: {opened[-1].text} is never closed")


def _check_closing(query: str, token: Token, opened: Sequence[Token]) -> None:
    """What closes another bracket than the last has left the last one open."""
    awaited = [_CLOSING[bracket.text] for bracket in opened]
    if token.text not in awaited:
        raise ReelgraphError(f"{place(query, token.start)}: {token.text} has no opening bracket")
    if awaited[-1] != token.text:
        raise ReelgraphError(f"{place(query, opened[-1].start)}: {opened[-1].text} is never closed")


def _check_prefixes(query: str, found: Sequence[Token]) -> None:
    declared = prefixes(found)
    for number, token in enumerate(found):
        if token.kind == "name" and (prefix := token.text.partition(":")[0] + ":") not in declared:
            first = _first(found, number)
            if token.start + len(prefix) - 1 - first.start > LONGEST_PREFIX:
                raise ReelgraphError(f"{place(query, first.start)}: a prefix has at most {LONGEST_PREFIX} characters")
            iri = PREFIXES.get(prefix.removesuffix(":"), "...")
            raise ReelgraphError(f"{place(query, token.start)}: {prefix} is not declared; add PREFIX {prefix} <{iri}>")


def _first(found: Sequence[Token], number: int) -> Token:
    """The token that a prefixed name begins with: one whose prefix is too long is cut into several."""
    while number and _is_in_prefix(before := found[number - 1]) and before.end == found[number].start:
        number -= 1
    return found[number]


def _is_in_prefix(token: Token) -> bool:
    return token.kind in ("word", "number") or token.text in (".", "-")


def _check_aggregates(query: str, found: Sequence[Token]) -> None:
    """https://www.w3.org/TR/sparql11-query/#sparqlGrammar, where Aggregate is no part of a Constraint."""
    for token, clause, _ in clauses(found):
        if clause in _WITHOUT_AGGREGATES and token.kind == "word" and token.text.upper() in _AGGREGATES:
            where, groups = place(query, token.start), f"{clause} BY" if clause == "GROUP" else clause
            raise ReelgraphError(f"{where}: {token.text} is not allowed in {groups}; use HAVING or SELECT")


def _form(query: str, found: Sequence[Token]) -> str:
    first = next((token for token in found if token.kind == "word" and token.text.upper() not in _PROLOGUE), None)
    if first is None:
        raise ReelgraphError("is empty")
    if form := _FORM.match(first.text):
        return form[0].upper()
    if first.text.upper() in _UPDATES:
        raise ReelgraphError(f"{place(query, first.start)}: {first.text} is not allowed, because it changes data")
    raise ReelgraphError(
        f"{place(query, first.start)}: a query must begin with SELECT, ASK, CONSTRUCT or DESCRIBE, "
        f"not {first.text[:40]!r}"
    )
