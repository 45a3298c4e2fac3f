"""html5lib's builders of trees, looking for a child from the end: what parsers move stands there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.dom.minicompat import NodeList

from html5lib import treebuilders

_ETREE: Any = treebuilders.getTreeBuilder("etree")
_DOM: Any = treebuilders.getTreeBuilder("dom")


def _place(children: Sequence[Any], child: Any) -> int:
    return next(at for at in range(len(children) - 1, -1, -1) if children[at] is child)


class _Element(_ETREE.elementClass):  # type: ignore[misc]
    def insertBefore(self, node: Any, refNode: Any) -> None:
        self._element.insert(_place(self._element, refNode._element), node._element)
        node.parent = self

    def insertText(self, data: str, insertBefore: Any = None) -> None:
        at = _place(self._element, insertBefore._element) if insertBefore is not None and len(self._element) else 0
        if at:
            before = self._element[at - 1]
            before.tail = (before.tail or "") + data
        else:
            super().insertText(data, insertBefore)


class _Children(NodeList):  # type: ignore[type-arg]
    def index(self, child: Any, *_: Any) -> int:
        return _place(self, child)

    def remove(self, child: Any) -> None:
        del self[_place(self, child)]


class _Etree(_ETREE):  # type: ignore[misc]
    elementClass = _Element


class _Dom(_DOM):  # type: ignore[misc]
    def elementClass(self, name: str, namespace: str | None = None) -> Any:
        made = super().elementClass(name, namespace)
        made.element.childNodes = _Children()
        return made


BUILDERS: dict[str, Any] = {"etree": _Etree, "dom": _Dom}
