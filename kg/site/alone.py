"""The pages of which there is one: in every language the first, the overview and the search; once, the manual."""

from __future__ import annotations

from collections.abc import Iterator

from kg import house
from kg.site import home
from kg.site import manual as book
from kg.site.frame import Frame
from kg.site.items import Items
from kg.site.pages import render


def pages(items: Items) -> Iterator[tuple[str, str]]:
    """Path and HTML of each in the language of `items`."""
    yield "", home.page(items)


def manual(items: Items) -> Iterator[tuple[str, str]]:
    """Path and HTML of the pages of the manual. It is in English, whatever the language of the site around it."""
    first, *others = sorted(book.pages(house.DOCS), key=lambda page: page.path)
    # In the order in which the first page links to them.
    others.sort(key=lambda page: first.html.find(f'"{page.path.removeprefix(first.path)}"'))
    chapters = [first, *others]
    for page in chapters:
        yield page.path, render("manual", Frame(items.site, items.language, page.path), page=page, chapters=chapters)
