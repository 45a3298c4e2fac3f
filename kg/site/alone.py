"""The pages of which there is one: in every language all but those of the manual, which is written once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from kg.site import downloads, home, overview
from kg.site import manual as book
from kg.site.frame import Frame
from kg.site.head import UNINDEXED, Crumb, Head, short
from kg.site.items import Items
from kg.site.render import render
from kg.site.search.entries import MOST, offered
from kg.site.terms import ontology
from kg.sources.catalogue import Catalogue
from kg.system import resources

SEARCH = "search/"


def pages(
    languages: Sequence[Items], target: Path, catalogue: Catalogue, reference: Mapping[str, str]
) -> Iterator[tuple[str, str, str | bytes]]:
    """Language, path and content of each, and of the pictures on them; `target` has everything but these pages.

    `reference` has pages of the manual that stand for those that are written.
    """
    site = languages[0].site
    partial = sum(languages[0].index.folders().values()) > MOST
    for items in languages:
        yield items.language, "", home.page(items)
        yield from ((items.language, path, content) for path, content in overview.pages(items))
        frame = Frame(site, items.language, SEARCH)
        title, description = items.words["search"], items.words["search_says"].format(site=site.name)
        head = Head(title=title, description=short(description), kind="SearchResultsPage", robots=UNINDEXED)
        yield items.language, SEARCH, render("search", frame, head, facets=offered(items), partial=partial)
    yield from downloads.pages(target, catalogue, site)
    yield from ontology.pages(target, site)
    yield from ((site.languages[0], path, html) for path, html in _manual(languages[0], reference))


def _manual(items: Items, reference: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Path and HTML of the pages of the manual. It is in English, whatever the language of the site around it."""
    chapters = list(book.pages(resources.DOCS, reference))
    for page in chapters:
        above = () if page.path == chapters[0].path else (Crumb(chapters[0].title, chapters[0].path),)
        head = Head(title=page.title, description=short(page.lead or page.title), trail=above)
        frame = Frame(items.site, items.language, page.path)
        yield page.path, render("manual", frame, head, page=page, chapters=chapters)
