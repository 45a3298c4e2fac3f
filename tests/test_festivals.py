"""Festivals and pictures, from records to pages: no source of the example states them, so here is one that does."""

import json
import re
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kg.gate.validation import judge
from kg.model.record import Edition, Record
from kg.pipeline.build import build
from kg.sources.fields import record

CATALOGUE = """
name = "A festival"
base = "https://festival.example/"
publisher = "A festival"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
languages = ["en", "nl"]

[[sources]]
name = "own"
path = "films.jsonl"
reader = "native"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
date = 2023-10-01
"""
BY = "https://licence.example/by/"
LAKE = {
    "name": "Lakeside Film Days 2023",
    "start": "10 October 2023",
    "end": "2023-10-21",
    "place": {"name": "Lakeside", "address": "Pier 1, Lakeside"},
}
FILMS = [
    {
        "title": "Harbour",
        "year": 2023,
        "editions": [LAKE],
        "sections": ["Competition"],
        "premieres": ["World premiere"],
        "images": [
            {"url": "https://pictures.example/plain.jpg"},
            {"url": "https://pictures.example/1.jpg", "licence": BY, "credit": "Bo", "width": "1200px", "height": 630},
        ],
        "screenings": [
            {"start": "2023-10-11T20:00+02:00", "venue": "Pier", "edition": LAKE["name"], "guests": ["Ann Aerts"]}
        ],
    },
    {
        "title": "Kites",
        "year": 2022,
        "editions": [LAKE["name"]],
        "sections": ["Competition"],
        "images": [{"url": "https://pictures.example/2.jpg"}],
    },
    {
        "title": "Moss",
        "year": 2021,
        "editions": ["Odd Days 2022"],
        "sections": ["Shorts"],
        "images": [{"url": "https://pictures.example/3.jpg"}],
    },
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The release."""
    folder = tmp_path_factory.mktemp("festival")
    (folder / "catalogue.toml").write_text(CATALOGUE, "utf-8")
    (folder / "films.jsonl").write_text("\n".join(map(json.dumps, FILMS)), "utf-8")
    build(folder, folder.parent / "out")
    return folder.parent / "out" / "current"


def _html(site: Path, path: str) -> str:
    return (site / path / "index.html").read_text("utf-8")


def _stated(site: Path, path: str) -> list[dict[str, Any]]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', _html(site, path))
    assert found
    graph: list[dict[str, Any]] = json.loads(found[1])["@graph"]
    return graph


def test_an_edition_lists_its_films_by_section(site: Path) -> None:
    """Under the name of each section, which leads to its page; and what the edition says of itself."""
    html = _html(site, "edition/lakeside-film-days-2023")
    section = html[html.index(">Competition</a> <span") : html.index('<div class="lists">')]
    assert 'href="../../section/competition-lakeside-film-days-2023/"' in html
    assert [name for name in ("Harbour", "Kites", "Moss") if f">{name}</a>" in section] == ["Harbour", "Kites"]
    assert all(text in html for text in ("October 10, 2023", "October 21, 2023", "Pier 1, Lakeside"))


def test_a_film_says_its_section_premiere_and_guests(site: Path) -> None:
    """Each with the edition that it belongs to, since the record states that one."""
    turtle = (site / "film/harbour-2023/index.ttl").read_text("utf-8")
    assert re.search(r"rg:Premiere[^.]*World premiere", turtle) and "schema:attendee" in turtle
    assert turtle.count("schema:superEvent <https://festival.example/edition/lakeside-film-days-2023/#this>") == 3


def test_markup_states_a_festival_that_has_a_day_and_an_address(site: Path) -> None:
    """A search engine takes it for an event; one without a day, or an address, is on its page alone."""
    types = [[node.get("@type") for node in _stated(site, f"edition/{name}")] for name in _EDITIONS]
    assert [("Festival" in one) for one in types] == [True, False]
    judged = judge([site / f"edition/{name}/index.html" for name in _EDITIONS], profile_name="google")
    assert judged.conforms, judged.report()


_EDITIONS = ("lakeside-film-days-2023", "odd-days-2022")


@pytest.mark.parametrize("path", ["", "film/", "film/harbour-2023", "edition/lakeside-film-days-2023"])
def test_a_picture_with_a_licence_is_shown(site: Path, path: str) -> None:
    """On cards and heads, with its size, a text that stands for it, and never another without a licence."""
    html = _html(site, path)
    shown = re.search(
        r'<img src="https://pictures.example/1.jpg" alt="Picture: Harbour" width="1200" height="630"', html
    )
    assert shown and "pictures.example/3.jpg" not in html.split("<body>")[1]


def test_a_picture_without_a_licence_is_on_the_page_of_its_film_alone(site: Path) -> None:
    """There its address is a fact of the source; lists show the pattern that stands in."""
    assert 'src="https://pictures.example/3.jpg"' in _html(site, "film/moss-2021")
    assert "pictured" not in _html(site, "film/moss-2021")


@pytest.mark.parametrize("path", ["", "film/", "nl/film/", "edition/lakeside-film-days-2023"])
def test_a_list_is_shared_with_its_first_picture(site: Path, path: str) -> None:
    """Open Graph has the first picture that the list shows, with its size."""
    found = re.findall(r'<meta property="og:image([:a-z]*)" content="([^"]*)">', _html(site, path))
    alt = "Beeld: Harbour" if path.startswith("nl") else "Picture: Harbour"
    wanted = [("", "https://pictures.example/1.jpg"), (":width", "1200"), (":height", "630"), (":alt", alt)]
    assert found == wanted


@pytest.mark.parametrize(
    ("stated", "section", "reasons"),
    [
        ({"editions": ["A 2020"], "sections": ["Shorts"]}, "A 2020", []),
        ({"sections": [{"name": "Shorts", "edition": "A 2020"}]}, "A 2020", []),
        ({"sections": ["Shorts"]}, "", []),
        ({"editions": ["A 2020", "B 2021"], "sections": ["Shorts"]}, None, ["of which of the editions"]),
        (
            {"editions": ["A 2020", "B 2021"], "sections": [{"name": "Shorts", "edition": "B 2021"}]},
            "B 2021",
            [],
        ),
    ],
)
def test_the_edition_of_a_section(stated: dict[str, Any], section: str | None, reasons: list[str]) -> None:
    """It is that which the record states, if that is one; of several the record has to say which."""
    found: Record = record({"title": "X", **stated})
    assert [one.edition.name if one.edition else "" for one in found.sections] == ([] if section is None else [section])
    assert [one.reason.startswith(tuple(reasons)) for one in found.faults] == [True] * len(reasons)
    assert {one.edition.name for one in found.sections if one.edition} <= {one.name for one in found.editions}


def test_an_edition_that_ends_before_it_begins_has_no_days() -> None:
    """It keeps its name, and the days are a fault."""
    found = record({"title": "X", "editions": [{"name": "A 2020", "start": "2020-05-05", "end": "2020-05-01"}]})
    assert found.editions == (Edition("A 2020"),)
    assert [(one.field, one.raw) for one in found.faults] == [("editions.end", "2020-05-01")]


@pytest.mark.parametrize(
    ("raw", "width"),
    [("640", "640"), (640, "640"), ("640px", "640"), ("640 Pixel", "640"), ("0", None), ("wide", None)],
)
def test_the_width_of_a_picture(raw: object, width: str | None) -> None:
    """A whole number of pixels; what is none is a fault."""
    found = record({"title": "X", "images": [{"id": "1", "width": raw}]})
    assert found.images[0].width == width and len(found.faults) == (width is None)


def test_a_record_is_read_back() -> None:
    """What `kg read` writes is a record again."""
    found = record(FILMS[0])
    assert record(json.loads(msgspec.json.encode(found)) | {"source": None}) == found
