"""What of a page says nothing in markup, and need not be made into a tree: most of most pages."""

import re
from typing import Any

_SPACE = r" \t\n\f\r"
_VOID = "br|hr|img|input|param|source|wbr"
_NAMES = (
    "a|address|article|aside|b|blockquote|button|center|dd|details|dialog|div|dl|dt|em|figcaption|figure|footer|h[1-6]"
    "|header|i|label|li|main|nav|noscript|ol|p|picture|s|section|small|span|strong|summary|time|u|ul"
)
_SHAPES = (
    "circle|clippath|defs|ellipse|g|line|lineargradient|mask|path|polygon|polyline|radialgradient|rect|stop|symbol|use"
)
_PARTS = "tbody|td|tfoot|th|thead|tr"

_IS = rf"[{_SPACE}]*+=[{_SPACE}]*+"
_VALUE = rf"""(?:{_IS}(?:"[^"]*+"|'[^']*+'|[^{_SPACE}"'<>=`][^{_SPACE}"'<>`]*+))?+"""


def _but(names: str, values: str, attribute: str) -> str:
    """An attribute; one of these names only with such values, quoted or not."""
    quoted = rf"""(?:"{values}"|'{values}'|{values}(?=[{_SPACE}/>]))"""
    return rf"(?:(?:{names}){_IS}{quoted}|(?!(?:{names})[{_SPACE}=/>]){attribute})"


_SAYING = rf"(?!(?:item\w+|typeof|about|vocab|property|rev|prefix|(?:xml:)?lang)[{_SPACE}=/>])"
_ATTRIBUTE = _but("rel", "(?![a-z -]*schema)[a-z -]*+", rf"""{_SAYING}[^{_SPACE}"'<>/=]++{_VALUE}""")
_NO_ID = rf"(?!id[{_SPACE}=/>]){_ATTRIBUTE}"


def _tag(names: str, attribute: str = _ATTRIBUTE) -> str:
    """A tag behind `<` or `</`."""
    return rf"(?:{names})(?=[{_SPACE}/>])(?:[{_SPACE}/]*+{attribute})*+[{_SPACE}/]*+>"


def _whole(name: str, inside: str, attribute: str = _ATTRIBUTE) -> str:
    """An element with all that is inside."""
    return rf"<{_tag(name, attribute)}(?:[^<]++|{inside})*+</{name}[{_SPACE}]*+>"


_SILENT = "|".join(
    (
        r"<!--(?!-?>)(?:[^-<]++|-(?!-!?>)|<(?!!--))*+-->",
        _whole("script", "<(?!/?script|!--)", _but("type", "[a-z0-9/.-]*+", _ATTRIBUTE)),
        _whole("style", "<(?!/?style)"),
        rf"<{_tag('meta', _but('name', '(?!og:url)[a-z0-9_.:-]*+', _ATTRIBUTE))}",
        rf"<{_tag('link', _but('rel', '(?![a-z -]*(?:canonical|schema))[a-z -]*+', _ATTRIBUTE))}",
    )
)
"""Comments, scripts that hold no JSON-LD, styles, and what tells neither the page's address nor Open Graph.

None has its own beginning inside, so that a run of beginnings takes linear time.
"""

_ALONE = "|".join(
    (
        _SILENT,
        *(_whole(name, rf"<(?!/?{name})") for name in ("iframe", "textarea")),
        _whole("select", f"</?{_tag('optgroup|option')}"),
        _whole("svg", f"</?{_tag(_SHAPES)}"),
    )
)
"""The same, and what is whole by itself in the body."""

_AS_IN_HTML = re.IGNORECASE | re.ASCII
_IN_HEAD = re.compile(rf"(?:[{_SPACE}]++|{_SILENT})++", _AS_IN_HTML)
"""What changes nothing of how scripts, links and the base are read, in the head."""

_ROWS = _whole("table", f"</?{_tag(f'{_NAMES}|{_VOID}|{_PARTS}')}|{_ALONE}")
_IN_BODY = re.compile(rf"(?:[^<]++|</?{_tag(f'{_NAMES}|{_VOID}|form')}|{_ALONE}|{_ROWS})++", _AS_IN_HTML)
"""The same in the body."""


def _piece(attribute: str) -> re.Pattern[str]:
    """What is whole by itself, or a tag of an element, with its slash and its name."""
    alone = rf"(?:[^<]++|<{_tag(_VOID, attribute)}|{_ALONE})++"
    return re.compile(rf"{alone}|<(/?){_tag(f'({_NAMES}|table|{_PARTS})', attribute)}", _AS_IN_HTML)


_PIECE, _NOT_REFERRED = _piece(_ATTRIBUTE), _piece(_NO_ID)
"""The second of an element to which no item refers by its id."""

_IN_TABLES = frozenset(_PARTS.split("|"))

_BOXES = frozenset(
    {"html", "body", "div", "section", "article", "main", "nav", "aside", "figure", "span", "header", "footer"}
    | {"ul", "ol"}
)
"""What no start tag ends by itself."""

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


class Inert:
    """What is passed over in a page."""

    def __init__(self, text: str) -> None:
        """Of a text. Where there may be microdata, elements have to stay in each other."""
        small = text.lower()  # ten times as fast as expressions without regard to case
        self._text, self._items = text, "itemscope" in small
        self._piece = _NOT_REFERRED if "itemref" in small else _PIECE
        self._ends: dict[int, int] = {}
        self._looked = 0

    def end(self, begin: int, tree: Any, *, in_head: bool) -> int:
        """Where what is inert from `begin` on ends."""
        if self._items and not in_head:
            return self._of_whole(begin, tree)
        if self._items and not _are_boxes(tree.openElements):
            return begin
        found = (_IN_HEAD if in_head else _IN_BODY).match(self._text, begin)
        return found.end() if found else begin

    def _of_whole(self, begin: int, tree: Any) -> int:
        """The same of elements that are whole, and not within a property of an item.

        Text would open formatting elements of the `tree` again, which may be properties.
        """
        left_open = tree.activeFormattingElements
        if left_open and left_open[-1] is not None:  # which stands where a cell of a table begins
            return begin
        if begin >= self._looked:
            self._look(begin)
        if begin not in self._ends or not _are_boxes(tree.openElements):
            return begin
        end = begin
        while end in self._ends:
            end = self._ends[end]
        return end

    def _look(self, begin: int) -> None:
        """Find the ends of all elements that are whole, up to what is not inert; each text is looked at once."""
        within: list[tuple[str, int]] = []
        at = begin
        while found := self._piece.match(self._text, at):
            start, at = at, found.end()
            closing, name = found[1], (found[2] or "").lower()
            if name in _IN_TABLES and not closing and not (within and within[-1][0] in {"table", *_IN_TABLES}):
                break  # elsewhere it ends the cell around it
            if name and not closing:
                within.append((name, start))
            elif not closing:
                self._ends[start] = at
            elif within and within[-1][0] == name:
                if name not in _IN_TABLES:
                    self._ends[within[-1][1]] = at
                within.pop()
            else:
                break
        self._looked = at


def _are_boxes(elements: list[Any]) -> bool:
    """Whether none of the elements, each in the one before, is a property, or an item that others may end."""
    known = next((at for at in range(len(elements), 0, -1) if hasattr(elements[at - 1], "is_box")), 0)
    for at in range(known, len(elements)):
        attributes = elements[at].attributes
        item = any(key.startswith("item") for key in attributes)
        free = not item or (elements[at].name in _BOXES and "itemprop" not in attributes)
        elements[at].is_box = free and (not at or elements[at - 1].is_box)
    return bool(elements[-1].is_box)
