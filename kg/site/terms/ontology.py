"""The page of the ontology, and with it those of the shapes: every term of the house, at the place its IRI names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from kg.model.prefixes import DCTERMS, OWL, RDFS, RG, SCHEMA, SKOS
from kg.model.profile import RDF_TYPE, profile
from kg.model.shapes import Resource
from kg.report.words import local_name
from kg.site.frame import Frame, Site
from kg.site.head import Crumb, Head, short
from kg.site.render import render
from kg.site.terms import shapes as shape_pages
from kg.site.terms.entries import Entry, Writing
from kg.site.terms.examples import Use as Used
from kg.site.terms.examples import examples
from kg.site.terms.notation import Words
from kg.site.terms.vocabulary import REFINES, RULE, Use, Vocabulary, vocabulary

_FACTS = (*REFINES, RDFS + "domain", RDFS + "range", SKOS + "exactMatch", SKOS + "closeMatch")
# The headings of the page, and which kinds of terms stand below each.
_KINDS = {
    "classes": (OWL + "Class",),
    "properties": (OWL + "ObjectProperty", OWL + "DatatypeProperty"),
    "annotations": (OWL + "AnnotationProperty",),
    "individuals": (OWL + "NamedIndividual", SKOS + "Concept"),
}
_BORROWED = "ontology/schema.org/"
_FILES = ("reelgraph.ttl", "context.jsonld", "authorities.toml")


def pages(target: Path, site: Site) -> Iterator[tuple[str, str, str]]:
    """Language, path and HTML of each page; `target` is the finished folder, whose dumps give the examples."""
    terms = vocabulary()
    found = _examples(target, terms)
    shapes = ((f"shapes/{shape_pages.local(name)}/", partial(shape_pages.page, name)) for name in terms.files)
    documents: list[tuple[str, Callable[[Writing], str]]]
    documents = [("ontology/", page), (_BORROWED, borrowed), ("shapes/", shape_pages.index), *shapes]
    for language in site.languages:
        for path, written in documents:
            yield language, path, written(Writing(Frame(site, language, path), terms, found))


def page(writing: Writing) -> str:
    """The HTML of the page of the ontology."""
    ontology, frame = writing.vocabulary.ontology[RG.rstrip("#")], writing.frame
    members = writing.vocabulary.members(RG)
    heading = writing.worded(ontology.languages(DCTERMS + "title"))
    return render(
        "ontology",
        frame,
        Head(title=frame.words["ontology"], description=short(_listed(frame.words["ontology"], members))),
        heading=heading,
        files=[f"ontology/{file}" for file in _FILES],
        facts=[writing.iri(RG), *writing.facts(ontology, [DCTERMS + "license"])],
        sections=[
            (frame.words[key], [_entry(node, writing) for node in members if _types(node) & {*kinds}])
            for key, kinds in _KINDS.items()
        ],
        borrowed=_BORROWED,
    )


def borrowed(writing: Writing) -> str:
    """The HTML of the page of those terms of schema.org that the shapes use."""
    uses = sorted((iri, users) for iri, users in writing.vocabulary.uses.items() if iri.startswith(SCHEMA))
    terms = [(writing.name(iri), [_used(use, writing) for use in users]) for iri, users in uses]
    words = writing.frame.words
    head = Head(
        title=words["borrowed"],
        description=short(_listed(words["borrowed"], (writing.vocabulary.ontology[iri] for iri, _ in uses))),
        trail=(Crumb(words["ontology"], "ontology/"),),
    )
    return render("borrowed", writing.frame, head, terms=terms)


def _listed(title: str, terms: Iterable[Resource]) -> str:
    return f"{title}: {', '.join(local_name(term.name) for term in terms)}"


def _examples(target: Path, terms: Vocabulary) -> dict[Used, str]:
    """The terms that shapes use are looked for in what is published, the others in what is told of records."""
    ours = [use for node in terms.members(RG) for use in _uses(node)]
    shaped = {iri for iri, users in terms.uses.items() if any(user.how for user in users)}
    published = {use for use in ours if shaped & {*use}}
    evidence = [path for path in sorted(target.glob("evidence/*.nq")) if path.stem not in profile().by_folder]
    found = examples(sorted(target.glob("dump/*.nt")), {*published, *shape_pages.wanted(terms)})
    return found | examples(evidence, {*ours} - published)


def _uses(node: Resource) -> Iterator[Used]:
    """The use of a class is that something is one, of a property that it is stated of anything."""
    if OWL + "Class" in _types(node):
        yield node.name, RDF_TYPE
    elif _types(node) & {*_KINDS["properties"]}:
        yield "", node.name


def _entry(node: Resource, writing: Writing) -> Entry:
    uses = list(_uses(node))
    users = writing.vocabulary.uses.get(node.name, ())
    rules = {use.iri for use in users if use.how == RULE}
    facts = list(writing.facts(node, _FACTS))
    if shapes := tuple(_used(use, writing) for use in users if use.iri not in rules):
        facts.append((writing.label("used_by"), shapes))
    if rules:
        facts.append((writing.label("rules"), tuple((writing.name(iri),) for iri in sorted(rules))))
    return writing.entry(node, facts, writing.example(*uses) if uses else writing.in_shapes(node.name))


def _used(use: Use, writing: Writing) -> Words:
    """Who uses a term; of a property shape with how many values it asks for."""
    name = writing.name(use.iri)
    return (name, writing.count(writing.vocabulary.shapes[use.iri])) if use.how == "path" else (name,)


def _types(node: Resource) -> set[str]:
    return {*node.texts(RDF_TYPE)}
