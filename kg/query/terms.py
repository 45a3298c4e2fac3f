"""The properties and classes that a query names: in whose namespace they are, and whether a release has them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import pyoxigraph as ox

from kg.model.prefixes import DCTERMS, PROV, RDF, RDFS, RG, SCHEMA, compact
from kg.query.lexer import prefixes, replaced, tokens
from kg.rdf import namespaces
from kg.release.stores import ONTOLOGY, SHAPES
from kg.system.spelling import near, offered

_KNOWN = (SCHEMA, RG, RDF, RDFS, PROV, DCTERMS)
_VOCABULARIES = (ox.NamedNode(ONTOLOGY), ox.NamedNode(SHAPES))
_ALIKE = 0.75


def in_our_namespace(query: str) -> str:
    """The query with the IRIs of schema.org's terms in http, wherever they are IRIs; texts and comments stay."""
    iris = (token for token in tokens(query) if token.kind == "iri")
    return replaced(query, ((token, f"<{namespaces.prefix(token.text[1:-1])}>") for token in iris))


def other_namespaces(query: str) -> list[str]:
    """What a query writes for our namespace of schema.org, each once, in its order."""
    given = [token.text[1:-1] for token in tokens(query) if token.kind == "iri"]
    ours = [(one, namespaces.prefix(one)) for one in given]
    ends = ((one, moved.removeprefix(SCHEMA)) for one, moved in ours if moved != one)
    return list(dict.fromkeys(one.removesuffix(local) for one, local in ends))


def iris(query: str) -> list[str]:
    """The IRIs that a query names, each once, in its order; those that its prefixes stand for are none."""
    found = list(tokens(query))
    declared = prefixes(found)
    named: dict[str, None] = {}
    for token in found:
        prefix, _, local = token.text.partition(":")
        if token.kind == "iri":
            named[token.text[1:-1]] = None
        elif token.kind == "name" and local:
            named[declared.get(f"{prefix}:", "") + local.replace("\\", "")] = None
    return [iri for iri in named if iri not in declared.values()]


def terms(query: str) -> list[str]:
    """The IRIs that a query names in the namespaces of properties and classes, each once, in its order."""
    return [iri for iri in iris(query) if iri.startswith(_KNOWN) and iri not in _KNOWN]


def unknown(store: ox.Store, query: str, graphs: bool) -> Iterator[str]:
    """What a query names and the release does not have, a line each; ontology and shapes count if it asks `graphs`."""
    for iri in terms(query):
        if not _occurs(store, ox.NamedNode(iri), graphs):
            yield offered(f"{compact(iri)} does not occur in this release", map(compact, _nearest(store, iri)))


def _occurs(store: ox.Store, term: ox.NamedNode, graphs: bool) -> bool:
    stated = next(store.quads_for_pattern(None, term, None), None)
    meant = (quad for quad in store.quads_for_pattern(None, None, term) if graphs or not _is_vocabulary(quad))
    defined = next(store.quads_for_pattern(term, None, None), None) if graphs else None
    return bool(stated or next(meant, None) or defined)


def _nearest(store: ox.Store, iri: str) -> list[str]:
    """Of the terms that the vocabularies speak of and the release has, the one that is spelt most like it, if any."""
    namespace = next(known for known in _KNOWN if iri.startswith(known))
    spoken = {
        term.value
        for graph in _VOCABULARIES
        for quad in store.quads_for_pattern(None, None, None, graph)
        for term in (quad.subject, quad.object)
        if isinstance(term, ox.NamedNode) and term.value.startswith(namespace)
    }
    by_name = {term.removeprefix(namespace): term for term in spoken}
    alike = near(iri.removeprefix(namespace), sorted(by_name), _ALIKE, most=3)
    return [by_name[name] for name in alike if _occurs(store, ox.NamedNode(by_name[name]), False)][:1]


def _is_vocabulary(quad: ox.Quad) -> bool:
    return cast("ox.NamedNode", quad.graph_name) in _VOCABULARIES
