"""What must hold of every page of the example catalogue, as it is published."""

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pyoxigraph as ox
import pytest
from pyld import jsonld as pyld

from kg.model.profile import profile
from kg.model.terms import datatypes
from kg.release.markup import URL

OFFICIAL_CONTEXT = Path(__file__).parents[2] / "../shared/data/schemaorg-30.0/schemaorgcontext.jsonld"
BASE = "https://films.example.org/"
LANGUAGES = {"": "en", "nl/": "nl"}
FORMS = {"nt": ox.RdfFormat.N_TRIPLES, "ttl": ox.RdfFormat.TURTLE, "jsonld": ox.RdfFormat.JSON_LD}
ADDRESSES = {"url", "sameAs", "item", "license", "contentUrl", "thumbnailUrl", "eventStatus"}
HOST = "https://host.example/some/where/"

Graph = set[ox.Triple]


class Page(HTMLParser):
    """A page by its path in the release: its markup, its language, where its links lead, and the places in it."""

    def __init__(self, release: Path, file: Path) -> None:
        """Read the page."""
        super().__init__()
        self.path = file.relative_to(release).as_posix()
        self.language = ""
        self.links: list[str] = []
        self.ids: list[str] = []
        self._in_markup = False
        self._markup = ""
        self.feed(file.read_text("utf-8"))
        self.markup: dict[str, Any] | None = json.loads(self._markup) if self._markup else None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what an element says."""
        said = {name: value or "" for name, value in attrs}
        self.links += [said[name] for name in ("href", "src", "action") if name in said]
        self.ids += [said["id"]] if "id" in said else []
        self.language = said.get("lang", "") if tag == "html" else self.language
        self._in_markup = tag == "script" and said.get("type") == "application/ld+json"

    def handle_data(self, data: str) -> None:
        """Keep the markup."""
        self._markup += data if self._in_markup else ""

    def handle_endtag(self, tag: str) -> None:
        """Markup ends with its script."""
        self._in_markup = False


@pytest.fixture(scope="module")
def pages(example: Path) -> dict[str, Page]:
    """All pages of the site, by path."""
    found = (Page(example, file) for file in sorted(example.rglob("*.html")))
    return {page.path: page for page in found if not page.path.startswith("report/")}


@pytest.fixture(scope="module")
def documents(example: Path) -> dict[str, Graph]:
    """IRI of a document → what the dumps state in it."""
    found: dict[str, Graph] = {}
    for path in example.glob("dump/*.nt"):
        for triple in _graph(path):
            assert isinstance(triple.subject, ox.NamedNode)
            found.setdefault(triple.subject.value.partition("#")[0], set()).add(triple)
    return found


@pytest.fixture(scope="module")
def dumps(documents: dict[str, Graph]) -> Graph:
    """All that the dumps state."""
    return set[ox.Triple]().union(*documents.values())


def _graph(path: Path) -> Graph:
    form = FORMS[path.suffix.removeprefix(".")]
    return {ox.Triple(q.subject, q.predicate, q.object) for q in ox.parse(path=path, format=form)}


def test_every_document_has_a_page_in_every_language(pages: dict[str, Page], documents: dict[str, Graph]) -> None:
    """Pages whose markup is about something of the dumps are those of their documents, and no others.

    Editions are not stated in markup.
    """
    things = {_iri(triple) for stated in documents.values() for triple in stated}
    expected = {
        f"{prefix}{iri.removeprefix(BASE)}index.html": language
        for iri in documents
        if not iri.startswith(f"{BASE}edition/")
        for prefix, language in LANGUAGES.items()
    }
    about = {path: _main(page) for path, page in pages.items()}
    assert {path: page.language for path, page in pages.items() if about[path] in things} == expected
    assert all(about[path] == f"{BASE}{path.removeprefix('nl/').removesuffix('index.html')}#this" for path in expected)


def _main(page: Page) -> str:
    """The IRI of what a page says that it is about."""
    assert page.markup
    iri = page.markup["@graph"][0].get("mainEntity", {}).get("@id", "")
    assert isinstance(iri, str)
    return iri


def test_forms_agree_with_each_other_and_with_the_dumps(
    example: Path, documents: dict[str, Graph], dumps: Graph
) -> None:
    """The files of an entity are one graph: all that the dumps state in its document, and some of what is near."""
    for iri, stated in documents.items():
        folder = example / iri.removeprefix(BASE)
        n_triples, turtle, linked = (_graph(folder / f"index.{suffix}") for suffix in FORMS)
        assert n_triples == turtle == linked, iri
        assert stated <= n_triples <= dumps, iri


def test_links_lead_to_files_of_the_release(pages: dict[str, Page], example: Path) -> None:
    """Wherever the release is put on a host, no relative link leads out of it, nowhere, or to a place not there."""
    files = {path.relative_to(example).as_posix() for path in example.rglob("*") if path.is_file()}
    broken = [
        f"{page.path}: {link}"
        for page in pages.values()
        for link in {link for link in page.links if not urlsplit(link).scheme}
        if not _leads(urljoin(HOST + page.path, link), files, pages)
    ]
    assert broken == []


def _leads(address: str, files: set[str], pages: dict[str, Page]) -> bool:
    there, fragment = urldefrag(address)
    path = unquote(there.removeprefix(HOST))
    file = f"{path}index.html" if not path or path.endswith("/") else path
    return there.startswith(HOST) and file in files and (not fragment or unquote(fragment) in pages[file].ids)


def test_places_have_names_of_their_own(pages: dict[str, Page]) -> None:
    """No two elements of a page have the same id."""
    assert {path for path, page in pages.items() if len(page.ids) > len(set(page.ids))} == set()


@pytest.mark.slow
@pytest.mark.skipif(not OFFICIAL_CONTEXT.exists(), reason="schema.org's context is not there")
def test_markup_is_part_of_the_dumps(pages: dict[str, Page], dumps: Graph) -> None:
    """What schema.org's context makes of a page's markup, typed by our table, is stated in the dumps.

    What is named after addresses of pages is about pages; and of a film, its page may be that of its document.
    """
    official = {"document": json.loads(OFFICIAL_CONTEXT.read_bytes()), "contextUrl": None}
    types = datatypes(profile())

    def loader(url: str, _: Any) -> dict[str, Any]:
        assert url == "https://schema.org"
        return {**official, "documentUrl": url, "contentType": "application/ld+json"}

    # All at once, so that the context is read once. A page is a graph of its own.
    marked = [
        {"@context": "https://schema.org", "@id": f"{HOST}{path}", "@graph": page.markup["@graph"]}
        for path, page in pages.items()
        if page.markup
    ]
    subjects = {triple.subject for triple in dumps}
    graphs = pyld.to_rdf(marked, {"documentLoader": loader})
    assert len(graphs.keys() - {"@default"}) == len(pages)
    for name, triples in graphs.items():
        said = {_triple(triple, types) for triple in triples}
        of_films = {triple for triple in said if triple.subject in subjects}
        assert {t for t in of_films - dumps if not _says_its_document(t)} == set(), name
        assert not any(_iri(triple).endswith("#this") for triple in said - of_films), name


def _says_its_document(triple: ox.Triple) -> bool:
    return triple.predicate.value == URL and str(triple.object)[1:-1] + "#this" == _iri(triple)


def _iri(triple: ox.Triple) -> str:
    assert isinstance(triple.subject, ox.NamedNode)
    return triple.subject.value


def test_markup_is_closed(pages: dict[str, Page]) -> None:
    """Each thing is described once on a page, and what is only pointed at is described there, or is an address."""
    for path, page in pages.items():
        assert page.markup
        described: list[str] = []
        pointed: set[tuple[str, str]] = set()
        _walk(page.markup["@graph"], "", described, pointed)
        assert len(described) == len(set(described)), path
        dangling = {(key, iri) for key, iri in pointed if iri not in described and key not in ADDRESSES}
        assert dangling == set(), path


def _walk(value: Any, key: str, described: list[str], pointed: set[tuple[str, str]]) -> None:
    if isinstance(value, list):
        for member in value:
            _walk(member, key, described, pointed)
    elif isinstance(value, dict) and "@type" in value and "@id" in value:
        described.append(value["@id"])
        for name, member in value.items():
            _walk(member, name, described, pointed)
    elif isinstance(value, dict) and "@id" in value:
        pointed.add((key, value["@id"]))


def _triple(triple: dict[str, Any], datatypes: dict[str, str]) -> ox.Triple:
    subject, predicate, value = (triple[role] for role in ("subject", "predicate", "object"))
    return ox.Triple(_term(subject), ox.NamedNode(predicate["value"]), _term(value, datatypes.get(predicate["value"])))


def _term(term: dict[str, str], datatype: str | None = None) -> Any:
    if term["type"] != "literal":
        return ox.NamedNode(term["value"])
    if "language" in term:
        return ox.Literal(term["value"], language=term["language"])
    return ox.Literal(term["value"], datatype=ox.NamedNode(datatype or term["datatype"]))
