"""The pages of the ontology and of the shapes, for the example catalogue."""

import inspect
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin

import html5lib
import pyoxigraph as ox
import pytest

from kg.model.prefixes import RG, SH
from kg.model.profile import RDF_TYPE, profile
from kg.model.shacl import COMPONENTS, TARGETS
from kg.pipeline.build import build
from kg.site.frame import Section, Site
from kg.site.terms import ontology
from kg.site.terms.vocabulary import RULE, SHAPES, vocabulary
from kg.site.words import words
from kg.system import resources

SITE = Site(
    name="Films",
    publisher="Films",
    licence="https://creativecommons.org/publicdomain/zero/1.0/",
    base="https://films.example.org/",
    languages=("en", "nl"),
    date="2026-11-23",
    sections=tuple(Section(shape.folder, shape.plural, 1) for shape in profile().by_folder.values()),
)
CARRIED = ("ontology/", "shapes/")
OURS = [node.name for node in vocabulary().members(RG)]
OF_SHAPES = [node.name for namespace in vocabulary().files for node in vocabulary().members(namespace)]
UNUSED = {"Not used in this release.", "Niet gebruikt in deze release."}

Page = Any
Pages = dict[str, Page]


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example catalogue, without pages."""
    out = tmp_path_factory.mktemp("out")
    build(resources.DOCS.parent / "data", out, dumps_only=True)
    return out / "current"


@pytest.fixture(scope="module")
def html(release: Path) -> dict[str, str]:
    """Path in the site → HTML."""
    return {SITE.prefix(language) + path: text for language, path, text in ontology.pages(release, SITE)}


@pytest.fixture(scope="module")
def pages(html: dict[str, str]) -> Pages:
    """Path in the site → what a parser of HTML finds."""
    return {path: html5lib.parse(text, namespaceHTMLElements=False) for path, text in html.items()}


@pytest.fixture(scope="module")
def statements(release: Path) -> set[ox.Triple]:
    """All that is published, the evidence included."""
    paths = (*release.glob("dump/*.nt"), *release.glob("evidence/*.nq"))
    quads = (quad for path in paths for quad in ox.parse(path=path, format=ox.RdfFormat.N_QUADS))
    return {ox.Triple(quad.subject, quad.predicate, quad.object) for quad in quads}


def _text(element: Page) -> str:
    return " ".join("".join(element.itertext()).split())


def _by_id(page: Page) -> dict[str, Page]:
    return {element.get("id"): element for element in page.iter() if element.get("id")}


def _facts(section: Page) -> dict[str, list[str]]:
    """Label → values."""
    found: dict[str, list[str]] = {}
    for element in next(child for child in section if child.tag == "dl"):
        if element.tag == "dt":
            values = found.setdefault(_text(element), [])
        else:
            values.append(_text(element))
    return found


def _place(iri: str, prefix: str = "") -> tuple[str, str]:
    """The page at which the IRI of a term or a shape is told, and the element there."""
    path, fragment = urldefrag(iri.removeprefix(RG.removesuffix("ontology#")))
    return f"{prefix}{path}/", fragment


@pytest.mark.parametrize("iri", [*OURS, *OF_SHAPES])
def test_an_iri_leads_to_what_it_names(pages: Pages, iri: str) -> None:
    """Each term of the ontology and each shape has its element on the page that its IRI names, in each language."""
    for prefix in ("", "nl/"):
        path, fragment = _place(iri, prefix)
        assert fragment in _by_id(pages[path]), path


@pytest.mark.parametrize("iri", OURS)
def test_a_term_has_its_name_and_definition(pages: Pages, iri: str) -> None:
    """Both are shown in the words of the ontology, in the language of the page; the prefix is that of its IRI."""
    told = vocabulary().ontology[iri].languages("http://www.w3.org/2004/02/skos/core#definition")
    for language, prefix in (("en", ""), ("nl", "nl/")):
        section = _by_id(pages[f"{prefix}ontology/"])[iri.removeprefix(RG)]
        assert told[language] in _text(section)
        assert f"rg:{iri.removeprefix(RG)}" in _text(section)
    assert RG in _text(pages["ontology/"])


def test_a_property_is_told_in_full(pages: Pages) -> None:
    """What it refines, its domain and range, who says the same, which shapes use it with how many values."""
    facts = _facts(_by_id(pages["ontology/"])["cinematographer"])
    assert facts.pop("Example")[0].split()[1] == "rg:cinematographer"
    assert facts == {
        "Refines": ["schema:contributor"],
        "Domain": ["schema:CreativeWork"],
        "Range": ["schema:Person"],
        "Same as": ["wdt:P344"],
        "Used by": ["film:cinematographers any number"],
    }


def test_a_term_names_the_rules_about_it(pages: Pages) -> None:
    """A rule's query mentions it."""
    assert _facts(_by_id(pages["ontology/"])["role"])["Rules"] == ["rule:credit-is-stated"]


