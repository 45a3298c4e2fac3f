"""Names that may have been meant where one is misspelt."""

from collections.abc import Iterable
from difflib import get_close_matches

_LONGEST = 80
"""Of a word for which others are looked for: the time grows with its square."""


def did_you_mean(word: str, known: Iterable[str], alike: float = 0.6, most: int = 1) -> str:
    """The question whether one of the names was meant, at most so many; "" where none is so much like the word.

    `alike` is difflib's ratio, from 0 to 1; small and capital letters are the same.
    """
    spelt: dict[str, str] = {}
    for name in known:
        spelt.setdefault(name.lower(), name)
    near = get_close_matches(word.lower(), spelt, n=most, cutoff=alike) if len(word) <= _LONGEST else []
    return f"did you mean {' or '.join(spelt[name] for name in near)}?" if near else ""
