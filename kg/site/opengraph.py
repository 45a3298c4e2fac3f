"""Open Graph (https://ogp.me) of the page of a thing."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from kg.model import iris
from kg.model.prefixes import SCHEMA, XSD
from kg.release.documents import Value
from kg.release.selection import Selection
from kg.site.cards import IMAGE, pictures
from kg.site.forms import DURATION
from kg.site.marks import properties_of

WEBSITE = "website"
_VIDEO = "video."
_UNITS = (3600, 60, 1)


def look(types: tuple[str, ...]) -> str:
    """The og:type of a thing of these classes."""
    known = _table()["types"]
    return next((known[cls.removeprefix(SCHEMA)] for cls in types if cls.removeprefix(SCHEMA) in known), WEBSITE)


def properties(selection: Selection) -> Iterator[tuple[str, str]]:
    """Names and contents of what is said besides title and description, in the order of the shape of the thing."""
    thing = selection.document.thing
    known = _table()["videos"] if look(thing.types).startswith(_VIDEO) else {}
    for field, values, _ in selection.fields(thing):
        for name in (known[word] for word in properties_of(field).split() if word in known):
            yield from ((name, _content(value)) for value in values)
        if field.path == IMAGE:
            yield from (("og:image", address) for _, address in pictures(selection.document, values))


def _content(value: Value) -> str:
    if isinstance(value, ox.NamedNode):
        return iris.document(value.value)
    return str(_seconds(value.value)) if value.datatype.value == XSD + "duration" else value.value


def _seconds(duration: str) -> int:
    found = DURATION.fullmatch(duration)
    return sum(int(part or 0) * unit for part, unit in zip(found.groups(), _UNITS, strict=True)) if found else 0


@cache
def _table() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("opengraph.toml").read_text("utf-8"))
