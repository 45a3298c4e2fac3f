"""However odd its text, an entity comes back from every form in which it is published."""

import json
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import html5lib
import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from pyld import jsonld as pyld

from kg.model.prefixes import SCHEMA, XSD
from kg.model.profile import CREDIT, CREDIT_CLASS, RDF_TYPE, Field, Kind, Profile, Shape, profile
from kg.model.terms import datatypes
from kg.release.context import context
from kg.release.documents import Document, Neighbours, described, documents, neighbours, ntriples
from kg.release.dumps import dumps
from kg.release.jsonld import jsonld
from kg.release.markup import URL, graph, node
from kg.release.selection import Selection
from kg.release.turtle import turtle
from kg.site.entity import Subject, page
from kg.site.frame import Site
from kg.site.index import Index, gather
from kg.site.items import Items

BASE = "https://films.example/"
OFFICIAL_CONTEXT = Path(__file__).parents[2] / "../shared/data/schemaorg-30.0/schemaorgcontext.jsonld"
PLAN = profile()
CONTEXT = context(PLAN)
TURTLE, JSON_LD = (dump for dump in dumps(PLAN, CONTEXT))

NASTY = ["\"'\\", '"""', "</script>", "<!--<script>", "]]>", "&amp;", "\u2028\u2029", "\u202e\u200f", "👩‍🎤", "e\u0301"]
NASTY += ["{{ 7*7 }}", "\ufffe", "\\u0041", "<b onclick=x>", "@en", "^^<a>", "\ufeff", "a\nb", " ", "%00"]
CHARACTERS = st.characters(exclude_categories=("Cs", "Cc"))
TEXT = st.lists(st.sampled_from(NASTY) | st.text(CHARACTERS, max_size=8), min_size=1, max_size=4).map("".join)
IRI = st.text("abcXYZ019-._~:/?@!$&'()*+,;=éж日", max_size=12).map(lambda rest: f"https://a.example/{rest}")
LANGUAGE = st.sampled_from(["en", "nl", "pt-br", "zh-hant"])
DAYS = {XSD + "date"}
PARTS = ("subject", "predicate", "object")
LEXICAL = {
    "gYear": ["2023", "1899"],
    "date": ["2023-09-01"],
    "dateTime": ["2023-10-12T20:30:00+02:00"],
    "duration": ["PT1H45M"],
    "integer": ["1", "1200"],
    "decimal": ["7.30"],
    "boolean": ["true"],
    "anyURI": ["a b"],
}
LANGUAGES = ["en", "nl-BE", "zh-Hant", "zxx", "qya"]
TAGS = {
    "html",
    "ol",
    "head",
    "meta",
    "title",
    "link",
    "script",
    "body",
    "header",
    "nav",
    "main",
    "article",
    "section",
    "footer",
}
TAGS |= {"form", "input", "button", "div", "h1", "h2", "p", "ul", "li", "dl", "dt", "dd", "a", "span", "time"}
TAGS |= {"figure", "figcaption", "blockquote", "img"}


def _literals(field: Field) -> st.SearchStrategy[list[ox.Literal]]:
    if field.kind is Kind.TEXT:
        return st.dictionaries(LANGUAGE, TEXT, max_size=3).map(
            lambda texts: [ox.Literal(text, language=language) for language, text in texts.items()]
        )
    if field.values == "language":
        return st.lists(st.sampled_from(LANGUAGES).map(ox.Literal), max_size=2)
    if field.datatype == XSD + "string":
        return st.lists(TEXT.map(ox.Literal), max_size=2)
    lexical = st.sampled_from(LEXICAL[field.datatype.removeprefix(XSD)])
    return st.lists(lexical.map(lambda text: ox.Literal(text, datatype=ox.NamedNode(field.datatype))), max_size=1)


