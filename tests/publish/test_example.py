"""What must hold of every page of the example catalogue, as it is published."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import html5lib
import pyoxigraph as ox
import pytest
from pyld import jsonld as pyld

from kg.build import build
from kg.profile import RDF_TYPE, profile
from kg.terms import datatypes

ROOT = Path(__file__).parents[2]
OFFICIAL_CONTEXT = ROOT / "../shared/data/schemaorg-30.0/schemaorgcontext.jsonld"
BASE = "https://films.example.org/"
FORMS = {"nt": ox.RdfFormat.N_TRIPLES, "ttl": ox.RdfFormat.TURTLE, "jsonld": ox.RdfFormat.JSON_LD}

Graph = set[ox.Triple]


@dataclass(frozen=True)
class Page:
    """An entity's document: its IRI, the folder with its files, and what a parser of HTML finds in `index.html`."""

    iri: str
    folder: Path
    markup: dict[str, Any]
    links: list[str]


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example catalogue, built with all its pages."""
    out = tmp_path_factory.mktemp("out")
    build(ROOT / "data", out)
    return out / "current"


@pytest.fixture(scope="module")
def pages(release: Path) -> list[Page]:
    """All pages, by path."""
    return [_page(release, path) for path in sorted(release.glob("*/*/index.html"))]


@pytest.fixture(scope="module")
def documents(release: Path) -> dict[str, Graph]:
    """IRI of a document → what the dumps state in it."""
    found: dict[str, Graph] = {}
    for path in release.glob("dump/*.nt"):
        for triple in _graph(path):
            assert isinstance(triple.subject, ox.NamedNode)
            found.setdefault(triple.subject.value.partition("#")[0], set()).add(triple)
    return found


@pytest.fixture(scope="module")
def dumps(documents: dict[str, Graph]) -> Graph:
    """All that the dumps state."""
    return set[ox.Triple]().union(*documents.values())


def _page(release: Path, path: Path) -> Page:
    root = html5lib.parse(path.read_bytes(), namespaceHTMLElements=False)
    (script,) = root.iter("script")
    links = [element.get("href", "") for tag in ("link", "a") for element in root.iter(tag)]
    iri = f"{BASE}{path.parent.relative_to(release).as_posix()}/"
    return Page(iri, path.parent, json.loads(script.text or ""), links)


def _graph(path: Path) -> Graph:
    form = FORMS[path.suffix.removeprefix(".")]
    return {ox.Triple(q.subject, q.predicate, q.object) for q in ox.parse(path=path, format=form)}


def test_every_document_has_a_page(pages: list[Page], documents: dict[str, Graph]) -> None:
    """There is a page for each document of the dumps, and no other."""
    assert {page.iri for page in pages} == documents.keys()


def test_forms_agree_with_each_other_and_with_the_dumps(
    pages: list[Page], documents: dict[str, Graph], dumps: Graph
) -> None:
    """The files of an entity are one graph: all that the dumps state in its document, and some of what is near."""
    for page in pages:
        n_triples, turtle, linked = (_graph(page.folder / f"index.{suffix}") for suffix in FORMS)
        assert n_triples == turtle == linked, page.iri
        assert documents[page.iri] <= n_triples <= dumps, page.iri


def test_relative_links_lead_to_documents_of_the_release(pages: list[Page], release: Path) -> None:
    """Wherever the release is put on a host, no relative link of a page leads out of it or nowhere."""
    site = "https://host.example/some/where/"
    for page in pages:
        here = site + page.iri.removeprefix(BASE)
        for link in (link for link in page.links if ":" not in link):
            there = urljoin(here, link)
            file = release / (there.removeprefix(site) + ("index.html" if there.endswith("/") else ""))
            assert there.startswith(site) and file.is_file(), f"{page.iri}: {link}"


@pytest.mark.skipif(not OFFICIAL_CONTEXT.exists(), reason="schema.org's context is not there")
def test_markup_is_part_of_the_dumps(pages: list[Page], dumps: Graph) -> None:
    """What schema.org's context makes of a page's markup, typed by our table, is stated in the dumps."""
    official = {"document": json.loads(OFFICIAL_CONTEXT.read_bytes()), "contextUrl": None}
    types = datatypes(profile())

    def loader(url: str, _: Any) -> dict[str, Any]:
        assert url == "https://schema.org"
        return {**official, "documentUrl": url, "contentType": "application/ld+json"}

    # All at once, so that the context is read once.
    expanded = pyld.expand([page.markup for page in pages], {"documentLoader": loader})
    for page, node in zip(pages, expanded, strict=True):
        triples = pyld.to_rdf(node)["@default"]
        said = {_triple(triple, types) for triple in triples}
        assert ox.NamedNode(f"{page.iri}#this") in {t.subject for t in said if t.predicate.value == RDF_TYPE}
        assert said - dumps == set(), page.iri


def _triple(triple: dict[str, Any], datatypes: dict[str, str]) -> ox.Triple:
    subject, predicate, value = (triple[role] for role in ("subject", "predicate", "object"))
    return ox.Triple(_term(subject), ox.NamedNode(predicate["value"]), _term(value, datatypes.get(predicate["value"])))


def _term(term: dict[str, str], datatype: str | None = None) -> Any:
    if term["type"] != "literal":
        return ox.NamedNode(term["value"])
    if "language" in term:
        return ox.Literal(term["value"], language=term["language"])
    return ox.Literal(term["value"], datatype=ox.NamedNode(datatype or term["datatype"]))
