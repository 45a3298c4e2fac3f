"""Text of others where people read it: nothing in it steers a terminal, turns the direction of a line, or hides.

Shown as escapes are control characters (C0, C1, DEL), line and paragraph separators, surrogates (file names that are
not UTF-8), what is unassigned or for private use, all format characters (Unicode's category Cf: marks and isolates of
direction, zero-width characters, tags), and the letters and marks that are as invisible as these. Letters of all
scripts, their marks, and symbols stay.

Two kinds of invisible characters stay where writing needs them: a joiner or non-joiner (U+200C, U+200D) between two
characters beyond Latin (Persian, the scripts of India, families of emoji), and one variation selector after what it
can vary (emoji, Chinese characters, Mongolian). In other places they only make two names look alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from unicodedata import category

_LONGEST = 80
_LATIN = "\u024f"
"""The last character of the Latin blocks."""

_JOINER = re.compile("[\u200c\u200d]")
_SELECTOR = re.compile("[\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
# What else has Unicode's property Default_Ignorable_Code_Point, and is of no category that is escaped.
_INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")

_FOREIGN = re.compile("[^ -~]")
_FOREIGN_IN_LINES = re.compile("\r(?!\n)|[^ -~\n\t\r]")


def shown(text: object, longest: int | None = None) -> str:
    """A text on one line, with escapes as Python writes them (`\\x1b`, `\\u202e`); what is too long ends in dots.

    Spaces other than the common one are shown as escapes too: here a person looks for what is wrong with a value.
    """
    whole = str(text)
    line = _escaped(_FOREIGN, _python, whole if longest is None else whole[: longest + 1], spaces=False)
    return line if longest is None or len(line) <= longest else f"{line[: longest - 3]}..."


def short(text: object, longest: int = _LONGEST) -> str:
    """The beginning of a text in prose: any white space is one space."""
    return shown(" ".join(str(text).split()), longest)


def lines(text: str) -> str:
    """A text of several lines, which stay lines; tabs and spaces stay too."""
    return _escaped(_FOREIGN_IN_LINES, _python, text)


def json_lines(text: str) -> str:
    """The same JSON with escapes (RFC 8259, 7): what stands outside its strings is ASCII and is not touched."""
    return _escaped(_FOREIGN_IN_LINES, _json, text)


def turtle_lines(text: str) -> str:
    """The same N-Triples, or Turtle whose prefixed names are ASCII, with escapes (RDF 1.1 Turtle, 6.4)."""
    return _escaped(_FOREIGN_IN_LINES, _turtle, text)


def _escaped(foreign: re.Pattern[str], escape: Callable[[str], str], text: str, *, spaces: bool = True) -> str:
    def told(found: re.Match[str]) -> str:
        character = found[0]
        return character if _stays(character, text, found.start(), spaces) else escape(character)

    return text if text.isascii() and text.isprintable() else foreign.sub(told, text)


def _stays(character: str, text: str, at: int, spaces: bool) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if _JOINER.match(character):
        return _is_beyond_latin(before) and _is_beyond_latin(after)
    if _SELECTOR.match(character):
        return bool(before) and category(before)[0] in "LNS" and before not in _INVISIBLE
    if character in _INVISIBLE:
        return False
    return character.isprintable() or (spaces and category(character) == "Zs")


def _is_beyond_latin(character: str) -> bool:
    return character > _LATIN and category(character)[0] in "LMS" and character not in _INVISIBLE


def _python(character: str) -> str:
    return character.encode("unicode_escape").decode()


def _json(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))


def _turtle(character: str) -> str:
    return f"\\u{ord(character):04X}" if character <= "\uffff" else f"\\U{ord(character):08X}"
