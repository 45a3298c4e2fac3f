"""What the markup of a page says of the page: where it stands on the site, and whose site it is.

These nodes are named after addresses of pages. The graph is about films, so they do not stand in it; what the markup
says of a film does.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.release.markup import Node, graph, script
from kg.site.frame import Frame, Site
from kg.site.head import Head
from kg.site.items import Item

FEWEST = 2
"""A list of one is none to a search engine."""


def embedded(frame: Frame, head: Head) -> str:
    """The text of the page's `<script type="application/ld+json">`."""
    return script(graph(_nodes(frame, head)))


def publisher(site: Site) -> str:
    """Who publishes the site."""
    return f"{site.base}#publisher"


def _website(site: Site) -> str:
    return f"{site.base}#website"


def carousel(frame: Frame, name: str, items: Iterable[Item], fragment: str = "list", start: int = 1) -> list[Node]:
    """A list of films (or of what else the records are about), all of one type, unless there are too few of them.

    `start` is the place of the first item in the whole list.
    """
    records = [item for item in items if item.cls]
    alike = [item for item in records if item.cls == records[0].cls]
    if len(alike) < FEWEST:
        return []
    identifier = f"{frame.address}#{fragment}"
    entries = [_entry(item, place, identifier) for place, item in enumerate(alike, start)]
    return [{"@id": identifier, "@type": "ItemList", "name": name, "itemListElement": entries}]


def _entry(item: Item, place: int, identifier: str) -> Node:
    """An entry says itself what its film is called: that may be described in another list of the page."""
    told: Node = {"@type": "ListItem", "position": place, "name": item.name, "url": item.page}
    return {"@id": f"{identifier}-{place}", **told, "item": film(item)}


def film(item: Item) -> Node:
    """A film as lists and showings name it."""
    node: Node = {"@id": item.iri, "@type": item.cls, "name": item.name, "url": item.page}
    if item.image:
        part, address = item.image
        node["image"] = {"@id": part, "@type": "ImageObject", "contentUrl": address, **item.terms}
    return node


def _nodes(frame: Frame, head: Head) -> list[Node]:
    trail = _trail(frame, head) if frame.path else []
    return [_page(frame, head, trail), *head.about, *trail, *_site(frame.site)]


def _page(frame: Frame, head: Head, trail: list[Node]) -> Node:
    """The page under its canonical address. Of one that is somebody else's, no more is said than what it is about."""
    canonical = head.canonical or frame.address
    page: Node = {"@id": canonical, "@type": head.kind, "url": canonical}
    if canonical == frame.address:
        page |= {
            "name": head.title or frame.site.name,
            "inLanguage": frame.language,
            "isPartOf": {"@id": _website(frame.site)},
            "publisher": {"@id": publisher(frame.site)},
        }
        page |= {"breadcrumb": {"@id": trail[0]["@id"]}} if trail else {}
    return page | ({"mainEntity": {"@id": head.about[0]["@id"]}} if head.about else {})


def _trail(frame: Frame, head: Head) -> list[Node]:
    """The way from the first page to this one, which as the last is not linked."""
    home, identifier = Frame(frame.site, frame.language, "").address, f"{frame.address}#breadcrumb"
    above = [(frame.site.name, home), *((place.name, f"{home}{place.path}") for place in head.trail)]
    steps: list[Node] = [{"name": name, "item": {"@id": address}} for name, address in above]
    steps.append({"name": head.title})
    listed = [
        {"@id": f"{identifier}-{position}", "@type": "ListItem", "position": position, **step}
        for position, step in enumerate(steps, 1)
    ]
    return [{"@id": identifier, "@type": "BreadcrumbList", "itemListElement": listed}]


def _site(site: Site) -> list[Node]:
    address = site.base
    by = {"@id": publisher(site)}
    languages = list(site.languages)
    return [
        {
            "@id": _website(site),
            "@type": "WebSite",
            "url": address,
            "name": site.name,
            "inLanguage": languages[0] if len(languages) == 1 else languages,
            "publisher": by,
        },
        {**by, "@type": "Organization", "name": site.publisher, "url": address},
    ]
