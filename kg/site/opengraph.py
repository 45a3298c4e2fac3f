"""Open Graph (https://ogp.me) of the page of a thing."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from kg.model import iris
from kg.model.prefixes import SCHEMA, XSD
from kg.model.profile import Field
from kg.release.documents import Document, Value
from kg.release.selection import Selection
from kg.site.cards import IMAGE, pictures
from kg.site.forms import DURATION
from kg.site.items import Item
from kg.site.marks import properties_of

WEBSITE = "website"
_SAID = {"width": "og:image:width", "height": "og:image:height", "caption": "og:image:alt"}
"""Properties of a picture → what Open Graph calls them."""
_PREVIEW = SCHEMA + "thumbnailUrl"
_VIDEO = "video."
_UNITS = (3600, 60, 1)


def look(types: tuple[str, ...]) -> str:
    """The og:type of a thing of these classes."""
    known = _table()["types"]
    return next((known[cls.removeprefix(SCHEMA)] for cls in types if cls.removeprefix(SCHEMA) in known), WEBSITE)


def properties(selection: Selection) -> Iterator[tuple[str, str]]:
    """Names and contents of what is said besides title and description, in the order of the shape; pictures last."""
    thing = selection.document.thing
    known = _table()["videos"] if look(thing.types).startswith(_VIDEO) else {}
    for field, values, _ in selection.fields(thing):
        for name in (known[word] for word in properties_of(field).split() if word in known):
            yield from ((name, _content(value)) for value in values)
    links = [(field, value) for field, values, _ in selection.fields(thing) for value in values]
    yield from list(_images(selection.document, links)) or _previews(selection.document, links)


def first(items: Iterable[Item]) -> tuple[tuple[str, str], ...]:
    """The first picture of a list, with its size and the text that stands for it; nothing where it shows none."""
    for item in (item for item in items if item.picture):
        said = {**item.terms, "caption": item.alt}
        return (("og:image", item.picture), *((name, said[word]) for word, name in _SAID.items() if word in said))
    return ()


def _images(document: Document, links: Iterable[tuple[Field, Value]]) -> Iterator[tuple[str, str]]:
    """The pictures of a thing, each with its size, and its caption as the text that stands for it."""
    for part, address in pictures(document, (value for field, value in links if field.path == IMAGE)):
        yield "og:image", address
        said = document.things[part].values
        yield from ((name, one.value) for word, name in _SAID.items() for one in said.get(SCHEMA + word, ()))


def _previews(document: Document, links: Iterable[tuple[Field, Value]]) -> Iterator[tuple[str, str]]:
    """What its videos show of themselves."""
    videos = (document.things[value.value] for _, value in links if value.value in document.things)
    yield from (("og:image", address.value) for video in videos for address in video.values.get(_PREVIEW, ()))


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
