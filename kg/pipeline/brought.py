"""What is wrong with what a catalogue brings: a line for each mistake, with its file and, if known, the line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.gate.lint import OTHER_SCHEMA, RULES_FILE, local_problems
from kg.gate.misspelt import misspelt
from kg.gate.validation import engine_of
from kg.model import house, record, values
from kg.model.ntriples import plain
from kg.model.prefixes import RG, SCHEMA, SH, compact
from kg.model.profile import Field, Kind, Shape, profile
from kg.model.record import Record
from kg.model.shapes import Graph
from kg.query.local import ask
from kg.query.question import question
from kg.rdf.shapes import Written, as_written, concluded, read_file, written
from kg.release import inventory
from kg.site.ways import facets
from kg.site.words import words
from kg.sources import lexicon
from kg.sources.catalogue import Catalogue
from kg.sources.catalogue import load as load_catalogue
from kg.sources.fields import DATATYPES, fields
from kg.sources.pages import labelled
from kg.system import resources, toml
from kg.system.errors import NotUnderstood, ReelgraphError
from kg.system.files import Unreadable, name, whole
from kg.system.spelling import hinted
from kg.system.toml.forms import Mistake

_FIELD = re.compile("[a-z][a-z0-9_]*")
_FOLDER = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_PAGES = ("assets", "download", "manual", "markup", "overview", "search", "dump", "evidence")
"""Folders of a release besides."""

_LARGEST = 1 << 20
"""In bytes, of a file."""


def load(folder: Path) -> tuple[Catalogue, resources.Brought]:
    """The catalogue in a folder, and what it brings. Raises ReelgraphError where something is wrong with them."""
    brought = resources.found(folder)
    with resources.using(brought):
        _check()
        return load_catalogue(folder), brought


def _check() -> None:
    """Raises ReelgraphError with the first mistake, and how many there are."""
    if mistakes := [mistake for kind, of in _CHECKS.items() for mistake in of(resources.own(kind))]:
        raise toml.Mistakes(mistakes)


def _shapes(paths: list[Path]) -> Iterator[str]:
    if not paths:
        return
    try:
        stated = written(paths)
        engine_of("fast", stated, concluded(stated.statements))
    except ReelgraphError as error:
        yield str(error)
        return
    if mistakes := [*misspelt(stated), *_other_namespace(stated), *_of_the_house(stated), *_unreadable(stated)]:
        yield from mistakes
        return
    first = {statement.subject: n for n, statement in reversed([*enumerate(stated.statements)])}
    graph = concluded(stated.statements)
    for node, number in first.items():
        file, _ = stated.places[number]
        yield from (f"{stated.place(number)}: {problem}" for problem in _problems(node, graph, file.name))


def _other_namespace(stated: Written) -> Iterator[str]:
    paths = dict.fromkeys(path for path, _ in stated.places)
    for number, statement in enumerate(as_written(paths)):
        if f"<{OTHER_SCHEMA}" in str(statement):
            yield f"{stated.place(number)}: {OTHER_SCHEMA} is the wrong namespace; write {SCHEMA}"


def _of_the_house(stated: Written) -> Iterator[str]:
    """Of the house's shapes a catalogue says which properties they have besides, and nothing else."""
    theirs = {one.subject for path in sorted(resources.SHAPES.glob("*.ttl")) for one in read_file(path)}
    for number, one in enumerate(stated.statements):
        if one.subject in theirs and one.predicate.value != SH + "property" and isinstance(one.subject, ox.NamedNode):
            what = f"{compact(one.subject.value)} belongs to Reelgraph; only sh:property may be added to it"
            yield f"{stated.place(number)}: {what}; put constraints into a node shape of your own"


def _unreadable(stated: Written) -> Iterator[str]:
    """Annotations that are not of the form that is read."""
    groups = {node.node for node in house.shapes().of_type(SH + "PropertyGroup")}
    for number, one in enumerate(stated.statements):
        path, value = one.predicate.value, plain(one.object)
        if path == SH + "order" and not _NUMBER.fullmatch(value):
            yield f"{stated.place(number)}: sh:order must be a number, not {value!r}"
        elif path == SH + "group" and str(one.object) not in groups:
            yield f"{stated.place(number)}: sh:group {compact(value)} is not a sh:PropertyGroup"
        elif path == RG + "values" and value not in values.__all__:
            yield f"{stated.place(number)}: rg:values {value!r} is not known; use one of {', '.join(values.__all__)}"
        elif path in (RG + "facet", RG + "folder") and not _FOLDER.fullmatch(value):
            yield f"{stated.place(number)}: {value!r} is not a folder name; use small letters, digits and -"
        elif path in (RG + "facet", RG + "folder") and value in _taken():
            yield f"{stated.place(number)}: the folder {value} already exists; choose another name"


def _taken() -> set[str]:
    """The folders of a site that the house uses."""
    plan = resources.within((), profile)
    return {*plan.by_folder, *facets(plan), *inventory.FOLDERS, *_PAGES}