@pytest.mark.parametrize("iri", OURS)
def test_an_example_is_there_whenever_the_release_has_one(
    pages: Pages, statements: set[ox.Triple], release: Path, iri: str
) -> None:
    """A term that is stated, or that annotates the shapes, has an example; another says that nothing uses it."""
    term = ox.NamedNode(iri)
    shapes = (quad for path in release.glob("shapes/*.ttl") for quad in ox.parse(path=path))
    noted = (quad for quad in shapes if quad.predicate == term or (quad.object == term and RG in quad.predicate.value))
    stated = (t for t in statements if t.predicate == term or (t.predicate.value == RDF_TYPE and t.object == term))
    example = _facts(_by_id(pages["ontology/"])[iri.removeprefix(RG)])["Example"]
    assert (example[0] not in UNUSED) == any(True for found in (noted, stated) for _ in found)


def test_terms_of_schema_org_are_told_too(pages: Pages) -> None:
    """Every one that a shape names is in the table, with who uses it."""
    rows = {_text(row[0]): _text(row[1]) for row in pages["ontology/schema.org/"].iter("tr")}
    named = {iri for shape in profile().by_class.values() for types in shape.kinds.values() for iri in types}
    named |= {path for shape in profile().by_class.values() for f in shape.fields for path in (f.path, *f.implied)}
    missing = {iri for iri in named if iri.startswith("http://schema.org/") and f"schema:{iri[18:]}" not in rows}
    assert missing == set()
    assert rows["schema:genre"] == "film:genres any number"
    assert rows["schema:Role"] == "rg:Credit"


def test_a_property_shape_is_told_in_full(pages: Pages) -> None:
    """Path, count, value, constraints, annotations, severity, order, and an example of its own class."""
    facts = _facts(_by_id(pages["shapes/film/"])["year"])
    assert facts.pop("Example")[0].startswith("<film/")
    assert facts == {
        "Property": ["schema:dateCreated"],
        "How many": ["at most one"],
        "Datatype": ["xsd:gYear"],
        "Pattern": ["^(18[7-9]|19[0-9]|20[0-9])[0-9]$"],
        "facet": ["year"],
        "on the card": ["yes"],
        "plural": ["Years"],
        "If violated": ["refused"],
        "Order": ["10"],
    }


@pytest.mark.parametrize(
    ("page", "shape", "label", "values"),
    [
        ("shapes/film/", "cinematographers", "Also stated", ["schema:contributor"]),
        ("shapes/credit/", "position", "At most", ["100,000"]),
        ("nl/shapes/credit/", "position", "Hoogstens", ["100.000"]),
        ("shapes/country/", "names", "One per language", ["yes"]),
        ("shapes/complete/", "year", "If violated", ["warning"]),
        ("shapes/text/", "unclean", "Pattern", [r"^\s|\s$|[\u0001-\u001F\u007F]"]),
        ("shapes/rule/", "credit-is-stated", "Validates subjects of", ["rg:credit"]),
        ("nl/shapes/rule/", "credit-is-stated", "Melding", ["heeft een credit zonder rechtstreekse vermelding"]),
    ],
)
def test_a_constraint_is_told_in_words(pages: Pages, page: str, shape: str, label: str, values: list[str]) -> None:
    """Numbers as the language writes them, patterns as they are written in Turtle, truth as yes or no."""
    assert _facts(_by_id(pages[page])[shape])[label] == values


def test_a_negated_shape_is_told_by_its_label(pages: Pages) -> None:
    """`sh:not` shows the label, linked to the shape."""
    links = {link.get("href"): _text(link) for link in _by_id(pages["shapes/film/"])["title"].iter("a")}
    label = vocabulary().shapes[f"{SHAPES}text#unclean"].languages("http://www.w3.org/2000/01/rdf-schema#label")["en"]
    assert links["../../shapes/text/#unclean"] == label


