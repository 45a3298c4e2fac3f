"""The tokens of SPARQL (https://www.w3.org/TR/sparql11-query/#sparqlGrammar), as far as safety and parameters need."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    r"""
    (?P<space>[ \t\r\n]+)
  | (?P<comment>\#[^\r\n]*)
  | (?P<iri><[^\x00-\x20<>"{}|^`]*>)
  | (?P<string>'''(?:'{0,2}(?:[^'\\]|\\.))*+''' | \"""(?:"{0,2}(?:[^"\\]|\\.))*\"""
        | '(?:[^'\\\r\n]|\\.)*' | "(?:[^"\\\r\n]|\\.)*")
  | (?P<unclosed>['"].*+)
  | (?P<variable>[?$]\w+)
  | (?P<blank>_:\w[\w.\-]*)
  | (?P<name>(?:[^\W\d_][\w.\-]*+)?:(?:[\w.\-:%]++|\\[_~.\-!$&'()*+,;=/?\#@%])*+)
  | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
  | (?P<word>[^\W\d]\w*)
  | (?P<sign>.)
    """,
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """A piece of a query: its kind (a group of the grammar above), its text, and where it starts."""

    kind: str
    text: str
    start: int


def tokens(query: str) -> Iterator[Token]:
    """The tokens of a query, without space and comments. Any text has tokens: what is none is a `sign`.

    A quotation mark that nothing closes is the last token: to go on behind each of many would take quadratic time.
    """
    for found in _TOKEN.finditer(query):
        kind = found.lastgroup or "sign"
        if kind not in ("space", "comment"):
            yield Token(kind, found[0], found.start())


def replaced(query: str, found: Iterable[tuple[Token, str]]) -> str:
    """The query with other text in the place of some of its tokens, which are given in their order."""
    written, end = [], 0
    for token, text in found:
        written += [query[end : token.start], text]
        end = token.start + len(token.text)
    return "".join((*written, query[end:]))


def place(query: str, start: int) -> str:
    """A position for people: lines and columns count from 1."""
    before = query[:start]
    return f"line {before.count(chr(10)) + 1}, column {start - before.rfind(chr(10))}"
