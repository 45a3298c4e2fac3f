"""The page of a film: correct HTML that shows what the profile selects."""

from collections.abc import Callable
from dataclasses import replace
from xml.etree.ElementTree import Element

import html5lib
import pyoxigraph as ox
import pytest

from kg.model.prefixes import SCHEMA
from kg.model.profile import Profile
from kg.release.documents import Document, Neighbours, Thing
from kg.release.markup import node
from kg.release.selection import Selection
from kg.site.entity import Subject, page
from kg.site.items import Items

SMALL = dict[str, Items]
HEADINGS = ["Title", "Facts", "Credits", "Production", "About", "Images and video", "Elsewhere"]


def _parsed(html: str) -> Element:
    root: Element = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
    return root


def _page(document: Document, near: Neighbours, items: Items, plan: Profile | None = None) -> Element:
    """The page of a document, read by a parser that takes no error."""
    items = replace(items, profile=plan or items.profile)
    selection = Selection(document, near, items.profile, items.site.date)
    return _parsed(page(Subject(selection, node(selection), items)))


@pytest.fixture(scope="module")
def root(film: Document, others: Neighbours, small: SMALL) -> Element:
    """The page of the film."""
    return _page(film, others, small["en"])


def _text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _shown(root: Element, label: str) -> list[str]:
    """The values after a label."""
    found: list[str] = []
    for entries in root.iter("dl"):
        current = ""
        for entry in entries:
            current = _text(entry) if entry.tag == "dt" else current
            if entry.tag == "dd" and current == label:
                found.append(_text(entry))
    return found


def _headings(root: Element) -> list[str]:
    return [_text(heading) for heading in root.iter("h2")]


def _links(root: Element, rel: str) -> list[str | None]:
    return [link.get("href") for link in root.iter("link") if link.get("rel") == rel]


def test_head(root: Element) -> None:
    """The head names language, title, the page that is canonical, and the other forms."""
    assert root.get("lang") == "en"
    assert root.findtext("head/title") == "Kin – Films & more"
    assert _links(root, "canonical") == ["https://festival.example/kin"]
    forms = [f"../../film/kin-2020/index.{suffix}" for suffix in ("ttl", "jsonld", "nt")]
    assert _links(root, "alternate") == [*forms, "../../feed/films.jsonld"]


def test_heading_and_sections(root: Element) -> None:
    """The name is the only h1; the groups that have something follow in their order, each an h2."""
    assert ["".join(h.itertext()) for h in root.iter("h1")] == ["Kin"]
    assert _headings(root) == HEADINGS


@pytest.mark.parametrize(
    ("label", "values"),
    [
        ("Title", []),  # it is the heading
        ("Other title", ["أقارب"]),
        ("Year", ["2020"]),
        ("Duration", ["20 min"]),
        ("Country of production", ["Belgium"]),
        ("Cast", ["Zoë The elder", "Ann"]),
        ("Other credit", ["Bob Art Director"]),
        ("Cinematographer", ["Bob"]),
        ("Synopsis", ["Two sisters. One house.", "Twee zussen."]),
        ("Quote", ["Small & <great>. The Paper"]),
        ("Image", ["A house"]),
        ("Also at", ["wikidata.org/entity/Q1"]),
    ],
)
def test_values(root: Element, label: str, values: list[str]) -> None:
    """Values stand under their labels: people in billing order with what they are credited as, parts with theirs."""
    assert _shown(root, label) == values


def test_an_image_is_shown(root: Element) -> None:
    """With its caption as the text for those who do not see it; one without an address is not."""
    (image,) = root.iter("img")
    assert (image.get("src"), image.get("alt")) == ("https://festival.example/kin.jpg", "A house")


def test_links_work_in_any_folder(root: Element) -> None:
    """Documents of the same base are linked relatively, the lists of a value too, others by their address."""
    hrefs = {link.get("href") for link in root.iter("a")}
    assert {"../../person/zoe/", "../../country/be/", "../../year/2020/", "https://festival.example/kin"} <= hrefs


def test_texts_say_their_language(root: Element) -> None:
    """A text in another language than the page's is marked with it."""
    assert [element.get("lang") for element in root.iter("dd") if element.text == "Twee zussen."] == ["nl"]
    assert [element.get("lang") for element in root.iter("dd") if (element.text or "").startswith("Two")] == [None]


@pytest.mark.parametrize(
    ("path", "lists"),
    [
        ("person/ann", ["As director 1", "As actor 1", "As screenwriter 1"]),
        ("person/bob", ["As cinematographer 1", "In other roles 1"]),
        ("country/be", ["Made here 1"]),
        ("work/novel", ["Adapted as 1"]),
    ],
)
def test_links_run_both_ways(small: SMALL, others: Neighbours, path: str, lists: list[str]) -> None:
    """The page of what a film links to lists the film, under each of the fields that link."""
    iri = f"https://films.example/{path}/"
    root = _page(Document(iri, {f"{iri}#this": others[f"{iri}#this"]}), {}, small["en"])
    assert _headings(root)[-len(lists) :] == lists
    assert [link.text for link in root.iter("a") if link.get("href") == "../../film/kin-2020/"] == ["Kin"] * len(lists)


