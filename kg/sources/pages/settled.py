"""Which facts of technical lines count: those beside others do, a year or a genre alone does not."""

import re
from collections.abc import Mapping, Sequence

from kg.sources.pages import atoms
from kg.sources.pages.facts import Facts, Strength
from kg.sources.pages.lines import Line, plain
from kg.sources.pages.menus import menus
from kg.sources.pages.names import ARTICLES, people
from kg.sources.pages.technical import FACTS, is_spoken
from kg.sources.pages.technical import Line as Technical
from kg.sources.pages.words import expression

_NEAR, _AROUND = 3, 4
"""In lines: how near other facts are beside a line, and how near a line that was used is around it."""

_PLACE = re.compile(r"\w ?\((?:[^()]{1,60}[,;/])?(?P<country>[^(),;/]{2,40})\)(?:\Z|\s[–—-]\s)")
_LONGEST = 200

_HEAD = 12
"""So many lines of a page are its head, where a length stands alone."""

_MENU = 6
"""So many languages on a line without a label are those of the site."""


def settle(lines: Sequence[Line], told: Mapping[int, Technical], facts: Facts, used: set[int]) -> list[tuple[str, int]]:
    """Add to `facts` what counts, and to `used` the lines that say it; what else those lines hold, with its line.

    `told` has the technical lines by their place in `lines`.
    """
    others: list[tuple[str, int]] = []
    first = -1
    directors = frozenset(facts.values("directors"))
    of_site = menus(lines, used | told.keys())
    told = {at: line for at, line in told.items() if at not in of_site and not _is_listed(at, told, lines)}
    for at, line in told.items():
        if _is_menu(line):
            continue
        kinds = {piece.kind for piece in line.pieces}
        goes_on = at - 1 in told and {piece.kind for piece in told[at - 1].pieces} == kinds
        first = first if goes_on and len(kinds) == 1 and first >= 0 else at
        beside = (place for place in range(at - _NEAR, at + _NEAR + 1) if place != at)
        near = sum(told[place].facts for place in beside if place in told)
        amid = any(place in used for place in range(at - _AROUND, at + _AROUND + 1) if place != at)
        _add(line, near, facts, lines[at].number, lines[first].number, amid=amid, at_head=at < _HEAD)
        others += [(other, at) for other in line.others]
        _add_director(line, facts, lines[at].number)
        _add_year(line, directors, facts, lines[at].number, at_head=at < _HEAD)
        if line.facts:
            used.add(at)
    return others


def _is_listed(at: int, told: Mapping[int, Technical], lines: Sequence[Line]) -> bool:
    """Whether a line is one of several that name a country each: where festivals, prizes or guests are from."""
    near = (plain(line.text[:_LONGEST]) for line in (*lines[max(at - 2, 0) : at], *lines[at + 1 : at + 3]))
    return _is_from(told[at]) and any(
        (place := _PLACE.search(text)) and atoms.country(place["country"].strip()) for text in near
    )


def _is_from(line: Technical) -> bool:
    """`Kurzfilmtage (Köln, Deutschland)`: a country beside something else, and no other fact."""
    kinds = {piece.kind for piece in line.pieces}
    return kinds & FACTS == {"countries"} and bool({"text", "name"} & kinds)


def _is_menu(line: Technical) -> bool:
    """Whether a line is the choice of the page's language: `Česky - CZ Deutsch (DE) English (UK) Español Français`."""
    kinds = {piece.kind for piece in line.pieces}
    if "languages" not in kinds or kinds & {"year", "made", "duration"}:
        return False
    return sum(bool(atoms.language(word)) for piece in line.pieces for word in piece.text.split()) >= _MENU


def _add(line: Technical, near: int, facts: Facts, number: int, first: int, *, amid: bool, at_head: bool) -> None:
    alone = len(line.pieces) == 1
    several = line.facts + near >= 2
    lands = [place for place, piece in enumerate(line.pieces) if piece.kind in ("countries", "made")]
    for place, piece in enumerate(line.pieces):
        if piece.kind in ("year", "made") and piece.year and (several or piece.kind == "made"):
            facts.add("year", [piece.year], Strength.LINE, number)
        together = place in lands and place - lands[0] == lands.index(place)
        if together and not (alone and not near and not amid):
            facts.add("countries", piece.values, Strength.LINE, number, first)
        if piece.kind == "duration" and (several or amid or at_head):
            facts.add("duration", piece.values, Strength.LINE, number)
        elif piece.kind == "duration" and alone and "H" in piece.values[0]:
            facts.add("duration", piece.values, Strength.PLACE, number)
        if piece.kind == "languages" and (line.facts + near or is_spoken(piece.text)):
            facts.add("languages", piece.values, Strength.LINE, number, first)
        if piece.kind == "genres" and (line.facts + near or amid):
            facts.add("genres", piece.values, Strength.LINE, number, first)
        if piece.kind in ("directors", "cast") and line.facts:
            facts.add(piece.kind, piece.values, Strength.PHRASE, number)


def _add_director(line: Technical, facts: Facts, number: int) -> None:
    """A name beside countries and year is the director's: before them, or the last of the line.

    Of names between slashes the nearest to the facts; those in one list are all.
    """
    kinds = [piece.kind for piece in line.pieces]
    for place, piece in enumerate(line.pieces):
        if (
            piece.kind != "name"
            or piece.text.split()[0].casefold() in ARTICLES
            or (place > 2 and place + 1 < len(kinds))
        ):
            continue
        if not _is_beside(kinds, place) or (line.facts < 2 and "made" not in kinds):
            continue
        after = line.pieces[place + 1 : place + 2]
        if after and after[0].kind == "name" and not after[0].listed and _is_beside(kinds, place + 1):
            continue
        names, rest = people(piece.text)
        if names and not rest:
            facts.add("directors", names, Strength.PLACE, number)
        if not (after and after[0].kind == "name" and after[0].listed):
            return


def _add_year(line: Technical, directors: frozenset[str], facts: Facts, number: int, *, at_head: bool) -> None:
    """`Ann Lee — 2022`, `Spielfilm, 2022`: the year beside the director, or beside the kind of film at the head."""
    made = [piece.year for piece in line.pieces if piece.kind == "year" and piece.year]
    others = [piece for piece in line.pieces if piece.kind != "year"]
    made_by = all(_names(piece.text) <= directors and _names(piece.text) for piece in others)
    kind = at_head and all(piece.kind == "genres" or is_kind(piece.text) for piece in others)
    if len(made) == 1 and others and (made_by or kind):
        facts.add("year", made, Strength.LINE, number)


def is_kind(text: str) -> bool:
    """Whether a text says what kind of film it is, as `Spielfilm` does."""
    return bool(expression("kinds").fullmatch(text.strip(" .,;()")))


def _names(text: str) -> frozenset[str]:
    """The people of a text that is nothing else."""
    names, rest = people(text)
    return frozenset(() if rest else names)


def _is_beside(kinds: Sequence[str], place: int) -> bool:
    before = any(kind in ("countries", "made", "year") for kind in kinds[place + 1 : place + 3])
    before = before or ("made" in kinds[:place] and kinds[place + 1 : place + 2] == ["cast"])
    last = place + 1 == len(kinds) and any(kind in ("year", "made") for kind in kinds[:place])
    return before or last
