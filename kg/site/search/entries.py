"""What the search finds of a page: its words, and by what results can be narrowed down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.model.prefixes import XSD
from kg.site import browse
from kg.site.entity import Subject
from kg.site.items import Items
from kg.site.search.bundle import Entry
from kg.site.view import ShownField
from kg.site.ways import facets
from kg.site.words import worded

KIND, ROLE = "kind", "role"
MOST = 100_000
"""So many pages of a language can be found; above that, making the index takes more memory than most machines have."""


def entry(subject: Subject) -> Entry:
    """The page of a thing in the language of the subject."""
    items, card = subject.items, subject.card
    roles = items.roles(card) if card else []
    return Entry(
        url=f"{items.site.prefix(items.language)}{subject.frame.path}",
        language=items.language,
        title=subject.view.heading.text,
        note=subject.note or " · ".join(roles),
        text=" ".join(_texts(row for _, rows in subject.view.sections for row in rows)),
        facets={name: values for name, values in _facets(subject, roles) if values},
    )


def offered(items: Items) -> list[tuple[str, str, bool]]:
    """The facets by which results can be narrowed down: name, label, whether the last of its values comes first."""
    fields = facets(items.profile).values()
    valued = [(f.facet, worded(f.labels, items.language), f.datatype == f"{XSD}gYear") for f in fields]
    return [(KIND, items.words["kind"], False), *valued, (ROLE, items.words["role"], False)]


def _facets(subject: Subject, roles: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    thing, items = subject.document.thing, subject.items
    browsed = {field.iri for field in facets(items.profile).values()}
    if subject.shape:
        yield KIND, (subject.kind,)
        for field in subject.shape.fields:
            if field.iri in browsed:
                values = (value.value for value in thing.values.get(field.path, ()))
                yield field.facet, tuple(dict.fromkeys(browse.name(field, value, items) for value in values))
    yield ROLE, tuple(roles)


def _texts(rows: Iterable[ShownField]) -> Iterator[str]:
    for value in (value for row in rows for value in row.values):
        figured = (piece.text for piece in (value.figure or {}).values() if not piece.href)
        beside = (each.text for each in value.beside)
        yield from filter(None, (value.text, *beside, value.note, *figured))
        yield from _texts(value.rows)
