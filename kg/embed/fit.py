"""Which pages can be edited byte by byte: a character of markup is the byte that ASCII has for it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from contextlib import contextmanager

from kg.rdf.parser import Malformed
from kg.system.errors import ReelgraphError

_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
_TAG = re.compile(rb"<[A-Za-z]")
_SHIFTS = re.compile(rb"\x1b[$(]")
"""How ISO-2022 says that the bytes that follow are not ASCII; `<` may be half a character there."""


class Unfit(ReelgraphError):
    """A page that is left as it is. The message is the reason and what to do, without the page's name."""


@contextmanager
def parsing() -> Iterator[None]:
    """Raise Unfit where a page cannot be taken apart."""
    try:
        yield
    except Malformed as error:
        raise Unfit(str(error)) from None


def check(data: bytes) -> None:
    """Raise Unfit where the place of a tag in the bytes is not certain."""
    if data.startswith(_WIDE):
        raise Unfit("is UTF-16 or UTF-32, in which bytes are not characters; save it as UTF-8")
    if b"\0" in data:
        raise Unfit("holds NUL bytes, as UTF-16 does and HTML does not; save it as UTF-8")
    if _SHIFTS.search(data):
        raise Unfit("is ISO-2022, in which `<` can be half a character; save it as UTF-8")
    if not _TAG.search(data):
        raise Unfit("has no tag, so it is no HTML")
