"""Festivals in markup: which edition and which section the films of a page are in."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kg.model.record import Record
from kg.sources import guess, read

DAYS = {"@type": "Festival", "name": "Lakeside 2023"}
MOVIE = {"@type": "Movie", "name": "Close"}
SHOWING = {"@type": "ScreeningEvent", "name": "Close", "workPresented": MOVIE}
GALA = {"@type": "EventSeries", "name": "Gala"}
IN_DAYS = [{"name": "Lakeside 2023"}]
IN_GALA = [{"name": "Gala", "edition": {"name": "Lakeside 2023"}}]


def _read(tmp_path: Path, said: dict[str, Any]) -> dict[str, Any]:
    text = json.dumps({"@context": "https://schema.org", **said})
    path = tmp_path / "a.html"
    path.write_text(f'<!doctype html><meta charset=utf-8><script type="application/ld+json">{text}</script>', "utf-8")
    (film,) = (one for one in read(path, guess(path, "markup"), tmp_path) if isinstance(one, Record))
    found: dict[str, Any] = json.loads(msgspec.json.encode(film))
    return found


@pytest.mark.parametrize(
    ("said", "editions", "sections"),
    [
        ({**MOVIE, "subjectOf": DAYS}, IN_DAYS, None),
        ({**DAYS, "subEvent": SHOWING}, IN_DAYS, None),
        ({**DAYS, "workFeatured": MOVIE}, IN_DAYS, None),
        ({**DAYS, "subEvent": {**GALA, "subEvent": SHOWING}}, IN_DAYS, IN_GALA),
        ({**DAYS, "subEvent": {**GALA, "workFeatured": MOVIE}}, IN_DAYS, IN_GALA),
        ({**SHOWING, "superEvent": {**GALA, "superEvent": DAYS}}, IN_DAYS, IN_GALA),
        ({**MOVIE, "subjectOf": {**GALA, "superEvent": DAYS}}, IN_DAYS, IN_GALA),
        ({**SHOWING, "superEvent": GALA}, None, None),
        ({**MOVIE, "subjectOf": {"@type": "Article", "name": "Lakeside 2023"}}, None, None),
    ],
)
def test_a_film_inside_of_a_festival(tmp_path: Path, said: dict[str, Any], editions: Any, sections: Any) -> None:
    """It is in its edition, whichever of the two points at the other, and in the series of events that is between."""
    found = _read(tmp_path, said)
    assert (found.get("editions"), found.get("sections")) == (editions, sections)


def test_what_an_edition_says_of_itself(tmp_path: Path) -> None:
    """Its days, also where they have times, and its place with a postal address in a line."""
    address = {"@type": "PostalAddress", "streetAddress": "Pier 1", "postalCode": "9000", "addressLocality": "Lakeside"}
    place = {"@type": "Place", "name": "Pier", "address": address}
    days = {**DAYS, "startDate": "2023-10-10T10:00:00+02:00", "endDate": "2023-10-21", "location": place}
    assert _read(tmp_path, {**days, "workFeatured": MOVIE})["editions"] == [
        {
            "name": "Lakeside 2023",
            "start": "2023-10-10",
            "end": "2023-10-21",
            "place": {"name": "Pier", "address": "Pier 1, 9000 Lakeside"},
        }
    ]


def test_events_that_are_inside_of_each_other_end(tmp_path: Path) -> None:
    """A circle of events is in no festival by that, and is no endless one."""
    circle = {"@id": "#a", **GALA, "superEvent": {"@id": "#b", **GALA, "superEvent": {"@id": "#a"}}}
    assert "sections" not in _read(tmp_path, {**SHOWING, "superEvent": circle})


@pytest.mark.parametrize(("width", "found"), [("1200px", "1200"), (1200, "1200"), ("wide", None)])
def test_the_size_of_a_picture(tmp_path: Path, width: object, found: str | None) -> None:
    """As JSON has it, or with its unit."""
    picture = {"@type": "ImageObject", "url": "https://x.example/1.jpg", "width": width}
    (image,) = _read(tmp_path, {**MOVIE, "image": picture})["images"]
    assert image.get("width") == found
