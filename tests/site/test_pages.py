"""The page of a film: correct HTML that shows what the profile selects."""

from dataclasses import replace
from xml.etree.ElementTree import Element

import html5lib
import pyoxigraph as ox
import pytest

from kg.profile import SCHEMA, Profile
from kg.publish.graph import Document, Neighbours, Thing
from kg.publish.pages import PageContext, page

CATALOGUE = PageContext("Films & more", "The Archive", "https://licence.example/by/4.0/", "https://films.example/")


def _parsed(html: str) -> Element:
    root: Element = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
    return root


@pytest.fixture(scope="module")
def root(film: Document, others: Neighbours, plan: Profile) -> Element:
    """The page of the film, read by a parser that takes no error."""
    return _parsed(page(film, others, plan, CATALOGUE, "en"))


def _shown(root: Element, label: str) -> list[str]:
    """The values after a label."""
    found: list[str] = []
    for entries in root.iter("dl"):
        current = ""
        for entry in entries:
            text = " ".join("".join(entry.itertext()).split())
            current = text if entry.tag == "dt" else current
            if entry.tag == "dd" and current == label:
                found.append(text)
    return found


def _links(root: Element, rel: str) -> list[str | None]:
    return [link.get("href") for link in root.iter("link") if link.get("rel") == rel]


def test_head(root: Element) -> None:
    """The head names language, title, the page that is canonical, and the other forms of the entity."""
    assert root.get("lang") == "en"
    assert root.findtext("head/title") == "Kin – Films & more"
    assert _links(root, "canonical") == ["https://festival.example/kin"]
    assert _links(root, "alternate") == ["index.ttl", "index.jsonld", "index.nt"]


def test_heading_and_sections(root: Element) -> None:
    """The name is the only h1; the groups that have something follow in their order, each an h2."""
    assert ["".join(h.itertext()) for h in root.iter("h1")] == ["Kin"]
    headings = [heading.text for heading in root.iter("h2")]
    assert headings == ["Title", "Facts", "Credits", "Production", "About", "Images and video", "Elsewhere"]


@pytest.mark.parametrize(
    ("label", "values"),
    [
        ("Title", []),  # it is the heading
        ("Other title", ["أقارب"]),
        ("Year", ["2020"]),
        ("Country of production", ["Belgium"]),
        ("Cast", ["Zoë The elder", "Ann"]),
        ("Other credit", ["Bob Art Director"]),
        ("Cinematographer", ["Bob"]),
        ("Synopsis", ["Two sisters. One house.", "Twee zussen."]),
        ("Quote", ["Text Small & <great>. Source The Paper"]),
        ("Image", ["Address https://festival.example/kin.jpg Caption A house"]),
        ("Same as", ["http://www.wikidata.org/entity/Q1"]),
    ],
)
def test_values(root: Element, label: str, values: list[str]) -> None:
    """Values stand under their labels: people in billing order with what they are credited as, parts with theirs."""
    assert _shown(root, label) == values


def test_links_work_in_any_folder(root: Element) -> None:
    """Documents of the same base are linked relatively, others by their address."""
    hrefs = {link.get("href") for link in root.iter("a")}
    assert {"../../person/zoe/", "../../country/be/", "https://festival.example/kin.jpg"} <= hrefs


def test_texts_say_their_language(root: Element) -> None:
    """A text in a language is marked with it."""
    assert [span.get("lang") for span in root.iter("span") if span.text == "Twee zussen."] == ["nl"]


def test_off_the_page(film: Document, others: Neighbours, plan: Profile) -> None:
    """A field that the profile keeps off the page is neither shown nor in the markup."""
    shape = plan.by_class[SCHEMA + "Movie"]
    fields = tuple(replace(field, off_page=field.name == "cast") for field in shape.fields)
    quiet = replace(plan, by_class=plan.by_class | {shape.cls: replace(shape, fields=fields)})
    html = page(film, others, quiet, CATALOGUE, "en")
    assert "Cast" not in html and '"actor"' not in html
    assert "Director" in html and '"director"' in html


def test_groups_keep_their_order(film: Document, others: Neighbours, plan: Profile) -> None:
    """Sections come in the order of the groups, whatever the order of the fields, and each comes once."""
    orders = {iri: replace(group, order=-group.order) for iri, group in plan.groups.items()}
    root = _parsed(page(film, others, replace(plan, groups=orders), CATALOGUE, "en"))
    headings = [heading.text for heading in root.iter("h2")]
    assert headings == ["Elsewhere", "Images and video", "About", "Production", "Credits", "Facts", "Title"]


def test_parts_that_point_at_each_other(film: Document, plan: Profile) -> None:
    """A part is not shown inside of itself, nor the thing inside of its parts."""
    work = plan.by_class["https://w3id.org/reelgraph/ontology#SourceWork"]
    one, two = film.iri + "#this", film.iri + "#two"
    name, author = SCHEMA + "name", (ox.NamedNode(one), ox.NamedNode(two))
    things = {iri: Thing(iri, (work.cls,), {name: (ox.Literal(iri),), SCHEMA + "author": author}) for iri in (one, two)}
    root = _parsed(page(Document(film.iri, things), {}, plan, CATALOGUE, "en"))
    assert _shown(root, "Author") == [f"Title {two}"]


def test_in_another_language(film: Document, others: Neighbours, plan: Profile) -> None:
    """Labels and names are those of the page's language, and its texts come first."""
    root = _parsed(page(film, others, plan, CATALOGUE, "nl"))
    assert root.get("lang") == "nl"
    assert _shown(root, "Productieland") == ["België"]
    assert _shown(root, "Synopsis") == ["Twee zussen.", "Two sisters. One house."]


def test_a_name_in_a_language(plan: Profile) -> None:
    """Names in several languages: that of the page is the heading, and all are shown."""
    names = (ox.Literal("Belgium", language="en"), ox.Literal("België", language="nl"))
    country = Thing("https://films.example/country/be/#this", (SCHEMA + "Country",), {SCHEMA + "name": names})
    document = Document("https://films.example/country/be/", {country.iri: country})
    root = _parsed(page(document, {}, plan, CATALOGUE, "nl"))
    assert root.findtext(".//h1/span") == "België"
    assert _shown(root, "Naam") == ["België", "Belgium"]
    assert _links(root, "canonical") == ["https://films.example/country/be/"]


@pytest.mark.parametrize("iri", ["javascript:alert(1)", "data:text/html,x", "ftp://a.example/"])
def test_only_the_web_is_linked(film: Document, others: Neighbours, plan: Profile, iri: str) -> None:
    """An IRI of another scheme than http(s) is shown, and is no link."""
    values = film.thing.values | {SCHEMA + "url": (ox.NamedNode(iri),)}
    thing = replace(film.thing, values=values)
    document = replace(film, things=film.things | {thing.iri: thing})
    root = _parsed(page(document, others, plan, replace(CATALOGUE, licence=iri), "en"))
    assert _shown(root, "Page") == [iri]
    assert iri not in {element.get("href") for element in root.iter()}
    assert _links(root, "canonical") == [film.iri]
