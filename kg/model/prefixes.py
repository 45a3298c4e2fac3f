"""The namespaces that the house uses, and the prefixes that they are written with."""

import re
from collections.abc import Iterator, Mapping

SCHEMA = "http://schema.org/"
RG = "https://w3id.org/reelgraph/ontology#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SH = "http://www.w3.org/ns/shacl#"
PROV = "http://www.w3.org/ns/prov#"
DCTERMS = "http://purl.org/dc/terms/"
OWL = "http://www.w3.org/2002/07/owl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"

PREFIXES = {
    "schema": SCHEMA,
    "rg": RG,
    "rdf": RDF,
    "rdfs": RDFS,
    "xsd": XSD,
    "sh": SH,
    "prov": PROV,
    "dcterms": DCTERMS,
    "owl": OWL,
    "skos": SKOS,
    "cc": "https://creativecommons.org/",
    "rs": "https://rightsstatements.org/vocab/",
    "wd": "http://www.wikidata.org/entity/",
}
"""Prefix → namespace. No namespace begins another."""


_PREFIXED = re.compile(r"(?<![\w?$<])([\w-]++)(?::([\w-]++))?")


def mentioned(query: str, prefixes: Mapping[str, str]) -> Iterator[str]:
    """The IRIs of the prefixed names in a query; a prefix that is not known is passed over."""
    return (prefixes[prefix] + name for prefix, name in _PREFIXED.findall(query) if name and prefix in prefixes)


def compact(iri: str, prefixes: Mapping[str, str] = PREFIXES) -> str:
    """The IRI with its prefix (`schema:Movie`), or as it is where none fits."""
    for prefix, namespace in prefixes.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri
