"""What a reader sees of an HTML page, as far as the page itself says it: style sheets and scripts are not followed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from xml.etree.ElementTree import Element

from kg.audit.folded import folded, in_word, packed

_UNSEEN = frozenset({"script", "style", "template", "noscript", "head", "title", "datalist"})
_UNSEEN |= {"iframe", "object", "video", "audio", "canvas"}  # what stands inside is for who cannot show them
_NOT_DISPLAYED = re.compile(r"(?:^|;)\s*display\s*:\s*none\b", re.IGNORECASE)
_CODE = re.compile(r"(?<![^\W_])[A-Z]{2,3}(?![^\W_])")

_BEGIN = 16
"""So many characters of a text are looked for first."""


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
        return bool(self.said([words]))

    def said(self, texts: Iterable[str]) -> set[str]:
        """Those of the folded texts that stand in the page like that.

        Each place is looked at once, whatever the number of texts.
        """
        texts, edges = list(texts), self._edges()
        wanted = {packed(text) for text in texts}
        begins: dict[str, set[int]] = {}
        for text in wanted:
            begins.setdefault(text[:_BEGIN], set()).add(len(text))
        found, sizes = set(), {len(begin) for begin in begins}
        for place in edges:
            for size in sizes:
                for length in begins.get(self.packed[place : place + size], ()):
                    if place + length in edges:
                        found.add(self.packed[place : place + length])
        return {text for text in texts if packed(text) in found}

    def _edges(self) -> set[int]:
        inside = {character: in_word(character) for character in set(self.packed)}
        parts = (not (inside[one] and inside[next_]) for one, next_ in pairwise(self.packed))
        return {*self.gaps, *(place for place, is_edge in enumerate(parts, 1) if is_edge)}


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
