"""Names of companies: several in one text, in capitals, and told from those of people."""

import re
from collections.abc import Iterable, Iterator

from kg.model.values.agent import company_name, listed
from kg.model.values.country import country
from kg.model.values.notes import without_footnotes
from kg.model.values.separators import between
from kg.model.values.tables import alternatives, table
from kg.model.values.tails import without_tails
from kg.model.values.text import is_bare
from kg.model.values.tried import tried

# What follows the comma in a company's name and is no company: the form that the law gives it.
_FORM = f"(?:{alternatives('company_forms')})"
_SEPARATOR = between(rf"[;|•、，；،؛]|,(?!\s*+{_FORM}(?:\.|\b)\s*+(?:[,;|/•]|$))", r"[/·]|\+")
_TERRITORIES = frozenset(table("words")["territories"])
# Behind a country in brackets the next company begins: Buena Vista (United States) Ariane Films.
_ENDS = frozenset(table("words")["company_ends"])
_BEHIND_NOTE = re.compile(r"(?<=\))\s(?=[^\W\d_])")
_NOTE = re.compile(r"(?<=\S)\s\(([^()]*+)\)\Z")
_OPEN = re.compile(r"\([^()]*+\Z")
_CLOSED = re.compile(r"\A[^()]*+\)\s*+\Z")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def companies(raw: str, separator: str | None = None) -> Iterator[str]:
    """The names in a text, cut at `separator`; without one, at commas (not before Inc. and the like), semicolons, bars,
    slashes between spaces, bullets and lines.
    """
    given = without_tails(without_footnotes(raw)) or raw
    given = listed(given) if separator is None else given
    if is_bare(given) and (separator is None or separator not in given):
        yield given.strip()
        return
    pieces = _SEPARATOR.split(given) if separator is None else given.split(separator)
    for piece in _whole(pieces):
        parts = _BEHIND_NOTE.split(piece.strip())
        noted = all(_without_note(part) != part for part in parts[:-1])
        yield from (_without_note(part.strip()) for part in (parts if noted else [piece]) if part.strip())


def _whole(pieces: Iterable[str]) -> Iterator[str]:
    """The pieces, with the end of a name that stands alone put behind the name, and one bracket together."""
    before = ""
    for piece in pieces:
        if before.strip() and piece.strip().casefold() in _ENDS:
            before = f"{before.strip()} {piece.strip()}"
        elif _OPEN.search(before) and _CLOSED.match(piece):
            before = f"{before.strip()}, {piece.strip()}"
        else:
            yield before
            before = piece
    yield before


def _without_note(given: str) -> str:
    """The name without the countries in brackets behind it, for which a company works on the film, or what it did."""
    note = _NOTE.search(given)
    if note and (note[1][:1].islower() or all(map(_is_territory, re.split("[,/]", note[1])))):
        return given[: note.start()]
    return given


def _is_territory(said: str) -> bool:
    return said.strip().casefold() in _TERRITORIES or bool(tried(country, said.strip()))


def company(raw: str, *, capitals: bool = False) -> str:
    """The name of one company; `capitals`: the source writes all in capitals, which are put into usual case.

    A word alone in capitals may be an abbreviation (MUBI), and so may a short one without vowels: it stays.
    """
    given = company_name(without_footnotes(raw))
    if not capitals or " " not in given or not given.isupper():
        return given
    return _WORD.sub(lambda word: word[0] if _is_short_form(given, word) else word[0].capitalize(), given)


def _is_short_form(given: str, word: re.Match[str]) -> bool:
    """`S.` of `S. L.`, `TV`, `ZDF`: letters with points behind, or no vowel among them."""
    return given[word.end() : word.end() + 1] == "." or not set(word[0]) & set("AEIOUYÄÖÜÉÈÁÍÓÚÅØÆ")
