"""What a search engine asks of markup, and of which things: those that can become a result."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from kg.gate.validation import judge

IMAGE = "https://x.example/p.jpg"
FILM = {"@type": "Movie", "name": "Close", "image": IMAGE}
PLACE = {"@type": "Place", "name": "Hall", "address": "Main street 1"}
EVENT = {"@type": "ScreeningEvent", "name": "Close", "startDate": "2026-12-01T20:00:00+01:00", "location": PLACE}
VIDEO = {"@type": "VideoObject", "name": "Close", "thumbnailUrl": IMAGE, "uploadDate": "2026-01-01"}
WAY = [{"@type": "ListItem", "position": 1, "name": "Start", "item": "https://x.example/"}]
SECOND = {"@type": "ListItem", "position": 2, "name": "Close"}

CLEAN: list[tuple[str, Any]] = [
    ("a film without an image inside an event", {**EVENT, "workPresented": {"@type": "Movie", "name": "Close"}}),
    ("a film that a page is about", {"@type": "WebPage", "mainEntity": {"@type": "Movie", "name": "Close"}}),
    ("a film that is reviewed", {"@type": "WebPage", "about": {"@type": "Movie", "name": "Close"}}),
    ("the broadcast of a video", {**VIDEO, "publication": {"@type": "BroadcastEvent", "isLiveBroadcast": True}}),
    ("a venue", {**EVENT, "location": {"@type": "MovieTheater", "name": "Hall", "address": "Main street 1"}}),
    ("an event without a price", {**EVENT, "offers": {"@type": "Offer", "url": "https://x.example/t"}}),
    ("a lowest price", {**EVENT, "offers": {"@type": "AggregateOffer", "lowPrice": 8, "priceCurrency": "EUR"}}),
    ("a price for nothing", {**EVENT, "offers": {"@type": "Offer", "price": 0, "priceCurrency": "EUR"}}),
    ("an image of any size", {**FILM, "image": {"@type": "ImageObject", "url": IMAGE, "width": "1500px"}}),
    ("an image by its address alone", {**FILM, "image": {"@id": IMAGE}}),
    ("regions as text", {**VIDEO, "regionsAllowed": ["NL", "BE"]}),
    (
        "a class of actions",
        {
            **FILM,
            "interactionStatistic": {
                "@type": "InteractionCounter",
                "interactionType": "https://schema.org/WatchAction",
                "userInteractionCount": 4,
            },
        },
    ),
    (
        "an item that is a thing",
        {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": "1", "item": {"@id": "https://x.example/", "name": "Start"}},
                SECOND,
            ],
        },
    ),
    (
        "what is asked for",
        {
            "@type": "WebSite",
            "name": "X",
            "url": "https://x.example/",
            "potentialAction": {
                "@type": "SearchAction",
                "target": "https://x.example/?q={q}",
                "query-input": "required name=q",
            },
        },
    ),
    ("an empty description", {**FILM, "description": ""}),
    ("an unknown property", {**FILM, "directer": "Ann Lee"}),
    ("a director who is text", {**FILM, "director": "Ann Lee"}),
    ("a status by its name", {**EVENT, "eventStatus": "EventScheduled"}),
    ("a duration of a day", {**FILM, "duration": "P0DT1H44M"}),
    ("a duration with a fraction", {**FILM, "duration": "PT1.5H"}),
    ("a year as a number", {**FILM, "dateCreated": 2022}),
    ("a list of other things", {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": {**EVENT}}]}),
    (
        "a rating of a hundred",
        {**FILM, "aggregateRating": {"@type": "AggregateRating", "ratingValue": "84%", "ratingCount": 3}},
    ),
    ("a certificate", {**FILM, "contentRating": {"@type": "Rating", "name": "PG-13", "author": "MPA"}}),
]

FAULTY: list[tuple[str, str, Any]] = [
    ("a film that stands by itself", "image is missing", {"@type": "Movie", "name": "Close"}),
    ("an empty image", "image is missing", {**FILM, "image": ""}),
    ("an empty name", "name is missing", {**FILM, "name": " "}),
    (
        "an image without an address",
        "is an image without an address",
        {**FILM, "image": {"@type": "ImageObject", "caption": "x"}},
    ),
    ("a person who is an address", "says nothing of itself", {**FILM, "director": {"@type": "Person", "url": IMAGE}}),
    ("a person elsewhere", "says nothing of itself", {**FILM, "director": {"@id": "https://x.example/#ann"}}),
    ("a way of one", "at least 2 values", {"@type": "BreadcrumbList", "itemListElement": WAY}),
    (
        "a price with a comma",
        "must be a number such as 12.50",
        {**EVENT, "offers": {"@type": "Offer", "price": "12,50"}},
    ),
    ("a status that there is not", "is not one of the values", {**EVENT, "eventStatus": "Cancelled"}),
    ("a day in words", "must be a date", {**EVENT, "startDate": "next Friday"}),
    ("a length in words", "must be a duration (PT1H42M)", {**FILM, "duration": "104 min"}),
    (
        "a value above its scale",
        "outside its scale",
        {**FILM, "aggregateRating": {"@type": "AggregateRating", "ratingValue": 8.4, "ratingCount": 3}},
    ),
    (
        "a trailer without a date",
        "uploadDate is missing",
        {**FILM, "trailer": {k: v for k, v in VIDEO.items() if k != "uploadDate"}},
    ),
]


def _judged(folder: Path, markup: Any) -> dict[str, Any]:
    page = folder / "page.html"
    script = json.dumps({"@context": "https://schema.org", **markup}) if isinstance(markup, dict) else markup
    page.write_text(f'<!doctype html><script type="application/ld+json">{script}</script><p>x', "utf-8")
    found: dict[str, Any] = json.loads(judge([page], profile_name="google").report("json"))
    return found


@pytest.mark.parametrize(("what", "markup"), CLEAN)
def test_what_no_result_asks_for_is_no_violation(tmp_path: Path, what: str, markup: Any) -> None:
    """What cannot become a result is not asked for anything, and what search engines pass over is a warning."""
    assert _judged(tmp_path, markup)["violations"] == 0, what


@pytest.mark.parametrize(("what", "why", "markup"), FAULTY)
def test_what_costs_a_result_is_a_violation(tmp_path: Path, what: str, why: str, markup: Any) -> None:
    """What a result requires and is missing, what cannot be read, and what says nothing of itself."""
    page = tmp_path / "page.html"
    assert _judged(tmp_path, markup)["violations"] > 0, what
    assert why in " ".join(judge([page], profile_name="google").report("text").split()), what


def test_broken_json_is_a_violation(tmp_path: Path) -> None:
    """It is told with its place, and the rest of the page is judged."""
    found = _judged(tmp_path, '{"@type": "Movie", "name": "Close",}')
    (rule,) = found["rules"]
    assert rule["severity"] == "violation" and "comma" in rule["examples"][0]["message"]


def test_addresses_of_microdata_are_resolved(tmp_path: Path) -> None:
    """As a browser does."""
    page = tmp_path / "page.html"
    film = '<h1 itemprop=name>Close</h1><img itemprop=image src="/p.jpg" alt="">'
    page.write_text(f'<!doctype html><div itemscope itemtype="https://schema.org/Movie">{film}</div>', "utf-8")
    assert judge([page], profile_name="google").conforms


def test_each_result_says_what_it_lacks(tmp_path: Path) -> None:
    """A trailer without a date costs the result of the video, not that of the film."""
    video = {key: value for key, value in VIDEO.items() if key != "uploadDate"}
    found = _judged(tmp_path, {**FILM, "trailer": video})
    assert {one["result"]: one["lacks"] for one in found["becomes"]} == {
        "film in a carousel": [],
        "video": ["uploadDate is missing"],
    }


@pytest.mark.parametrize("kind", ["clean", "faulty"])
def test_markup_of_others(kind: str) -> None:
    """None of the clean pages has a violation, and each faulty one has."""
    folder = Path(__file__).resolve().parents[4] / "shared/cases/markup" / kind
    if not folder.is_dir():
        pytest.skip("the pages of others are not beside this checkout")
    pages = sorted(folder.glob("*.html"))
    conforming = [page.name for page in pages if judge([page], profile_name="google").conforms]
    assert conforming == ([page.name for page in pages] if kind == "clean" else [])
    if kind == "faulty":
        with (folder / "EXPECTED.csv").open(encoding="utf-8") as table:
            assert {row["page"] for row in csv.DictReader(table)} == {page.name for page in pages}