def test_a_film_is_told_by_its_card(others: Neighbours, small: SMALL) -> None:
    """In a list stand year and directors beside the title."""
    iri = "https://films.example/country/be/"
    root = _page(Document(iri, {f"{iri}#this": others[f"{iri}#this"]}), {}, small["nl"])
    (tile,) = (item for item in root.iter("li") if item.find("a[@href='../../film/kin-2020/']") is not None)
    assert _text(tile) == "Kin 2020 · Ann"


def test_off_the_page(film: Document, others: Neighbours, small: SMALL, plan: Profile) -> None:
    """A field that the profile keeps off the page is neither shown nor in the markup."""
    shape = plan.by_class[SCHEMA + "Movie"]
    fields = tuple(replace(field, off_page=field.name == "cast") for field in shape.fields)
    quiet = replace(plan, by_class=plan.by_class | {shape.cls: replace(shape, fields=fields)})
    root = _page(film, others, small["en"], quiet)
    (embedded,) = root.iter("script")
    assert _shown(root, "Cast") == [] and '"actor"' not in (embedded.text or "")
    assert _shown(root, "Director") == ["Ann"] and '"director"' in (embedded.text or "")


def test_groups_keep_their_order(film: Document, others: Neighbours, small: SMALL, plan: Profile) -> None:
    """Sections come in the order of the groups, whatever the order of the fields, and each comes once."""
    orders = {iri: replace(group, order=-group.order) for iri, group in plan.groups.items()}
    assert _headings(_page(film, others, small["en"], replace(plan, groups=orders))) == HEADINGS[::-1]


def test_parts_that_point_at_each_other(film: Document, small: SMALL, plan: Profile) -> None:
    """A part is not shown inside of itself, nor the thing inside of its parts."""
    work = plan.by_class["https://w3id.org/reelgraph/ontology#SourceWork"]
    one, two = film.iri + "#this", film.iri + "#two"
    name, author = SCHEMA + "name", (ox.NamedNode(one), ox.NamedNode(two))
    things = {iri: Thing(iri, (work.cls,), {name: (ox.Literal(iri),), SCHEMA + "author": author}) for iri in (one, two)}
    assert _shown(_page(Document(film.iri, things), {}, small["en"]), "Author") == [f"Title {two}"]


def test_in_another_language(film: Document, others: Neighbours, small: SMALL) -> None:
    """Labels, names and values are those of the page's language, its texts come first, its links stay in it."""
    root = _page(film, others, small["nl"])
    assert root.get("lang") == "nl"
    assert _shown(root, "Productieland") == ["België"]
    assert _shown(root, "Duur") == ["20 min"]
    assert _shown(root, "Synopsis") == ["Twee zussen.", "Two sisters. One house."]
    links = {link.get("href"): link for link in root.iter("a")}
    assert {"../../person/zoe/", "../../../film/kin-2020/", "../../../manual/"} <= links.keys()
    assert (links["../../../film/kin-2020/"].get("lang"), links["../../../film/kin-2020/"].text) == ("en", "English")


def test_a_name_in_a_language(small: SMALL, others: Neighbours) -> None:
    """Names in several languages: that of the page is the heading, and all are shown."""
    iri = "https://films.example/country/be/"
    root = _page(Document(iri, {f"{iri}#this": others[f"{iri}#this"]}), {}, small["nl"])
    assert root.findtext(".//h1") == "België"
    assert _shown(root, "Naam") == ["België", "Belgium"]
    assert _links(root, "canonical") == ["https://films.example/nl/country/be/"]
    # Of a page whose own address is canonical the other languages are named too; of that of a festival they are not.
    other = [f"https://films.example/{prefix}country/be/" for prefix in ("", "nl/")]
    assert [link for link in _links(root, "alternate") if link and link.endswith("/")] == other


def test_a_name_in_none_of_our_languages(
    show: Callable[[list[bytes]], SMALL], turtle_lines: Callable[[str], list[bytes]]
) -> None:
    """It is the heading all the same, with its language said."""
    name = (ox.Literal("Бельгія", language="uk"),)
    country = Thing("https://films.example/country/be/#this", (SCHEMA + "Country",), {SCHEMA + "name": name})
    document = Document("https://films.example/country/be/", {country.iri: country})
    items = show(turtle_lines('<country/be/#this> a schema:Country ; schema:name "Бельгія"@uk .'))["en"]
    (heading,) = _page(document, {}, items).findall(".//h1/span")
    assert (heading.get("lang"), heading.text) == ("uk", "Бельгія")


@pytest.mark.parametrize("iri", ["javascript:alert(1)", "data:text/html,x", "ftp://a.example/"])
def test_only_the_web_is_linked(film: Document, others: Neighbours, small: SMALL, iri: str) -> None:
    """An IRI of another scheme than http(s) is shown, and is no link."""
    values = film.thing.values | {SCHEMA + "url": (ox.NamedNode(iri),)}
    thing = replace(film.thing, values=values)
    document = replace(film, things=film.things | {thing.iri: thing})
    items = small["en"]
    root = _page(document, others, replace(items, site=replace(items.site, licence=iri)))
    assert _shown(root, "Page") == [iri.rstrip("/")]
    assert iri not in {element.get("href") for element in root.iter()}
    assert _links(root, "canonical") == [film.iri]
