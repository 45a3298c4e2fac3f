"""The words of the site that are no labels of shapes, by language: a new language is a new table in `words.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_FALLBACK = "en"


@cache
def words(language: str) -> Mapping[str, str]:
    """The words in a language (BCP 47), those that it lacks in English."""
    tables = tomllib.loads((Path(__file__).with_name("words.toml")).read_text("utf-8"))
    found: dict[str, str] = tables[_FALLBACK] | tables.get(_primary(language), {}) | tables.get(language, {})
    return found


def worded(labels: Mapping[str, str], language: str) -> str:
    """The label in the language, or in its primary language, or in English, or else the first; "" where none is."""
    wanted = (language, _primary(language), _FALLBACK)
    return next((labels[tag] for tag in wanted if tag in labels), next(iter(labels.values()), ""))


def _primary(language: str) -> str:
    return language.partition("-")[0]
