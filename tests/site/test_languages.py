"""A site in all the languages that are complete: nothing on its pages is English but what is said to be."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.pipeline.build import build
from tests.site.test_every_page import SPOKEN, Element, Read
from tests.site.test_words import LANGUAGES, SAME

CATALOGUE = """
name = "Xenon"
base = "https://films.example.org/"
publisher = "Xenon"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
languages = {languages}

[[sources]]
name = "one"
path = "films.jsonl"
reader = "native"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
date = 2026-11-23
"""
FILMS = [
    {
        "title": "Zyx",
        "alternate_titles": ["Zyxa"],
        "year": 2001,
        "release_date": "2001-05-03",
        "duration": "PT1H45M",
        "genres": ["Wvu"],
        "languages": ["nl"],
        "subtitles": ["fr"],
        "countries": ["BE"],
        "certificates": ["Qpo"],
        "directors": [{"name": "Anä Onym", "affiliation": "Rstu"}],
        "composers": [{"name": "Zbä Onym"}],
        "cast": [{"name": "Anä Onym", "character": "Klm"}, {"name": "Zbä Onym"}],
        "screenwriters": [{"name": "Anä Onym"}],
        "cinematographers": [{"name": "Zbä Onym"}],
        "editors": [{"name": "Zbä Onym"}],
        "producers": [{"name": "Zbä Onym"}],
        "production_companies": [{"name": "Rstu"}],
        "distributors": [{"name": "Rstu"}],
        "based_on": [{"title": "Ghjk", "authors": [{"name": "Zbä Onym"}]}],
        "descriptions": {"nl": "Bnmq"},
        "awards": ["Dfg"],
        "editions": [{"name": "Cvb"}],
        "quotes": [{"text": "Vbnq", "source": "Rstu"}],
        "ratings": [{"value": "7", "best": "10", "author": {"name": "Rstu"}, "rating_count": "12"}],
        "reviews": [{"text": "Hjkl", "rating": {"value": "3", "best": "5"}, "authors": [{"name": "Zbä Onym"}]}],
        "images": [{"url": "https://xenon.example/zyx.jpg", "caption": "Cxz"}],
        "trailer": {"url": "https://xenon.example/zyx.mp4", "title": "Mnb"},
        "screenings": [
            {
                "start": "2027-01-05T20:30:00+01:00",
                "end": "2027-01-05T22:30:00+01:00",
                "door_time": "2027-01-05T20:00:00+01:00",
                "previous_start": "2027-01-04T20:30:00+01:00",
                "status": status,
                "venue": {"name": "Nmk", "address": "Lkj", "telephone": "+32 9 000 00 00"},
                "screen": screen,
                "languages": ["nl"],
                "version": "Ptz",
                "tickets": [{"price": "9.5", "currency": "EUR", "availability": availability}],
            }
            for screen, status, availability in (
                ("Wq", "EventScheduled", "InStock"),
                ("Wr", "EventRescheduled", "SoldOut"),
                ("Ws", "EventCancelled", "LimitedAvailability"),
                ("Wt", "EventPostponed", "PreOrder"),
            )
        ],
        "page": "https://xenon.example/zyx",
    },
    {"kind": "series", "title": "Yx", "year": 2001},
    {"kind": "episode", "title": "Yy", "year": 2001},
]
# What has no language: names of formats, units and types of data.
FORMAL = re.compile(
    r"SHA-256|JSON-LD|N-Triples|Turtle|schema\.org|k?[Bb]ytes?|[kMG]B|min|Reelgraph|^[a-z_]+:$|\S+[/.:_#]\S+|\W|\d"
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a small catalogue in all languages."""
    folder = tmp_path_factory.mktemp("languages")
    (folder / "in").mkdir()
    (folder / "in/catalogue.toml").write_text(CATALOGUE.format(languages=json.dumps(LANGUAGES)))
    (folder / "in/films.jsonl").write_text("".join(f"{json.dumps(film)}\n" for film in FILMS))
    build(folder / "in", folder / "out")
    return folder / "out/current"


def _said(page: Read, language: str) -> Iterator[str]:
    """What a page says in its language, to the eye and to the ear."""
    yield from (text for text, element in page.texts if element.language == language and not _is_code(text, element))
    for element in page.elements:
        if element.language == language:
            yield from (said for name, said in element.attributes.items() if name in SPOKEN or name.startswith("data-"))
            if element.attributes.get("name") == "description":
                yield element.attributes["content"]


def _is_code(text: str, element: Element) -> bool:
    return element.tag in ("code", "script") or element.attributes.get("href", "").endswith(f"#{text}")


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for each in value.values() for text in _texts(each))
    elif isinstance(value, list):
        yield from (text for each in value for text in _texts(each))


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_a_page_says_nothing_as_the_english_one_does(language: str, site: Path) -> None:
    """But words that are the same, data, and what has no language."""
    same = {line.partition(": ")[2] for line in SAME.read_text("utf-8").splitlines() if line.startswith(language)}
    known = sorted({*same, *_texts(FILMS), "Xenon", "one"}, key=len, reverse=True)
    free = re.compile("|".join(map(re.escape, known)))
    wrong = set()
    for path in (site / language).rglob("index.html"):
        page, english = (Read(file.read_text("utf-8")) for file in (path, site / path.relative_to(site / language)))
        for text in {*_said(page, language)} & {*_said(english, "en")}:
            if FORMAL.sub("", free.sub("", FORMAL.sub(" ", text))):
                wrong.add(f"{path.parent.relative_to(site)}: {text}")
    assert sorted(wrong) == []


@pytest.mark.slow
def test_there_is_a_page_of_every_kind_in_every_language(site: Path) -> None:
    """The same ones."""
    found = [{path.relative_to(site / tag) for path in (site / tag).rglob("index.html")} for tag in LANGUAGES[1:]]
    assert len(found[0]) > 30 and all(pages == found[0] for pages in found)
