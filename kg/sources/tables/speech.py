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
from kg.sources.tables.evidence import are_texts
from kg.sources.tables.headers import called

_WORDS = Path(__file__).with_suffix(".toml")
_WORD = re.compile(r"[^\W\d_]+")
_JOINED = re.compile(r"[/,;&+]")
_LOOKED_AT = 10_000
_TEXTS = 50
"""So many texts tell the language."""

_ENOUGH, _FEW = 8, 3
"""So many of its words are needed, and a third more than of any other language; or fewer, and twice as many."""


def language_of(fields: Mapping[str, Mapped], cells: Mapping[str, Sequence[Any]]) -> str:
    """The language of the descriptions, else that of the headers, which a few words decide; "" where nothing tells."""
    described = [name for name, mapped in fields.items() if "descriptions" in mapped.fields]
    running = described or [name for name, column in cells.items() if are_texts(column)]
    text = " ".join(str(cell) for name in running for cell in cells[name][:_TEXTS])
    return spoken(text) or _of_headers(list(cells), _words_in(text))


def spoken(text: str) -> str:
    """The language of running text; "" where too few words tell it, or those of two."""
    scripts = Counter(
        unicodedata.name(letter, "").partition(" ")[0] for letter in text[:_LOOKED_AT] if letter.isalpha()
    )
    script, letters = scripts.most_common(1)[0] if scripts else ("", 0)
    if letters * 2 > scripts.total() and script in _scripts():
        return "ja" if scripts["HIRAGANA"] else _scripts()[script]
    (best, most), (_, next_) = _words_in(text).most_common(2)
    enough = most > 1.3 * next_ if most >= _ENOUGH else most >= _FEW and most >= 2 * next_
    return best if enough else ""


def _words_in(text: str) -> Counter[str]:
    """Language → how many words of a text are usual in it."""
    often = Counter(word.casefold() for word in _WORD.findall(text))
    return Counter({tag: sum(often[word] for word in words) for tag, words in _common().items()})


def _of_headers(names: Sequence[str], said: Counter[str]) -> str:
    """The language in which most headers are words; of several that have them all, the one that most words have.

    `said`: language → how many words of the texts it has. Where these tell none of several either, only English is one.
    """
    counts = Counter[str]()
    for name in names:
        forms = {form for part in (name, *_JOINED.split(name)) for form in called(part)} - _shared()
        counts.update({tag for form in forms for tag in _headers().get(form, ())})
    if not counts:
        return ""
    most = max(counts.values())
    best = [tag for tag, count in counts.items() if count == most]
    if len(best) == 1:
        return best[0]
    likely = [tag for tag in best if said[tag] == max(said[one] for one in best)]
    return likely[0] if len(likely) == 1 else "en" if "en" in best and not any(said.values()) else ""


@cache
def _headers() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for tag, _, label in every():
        found.setdefault(fold(label), set()).add(tag)
    for tag, labels in _read()["headers"].items():
        for label in labels:
            found.setdefault(label, set()).add(tag)
    return found


@cache
def _common() -> dict[str, frozenset[str]]:
    return {tag: frozenset(words) for tag, words in _read()["words"].items()}


@cache
def _shared() -> frozenset[str]:
    """Headers that tell no language."""
    return frozenset(_read()["shared"]["headers"])


@cache
def _scripts() -> dict[str, str]:
    """Scripts that tell a language by themselves, as Unicode names their letters."""
    scripts: dict[str, str] = _read()["scripts"]
    return scripts


@cache
def _read() -> dict[str, Any]:
    return tomllib.loads(_WORDS.read_text("utf-8"))
