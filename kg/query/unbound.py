"""The variables of a query that never have a value where they are used: whatever is done with them gives nothing."""

from __future__ import annotations

from collections.abc import Iterator

from kg.query.lexer import Token, clauses, tokens
from kg.report.report import many
from kg.system.spelling import near, offered
from kg.system.terminal import short

_NAMED = 5
"""So many variables are named: each is compared with all that are bound."""

_SELECTED = ("SELECT", "DESCRIBE")
_USED = ("FILTER", "BIND", "GROUP", "HAVING", "ORDER")


def unbound(query: str) -> Iterator[str]:
    """The variables that are used and that nothing binds, a line each; `$name` is a parameter, and may be so.

    The first are named, and the others counted in one line.
    """
    found = list(clauses(tokens(query)))
    used, bound = dict[str, str](), dict[str, None]()
    for token, clause, _ in found:
        if token.kind == "variable" and clause in ("", "AS", "VALUES"):
            bound[token.text[1:]] = None
        elif token.kind == "variable" and clause in (*_SELECTED, *_USED) and token.text.startswith("?"):
            used.setdefault(token.text[1:], "selected" if clause in _SELECTED else f"used in {clause}")
    names = [name for name in used if name not in bound]
    for name in names[:_NAMED]:
        meant = (f"?{one}" for one in near(name, bound))
        yield offered(f"?{short(name)} is {used[name]} but never bound", meant)
    if (more := len(names) - _NAMED) > 0:
        yield f"and {many(more, 'more variable is', 'more variables are')} never bound"
    yield from _too_early(found)


def _too_early(found: list[tuple[Token, str, int]]) -> Iterator[str]:
    """HAVING is evaluated before what SELECT calls AS (https://www.w3.org/TR/sparql11-query/#convertSolMod)."""
    elsewhere = {token.text[1:] for token, clause, _ in found if token.kind == "variable" and clause in ("", "VALUES")}
    for name in dict.fromkeys(_having(found)):
        if name not in elsewhere:
            yield f"?{short(name)} has no value in HAVING, because only SELECT names it; repeat its aggregate there"


def _having(found: list[tuple[Token, str, int]]) -> Iterator[str]:
    """The variables in HAVING that are named with AS in the SELECT before it, in the same group."""
    named: list[set[str]] = [set()]
    started = [""]
    before = ""
    for token, clause, _ in found:
        if token.text == "{":
            named.append(set())
            started.append("")
        elif token.text == "}" and len(named) > 1:
            named.pop()
            started.pop()
        elif token.kind == "word" and token.text.upper() in (*_SELECTED, *_USED):
            started[-1] = token.text.upper()
        elif token.kind == "variable" and before == "AS" and started[-1] == "SELECT":
            named[-1].add(token.text[1:])
        elif token.kind == "variable" and clause == "HAVING" and token.text[1:] in named[-1]:
            yield token.text[1:]
        before = token.text.upper()
