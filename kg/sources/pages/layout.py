"""A page layout: the grammar of a site's film pages, as `layouts/*.toml` states it."""

import functools
import re
from pathlib import Path
from typing import Literal

from msgspec import Struct

Split = Literal["text", "list", "people", "affiliated", "companies", "works"]


class LayoutRow(Struct, frozen=True, forbid_unknown_fields=True):
    """A label and its value; a row without `labels` is a value alone, told by its `pattern` or its place.

    `heading`: a label without a value. `rest`: its value goes on to the end. `repeat`: may come again. `mirrored`: the
    head states the field if and only if this row is there.
    """

    labels: tuple[str, ...] = ()
    field: str = ""
    values: Split = "text"
    pattern: str = ""
    optional: bool = False
    heading: bool = False
    rest: bool = False
    repeat: bool = False
    mirrored: bool = False


class Part(Struct, frozen=True, forbid_unknown_fields=True):
    """One part of the technical line: what it looks like, with the value as group `value`, and its field."""

    field: str
    pattern: str
    values: Split


class CountedLayout(Struct, frozen=True, forbid_unknown_fields=True):
    """The layout of a page: head, technical line, running text, gallery, credits, end."""

    gallery: str
    credits: str
    end: tuple[str, ...]
    image: str
    edition: str
    episode: str
    quote: str
    work: str
    separators: dict[str, str]
    technical: tuple[Part, ...]
    head: tuple[LayoutRow, ...]
    rows: tuple[LayoutRow, ...]

    def labels(self, *, mirrored: bool = False) -> str:
        """The labels of the rows, or of those that the head mirrors, as an expression."""
        rows = (row for row in self.rows if row.mirrored or not mirrored)
        return "|".join(re.escape(label) for row in rows for label in row.labels)


@functools.cache
def festival() -> CountedLayout:
    """The layout of the festival pages."""
    import msgspec.toml

    file = Path(__file__).parent / "layouts" / "festival.toml"
    return msgspec.toml.decode(file.read_bytes(), type=CountedLayout)
