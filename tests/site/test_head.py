"""What pages say of themselves in their heads."""

import html
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.model.profile import Profile
from kg.release.documents import documents
from kg.release.selection import Selection
from kg.site.frame import Frame
from kg.site.head import SHORT, short
from kg.site.marked import carousel
from kg.site.opengraph import properties


def _meta(text: str, key: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, content in re.findall(rf'<meta {key}="([^"]*)" content="([^"]*)">', text):
        found.setdefault(name, []).append(html.unescape(content))
    return found


def _graph(text: str) -> list[dict[str, Any]]:
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)
    graph: list[dict[str, Any]] = json.loads(script)["@graph"]
    return graph


def _of(graph: list[dict[str, Any]], cls: str) -> list[dict[str, Any]]:
    return [node for node in graph if node["@type"] == cls]


@pytest.fixture(scope="module")
def film(example: Path) -> str:
    """The page of the first film."""
    return (example / "film/all-of-us-strangers-2023/index.html").read_text("utf-8")


def test_open_graph_of_a_film(film: str) -> None:
    """A video.movie: its page, those of director and cast, its length in seconds."""
    said, people = _meta(film, "property"), "https://films.example.org/person"
    assert said["og:type"] == ["video.movie"] and said["og:title"] == ["All of Us Strangers"]
    assert said["og:url"] == ["https://www.filmfestival.be/en/film/all-of-us-strangers"]
    assert said["video:director"] == [f"{people}/andrew-haigh/"]
    assert said["video:actor"][0] == f"{people}/andrew-scott/" and len(said["video:actor"]) == 4
    assert said["video:duration"] == [str(105 * 60)] and said["video:tag"] == ["Drama", "Fantasy"]
    assert "og:image" not in said


def test_a_film_names_the_author_of_what_it_is_based_on(film: str) -> None:
    """On the page and in its markup, although it is stated in the document of the work."""
    (about,) = _of(_graph(film), "Movie")
    author = {"@id": "https://films.example.org/person/taichi-yamada/#this", "@type": "Person", "name": "Taichi Yamada"}
    assert (about["isBasedOn"]["name"], about["isBasedOn"]["author"]) == ("Strangers", author)
    shown = re.sub("<[^>]*>", "", film)
    assert "Strangers Taichi Yamada" in shown


def test_every_page_has_a_description_of_its_own(example: Path) -> None:
    """Short, and said to Open Graph as well; pages may be indexed, but for the search."""
    for path in sorted(example.rglob("index.html")):
        text = path.read_text("utf-8")
        named, said = _meta(text, "name"), _meta(text, "property")
        (description,) = named["description"]
        assert 0 < len(description) <= SHORT and said["og:description"] == [description], path
        assert named["twitter:card"] == ["summary"]
        assert named["robots"][0].startswith("noindex" if path.parent.name == "search" else "index"), path


def test_the_way_is_visible_and_marked_up(film: str) -> None:
    """The same steps for readers and for search engines; the last is the page itself."""
    (trail,) = _of(_graph(film), "BreadcrumbList")
    steps = [(step["position"], step["name"], step.get("item", {}).get("@id")) for step in trail["itemListElement"]]
    assert steps == [
        (1, "Reelgraph example catalogue", "https://films.example.org/"),
        (2, "Films", "https://films.example.org/film/"),
        (3, "All of Us Strangers", None),
    ]
    (shown,) = re.findall(r'<nav class="trail".*?</nav>', film, re.DOTALL)
    assert re.findall(r">([^<>\n]+)<", shown) == [name for _, name, _ in steps]


def test_a_page_that_is_somebody_elses_is_not_claimed(film: str) -> None:
    """Of the festival's page nothing is said but what it is about."""
    page = _graph(film)[0]
    assert page["@id"] == "https://www.filmfestival.be/en/film/all-of-us-strangers"
    assert page.keys() == {"@id", "@type", "url", "mainEntity"}


@pytest.mark.parametrize("page", ["film", "year/2023", "country/gb", "nl/year/2023"])
def test_lists_of_films_are_carousels(example: Path, page: str) -> None:
    """In the order of the page, each film with name and address."""
    text = (example / page / "index.html").read_text("utf-8")
    shown = [html.unescape(name) for name in re.findall(r'<li class="c\d p\d"><a href="[^"]*">(.*?)</a>', text)]
    lists = _of(_graph(text), "ItemList")
    entries = [entry for each in lists for entry in each["itemListElement"]]
    described = {entry["item"]["@id"]: entry["item"] for entry in entries if "name" in entry["item"]}
    assert [described[entry["item"]["@id"]]["name"] for entry in entries] == shown
    assert all(film["url"].startswith("https://") for film in described.values())
    for each in lists:
        places = [entry["position"] for entry in each["itemListElement"]]
        assert places == list(range(1, len(places) + 1))


def test_a_list_of_one_is_no_carousel(example: Path) -> None:
    """Somebody who directed one film, and wrote one."""
    text = (example / "person/andrew-haigh/index.html").read_text("utf-8")
    assert _of(_graph(text), "ItemList") == []


