"""What a page says: its tree, read from its bytes as a browser does."""

from __future__ import annotations

from functools import cached_property
from xml.etree.ElementTree import Element

from kg.embed.positions import MARK
from kg.rdf import addresses, html


class Document:
    """The tree of a page."""

    def __init__(self, root: Element) -> None:
        """Of its first element."""
        self._root = root

    @cached_property
    def own(self) -> addresses.Own:
        """What the head says of the page's own address."""
        return addresses.own(element for head in self._root.iter("head") for element in head.iter())

    def addresses(self) -> list[str]:
        """The canonical addresses that the page states of itself: those of its links, else those of Open Graph."""
        return list(self.own.canonical or self.own.shared)

    def blocks(self) -> list[Element]:
        """Our scripts."""
        return list(filter(_is_ours, self._root.iter()))

    def in_head(self, element: Element) -> bool:
        """Whether the element stands in the head, and in nothing there."""
        return any(child is element for head in self._root.iter("head") for child in head)

    def besides(self) -> list[tuple[object, ...]]:
        """All of the tree but our scripts, in order: together with the number of children, that tells it all."""
        return [_said(element) for element in self._root.iter() if not _is_ours(element)]


def document(data: bytes) -> Document:
    """Read a page, in the encoding that it declares, else UTF-8 where it is that. Raises Malformed."""
    return Document(html.page(html.text_of(data)).root)


def _is_ours(element: Element) -> bool:
    return element.tag == "script" and MARK in element.attrib


def _said(element: Element) -> tuple[object, ...]:
    """Tag, attributes, and the text before, between and behind children, as if our scripts were none."""
    pieces = [element.text or ""]
    for child in element:
        if _is_ours(child):
            pieces[-1] += child.tail or ""
        else:
            pieces.append(child.tail or "")
    attributes = {name: value for name, value in element.attrib.items() if name != html.LINE}
    return element.tag, attributes, pieces
