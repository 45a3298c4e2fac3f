"""Where a page stands: its site, its language and its path, and from there the way to every other page.

All links are relative, so that a site works in any folder of any host. The first language of the catalogue stands at
the root, another `xx` in `xx/`; what has no language (data, assets, the manual) stands once, at the root.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.model import iris
from kg.site.forms import language_name, locale
from kg.site.words import words


@dataclass(frozen=True, slots=True)
class Section:
    """A folder to browse: the things of a shape, or the values of a facet, of which there are so many.

    `labels` are plurals by language, `one` has what a single one is called.
    """

    folder: str
    labels: dict[str, str]
    count: int
    one: dict[str, str] = field(default_factory=dict)

    @property
    def counted(self) -> dict[str, str]:
        """What stands behind the number, by language."""
        return self.one if self.count == 1 and self.one else self.labels


@dataclass(frozen=True, slots=True, eq=False)
class Site:
    """The catalogue as its pages name it, and what there is to browse; `date` is the release's (ISO 8601).

    `syntax` is that of markup on the visible text: microdata, rdfa or none; `ratings_in_markup`: markup may state
    average ratings; `programme`: something is shown from that day on.

    One site is one object: it is the key under which is remembered what is the same on its pages.
    """

    name: str
    publisher: str
    licence: str
    base: str
    languages: tuple[str, ...]
    date: str
    sections: tuple[Section, ...] = ()
    syntax: str = ""
    ratings_in_markup: bool = False
    programme: bool = False

    def prefix(self, language: str) -> str:
        """The folder of a language."""
        return "" if language == self.languages[0] else f"{language}/"

    def path(self, iri: str) -> str:
        """The path of the document of a thing of ours: `film/x/`."""
        return iris.document(iri).removeprefix(self.base)


@dataclass(frozen=True, slots=True)
class Frame:
    """A page; `path` is below the folder of its language, and ends in "/" (or is "", for the first page)."""

    site: Site
    language: str
    path: str

    @property
    def root(self) -> str:
        """The way up to the root of the site; "./" there."""
        return "../" * f"{self.site.prefix(self.language)}{self.path}".count("/") or "./"

    @property
    def home(self) -> str:
        """The way to the folder of the language."""
        return "../" * self.path.count("/") or "./"

    @property
    def address(self) -> str:
        """The absolute address of the page."""
        return f"{self.site.base}{self.site.prefix(self.language)}{self.path}"

    @property
    def right_to_left(self) -> bool:
        """Whether the language is written from right to left."""
        return locale(self.language).text_direction == "rtl"

    @property
    def words(self) -> Mapping[str, str]:
        """The words of the site."""
        return words(self.language)

    def document(self, iri: str) -> str:
        """The link to the page of a thing: relative for ours, the address itself for others'."""
        return f"{self.home}{self.site.path(iri)}" if iri.startswith(self.site.base) else iris.document(iri)

    def languages(self) -> list[Translation]:
        """The same page in every language of the site, this one included."""
        return [
            Translation(tag, language_name(tag, tag), f"{self.root}{self.site.prefix(tag)}{self.path}", address)
            for tag in self.site.languages
            for address in [Frame(self.site, tag, self.path).address]
        ]


@dataclass(frozen=True, slots=True)
class Translation:
    """A page in a language: the tag, the language's own name for itself, the relative and the absolute link."""

    language: str
    name: str
    href: str
    address: str
