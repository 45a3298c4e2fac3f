"""What ends a list of people for those whom it does not name: et al., u.a., and others."""

import functools
import re

from kg.model.values.tables import alternatives, table

_LONGEST = 40
"""In characters, of what ends a list: only so much of a text is looked at."""

_DOTS = re.compile(r"\[?(?:…|\.{3})[\s.…\[\]]{0,20}\Z")


def without_tails(said: str) -> str:
    """The text without what says, in front of its names or behind, that there are others; "" where it is only that."""
    while end := _end(said):
        said = said[: end.start()].rstrip(" ,;")
    begin = _leading().match(said)
    return said[begin.end() :] if begin else said


def _end(said: str) -> re.Match[str] | None:
    begin = max(0, len(said) - _LONGEST)
    return _DOTS.search(said, begin) or _ending().search(said, begin)


@functools.cache
def _ending() -> re.Pattern[str]:
    return re.compile(rf"(?:(?<![^\s,;/…、，])|(?<=[,;/…、，])\s)(?:{_alternatives()})[\s,;]*\Z")


@functools.cache
def _leading() -> re.Pattern[str]:
    return re.compile(rf"\A(?:{_alternatives()})[\s:,]\s*(?:(?:{alternatives('with')})\s+)?")


@functools.cache
def _alternatives() -> str:
    """Abbreviations as they are written, initials being capitals; words in any case."""
    tails = sorted(
        {tail for all_ in table("nobody")["tails"].values() for tail in all_}, key=lambda one: (-len(one), one)
    )
    return "|".join(_spaced(tail) if "." in tail else f"(?i:{_spaced(tail)})" for tail in tails)


def _spaced(tail: str) -> str:
    """White space may stand behind a point, and be of any length."""
    return re.sub(r"\\\.(?!$)", r"\\.\\s?", re.sub(r"(?:\\ )+", r"\\s+", re.escape(tail))).replace(
        r"\.\s?\s+", r"\.\s?"
    )
