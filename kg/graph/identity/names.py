"""Whether two names may be one person's, as one list of credits has it in one source and another in the next."""

from __future__ import annotations

import functools

from anyascii import anyascii
from rapidfuzz import fuzz

from kg.graph.identity.forms import SUFFIXES, given_names

EQUAL, FULL, SPELLED, INITIAL, NOT = 4, 3, 2, 1, 0
"""How alike two names are: the same; a short form or middle name apart; a few letters; an initial only; not at all."""

_SPELLED = 85
"""Of 100, by `token_sort_ratio`: other letters or another order of words."""


@functools.lru_cache(1 << 12)
def told(name: str) -> tuple[str, str]:
    """In what most forms of a name agree: the surname, and the first letter of the given name in full."""
    words = _bare(name)
    first = min(given_names().get(words[0], words[0])) if len(words) > 1 else ""
    return words[-1], first[:1]


def _bare(name: str) -> list[str]:
    """The words of a plain name in Latin letters, without what may be left out behind it."""
    words = (name if name.isascii() else anyascii(name).lower()).split() or [name]
    kept = [word for word in words if word not in SUFFIXES]
    return kept or words


def alike(one: str, other: str) -> int:
    """How alike two plain names are."""
    if one == other:
        return EQUAL
    left, right = _bare(one), _bare(other)
    if left == right:
        return FULL
    if len(left) > 1 and len(right) > 1 and left[-1] == right[-1]:
        if _one_given_name(left[0], right[0]):
            return FULL if _middle_fits(left[1:-1], right[1:-1]) else NOT
        if left[0][0] == right[0][0] and 1 in (len(left[0]), len(right[0])):
            return INITIAL if _middle_fits(left[1:-1], right[1:-1]) else NOT
    ratio = fuzz.token_sort_ratio(" ".join(left), " ".join(right), score_cutoff=_SPELLED)
    return SPELLED if ratio else NOT


def initial(name: str) -> bool:
    """Whether a plain name has no given name but an initial."""
    words = _bare(name)
    return len(words) > 1 and len(words[0]) == 1


def suffixes(name: str) -> frozenset[str]:
    """What stands behind a plain name to tell it from that of a father or a son."""
    return SUFFIXES.intersection(name.split())


def _one_given_name(one: str, other: str) -> bool:
    names = given_names()
    return one == other or bool(names.get(one, frozenset((one,))) & names.get(other, frozenset((other,))))


def _middle_fits(one: list[str], other: list[str]) -> bool:
    """Of middle names one may be left out or shortened; two that differ are two people's."""
    if len(one) != len(other):
        return True
    return all(a == b or (1 in (len(a), len(b)) and a[0] == b[0]) for a, b in zip(one, other, strict=True))
