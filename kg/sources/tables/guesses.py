"""What columns without names seem to state, by their cells alone. A person has to look at each of them."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from kg.model import values
from kg.model.values.people import person
from kg.model.values.tried import tried
from kg.sources.fields import told_apart
from kg.sources.tables.evidence import sample
from kg.sources.tables.genres import are_genres

_MOST = 0.8
"""So many of the cells have to be of a kind."""

_PROSE = 60
"""In characters: half of the descriptions are longer."""

_NUMBERED = re.compile(r"\(column [0-9]+\)")
_NAMES = re.compile(r"\A[^\W\d_][\w.'’-]*+(?: [\w.'’-]++){1,3}")


def are_unnamed(columns: Mapping[str, Any]) -> bool:
    """Whether no column has a name."""
    return all(map(_NUMBERED.fullmatch, columns))


def guessed(cells: Mapping[str, Sequence[Any]]) -> Iterator[tuple[str, str]]:
    """Column and field, each once: what is written in one way only first, then the title, then people."""
    left = {name: sample(column) for name, column in cells.items() if column}
    for field, looks in _LOOKS.items():
        if found := next((name for name, column in left.items() if _share(looks, column) >= _MOST), None):
            del left[found]
            yield found, field
    if found := next((name for name, column in left.items() if are_genres(column)), None):
        del left[found]
        yield found, "genres"
    if found := next((name for name, column in left.items() if _is_telling(column)), None):
        del left[found]
        yield found, "title"
        behind = [*cells][[*cells].index(found) :]
        if people := next((one for one in behind if one in left and _share(_is_name, left[one]) >= _MOST), None):
            yield people, "directors"


def _share(looks: Callable[[str], Any], column: Sequence[Any]) -> float:
    return sum(bool(looks(str(cell))) for cell in column) / len(column)


def _is_telling(column: Sequence[Any]) -> bool:
    """Whether the cells are texts, short and nearly all different."""
    texts = [cell for cell in column if isinstance(cell, str) and any(map(str.isalpha, cell)) and len(cell) <= _PROSE]
    return len(texts) >= _MOST * len(column)


def _is_name(text: str) -> bool:
    return bool(_NAMES.fullmatch(text) and not text.isupper() and tried(person, text))


def _are(field: str, rule: Callable[[str], Any]) -> Callable[[str], bool]:
    """Whether all values in a text are understood, and written in words: codes may be anything."""
    return lambda text: all(len(one) > 3 and tried(rule, one) for one in told_apart(field, text))


_LOOKS: Mapping[str, Callable[[str], Any]] = {
    "identifiers.imdb": lambda text: re.fullmatch(r"tt[0-9]{7,10}", text),
    "images": lambda text: re.fullmatch(r"\Ahttps?://\S+\.(?:jpe?g|png|gif|webp)", text),
    "page": lambda text: re.match(r"https?://\S+\Z", text),
    "year": lambda text: tried(values.year, text),
    "duration": lambda text: not text.isdigit() and tried(values.duration, text),
    "release_date": lambda text: tried(values.date, text),
    "countries": _are("countries", values.country),
    "languages": _are("languages", values.language),
    "descriptions": lambda text: len(text) > _PROSE and " " in text,
}
