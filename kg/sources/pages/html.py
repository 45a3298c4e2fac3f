"""The text of an HTML page, as it is read: a line a block, `• ` before what is listed."""

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import Any, NamedTuple

from kg.rdf.tags import crowded
from kg.sources.pages.lines import BORDER, HEADING

_UNSEEN = frozenset(
    {"script", "style", "template", "noscript", "svg", "head", "nav", "iframe", "object", "select"}
    | {"footer", "figcaption", "button"}
)
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "em", "font", "i", "img", "kbd", "mark", "q", "s", "small"}
    | {"span", "strong", "sub", "sup", "time", "u", "var", "wbr", "label", "ins", "del"}
)


_LABELS = frozenset({"b", "strong", "em", "i", "span", "label", "small", "u", "font", "time"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_GROUPS = frozenset({"section", "article", "table", "tr", "ul", "ol", "dl"}) | _HEADINGS
_BREAK, _GAP, _PLACE = "\ufdd2", "\ufdd3", "\ufdd4"
"""A line that begins with an element, a gap before a group, and around the number of the line of the file."""

_MARKS = re.compile(f"[{HEADING}{BORDER}]")
_BORDERS = re.compile(rf"(?<!\s)\s*+(?:{BORDER}\s*+)++")


class Text(NamedTuple):
    """The lines of a page, and what its main headings say.

    `marked`: the lines with marks for headings and for the borders of elements in a line (`lines.HEADING`, `BORDER`),
    and with empty lines before groups. `hints`: what the page is called by itself: `og`, `title`, `h1`. `at`: for each
    of the lines its line in the file.
    """

    lines: str
    headings: tuple[str, ...]
    marked: str = ""
    hints: tuple[tuple[str, str], ...] = ()
    at: tuple[int, ...] = ()

    def nth(self) -> list[int]:
        """For each line of `marked`, from 1 on, which of `lines` it is; at 0 stands 0."""
        return [0, *accumulate(map(bool, self.marked.split("\n")))]


def text_of(data: bytes) -> Text:
    """The text of a page, by the encoding that it declares, else by its bytes; a broken page as browsers mend it.

    Line breaks in the text of an element are spaces, but in `pre`. Hidden elements say nothing. A list of several
    values below one label is one line with commas.
    """
    from lxml import etree

    from kg.rdf.html import text_of as decoded  # takes a while to load

    text = decoded(data).encode("utf-8", "replace")
    if crowded(text):
        return Text("", ())
    try:
        root = etree.fromstring(text, etree.HTMLParser(encoding="utf-8"))
    except (etree.XMLSyntaxError, ValueError, AssertionError):
        return Text("", ())
    if root is None:
        return Text("", ())
    headings: list[str] = []
    said = "".join(_pieces(etree.iterwalk(root, events=("start", "end", "comment", "pi")), headings))
    main = tuple(dict.fromkeys(filter(None, headings)))
    lines, marked, at = _lines(said)
    return Text(
        "".join(f"{line}\n" for line in lines), main, marked, (*_hints(root), *(("h1", one) for one in main)), at
    )


def _pieces(walk: Any, headings: list[str]) -> Iterator[str]:
    """The text with marks; to `headings` are added the main ones."""
    after_value, kept = False, 0
    for event, node in walk:
        if event in ("comment", "pi"):
            yield "" if event == "pi" else _text(node.tail, kept)
            continue
        tag = node.tag if isinstance(node.tag, str) else ""
        if event == "start" and (tag in _UNSEEN or _is_hidden(node)):
            walk.skip_subtree()
        elif event == "start":
            kept += tag == "pre"
            yield BORDER if tag in _LABELS else _before(node, tag, after_value)
            if node.text:
                yield _text(node.text, kept)
        else:
            if tag == "h1" and not _is_hidden(node):
                headings.append(" ".join("".join(node.itertext()).split()))
            if tag not in ("html", "body"):
                after_value = tag == "dd" or (after_value and tag in _INLINE)
                yield BORDER if tag in _LABELS else "" if tag in _INLINE or tag == "dd" else _BREAK
                kept -= tag == "pre" and not _is_hidden(node)
                if tag != "dd" and node.tail:
                    yield _text(node.tail, kept)


def _is_hidden(node: Any) -> bool:
    return node.get("hidden") is not None


def _hints(root: Any) -> Iterator[tuple[str, str]]:
    """What the head of the page calls it."""
    for kind, path in (("og", "//meta[@property='og:title']/@content"), ("title", "//head/title/text()")):
        for said in root.xpath(path)[:1]:
            yield kind, " ".join(str(said).split())


def _text(said: str | None, kept: int) -> str:
    """A text, whose line breaks are spaces but where they are `kept`."""
    return (said or "").replace("\n", f"{_BREAK}\n") if kept else said or ""


def _before(node: Any, tag: str, after_value: bool) -> str:
    """What stands before the text of an element."""
    if tag in _INLINE:
        return ""
    if tag == "dd" and after_value:
        return ", "
    start = _BREAK + (_GAP if tag in _GROUPS else "") + f"{_PLACE}{node.sourceline}{_PLACE}"
    return start + ("• " if tag == "li" else HEADING if tag in _HEADINGS else "")


def _lines(said: str) -> tuple[list[str], str, tuple[int, ...]]:
    """The lines; the same with marks, and an empty one before a group; their lines in the file."""
    lines: list[str] = []
    marked: list[str] = []
    at: list[int] = []
    heading = ""
    for number, line, gap in _numbered(said):
        if gap and marked and marked[-1]:
            marked.append("")
        if not line or line.isspace():
            continue
        plain = " ".join(_MARKS.sub("", line).split())
        if not plain.strip(" •"):
            # Perhaps a heading, whose text begins on the next line.
            heading = HEADING if line.replace(BORDER, " ").split() == [HEADING] else heading
            continue
        text = _BORDERS.sub(BORDER, line).strip(f" \t{BORDER}") if BORDER in line else line
        lines.append(plain)
        marked.append(heading + " ".join(text.split()))
        at.append(number)
        heading = ""
    return lines, "\n".join(marked), tuple(at)


def _numbered(said: str) -> Iterator[tuple[int, str, bool]]:
    """Each line with its number in the file, and whether a gap is before it; none that is empty without one."""
    number = 1
    for at, line in enumerate(said.split(_BREAK)):
        if not line:
            continue
        gap, placed = line.startswith(_GAP), line.removeprefix(_GAP)
        if at and placed.startswith(_PLACE):
            _, place, placed = placed.split(_PLACE, 2)
            number = int(place)
        text = placed.lstrip()
        if text or gap:
            yield number + placed.count("\n", 0, len(placed) - len(text)), placed, gap
        number += placed.count("\n")
