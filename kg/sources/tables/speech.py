"""The language of a table: that of its running text, or else of its headers."""

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from kg.sources.lexicon import every, fold
from kg.sources.tables.columns import Mapped
from kg.sources.tables.headers import called

_WORDS = Path(__file__).with_suffix(".toml")
_WORD = re.compile(r"[^\W\d_]+")
_LOOKED_AT = 10_000
_TEXTS = 50
"""So many texts tell the language."""

_ENOUGH = 8
"""So many of its words are needed, and twice as many as of any other language."""


def language_of(fields: Mapping[str, Mapped], cells: Mapping[str, Sequence[Any]]) -> str:
    """The language of the descriptions, else that of the headers; "" where neither tells."""
    texts = [
        str(cell) for name, mapped in fields.items() if "descriptions" in mapped.fields for cell in cells[name][:_TEXTS]
    ]
    return spoken(" ".join(texts)) or _of_headers(list(fields))


def spoken(text: str) -> str:
    """The language of running text; "" where too few words tell it, or those of two."""
    scripts = Counter(
        unicodedata.name(letter, "").partition(" ")[0] for letter in text[:_LOOKED_AT] if letter.isalpha()
    )
    script, letters = scripts.most_common(1)[0] if scripts else ("", 0)
    if letters * 2 > scripts.total() and script in _scripts():
        return "ja" if scripts["HIRAGANA"] else _scripts()[script]
    often = Counter(word.casefold() for word in _WORD.findall(text))
    counts = Counter({tag: sum(often[word] for word in words) for tag, words in _common().items()})
    (best, most), (_, next_) = counts.most_common(2)
    return best if most >= _ENOUGH and most > 1.3 * next_ else ""


def _of_headers(names: Sequence[str]) -> str:
    """The language in which most headers are words; of several that have them all, none but English."""
    counts = Counter[str]()
    for name in names:
        forms = set(called(name)) - _shared()
        counts.update({tag for form in forms for tag in _headers().get(form, ())})
    if not counts:
        return ""
    most = max(counts.values())
    best = [tag for tag, count in counts.items() if count == most]
    return best[0] if len(best) == 1 else "en" if "en" in best else ""


@cache
def _headers() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for tag, _, label in every():
        found.setdefault(fold(label), set()).add(tag)
    return found


@cache
def _common() -> dict[str, frozenset[str]]:
    read = tomllib.loads(_WORDS.read_text("utf-8"))["words"]
    return {tag: frozenset(words) for tag, words in read.items()}


@cache
def _shared() -> frozenset[str]:
    """Headers that tell no language."""
    return frozenset(tomllib.loads(_WORDS.read_text("utf-8"))["shared"]["headers"])


@cache
def _scripts() -> dict[str, str]:
    """Scripts that tell a language by themselves, as Unicode names their letters."""
    read: dict[str, str] = tomllib.loads(_WORDS.read_text("utf-8"))["scripts"]
    return read
