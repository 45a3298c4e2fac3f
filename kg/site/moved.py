"""The page at an address whose thing is part of another one now: it leads there."""

from __future__ import annotations

from kg.release.redirects import Redirect
from kg.site.frame import Frame
from kg.site.head import Head
from kg.site.items import Items
from kg.site.render import render


def page(redirect: Redirect, items: Items) -> tuple[str, str]:
    """Path and HTML of the page in the language of `items`."""
    frame, new = (Frame(items.site, items.language, items.site.path(iri)) for iri in redirect)
    card = items.index.card(redirect.new)
    name = card.name(items.language) if card else new.address
    head = Head(title=name, description=items.words["moved"], canonical=new.address)
    return frame.path, render("moved", frame, head, href=frame.document(redirect.new))
