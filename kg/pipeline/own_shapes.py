"""What is wrong with the shapes of a catalogue: a line for each mistake, with its file and, if known, the line."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.gate.lint import OTHER_SCHEMA, RULES_FILE, local_problems
from kg.gate.misspelt import misspelt
from kg.gate.validation import engine_of
from kg.model import house, values
from kg.model.ntriples import plain
from kg.model.prefixes import RDFS, RG, SCHEMA, SH, compact
from kg.model.profile import profile
from kg.model.shapes import Graph, load
from kg.pipeline import own_fields
from kg.pipeline.own_folders import folders
from kg.rdf.shapes import Written, as_written, concluded, read_file, written
from kg.system import resources
from kg.system.errors import ReelgraphError
from kg.system.spelling import asked, hinted, near

_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_LABELS = {SH + "name", SH + "description", RDFS + "label", RG + "plural", RG + "inverseName", RG + "sentence"}
_FLAGS = {
    RG + name
    for name in ("credited", "offPage", "neededOnPage", "onCard", "ofOwner", "expires", "offMarkup", "grouping")
}
_FLAGS |= {RG + "markupIfAllowed"}
_ALIKE = 0.75
_SEVERITIES = ("sh:Violation", "sh:Warning", "sh:Info")

Found = Iterator[tuple[int, str]]
"""The number of a statement, and what is wrong with it."""


def mistakes(paths: list[Path]) -> Iterator[str]:
    """Each mistake; those of which others may follow come alone."""
    if not paths:
        return
    try:
        stated = written(paths)
        engine_of("fast", stated, concluded(stated.statements))
    except ReelgraphError as error:
        yield str(error)
        return
    single = (f"{stated.place(number)}: {what}" for check in _STATEMENTS for number, what in check(stated))
    if wrong := [*misspelt(stated), *single]:
        yield from wrong
        return
    first = {statement.subject: n for n, statement in reversed([*enumerate(stated.statements)])}
    graph = concluded(stated.statements)
    for node, number in first.items():
        file, _ = stated.places[number]
        yield from (f"{stated.place(number)}: {problem}" for problem in _problems(node, graph, file.name))
    places = {str(node)[1:-1]: stated.place(number) for node, number in first.items()}
    yield from (f"{places[iri]}: {problem}" for iri, problem in folders() if iri in places)


def _other_namespace(stated: Written) -> Found:
    paths = dict.fromkeys(path for path, _ in stated.places)
    for number, statement in enumerate(as_written(paths)):
        if f"<{OTHER_SCHEMA}" in str(statement):
            yield number, f"{OTHER_SCHEMA} is the wrong namespace; write {SCHEMA}"


def _of_the_house(stated: Written) -> Found:
    """To the house's shapes a catalogue adds properties, and labels in further languages; nothing else."""
    ours = [one for path in sorted(resources.SHAPES.glob("*.ttl")) for one in read_file(path)]
    subjects = {one.subject for one in ours}
    labelled = {(one.subject, one.predicate, one.object.language) for one in ours if isinstance(one.object, ox.Literal)}
    for number, one in enumerate(stated.statements):
        path, value = one.predicate.value, one.object
        if one.subject not in subjects or path == SH + "property" or not isinstance(one.subject, ox.NamedNode):
            continue
        language = value.language if path in _LABELS and isinstance(value, ox.Literal) else None
        called = compact(one.subject.value)
        if not language:
            what = "only sh:property, and labels in further languages, may be added to it"
            yield number, f"{called} belongs to Reelgraph; {what}; put constraints into a node shape of your own"
        elif (one.subject, one.predicate, language) in labelled:
            yield number, f"{called} belongs to Reelgraph and has a {compact(path)} in {language}; it cannot be changed"


def _unreadable(stated: Written) -> Found:
    """Annotations that are not of the form that is read."""
    groups = {node.node for node in house.shapes().of_type(SH + "PropertyGroup")}
    for number, one in enumerate(stated.statements):
        path, value = one.predicate.value, plain(one.object)
        if path == SH + "order" and not _NUMBER.fullmatch(value):
            yield number, f"sh:order must be a number, not {value!r}"
        elif path == SH + "group" and str(one.object) not in groups:
            yield number, f"sh:group {compact(value)} is not a sh:PropertyGroup"
        elif path == RG + "values" and value not in values.__all__:
            yield number, f"rg:values {value!r} is not known; use one of {', '.join(values.__all__)}"
        elif path in _FLAGS and value not in ("true", "false"):
            yield number, f"{compact(path)} must be true or false, not {value!r}"
        elif path == SH + "severity" and compact(value) not in _SEVERITIES:
            what = f"sh:severity {compact(value)} is not one of {', '.join(_SEVERITIES)}"
            yield number, hinted(what, compact(value), _SEVERITIES)


