"""How a query uses literals and variables, as its tokens tell it: no more is read than what stands side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, cast

import pyoxigraph as ox

from kg.query.lexer import Token, clauses, prefixes, tokens

_BOOLEANS = ("true", "false")
_NUMBERS_OR_TEXTS = ("SUM", "AVG", "ABS", "CEIL", "FLOOR", "ROUND", "STRLEN", "LCASE", "UCASE")
_TIMES = ("YEAR", "MONTH", "DAY", "HOURS", "MINUTES", "SECONDS", "TIMEZONE", "TZ")
_OF_ONE_KIND = frozenset((*_NUMBERS_OR_TEXTS, *_TIMES))
"""Aggregates and functions of one value that have no value for those of other kinds."""

_COMPARING = frozenset("<>=!")
_COUNTING = frozenset("+-*/")
_OTHERS = frozenset("|^!")
"""Before a property: it is one of several, turned round, or not meant."""


class Uses(NamedTuple):
    """What is used in a query; paths are IRIs of properties, variables stand without their question mark.

    `stated` are the literals that are the object of a property, `compared` those that stand beside a variable and a
    sign between them, `called` the functions and aggregates that are for values of one kind, each with the variable
    that it is of. `objects` are the variables that are the
    object of properties, and of nothing else.
    """

    stated: list[tuple[str, ox.Literal]]
    compared: list[tuple[str, ox.Literal]]
    called: list[tuple[str, str]]
    objects: dict[str, set[str]]

    @classmethod
    def read(cls, query: str) -> Uses:
        """Those of a query."""
        reading = _Reading(query)
        stated, objects = [], dict[str, set[str]]()
        for path, at in reading.objects():
            if reading.found[at].kind == "variable":
                objects.setdefault(reading.found[at].text[1:], set()).add(path)
            elif path and (literal := reading.literal(at)):
                stated.append((path, literal))
        assigned = {token.text[1:] for token, clause in reading.placed if clause in ("AS", "VALUES")}
        objects = {name: paths for name, paths in objects.items() if name not in assigned and "" not in paths}
        return cls(stated, list(reading.compared()), list(reading.called()), objects)

    def paths(self, name: str) -> set[str]:
        """The properties whose object a variable is; none where it may be anything else."""
        return self.objects.get(name, set())


class _Reading:
    """The tokens of a query, and what stands at one of them."""

    def __init__(self, query: str) -> None:
        placed = [(token, clause) for token, clause, _ in clauses(tokens(query))]
        self.declared = prefixes([token for token, _ in placed])
        self.placed = [*placed[: _template(placed)[0]], *placed[_template(placed)[1] :]]
        self.found = [token for token, _ in self.placed]
        self.prologue = "".join(f"PREFIX {prefix} <{iri}> " for prefix, iri in self.declared.items())

    def objects(self) -> Iterator[tuple[str, int]]:
        """Where literals and variables are objects: the property, "" where it is not one alone, and the place."""
        for number, (token, clause) in enumerate(self.placed):
            if clause or token.kind not in ("iri", "name"):
                continue
            before = self.text(number - 1)
            path, at = "" if before in _OTHERS else self.iri(token), number + 1
            while end := self.end(at) if before != "^" or self.text(number - 2) != "^" else 0:
                yield path, at
                if self.text(end) != ",":
                    break
                at = end + 1

    def compared(self) -> Iterator[tuple[str, ox.Literal]]:
        """The variables and literals with a sign of comparison between them, on either side."""
        for number, token in enumerate(self.found):
            if token.text not in _COMPARING or self.text(number - 1) in _COMPARING:
                continue
            right = number + 1 + (self.text(number + 1) in _COMPARING)
            left = self.begin(number)
            sides = [(left, right), (right, left)]
            for one, other in sides:
                if self.is_variable(one) and (literal := self.literal(other)) and self.is_bare(left, right):
                    yield self.found[one].text[1:], literal

    def called(self) -> Iterator[tuple[str, str]]:
        """The functions and aggregates of a variable: the word, and the variable."""
        for number, token in enumerate(self.found):
            if token.kind == "word" and token.text.upper() in _OF_ONE_KIND and self.text(number + 1) == "(":
                at = number + 2 + (self.text(number + 2).upper() == "DISTINCT")
                if self.is_variable(at) and self.text(at + 1) == ")":
                    yield token.text.upper(), self.found[at].text[1:]

    def text(self, at: int) -> str:
        """The token at a place; "" outside."""
        return self.found[at].text if 0 <= at < len(self.found) else ""

    def is_variable(self, at: int) -> bool:
        """Whether one stands there."""
        return 0 <= at < len(self.found) and self.found[at].kind == "variable"

    def is_bare(self, left: int, right: int) -> bool:
        """Whether nothing is counted with what stands on both sides of a sign."""
        return self.text(left - 1) not in _COUNTING and self.text(self.end(right)) not in _COUNTING

    def iri(self, token: Token) -> str:
        """What a token names."""
        if token.kind == "iri":
            return token.text[1:-1]
        prefix, _, local = token.text.partition(":")
        return self.declared.get(f"{prefix}:", "") + local.replace("\\", "")

    def end(self, at: int) -> int:
        """Where the variable or literal ends that begins there; 0 where there is none."""
        at_number = at + (self.text(at) in ("+", "-"))
        if not 0 <= at < len(self.found):
            return 0
        token = self.found[at]
        if token.kind == "string":
            if self.text(at + 1) == "^" == self.text(at + 2):
                return at + 4
            return at + 1 + (at + 1 < len(self.found) and self.found[at + 1].kind == "language")
        if token.kind == "variable" or token.text in _BOOLEANS:
            return at + 1
        return at_number + 1 if at_number < len(self.found) and self.found[at_number].kind == "number" else 0

    def begin(self, end: int) -> int:
        """Where what ends there may begin: a literal of several tokens, or one token."""
        return next((at for at in range(max(0, end - 4), end - 1) if self.end(at) == end), end - 1)

    def literal(self, at: int) -> ox.Literal | None:
        """The literal that begins there, as an engine reads it."""
        end = self.end(at)
        if not end or self.is_variable(at):
            return None
        text = "".join(token.text for token in self.found[at:end])
        try:
            (row,) = cast("ox.QuerySolutions", ox.Store().query(f"{self.prologue}SELECT ({text} AS ?x) {{}}"))
        except (SyntaxError, ValueError):
            return None
        return row["x"] if isinstance(row["x"], ox.Literal) else None


def _template(placed: Sequence[tuple[Token, str]]) -> tuple[int, int]:
    """From where to where the template of a CONSTRUCT goes: what stands there is made, not asked for."""
    for number, (token, _) in enumerate(placed[:-1]):
        if token.text.upper() == "CONSTRUCT" and placed[number + 1][0].text == "{":
            ends = (at for at in range(number, len(placed)) if placed[at][0].text == "}")
            return number, next(ends, number) + 1
    return 0, 0
