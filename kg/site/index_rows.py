"""What the site has to know of a document besides the document: a row for the index."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from kg.model import iris
from kg.model.profile import Field, Kind, Profile
from kg.release.documents import Document, Value, documents
from kg.release.order import shape_of
from kg.site.cards import Card, alphabetical, card, newest_first, year
from kg.site.ways import facets, linking


class IndexRow(msgspec.Struct, frozen=True, array_like=True):
    """What indexing a document gave.

    `names` are alphabetical keys by language, `links` targets with numbers of fields, `facets` facets with slugs and
    values, `filled` the names of the fields that are stated.
    """

    card: Card
    folder: str
    names: tuple[tuple[str, str], ...]
    time: str
    year: str
    links: tuple[tuple[str, int], ...]
    facets: tuple[tuple[str, str, str], ...]
    filled: tuple[str, ...]


def rows(part: Path, profile: Profile, languages: Sequence[str]) -> Iterator[IndexRow]:
    """The rows of a part: sorted N-Triples lines of whole documents of one folder."""
    numbers = {field.iri: number for number, field in enumerate(linking(profile))}
    with part.open("rb") as lines:
        for document in documents(lines):
            if row := _row(document, profile, languages, numbers):
                yield row


def _row(document: Document, profile: Profile, languages: Sequence[str], numbers: dict[str, int]) -> IndexRow | None:
    found, shape = card(document, profile), shape_of(document.thing, profile)
    if not found or not shape:
        return None
    stated = [(field, values) for field in shape.fields if (values := document.thing.values.get(field.path, ()))]
    browsed = {field.iri for field in facets(profile).values()}
    return IndexRow(
        card=found,
        folder=shape.folder,
        names=tuple((language, alphabetical(found.name(language))) for language in languages),
        time=newest_first(found, shape),
        year=year(found, shape),
        links=tuple((value.value, numbers[f.iri]) for f, values in stated if f.iri in numbers for value in values),
        facets=tuple(facet for field, values in stated if field.iri in browsed for facet in _facets(field, values)),
        filled=tuple(field.name for field, _ in stated),
    )


def _facets(field: Field, values: tuple[Value, ...]) -> Iterator[tuple[str, str, str]]:
    for value in values:
        slug = iris.name(value.value) if field.kind is Kind.LINK else iris.slug([value.value])
        yield field.facet, slug, value.value
