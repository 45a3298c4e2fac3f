"""Microdata of a page (HTML Living Standard, 5) as statements."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Any

import pyoxigraph as ox

from kg.model.profile import RDF_TYPE, SCHEMA
from kg.rdf.tags import trap

Subject = ox.NamedNode | ox.BlankNode
_TYPE = ox.NamedNode(RDF_TYPE)


def statements(data: bytes) -> list[ox.Triple]:
    """The statements of a page, in its order: values are strings, but for items and what an `itemid` names.

    A property is one of schema.org's unless it is an IRI. Raises ValueError where the page cannot be parsed.
    """
    from extruct.w3cmicrodata import MicrodataExtractor
    from lxml import etree, html

    if trapped := trap(data):
        raise ValueError(trapped)
    try:
        page = html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError) as error:
        raise ValueError(str(error)) from None
    for element in page.iter("time"):
        # Without the attribute the text is the value, which the extractor passes over.
        if element.get("datetime") is None:
            element.set("datetime", " ".join("".join(element.itertext()).split()))
    items = MicrodataExtractor().extract_items(page, base_url="")
    named = {str(item["id"]) for item in _items(items) if item.get("id")}
    numbers = count()
    return [triple for item in items for triple in _item(item, _subject(item, numbers), named, numbers)]


def _items(value: Any) -> Iterator[dict[str, Any]]:
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, dict):
            yield each
            for inner in each.get("properties", {}).values():
                yield from _items(inner)


def _item(item: dict[str, Any], subject: Subject, named: set[str], numbers: count[int]) -> Iterator[ox.Triple]:
    types = item.get("type") or []
    for cls in map(_node, [types] if isinstance(types, str) else types):
        if cls:
            yield ox.Triple(subject, _TYPE, cls)
    for name, values in item.get("properties", {}).items():
        predicate = _node(name if "/" in name else SCHEMA + name)
        for value in values if isinstance(values, list) else [values]:
            if predicate and isinstance(value, dict):
                inner = _subject(value, numbers)
                yield ox.Triple(subject, predicate, inner)
                yield from _item(value, inner, named, numbers)
            elif predicate:
                text = str(value).strip()
                # What points at an item by its id means the item.
                node = _node(text) if text in named else None
                yield ox.Triple(subject, predicate, node or ox.Literal(text))


def _subject(item: dict[str, Any], numbers: count[int]) -> Subject:
    return _node(item.get("id") or "") or ox.BlankNode(f"m{next(numbers)}")


def _node(iri: str) -> ox.NamedNode | None:
    try:
        return ox.NamedNode(iri.replace("https://schema.org/", SCHEMA, 1)) if iri else None
    except ValueError:
        return None
