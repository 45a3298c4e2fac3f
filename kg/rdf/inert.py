"""What of a page says nothing in markup, and need not be made into a tree: most of most pages."""

import re
from typing import Any

_VOID = frozenset(("br", "img", "input", "source"))
_NAMES = (
    "a|article|aside|br|button|dd|div|dl|dt|em|figcaption|figure|footer|h[1-6]|header|i|img|input|label|li|main|nav|ol"
    "|p|picture|section|small|source|span|strong|time|ul"
)
_SAYING = r"(?!(?:item\w+|typeof|about|vocab|property|rel|rev|prefix|(?:xml:)?lang)[\s=/>])"
_VALUE = r"""(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'<>=`][^\s"'<>`]*+))?+"""
_ATTRIBUTE = rf"""{_SAYING}[^\s"'<>/=]++{_VALUE}"""

_INERT = re.compile(rf"(?:[^<]++|</?(?:{_NAMES})(?=[\s/>])(?:[\s/]*+{_ATTRIBUTE})*+[\s/]*+>)++", re.IGNORECASE)
"""Text and tags in the body that change nothing of how scripts, links and the base are read."""

_PIECE = re.compile(rf"[^<]++|<(/?)({_NAMES})(?=[\s/>])(?:[\s/]*+(?!id[\s=/>]){_ATTRIBUTE})*+[\s/]*+>", re.IGNORECASE)
"""A text, or a tag of an element that no item refers to."""

_BOXES = frozenset(("html", "body", "div", "section", "article", "main", "span", "header", "footer", "ul", "ol"))
"""What no start tag ends by itself."""

_MOST_PIECES = 60
"""So many texts and tags are looked at for an end, each of a few elements around them again."""

_FOREIGN = re.compile(r"<(?:(svg|math)|/(?:svg|math))\b", re.IGNORECASE)
_FRAMES = re.compile("<frameset", re.IGNORECASE)


def may_be_passed(text: str) -> bool:
    """Whether what is inert may be passed over: no SVG is left open, which the end of another element would end."""
    depth = 0
    for found in _FOREIGN.finditer(text):
        depth += 1 if found[1] else -1
        if depth < 0:
            return False
    return not depth and not _FRAMES.search(text)


def has_items(text: str) -> bool:
    """Whether a page may have microdata, whose elements have to stay in each other."""
    return "itemscope" in text.lower()  # ten times as fast as an expression without regard to case


def passed(text: str, begin: int) -> int:
    """Where what is inert from `begin` on ends, in a page without items."""
    found = _INERT.match(text, begin)
    return found.end() if found else begin


def passed_whole(text: str, begin: int, tree: Any) -> int:
    """The same where there are items: only elements that are whole, and not within a property of an item.

    Text would open formatting elements of the `tree` again, which may be properties.
    """
    if tree.activeFormattingElements or not _are_boxes(tree.openElements):
        return begin
    end = at = begin
    within: list[str] = []
    for _ in range(_MOST_PIECES):
        if not (found := _PIECE.match(text, at)):
            break
        at = found.end()
        closing, name = found[1], (found[2] or "").lower()
        if closing:
            if not within or within.pop() != name:
                break
        elif name and name not in _VOID:
            within.append(name)
        if not within:
            end = at
    return end


def _are_boxes(elements: list[Any]) -> bool:
    """Whether none of the elements, each in the one before, is a property, or an item that others may end."""
    known = next((at for at in range(len(elements), 0, -1) if hasattr(elements[at - 1], "is_box")), 0)
    for at in range(known, len(elements)):
        attributes = elements[at].attributes
        item = any(key.startswith("item") for key in attributes)
        free = not item or (elements[at].name in _BOXES and "itemprop" not in attributes)
        elements[at].is_box = free and (not at or elements[at - 1].is_box)
    return bool(elements[-1].is_box)