class _Stating:
    """States things at random, as the describer would: what a term of ours refines stands beside it."""

    def __init__(self, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
        self.draw = draw
        self.stated: list[ox.Triple] = []

    def say(self, subject: str, path: str, value: ox.NamedNode | ox.Literal) -> None:
        self.stated.append(ox.Triple(ox.NamedNode(subject), ox.NamedNode(path), value))

    def thing(self, iri: str, shape: Shape) -> None:
        self.type(iri, shape)
        for field in shape.fields:
            for value in self._values(iri, field):
                for path in (field.path, *field.implied):
                    self.say(iri, path, value)

    def type(self, iri: str, shape: Shape) -> None:
        for cls in shape.kinds[self.draw(st.sampled_from(sorted(shape.kinds)))]:
            self.say(iri, RDF_TYPE, ox.NamedNode(cls))

    def _values(self, iri: str, field: Field) -> list[Any]:
        if field.kind is Kind.LINK:
            return [self._link(iri, field, number) for number in range(self.draw(st.integers(0, 2)))]
        if field.kind is Kind.IRI:
            return [ox.NamedNode(value) for value in self.draw(st.lists(IRI, max_size=2))]
        return list(self.draw(_literals(field)))

    def _link(self, owner: str, field: Field, number: int) -> ox.NamedNode:
        document, shape = owner.partition("#")[0], PLAN.by_class[field.target]
        if shape.folder:
            linked = ox.NamedNode(f"{BASE}{shape.folder}/{self.draw(st.sampled_from('abc'))}/#this")
            if field.credited:
                self._credit(owner, f"{document}#{field.name}-{number}", field, linked)
            return linked
        self.thing(f"{document}#{field.name}-{number}", shape)
        return ox.NamedNode(f"{document}#{field.name}-{number}")

    def _credit(self, owner: str, iri: str, field: Field, person: ox.NamedNode) -> None:
        credit = PLAN.by_class[CREDIT_CLASS]
        paths = {field.name: field.path for field in credit.fields}
        self.say(owner, CREDIT, ox.NamedNode(iri))
        self.type(iri, credit)
        self.say(iri, paths["person"], person)
        self.say(iri, paths["role"], ox.NamedNode(field.path))
        position = ox.Literal(str(self.draw(st.integers(1, 3))), datatype=ox.NamedNode(XSD + "integer"))
        self.say(iri, paths["position"], position)
        for text in self.draw(st.lists(TEXT, max_size=1)):
            self.say(iri, paths["character"], ox.Literal(text))


@st.composite
def entities(draw: Callable[[st.SearchStrategy[Any]], Any]) -> tuple[Document, Neighbours, set[str], set[str]]:
    """A document, its neighbours, and the statements of both as N-Triples."""
    stating = _Stating(draw)
    folder = draw(st.sampled_from(sorted(PLAN.by_folder)))
    stating.thing(f"{BASE}{folder}/it/#this", PLAN.by_folder[folder])
    document = next(documents(_lines(stating.stated)))
    around = _Stating(draw)
    for iri in neighbours(document):
        around.type(iri, PLAN.by_folder[iri.removeprefix(BASE).partition("/")[0]])
        around.say(iri, SCHEMA + "name", ox.Literal(draw(TEXT)))
    about = described(line.decode().rstrip("\n") for line in _lines(around.stated))
    return document, about, {str(t) for t in stating.stated}, {str(t) for t in around.stated}


Entity = tuple[Document, Neighbours, set[str], set[str]]
DATE = "2026-11-23"
Paged = Callable[[Document, Neighbours], str]


def _lines(stated: list[ox.Triple]) -> list[bytes]:
    written = ox.serialize(stated, format=ox.RdfFormat.N_TRIPLES) or b""
    return sorted(set(written.splitlines(keepends=True)))


def _read(data: bytes, form: ox.RdfFormat) -> set[str]:
    return {str(ox.Triple(q.subject, q.predicate, q.object)) for q in ox.parse(data, format=form)}


def _read_by_rdflib(data: bytes, form: str) -> set[str]:
    with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings(action="ignore"):
        patch.setattr(rdflib, "NORMALIZE_LITERALS", False)
        graph = rdflib.Graph().parse(data=data, format=form)
    return {str(ox.Triple(*(_term(term) for term in triple))) for triple in graph}


def _term(term: Any) -> Any:
    if isinstance(term, rdflib.URIRef):
        return ox.NamedNode(str(term))
    assert isinstance(term, rdflib.Literal)
    if term.language:
        return ox.Literal(str(term), language=term.language)
    return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype or XSD + "string")))


@settings(max_examples=40)
@given(entities())
def test_forms_of_an_entity_are_its_graph(entity: Entity) -> None:
    """N-Triples, Turtle and JSON-LD of an entity are the same graph, to pyoxigraph and to rdflib."""
    document, around, stated, beside = entity
    n_triples = ntriples(document, around)
    assert _read(n_triples, ox.RdfFormat.N_TRIPLES) == _read_by_rdflib(n_triples, "nt") == stated | beside
    written = turtle(document, around, PLAN)
    assert _read(written, ox.RdfFormat.TURTLE) == _read_by_rdflib(written, "turtle") == stated | beside
    linked = jsonld(document, around, PLAN, CONTEXT)
    assert _read(linked, ox.RdfFormat.JSON_LD) == _read_by_rdflib(linked, "json-ld") == stated | beside


@settings(max_examples=20)
@given(st.lists(entities(), max_size=3), st.integers(0, 3))
def test_dumps_are_the_graph(found: list[Entity], cut: int) -> None:
    """Whole dumps state what all documents state, and bodies that are made apart are the same bytes."""
    all_documents = [document for document, _, _, _ in found]
    stated = set[str]().union(*(entity[2] for entity in found))
    for dump, form in ((TURTLE, ox.RdfFormat.TURTLE), (JSON_LD, ox.RdfFormat.JSON_LD)):
        whole = b"".join(dump.body(all_documents))
        bodies = [b"".join(dump.body(part)) for part in (all_documents[:cut], all_documents[cut:])]
        assert dump.separator.join(filter(None, bodies)) == whole
        assert _read(dump.header + whole + dump.footer, form) == stated


