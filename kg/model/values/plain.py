"""Names that the rules for names leave as they are, told at a glance: most names are. A test holds both to be equal."""

import functools
import re
from collections.abc import Iterator
from typing import Any

from kg.model.iris import normal
from kg.model.values.tables import table
from kg.model.values.text import is_composed

MOST_OF_PLAIN = 3
"""In words."""

_LOOK = re.compile(r"[^\W\d_]{3,20} (?:[^\W\d_]{3,20} )?[^\W\d_]{3,20}")
_LISTS = ("particles", "with", "conjunctions_of_names", "conjunctions_in_names", "company_words", "company_forms")
_SECTIONS = ("words", "roles", "shown", "phrases", "tails")


def is_plain(text: str) -> bool:
    """Whether a text is two or three words of one capital and small letters each, none of which a rule knows."""
    if not _LOOK.fullmatch(text) or not text.istitle() or not is_composed(text):
        return False
    return _known().isdisjoint(normal(text).split())


@functools.cache
def _known() -> frozenset[str]:
    """The words in tables of names, folded; of those that are expressions, all words in them."""
    return frozenset(word for text in _texts() for word in normal(text).split())


def _texts() -> Iterator[Any]:
    for name in _LISTS:
        yield from table("words")[name]
    for section in _SECTIONS:
        for said in table("nobody")[section].values():
            yield from said
