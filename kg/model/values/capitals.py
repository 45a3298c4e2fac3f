"""Names in capitals, put into usual case."""

import re
import unicodedata
from collections.abc import Iterator

from kg.model.values.tables import table

_HEAD = re.compile(r"Mc|MC|Mac(?=[A-Z])|De(?=[A-Z])|Di(?=[A-Z])|La(?=[A-Z])|Le(?=[A-Z])|Van(?=[A-Z])")
_ROMAN = re.compile(r"I{2,3}|IV|VI{0,3}|IX")
# Other signs belong to a stage name (A$AP); a point, to an abbreviation.
_WORD = re.compile(r"\A[^\w\s]*[^\W\d_]+(?:['’‘`-]+[^\W\d_]+)*['’\"”»,)]*")
_PREFIX = re.compile(r"^(?:Mc|Mac|De|Di|La|Le|Van|O['’]|D['’])(?=[A-ZÀ-Þ]{2})")
_VOWELS = frozenset("AEIOUYÆŒØΑΕΗΙΟΥΩАЕИОУЫЭЮЯІЄ")

_PARTICLES = frozenset(table("words")["particles"])

_INITIALS = 2
"""So many capitals together are initials (AJ Bowen), where the rest of the name is not in capitals."""


def recased(words: list[str]) -> Iterator[str]:
    """A word in capitals is written with one, where it stands beside others: it is how surnames are marked.

    Initials and numerals keep theirs: two letters beside words that are not in capitals, letters without a vowel.
    """
    if len(words) == 1:
        yield words[0]
        return
    whole = " ".join(words).isupper()
    for number, word in enumerate(words):
        if number and _is_capital(word, _INITIALS - 1) and word.casefold() in _PARTICLES:
            yield word.lower()
        elif not _is_capital(word, _INITIALS - whole) or (not _has_vowel(word) and not (whole and number)):
            yield word
        else:
            yield capitalised(word)


def _is_capital(word: str, initials: int) -> bool:
    """Whether it is a word of more capitals than initials have, and no numeral."""
    letters = [character for character in _PREFIX.sub("", word) if character.isalpha()]
    if len(letters) <= initials or _ROMAN.fullmatch(word) or not _WORD.fullmatch(word):
        return False
    return all(map(str.isupper, letters))


def _has_vowel(word: str) -> bool:
    """Whether one of the letters is a vowel, or of a script whose vowels are not known."""
    bare = [unicodedata.normalize("NFD", letter)[0] for letter in word if letter.isalpha()]
    return any(letter in _VOWELS or letter > "\u04ff" for letter in bare)


def capitalised(word: str) -> str:
    """`O'BRIEN` → `O'Brien`, `McDONALD` → `McDonald`, `ROWLSON-HALL` → `Rowlson-Hall`."""
    heads: list[str] = []
    at = 0
    while (head := _HEAD.match(word, at)) and len(word) > head.end() + 1:
        heads.append(head[0].capitalize())
        at = head.end()
    return "".join(heads) + re.sub(r"[^\W\d_]+", lambda found: found[0].capitalize(), word[at:])
