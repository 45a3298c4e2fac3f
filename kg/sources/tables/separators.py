"""What stands between several things in the cells of a column, as `kg init` proposes it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from kg.model.extended import is_own
from kg.model.iris import normal
from kg.model.record import Organization, Person
from kg.sources.forms import form_of, is_object
from kg.sources.tables.cells import cut
from kg.sources.tables.genres import is_genre

Options = dict[str, Any]
"""Option of a column (`kg.sources.config.Column`) → its value."""

MOST_ODD = 10
"""Of a hundred cells so many may be unlike the others."""

_SURE = ("|", ";", " / ")
_ODD = ("@", "#", "~", "^", "¦", "\\", "•", "·", "*", "+", "\n")
"""What separates where it stands in several cells."""

_UNUSUAL = ("@", "#", "~", "^", "¦", "\\")
_SHORT = 1000
"""In characters: running text is longer."""

_ALSO_BETWEEN = ("\n", " & ", " and ", " und ", " et ", " en ")
"""What stands between two names with their surnames first, besides."""

_BETWEEN_ROLES = ("/", "|", ";", "&", "+", "·", "•", ",")
"""What stands between the roles that a header names."""

_COMMAS = (", ", ",")
_TOLD_APART = {"countries", "languages", "subtitles"}
"""Like names of people and companies, these are told apart without a separator."""

_BY_RULE = frozenset(("|", ";", " / ", "•", "·", "\n"))
"""At which they are told apart then."""

_WITH_COMMAS = {"alternate_titles", "awards"}
"""What has commas of its own, which separate nothing."""

_MORE_THAN_COMMAS = re.compile(r"[(\[&;/]|\b(?:and|und|et|en|y|e)\b|\b(?:Jr|Sr|II|III|Inc|Ltd|LLC|Co)\b")
"""What a comma would not tell apart, or would wrongly."""

_BARE_COMMA = re.compile(r"[^\W\d_],[^\W\d_]")
_OFTEN, _SOMETIMES = 3, 10
"""In so many cells, or in one of so many, a mark has to stand to be a separator: one odd cell decides nothing."""

_SURNAME_FIRST = re.compile(r"\A(?:[a-zß-ÿ'’]++ ){0,3}[\w'’-]++, [\w.'’-]++(?: [\w.'’-]++){0,3}")
"""One word, with particles before it, a comma, and first names: `Haigh, Andrew`, `von Trier, Lars`."""

_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
"""Names in these scripts are one word, so that a comma stands between two people."""


def habits_of(columns: Iterable[Sequence[Any]]) -> frozenset[str]:
    """The odd marks that separate in some column of a table, and so may in the others, too."""
    texts = ([cell for cell in column if isinstance(cell, str) and len(cell) < _SHORT] for column in columns)
    return frozenset(mark for column in texts for mark in _UNUSUAL if _separates(mark, column))


def mark_of_header(header: str, column: Sequence[Any]) -> str:
    """The sign that stands in a header of several roles as in its cells, each part of which may be one's."""
    texts = [cell for cell in column if isinstance(cell, str)]
    inside = header.strip()[1:-1]
    return next((mark for mark in _BETWEEN_ROLES if mark in inside and _separates(mark, texts)), "")


def separator_beside(column: Sequence[Any], other: Sequence[Any]) -> str:
    """What separates two columns that run parallel, as many in every row; "" where they do not."""
    pairs = [(a, b) for a, b in zip(column, other, strict=False) if isinstance(a, str) and isinstance(b, str)]
    if not len(column) == len(other) == len(pairs):
        return ""
    for mark in _SURE + _COMMAS:
        if any(mark in one for one, _ in pairs) and all(a.count(mark) == b.count(mark) for a, b in pairs):
            return mark
    return ""


def separated(field: str, texts: Sequence[str], habits: frozenset[str]) -> Options:
    """The options for what stands between several things that a text names.

    `habits`: odd marks that separate in other columns of the table.
    """
    form = form_of(field).type
    agents = is_object(form, Person, Organization)
    usual = [mark for mark in (*_SURE, *_ODD) if _separates(mark, texts)]
    marks = [*usual, *(mark for mark in sorted(habits) if mark not in usual and any(mark in text for text in texts))]
    if is_object(form, Person) and (order := _surname_first(texts, marks)):
        return order
    if is_own(form) and form_of(field).several:
        # A name may have a comma of its own, which separates nothing.
        marks = marks or [mark for mark in _COMMAS if _separates(mark, texts) and _recurs(texts, mark)][:1]
        return {"separator": marks[0] if len(marks) == 1 else marks} if marks else {}
    if is_object(form) and not agents:
        # A quotation or an address has commas of its own.
        return {"separator": "|"} if "|" in marks else {}
    told_apart = agents or field in _TOLD_APART
    commas = next((mark for mark in _COMMAS if _separates(mark, texts)), "")
    if field in _WITH_COMMAS:
        pass
    elif told_apart and _BY_RULE.issuperset(marks) and (len(marks) > 1 or _also_commas(texts, marks)):
        marks = []
    elif commas and not (told_apart and (marks or any(map(_MORE_THAN_COMMAS.search, texts)))):
        marks = [*marks, commas]
    if field == "genres":
        marks = ["," if mark == ", " and _odd_commas(texts) else mark for mark in marks]
        marks += _seldom(texts, marks) or _spaces(texts, marks)
    return {"separator": marks[0] if len(marks) == 1 else marks} if marks else {}


