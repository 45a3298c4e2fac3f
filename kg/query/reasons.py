"""What is wrong with a query, in words.

Of a mistake the engine says how far it read, and of rules that hold for a whole query only that one is broken. Which
variable breaks it is found by asking the engine again, with another name in its place
(https://www.w3.org/TR/sparql11-query/#assignment, #aggregateRestrictions).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

import pyoxigraph as ox

from kg.query.lexer import Token, clauses, place, replaced, tokens

_POSITION = re.compile(r"error at (\d+):(\d+)(?:: expected (?:one of )?(.*))?", re.DOTALL)
_SENTENCE = re.compile(r"\A[A-Z][\w*'()]*(?: [\w*'()]+)+")
_SIGN = re.compile(r'"[^"\w]+"')
# Of keywords the engine says where each would have ended, which is beyond the mistake, and not what is missing.
_KEYWORD = re.compile("[A-Z_]{2,}")
_SHOWN = 20
_TRIED = 200
"""So many changes are tried: a long query takes the engine some 20 ms."""

_WITH_STAR = "SELECT * is not authorized with GROUP BY"
_TAKEN = "AS names a variable that already has a value"
_TWICE = "a variable is listed twice"
_UNGROUPED = "is not grouped or aggregated; add it to GROUP BY"


class Change(NamedTuple):
    """A variable, what might stand in its place, and what is wrong if the engine takes the query with that."""

    token: Token
    text: str
    complaint: str


def told(query: str, error: str) -> str:
    """The engine's complaint about a query as one line, with the place and the variable or the reason."""
    found = _POSITION.match(error)
    if found is None:
        return f"not valid SPARQL: {error}"
    expected = [item.strip() for item in (found[3] or "").replace("\n", " ").split(", ")]
    rule = next((item for item in expected if _SENTENCE.fullmatch(item)), "")
    if rule == _WITH_STAR:
        return "not valid SPARQL: with GROUP BY, name what to select instead of *"
    if change := _needed(query):
        where, name = place(query, change.token.start), change.token.text
        if change.complaint == _UNGROUPED:
            return f"{where}: {name} {_UNGROUPED}"
        return f"not valid SPARQL: {where}: {rule or change.complaint}: {name}; choose another name"
    read = _offset(query, int(found[1]), int(found[2]))
    signs = [item for item in expected if _SIGN.fullmatch(item)]
    words = [item for item in expected if _KEYWORD.fullmatch(item)]
    if signs and not rule:
        return f"not valid SPARQL: {place(query, read)}{_near(query[read:][:_SHOWN])}: expected {' or '.join(signs)}"
    if words and not rule:
        tried = max(0, read - min(map(len, words)))
        tried += len(query[tried:]) - len(query[tried:].lstrip())
        return f"not valid SPARQL: {place(query, tried)} or shortly after it{_near(query[tried:][:_SHOWN])}"
    before = f"not valid SPARQL: {place(query, read)} or before{_near(query[:read][-_SHOWN:])}"
    return f"{before}: {rule}" if rule else before


def _offset(query: str, line: int, column: int) -> int:
    before = sum(len(each) + 1 for each in query.split("\n")[: line - 1])
    return min(len(query), before + column - 1)


def _near(text: str) -> str:
    words = " ".join(text.split())
    return f", near {words!r}" if words else ""


def _needed(query: str) -> Change | None:
    """The first change without which the engine does not take the query: together with others of its kind, or alone."""
    kinds = _changes(list(tokens(query)))
    return next(chain.from_iterable(_needed_of(query, changes[:_TRIED]) for changes in kinds), None)


def _needed_of(query: str, changes: Sequence[Change]) -> Iterator[Change]:
    if _is_taken(query, changes):
        yield from (one for number, one in enumerate(changes, 1) if not _is_taken(query, changes[number:]))
    yield from (one for one in changes if _is_taken(query, [one]))


def _is_taken(query: str, changes: Sequence[Change]) -> bool:
    try:
        ox.Store().query(replaced(query, ((change.token, change.text) for change in changes)))
    except SyntaxError:
        return False
    except (RuntimeError, ValueError):
        pass  # taken, but not to be answered
    return True


def _changes(found: Sequence[Token]) -> tuple[list[Change], ...]:
    """What may mend a query, by kind: another name after AS, another name in a list, an aggregate of a variable."""
    taken, twice, ungrouped = [], [], []
    for token, clause, depth in clauses(found):
        fresh = f"?fresh{token.start}"
        if token.kind != "variable":
            continue
        if clause == "AS":
            taken.append(Change(token, fresh, _TAKEN))
        elif clause in ("SELECT", "VALUES"):
            twice.append(Change(token, fresh, _TWICE))
            if clause == "SELECT":
                sample = f"SAMPLE({token.text})"
                ungrouped.append(Change(token, sample if depth else f"({sample} AS {fresh})", _UNGROUPED))
    return taken, twice, ungrouped
