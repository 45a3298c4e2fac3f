"""Where each value stands in a JSON text.

Of the packages on PyPI none does it: json-source-map takes NaN, keeps the last of two equal keys and does not write
keys as RFC 6901 does; tree-sitter-json takes comments and several documents. What ends a number or a string is told by
Python's own decoder.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from typing import NoReturn

Place = tuple[int, int]
"""Line and column, in characters, both from 1."""

_SPACE = re.compile(r"[ \t\n\r]*")
_DEEPEST = 200
LONGEST = 2000
"""In characters: a pointer. Each value below a long key has it in its own."""


class NotJson(ValueError):
    """The text is no JSON, or an object has a key twice. The message says where and what; `line` is from 1."""

    def __init__(self, place: Place, why: str) -> None:
        """At a place."""
        super().__init__(f"line {place[0]}, column {place[1]}: {why}")
        self.line = place[0]


def pointers(text: str, strict: bool = True) -> dict[str, Place]:
    """JSON pointer (RFC 6901) of each value → where it begins, in the order of the text. Raises NotJson.

    Where it is not `strict`, of a key that stands twice the first value counts, and what cannot be read is left out.
    """
    scan = _Scan(text, strict)
    try:
        scan.value("", 0)
        scan.end()
    except NotJson:
        if strict:
            raise
    return scan.found


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")


class _Scan:
    """A text, from where it has been read to."""

    # Numbers stay text: only their ends matter, and one of very many digits costs nothing.
    _decoder = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=_refuse)

    def __init__(self, text: str, strict: bool) -> None:
        self.found: dict[str, Place] = {}
        self._strict = strict
        self._text = text
        self._at = 0
        self._breaks = [found.start() for found in re.finditer("\n", text)]

    def value(self, pointer: str, depth: int) -> None:
        mark = self._peek()
        self.found.setdefault(pointer, self._place(self._at))
        if mark not in ("{", "["):
            self._plain()
            return
        if depth == _DEEPEST:
            self._fail(f"nested more than {_DEEPEST} deep")
        self._at += 1
        if mark == "{":
            self._members(pointer, depth + 1)
        else:
            self._elements(pointer, depth + 1)

    def end(self) -> None:
        if self._peek():
            self._fail("something stands behind the value")

    def _members(self, pointer: str, depth: int) -> None:
        if self._takes("}"):
            return
        while True:
            if self._peek() != '"':
                self._fail("a key in double quotes is missing")
            start = self._at
            inside = f"{pointer}/{self._plain().replace('~', '~0').replace('/', '~1')}"
            if len(inside) > LONGEST:
                self._fail(f"the keys around a value have more than {LONGEST} characters", start)
            if self._strict and inside in self.found:
                self._fail(f"the key {self._text[start : self._at]} stands twice in an object", start)
            if not self._takes(":"):
                self._fail(": is missing")
            self.value(inside, depth)
            if self._takes("}"):
                return
            if not self._takes(","):
                self._fail(", or } is missing")

    def _elements(self, pointer: str, depth: int) -> None:
        if self._takes("]"):
            return
        number = 0
        while True:
            self.value(f"{pointer}/{number}", depth)
            number += 1
            if self._takes("]"):
                return
            if not self._takes(","):
                self._fail(", or ] is missing")

    def _plain(self) -> str:
        try:
            value, self._at = self._decoder.raw_decode(self._text, self._at)
        except json.JSONDecodeError as error:
            self._fail(error.msg, error.pos)
        except ValueError as error:
            self._fail(str(error))
        return str(value)

    def _peek(self) -> str:
        """The next character that is no white space; "" at the end."""
        found = _SPACE.match(self._text, self._at)
        self._at = found.end() if found else self._at
        return self._text[self._at : self._at + 1]

    def _takes(self, mark: str) -> bool:
        taken = self._peek() == mark
        self._at += taken
        return taken

    def _place(self, at: int) -> Place:
        before = bisect_left(self._breaks, at)
        return before + 1, at - (self._breaks[before - 1] if before else -1)

    def _fail(self, why: str, at: int | None = None) -> NoReturn:
        raise NotJson(self._place(self._at if at is None else at), why)
