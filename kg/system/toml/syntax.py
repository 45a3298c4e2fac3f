"""What Python's parser of TOML finds wrong, in plain words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from typing import Any

from kg.system.terminal import short

_OPEN = "a text is not closed"
_WORDS = {
    "Cannot overwrite": "this key is given twice",
    "Cannot declare": "this table is given twice",
    "Cannot mutate": "this key is given twice",
    "Cannot redefine": "this table is given twice",
    "Duplicate inline": "this key is given twice",
    "Expected '='": "a key must be followed by = and a value",
    "Expected ']": "the name of a table must end in ] or ]]",
    "Expected newline": "there is more after the value; write one key on each line",
    "Expected": _OPEN,
    "Found invalid character": "a character is not allowed here",
    "Illegal character": "a text is not closed on its line, or has a control character",
    "Invalid date": "not a date that exists; write 2026-01-31",
    "Invalid hex": "a backslash in double quotes; put the text in single quotes",
    "Invalid initial": "not a valid key; put it in quotes",
    "Invalid statement": "not a valid key; put it in quotes",
    "Invalid value": "a value is missing or not valid; write a text in quotes",
    "Unclosed array": "a list is not closed, or a comma is missing",
    "Unclosed inline": "a table in braces must end on its line; or a comma is missing",
    "Unescaped": "a backslash in double quotes; put the text in single quotes",
    "Escaped character": "this escape is not a character",
    "Unterminated": _OPEN,
    "Exceeds the limit": "a number has too many digits",
}
"""How the parser's own words begin, and what they mean."""

_PLACE = re.compile(r" \(at (?:line (?P<line>\d+), column \d+|end of document)\)\Z")
_MOST_DOTS = 100
"""A key may have so many: the time for a key grows with the square of their number."""

_DEEPEST = 100
_BRACKET = re.compile(r"[\[\]{}]")

_NO_KEY = re.compile(r"""'{3}.*?'{3}|"{3}.*?"{3}|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+'|#[^\n]*+""", re.DOTALL)
"""Strings, which may be keys in one piece, and comments."""


class Broken(ValueError):
    """A document is no TOML. The message begins with the line, if it is known: `12: a text is not closed, near 'x'`."""


def parsed(text: str) -> dict[str, Any]:
    """The content of a document. Raises Broken."""
    lines = _NO_KEY.sub(lambda found: "x" + "\n" * found[0].count("\n"), text).split("\n")
    if text.startswith("\ufeff"):
        raise Broken("1: a byte order mark stands first; save the file as UTF-8 without it")
    for what in _excesses(lines):
        raise Broken(what)
    try:
        return tomllib.loads(text)
    except ValueError as error:
        opened = next((n for n, line in enumerate(lines, start=1) if '"' in line or "'" in line), 0)
        raise Broken(_said(text, str(error), opened)) from None


def _excesses(lines: Sequence[str]) -> Iterator[str]:
    """What the parser would take too long for, or too much of the stack."""
    depth = 0
    for number, line in enumerate(lines, start=1):
        if any(part.count(".") > _MOST_DOTS for part in line.split("=")):
            yield f"{number}: a key with more than {_MOST_DOTS} dots"
        for bracket in _BRACKET.findall(line):
            depth = max(0, depth + (1 if bracket in "[{" else -1))
            if depth > _DEEPEST:
                yield f"{number}: brackets are nested more than {_DEEPEST} deep"


def _said(text: str, error: str, opened: int) -> str:
    """The complaint in words; `opened` is the line of a text without an end: the parser says how far it looked."""
    found = _PLACE.search(error)
    what = error[: found.start()] if found else error
    words = next((words for beginning, words in _WORDS.items() if what.startswith(beginning)), what)
    if not found:  # numbers that are too long to be read
        return f" {words}"
    lines = text.rstrip().split("\n")
    number = opened if words == _OPEN and opened else min(int(found["line"] or len(lines)), len(lines))
    near = short(lines[number - 1])
    return f"{number}: {words}" + (f", near {near!r}" if near else "")
