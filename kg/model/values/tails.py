"""What ends a list of people for those whom it does not name: et al., u.a., and others."""

import functools
import re

from kg.model.values.tables import alternatives, table
from kg.model.values.text import caseless

_LONGEST = 40
"""In characters, of what ends a list: only so much of a text is looked at."""

_WORD = re.compile(r"\w+")
_DOTS = re.compile(r"\[?(?:…|\.{3})[\s.…\[\]]{0,20}\Z")


def without_tails(said: str) -> str:
    """The text without what says, in front of its names or behind, that there are others; "" where it is only that."""
    while end := _end(said):
        said = said[: end.start()].rstrip(" ,;")
    first = _WORD.search(said)
    begin = _leading().match(said) if first and caseless(first[0]) in _words(0) else None
    return said[begin.end() :] if begin else said


def _end(said: str) -> re.Match[str] | None:
    begin = max(0, len(said) - _LONGEST)
    if ("…" in said or "..." in said) and (dots := _DOTS.search(said, begin)):
        return dots
    words = _WORD.findall(said, begin)
    return _ending().search(said, begin) if words and caseless(words[-1]) in _words(-1) else None


@functools.cache
def _ending() -> re.Pattern[str]:
    return re.compile(rf"(?:(?<![^\s,;/…、，])|(?<=[,;/…、，])\s)(?:{_alternatives()})[\s,;]*\Z")


@functools.cache
def _leading() -> re.Pattern[str]:
    return re.compile(rf"\A(?:{_alternatives()})[\s:,]\s*(?:(?:{alternatives('with')})\s+)?")


@functools.cache
def _words(place: int) -> frozenset[str]:
    """The first (0) or the last (-1) word of each: what begins, or ends, with another has none there."""
    return frozenset(caseless(_WORD.findall(tail)[place]) for tail in _tails())


def _tails() -> set[str]:
    return {tail for all_ in table("nobody")["tails"].values() for tail in all_}


@functools.cache
def _alternatives() -> str:
    """Abbreviations as they are written, initials being capitals; words in any case."""
    tails = sorted(_tails(), key=lambda one: (-len(one), one))
    return "|".join(_spaced(tail) if "." in tail else f"(?i:{_spaced(tail)})" for tail in tails)


def _spaced(tail: str) -> str:
    """White space may stand behind a point, and be of any length."""
    return re.sub(r"\\\.(?!$)", r"\\.\\s?", re.sub(r"(?:\\ )+", r"\\s+", re.escape(tail))).replace(
        r"\.\s?\s+", r"\.\s?"
    )
