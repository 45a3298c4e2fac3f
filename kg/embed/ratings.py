"""Average ratings stand in the markup of a page only if the page shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kg.sources.pages.html import text_of

_RATINGS = "aggregateRating"
_LEFT_OUT = "the page does not show the average rating {}, which is left out of its markup"

Markup = dict[str, Any]


def of_page(markup: Markup, data: bytes) -> tuple[Markup, tuple[str, ...]]:
    """The markup without the average ratings that the page does not show, and a note on each of these."""
    if not any(_RATINGS in node for node in markup["@graph"]):
        return markup, ()
    text, notes = text_of(data).lines, list[str]()
    nodes = [dict(_kept(node, text, notes)) for node in markup["@graph"]]
    return {**markup, "@graph": nodes}, tuple(notes)


def _kept(node: Markup, text: str, notes: list[str]) -> Iterator[tuple[str, Any]]:
    for property_, value in node.items():
        if property_ != _RATINGS:
            yield property_, value
            continue
        given = value if isinstance(value, list) else [value]
        kept = [one for one in given if _is_shown(str(one.get("ratingValue", "")), text)]
        notes += [_LEFT_OUT.format(one.get("ratingValue", "")) for one in given if one not in kept]
        if kept:
            yield property_, kept if isinstance(value, list) else kept[0]


def _is_shown(value: str, text: str) -> bool:
    """Whether a number stands in a text, with a point or a comma, and with or without a zero at its end."""
    whole, _, fraction = value.partition(".")
    digits = f"{whole}(?:[.,]0)?" if not fraction else f"{whole}[.,]{fraction}0?"
    return bool(re.search(rf"(?<![0-9])(?<![0-9][.,]){digits}(?![.,]?[0-9])", text))
