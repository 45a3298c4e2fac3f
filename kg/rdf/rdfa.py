"""RDFa of a page (HTML+RDFa 1.1) as statements, in the order of the page as far as subjects go."""

from __future__ import annotations

import logging
from collections.abc import Collection
from typing import Any
from urllib.parse import urlsplit
from xml.dom.minidom import Document
from xml.etree.ElementTree import Element

import pyoxigraph as ox

from kg.model.ntriples import Term
from kg.rdf import namespaces
from kg.rdf.addresses import is_iri
from kg.rdf.html import LINE, Page
from kg.rdf.jsonld_tree import AT
from kg.rdf.mending import Told, literal, nameless, why
from kg.rdf.said import RDFA, Mistake, Read
from kg.system.terminal import short

_MARKS = frozenset({"typeof", "about", "vocab"})
_SAYING = ("property", "rel", "rev", "prefix")
_OURS = "schema"
"""The prefix that RDFa has for schema.org (https://www.w3.org/2011/rdfa-context/rdfa-1.1), and a part of its name."""

_VOCABULARY = "http://www.w3.org/ns/rdfa#usesVocabulary"
"""What the processor states of a page for each `vocab`, and nobody has said."""

_ATTRIBUTES = {"about", "content", "datatype", "datetime", "href", "id", "inlist", "lang", "prefix", "property", "rel"}
_ATTRIBUTES |= {"resource", "rev", "role", "src", "type", "typeof", "value", "version", "vocab"}
_ATTRIBUTES |= {"xml:base", "xml:lang", "xmlns"}
_LINKS = ("href", "src", "about", "resource")
_XML = "{http://www.w3.org/XML/1998/namespace}"

_MOST_PREFIXES = 1000
"""Of a page. Each element that declares some copies those that were known before."""

_TOO_MANY = f"RDFa: the page declares more than {_MOST_PREFIXES} prefixes; the others are ignored"


def is_in(page: Page) -> bool:
    """Whether there is more of it than what nearly all pages have: Open Graph, which is about previews."""
    return page.has(_MARKS) or any(_OURS in e.get(name, "") for e in page.root.iter() for name in _SAYING)


def read(page: Page, base: str) -> Read:
    """What a page states; nothing is fetched for it. Relative addresses are seen from `base`."""
    found = Read()
    try:
        triples = _processed(_document(page.root, found), base)
    except Exception as error:  # the processor raises whatever went wrong
        why = short(error, 200) or type(error).__name__
        found.mistakes.append(Mistake(0, f"RDFa: {why}"))
        return found
    lines = {str(subject): int(value) for subject, path, value in reversed(triples) if str(path) == AT}
    for subject, path, value in triples:
        if str(path) not in (AT, _VOCABULARY):
            _state(subject, path, value, lines.get(str(subject), 0), found)
    return found


def _document(root: Element, found: Read) -> Document:
    """The tree as the processor takes it: with the attributes of RDFa alone, and things tell their lines."""
    document, left = Document(), _MOST_PREFIXES
    pending = [(root, document.appendChild(document.createElement(root.tag)))]
    while pending:
        element, twin = pending.pop()
        attributes = _attributes(element, found)
        left = _bounded(attributes, left, found)
        for name, value in attributes.items():
            twin.setAttribute(name, value)
        if LINE in element.attrib and _makes_subject(attributes):
            mark = twin.appendChild(document.createElement("meta"))
            mark.setAttribute("property", AT)
            mark.setAttribute("content", element.attrib[LINE])
        twin.appendChild(document.createTextNode(element.text or ""))
        ahead = []
        for child in element:
            if isinstance(child.tag, str):  # and no comment
                ahead.append((child, twin.appendChild(document.createElement(child.tag.rpartition("}")[2]))))
            twin.appendChild(document.createTextNode(child.tail or ""))
        pending += reversed(ahead)
    return document


def _attributes(element: Element, found: Read) -> dict[str, str]:
    """Those that say something, without addresses over which the processor stumbles."""
    given = {name.replace(_XML, "xml:"): value for name, value in element.attrib.items()}
    kept = {name: value for name, value in given.items() if name in _ATTRIBUTES or name.startswith("xmlns:")}
    if element.tag == "base":
        kept.pop("href", None)  # the base that is given has it in it
    for name in ("vocab", "prefix"):
        if name in kept:
            kept[name] = " ".join(_namespace(one, found) for one in kept[name].split())
    for name in _LINKS:
        if not _can_be_split(kept.get(name, "")):
            found.tell(0, [why(kept.pop(name))])
    return kept


