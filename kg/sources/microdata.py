"""Microdata of a page (HTML Living Standard, 5) as nodes."""

from typing import Any

from kg.profile import SCHEMA
from kg.sources.nodes import Node, Said


def nodes(data: bytes) -> list[Node]:
    """The items at the top of a page. Raises ValueError where the page cannot be parsed."""
    from extruct.w3cmicrodata import MicrodataExtractor
    from lxml import etree, html

    try:
        page = html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError) as error:
        raise ValueError(str(error)) from None
    for element in page.iter("time"):
        # Without the attribute the text is the value, which the extractor passes over.
        if element.get("datetime") is None:
            element.set("datetime", " ".join("".join(element.itertext()).split()))
    found = [_node(item) for item in MicrodataExtractor().extract_items(page, base_url="")]
    named = {node.iri: node for node in found if node.iri}
    for node in found:
        _link(node, named)
    return found


def _node(item: dict[str, Any]) -> Node:
    types = item.get("type") or []
    node = Node(item.get("id") or "", tuple(map(_term, [types] if isinstance(types, str) else types)))
    for name, values in item.get("properties", {}).items():
        given = values if isinstance(values, list) else [values]
        said = [_node(value) if isinstance(value, dict) else Said(str(value).strip()) for value in given]
        node.values[_term(name if "/" in name else SCHEMA + name)] = said
    return node


def _link(node: Node, named: dict[str, Node]) -> None:
    """What points at an item by its id means the item."""
    for values in node.values.values():
        values[:] = [named.get(one.text, one) if isinstance(one, Said) else one for one in values]


def _term(iri: str) -> str:
    return iri.replace("https://schema.org/", SCHEMA, 1)
