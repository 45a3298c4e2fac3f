"""On which lines the keys of a TOML document stand (TOML 1.0), which no parser for Python tells."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import NamedTuple

Key = tuple[str | int, ...]
"""Where a value stands: names of keys, and numbers in lists from 0. () is the whole document."""

_TOKEN = re.compile(
    r"""
    (?P<string>"{3}(?:[^\\]|\\.)*?"{3,5}|'{3}.*?'{3,5}|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+')
    |\#[^\n]*+
    |(?P<line>\n)
    |(?P<sign>[\[\]{}=,.])
    |(?P<word>[^\s"'\#\[\]{}=,.]++)
    """,
    re.DOTALL | re.VERBOSE,
)


class _Token(NamedTuple):
    kind: str
    text: str
    line: int


def places(text: str) -> dict[Key, int]:
    """The line of each key and of each value in a list, from 1, of a document that is valid."""
    return _Document([*_tokens(text)]).places()


def _tokens(text: str) -> Iterator[_Token]:
    line = 1
    for found in _TOKEN.finditer(text):
        if found.lastgroup:
            yield _Token(found.lastgroup, found[0], line)
        line += found[0].count("\n")


class _Document:
    """The tokens of a document, taken from the front, and what was found in them."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens[::-1]
        self._found: dict[Key, int] = {(): 1}
        self._lengths: dict[Key, int] = {}

    def places(self) -> dict[Key, int]:
        """The line of each key."""
        table: Key = ()
        while self._tokens:
            if self._is("\n"):
                self._tokens.pop()
            elif self._is("["):
                table = self._header()
            else:
                self._pair(table)
        return self._found

    def _is(self, *texts: str) -> bool:
        return bool(self._tokens) and self._tokens[-1].kind != "string" and self._tokens[-1].text in texts

    def _take(self, text: str) -> bool:
        found = self._is(text)
        if found:
            self._tokens.pop()
        return found

    def _header(self) -> Key:
        """`[a.b]`, in which a list of tables stands for its last one, or `[[a.b]]`, which adds one to a list."""
        line = self._tokens.pop().line
        adds = self._take("[")
        table: Key = ()
        parts = self._key()
        for number, part in enumerate(parts, start=1):
            table = (*table, part)
            self._found.setdefault(table, line)
            if adds and number == len(parts):
                self._lengths[table] = self._lengths.get(table, 0) + 1
            if length := self._lengths.get(table):
                table = (*table, length - 1)
                self._found.setdefault(table, line)
        while self._take("]"):
            pass
        return table

    def _key(self) -> list[str]:
        parts = [self._name()]
        while self._take("."):
            parts.append(self._name())
        return parts

    def _name(self) -> str:
        token = self._tokens.pop()
        return str(tomllib.loads(f"x={token.text}")["x"]) if token.kind == "string" else token.text

    def _pair(self, table: Key) -> None:
        line = self._tokens[-1].line
        key = table
        for part in self._key():
            key = (*key, part)
            self._found.setdefault(key, line)
        self._take("=")
        self._value(key)

    def _value(self, key: Key) -> None:
        if self._take("["):
            self._list(key)
        elif self._take("{"):
            while not self._take("}"):
                if not self._take(",") and not self._take("\n"):
                    self._pair(key)
        else:
            while self._tokens and not self._is("\n", ",", "]", "}"):
                self._tokens.pop()

    def _list(self, key: Key) -> None:
        number = 0
        while not self._take("]"):
            if not self._take(",") and not self._take("\n"):
                self._found[(*key, number)] = self._tokens[-1].line
                self._value((*key, number))
                number += 1
