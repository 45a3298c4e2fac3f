"""What the site has to know of a document besides the document: rows for the index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from kg.model import iris
from kg.model.profile import Kind, Profile
from kg.release.documents import documents
from kg.release.order import shape_of
from kg.site.cards import alphabetical, card, newest_first, year
from kg.site.stored import stored
from kg.site.ways import facets, linking

IndexRow = tuple[str, tuple[str | int | float | bytes, ...]]
"""The table (`sql/gathered.sql`) that a row goes into, and its values."""


def rows(part: Path, profile: Profile, languages: Sequence[str]) -> Iterator[IndexRow]:
    """The rows of a part: sorted N-Triples lines of whole documents of one folder."""
    numbers = {field.iri: number for number, field in enumerate(linking(profile))}
    browsed = {field.iri for field in facets(profile).values()}
    filled: Counter[tuple[str, str]] = Counter()
    with part.open("rb") as lines:
        for document in documents(lines):
            found, shape = card(document, profile), shape_of(document.thing, profile)
            if not found or not shape:
                continue
            iri, data = found.iri, msgspec.msgpack.encode(found)
            yield "row", (iri, shape.folder, newest_first(found, shape), year(found, shape), data)
            for language in languages:
                yield "row_name", (iri, language, alphabetical(found.name(language)))
            yield from (("row_showing", msgspec.structs.astuple(each)) for each in stored(document, profile))
            for field in shape.fields:
                values = [value.value for value in document.thing.values.get(field.path, ())]
                filled[shape.iri, field.name] += bool(values)
                for value in values if field.iri in numbers else ():
                    yield "row_link", (value, numbers[field.iri], iri)
                for value in values if field.iri in browsed else ():
                    slug = iris.name(value) if field.kind is Kind.LINK else iris.slug([value])
                    yield "row_facet", (field.facet, slug, value, iri)
    yield from (("filled", (*key, count)) for key, count in filled.items() if count)