def test_a_rule_shows_its_query(pages: Pages) -> None:
    """The query has the id that its own IRI names, and can be reached by keyboard where it scrolls."""
    query = _by_id(pages["shapes/rule/"])["credit-is-stated-query"]
    assert query.tag == "pre" and query.get("tabindex") == "0"
    assert "FILTER NOT EXISTS" in _text(query)


def test_a_variant_is_written_as_turtle_writes_it(pages: Pages) -> None:
    """A blank node stands in brackets."""
    assert '[ rg:class rg:ShortFilm ; rg:kind "short" ]' in _text(pages["shapes/film/"])


def test_shared_property_shapes_lead_home(pages: Pages) -> None:
    """Series share the property shapes of films: they are linked, not told again."""
    links = {link.get("href") for link in pages["shapes/series/"].iter("a")}
    assert {"../../shapes/film/#title", "../../shapes/film/#directors"} <= links
    assert "title" not in _by_id(pages["shapes/series/"])


@pytest.mark.parametrize("parameter", sorted({*TARGETS, *(name for name, _ in COMPONENTS.values())}))
@pytest.mark.parametrize("language", SITE.languages)
def test_every_constraint_has_words(language: str, parameter: str) -> None:
    """A constraint that a shape may use has a word; counts and rules are told otherwise."""
    assert parameter in {"minCount", "maxCount", RULE} or f"sh_{parameter}" in words(language)


def test_every_parameter_of_every_property_shape_is_told(pages: Pages) -> None:
    """As many facts as the shape states constraints, whatever they are."""
    for node in (vocabulary().shapes[iri] for iri in OF_SHAPES):
        if not node.one(SH + "path"):
            continue
        constraints = {p.removeprefix(SH) for p in node.paths()} & {name for name, _ in COMPONENTS.values()}
        path, fragment = _place(node.name)
        labels = _facts(_by_id(pages[path])[fragment])
        told = {name for name in constraints - {"minCount", "maxCount", RULE} if words("en")[f"sh_{name}"] in labels}
        assert told == constraints - {"minCount", "maxCount", RULE}, node.name


def test_links_lead_to_files_of_the_release(pages: Pages, release: Path) -> None:
    """Relative links lead to these pages and elements, to what the release carries, or to the page of a thing."""
    things = {folder: (release / "dump" / f"{folder}.nt") for folder in profile().by_folder}
    subjects = {line.split("#")[0][1:] for path in things.values() if path.exists() for line in path.open()}
    for here, page in pages.items():
        for link in _links(page):
            there, fragment = urldefrag(urljoin(SITE.base + here, link))
            path = there.removeprefix(SITE.base)
            if re.sub("^nl/", "", path).startswith(CARRIED) and path in pages:
                assert not fragment or fragment in _by_id(pages[path]), f"{here}: {link}"
            elif path.removeprefix("nl/").partition("/")[0] in things:
                assert SITE.base + path.removeprefix("nl/") in subjects, f"{here}: {link}"
            elif path not in ("", "nl/"):
                assert (release / path).is_file(), f"{here}: {link}"


def _links(page: Page) -> Iterator[str]:
    """The relative links of what is a page's own."""
    main = next(page.iter("main"))
    yield from (href for link in main.iter("a") if ":" not in (href := link.get("href")))


def test_no_control_character_stands_in_a_page(html: dict[str, str]) -> None:
    """HTML allows none, whatever a pattern excludes."""
    assert [path for path, text in html.items() if re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", text)] == []


def test_pages_are_small(html: dict[str, str]) -> None:
    """Below 60 kB."""
    sizes = {path: len(text.encode()) for path, text in html.items()}
    assert {path: size for path, size in sizes.items() if size > 60_000} == {}


def test_headings_are_in_order(pages: Pages) -> None:
    """One h1, and no level is left out."""
    for path, page in pages.items():
        levels = [int(element.tag[1]) for element in page.iter() if re.fullmatch("h[1-6]", str(element.tag))]
        assert levels[0] == 1 and levels.count(1) == 1, path
        assert all(after <= before + 1 for before, after in pairwise(levels)), path


def test_the_same_release_gives_the_same_pages(
    release: Path, html: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Byte for byte, though the names of blank nodes differ at each reading."""
    monkeypatch.setattr(ontology, "vocabulary", inspect.unwrap(vocabulary))
    again = {SITE.prefix(language) + path: text for language, path, text in ontology.pages(release, SITE)}
    assert again == html
