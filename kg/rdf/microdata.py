"""Microdata of a page (HTML Living Standard, 5) as statements: values are strings, but for items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pyoxigraph as ox

from kg.model.ntriples import Term
from kg.model.prefixes import SCHEMA
from kg.model.profile import RDF_TYPE
from kg.rdf import addresses, namespaces
from kg.rdf.addresses import is_iri
from kg.rdf.html import LINE, Page
from kg.rdf.mending import why
from kg.rdf.said import MICRODATA, Mistake, Read
from kg.system.terminal import short

_Node = ox.NamedNode | ox.BlankNode

_TYPE = ox.NamedNode(RDF_TYPE)
_LINK = {"a": "href", "area": "href", "link": "href", "object": "data"}
_LINK |= dict.fromkeys(("audio", "embed", "iframe", "img", "source", "track", "video"), "src")
_VALUE = {"data": "value", "meta": "content", "meter": "value"}
_NO_TEXT = {*_LINK, "data", "meter", "time"}
"""Elements of which the value is an address, a number or a time."""

_ACTION = ("-input", "-output")
"""How properties of actions end (https://schema.org/docs/actions.html#part-4), of which nothing is said."""

_TIMES, _FREE = 12, 10_000
"""So many times the elements of a page, and so many more, are looked at: items may share elements."""


def read(page: Page, base: str) -> Read:
    """What a page states in microdata, in its order; relative addresses are seen from `base`.

    A property is one of schema.org's unless it is an IRI. The language of a text is that of its element, as it is in
    Microdata to RDF (W3C Note, 2014).
    """
    found, spoken = Read(), dict(_spoken(page.root))
    items = [element for element in page.root.iter() if element.get("itemscope") is not None]
    try:
        properties = list(_properties(items, list(page.root.iter())))
    except ValueError as error:
        found.mistakes.append(Mistake(0, f"microdata: {error}"))
        return found
    nodes = {item: _node(item, number, base, found) for number, item in enumerate(items, 1)}
    # What points at an item by its id means the item.
    named = {name: ox.NamedNode(name) for name in map(_id, items) if is_iri(name)}
    for item, elements in zip(items, properties, strict=True):
        said = ((each, nodes.get(each) or _value(each, base, spoken[each], named)) for each in elements)
        _state(item, nodes[item], said, found)
    return found


def _spoken(root: Element) -> Iterator[tuple[Element, str]]:
    """Each element with its language, which is that around it where it has none of its own."""
    pending = [(root, "")]
    while pending:
        element, around = pending.pop()
        language = element.get("lang", element.get("xml:lang", around))
        yield element, language
        pending += [(child, language) for child in element]


def _properties(items: Sequence[Element], elements: Sequence[Element]) -> Iterator[list[Element]]:
    """Of each item the elements that state properties of it: those in it, then those that it refers to (itemref).

    `elements` are those of the page. Raises ValueError where items refer to the same ones too often.
    """
    ids = {element.get("id"): element for element in reversed(elements)}
    left = _TIMES * len(elements) + _FREE
    for item in items:
        referred = [ids[name] for name in item.get("itemref", "").split() if name in ids]
        pending = [*reversed(referred), *reversed(item)]
        found: list[Element] = []
        while pending:
            left -= 1
            if left < 0:
                raise ValueError("too many items refer to the same elements (itemref)")
            element = pending.pop()
            if element.get("itemprop") is not None:
                found.append(element)
            if element.get("itemscope") is None:
                pending += reversed(element)
        yield found


def _id(item: Element) -> str:
    """The address that an item names, which only one with a type may do."""
    return item.get("itemid", "").strip() if item.get("itemtype", "").split() else ""


def _line(item: Element) -> int:
    return int(item.get(LINE, "0"))


def _node(item: Element, number: int, base: str, found: Read) -> _Node:
    """The node of an item: what its id names, or a blank one."""
    iri = addresses.resolve(base, _id(item)) if _id(item) else ""
    if is_iri(iri):
        return ox.NamedNode(iri)
    found.tell(_line(item), [why(iri)] if iri else [])
    return ox.BlankNode(f"m{number}")


def _state(item: Element, subject: _Node, said: Iterable[tuple[Element, Term]], found: Read) -> None:
    """Add of what types an item is, and what else it says, by the elements that say it."""
    line = _line(item)
    for given in item.get("itemtype", "").split():
        cls = given if namespaces.is_term(given) else namespaces.cls(given)
        if cls != given:
            found.tell(line, [(f"the itemtype {short(given, 200)} was read as {cls}", given)])
        if is_iri(cls):
            found.state(ox.Triple(subject, _TYPE, ox.NamedNode(cls)), MICRODATA, line)
        else:
            found.mistakes.append(_no_iri(line, "the itemtype", cls))
    for element, value in said:
        for name in element.get("itemprop", "").split():
            iri = name if ":" in name else SCHEMA + name
            if is_iri(iri):
                found.state(ox.Triple(subject, ox.NamedNode(iri), value), MICRODATA, line)
            else:
                found.mistakes.append(_no_iri(line, "a property", name))


def _no_iri(line: int, what: str, text: str) -> Mistake:
    return Mistake(line, f"{what} is not an IRI: {short(text, 200)}", text)


def _value(element: Element, base: str, language: str, named: Mapping[str, ox.NamedNode]) -> Term:
    """The value of an element that is no item."""
    tag, content = element.tag, element.get("content")
    if link := _LINK.get(tag):
        text = addresses.resolve(base, element.get(link, "")) if element.get(link) else ""
    elif tag in _VALUE:
        text = element.get(_VALUE[tag], "")
    elif tag == "time":
        text = element.get("datetime", " ".join("".join(element.itertext()).split()))
    elif not content and element.get("itemprop", "").endswith(_ACTION):
        return ox.BlankNode()
    else:
        text = content or _seen(element)
    text = text.strip()
    tagged = language and tag not in _NO_TEXT
    return named.get(text) or (ox.Literal(text, language=language.lower()) if tagged else ox.Literal(text))


def _seen(element: Element) -> str:
    """The text of an element as it is seen, what is a block in lines of its own."""
    if not len(element):
        return " ".join((element.text or "").split())
    from html_text import extract_text

    inside = Element("div")
    inside.text = element.text
    inside.extend(element)
    return extract_text(ElementTree.tostring(inside, encoding="unicode", method="html"))
