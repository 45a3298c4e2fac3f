"""JSON pointers (RFC 6901), and where in a text the values stand that they point at.

No package on PyPI tells that: json-source-map takes NaN, keeps the last of two equal keys and does not write keys as
RFC 6901 does; tree-sitter-json takes comments and several documents.
"""

from __future__ import annotations

import json
import re

LONGEST = 2000
"""In characters: a pointer. Each value below a long key has it in its own."""

_TOKEN = re.compile(r'("(?:[^"\\]|\\.)*+")\s*+(:)?|[\n,{}\[\]]|[^\s",:{}\[\]]++', re.DOTALL)


def below(pointer: str, key: str | int) -> str:
    """The pointer of a member of what is at `pointer`; one that is too long is cut off."""
    return f"{pointer}/{str(key).replace('~', '~0').replace('/', '~1')}"[: LONGEST + 1]


def lines(text: str) -> dict[str, int]:
    """Pointer of each value → the line on which it begins, from 1. `text` is known to be JSON.

    Of a key that stands twice the first value counts. What has too long a pointer is left out.
    """
    found: dict[str, int] = {}
    around: list[str] = []
    numbers: list[int] = []
    pointer, line = "", 1
    for token in _TOKEN.finditer(text):
        mark = token[0]
        if token[2]:
            pointer = below(around[-1], json.loads(token[1]))
        elif mark in ("}", "]"):
            around.pop()
            numbers.pop()
        elif mark == ",":
            # In an object a key follows, and tells better.
            numbers[-1] += 1
            pointer = below(around[-1], numbers[-1])
        elif mark != "\n":
            if len(pointer) <= LONGEST:
                found.setdefault(pointer, line)
            if mark in ("{", "["):
                around.append(pointer)
                numbers.append(0)
                pointer = below(pointer, 0)
        line += mark.count("\n")
    return found
