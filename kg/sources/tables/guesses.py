"""What columns without names seem to state, by their cells alone. A person has to look at each of them."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from kg.model import values
from kg.model.values.people import person
from kg.model.values.tables import table
from kg.model.values.tried import tried
from kg.sources.fields import told_apart
from kg.sources.tables.evidence import sample
from kg.sources.tables.genres import are_genres

_PARTICLES = frozenset(table("words")["particles"])
_MOST = 0.8
"""So many of the cells have to be of a kind."""

_PROSE = 60
"""In characters: half of the descriptions are longer."""

_ROWS_OF_ONE = 5
"""So many rows may be of one film."""

_NUMBERED = re.compile(
    r"\(column [0-9]+\)|(?:[VX]|var|unnamed:?|col|column|field|feld|spalte|kolom|champ|colonne|campo)?[ _.]?[0-9]{1,3}",
    re.IGNORECASE,
)
"""What programs call columns without a name."""

_NAMES = re.compile(r"\A[^\W\d_][\w.'’-]*+(?: [\w.'’-]++){1,3}")


def are_unnamed(columns: Mapping[str, Any]) -> bool:
    """Whether no column has a name."""
    return all(map(_NUMBERED.fullmatch, columns))


def guessed(cells: Mapping[str, Sequence[Any]]) -> Iterator[tuple[str, str]]:
    """Column and field, each once: what is written in one way only first, then the title, then people."""
    left = {name: sample(column) for name, column in cells.items() if column}
    for field, looks in _LOOKS.items():
        alike = [name for name, column in left.items() if _share(looks, column) >= _MOST]
        if alike and not (field == "page" and len(alike) > 1):  # of several addresses none is known to be the film's
            del left[alike[0]]
            yield alike[0], field
    if found := next((name for name, column in left.items() if are_genres(column)), None):
        del left[found]
        yield found, "genres"
    if found := next((name for name, column in left.items() if _is_telling(column) and _differ(cells[name])), None):
        del left[found]
        yield found, "title"
        behind = [*cells][[*cells].index(found) :]
        if people := next((one for one in behind if one in left and _share(_is_name, left[one]) >= _MOST), None):
            yield people, "directors"


def _share(looks: Callable[[str], Any], column: Sequence[Any]) -> float:
    return sum(bool(looks(str(cell))) for cell in column) / len(column)


def _is_telling(column: Sequence[Any]) -> bool:
    """Whether the cells are texts, short ones."""
    texts = [cell for cell in column if isinstance(cell, str) and any(map(str.isalpha, cell)) and len(cell) <= _PROSE]
    return len(texts) >= _MOST * len(column)


def _differ(column: Sequence[Any]) -> bool:
    """Whether cells are as different as titles are, though a film may have several rows: kinds of films are not."""
    return len(set(map(str, column))) * _ROWS_OF_ONE >= len(column)


def _is_name(text: str) -> bool:
    """Names have capitals. Scripts without them write a name as one word, and several words are something else."""
    words = [word for word in text.split() if word.casefold() not in _PARTICLES]
    return bool(
        _NAMES.fullmatch(text)
        and all(word[0].isupper() for word in words)
        and not text.isupper()
        and tried(person, text)
    )


def _are(field: str, rule: Callable[[str], Any]) -> Callable[[str], bool]:
    """Whether all values in a text are understood, and written in words: codes may be anything."""
    return lambda text: all((len(one) > 3 or not one.isascii()) and tried(rule, one) for one in told_apart(field, text))


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