def _not_ours(stated: Written) -> Found:
    """Annotations with a term of ours that there is not."""
    known = {node.name for node in load(sorted(resources.ONTOLOGY.glob("*.ttl"))) if node.name.startswith(RG)}
    for number, one in enumerate(stated.statements):
        term = one.predicate.value
        if term.startswith(RG) and term not in known:
            called = compact(term)
            yield number, hinted(f"{called} is not a term of Reelgraph", called, map(compact, sorted(known)))


def _unnamed(stated: Written) -> Found:
    """What is part of the plan has a name: that of a field."""
    planned = {node.node for node in house.recorded(house.shapes()).values()}
    for number, one in enumerate(stated.statements):
        nameless = one.predicate.value == SH + "property" and isinstance(one.object, ox.BlankNode)
        if nameless and str(one.subject) in planned:
            what = f"a property of {compact(str(one.subject)[1:-1])} has no IRI"
            yield number, f"{what}; write an IRI of your own for [ … ]: its last part is the name of the field"


def _of_no_shape(stated: Written) -> Found:
    """Properties of what is no shape: nothing is ever validated or read by them."""
    known = house.shapes()
    nodes = {node.name for node in known.of_type(SH + "NodeShape")}
    used = {*map(str, (one.object for one in known.statements))}
    for number, one in enumerate(stated.statements):
        subject = str(one.subject)
        if one.predicate.value != SH + "property" or subject in used or subject[1:-1] in nodes:
            continue
        if not any(path.startswith(SH + "target") for path in known.nodes[subject]):
            yield number, f"there is no node shape {subject}; {_meant(subject[1:-1], nodes)}"


def _meant(iri: str, nodes: Collection[str]) -> str:
    """The node shapes of Reelgraph that may be meant by an IRI: those whose names are like its own."""
    called = {node.rstrip("#").rpartition("/")[2]: node for node in sorted(nodes)}
    if found := near(iri.rstrip("#").rpartition("/")[2], called, _ALIKE):
        return asked(called[name] for name in found)
    planned = [shape for shape in profile().by_class.values() if shape.folder]
    return f"those of Reelgraph are {', '.join(sorted(shape.iri for shape in planned))}"


def _nameless(node: str, graph: Graph) -> Iterator[str]:
    """Why the things of a class are no kind of thing: nothing says what they are called."""
    known = {*profile().by_class, *resources.within((), _targeted)}
    for cls in (plain(value) for value in graph.values(node, SH + "targetClass")):
        if cls in known:
            continue
        of = [str(value) for value in graph.values(node, SH + "property")]
        named = any(plain(path) == SCHEMA + "name" for one in of for path in graph.values(one, SH + "path"))
        what = "its property with sh:path schema:name has no IRI; write one for [ … ]" if named else ""
        what = what or "it has no property with sh:path schema:name; add one"
        yield f"{compact(cls)} is not a kind of thing: {what}"


def _unknown_places(node: str, graph: Graph) -> Iterator[str]:
    """Patterns of sentences that ask for what is no field."""
    from kg.site.sentences import LINKS, places

    fields = [field.name for s in profile().by_class.values() if f"<{s.iri}>" == node for field in s.fields]
    for pattern in (plain(value) for value in graph.values(node, RG + "sentence")):
        for unknown in dict.fromkeys(place for place in places(pattern) if place not in (*fields, *LINKS)):
            yield hinted(f"rg:sentence asks for {{{unknown}}}, which is no field of the shape", unknown, fields)


def _targeted() -> frozenset[str]:
    """The classes that shapes in force are for."""
    return frozenset(cls for node in house.shapes().of_type(SH + "NodeShape") for cls in node.texts(SH + "targetClass"))


def _said_twice(stated: Written) -> Found:
    """Labels of which only one is shown."""
    seen: dict[tuple[object, ...], ox.Triple] = {}
    for number, one in enumerate(stated.statements):
        path, value = one.predicate.value, one.object
        if path in _LABELS and isinstance(value, ox.Literal):
            key = (one.subject, path, value.language)
            if seen.setdefault(key, one) != one:
                yield number, f"there are two {compact(path)} in {value.language or 'no language'}; keep one"


_STATEMENTS: tuple[Callable[[Written], Found], ...] = (
    _other_namespace,
    _of_the_house,
    _unreadable,
    _not_ours,
    _unnamed,
    _of_no_shape,
    _said_twice,
)


def _problems(node: object, graph: Graph, file: str) -> Iterator[str]:
    if file != RULES_FILE:
        yield from local_problems(graph, str(node))
        yield from _nameless(str(node), graph)
        yield from _unknown_places(str(node), graph)
    if isinstance(node, ox.NamedNode) and graph.values(str(node), SH + "path"):
        having = [(s, f) for s in profile().by_class.values() for f in s.fields if f.iri == node.value]
        yield from (problem for shape, field in having for problem in own_fields.mistakes(shape, field, graph))
        if not having and not house.shapes().parents.get(str(node)):
            yield f"{compact(node.value)} belongs to no node shape; add it to one with sh:property"
