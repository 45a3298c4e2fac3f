"""Genres: in the words of the source, but for words that say that there is none."""

from kg.model.values.agent import is_placeholder
from kg.model.values.notes import without_footnotes
from kg.model.values.text import name
from kg.system.errors import NotUnderstood


def genre(raw: str) -> str:
    """A genre as it is written. Raises NotUnderstood for a placeholder, also in brackets: `(no genres listed)`.

    Neither a mark of a footnote is one, nor anything else without a letter.
    """
    line = name(without_footnotes(raw))
    if not any(map(str.isalpha, line)) or is_placeholder(line.strip("()[]<>- ")):
        raise NotUnderstood("names no genre")
    return line