def _problems(node: object, graph: Graph, file: str) -> Iterator[str]:
    if file != RULES_FILE:
        yield from local_problems(graph, str(node))
    if isinstance(node, ox.NamedNode) and graph.values(str(node), SH + "path"):
        having = [(s, f) for s in profile().by_class.values() for f in s.fields if f.iri == node.value]
        yield from (problem for shape, field in having for problem in _field(shape, field))
        if not having and not house.shapes().parents.get(str(node)):
            yield f"{compact(node.value)} belongs to no node shape; add it to one with sh:property"


def _field(shape: Shape, field: Field) -> Iterator[str]:
    """Why a property has no place in a record."""
    if not _FIELD.fullmatch(field.name):
        what = f"{field.name!r}, the last part of its IRI, is not a field name"
        yield f"{what}; use small letters, digits and _, beginning with a letter"
    others = [one for one in shape.fields if one.iri != field.iri]
    if field.name in getattr(record, shape.record, Record).__struct_fields__ or field.name in [o.name for o in others]:
        yield f"a {shape.record} already has a field {field.name}; use another name as the last part of the IRI"
    if same := [one.name for one in others if one.path == field.path]:
        yield f"{compact(field.path)} is already the path of the field {same[0]} of a {shape.record}; state it once"
    if field.kind is Kind.LINK and field.target not in profile().by_class:
        yield f"sh:class {compact(field.target)}: no node shape targets this class; add one, with schema:name"
    if field.kind is Kind.LITERAL and not field.values and field.datatype not in DATATYPES:
        yield f"sh:datatype {compact(field.datatype)} is not supported; use one of {', '.join(map(compact, DATATYPES))}"


def _layouts(paths: list[Path]) -> Iterator[str]:
    return (mistake for path in paths for mistake in _mistakes(path, _layout))


def _layout(path: Path) -> None:
    toml.load(path, path.read_text("utf-8"), labelled.LabelledLayout, _of_layout)


def _of_layout(read: labelled.LabelledLayout) -> Iterator[Mistake]:
    for key, expressions in (("look", read.look), ("head", read.head)):
        for number, expression in enumerate(expressions):
            try:
                re.compile(expression)
            except re.error as error:
                yield Mistake((key, number), f"not a regular expression: {error}")
    yield from (
        Mistake(("labels", label), _no_field(field)) for label, field in read.labels.items() if _no_field(field)
    )


def _no_field(name: str) -> str:
    """Why a field of a record cannot be of this name; "" where it can."""
    if name in fields():
        return ""
    return hinted(f"a record has no field {name!r}", name, fields())


def _words(paths: list[Path]) -> Iterator[str]:
    return (mistake for path in paths for mistake in _mistakes(path, _spoken))


def _spoken(path: Path) -> None:
    """Labels of film pages, or words of the site in the language that the file is called after."""
    text = path.read_text("utf-8")
    if path.name == resources.LABELS:
        toml.load(path, text, lexicon.Labels, _of_labels)
    else:
        values.language(path.stem)
        toml.load(path, text, dict[str, str], _of_words)


def _of_labels(read: lexicon.Labels) -> Iterator[Mistake]:
    return (Mistake(("fields", field), _no_field(field)) for field in read.fields if _no_field(field))


def _of_words(read: dict[str, str]) -> Iterator[Mistake]:
    known = words("en")
    for word in read:
        if word not in known:
            yield Mistake((word,), hinted("not a word of the site", word, known))


def _queries(paths: list[Path]) -> Iterator[str]:
    return (mistake for path in paths for mistake in _mistakes(path, _query))


def _imports(paths: list[Path]) -> Iterator[str]:
    return (mistake for path in paths for mistake in _mistakes(path, _import))


def _query(path: Path) -> str:
    """The form of the query in a file."""
    asked = question(str(path))
    ask(ox.Store(), asked.text)
    return asked.form


def _import(path: Path) -> None:
    if (form := _query(path)) != "CONSTRUCT":
        raise ReelgraphError(f"the query form is {form}; an import must be a CONSTRUCT query")


def _mistakes(path: Path, read: Callable[[Path], object]) -> Iterator[str]:
    """What a reader says of a file."""
    try:
        whole(path, _LARGEST).decode("utf-8")
        read(path)
    except UnicodeDecodeError:
        yield f"{name(path)}: is not UTF-8 text"
    except toml.Mistakes as error:
        yield from error.lines
    except (Unreadable, NotUnderstood, ReelgraphError) as error:
        said = str(error).partition("\n")[0]
        yield said if said.startswith(name(path)) else f"{name(path)}: {said}"


_CHECKS: dict[str, Callable[[list[Path]], Iterator[str]]] = {
    "shapes": _shapes,
    "layouts": _layouts,
    "words": _words,
    "queries": _queries,
    "imports": _imports,
}
