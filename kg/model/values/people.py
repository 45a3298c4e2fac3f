"""Names of people as catalogues write them: several in one text, with notes, in capitals, the surname first."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.model.values.notes import apart, without_footnotes
from kg.model.values.separators import between
from kg.model.values.tables import alternatives, table
from kg.model.values.text import name
from kg.system.errors import NotUnderstood

_SUFFIX = rf"(?:{alternatives('suffixes')})\b\.?"
_SEPARATOR = between(rf"[;|•·]|,(?!\s*+{_SUFFIX})", "/")
_LAST = re.compile(r"(?<!\s)\s++(?:&|\+|and|und|et|en|og|och)\s++|^(?:&|and|und|et|en|og|och)\s++", re.IGNORECASE)
# These words stand inside names as well (Ortega y Gasset): both sides have to be more than one word.
_PERHAPS = re.compile(r"(?<!\s)\s++[yei](?=\s++\S++\s++\S)")
_TWO_WORDS = re.compile(r"\S\s\S")
# A group is called with its "and": The Captain and Tennille, Nick Cave and the Bad Seeds.
_GROUP = re.compile(r"(?:The|Les|Los|Las)\s|\A.*\s(?:&|and|und|et|y|en)\s(?:the|les|los|las)\s", re.IGNORECASE)
_CONJUNCTIONS = frozenset(("&", "and", "und", "et", "y", "en"))
_COMMA_SUFFIX = re.compile(rf",\s*({_SUFFIX})$", re.IGNORECASE)
_INITIALS = re.compile(r"[^\W\d_]\.?|(?:[^\W\d_]\.-?)+|[A-Z]{2}")
_NICKNAME = re.compile(r"""(?<!\S)(?:"[^"]{1,30}"|'[^']{1,30}'|“[^”]{1,30}”|‘[^’]{1,30}’|«[^»]{1,30}»)(?!\S)""")
_HEAD = re.compile(r"Mc|MC|Mac(?=[A-Z])|De(?=[A-Z])|Di(?=[A-Z])|La(?=[A-Z])|Le(?=[A-Z])|Van(?=[A-Z])")
_ROMAN = re.compile(r"I{2,3}|IV|VI{0,3}|IX")

_PARTICLES = frozenset(table("words")["particles"])

_CAPITALS = 2
"""A word of so many capitals, not an initial nor a numeral, is taken for a name in capitals."""


class Named(NamedTuple):
    """A name, and the notes in brackets behind it."""

    name: str
    notes: tuple[str, ...] = ()


def parts(raw: str, separator: str | None = None) -> Iterator[Named]:
    """The names in a text, each with the notes behind it, as they are written.

    They are cut at `separator`; without one at commas (not before Jr. and the like), semicolons, bars, slashes between
    spaces, bullets, lines and words for "and"; and behind notes in brackets, which end a name.
    """
    if separator is not None:
        for part in without_footnotes(raw).split(separator):
            pieces = apart(part)
            if name_ := " ".join(said for said, _ in pieces if said):
                yield Named(name_, tuple(note for _, notes in pieces for note in notes))
        return
    for said, notes in apart(raw):
        *before, last = _cut(said) or [""]
        yield from map(Named, before)
        if last:
            yield Named(last, notes)


def person(raw: str, *, surname_first: bool = False, most_words: int = 0) -> str:
    """The name of one person, in its usual order and case.

    `surname_first`: `Haigh, Andrew` is turned round. `most_words`: a name of more words, not counting particles,
    initials and suffixes, is several names run together. Raises NotUnderstood for what is no name.
    """
    # A full stop behind a space ends the sentence, not the name.
    given = name(without_footnotes(raw)).removesuffix(" .")
    suffix = _COMMA_SUFFIX.search(given)
    if suffix:
        given = given[: suffix.start()]
    if surname_first and given.count(",") == 1:
        given = " ".join(part.strip() for part in reversed(given.split(",")))
    words = _NICKNAME.sub(" ", given).split()
    if _GROUP.match(given):
        words = [word for word in words if word.casefold() not in _CONJUNCTIONS]
    if most_words and sum(map(_counts, words)) > most_words:
        raise NotUnderstood(f"more than {most_words} words: several names without a separator?")
    if not any(map(str.isalpha, given)):
        raise NotUnderstood("not a name: it has no letter")
    if stray := _stray(words):
        raise NotUnderstood(f"not a name: it has {stray!r}")
    written = " ".join(_recased(given.split()))
    return f"{written} {_capitalised(suffix[1]) if suffix[1][0] in 'JS' else suffix[1]}" if suffix else written


def _cut(said: str) -> list[str]:
    parted = _SEPARATOR.split(said)
    pieces = [piece for part in parted for piece in ([part] if _GROUP.match(part) else _LAST.split(part))]
    return [name for piece in pieces for name in _cut_perhaps(piece) if name.strip()]


def _cut_perhaps(said: str) -> list[str]:
    """At the last of the words that stand inside names as well."""
    *_, last = (None, *_PERHAPS.finditer(said))
    if not last or not _TWO_WORDS.search(said, 0, last.start() - 1):
        return [said]
    return [said[: last.start()], said[last.end() :].lstrip()]


def _counts(word: str) -> bool:
    """Whether a word of a name counts: not particles, initials and suffixes."""
    beside = re.fullmatch(_SUFFIX, word, re.IGNORECASE) or _INITIALS.fullmatch(word)
    return not (beside or word.casefold() in _PARTICLES)


def _stray(words: list[str]) -> str:
    """A word in small letters that no name has; "" where there is none, or where the whole name is written small."""
    small = [word for word in words if word.islower() and word.isalpha() and len(word) > 1]
    if " ".join(words).islower():
        return ""
    return next((word for word in small if word.casefold() not in _PARTICLES), "")


def _recased(words: list[str]) -> Iterator[str]:
    """A word in capitals is written with one, where it stands beside others: it is how surnames are marked."""
    if len(words) == 1:
        yield words[0]
        return
    for number, word in enumerate(words):
        if not _is_capital(word):
            yield word
        elif number and word.casefold() in _PARTICLES:
            yield word.lower()
        else:
            yield _capitalised(word)


def _is_capital(word: str) -> bool:
    letters = [character for character in word if character.isalpha()]
    if len(letters) < _CAPITALS or _ROMAN.fullmatch(word) or "." in word:
        return False
    vowels = any(character in "AEIOUYÀÁÂÃÄÅÆÈÉÊËÌÍÎÏÒÓÔÕÖØÙÚÛÜ" for character in letters)
    rest = re.sub(r"^(?:Mc|Mac|De|Di|La|Le|Van|O['’]|D['’])(?=[A-ZÀ-Þ]{2})", "", word)
    return all(map(str.isupper, filter(str.isalpha, rest))) and (vowels or len(letters) > 2)


def _capitalised(word: str) -> str:
    """`O'BRIEN` → `O'Brien`, `McDONALD` → `McDonald`, `ROWLSON-HALL` → `Rowlson-Hall`."""
    heads: list[str] = []
    at = 0
    while (head := _HEAD.match(word, at)) and len(word) > head.end() + 1:
        heads.append(head[0].capitalize())
        at = head.end()
    return "".join(heads) + re.sub(r"[^\W\d_]+", lambda found: found[0].capitalize(), word[at:])
