"""What is wrong with a query or an import of a catalogue: ReelgraphError says it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.gate.schemaorg import vocabulary
from kg.model.house import local
from kg.model.prefixes import RG, SCHEMA, compact
from kg.model.profile import profile
from kg.model.shapes import load
from kg.query.lexer import tokens
from kg.query.local import ask
from kg.query.named import find
from kg.query.question import complaints_about
from kg.query.safety import check
from kg.query.terms import in_our_namespace, iris
from kg.system import resources
from kg.system.errors import ReelgraphError
from kg.system.spelling import hinted, near, offered

_ALIKE = 0.75


def query(path: Path) -> None:
    """A named query in a file is one that can be asked, has a name of its own, and uses its parameters."""
    if (resources.QUERIES / path.name).exists():
        raise ReelgraphError(f"Reelgraph has a query called {path.stem}; choose another name for the file")
    _form(path)
    read = find(str(path))
    used = {token.text for token in tokens(read.text) if token.kind == "variable"}
    declared = {f"${parameter.name}" for parameter in read.parameters}
    for name in sorted(declared - used):
        raise ReelgraphError(f"the parameter {name} is declared, but the query does not use it")
    for name in sorted(name for name in used - declared if name.startswith("$")):
        raise ReelgraphError(f"{name} is not declared; add a comment line `# {name} (text): ...`, or write ?{name[1:]}")
    for unknown in _unknown(in_our_namespace(read.text)):
        raise ReelgraphError(unknown)


def construct(path: Path) -> None:
    """An import constructs terms that are read."""
    if (form := _form(path)) != "CONSTRUCT":
        raise ReelgraphError(f"the query form is {form}; an import must be a CONSTRUCT query")
    text = find(str(path)).text
    if in_our_namespace(text) != text:
        raise ReelgraphError(f"https://schema.org/ is the wrong namespace; write {SCHEMA}")
    template = _template(text)
    for unknown in _unknown(template):
        raise ReelgraphError(unknown)
    given = _variables(text.removeprefix(template)) if template != text else _variables(template)
    for name in sorted(_variables(template) - given):
        raise ReelgraphError(f"?{name} is constructed, but the WHERE clause does not have it; is it misspelt?")


def _variables(text: str) -> set[str]:
    """The names of the variables of a query, or of a part of one."""
    return {token.text[1:] for token in tokens(text) if token.kind == "variable"}


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


def _unknown(text: str) -> Iterator[str]:
    """Terms of schema.org and of Reelgraph that there are not, and those that are nearly one of the catalogue's."""
    known = vocabulary()
    theirs = {*known.parents, *known.domains, *known.members}
    theirs |= {node.name for node in load(sorted(resources.ONTOLOGY.glob("*.ttl")))}
    own = _stated() - theirs
    for iri in iris(text):
        space, name = _apart(iri)
        if not name or iri in theirs | own:
            continue
        if space in (SCHEMA, RG):
            vocabularies = "schema.org" if space == SCHEMA else "Reelgraph"
            yield hinted(f"{compact(iri)} is not a term of {vocabularies}", compact(iri), map(compact, theirs))
        elif meant := near(name, (local(one) for one in own if _apart(one)[0] == space), _ALIKE):
            yield offered(f"{iri} is in no shape", [space + meant[0]])


def _apart(iri: str) -> tuple[str, str]:
    """The namespace of a term, and its name in there."""
    name = local(iri)
    return iri.removesuffix(name), name


def _stated() -> set[str]:
    """The properties and classes of the shapes in force."""
    shapes = profile().by_class.values()
    return {field.path for shape in shapes for field in shape.fields} | {shape.cls for shape in shapes}
