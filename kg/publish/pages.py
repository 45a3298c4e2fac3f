"""A page for each entity: plain HTML in which the profile decides what is shown, with its markup in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from kg.profile import SCHEMA, Profile
from kg.publish.graph import Document, Neighbours
from kg.publish.markup import markup, script
from kg.publish.order import shape_of
from kg.publish.selection import Selection
from kg.publish.view import View, linkable

_URL = SCHEMA + "url"
_ALTERNATES = (
    ("Turtle", "text/turtle", "index.ttl"),
    ("JSON-LD", "application/ld+json", "index.jsonld"),
    ("N-Triples", "application/n-triples", "index.nt"),
)


@dataclass(frozen=True, slots=True)
class PageContext:
    """The catalogue, as pages name it: its name, publisher and licence, and the base of its documents."""

    name: str
    publisher: str
    licence: str
    base: str


def page(document: Document, neighbours: Neighbours, profile: Profile, catalogue: PageContext, language: str) -> str:
    """The HTML page of a document, in a language (BCP 47) as far as the profile and the graph have words in it."""
    thing = document.thing
    shape = shape_of(thing, profile)
    view = View(Selection(document, neighbours, profile), catalogue.base, language)
    addresses = (linkable(value.value) for value in thing.values.get(_URL, ()))
    return _template().render(
        language=language,
        kind=view.worded(shape.labels) if shape else "",
        heading=view.heading(),
        sections=list(view.sections()),
        canonical=next(filter(None, addresses), document.iri),
        alternates=_ALTERNATES,
        catalogue=catalogue,
        licence_link=linkable(catalogue.licence),
        markup=script(markup(document, neighbours, profile)),
    )


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("entity.html")
