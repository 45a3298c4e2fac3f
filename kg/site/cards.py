"""What is known of a thing wherever it stands in a list: its names, and the fields that its shape puts on the card."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from kg.model.prefixes import SCHEMA, XSD
from kg.model.profile import Kind, Profile, Shape
from kg.release.credits import billed
from kg.release.documents import Document, Thing, Value, language
from kg.release.order import shape_of
from kg.site.words import worded

IMAGE = SCHEMA + "image"
_NAME = SCHEMA + "name"
_PAGE = SCHEMA + "url"
_ADDRESS = SCHEMA + "contentUrl"
_NO_LETTER = re.compile(r"^[^a-z0-9]+")
_UNDATED = "9999"
_FEW = 3
_TERMS = ("caption", "credit", "licence", "width", "height")
_LICENCE = "license"


class Card(msgspec.Struct, frozen=True, array_like=True):
    """A thing in a list: `names` by language ("" = in none), `facts` by name of field: lexical forms, or IRIs.

    Of a fact the first few values are told, and in `more` how many there are besides. `page` is the address that its
    source states, `image` IRI and address of a picture that can be fetched, the first with a licence if there is one,
    `terms` what is said with it (caption, credit, licence, width and height), by property of schema.org.
    """

    iri: str
    shape: str
    names: dict[str, str]
    facts: dict[str, tuple[str, ...]]
    more: dict[str, int] = {}
    page: str = ""
    image: tuple[str, str] | None = None
    terms: dict[str, str] = {}

    def name(self, language: str) -> str:
        """The name that is nearest to a language; the IRI of a thing without a name."""
        return worded(self.names, language) or self.iri


def card(document: Document, profile: Profile) -> Card | None:
    """The card of what a document is about, None for what no shape describes."""
    thing = document.thing
    shape = shape_of(thing, profile)
    if shape is None:
        return None
    names = {language(value): value.value for value in thing.values.get(_NAME, ())}
    fields = (field for field in shape.fields if field.on_card and not field.off_page)
    stated = {field.name: billed(document, thing, field, profile) for field in fields}
    facts = {name: tuple(value.value for value in values) for name, values in stated.items() if values}
    few = {name: values[:_FEW] for name, values in facts.items()}
    more = {name: len(values) - _FEW for name, values in facts.items() if len(values) > _FEW}
    page = next((value.value for value in thing.values.get(_PAGE, ())), "")
    shown = [(one, _terms(document.things[one[0]], profile)) for one in pictures(document, thing.values.get(IMAGE, ()))]
    image, terms = next((one for one in shown if _LICENCE in one[1]), shown[0] if shown else (None, {}))
    return Card(thing.iri, shape.iri, names, few, more, page, image, terms)


def pictures(document: Document, images: Iterable[Value]) -> Iterator[tuple[str, str]]:
    """IRI and address of those images of a document that can be fetched."""
    parts = (document.things.get(image.value) for image in images)
    return ((part.iri, address.value) for part in parts if part for address in part.values.get(_ADDRESS, ()))


def _terms(picture: Thing, profile: Profile) -> dict[str, str]:
    shape = shape_of(picture, profile)
    fields = [field for field in shape.fields if field.shown_as in _TERMS] if shape else []
    stated = ((field.path, value) for field in fields for value in picture.values.get(field.path, ()))
    return {path.removeprefix(SCHEMA): value.value for path, value in stated if path.startswith(SCHEMA)}


def alphabetical(name: str) -> str:
    """The key by which names are sorted, in any script: without case, accents, and what precedes the first letter."""
    from anyascii import anyascii

    return _NO_LETTER.sub("", anyascii(name).lower())


def letter(key: str) -> str:
    """The letter under which an alphabetical key stands; "#" for all that are no letters."""
    return key[0].upper() if key[:1].isalpha() and key[0].isascii() else "#"


def newest_first(card: Card, shape: Shape) -> str:
    """The key by which dated things are sorted: the newest first, the undated last, then by name."""
    return f"{_backwards(year(card, shape))} {alphabetical(card.name(''))}"


def year(card: Card, shape: Shape) -> str:
    """The first year on a card, "" where none is."""
    dated = (field.name for field in shape.fields if field.kind is Kind.LITERAL and field.datatype == XSD + "gYear")
    return next((value for name in dated for value in card.facts.get(name, ())), "")


def _backwards(year: str) -> str:
    return f"{9998 - int(year):04}" if year.isdecimal() else _UNDATED
