"""What the look of a line, and where it stands among others, say for and against its being a title."""

import re
from collections.abc import Sequence

from kg.sources.lexicon import fold
from kg.sources.pages import atoms
from kg.sources.pages.called import VERSIONS
from kg.sources.pages.lines import Line
from kg.sources.pages.words import those

HEAD = 3
"""The first lines of a page."""

BRACKETED = re.compile(r"\([^()\d]{2,80}\)")
_WHOLLY_QUOTED = re.compile(r"[«„“\"『「《][^«»„“”\"『』「」《》]{2,60}[»”“\"』」》]")
_GOES_ON = re.compile(r"\w: [a-zß-öø-ÿα-ωа-я]")
_YEAR = re.compile(rf"\({atoms.YEAR}\)")
_BY = re.compile(
    r"(?:by|von|de|di|van|directed by|regia|un film|ein film|a film|r\.|dirigida|regie|réalis|d['’]|rež|reż)\b",
    re.IGNORECASE,
)


def by_look(lines: Sequence[Line], at: int, text: str, *, is_above_a_menu: bool) -> float:
    """What a line alone says for or against being a title."""
    after = lines[at + 1] if at + 1 < len(lines) else None
    score = 0.4 if lines[at].gap and after and after.gap else 0.0
    score += 0.4 if text.isupper() and len(text) > 3 else 0.0
    score += 1.0 if _YEAR.search(text) else 0.0
    score += 1.5 if VERSIONS.search(text.rstrip(")")) else 0.0
    score += 1.2 if after and _BY.match(after.text) else 0.0
    score += 1.2 if after and BRACKETED.fullmatch(after.text) else 0.0
    score += 2.0 if at < HEAD and _WHOLLY_QUOTED.fullmatch(text) else 0.0
    score -= 1.0 if text[0].islower() else 0.0
    score -= 1.5 if _GOES_ON.search(text) else 0.0
    score -= 1.0 if len(text.split()) > 7 else 0.0
    score -= 5.0 if is_above_a_menu else 0.0  # the name of the site stands above its menu
    numbered = len(re.findall(r"\d+", text)) > 2 and not counts(fold(text).split())
    return score - (3.0 if numbered else 0.0)


def by_place(at: int, rank: int, facts: list[int]) -> float:
    """The first line that may be a title is likely to be it, unless facts stand above it, and one right above facts."""
    behind = len(facts) > 1 and facts[1] < at
    score = max(0.0, 1.5 - 0.04 * at) + (0.0 if behind else 2.4 if not rank else 0.7 if rank == 1 else 0.0)
    if facts and at < facts[0]:
        score += 1.2
    below = next((place - at for place in facts if place > at), 99)
    return score + (1.6 if below <= 2 else 0.7 if below <= 5 else 0.0)


def counts(tokens: list[str]) -> bool:
    """Whether a title counts things, of which one is called like a day: `4 luni, 3 săptămâni și 2 zile`."""
    return sum(map(str.isdecimal, tokens)) > 2 and sum(token in those("days") for token in tokens) == 1
