"""Tags in the bytes of a page, without a tree of it. Time is linear in the page, whatever it holds."""

import re
from functools import lru_cache

MOST_ATTRIBUTES = 500
"""Of one tag. Parsers compare each with all before it."""

LONGEST_NAME = 1000
"""Of a tag, in bytes."""

# A tag ends with `>` outside quotes; one that never ends is looked at once, as is what follows a quote that never ends.
_TAG = re.compile(rb"""</?([A-Za-z][^\s/>]*+)((?:[^>"'=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+|["'])*+)""")
_QUOTED = re.compile(rb"""=\s*+(?:"[^"]*+"|'[^']*+')""")
_WORD = re.compile(rb"[^\s/]++")
_RAW = re.compile(
    rb"<(script|style)\b(?:[^<>]++|<(?!script\b|style\b))*+(?<!/)>[^<]*+(?:<(?!/\1)[^<]*+)*+(?:</\1|\Z)",
    re.IGNORECASE,
)
_FOREIGN = re.compile(rb"<(?:svg|math)\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def crowded(data: bytes) -> str:
    """What takes any parser of HTML very long, lxml too: tags of many attributes, or of a long name; "" if none.

    A page is asked for its markup, and then for its text.
    """
    for name, attributes in _TAG.findall(_seen(data)):
        if len(name) > LONGEST_NAME:
            return f"a tag's name has more than {LONGEST_NAME} characters; close the tag"
        if len(attributes) > MOST_ATTRIBUTES and _words(attributes) > MOST_ATTRIBUTES:
            return f"a tag has more than {MOST_ATTRIBUTES} attributes; remove those that are not needed"
    return ""


def _words(attributes: bytes) -> int:
    return len(_WORD.findall(_QUOTED.sub(b"= ", attributes)))


def _seen(data: bytes) -> bytes:
    """Without scripts and styles; in SVG and MathML these are not raw text, and whatever looks like a tag is one."""
    return data if _FOREIGN.search(data) else _RAW.sub(b"", data)
