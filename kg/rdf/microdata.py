"""Microdata of a page (HTML Living Standard, 5) as statements: values are strings, but for items."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import pyoxigraph as ox

from kg.model.ntriples import Term
from kg.model.prefixes import SCHEMA
from kg.model.profile import RDF_TYPE
from kg.rdf import addresses
from kg.rdf.addresses import is_iri
from kg.rdf.html import LINE, Page
from kg.rdf.mending import why
from kg.rdf.said import MICRODATA, Mistake, Read
from kg.system.terminal import short

Subject = ox.NamedNode | ox.BlankNode
Item = dict[str, Any]
"""As extruct has it: `iid` is its number, `id` the address that it names, `{"iid_ref": 3}` a value that is an item."""

_TYPE = ox.NamedNode(RDF_TYPE)
_LINK = {"a": "href", "area": "href", "link": "href", "object": "data"}
_LINK |= dict.fromkeys(("audio", "embed", "iframe", "img", "source", "track", "video"), "src")
_KNOWN = {"itemscope", "itemtype", "itemid", "itemref", "itemprop", "id", "href", "src", "data", "datetime", "content"}
_KNOWN |= {"value", "name", "required", LINE}
_LANGUAGE = "data-kg-language"
"""The attribute that holds the language of a property's text."""

_NO_TEXT = {*_LINK, "data", "meter", "time"}
"""Elements of which the value is an address, a number or a time."""

_TIMES, _FREE = 12, 10_000
"""So many times the elements of a page, and so many more, are looked at: items may share elements."""


class _Spoken(str):
    """A text with its language (BCP 47), "" where that is not said."""

    language: str = ""


def read(page: Page, base: str) -> Read:
    """What a page states in microdata, in its order; relative addresses are seen from `base`.

    A property is one of schema.org's unless it is an IRI. The language of a text is that of its element, as it is in
    Microdata to RDF (W3C Note, 2014).
    """
    found = Read()
    try:
        items = _items(_elements(page, base))
    except (ValueError, RecursionError, TypeError, AttributeError) as error:
        found.mistakes.append(Mistake(0, f"microdata: {error or type(error).__name__}"))
        return found
    subjects = {item["iid"]: _subject(item, base, found) for item in items}
    # What points at an item by its id means the item.
    named = {item["id"]: ox.NamedNode(item["id"]) for item in items if is_iri(item.get("id", ""))}
    for item in items:
        _state(item, subjects, named, found)
    return found


def _elements(page: Page, base: str) -> Any:
    """The page for the extractor, which knows neither lines nor what an address is relative to."""
    from lxml import etree, html

    root = ElementTree.Element(page.root.tag)
    pending = [(page.root, root, "")]
    for element, twin, around in pending:
        twin.text, twin.tail = element.text, element.tail
        twin.attrib.update(_attributes(element, base))
        language = element.get("lang", element.get("xml:lang", around))
        if language and "itemprop" in twin.attrib:
            twin.set(_LANGUAGE, language)
        if "itemscope" in element.attrib:
            line = ElementTree.SubElement(twin, "meta", {"itemprop": LINE, "content": element.get(LINE, "0")})
            line.tail, twin.text = twin.text, None
        pending += [(child, ElementTree.SubElement(twin, child.tag), language) for child in element]
    text = ElementTree.tostring(root, encoding="unicode", method="html").encode("utf-8", "replace")
    try:
        return html.document_fromstring(text, parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError) as error:
        raise ValueError(str(error)) from None


def _attributes(element: ElementTree.Element, base: str) -> dict[str, str]:
    found = {name: value for name, value in element.attrib.items() if name in _KNOWN}
    if "itemprop" in found:
        link = _LINK.get(element.tag, "")
        if found.get(link):
            found[link] = addresses.resolve(base, found[link])
        if element.tag == "time":
            # Without the attribute the text is the value, which the extractor passes over.
            found.setdefault("datetime", " ".join("".join(element.itertext()).split()))
    return found


def _items(elements: Any) -> list[Item]:
    """All items of a page, one beside the other: within each other they may be too deep for recursion."""
    from extruct.w3cmicrodata import MicrodataExtractor

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

        def _extract_property_value(self, node: Any, **known: Any) -> Any:
            value = super()._extract_property_value(node, **known)
            if isinstance(value, str) and node.tag not in _NO_TEXT:
                value = _Spoken(value)
                value.language = node.get(_LANGUAGE, "")
            return value

    return list(Extractor(nested=False, strict=True).extract_items(elements, base_url=""))


def _own(node: Any) -> Iterator[Any]:
    """The elements below an item that state properties of it, in order."""
    pending = list(reversed(node))
    while pending:
        element = pending.pop()
        if element.get("itemprop") is not None:
            yield element
        if element.get("itemscope") is None:
            pending += reversed(element)


def _subject(item: Item, base: str, found: Read) -> Subject:
    """The node of an item: what its id names, or a blank one."""
    iri = addresses.resolve(base, item["id"]) if item.get("id") else ""
    if is_iri(iri):
        return ox.NamedNode(iri)
    found.tell(_line(item), [why(iri)] if iri else [])
    return ox.BlankNode(f"m{item['iid']}")


def _state(item: Item, subjects: dict[int, Subject], named: dict[str, ox.NamedNode], found: Read) -> None:
    """Add what an item says."""
    line, subject = _line(item), subjects[item["iid"]]

    def lose(what: str, raw: str) -> None:
        found.mistakes.append(Mistake(line, f"{what} is no IRI: {short(raw, 200)}", raw))

    for cls in item.get("type", ()):
        if is_iri(cls):
            found.state(ox.Triple(subject, _TYPE, ox.NamedNode(cls)), MICRODATA, line)
        else:
            lose("the itemtype", cls)
    for name, values in item.get("properties", {}).items():
        iri = name if ":" in name else SCHEMA + name
        if not is_iri(iri):
            lose("a property", name)
            continue
        for value in values if name != LINE else ():
            if isinstance(value, dict):
                # What is no item is an input of an action, of which nothing is said.
                said: Term = subjects.get(value.get("iid_ref", 0)) or ox.BlankNode()
            else:
                text = str(value).strip()
                said = named.get(text) or _literal(text, getattr(value, "language", ""))
            found.state(ox.Triple(subject, ox.NamedNode(iri), said), MICRODATA, line)


def _literal(text: str, language: str) -> ox.Literal:
    return ox.Literal(text, language=language.lower()) if language else ox.Literal(text)


def _line(item: Item) -> int:
    """0 for an item of which the markup is so broken that nothing is said of it."""
    return int(item.get("properties", {}).get(LINE, ["0"])[0])
