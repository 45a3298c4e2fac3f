"""What a reader sees of an HTML page, as far as the page itself says it: style sheets and scripts are not followed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree, html

from kg.audit.folded import folded, is_edge, packed
from kg.rdf.html import text_of
from kg.rdf.tags import crowded
from kg.sources.encoding import encoding_of

_UNSEEN = frozenset({"script", "style", "template", "noscript", "head", "title", "datalist"})
_UNSEEN |= {"iframe", "object", "video", "audio", "canvas"}  # what stands inside is for who cannot show them
_NOT_DISPLAYED = re.compile(r"(?:^|;)\s*display\s*:\s*none\b", re.IGNORECASE)
_CODE = re.compile(r"(?<![^\W_])[A-Z]{2,3}(?![^\W_])")
_XML_LANG = ("lang", "xml:lang", "{http://www.w3.org/XML/1998/namespace}lang")


@dataclass(frozen=True, slots=True)
class Visible:
    """What is seen of a page, and the language (BCP 47) that it says it is in, "" where it does not.

    `text` is folded, with a space where an element begins or ends; `packed` is that without its spaces, `gaps` are the
    places in it where there was one. `codes` are the words of two or three capitals.
    """

    text: str
    packed: str
    gaps: frozenset[int]
    codes: frozenset[str]
    language: str

    def says(self, words: str) -> bool:
        """Whether the folded words stand in the page from the edge of a word to the edge of a word."""
        wanted = packed(words)
        start = self.packed.find(wanted)
        while start >= 0:
            if self._parts(start) and self._parts(start + len(wanted)):
                return True
            start = self.packed.find(wanted, start + 1)
        return False

    def _parts(self, place: int) -> bool:
        return place in self.gaps or is_edge(self.packed[place - 1], self.packed[place])


def visible(data: bytes) -> Visible:
    """What is seen of a page: by the encoding that it declares, else by its bytes; a broken page as it can be mended.

    Hidden is what has the attribute or is not displayed by a style of its own; the text of a picture is seen.
    """
    root = _root(data)
    if root is None:
        return Visible("", "", frozenset({0}), frozenset(), "")
    raw = " ".join(_pieces(root))
    text = folded(raw)
    language = next((said.strip() for name in _XML_LANG if (said := root.get(name))), "")
    return Visible(text, packed(text), frozenset(_gaps(text)), frozenset(_CODE.findall(raw)), language)


def _root(data: bytes) -> Any:
    if crowded(data):
        return None
    text = text_of(data, encoding_of)
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        return html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None


def _pieces(root: Any) -> Iterator[str]:
    hidden = 0
    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            hidden += _is_unseen(node)
            if not hidden:
                yield node.text or ""
                yield node.get("alt", "") if node.tag in ("img", "input") else ""
            continue
        if event == "end":
            hidden -= _is_unseen(node)
        if not hidden and node is not root:
            yield node.tail or ""


def _is_unseen(node: Any) -> bool:
    return (
        node.tag in _UNSEEN
        or node.get("hidden") is not None
        or _NOT_DISPLAYED.search(node.get("style", "")) is not None
    )


def _gaps(text: str) -> Iterator[int]:
    """The places in the packed text where there was a space, its begin and its end."""
    place = 0
    for word in text.split(" "):
        yield place
        place += len(word)
    yield place
