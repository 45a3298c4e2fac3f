"""What labels of pages and headers of tables say of ratings, and whether a value is one by age or by viewers."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import msgspec.toml
from msgspec import Struct

from kg.model.values.rating import is_certificate, raters, rating, systems
from kg.model.values.tables import table
from kg.model.values.tried import tried
from kg.sources.lexicon import fold

CERTIFICATES, RATINGS, EITHER = "certificates", "ratings", "either"
COUNTS, REVIEW_COUNTS = "rating_count", "review_count"
_COUNTING = {"of", "number", "count", "num", "no"}


class _Words(Struct, frozen=True, forbid_unknown_fields=True):
    certificates: tuple[str, ...]
    ratings: tuple[str, ...]
    either: tuple[str, ...]
    by_age: tuple[str, ...]


class Announced(NamedTuple):
    """What a label or a header promises, and whose it is: the name of a system of certificates, or of a rater.

    It is one of the words above.
    """

    what: str
    whose: str = ""


@functools.lru_cache(maxsize=4096)
def announced(label: str) -> Announced | None:
    """What a label says of ratings; None where it is about something else."""
    said = fold(label)
    for name, found in _named().items():
        if said == name:
            return found
        if not (said.startswith(f"{name} ") or said.endswith(f" {name}")):
            continue
        rest = said.removeprefix(f"{name} ").removesuffix(f" {name}")
        if found.what == CERTIFICATES and rest in _folded("by_age"):
            return found
        if found.what == RATINGS and (what := _of_viewers(rest)):
            return Announced(what, found.whose)
    if kind := next((one for one in (CERTIFICATES, RATINGS, EITHER) if said in _folded(one)), ""):
        return Announced(kind)
    counted = _of_viewers(said) if said else ""
    return Announced(counted) if counted in (COUNTS, REVIEW_COUNTS) else None


def field_of(said: Announced, value: str) -> str:
    """The field that a value states behind such a label: its look decides. "" where it states none.

    A bare number is a certificate where the label says so, and a rating only where the rater's scale is known.
    """
    if said.what not in (CERTIFICATES, RATINGS, EITHER):
        return ""
    found = tried(rating, value)
    is_of_system = said.what == CERTIFICATES and said.whose
    if found and not is_of_system and (found.best or (said.what == RATINGS and said.whose)):
        return RATINGS
    is_bare = value.strip().isdecimal()
    return CERTIFICATES if is_certificate(value) and _may_be_age(said, is_bare) else ""


def _may_be_age(said: Announced, is_bare: bool) -> bool:
    return said.what == CERTIFICATES or (said.what == EITHER and not is_bare)


def stated(said: Announced, text: str) -> dict[str, list[Any]]:
    """Field → JSON values of a text behind such a label: one, or several certificates; nothing where it is none."""
    pieces = [piece for piece in re.split(r"(?<!\s)\s*+[,;|]\s*+|(?<!\s)\s++/\s++", text.strip()) if piece]
    whole = field_of(said, text.strip())
    if whole == RATINGS:
        return {RATINGS: [{"value": text.strip(), **({"author": said.whose} if said.whose else {})}]}
    if not pieces or not all(field_of(said, piece) == CERTIFICATES for piece in pieces):
        return {}
    return {CERTIFICATES: [f"{said.whose} {piece}".strip() for piece in pieces]}


def add(values: dict[str, Any], found: Mapping[str, list[Any]]) -> None:
    """Add what labels state to the values of a record, each once."""
    for field, said in found.items():
        values[field] = [*values.get(field, []), *(one for one in said if one not in values.get(field, []))]


def _of_viewers(rest: str) -> str:
    """What words beside the name of a rater say: a number of people, or their average."""
    for what, words in ((COUNTS, "votes"), (REVIEW_COUNTS, "reviews"), (RATINGS, "rating")):
        told = set(rest.split()) - _COUNTING
        if told and told <= _words_of(words):
            return what
    return ""


@functools.cache
def _named() -> dict[str, Announced]:
    """Folded names of raters and systems, the longest first."""
    found = {fold(name): Announced(RATINGS, one.name) for name, one in raters().items()}
    found |= {fold(name): Announced(CERTIFICATES, of) for name, of in systems().items()}
    return dict(sorted(found.items(), key=lambda item: -len(item[0])))


@functools.cache
def _words_of(name: str) -> frozenset[str]:
    return frozenset(fold(word) for word in table("ratings")[name])


@functools.cache
def _folded(name: str) -> frozenset[str]:
    return frozenset(fold(word) for word in getattr(_words(), name))


@functools.cache
def _words() -> _Words:
    return msgspec.toml.decode(Path(__file__).with_suffix(".toml").read_bytes(), type=_Words)
