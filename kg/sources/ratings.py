"""Ratings as objects of a record: taken apart from text, and left out where they are outside of their scale."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from kg.model.record import AggregateRating
from kg.model.values.rating import Scaled, rater, rating
from kg.model.values.tried import tried
from kg.sources.json_text import Number
from kg.sources.parts import Part, Report

_UNSCALED = "its scale is not stated; write 7.8/10, 85%, or the highest rating as best"
_LOWEST = "1"
"""The lowest rating where none is stated, by schema.org."""


def rated(struct: type[Any], part: Part, raw: Any, report: Report) -> Any:
    """A rating by the rule for its type, where it is within its scale. A mere text or number states value and scale."""
    if isinstance(raw, struct):
        return raw
    said = {"value": raw} if isinstance(raw, str | int | float | Number) and not isinstance(raw, bool) else raw
    if not isinstance(said, dict):
        return part(said, report)
    told = _scaled(_taken_apart(said, counts=issubclass(struct, AggregateRating)))
    if told.get("value") is not None and told.get("best") is None:
        return report(raw, _UNSCALED if tried(rating, str(told["value"])) else "not a rating such as 7.8/10 or 85%")
    found = part(told, report)
    return report(raw, why) if found is not None and (why := _outside(found)) else found


def once_each(found: Sequence[AggregateRating], report: Report) -> tuple[AggregateRating, ...]:
    """The ratings of a record; of two by one rater on one scale the first."""
    kept: dict[tuple[Any, ...], AggregateRating] = {}
    for one in found:
        first = kept.setdefault((one.author and one.author.name, one.best), one)
        if first != one:
            report(one.value, f"a second rating of one rater on one scale; the first is {first.value}")
    return tuple(kept.values())


def _taken_apart(said: dict[str, Any], *, counts: bool) -> dict[str, Any]:
    """The same, with what the text of the value states of the scale and of the number of ratings."""
    value = said.get("value")
    found: Scaled | None = tried(rating, str(value)) if isinstance(value, str | int | float | Number) else None
    if not found:
        return said
    stated = {"best": found.best, "worst": found.worst}
    stated |= {"rating_count": found.ratings, "review_count": found.reviews} if counts else {}
    others = {key: one for key, one in stated.items() if one and said.get(key) is None}
    # Two scales for one rating: the value stays as it is, and is not understood.
    is_one = not found.best or said.get("best") is None or _is_same(said["best"], found.best)
    return said | others | {"value": found.value} if is_one else said


def _is_same(one: Any, other: str) -> bool:
    told: Scaled | None = tried(rating, str(one))
    return told is not None and told.value == other


def _scaled(said: dict[str, Any]) -> dict[str, Any]:
    """The same with the scale of a rater who has one, if none is stated, and with the usual name of the rater."""
    author = said.get("author")
    name = author.get("name") if isinstance(author, dict) else author
    known = rater(name) if isinstance(name, str) else None
    if not known:
        return said
    named = {**author, "name": known.name} if isinstance(author, dict) else known.name
    scale = {} if said.get("best") is not None else {"best": known.best, "worst": said.get("worst") or known.worst}
    return said | {"author": named} | scale


def _outside(found: Any) -> str:
    """Why a rating is not on its scale; "" if it is."""
    value, best, worst = Decimal(found.value), Decimal(found.best), Decimal(found.worst or _LOWEST)
    if value > best:
        return f"more than the highest rating, {found.best}"
    if value < worst:
        return f"less than the lowest rating, {worst}{'' if found.worst else ' where none is stated'}"
    return ""
