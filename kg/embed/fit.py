"""Which pages can be edited byte by byte: a character of markup is the byte that ASCII has for it."""

from __future__ import annotations

import re

from kg.system.errors import ReelgraphError

_WIDE = "is in UTF-16 or UTF-32; save it as UTF-8"
_REASONS = {
    re.compile(rb"\A(?:\xff\xfe|\xfe\xff|\0\0\xfe\xff)"): _WIDE,
    re.compile(rb"\0"): "has NUL bytes, which HTML does not allow (it may be UTF-16); save it as UTF-8",
    # How it says that the bytes that follow are not ASCII.
    re.compile(rb"\x1b[$(]"): "is in ISO-2022, where `<` can be part of another character; save it as UTF-8",
    re.compile(rb"\A(?!.*<[A-Za-z])", re.DOTALL): "has no tag, so it is not HTML",
}


def check(data: bytes) -> None:
    """Raise ReelgraphError where the place of a tag in the bytes is not certain."""
    for pattern, why in _REASONS.items():
        if pattern.search(data):
            raise ReelgraphError(why)
