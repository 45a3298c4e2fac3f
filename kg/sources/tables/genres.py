"""Which cells hold genres: the words are `genres.toml`."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from kg.sources.lexicon import fold

_WORDS = Path(__file__).with_suffix(".toml")
_BETWEEN = re.compile(r"[|,;/\n@{}\[\]]")
_SPACED = re.compile(r"[|,;/@{}\[\]\s、，·]+")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_DIFFERENT, _SHARE = 3, 0.6
"""So many different words for genres are needed, and of all words that share."""


def are_genres(cells: Iterable[Any]) -> bool:
    """Whether the words in cells are those for genres."""
    parts = [fold(part) for cell in cells for part in words(",".join(cell) if _is_list(cell) else str(cell))]
    parts = [part for part in parts if part]
    known = [part for part in parts if part in _genres()]
    return len(set(known)) >= _DIFFERENT and len(known) >= _SHARE * len(parts)


def words(text: str) -> list[str]:
    """What may be genres in a text; scripts without spaces inside words have them between genres."""
    return (_SPACED if _UNSPACED.search(text) else _BETWEEN).split(text)


def is_genre(word: str) -> bool:
    """Whether a word is one for a genre."""
    return fold(word) in _genres()


def _is_list(cell: Any) -> bool:
    return isinstance(cell, list) and all(isinstance(one, str) for one in cell)


@cache
def _genres() -> frozenset[str]:
    read = tomllib.loads(_WORDS.read_text("utf-8"))["words"]
    return frozenset(fold(word) for words in read.values() for word in words)