def _namespace(given: str, found: Read) -> str:
    """That of schema.org in usual form, as terms are written behind it."""
    usual = given if given.endswith("/") and is_iri(given) else namespaces.vocabulary(given)
    if usual != given:
        found.tell(0, [(f"the vocabulary {short(given, 200)} was read as {usual}", given)])
    return usual


def _bounded(attributes: dict[str, str], left: int, found: Read) -> int:
    """Leave an element at most so many declarations of prefixes; the number that others have left."""
    names = [name for name in attributes if name.startswith("xmlns:")]
    for name in names[left:]:
        del attributes[name]
    rest = max(0, left - len(names))
    prefixes = attributes.get("prefix", "").split()
    if len(prefixes) > 2 * rest:
        attributes["prefix"] = " ".join(prefixes[: 2 * rest])
    declared = len(names) + len(prefixes) // 2
    if declared > left:
        found.mistakes.append(Mistake(0, _TOO_MANY))
    return max(0, left - declared)


def _makes_subject(attributes: Collection[str]) -> bool:
    """Whether what stands in an element is about a thing that begins here."""
    if "about" in attributes:
        return "rel" not in attributes and "rev" not in attributes
    return "typeof" in attributes


def _can_be_split(address: str) -> bool:
    try:
        urlsplit(address)
    except ValueError:
        return False
    return True


def _processed(document: Any, base: str) -> list[tuple[Any, Any, Any]]:
    """The statements in the order in which the processor makes them; its own way to them loses that."""
    import rdflib
    from pyRdfa import builtInTransformers, handle_prototypes, parse_one_node, pyRdfa
    from pyRdfa.options import Options
    from pyRdfa.state import ExecutionContext

    class Ordered(rdflib.Graph):
        """A graph that knows in which order statements came."""

        def add(self, triple: Any) -> Any:
            made[triple] = None
            return super().add(triple)

        def bind(self, *_: Any, **__: Any) -> None:
            """No prefixes, which are for writing; to look for one that is free takes longer with each."""

    made: dict[Any, None] = {}
    graph, top = Ordered(), document.documentElement
    logging.getLogger("rdflib.term").setLevel(logging.ERROR)  # it would write foreign addresses to the terminal
    # No look at vocabularies, and no statements about the processing.
    options = Options(output_default_graph=True, output_processor_graph=False, vocab_expansion=False)
    processor = pyRdfa(options, base=base, media_type="text/html")
    state = ExecutionContext(top, graph, base=base, options=options, rdfa_version=processor.rdfa_version)
    for transform in builtInTransformers:
        transform(top, options, state)
    parse_one_node(top, graph, None, state, [])
    handle_prototypes(graph)
    return [triple for triple in made if triple in graph]


def _state(subject: Any, path: Any, value: Any, line: int, found: Read) -> None:
    told: Told = []
    if is_iri(str(path)):
        found.state(ox.Triple(_node(subject, told), ox.NamedNode(str(path)), _term(value, told)), RDFA, line)
    else:
        told.append((f"a property is not an IRI: {short(path, 200)}", str(path)))
    found.tell(line, told)


def _node(term: Any, told: Told) -> ox.NamedNode | ox.BlankNode:
    import rdflib

    text = str(term)
    if isinstance(term, rdflib.BNode):
        return ox.BlankNode(text)
    if is_iri(text):
        return ox.NamedNode(text)
    told.append(why(text))
    return nameless(text)


def _term(term: Any, told: Told) -> Term:
    import rdflib

    text = str(term)
    if isinstance(term, rdflib.URIRef) and not is_iri(text):
        told.append(why(text))
        return ox.Literal(text)
    if not isinstance(term, rdflib.Literal):
        return _node(term, told)
    if term.language:
        return literal(ox.Literal(text, language=str(term.language)), told)
    return ox.Literal(text, datatype=ox.NamedNode(str(term.datatype))) if term.datatype else ox.Literal(text)