def _separates(mark: str, texts: Sequence[str]) -> bool:
    """Whether a mark stands between words in as many cells as make a habit of it."""
    often = sum(1 for text in texts if mark in text.strip().strip(mark.strip()))
    return often > 0 and (often >= _OFTEN or often * _SOMETIMES >= len(texts)) and (mark not in _ODD or often > 1)


def _recurs(texts: Sequence[str], mark: str) -> bool:
    """Whether what a mark separates stands in another cell as well, alone or between such marks."""
    cells = [{normal(piece) for piece in text.split(mark)} for text in dict.fromkeys(texts)]
    counted = Counter(piece for pieces in cells for piece in pieces)
    return any(counted[piece] > 1 for pieces in cells if len(pieces) > 1 for piece in pieces)


def _also_commas(texts: Sequence[str], marks: Sequence[str]) -> bool:
    """Whether commas separate where the marks do not: both are for the rules of the field."""
    return bool(marks) and any("," in text and not any(mark in text for mark in marks) for text in texts)


def _seldom(texts: Sequence[str], marks: Sequence[str]) -> list[str]:
    """The slash of `Drama/Krimi`, the comma of `Drama, Krimi`, where what stands on their sides are known genres."""
    likely = ("/",) if any("," in mark for mark in marks) else ("/", ", ")
    return [mark for mark in likely if _parts_genres(mark, texts, marks)]


def _parts_genres(mark: str, texts: Sequence[str], marks: Sequence[str]) -> bool:
    pieces = [piece for text in texts for piece in cut(text, tuple(marks) or None)]
    whole = {normal(piece) for piece in pieces if mark not in piece}
    sides = [side for piece in pieces if mark in piece for side in piece.split(mark)]
    known = sum(normal(side) in whole or is_genre(side) for side in sides)
    return bool(sides) and known * 2 >= len(sides)


def _odd_commas(texts: Sequence[str]) -> bool:
    """Whether commas stand without a space, or twice, beside those with one: `war,, ,drama`."""
    return any(mark in f"{text}," for text in texts for mark in (",,", " ,")) or any(map(_BARE_COMMA.search, texts))


def _spaces(texts: Sequence[str], marks: Sequence[str]) -> list[str]:
    """The space of `剧情 爱情`, in scripts without spaces in words, where most of what it separates are genres.

    In other scripts only where nearly all cells with a space are known genres, some three of them: `Romantic comedy`
    is one.
    """
    spaced = [text.split() for text in texts if not marks and " " in text.strip()]
    sides = [side for words in spaced if any(map(_UNSPACED.search, words)) for side in words]
    if sides:
        return [" "] if sum(map(is_genre, sides)) * 2 >= len(sides) else []
    known = sum(all(map(is_genre, words)) for words in spaced)
    several = any(len(words) >= _OFTEN for words in spaced)
    return [" "] if several and known * 100 >= len(spaced) * (100 - MOST_ODD) else []


def _surname_first(texts: Sequence[str], marks: Sequence[str]) -> Options:
    """Whether a comma stands between surname and first names: in nearly all names that have one."""
    sure = next((mark for mark in marks if mark in _SURE), ";")
    between = [sure, *(mark for mark in _ALSO_BETWEEN if any(mark in text for text in texts))]
    commas = [name.strip() for text in texts for name in cut(text, tuple(between)) if "," in name]
    turned = sum(bool(_SURNAME_FIRST.fullmatch(name)) and not _UNSPACED.search(name) for name in commas)
    if not commas or turned * 100 < len(commas) * (100 - MOST_ODD):
        return {}
    if sure == ";" and len(between) > 1 and not any(";" in text for text in texts):
        between = between[1:]
    return {"surname_first": True, "separator": between[0] if len(between) == 1 else between}
