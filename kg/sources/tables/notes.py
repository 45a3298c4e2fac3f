"""Texts that stand below tables and are no titles: `Stand: 1.12.2024`, `* = with guests`, `All rights reserved`."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from kg.model.values.text import caseless
from kg.sources.lexicon import senses

_WORDS = Path(__file__).with_suffix(".toml")
_LONGEST = 500
_DAY = (
    r"(?:[0-9]{1,2}[./-][0-9]{1,2}[./-](?:[0-9]{4}|[0-9]{2})|[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"|[0-9]{1,2}\.?\s[^\W\d_]{3,12}\.?\s[0-9]{4}|[^\W\d_]{3,12}\.?\s(?:[0-9]{1,2},\s)?[0-9]{4})(?!\w)"
)
_LABELLED_DAY = re.compile(rf"[^\W\d_][^:]{{1,40}}:\s?{_DAY}")
_EXPLAINED = re.compile(r"(?:\S{1,6}\s?=\s?\S|[*†‡§]{1,3}\)?\s|[0-9*†‡§]{1,3}\)\s|©)")


def is_note(text: str) -> bool:
    """Whether a text that stands alone in a row is a note: by a sign, a label of no field, a day, or a legal phrase."""
    if len(text) > _LONGEST:
        return False
    label, colon, _ = text.partition(":")
    if colon and senses(label.strip()) == ("other",):
        return True
    folded = caseless(text)
    return bool(
        _EXPLAINED.match(text) or _LABELLED_DAY.match(text) or _dated().match(folded) or _phrases().search(folded)
    )


@cache
def _dated() -> re.Pattern[str]:
    """`Stand 1.12.2024`, `as of December 2024`."""
    return re.compile(rf"(?:{_alternatives('dated')})\s?:?\s{_DAY}")


@cache
def _phrases() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_alternatives('phrases')})(?!\w)")


def _alternatives(section: str) -> str:
    return "|".join(map(re.escape, sorted(_told(section), key=lambda one: (-len(one), one))))


def _told(section: str) -> Iterable[str]:
    said = tomllib.loads(_WORDS.read_text("utf-8"))[section].values()
    return {caseless(one) for words in said for one in words}
