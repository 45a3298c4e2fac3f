"""Credits that words introduce without a colon: `Regia di X`, `a film by X with Y`, `«T», un film de X`."""

import functools
import re
from typing import NamedTuple

from kg.sources.pages.lines import BORDER
from kg.sources.pages.names import is_name, people
from kg.sources.pages.technical import introducing, is_prose, technical
from kg.sources.pages.words import alternatives, words

_QUOTED = re.compile(r"\A[«„“‘\"](?P<title>[^«»„“”\"]{1,80})[»“”’\"],?\s+(?=\S)")
_HEAD = 25
"""So many lines of a page are its head, where a short word (`de`) may introduce a director."""

_MOST_DIRECTORS = 4


class Phrase(NamedTuple):
    """Whom a phrase names, for which field, what stands behind the names, and the title before it."""

    field: str
    names: tuple[str, ...]
    rest: str = ""
    title: str = ""


def phrase(text: str, at: int) -> Phrase | None:
    """The phrase with which a text on the line `at` begins; a quoted title may stand before it."""
    said = text.replace(BORDER, " ")
    quoted = _QUOTED.match(said)
    said = said[quoted.end() :] if quoted else said
    if not introducing(*words().phrases).match(said):
        return None
    for field in words().phrases:
        strong = introducing(field, weak=False).match(said)
        found = strong or (None if quoted else introducing(field).match(said))
        if not found:
            continue
        names, rest = people(said[found.end() :])
        if field == "directors" and (_casts().search(rest) if names else strong or _casts().search(said)):
            names, rest = _before_others(said[found.end() :])
        if names and _fits(field, names, rest, at, strong=bool(strong)):
            return Phrase(field, names, rest, quoted["title"].strip() if quoted else "")
    return None


def _before_others(text: str) -> tuple[tuple[str, ...], str]:
    """The names before a word for the cast (`de X avec Y`), or the name with which a sentence begins."""
    if found := _casts().search(text):
        names, rest = people(text[: found.start()].rstrip(" ,"))
        return (names, text[found.start() :].lstrip()) if names and not rest else ((), "")
    tokens = text.split()
    size = next((n for n in range(min(4, len(tokens)), 1, -1) if is_name(" ".join(tokens[:n]))), 0)
    follows = tokens[size : size + 1]
    return (people(" ".join(tokens[:size])).names, "") if size and follows and follows[0].islower() else ((), "")


@functools.cache
def _casts() -> re.Pattern[str]:
    said = alternatives([*words().phrases["cast"], *(one for one in words().weak["cast"] if len(one) > 1)])
    return re.compile(rf",?(?<!\s)\s++(?=(?i:{said})\s++[A-ZÀ-Þ])")


def _fits(field: str, names: tuple[str, ...], rest: str, at: int, *, strong: bool) -> bool:
    """Whether names behind a phrase are what it says: a short one (`de`, `mit`) is a word of sentences, too."""
    line = technical(rest) if rest else None
    if strong:
        return not rest or bool(line and line.facts) or not is_prose(rest) or bool(_casts().match(f" {rest}"))
    if rest and not (line and line.facts) and not _casts().match(f" {rest}"):
        return False
    whole = [name for name in names if " " in name]
    if len(whole) < len(names) and not (field == "cast" and names[0] in whole and len(whole) > 1):
        return False  # of a cast, one may have one name
    return len(names) > 1 or bool(rest) if field == "cast" else len(names) <= _MOST_DIRECTORS and at <= _HEAD
