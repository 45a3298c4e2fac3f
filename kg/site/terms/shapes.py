"""The pages of the shapes: a page for each namespace, so that the IRI of a shape leads to what it demands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model.prefixes import SH
from kg.model.shacl import COMPONENTS, TARGETS
from kg.model.shapes import Resource
from kg.site.head import Crumb, Head, short
from kg.site.render import render
from kg.site.terms.entries import COUNTS, Entry, Fact, Writing
from kg.site.terms.examples import Use
from kg.site.terms.notation import Name, Words
from kg.site.terms.vocabulary import RULE, SHAPES, Vocabulary

_TARGETS = tuple(SH + name for name in sorted(TARGETS))
_PARAMETERS = tuple(name for name, _ in COMPONENTS.values() if name not in (*COUNTS, RULE))
_DEMANDS = (*_TARGETS, *(SH + name for name in _PARAMETERS))


def wanted(vocabulary: Vocabulary) -> Iterator[Use]:
    """The uses of which examples are shown."""
    for namespace in vocabulary.files:
        for node in vocabulary.members(namespace):
            yield from _uses(node, vocabulary)


def page(namespace: str, writing: Writing) -> str:
    """The HTML of the page of a namespace of shapes."""
    frame, vocabulary = writing.frame, writing.vocabulary
    members = sorted((one for one in vocabulary.members(namespace) if not one.one(SH + "select")), key=order)
    groups = sorted({one.one(SH + "group") for one in members}, key=lambda iri: order(vocabulary.shapes[iri]))
    heading = title(namespace, writing)
    return render(
        "terms",
        frame,
        Head(
            title=heading.text,
            description=short(f"{frame.words['shapes']}: {heading.text}. {frame.words['shapes_lead']}"),
            trail=(Crumb(frame.words["shapes"], "shapes/"),),
        ),
        heading=heading,
        files=[f"shapes/{vocabulary.files[namespace]}"],
        facts=[writing.iri(namespace), *_whole(vocabulary.shapes[namespace], writing)],
        sections=[
            (
                writing.called(vocabulary.shapes[group]).text if group else "",
                [_entry(one, writing) for one in members if one.one(SH + "group") == group],
            )
            for group in groups
        ],
    )


def index(writing: Writing) -> str:
    """The HTML of the page that leads to those of all namespaces."""
    vocabulary = writing.vocabulary
    rows = [
        (local(namespace), title(namespace, writing), _targets(vocabulary.shapes[namespace], writing), file)
        for namespace, file in vocabulary.files.items()
    ]
    words = writing.frame.words
    head = Head(title=words["shapes"], description=short(words["shapes_lead"]))
    return render("shapes", writing.frame, head, rows=rows)


def local(namespace: str) -> str:
    """The folder of a namespace below `shapes/`; of another one than ours it is called after all of it."""
    return re.sub(r"\W+", "-", namespace.removeprefix(SHAPES).rpartition("://")[2]).strip("-")


def title(namespace: str, writing: Writing) -> Name:
    """What the shapes of a namespace are about."""
    known = writing.frame.words.get(f"shapes_{local(namespace)}")
    return Name(known) if known else writing.called(writing.vocabulary.shapes[namespace])


def _targets(node: Resource, writing: Writing) -> list[Words]:
    return [words for path in _TARGETS for words in writing.values(node, path)]


def order(node: Resource) -> tuple[float, str]:
    """The key by which shapes are sorted: what their authors say, then the IRI."""
    return float(node.one(SH + "order") or "inf"), node.name


def _whole(node: Resource, writing: Writing) -> Iterator[Fact]:
    """What a node shape says, and the property shapes that it shares with others."""
    yield from writing.facts(node, _DEMANDS)
    yield from writing.annotations(node)
    shared = [one for one in node.resources(SH + "property") if not one.name.startswith(node.name)]
    values = tuple((writing.link(one), writing.count(one)) for one in sorted(shared, key=order))
    if values:
        yield writing.label("shared"), values


def _entry(node: Resource, writing: Writing) -> Entry:
    uses = list(_uses(node, writing.vocabulary))
    return writing.entry(node, _facts(node, writing), writing.example(*uses) if uses else None)


def _facts(node: Resource, writing: Writing) -> Iterator[Fact]:
    rules = node.resources(SH + RULE)
    if path := node.one(SH + "path"):
        yield writing.label("sh_path"), ((writing.name(path),),)
        yield from writing.refined(path)
        yield writing.label("how_many"), ((writing.count(node),),)
    yield from writing.facts(node, _DEMANDS)
    yield from writing.annotations(node)
    for rule in rules:
        yield from writing.facts(rule, [SH + "message"])
    if path or rules:
        yield writing.severity(node)
    yield from writing.facts(node, [SH + "order"])


def _uses(node: Resource, vocabulary: Vocabulary) -> Iterator[Use]:
    """The use of a property shape: by things of the class that the shape of its namespace targets."""
    path = node.one(SH + "path")
    target = vocabulary.shapes[node.name.partition("#")[0] + "#"].one(SH + "targetClass")
    if path and target:
        yield target, path
