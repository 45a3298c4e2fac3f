"""Names that may have been meant where one is misspelt."""

from collections.abc import Iterable
from difflib import get_close_matches

_LONGEST = 80
"""Of a word for which others are looked for: the time grows with its square."""


def near(word: str, known: Iterable[str], alike: float = 0.6, most: int = 1) -> list[str]:
    """The names that are most like a word, at most so many, the nearest first.

    `alike` is difflib's ratio, from 0 to 1; small and capital letters are the same. A prefix that a word shares with
    names, `xsd:`, makes it no more like them: of such a word the rest is compared with theirs.
    """
    if len(word) > _LONGEST:
        return []
    spelt: dict[str, str] = {}
    for name in known:
        spelt.setdefault(name.lower(), name)
    wanted, prefix = word.lower(), word[: word.rfind(":") + 1].lower()
    if prefix and (within := {name.removeprefix(prefix): spelt[name] for name in spelt if name.startswith(prefix)}):
        wanted, spelt = wanted.removeprefix(prefix), within
    return [spelt[name] for name in get_close_matches(wanted, spelt, n=most, cutoff=alike)]


def did_you_mean(word: str, known: Iterable[str], alike: float = 0.6, most: int = 1) -> str:
    """The question whether one of the names was meant; "" where none is so much like the word."""
    return asked(near(word, known, alike, most))


def asked(names: Iterable[str]) -> str:
    """The question whether one of these names was meant; "" where there is none."""
    either = " or ".join(names)
    return f"did you mean {either}?" if either else ""


def hinted(text: str, word: str, known: Iterable[str], alike: float = 0.6, most: int = 1) -> str:
    """A message about a word, and behind it the question whether another was meant."""
    return offered(text, near(word, known, alike, most))


def offered(text: str, names: Iterable[str]) -> str:
    """A message, and behind it the question whether one of these names was meant."""
    return "; ".join(filter(None, (text, asked(names))))


def one_letter_apart(one: str, other: str) -> bool:
    """Whether one word becomes the other by a letter put in, left out or changed, or two that change places."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    at = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    return short[at + 1 :] == long[at + 1 :] or short[at:] == long[at + 1 : at + 2] + long[at] + long[at + 2 :]
