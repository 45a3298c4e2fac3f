"""Columns of ratings by age and by viewers: what their headers promise, what their cells show, and what is beside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kg.model.values.rating import count, is_certificate
from kg.model.values.tried import tried
from kg.sources.rated import CERTIFICATES, COUNTS, EITHER, RATINGS, REVIEW_COUNTS, Announced, announced
from kg.sources.tables.cells import as_text
from kg.sources.tables.separators import Options, separated

RATED = (CERTIFICATES, RATINGS)

UNSCALED = 'neither age ratings nor ratings with a scale; say the highest of these: details = { best = "10" }'
UNKNOWN = "called like age ratings, but some of its cells are none"

_MOST = 0.8
"""So many of the cells have to be certificates, or numbers of people."""


def promised(forms: Sequence[str]) -> Announced | None:
    """What a header says of ratings, in one of its forms."""
    return next((found for form in forms if (found := announced(form))), None)


def fields(said: Announced) -> tuple[str, ...]:
    """The fields that such a header may name, the likeliest first; of a number of people none."""
    return {CERTIFICATES: RATED, EITHER: RATED, RATINGS: (RATINGS,)}.get(said.what, ())


def are_certificates(said: Announced | None, cells: Sequence[Any]) -> bool:
    """Whether cells are certificates; under a header of ratings of either kind not all are mere numbers."""
    texts = [piece.strip() for cell in cells for piece in str(as_text(cell)).replace("/", ",").split(",")]
    sure = [text for text in texts if is_certificate(text)]
    is_said = said is not None and said.what == CERTIFICATES
    return len(sure) >= _MOST * len(texts) and (is_said or not all(map(str.isdecimal, sure)))


def options(field: str, name: str, said: Announced | None, texts: Sequence[str], habits: frozenset[str]) -> Options:
    """Whose a rating is, as its header says it; before certificates stands the system that their header names."""
    whose = said.whose if said else ""
    if field == RATINGS:
        return {"details": {"author": whose}} if whose and said and said.what == RATINGS else {}
    led = {"template": f"{whose} {{{name}}}"} if whose and said and said.what == CERTIFICATES else {}
    return led | separated(field, texts, habits)


def beside(name: str, forms: Mapping[str, Sequence[str]], cells: Mapping[str, Sequence[Any]]) -> Options:
    """The columns that say how many ratings and reviews the ratings of a column are the average of.

    `forms` has the headers of all columns. A number of nobody's is that of the only column of ratings.
    """
    said = {column: one for column, names in forms.items() if (one := promised(names))}
    whose = said[name].whose if name in said else ""
    is_only = sum(one.what in (RATINGS, EITHER) for one in said.values()) == 1
    found: Options = {}
    for column, one in said.items():
        is_its = one.whose == whose or (not one.whose and is_only)
        if one.what in (COUNTS, REVIEW_COUNTS) and is_its and _are_counts(cells[column]):
            found.setdefault(one.what, f"{{{column}}}")
    return found


def _are_counts(cells: Sequence[Any]) -> bool:
    return sum(tried(count, str(as_text(cell))) is not None for cell in cells) >= _MOST * max(len(cells), 1)
