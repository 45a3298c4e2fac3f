"""What a page says of itself in its head, for search engines and for those who share it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from kg.model.formats import Format
from kg.release.markup import Node

SHORT = 200
"""A description has at most so many characters: more is not shown anywhere."""

_ENOUGH = 60
"""Whole sentences of so many characters say enough."""

# The end of a sentence; behind fewer letters a full stop is that of an abbreviation.
_SENTENCE = re.compile(r"""\w{3}[.!?…]["'”’»)]?(?=\s)|[。！？][」』”]?""")

INDEXED = "index, follow, max-image-preview:large"
UNINDEXED = "noindex, follow"


class Crumb(NamedTuple):
    """A page above another: what it is called, and its path below the folder of the language."""

    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Head:
    """What one page says of itself.

    `title` is without that of the site; `canonical` is the absolute address under which the page should be known, ""
    for its own; `trail` are the pages above it, from the one below the first page; `kind` is the type of WebPage;
    `look` is Open Graph's, and so are the names and contents of `properties`; `alternates` are the formats of what
    stands beside it; `about` are the nodes of its markup, the main one first; `robots` is what they may do with it.
    """

    title: str = ""
    description: str = ""
    canonical: str = ""
    trail: tuple[Crumb, ...] = ()
    kind: str = "WebPage"
    look: str = "website"
    properties: tuple[tuple[str, str], ...] = ()
    alternates: tuple[Format, ...] = ()
    about: tuple[Node, ...] = ()
    robots: str = INDEXED


def short(text: str) -> str:
    """A text as a description: a line of whole sentences, or else of whole words."""
    line = " ".join(text.split())
    if len(line) <= SHORT:
        return line
    ends = [found.end() for found in _SENTENCE.finditer(line, 0, SHORT + 1)]
    if ends and ends[-1] >= _ENOUGH:
        return line[: ends[-1]]
    words = line[: SHORT - 1].rpartition(" ")[0]
    # Not every script has spaces.
    return f"{words} …" if len(words) >= _ENOUGH else f"{line[: SHORT - 1]}…"