@pytest.fixture(scope="module")
def paged(tmp_path_factory: pytest.TempPathFactory) -> Paged:
    """Makes pages of a site without anything else in it, whose own words are hostile."""
    path = tmp_path_factory.mktemp("site") / "index"
    gather(path, [])
    items = Items(Site("</title>", "<b>", "javascript:x", BASE, ("en",), DATE), "en", Index(path), PLAN)

    def made(document: Document, near: Neighbours) -> str:
        selection = Selection(document, near, PLAN, DATE)
        return page(Subject(selection, node(selection), items))

    return made


@settings(max_examples=40)
@given(entity=entities())
def test_markup_comes_back_out_of_the_page(paged: Paged, entity: Entity) -> None:
    """An HTML parser finds the markup unchanged, the name in the heading, and no element that a text brought in."""
    document, around, _, _ = entity
    said = graph([node(Selection(document, around, PLAN, DATE))])["@graph"]
    root = html5lib.parse(paged(document, around), namespaceHTMLElements=False)
    (embedded,) = root.iter("script")
    assert all(told in json.loads(embedded.text or "")["@graph"] for told in said)
    assert {element.tag for element in root.iter()} <= TAGS
    (heading,) = root.iter("h1")
    names = {name.value for name in document.thing.values.get(SCHEMA + "name", ())}
    assert "".join(heading.itertext()) in (names or {document.thing.iri})


@pytest.mark.skipif(not OFFICIAL_CONTEXT.exists(), reason="schema.org's context is not there")
@settings(max_examples=40)
@given(entities())
def test_markup_is_what_schema_org_can_say(entity: Entity) -> None:
    """Markup, expanded with schema.org's context and typed by the table, is the graph's part in schema.org's terms.

    Of things that lack what a page needs, and of credits, nothing is said; nothing else is missing, and nothing added
    but the address of the document, where no page is stated.
    """
    document, around, stated, beside = entity
    expanded = _expanded(graph([node(Selection(document, around, PLAN))]))
    document_itself = f"<{document.thing.iri}> <{URL}> <{document.iri}>"
    assert expanded - {document_itself} == _sayable(stated | beside, PLAN)
    assert (document_itself in expanded) == (bool(expanded) and URL not in document.thing.values)


def _expanded(markup: dict[str, Any]) -> set[str]:
    official = json.loads(OFFICIAL_CONTEXT.read_bytes())

    def loader(url: str, _: Any) -> dict[str, Any]:
        assert url == "https://schema.org"
        return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": official}

    types = datatypes(PLAN)
    found = pyld.to_rdf(markup, {"documentLoader": loader})["@default"]
    return {" ".join(_token(t[role], types.get(t["predicate"]["value"])) for role in PARTS) for t in found}


def _token(term: dict[str, str], datatype: str | None) -> str:
    if term["type"] != "literal":
        return f"<{term['value']}>"
    if "language" in term:
        return str(ox.Literal(term["value"], language=term["language"]))
    # What says its datatype itself, as a day does among times, has that.
    given = term["datatype"]
    told = given if given in DAYS or not datatype else datatype
    return str(ox.Literal(term["value"], datatype=ox.NamedNode(told)))


def _sayable(stated: set[str], plan: Profile) -> set[str]:
    split = [tuple(line.split(" ", 2)) for line in stated]
    unsaid = set(_unsaid(split, plan))
    return {
        " ".join((subject, path, value))
        for subject, path, value in split
        if (path.startswith(f"<{SCHEMA}") or (path == f"<{RDF_TYPE}>" and value.startswith(f"<{SCHEMA}")))
        and subject not in unsaid
        and value not in unsaid
    }


def _unsaid(split: list[Any], plan: Profile) -> Iterator[str]:
    """Credits, what is off the markup, what lacks a field that is needed, and what only such things lead to."""
    out = {s for s, path, cls in split if path == f"<{RDF_TYPE}>" and _is_out(s, plan.by_class.get(cls[1:-1]), split)}
    reached, waiting = set[str](), [s for s, _, _ in split if s.endswith("/it/#this>")]
    while waiting:
        if (one := waiting.pop()) not in reached | out:
            reached.add(one)
            waiting += [value for s, path, value in split if s == one and path.startswith(f"<{SCHEMA}")]
    yield from {s for s, _, _ in split} - reached


def _is_out(subject: str, shape: Shape | None, split: list[Any]) -> bool:
    if shape is None:
        return False
    said = {path for s, path, _ in split if s == subject}
    on_page = {f"<{field.path}>" for field in shape.fields if field.needed_on_page}
    asked = {field.needed_in_markup for field in shape.fields}
    told = {field.needed_in_markup for field in shape.fields if _has(subject, field, split)} | {""}
    is_off = shape.cls == CREDIT_CLASS or shape.off_markup or shape.markup_if_allowed
    return is_off or not on_page <= said or not asked <= told


def _has(subject: str, field: Field, split: list[Any]) -> bool:
    values = [value for s, path, value in split if s == subject and path == f"<{field.path}>"]
    there = {s for s, path, _ in split if path == f"<{field.needed_there}>"}
    return bool(values) and (not field.needed_there or set(values) <= there)
