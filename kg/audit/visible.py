"""What a reader sees of an HTML page, as far as the page itself says it: style sheets and scripts are not followed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from xml.etree.ElementTree import Element

from kg.audit import clocks, days
from kg.audit.folded import folded, in_word, packed
from kg.audit.lengths import lengths
from kg.audit.standing import standing
from kg.model.values.country import country
from kg.system.errors import NotUnderstood

_UNSEEN = frozenset({"script", "style", "template", "noscript", "head", "title", "datalist"})
_UNSEEN |= {"iframe", "object", "video", "audio", "canvas"}  # what stands inside is for who cannot show them
_NOT_DISPLAYED = re.compile(r"(?:^|;)\s*display\s*:\s*none\b", re.IGNORECASE)
_CODE = re.compile(r"(?<![^\W_])(?:[A-Z]{2,3}|(?:[A-Z]\.){2,3})(?![^\W_])")
# A single capital is a country's in `D/F` and in `D 2020`; elsewhere it is an initial.
_LETTER = re.compile(r"(?<![^\W_])[A-Z](?=(?:/| / )[A-Z]{1,3}(?![^\W_])|,? [0-9]{4}(?![^\W_]))")
_LAST_LETTER = re.compile(r"(?:(?<=[A-Z]/)|(?<=[A-Z] / ))[A-Z](?![^\W_])")


@dataclass(frozen=True)
class Visible:
    """What is seen of a page, and the language (BCP 47) that it says it is in, "" where it does not.

    `text` is folded, with a space where an element begins or ends; `packed` is that without its spaces, `gaps` are the
    places in it where there was one. `codes` are the words of two or three capitals, also with points (`USA`,
    `U.S.A.`), and single ones where countries have them: `D/F 2020`.
    """

    text: str
    packed: str
    gaps: frozenset[int]
    codes: frozenset[str]
    language: str

    @cached_property
    def days(self) -> frozenset[days.Day]:
        """The days, months and years that it names."""
        return days.shown(self.text, self.language)

    @cached_property
    def clocks(self) -> frozenset[clocks.Clock]:
        """The times of the clock that it names."""
        return clocks.shown(self.text)

    @cached_property
    def lengths(self) -> frozenset[int]:
        """The durations that it names, in seconds."""
        return lengths(self.text, self.language)

    @cached_property
    def countries(self) -> frozenset[str]:
        """The countries (ISO 3166) that its codes stand for, "" for codes of something else."""
        return frozenset(map(_country_of, self.codes))

    def says(self, words: str) -> bool:
        """Whether the folded words stand in the page from the edge of a word to the edge of a word."""
        return bool(self.said([words]))

    def said(self, texts: Iterable[str]) -> set[str]:
        """Those of the folded texts that stand in the page like that."""
        by_text = {text: packed(text) for text in texts}
        found = standing(filter(None, set(by_text.values())), self.packed, self._edges())
        return {text for text, words in by_text.items() if not words or words in found}

    def _edges(self) -> set[int]:
        inside = {character: in_word(character) for character in set(self.packed)}
        parts = (not (inside[one] and inside[next_]) for one, next_ in pairwise(self.packed))
        return {*self.gaps, *(place for place, is_edge in enumerate(parts, 1) if is_edge)}


def _country_of(code: str) -> str:
    try:
        return country(code)
    except NotUnderstood:
        return ""


def visible(root: Element) -> Visible:
    """What is seen of a page by its tree, as `kg.rdf.html` makes it for a browser that runs scripts.

    Hidden is what has the attribute or is not displayed by a style of its own; the text of a picture is seen.
    """
    raw = " ".join(_pieces(root))
    text = folded(raw)
    language = root.get("lang", root.get("xml:lang", "")).strip()
    return Visible(text, packed(text), frozenset(_gaps(text)), frozenset(_codes(raw)), language)


def _codes(raw: str) -> Iterator[str]:
    plain = " ".join(raw.split())
    for expression in (_CODE, _LETTER, _LAST_LETTER):
        yield from expression.findall(plain)


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
