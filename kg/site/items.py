"""Things in a list: name, link, and a note beside the name, all from their cards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from zlib import crc32

from kg.model import iris
from kg.model.prefixes import SCHEMA
from kg.model.profile import Field, Kind, Profile, Shape
from kg.site import forms
from kg.site.cards import Card
from kg.site.frame import Site
from kg.site.index import Index
from kg.site.ways import linking
from kg.site.words import worded, words


@dataclass(frozen=True, slots=True)
class Item:
    """A thing in a list; `path` is its page's.

    What records are about is shown as a poster, in the classes of its `look`, and has an IRI, a class of schema.org
    (its local name), the address of the page that its source states, or of ours, and an image (IRI and address) with
    its `terms`, if there is one; `alt` is the text that stands for it.
    """

    name: str
    path: str
    note: str = ""
    look: str = ""
    iri: str = ""
    cls: str = ""
    page: str = ""
    image: tuple[str, str] | None = None
    terms: Mapping[str, str] = field(default_factory=dict)
    alt: str = ""

    @property
    def picture(self) -> str:
        """The address of the image where lists and heads may show it: only with a licence."""
        return self.image[1] if self.image and "license" in self.terms else ""


@dataclass(frozen=True, slots=True)
class ItemGroup:
    """Things under a heading: all of them, or the first few; `count` is how many there are, `href` leads to all."""

    heading: str
    items: list[Item]
    href: str = ""
    count: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """What is needed to show things in lists, in a language."""

    site: Site
    language: str
    index: Index
    profile: Profile

    @property
    def words(self) -> Mapping[str, str]:
        """The words of the site in this language."""
        return words(self.language)

    def item(self, card: Card) -> Item:
        """A thing as it stands in a list."""
        shape = self.shape(card)
        plain = Item(card.name(self.language), self.site.path(card.iri), self.note(card))
        if shape.record != "Record":
            return plain
        page, cls = card.page or iris.document(card.iri), shape.cls.removeprefix(SCHEMA)
        told = replace(plain, look=look(card.iri), iri=card.iri, cls=cls, page=page)
        alt = card.terms.get("caption") or self.words["picture_of"].format(name=plain.name)
        return replace(told, image=card.image, terms=card.terms, alt=alt if card.image else "")

    def note(self, card: Card) -> str:
        """What the shape puts on the card; where it puts nothing, as what and how often it is linked to."""
        facts = [(field, card.facts[field.name]) for field in self.shape(card).fields if field.name in card.facts]
        if facts:
            return " · ".join(self._fact(field, values, card.more.get(field.name, 0)) for field, values in facts)
        linked = self.index.linked(card.iri)
        return " · ".join((*self.roles(card), *([forms.number(linked, self.language)] if linked else [])))

    def roles(self, card: Card) -> list[str]:
        """As what a thing is linked to, in the order of the fields; nothing where it could be but one thing."""
        target = self.shape(card).cls
        if sum(field.target == target for field in linking(self.profile)) == 1:
            return []
        fields = (linking(self.profile)[number] for number, _ in self.index.links(card.iri))
        return list(dict.fromkeys(worded(field.labels, self.language) for field in fields))

    def shape(self, card: Card) -> Shape:
        """The shape that describes a thing."""
        return _by_iri(self.profile)[card.shape]

    def _fact(self, field: Field, values: tuple[str, ...], more: int) -> str:
        if field.kind is Kind.LINK:
            cards = (self.index.card(value) for value in values)
            told = [card.name(self.language) for card in cards if card]
        else:
            told = [forms.literal(field, value, self.language) for value in values]
        if more:
            return f"{', '.join(told)} + {forms.number(more, self.language)}"
        return forms.listed(told, self.language)


@cache
def _by_iri(profile: Profile) -> dict[str, Shape]:
    return {shape.iri: shape for shape in profile.by_folder.values()}


def look(iri: str) -> str:
    """The classes of the colours and the pattern of a thing: eight of each, the same everywhere and every time."""
    colours, pattern = divmod(crc32(iri.encode()) % 64, 8)
    return f"c{colours} p{pattern}"
