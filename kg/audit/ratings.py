"""Average ratings stand in the markup of a page only if the page shows them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kg.audit.parity import Kind, Value, shown
from kg.audit.visible import Visible

Markup = dict[str, Any]

_RATINGS = "aggregateRating"


def of_page(markup: Markup, page: Visible) -> tuple[Markup, list[str]]:
    """The markup without the average ratings that the page does not show, and the values of these."""
    left_out: list[str] = []
    nodes = [dict(_kept(node, page, left_out)) for node in markup["@graph"]]
    return {**markup, "@graph": nodes}, left_out


def has_ratings(markup: Markup) -> bool:
    """Whether there are any: most markup has none."""
    return any(_RATINGS in node for node in markup["@graph"])


def _kept(node: Markup, page: Visible, left_out: list[str]) -> Iterator[tuple[str, Any]]:
    for property_, value in node.items():
        if property_ != _RATINGS:
            yield property_, value
            continue
        given = value if isinstance(value, list) else [value]
        values = [str(one.get("ratingValue", "")) for one in given]
        seen = [shown(Value(Kind.NUMBER, text), page) for text in values]
        left_out += [text for text, is_seen in zip(values, seen, strict=True) if not is_seen]
        if kept := [one for one, is_seen in zip(given, seen, strict=True) if is_seen]:
            yield property_, kept if isinstance(value, list) else kept[0]
