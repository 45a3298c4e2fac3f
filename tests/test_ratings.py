"""Certificates, average ratings and reviews, from two sources to pages, data and markup."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.audit.page import read
from kg.audit.ratings import of_page
from kg.gate.validation import judge
from kg.pipeline.build import build

CATALOGUE = """
name = "A cinema"
base = "https://cinema.example/"
publisher = "A cinema"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
languages = ["en", "de"]
{allowed}
[[sources]]
name = "own"
path = "own.jsonl"
reader = "native"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
date = 2026-11-23
precedence = 10

[[sources]]
name = "other"
path = "other.jsonl"
reader = "native"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
date = 2026-11-23
"""
FILM = {
    "title": "Winter Light",
    "year": 2019,
    "directors": ["Ann Aerts"],
    "images": ["https://cinema.example/winter.jpg"],
}
OWN = FILM | {
    "certificates": ["FSK12", "PG-13"],
    "ratings": [{"value": "7.8/10 (1,200)", "author": "IMDb"}, "4/5"],
    "reviews": [
        {
            "title": "A winter",
            "text": "Slow.\n\nTender.",
            "rating": "4,5/5",
            "authors": ["Bo Claes"],
            "date": "2019-10-04",
            "url": "https://paper.example/winter",
        },
        {"text": "Fine.", "authors": ["Di Dams"]},
        {"text": "Cold.", "rating": "2/5", "publications": ["The Paper"]},
    ],
}
OTHER = FILM | {
    "certificates": ["12A"],
    "ratings": [{"value": "7.5", "author": "imdb"}, {"value": "81%", "author": "Rotten Tomatoes", "review_count": 40}],
}


def _built(folder: Path, allowed: str) -> Path:
    (folder / "films").mkdir()
    (folder / "films" / "catalogue.toml").write_text(CATALOGUE.format(allowed=allowed), "utf-8")
    (folder / "films" / "own.jsonl").write_text(json.dumps(OWN), "utf-8")
    (folder / "films" / "other.jsonl").write_text(json.dumps(OTHER), "utf-8")
    build(folder / "films", folder / "out")
    return folder / "out" / "current"


@pytest.fixture(scope="module")
def allowed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The release of a catalogue that allows ratings in markup, with attributes on the text of pages."""
    return _built(tmp_path_factory.mktemp("allowed"), 'ratings_in_markup = true\nsyntax = "microdata"\n')


@pytest.fixture(scope="module")
def silent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same of a catalogue that does not say so."""
    return _built(tmp_path_factory.mktemp("silent"), 'syntax = "microdata"\n')


def _of_page(release: Path, language: str = "") -> str:
    return (release / language / "film" / "winter-light-2019" / "index.html").read_text("utf-8")


def _embedded(release: Path) -> dict[str, Any]:
    said = re.search(r'<script type="application/ld\+json">(.*?)</script>', _of_page(release), re.DOTALL)
    graph = json.loads(said[1])["@graph"] if said else []
    film: dict[str, Any] = next(node for node in graph if node["@type"] == "Movie")
    return film


def _values(ratings: list[dict[str, Any]]) -> list[str]:
    return sorted(one["ratingValue"] for one in ratings)


def test_raters_have_a_rating_each(silent: Path) -> None:
    """Of one rater the value of the better source is published, and of another its own beside it; so is every age."""
    text = (silent / "dump" / "film.nt").read_text("utf-8")
    assert sorted(re.findall(r'#ratings-\w+> <http://schema.org/ratingValue> "([^"]+)"', text)) == ["4", "7.8", "81"]
    assert sorted(re.findall(r'contentRating> "([^"]+)"', text)) == ["12A", "FSK 12", "PG-13"]


@pytest.mark.parametrize(
    ("language", "told"), [("", ["Age rating", "Number of ratings", "7.8"]), ("de", ["Altersfreigabe", "7,8"])]
)
def test_pages_show_them(silent: Path, language: str, told: list[str]) -> None:
    """In each language, whatever the catalogue says of markup."""
    page = _of_page(silent, language)
    assert [word for word in (*told, "FSK 12", "IMDb", "Tender.", "Fine.", "The Paper") if word not in page] == []


def test_markup_has_no_average_that_is_not_allowed(silent: Path) -> None:
    """Neither the script of the page, nor its attributes, nor the file for other systems; certificates are there."""
    assert "aggregateRating" not in _of_page(silent)
    assert "aggregateRating" not in (silent / "markup" / "winter-light-2019.json").read_text("utf-8")
    assert _embedded(silent)["contentRating"] == ["12A", "FSK 12", "PG-13"]


def test_markup_has_averages_of_a_known_number(allowed: Path) -> None:
    """Where the catalogue allows it, those whose number of ratings is stated: search engines take no others."""
    assert _values(_embedded(allowed)["aggregateRating"]) == ["7.8", "81"]
    markup = json.loads((allowed / "markup" / "winter-light-2019.json").read_text("utf-8"))
    assert _values(markup["@graph"][0]["aggregateRating"]) == ["7.8", "81"]


def test_markup_has_reviews_with_author_and_rating(silent: Path) -> None:
    """A publication is an author as a person is; a review without a rating is on the page alone."""
    said = {one["reviewBody"]: one["author"]["name"] for one in _embedded(silent)["review"]}
    assert said == {"Slow.\n\nTender.": "Bo Claes", "Cold.": "The Paper"}


@pytest.mark.parametrize("release", ["allowed", "silent"])
def test_the_search_engine_takes_them(release: str, request: pytest.FixtureRequest) -> None:
    """The page violates no rule of the profile, in its script and in its attributes."""
    page = request.getfixturevalue(release) / "film" / "winter-light-2019" / "index.html"
    found = judge([page], profile_name="google")
    assert found.conforms, found.report()


SHOWN = [("en", "7.8", True), ("en", "7.8/10", True), ("de", "7,8 von 10", True), ("en", "17.8", False)]
SHOWN += [("en", "7.85", False), ("en", "Seven", False), ("de", "7.81", False)]


@pytest.mark.parametrize(("language", "text", "shown"), SHOWN)
def test_an_average_is_embedded_where_the_page_shows_it(language: str, text: str, shown: bool) -> None:
    """A reader sees it as a number; what is left out is told, and reviews stay."""
    film = {"@type": "Movie", "aggregateRating": {"ratingValue": "7.8"}, "review": {"name": "Yes"}}
    page = f"<!doctype html><html lang={language}><body><h1>Winter</h1><p>Rating: {text}</p></body>".encode()
    kept, left_out = of_page({"@graph": [film]}, read("a.html", page).visible)
    assert ("aggregateRating" in kept["@graph"][0]) == shown == (left_out == []) and "review" in kept["@graph"][0]


def test_embed_and_audit_agree_on_what_is_not_shown(allowed: Path, tmp_path: Path) -> None:
    """`kg embed` leaves out the average that the page does not show, says so, and `kg audit` does not miss it."""
    page = tmp_path / "a.html"
    address = "https://cinema.example/film/winter-light-2019/"
    page.write_text(f'<!doctype html><html lang=en><link rel=canonical href="{address}"><p>7.8 of 10</p></html>')
    release = kg.open(allowed)
    (done,) = release.embed(page)
    assert ['"ratingValue":"7.8"' in page.read_text(), '"81"' in page.read_text()] == [True, False]
    assert [note for note in done.notes if "average rating 81" in note] and not done.complaints
    assert list(release.audit(page, select=["missing"]).findings) == []
