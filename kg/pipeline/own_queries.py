"""What is wrong with a query or an import of a catalogue: ReelgraphError says it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.gate.schemaorg import vocabulary
from kg.model.prefixes import RG, SCHEMA, compact
from kg.model.profile import profile
from kg.model.shapes import load
from kg.query.lexer import tokens
from kg.query.local import ask
from kg.query.named import find
from kg.query.question import complaints_about
from kg.query.safety import check
from kg.query.terms import in_our_namespace, terms
from kg.system import resources
from kg.system.errors import ReelgraphError
from kg.system.spelling import hinted


def query(path: Path) -> None:
    """A named query in a file is one that can be asked, has a name of its own, and uses its parameters."""
    if (resources.QUERIES / path.name).exists():
        raise ReelgraphError(f"Reelgraph has a query called {path.stem}; choose another name for the file")
    _form(path)
    read = find(str(path))
    used = {token.text for token in tokens(read.text) if token.kind == "variable"}
    for parameter in read.parameters:
        if f"${parameter.name}" not in used:
            raise ReelgraphError(f"the parameter ${parameter.name} is declared, but the query does not use it")


def construct(path: Path) -> None:
    """An import constructs terms that are read."""
    if (form := _form(path)) != "CONSTRUCT":
        raise ReelgraphError(f"the query form is {form}; an import must be a CONSTRUCT query")
    text = find(str(path)).text
    if in_our_namespace(text) != text:
        raise ReelgraphError(f"https://schema.org/ is the wrong namespace; write {SCHEMA}")
    for unknown in _unknown(_template(text)):
        raise ReelgraphError(unknown)


def _form(path: Path) -> str:
    """The form of the query in a file."""
    found = find(str(path))
    with complaints_about(found.name):
        form, _ = check(found.text)
        ask(ox.Store(), found.text)  # parameters are variables where they have no value
    return form


def _template(text: str) -> str:
    """The query up to the end of what it constructs."""
    begun = False
    for token in tokens(text):
        begun = begun or token.text.upper() == "CONSTRUCT"
        if begun and token.kind == "sign" and token.text == "}":
            return text[: token.end]
    return text


def _unknown(template: str) -> Iterator[str]:
    known = vocabulary()
    theirs = {*known.parents, *known.domains, *known.members}
    ours = {node.name for node in load(sorted(resources.ONTOLOGY.glob("*.ttl")))}
    ours |= {field.path for shape in profile().by_class.values() for field in shape.fields}
    for iri in terms(template):
        if iri.startswith((SCHEMA, RG)) and iri not in theirs | ours:
            vocabularies = "schema.org" if iri.startswith(SCHEMA) else "Reelgraph"
            yield hinted(f"{compact(iri)} is not a term of {vocabularies}", compact(iri), map(compact, theirs | ours))
