"""The words of the site that are no labels of shapes, by language: a new language is a new table in `words.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from kg.system import resources

_FALLBACK = "en"
_VARIANT, _ANOTHER = 2, 5
_CAPITAL_NOUNS = frozenset({"de", "gsw", "lb", "nds"})


@resources.kept
def words(language: str) -> Mapping[str, str]:
    """The words in a language (BCP 47), those that it lacks in English."""
    tables = _tables()
    nearest = sorted(tables, key=lambda tag: nearness(tag, language), reverse=True)
    near = (tables[tag] for tag in nearest if nearness(tag, language) < _ANOTHER)
    return {word: text for table in near for word, text in table.items()}


def has_words(language: str) -> bool:
    """Whether the site has words in a language, or in a variant of it."""
    return any(nearness(tag, language) <= _VARIANT for tag in _tables())


@resources.kept
def _tables() -> dict[str, dict[str, str]]:
    """The words by language: ours, with those that a catalogue brings."""
    tables = tomllib.loads((Path(__file__).with_name("words.toml")).read_text("utf-8"))
    own = {path.stem: path for path in resources.own("words") if path.name != resources.LABELS}
    for tag, path in own.items():
        tables[tag] = tables.get(tag, {}) | tomllib.loads(path.read_text("utf-8"))
    return tables


def how_many(least: str, most: str, language: str) -> str:
    """How many values are asked for, by the lexical forms of sh:minCount and sh:maxCount ("" = not stated)."""
    least, most = least or "0", most or "∞"
    return words(language).get(f"{least}–{most}", f"{least}–{most}")


def worded(labels: Mapping[str, str], language: str) -> str:
    """The label that is nearest to a language, by the tags of the labels ("" = in none); "" where there is none."""
    if language in labels:
        return labels[language]
    return labels[min(labels, key=lambda tag: (nearness(tag, language), tag))] if labels else ""


def inside(label: str, language: str) -> str:
    """A label as it stands inside a sentence; abbreviations and the nouns of German keep their capitals."""
    if language.partition("-")[0] in _CAPITAL_NOUNS or not label[1:2].islower():
        return label
    return label[0].lower() + label[1:]


def nearness(tag: str, language: str) -> int:
    """How well a text in the language `tag` ("" = in none) serves a reader of `language`; the less, the better.

    Best is the language itself, then one with the same primary language, then what is in none, then English.
    """
    tag, language = tag.lower(), language.lower()
    if tag == language:
        return 0
    if tag.partition("-")[0] == language.partition("-")[0]:
        return 1 if "-" not in tag else 2
    return 3 if not tag else 4 if tag == _FALLBACK else _ANOTHER
