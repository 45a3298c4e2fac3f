"""A live page: what its markup states, in whatever syntax, and what a reader sees."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

from kg.audit.nodes import Stated, stated
from kg.audit.visible import Visible, visible
from kg.model.profile import profile
from kg.model.terms import coercions
from kg.rdf import html, pages
from kg.rdf.documents import own_address
from kg.rdf.said import Mistake

_AT_ONCE = re.compile(r"\A\s*+0*+(?:\.\d*+)?\s*+[;,]\s*+\S")


@dataclass(frozen=True, slots=True)
class Page:
    """`name` is its path or address, `addresses` are those that it says are its own, the canonical one first.

    If it `redirects`, a browser shows another page at once, and search engines take that one. They are to leave out
    what is `unindexed`.
    """

    name: str
    statements: tuple[Stated, ...]
    mistakes: tuple[Mistake, ...]
    addresses: tuple[str, ...]
    visible: Visible
    redirects: bool = False
    unindexed: bool = False


def read(name: str, data: bytes) -> Page:
    """A page, each of its blocks on its own."""
    file = name if "://" in name else own_address(Path(name))
    page, found = pages.read(data, file, coercions(profile()))
    own = (*page.own.canonical, *page.own.shared) if page else ()
    return Page(
        name,
        tuple(stated(found)),
        tuple(found.mistakes),
        own,
        visible(_shown(page)),
        page is not None and _redirects(page),
        page is not None and _is_unindexed(page),
    )


def _is_unindexed(page: html.Page) -> bool:
    robots = (m.get("content", "").lower() for m in page.root.iter("meta") if m.get("name", "").lower() == "robots")
    return any("noindex" in content or "none" in content for content in robots)


def _redirects(page: html.Page) -> bool:
    """Whether it is refreshed at once by another address (https://html.spec.whatwg.org/#attr-meta-http-equiv-refresh)."""
    refreshed = (m.get("content", "") for m in page.root.iter("meta") if m.get("http-equiv", "").lower() == "refresh")
    return any(_AT_ONCE.match(content) for content in refreshed)


def _shown(page: html.Page | None) -> Element:
    """The tree of a page for a reader, whose browser runs scripts."""
    root: Element = page.root if page else Element("html")
    if page and "<noscript" in page.text.lower():
        root = html.tree(page.text, [], scripting=True)
    return root
