"""The text of an HTML page, as it is read: a line a block, `• ` before what is listed."""

import re
from collections.abc import Iterator
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
_GAP = "\ufdd2"
_MARKS = re.compile(f"[{HEADING}{BORDER}{_GAP}]")
_BORDERS = re.compile(rf"(?<!\s)\s*+(?:{BORDER}\s*+)++")


class Text(NamedTuple):
    """The lines of a page, and what its main headings say.

    `marked`: the lines with marks for headings and for the borders of elements in a line (`lines.HEADING`, `BORDER`),
    and with empty lines before groups. `hints`: what the page is called by itself: `og`, `title`, `h1`.
    """

    lines: str
    headings: tuple[str, ...]
    marked: str = ""
    hints: tuple[tuple[str, str], ...] = ()


def text_of(data: bytes) -> Text:
    """The text of a page, by the encoding that it declares, else by its bytes; a broken page as browsers mend it.

    Hidden elements say nothing. A list of several values below one label is one line with commas.
    """
    from lxml import etree, html

    from kg.rdf.html import text_of as decoded  # takes a while to load

    if crowded(data):
        return Text("", ())
    text = decoded(data).encode("utf-8", "replace")
    try:
        root = html.document_fromstring(text, parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return Text("", ())
    pieces: list[str] = []
    headings: list[str] = []
    hidden, after_value = 0, False
    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            pieces.append("" if hidden or event == "pi" else node.tail or "")
            continue
        tag = node.tag if isinstance(node.tag, str) else ""
        unseen = tag in _UNSEEN or node.get("hidden") is not None
        if event == "start":
            hidden += unseen
            if not hidden:
                pieces += [_mark(tag), _before(tag, after_value), HEADING if tag in _HEADINGS else "", node.text or ""]
            continue
        hidden -= unseen
        if tag == "h1" and not (hidden or unseen):
            headings.append(" ".join("".join(node.itertext()).split()))
        if not hidden and tag not in ("html", "body"):
            after_value = tag == "dd" or (after_value and tag in _INLINE)
            after = BORDER if tag in _LABELS else "" if tag in _INLINE or tag == "dd" else "\n"
            pieces += [after, node.tail or "" if tag != "dd" else ""]
    said = "".join(pieces)
    main = tuple(dict.fromkeys(filter(None, headings)))
    return Text(_tidy(_MARKS.sub("", said)), main, _marked(said), (*_hints(root), *(("h1", one) for one in main)))


def _hints(root: Any) -> Iterator[tuple[str, str]]:
    """What the head of the page calls it."""
    for kind, path in (("og", "//meta[@property='og:title']/@content"), ("title", "//head/title/text()")):
        for said in root.xpath(path)[:1]:
            yield kind, " ".join(str(said).split())


def _mark(tag: str) -> str:
    return BORDER if tag in _LABELS else _GAP if tag in _GROUPS else ""


def _marked(said: str) -> str:
    """The lines with their marks; an empty one only before a group."""
    lines: list[str] = []
    heading = ""
    for line in said.replace(_GAP, f"\n{_GAP}\n").split("\n"):
        text = " ".join(_BORDERS.sub(BORDER, line).strip(f" \t{BORDER}").split())
        if text == HEADING:  # its text begins on the next line
            heading = HEADING
        elif line == _GAP:
            lines += [""] if lines and lines[-1] else []
        elif _MARKS.sub("", text).strip(" •"):
            lines.append(heading + text)
            heading = ""
    return "\n".join(lines)


def _before(tag: str, after_value: bool) -> str:
    if tag == "dd":
        return ", " if after_value else "\n"
    if tag == "li":
        return "\n• "
    return "" if tag in _INLINE else "\n"


def _tidy(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "".join(f"{line}\n" for line in lines if line and line != "•")
