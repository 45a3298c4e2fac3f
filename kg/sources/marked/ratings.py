"""Ratings, certificates and reviews as markup says them, in the terms of the shapes.

A rating of schema.org is on a scale from 1 to 5 where nothing else is stated (https://schema.org/bestRating).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from kg.model import iris
from kg.model.prefixes import RG, SCHEMA
from kg.model.values.rating import certificate as written
from kg.model.values.rating import rater, rating, system
from kg.model.values.tried import tried
from kg.sources.marked.nodes import Node, Said, Value

_BEST = "5"
_REVIEW, _REVIEWED = SCHEMA + "review", SCHEMA + "itemReviewed"
_AUTHOR, _REVIEWER, _PUBLICATION = SCHEMA + "author", RG + "reviewer", RG + "reviewingPublication"
_COMPANIES = frozenset(SCHEMA + name for name in ("Organization", "NewsMediaOrganization", "Corporation", "Periodical"))


def attached(nodes: Sequence[Node]) -> None:
    """Reviews that say what they are of are said of that, and not of another film in which they stand."""
    for node in nodes:
        if SCHEMA + "Review" not in node.types:
            continue
        for of in node.values.get(_REVIEWED, ()):
            if isinstance(of, Node) and node not in (said := of.values.setdefault(_REVIEW, [])):
                said.append(node)
    for node in nodes:
        if reviews := node.values.get(_REVIEW):
            node.values[_REVIEW] = [one for one in reviews if not _is_of_another(one, node)]


def _is_of_another(review: Value, thing: Node) -> bool:
    """Whether all that it is of are things of other names."""
    of = review.values.get(_REVIEWED, ()) if isinstance(review, Node) else ()
    return bool(of) and all(
        isinstance(one, Node) and one is not thing and (named := _names(one)) and named.isdisjoint(_names(thing))
        for one in of
    )


def _names(thing: Node) -> set[str]:
    said = (one for name in ("name", "alternateName") for one in thing.values.get(SCHEMA + name, ()))
    return {iris.normal(one.text) for one in said if isinstance(one, Said)}


def with_authors(review: Node) -> Node:
    """The same with its authors by what they are, people and publications; a text names a person."""
    authors = review.values.get(_AUTHOR, [])
    if not authors or _REVIEWER in review.values or _PUBLICATION in review.values:
        return review
    values = {key: said for key, said in review.values.items() if key != _AUTHOR}
    for one in authors:
        is_company = isinstance(one, Node) and not _COMPANIES.isdisjoint(one.types)
        values.setdefault(_PUBLICATION if is_company else _REVIEWER, []).append(one)
    return replace(review, values=values)


def with_scale(found: dict[str, Any]) -> dict[str, Any]:
    """The same with the scale that holds where none is stated, unless the rating is outside of that."""
    author = found.get("author")
    told = tried(rating, str(found.get("value", "")))
    known = isinstance(author, dict) and rater(str(author.get("name", "")))
    if not told or told.best or "best" in found or known or float(told.value) > float(_BEST):
        return found
    return found | {"best": _BEST}


def certificate(rating_: Node) -> str:
    """A certificate that is said as an object, with who gives it before it, unless it begins so."""
    text, by = _first(rating_, "name") or _first(rating_, "ratingValue"), _first(rating_, "author")
    by = system(by) or by
    told: str | None = tried(written, text)
    return text if not by or not text or (told or "").startswith(f"{by} ") else f"{by} {text}"


def _first(thing: Value, name: str) -> str:
    """The first text of a property, or the name of the thing that is its value."""
    for one in thing.values.get(SCHEMA + name, ()) if isinstance(thing, Node) else ():
        if text := one.text.strip() if isinstance(one, Said) else _first(one, "name"):
            return text
    return ""
