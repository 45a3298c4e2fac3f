"""The house's own Turtle, to be shown: the ontology, the shapes, the prefixes of both, and who uses which term."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.model import house
from kg.model.prefixes import RDFS, RG, SH, mentioned
from kg.model.shapes import Graph, Resource, load
from kg.release.opened import OWN
from kg.system import resources

SHAPES = RG.removesuffix("ontology#") + "shapes/"
REFINES = (RDFS + "subPropertyOf", RDFS + "subClassOf")
RULE = "sparql"

_USING = ("path", "class", "targetClass", "targetSubjectsOf", "targetObjectsOf")


@dataclass(frozen=True, slots=True)
class Use:
    """A shape, or a term of ours, that uses a term; `how` is a term of SHACL (`path`, `class`, ...) or "" (refines)."""

    iri: str
    how: str


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """The two graphs; namespaces by prefix, files of shapes by namespace, `uses` by the IRI of what is used."""

    ontology: Graph
    shapes: Graph
    prefixes: dict[str, str]
    files: dict[str, str]
    uses: dict[str, tuple[Use, ...]]

    def members(self, namespace: str) -> list[Resource]:
        """The shapes and terms of a namespace, by IRI; not what has the IRI of the namespace itself."""
        graph = self.ontology if namespace == RG else self.shapes
        return [node for node in graph if node.name.startswith(namespace) and node.name != namespace]


@resources.kept
def vocabulary() -> Vocabulary:
    """The ontology, and the shapes that hold, with those of the catalogue."""
    files, terms = sorted(resources.SHAPES.glob("*.ttl")), sorted(resources.ONTOLOGY.glob("*.ttl"))
    own = resources.own("shapes")
    prefixes = {prefix: iri for path in (*own, *files, *terms) for prefix, iri in _prefixes(path).items()}
    graphs = load(terms), house.shapes()
    uses: dict[str, dict[Use, None]] = {}
    for iri, use in _uses(*graphs, prefixes):
        uses.setdefault(iri, {})[use] = None
    stated = {namespace: f"{OWN}/{path.name}" for path in own for namespace in _namespaces(path)}
    stated |= {namespace: path.name for path in files for namespace in _namespaces(path)}
    homes = {name: file for name, file in sorted(stated.items()) if name.startswith(SHAPES) or file.startswith(OWN)}
    return Vocabulary(*graphs, prefixes, homes, {iri: tuple(found) for iri, found in uses.items()})


def _namespaces(path: Path) -> set[str]:
    return {node.name.partition("#")[0] + "#" for node in load([path]) if "#" in node.name}


def _prefixes(path: Path) -> dict[str, str]:
    statements = ox.parse(path=path, format=ox.RdfFormat.TURTLE)
    for _ in statements:
        pass
    return statements.prefixes


def _uses(ontology: Graph, shapes: Graph, namespaces: dict[str, str]) -> Iterator[tuple[str, Use]]:
    for term in (node for node in ontology if node.name.startswith(RG)):
        yield from ((refined, Use(term.name, "")) for relation in REFINES for refined in term.texts(relation))
    for node in (node for node in shapes if node.name.startswith(SHAPES)):
        yield from ((iri, Use(node.name, how)) for how in _USING for iri in node.texts(SH + how))
        for variant in node.resources(RG + "variant"):
            yield variant.one(RG + "class"), Use(node.name, "targetClass")
        for constraint in node.resources(SH + RULE):
            for query in constraint.texts(SH + "select"):
                yield from ((iri, Use(node.name, RULE)) for iri in mentioned(query, namespaces))
