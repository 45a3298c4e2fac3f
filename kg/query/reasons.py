"""What is wrong with a query, in words: the engine says how far it read, and of rules that hold for a whole query only
that one is broken. Which variable breaks it is found here (https://www.w3.org/TR/sparql11-query/#aggregateRestrictions).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from kg.query.lexer import Token, place, tokens

_POSITION = re.compile(r"error at (\d+):(\d+)(?:: expected (?:one of )?(.*))?", re.DOTALL)
_SENTENCE = re.compile(r"\A[A-Z][\w*'()]*(?: [\w*'()]+)+")
_SIGN = re.compile(r'"[^"\w]+"')
# Of keywords the engine says where each would have ended, which is beyond the mistake, and not what is missing.
_KEYWORD = re.compile("[A-Z_]{2,}")
_SHOWN = 20

_AGGREGATES = {"COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT"}
_AFTER_GROUPS = {"HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES", "}"}
_ABOUT_NAMES = ("using an expression", "variable name in SELECT")
_WITH_STAR = "SELECT * is not authorized with GROUP BY"


def told(query: str, error: str) -> str:
    """The engine's complaint about a query as one line, with the place and the variable or the reason."""
    found = _POSITION.match(error)
    if found is None:
        return f"no SPARQL: {error}"
    if free := next(ungrouped(list(tokens(query))), None):
        return f"{place(query, free.start)}: {free.text} is neither grouped nor aggregated; add it to GROUP BY"
    expected = [item.strip() for item in (found[3] or "").replace("\n", " ").split(", ")]
    rule = next((item for item in expected if _SENTENCE.fullmatch(item)), "")
    if rule == _WITH_STAR:
        return "no SPARQL: with GROUP BY, name what to select instead of *"
    read = _offset(query, int(found[1]), int(found[2]))
    signs = [item for item in expected if _SIGN.fullmatch(item)]
    words = [item for item in expected if _KEYWORD.fullmatch(item)]
    if rule:
        twice = _made_twice(query) if rule.endswith(_ABOUT_NAMES) else ""
        return f"no SPARQL: {place(query, read)} or before{_near(query[:read][-_SHOWN:])}: {rule}{twice}"
    if signs:
        return f"no SPARQL: {place(query, read)}{_near(query[read:][:_SHOWN])}: expected {' or '.join(signs)}"
    if words:
        tried = max(0, read - min(map(len, words)))
        tried += len(query[tried:]) - len(query[tried:].lstrip())
        return f"no SPARQL: {place(query, tried)} or shortly after it{_near(query[tried:][:_SHOWN])}"
    return f"no SPARQL: {place(query, read)} or before{_near(query[:read][-_SHOWN:])}"


def _offset(query: str, line: int, column: int) -> int:
    before = sum(len(each) + 1 for each in query.split("\n")[: line - 1])
    return min(len(query), before + column - 1)


def _near(text: str) -> str:
    words = " ".join(text.split())
    return f", near {words!r}" if words else ""


def _made_twice(query: str) -> str:
    """The first variable after AS that stands elsewhere too."""
    found = list(tokens(query))
    names = Counter(token.text[1:] for token in found if token.kind == "variable")
    made = (
        token.text for before, token in pairwise(found) if before.text.upper() == "AS" and names[token.text[1:]] > 1
    )
    return next((f": {name}" for name in made), "")


def ungrouped(found: Sequence[Token]) -> Iterator[Token]:
    """The variables that a SELECT with groups or aggregates shows as they are, though it does not group by them."""
    for number, token in enumerate(found):
        if token.text.upper() == "SELECT":
            shown = list(takewhile(lambda t: t.text != "{" and t.text.upper() not in ("WHERE", "FROM"), found[number:]))
            groups = list(_groups(found, number + len(shown)))
            free, aggregates = _free(shown)
            known = {each.text[1:] for each in groups}
            if groups or aggregates:
                yield from (each for each in free if each.text[1:] not in known)


def _groups(found: Sequence[Token], start: int) -> Iterator[Token]:
    """The variables of the GROUP BY that follows the next group in braces."""
    depth, opened = 0, False
    rest = iter(found[start:])
    for token in rest:
        depth += {"{": 1, "}": -1}.get(token.text, 0)
        opened = opened or depth > 0
        if opened and depth == 0:
            break
    after = list(takewhile(lambda token: token.text.upper() not in _AFTER_GROUPS, rest))
    if after and after[0].text.upper() == "GROUP":
        yield from (token for token in after if token.kind == "variable")


def _free(shown: Sequence[Token]) -> tuple[list[Token], bool]:
    """The variables of a SELECT clause outside of aggregates that it does not make itself, and if it has aggregates."""
    free: list[Token] = []
    made: set[str] = set()
    depth = inside = 0
    aggregates = False
    before = ""
    for token in shown:
        depth += {"(": 1, ")": -1}.get(token.text, 0)
        if token.text == "(" and before in _AGGREGATES:
            aggregates, inside = True, inside or depth
        elif inside and depth < inside:
            inside = 0
        elif token.kind == "variable" and before == "AS":
            made.add(token.text[1:])
        elif token.kind == "variable" and not inside:
            free.append(token)
        before = token.text.upper()
    return [each for each in free if each.text[1:] not in made], aggregates
