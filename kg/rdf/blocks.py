"""The JSON of a block of JSON-LD: without what sites wrap around it, and without what they write into it."""

import html
import json
import re
from collections import Counter
from typing import Any

from kg.rdf.said import Mistake

_STRING_OR_COMMENT = re.compile(r'"(?:[^"\\]|\\.)*+"|//[^\n]*+|/\*(?:[^*]|\*(?!/))*+(?:\*/)?+', re.DOTALL)
_CDATA = "is in a CDATA section, which scripts in HTML do not have"
_COMMENTED = "has comments, which JSON does not have"
_ENTITIES = "has quotes written as entities, which are not decoded in a script"
_MARK = "begins with a byte order mark, which JSON does not have"
_STATEMENT = "ends with a semicolon, which JSON does not have"
_FRONT = {
    "\ufeff": _MARK,
    "//": _COMMENTED,
    "/*": _COMMENTED,
    "*/": _COMMENTED,
    "<!--": _COMMENTED,
    "<![CDATA[": _CDATA,
}
_BACK = {"//": _COMMENTED, "/*": _COMMENTED, "*/": _COMMENTED, "-->": _COMMENTED, "]]>": _CDATA, ";": _STATEMENT}
_MOST = 6
"""So many marks stand before or behind the JSON, at most."""

_ENDS = {"/*": "*/", "<!--": "-->"}


class Number(float):
    """A number in its own digits, which a float does not keep."""

    text: str

    def __new__(cls, text: str) -> "Number":
        """Of the digits in the JSON."""
        number = super().__new__(cls, text)
        number.text = text
        return number

    @property
    def is_whole(self) -> bool:
        """Whether it is written with nothing but digits."""
        return self.text.lstrip("-").isdigit()


class Twice(dict[str, Any]):
    """An object in which a key stands twice."""

    key: str


def parsed(text: str) -> Any:
    """The value of JSON. Raises ValueError, of which JSONDecodeError has a line, and RecursionError."""
    return json.loads(text, object_pairs_hook=_object, parse_constant=_refuse, parse_float=Number, parse_int=_integer)


def unwrapped(text: str, line: int) -> tuple[str, list[Mistake]]:
    """The JSON in a block, each value on the line on which it was, and what had to be taken off.

    JSON that can be read is left as it is, and what cannot be helped too.
    """
    if _is_json(text):
        return text, []
    found: dict[str, None] = {}
    bare = _bare(text, found)
    if "&quot;" in bare and not _is_json(bare):
        bare = html.unescape(bare)
        found[_ENTITIES] = None
    uncovered = dict(found)
    if not _is_json(bare) and _is_json(uncommented := _bare(_STRING_OR_COMMENT.sub(_without, bare), uncovered)):
        bare, found = uncommented, uncovered | {_COMMENTED: None}
    if _CDATA in found:
        found.pop(_COMMENTED, None)  # which hide the section from scripts
    return bare, [Mistake(line, why, "", lost=False) for why in found]


def _bare(text: str, found: dict[str, None]) -> str:
    start, end = _skipped(text, 0), len(text.rstrip())
    opening = min((at for at in (text.find("{"), text.find("[{")) if at >= 0), default=end)
    for _ in range(_MOST):
        mark = next((mark for mark in _FRONT if text.startswith(mark, start)), "")
        if mark == "//" and not text.startswith(("<![CDATA[", "<!--"), _skipped(text, start + 2)):
            break  # the whole line is a comment
        found |= {_FRONT[mark]: None} if mark else {}
        # A comment of its own before the JSON goes whole; of one around the JSON the mark alone.
        closing = text.find(_ENDS[mark], start, opening) if mark in _ENDS else -1
        if closing >= 0:
            found |= {_CDATA: None} if "<![CDATA[" in text[start:closing] else {}
            start = closing + len(_ENDS[mark])
        start = _skipped(text, start if closing >= 0 else start + len(mark))
    for _ in range(_MOST):
        mark = next((mark for mark in _BACK if text.endswith(mark, start, end)), "")
        found |= {_BACK[mark]: None} if mark else {}
        end = start + len(text[start : end - len(mark)].rstrip())
    return "\n" * text.count("\n", 0, start) + text[start:end]


def _skipped(text: str, start: int) -> int:
    while start < len(text) and text[start].isspace():
        start += 1
    return start


def _without(found: re.Match[str]) -> str:
    """A string as it is; of a comment the line breaks."""
    return found[0] if found[0].startswith('"') else " " + "\n" * found[0].count("\n")


def _is_json(text: str) -> bool:
    try:
        parsed(text)
    except (ValueError, RecursionError):
        return False
    return True


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    twice = Twice(found)
    counts = Counter(key for key, _ in pairs)
    twice.key = next(key for key in counts if counts[key] > 1)
    return twice


def _integer(text: str) -> int | Number:
    return int(text) if len(text) < 16 else Number(text)


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")
