"""What a reader sees of an HTML page, as far as the page itself says it: style sheets and scripts are not followed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from kg.audit.folded import folded, is_edge, packed

_UNSEEN = frozenset({"script", "style", "template", "noscript", "head", "title", "datalist"})
_UNSEEN |= {"iframe", "object", "video", "audio", "canvas"}  # what stands inside is for who cannot show them
_NOT_DISPLAYED = re.compile(r"(?:^|;)\s*display\s*:\s*none\b", re.IGNORECASE)
_CODE = re.compile(r"(?<![^\W_])[A-Z]{2,3}(?![^\W_])")


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


def visible(root: Element) -> Visible:
    """What is seen of a page by its tree, as `kg.rdf.html` makes it for a browser that runs scripts.

    Hidden is what has the attribute or is not displayed by a style of its own; the text of a picture is seen.
    """
    raw = " ".join(_pieces(root))
    text = folded(raw)
    language = root.get("lang", root.get("xml:lang", "")).strip()
    return Visible(text, packed(text), frozenset(_gaps(text)), frozenset(_CODE.findall(raw)), language)


def _pieces(root: Element) -> Iterator[str]:
    # No recursion: pages are deep.
    pending: list[Element | str] = [root]
    while pending:
        item = pending.pop()
        if isinstance(item, str):
            yield item
        elif not _is_unseen(item):
            yield item.text or ""
            yield item.get("alt", "") if item.tag in ("img", "input") else ""
            for child in reversed(item):
                pending += [child.tail or "", child]


def _is_unseen(element: Element) -> bool:
    # A comment's tag is no text.
    return (
        not isinstance(element.tag, str)
        or element.tag.rpartition("}")[2] in _UNSEEN
        or element.get("hidden") is not None
        or _NOT_DISPLAYED.search(element.get("style", "")) is not None
    )


def _gaps(text: str) -> Iterator[int]:
    """The places in the packed text where there was a space, its begin and its end."""
    place = 0
    for word in text.split(" "):
        yield place
        place += len(word)
    yield place
