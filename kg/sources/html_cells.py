"""Texts that are HTML, as a person sees them: programs export what editors of web pages wrote."""

import html
import re

from kg.sources.pages.html import text_of

_LONGEST = 200_000
_OPENED = re.compile(r"<([a-z][a-z0-9]{0,9})(?:\s[^<>]{0,1000}+)?/?>", re.IGNORECASE)
_CLOSED = re.compile(r"</([a-z][a-z0-9]{0,9})\s?>", re.IGNORECASE)
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,31}[0-9]{0,2});")
_GAP = re.compile(r"\n[^\S\n]*+\n")
_ALONE = frozenset(("br", "hr"))
_INLINE = frozenset(
    ("a", "abbr", "b", "big", "cite", "code", "em", "font", "i", "mark", "q", "s", "small", "span", "strong")
) | {"sub", "sup", "u"}
_GROUPS = frozenset(
    ("p", "div", "center", "blockquote", "ul", "ol", "li", "dl", "dt", "dd", "pre", "section", "article")
)
_KNOWN = _INLINE | _GROUPS | {"h1", "h2", "h3", "h4", "h5", "h6", "table", "tbody", "tr", "td", "th", "article"}


def seen(raw: str) -> str:
    """A text without the tags and references of HTML, where it has an element that is closed; of any other references
    alone are read (`Salt &#038; Rain`).
    """
    if len(raw) > _LONGEST:
        return raw
    if "<" not in raw:
        return _REFERENCE.sub(lambda found: html.unescape(found[0]), raw) if "&" in raw else raw
    opened = _opened(raw)
    if not opened.keys() & _ALONE and not any(_closes(tag, opened) for tag in _CLOSED.finditer(raw)):
        return raw
    # Where nothing else makes paragraphs, empty lines do.
    parts = _GAP.split(raw) if opened.keys() <= _INLINE else [raw]
    shown = (line for part in parts for line in text_of(part.encode("utf-8", "replace")).lines.splitlines())
    return "\n\n".join(shown) or raw


def _opened(raw: str) -> dict[str, int]:
    """The elements of HTML that a text opens, and where it does first."""
    found: dict[str, int] = {}
    for tag in _OPENED.finditer(raw):
        if (name := tag[1].lower()) in _KNOWN | _ALONE:
            found.setdefault(name, tag.start())
    return found


def _closes(tag: re.Match[str], opened: dict[str, int]) -> bool:
    """Whether a tag closes an element: none does in `a < b`, `<Untitled>`, `<i think`."""
    return opened.get(tag[1].lower(), tag.end()) < tag.start()
