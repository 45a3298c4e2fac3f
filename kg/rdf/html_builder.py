"""html5lib's builder of trees in linear time: a child is sought from the end, where what parsers move stands.

Text that comes in pieces, as between tags that are ignored, is put together once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from html5lib import treebuilders

_ETREE: Any = treebuilders.getTreeBuilder("etree")


class Pieces:
    """A text that is added to."""

    def __init__(self, *pieces: str) -> None:
        """The text so far."""
        self._pieces = list(pieces)

    def __iadd__(self, piece: str | Pieces) -> Pieces:
        """Add a text."""
        self._pieces += piece._pieces if isinstance(piece, Pieces) else [piece]
        return self

    def __str__(self) -> str:
        """Put together."""
        return "".join(self._pieces)


def _place(children: Sequence[Any], child: Any) -> int:
    return next(at for at in range(len(children) - 1, -1, -1) if children[at] is child)


def _more(text: Any, data: Any) -> Any:
    if not (text and data):
        return text or data
    text = text if isinstance(text, Pieces) else Pieces(text)
    text += data
    return text


class _Element(_ETREE.elementClass):  # type: ignore[misc]
    def insertBefore(self, node: Any, refNode: Any) -> None:
        at = _place(self._element, refNode._element)
        self._element.insert(at, node._element)
        self._childNodes.insert(at, node)
        node.parent = self

    def removeChild(self, node: Any) -> None:
        del self._childNodes[_place(self._childNodes, node)]
        del self._element[_place(self._element, node._element)]
        node.parent = None

    def insertText(self, data: str, insertBefore: Any = None) -> None:
        children = self._element
        at = len(children) if insertBefore is None else _place(children, insertBefore._element)
        self._add(at, data)

    def reparentChildren(self, newParent: Any) -> None:
        newParent._add(len(newParent._element), self._element.text)
        self._element.text = ""
        super(_ETREE.elementClass, self).reparentChildren(newParent)

    def _add(self, at: int, data: Any) -> None:
        """Text goes behind the child before a place, or where there is none, at the beginning."""
        if at:
            before = self._element[at - 1]
            before.tail = _more(before.tail, data)
        else:
            self._element.text = _more(self._element.text, data)


class Builder(_ETREE):  # type: ignore[misc]
    """Makes trees of the standard library's elements."""

    elementClass = _Element

    def getDocument(self) -> Any:
        """The finished tree."""
        found = super().getDocument()
        for element in found.iter():
            if isinstance(element.text, Pieces):
                element.text = str(element.text)
            if isinstance(element.tail, Pieces):
                element.tail = str(element.tail)
        return found
