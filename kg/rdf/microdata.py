"""Microdata of a page (HTML Living Standard, 5) as statements: values are strings, but for items."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from itertools import count
from typing import Any
from xml.etree import ElementTree

import pyoxigraph as ox

from kg.model.prefixes import SCHEMA
from kg.model.profile import RDF_TYPE
from kg.rdf import addresses, namespaces
from kg.rdf.addresses import is_iri
from kg.rdf.html import LINE, Page
from kg.rdf.mending import why
from kg.rdf.said import MICRODATA, Mistake, Read, Statement
from kg.system.terminal import short

Subject = ox.NamedNode | ox.BlankNode
_TYPE = ox.NamedNode(RDF_TYPE)
_LINK = {"a": "href", "area": "href", "link": "href", "object": "data"}
_KNOWN = {"itemscope", "itemtype", "itemid", "itemref", "itemprop", "id", "href", "src", "data", "datetime", "content"}
_KNOWN |= {"value", "name", "required", LINE}
_LINK |= dict.fromkeys(("audio", "embed", "iframe", "img", "source", "track", "video"), "src")

_TIMES, _FREE = 12, 10_000
"""So many times the elements of a page, and so many more, are looked at: items may share elements."""


def read(page: Page, base: str) -> Read:
    """What a page states in microdata, in its order; relative addresses are seen from `base`.

    A property is one of schema.org's unless it is an IRI.
    """
    from extruct.w3cmicrodata import MicrodataExtractor

    reader = _Reader(base)
    try:
        elements = _elements(page, base)
        left = _TIMES * sum(1 for _ in elements.iter()) + _FREE

        class Extractor(MicrodataExtractor):  # type: ignore[misc]
            """Looks at each element once, and again for each item that refers to it (itemref), within bounds."""

            def _extract_properties(self, node: Any, **known: Any) -> Iterator[Any]:
                for element in _own(node):
                    yield from self._extract_property(element, **known)

            def _extract_property(self, node: Any, **known: Any) -> Iterator[Any]:
                nonlocal left
                left -= 1
                if left < 0:
                    raise ValueError("items refer to the same elements (itemref) more often than a page needs")
                yield from super()._extract_property(node, **known)

        items = Extractor(strict=True).extract_items(elements, base_url="")
        reader.named = {str(item["id"]) for item in _items(items) if item.get("id")}
        for item in items:
            reader.item(item, reader.subject(item))
    except (ValueError, RecursionError, TypeError, AttributeError) as error:
        reader.found.mistakes.append(Mistake(0, f"microdata: {error or type(error).__name__}"))
    return reader.found


def _elements(page: Page, base: str) -> Any:
    """The page for the extractor, which knows neither lines nor what an address is relative to."""
    from lxml import etree, html

    root = copy.deepcopy(page.root)
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            continue
        for name in element.attrib.keys() - _KNOWN:
            del element.attrib[name]
        link = _LINK.get(element.tag, "")
        if "itemprop" in element.attrib and element.get(link):
            element.set(link, addresses.resolve(base, element.attrib[link]))
        if element.tag == "time" and "itemprop" in element.attrib and element.get("datetime") is None:
            # Without the attribute the text is the value, which the extractor passes over.
            element.set("datetime", " ".join("".join(element.itertext()).split()))
        if "itemscope" in element.attrib:
            element.insert(0, ElementTree.Element("meta", {"itemprop": LINE, "content": element.get(LINE, "0")}))
            element[0].tail, element.text = element.text, None
    text = ElementTree.tostring(root, encoding="unicode", method="html")
    try:
        return html.document_fromstring(text.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError) as error:
        raise ValueError(str(error)) from None


def _own(node: Any) -> Iterator[Any]:
    """The elements below an item that state properties of it, in order."""
    pending = list(reversed(node))
    while pending:
        element = pending.pop()
        if element.get("itemprop") is not None:
            yield element
        if element.get("itemscope") is None:
            pending += reversed(element)


def _items(value: Any) -> Iterator[dict[str, Any]]:
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, dict):
            yield each
            for inner in each.get("properties", {}).values():
                yield from _items(inner)


class _Reader:
    """From items to statements."""

    def __init__(self, base: str) -> None:
        self._base, self._numbers = base, count()
        self.named: set[str] = set()
        self.found = Read()

    def subject(self, item: dict[str, Any]) -> Subject:
        """The node of an item: what its id names, or a blank one."""
        iri = addresses.resolve(self._base, item.get("id") or "") if item.get("id") else ""
        if iri and not is_iri(iri):
            self._tell(item, *why(iri))
        return ox.NamedNode(iri) if iri and is_iri(iri) else ox.BlankNode(f"m{next(self._numbers)}")

    def item(self, item: dict[str, Any], subject: Subject) -> None:
        """State what an item says."""
        for cls in item.get("type") or []:
            if is_iri(cls):
                self._state(item, ox.Triple(subject, _TYPE, ox.NamedNode(cls)))
            else:
                self._tell(item, f"the itemtype is no IRI: {short(cls, 200)}", cls, lost=True)
        for name, values in item.get("properties", {}).items():
            iri = name if ":" in name else SCHEMA + name
            if name == LINE:
                continue
            if not is_iri(iri):
                self._tell(item, f"a property is no IRI: {short(name, 200)}", name, lost=True)
                continue
            for value in values:
                self._value(item, subject, ox.NamedNode(iri), value)

    def _value(self, item: dict[str, Any], subject: Subject, path: ox.NamedNode, value: Any) -> None:
        if isinstance(value, dict):
            inner = self.subject(value)
            self._state(item, ox.Triple(subject, path, inner))
            self.item(value, inner)
            return
        text = str(value).strip()
        # What points at an item by its id means the item.
        means = text in self.named and is_iri(text)
        self._state(item, ox.Triple(subject, path, ox.NamedNode(text) if means else ox.Literal(text)))

    def _state(self, item: dict[str, Any], triple: ox.Triple) -> None:
        ours = namespaces.triple(triple)
        self.found.moved += ours is not triple
        self.found.statements.append(Statement(ours, MICRODATA, _line(item)))

    def _tell(self, item: dict[str, Any], why: str, raw: str, lost: bool = False) -> None:
        self.found.mistakes.append(Mistake(_line(item), why, raw, lost))


def _line(item: dict[str, Any]) -> int:
    return int(next(iter(item.get("properties", {}).get(LINE, ())), 0))