def test_downloads_are_a_dataset(example: Path) -> None:
    """With each dump as a distribution."""
    text = (example / "download/index.html").read_text("utf-8")
    (dataset,) = _of(_graph(text), "Dataset")
    files = {each["contentUrl"].removeprefix("https://films.example.org/") for each in dataset["distribution"]}
    assert files == {path.relative_to(example).as_posix() for path in example.glob("dump/*")}
    assert 50 <= len(dataset["description"]) <= 5000


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("film/perfect-days-2023", "Perfect Days (2023) is a film by Wim Wenders, with Kôji Yakusho, Aoi Yamada, and "),
        ("nl/film/perfect-days-2023", "Perfect Days (2023) is een film van Wim Wenders, met Kôji Yakusho, Aoi Yamada "),
        ("film/all-of-us-strangers-2023", "Adam writes screenplays and lives by himself in a flat in London."),
        ("nl/film/all-of-us-strangers-2023", "All of Us Strangers (2023) is een film van Andrew Haigh, met "),
        ("person/andrew-haigh", "Andrew Haigh worked on All of Us Strangers as director and as screenwriter."),
        ("work/strangers-taichi-yamada", "Strangers is a work by Taichi Yamada, adapted as All of Us Strangers."),
        ("year/2023", "Reelgraph example catalogue has 10 under “2023”: "),
        ("", "Reelgraph example catalogue has 83 films, 1 episode, "),
    ],
)
def test_a_description_is_a_sentence(page: str, said: str, example: Path) -> None:
    """A text about the thing in the language of the page; where there is none, what the graph says of it."""
    (description,) = _meta((example / page / "index.html").read_text("utf-8"), "name")["description"]
    assert description.startswith(said) and description.endswith(".")


CUT = "He came home. " * 20
CHINESE = "這是一部電影" * 40


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (CUT, CUT[:195]),
        (f"{'word ' * 12}it ends. {'more ' * 40}", f"{'word ' * 12}it ends."),
        (f"{'word ' * 12}of Dr. {'more ' * 40}", f"{'word ' * 12}of Dr. {'more ' * 26}…"),
        (f"{CHINESE[:100]}。{CHINESE}", f"{CHINESE[:100]}。"),
        (CHINESE, f"{CHINESE[:199]}…"),
    ],
)
def test_a_long_text_ends_with_a_sentence(text: str, told: str) -> None:
    """If whole sentences say enough; a full stop behind two letters ends none, and not every script has spaces."""
    assert short(text) == told


@pytest.mark.parametrize(("text", "told"), [("a  b\nc", "a b c"), ("word " * 60, f"{'word ' * 39}…"), ("", "")])
def test_a_description_is_a_line_of_whole_words(text: str, told: str) -> None:
    """Of at most 200 characters."""
    assert short(text) == told


PICTURED = """
<film/a/#this> a schema:Movie ; schema:name "A" ; schema:image <film/a/#i>, <film/a/#j> ; schema:trailer <film/a/#t> .
<film/a/#i> a schema:ImageObject ; schema:contentUrl <https://cinema.example/a.jpg> ; schema:caption "Snow" ;
    schema:creditText "Photo: Bo" ; schema:license <https://licence.example/by/> .
<film/a/#j> a schema:ImageObject ; schema:identifier "7" .
<film/a/#t> a schema:VideoObject ; schema:contentUrl <https://cinema.example/a.mp4> ;
    schema:thumbnailUrl <https://cinema.example/t.jpg> .
<film/b/#this> a schema:Movie ; schema:name "B" ; schema:trailer <film/b/#t> .
<film/b/#t> a schema:VideoObject ; schema:contentUrl <https://cinema.example/b.mp4> ;
    schema:thumbnailUrl <https://cinema.example/b.jpg> .
<film/c/#this> a schema:Movie ; schema:name "C" .
"""


@pytest.mark.parametrize(
    ("thing", "pictures"),
    [
        ("a", [("og:image", "https://cinema.example/a.jpg"), ("og:image:alt", "Snow")]),
        ("b", [("og:image", "https://cinema.example/b.jpg")]),
        ("c", []),
    ],
)
def test_a_picture_is_shared(
    thing: str, pictures: list[tuple[str, str]], plan: Profile, turtle_lines: Callable[[str], list[bytes]]
) -> None:
    """With its caption; a film without a picture of its own has the preview of its trailer."""
    found = {document.iri: document for document in documents(sorted(turtle_lines(PICTURED)))}
    selection = Selection(found[f"https://films.example/film/{thing}/"], {}, plan)
    assert [said for said in properties(selection) if said[0].startswith("og:image")] == pictures


def test_a_picture_keeps_its_terms_in_lists(
    show: Callable[..., Any], turtle_lines: Callable[[str], list[bytes]]
) -> None:
    """Caption, credit and licence stand beside the picture in the markup of a list, too."""
    items = show(sorted(turtle_lines(PICTURED)))["en"]
    cards = (items.index.card(f"https://films.example/film/{thing}/#this") for thing in "ab")
    (listed,) = carousel(Frame(items.site, "en", "film/"), "Films", [items.item(card) for card in cards if card])
    assert listed["itemListElement"][0]["item"]["image"] == {
        "@id": "https://films.example/film/a/#i",
        "@type": "ImageObject",
        "contentUrl": "https://cinema.example/a.jpg",
        "caption": "Snow",
        "creditText": "Photo: Bo",
        "license": "https://licence.example/by/",
    }
