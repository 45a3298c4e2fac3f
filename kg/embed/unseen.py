"""What our markup says of showings and prices that the page does not show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from kg.audit.nodes import stated
from kg.audit.page import read
from kg.audit.seen import invisible
from kg.embed.block import text_of
from kg.model.prefixes import SCHEMA
from kg.model.profile import profile
from kg.model.terms import coercions
from kg.rdf import jsonld
from kg.system.terminal import short

_ASKED = frozenset({"startDate", "price", "lowPrice", "highPrice"})
_TOLD = 3


def unseen(name: str, data: bytes, film: str, markup: Mapping[str, Any]) -> Iterator[str]:
    """A note on those values: they change from day to day, and search engines want to see what markup says."""
    said = stated(jsonld.read(text_of(markup), coercions(profile()), film, 1))
    if _ASKED.isdisjoint(each.predicate.removeprefix(SCHEMA) for each in said):
        return
    page = replace(read(name, data), statements=tuple(said))
    found = [each for each in invisible(page) if each.property in _ASKED]
    if found:
        told = "; ".join(f"{each.subject}: {each.property} {each.page}" for each in found[:_TOLD])
        more = f"; and {len(found) - _TOLD} more" if len(found) > _TOLD else ""
        yield f"the page does not show what its markup says now: {short(told, 300)}{more}; show it on the page"
