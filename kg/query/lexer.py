"""The tokens of SPARQL (https://www.w3.org/TR/sparql11-query/#sparqlGrammar), and the clauses that they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
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
  | (?P<name>(?:[^\W\d_][\w.\-]{0,255}+)?:(?:[\w.\-:%]++|\\[_~.\-!$&'()*+,;=/?\#@%])*+)
  | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
  | (?P<word>[^\W\d]\w*)
  | (?P<sign>.)
    """,
    re.VERBOSE | re.DOTALL,
)

LONGEST_PREFIX = 256
"""In characters, as the grammar has it."""

_CLAUSES = frozenset(("SELECT", "DESCRIBE", "VALUES", "FILTER", "BIND", "GROUP", "HAVING", "ORDER"))


class Token(NamedTuple):
    """A piece of a query: its kind (a group of the grammar above), its text, and where it starts."""

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """Where the next begins, unless space or a comment is between."""
        return self.start + len(self.text)


def tokens(query: str) -> Iterator[Token]:
    """The tokens of a query, without space and comments. Any text has tokens: what is none is a `sign`.

    A quotation mark that nothing closes is the last token, and a prefix that is too long is cut up: to go on behind
    each of many quotation marks, or to look behind each of many words for the colon, would take quadratic time.
    """
    for found in _TOKEN.finditer(query):
        kind = found.lastgroup or "sign"
        if kind not in ("space", "comment"):
            yield Token(kind, found[0], found.start())


def prefixes(found: Sequence[Token]) -> dict[str, str]:
    """The namespaces that a query declares, by their prefixes with the colon."""
    declarations = zip(found, found[1:], found[2:], strict=False)
    return {name.text: iri.text[1:-1] for word, name, iri in declarations if word.text.upper() == "PREFIX"}


def clauses(found: Iterable[Token]) -> Iterator[tuple[Token, str, int]]:
    """Each token with the word of the clause that it is in ("" in a pattern), and how deep in the brackets of that.

    What follows AS is in the clause AS.
    """
    outside: list[tuple[str, int]] = []
    clause, depth, before = "", 0, ""
    for token in found:
        word = token.text.upper() if token.kind == "word" else ""
        if word in _CLAUSES:
            clause, depth = word, 0
        yield token, "AS" if before == "AS" else clause, depth
        before = word
        if token.text in ("{", "(", "["):
            outside.append((clause, depth))
            clause, depth = ("", 0) if token.text == "{" else (clause, depth + 1)
        elif token.text in ("}", ")", "]") and outside:
            clause, depth = outside.pop()
            if not depth and (token.text == "}" or clause in ("FILTER", "BIND")):
                clause = ""


def replaced(query: str, found: Iterable[tuple[Token, str]]) -> str:
    """The query with other text in the place of some of its tokens, which are given in their order."""
    written, end = [], 0
    for token, text in found:
        written += [query[end : token.start], text]
        end = token.end
    return "".join((*written, query[end:]))


def place(query: str, start: int) -> str:
    """A position for people: lines and columns count from 1."""
    before = query[:start]
    return f"line {before.count(chr(10)) + 1}, column {start - before.rfind(chr(10))}"
