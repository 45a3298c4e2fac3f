"""The shapes that hold: the house's, and what a catalogue brings. What its blocks leave unsaid follows here.

A catalogue may say no more than `film: sh:property my:rating . my:rating sh:path schema:typicalAgeRange ; sh:datatype
xsd:string ; sh:name "Rating"@en .`, or describe a class of its own by a node shape.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyoxigraph as ox

from kg.model import iris, record
from kg.model.prefixes import RDF, RDFS, RG, SCHEMA, SH, XSD
from kg.model.shapes import Graph, Resource, load
from kg.system import resources

RECORDED = RG + "record"
_LAST = 1000
_GROUP = RG.removesuffix("ontology#") + "shapes/group#facts"
_WORDS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|[_-]+")


@resources.kept
def shapes() -> Graph:
    """The shapes of the house, and those of the catalogue with what follows."""
    files = sorted(resources.SHAPES.glob("*.ttl"))
    house = load(files)
    if not (own := resources.own("shapes")):
        return house
    stated = load([*files, *own])
    planned = _with(stated, _planned(house, stated))
    return _with(planned, _presented(house, planned))


def _with(graph: Graph, further: Iterator[ox.Triple]) -> Graph:
    return Graph(list(dict.fromkeys((*graph.statements, *further))))


def local(iri: str) -> str:
    """The last part of an IRI."""
    return re.split("[#/]", iri)[-1]


def recorded(graph: Graph) -> dict[str, Resource]:
    """Class → the node shape for things of the record."""
    return {node.one(SH + "targetClass"): node for node in graph.of_type(SH + "NodeShape") if node.texts(RECORDED)}


def _planned(house: Graph, stated: Graph) -> Iterator[ox.Triple]:
    """What makes the node shapes of a catalogue part of the plan."""
    known = recorded(house)
    for node in stated.of_type(SH + "NodeShape"):
        cls = node.one(SH + "targetClass")
        if node.node in house.nodes or not cls:
            continue
        if cls in known:
            yield from _joined(known[cls], node)
        elif named := next((one for one in _named(node) if one.one(SH + "path") == SCHEMA + "name"), None):
            yield from _kind(node, cls, named)


def _named(node: Resource) -> list[Resource]:
    return [one for one in node.resources(SH + "property") if not one.node.startswith("_:")]


def _joined(shape: Resource, node: Resource) -> Iterator[ox.Triple]:
    """A node shape for a class that has one states more properties of it; those that it has are only constrained."""
    paths = {one.one(SH + "path") for one in shape.resources(SH + "property")}
    for further in _named(node):
        if further.one(SH + "path") not in paths:
            yield _triple(shape.node, SH + "property", ox.NamedNode(further.name))


def _kind(node: Resource, cls: str, named: Resource) -> Iterator[ox.Triple]:
    """Things of a class of the catalogue's own: a record has them, and each has a page; their name tells them apart."""
    called = "".join(word[:1].upper() + word[1:] for word in _WORDS.split(local(cls)))
    if hasattr(record, called):
        called = f"Own{called}"  # it is not what the house calls so
    identified = ox.BlankNode()
    words = " ".join(_WORDS.split(local(cls)))
    defaults: dict[str, ox.NamedNode | ox.BlankNode | ox.Literal] = {
        RECORDED: ox.Literal(called),
        RG + "folder": ox.Literal(iris.slug([words])),
        RG + "identifiedBy": identified,
        SH + "order": _integer(_LAST),
    }
    yield from (_triple(node.node, path, value) for path, value in defaults.items() if not node.objects(path))
    yield from _labelled(node, RDFS + "label", _labels(node, RDFS + "label") or _labels(node) or _english(words))
    yield ox.Triple(identified, ox.NamedNode(RDF + "first"), ox.NamedNode(named.name))
    yield ox.Triple(identified, ox.NamedNode(RDF + "rest"), ox.NamedNode(RDF + "nil"))


def _presented(house: Graph, planned: Graph) -> Iterator[ox.Triple]:
    """Where a page has a property of which that is not said, and what it is called there."""
    further: dict[str, tuple[Resource, Resource]] = {}
    for owner in recorded(planned).values():
        further |= {one.node: (one, owner) for one in _named(owner) if one.node not in house.nodes}
        if owner.node not in house.nodes:
            yield from _labelled(owner, RG + "plural", _labels(owner, RG + "plural") or _labels(owner, RDFS + "label"))
    for node, owner in further.values():
        label = " ".join(_WORDS.split(local(node.name)))
        names = _labels(node) or _english(label[:1].upper() + label[1:])
        defaults: dict[str, ox.NamedNode | ox.Literal] = {
            SH + "order": _integer(_LAST),
            SH + "group": ox.NamedNode(_GROUP),
        }
        if node.one(SH + "class") == SCHEMA + "Country":
            defaults[RG + "values"] = ox.Literal("country")
        yield from (_triple(node.node, path, value) for path, value in defaults.items() if not node.objects(path))
        yield from _labelled(node, SH + "name", names)
        if node.objects(RG + "facet"):
            yield from _labelled(node, RG + "plural", _labels(node, RG + "plural") or names)
        if node.objects(SH + "class"):
            plural = _labels(owner, RG + "plural") or _labels(owner, RDFS + "label")
            yield from _labelled(node, RG + "inverseName", _labels(node, RG + "inverseName") or plural or names)


def _labels(node: Resource, path: str = SH + "name") -> dict[str, str]:
    """The texts by language; one in no language is taken for English."""
    return node.languages(path) or _english(node.words(path))


def _english(text: str) -> dict[str, str]:
    return {"en": text} if text else {}


def _labelled(node: Resource, path: str, labels: dict[str, str]) -> Iterator[ox.Triple]:
    """The labels, where the node has none in a language."""
    if not node.languages(path):
        for language, text in labels.items():
            yield _triple(node.node, path, ox.Literal(text, language=language))


def _integer(value: int) -> ox.Literal:
    return ox.Literal(str(value), datatype=ox.NamedNode(XSD + "integer"))


def _triple(subject: str, path: str, value: ox.NamedNode | ox.BlankNode | ox.Literal) -> ox.Triple:
    return ox.Triple(ox.NamedNode(subject[1:-1]), ox.NamedNode(path), value)
