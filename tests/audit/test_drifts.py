"""Two hundred drifts, in every property of a release's markup: each is found, and nothing besides.

A page here has a film's markup and, in one of seven languages, its values as text. A drift changes one value: in the
text, in the markup, in both against the release, or takes it out of the markup.
"""

import copy
import json
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from babel import Locale
from babel.dates import format_date, format_time
from babel.numbers import format_currency, format_decimal

import kg
from kg.audit.auditing import findings
from kg.audit.graph import Graph
from kg.audit.pages import Source
from kg.pipeline.build import build
from kg.release.opened import Release

SEED = 20
DRIFTS = 200
LANGUAGES = ("en", "de", "fr", "it", "nl", "es", "pt")
PAGE = "https://kino.example/film/winter-light"
CATALOGUE = """
name = "A cinema"
base = "https://films.example/"
publisher = "A cinema"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
languages = ["en", "de", "fr", "it", "nl", "es", "pt"]

[[sources]]
name = "own"
path = "films.jsonl"
reader = "native"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
date = 2026-11-23
"""
HALL = {"name": "Lantern Hall", "address": "Main street 1, Ghent"}
FILM = {
    "title": "Winter Light",
    "alternate_titles": ["The Long Dark"],
    "year": 2019,
    "release_date": "2020-02-14",
    "duration": "105 min",
    "genres": ["Drama", "Fantasy"],
    "languages": ["sv"],
    "subtitles": ["nl"],
    "countries": ["SE", "BE"],
    "directors": ["Ann Aerts"],
    "composers": ["Cleo Claes"],
    "cast": ["Bo Bos", "Dirk Daems"],
    "screenwriters": ["Eva Evers"],
    "cinematographers": ["Fons Faes"],
    "editors": ["Greta Goos"],
    "producers": ["Hugo Hens"],
    "production_companies": ["Lamp Films"],
    "distributors": ["Open Reel"],
    "based_on": [{"title": "The Keeper's Book"}],
    "descriptions": {"en": "Two sisters keep a lighthouse. One winter the lamp goes out."},
    "quotes": [{"text": "A quiet wonder.", "source": "The Paper"}],
    "awards": ["Golden Lamp"],
    "images": [{"url": "https://kino.example/winter.jpg", "caption": "The tower", "credit": "Jef Jans"}],
    "trailer": {"url": "https://v.example/w.mp4", "title": "Trailer", "thumbnail": "https://v.example/w.jpg"},
    "identifiers": {"imdb": "tt1234567"},
    "page": PAGE,
    "screenings": [
        {
            "start": "2026-12-01T20:15+01:00",
            "end": "2026-12-01T22:05+01:00",
            "status": "moved",
            "previous_start": "2026-11-28T18:30+01:00",
            "venue": HALL,
            "tickets": [
                {"price": "12.50", "currency": "EUR", "availability": "available", "url": "https://t.example/1"}
            ],
        }
    ],
}
RATED = {
    "contentRating": "FSK 12",
    "aggregateRating": {"@type": "AggregateRating", "ratingValue": 4.5, "bestRating": 5, "ratingCount": 1234},
    "review": {
        "@type": "Review",
        "author": {"@type": "Person", "name": "Kato Koks"},
        "datePublished": "2020-03-09",
        "reviewRating": {"@type": "Rating", "ratingValue": 3.2, "bestRating": 5},
    },
}
"""What a release may have no fields for: markup and text are compared without it."""

Place = tuple[str | int, ...]
Found = Counter[tuple[str, str]]

SHIFTED = {
    "startDate": timedelta(minutes=45),
    "endDate": timedelta(minutes=45),
    "previousStartDate": timedelta(days=1),
    "datePublished": timedelta(days=16),
}
OTHER = {
    "duration": "PT1H52M",
    "dateCreated": "2016",
    "inLanguage": "fi",
    "subtitleLanguage": "da",
    "price": "13.75",
    "ratingValue": 2.9,
    "ratingCount": 987,
    "priceCurrency": "USD",
    "eventStatus": {"@id": "http://schema.org/EventCancelled"},
    "availability": {"@id": "http://schema.org/SoldOut"},
    "countryOfOrigin": {"@type": "Country", "name": "Japan"},
}
"""Another value for those properties of which it is no name."""
UNSEEN = {"availability", "caption", "contentUrl", "creditText", "eventStatus", "priceCurrency", "sameAs", "url"}
UNSEEN |= {"thumbnailUrl"}
"""Properties whose values a page does not show as text."""


@dataclass(frozen=True)
class Value:
    """A value of the markup: where it stands, its property and that of what it is said of."""

    place: Place
    property: str
    of: str


def _values(node: Any, place: Place = (), of: str = "") -> Iterator[Value]:
    """All that can drift: texts, and countries and members of schema.org's lists as a whole."""
    for key, said in node.items():
        for index, one in enumerate(said) if isinstance(said, list) else [(None, said)]:
            here = (*place, key) if index is None else (*place, key, index)
            if key.startswith("@") or key in ("bestRating", "workPresented"):
                continue
            if key in OTHER or not isinstance(one, dict) or "@value" in one:
                yield Value(here, key, of)
            else:
                yield from _values(one, here, key)


def _at(node: Any, place: Place) -> Any:
    for step in place:
        node = node[step]
    return node


def _with(node: Any, place: Place, value: Any) -> Any:
    """The same with another value in that place; with none, what has the place is without it."""
    changed = copy.deepcopy(node)
    inner = _at(changed, place[:-1])
    if value is not None:
        inner[place[-1]] = value
    else:
        del inner[place[-1]]
    return changed


def _other(value: Value, said: Any, chosen: random.Random) -> Any:
    if value.property in SHIFTED:
        shifted = datetime.fromisoformat(said) + SHIFTED[value.property]
        return shifted.isoformat() if "T" in said else shifted.date().isoformat()
    if value.property in OTHER:
        return OTHER[value.property]
    if isinstance(said, dict):
        return said | {"@value": said["@value"].replace("lamp", chosen.choice(("candle", "fire", "moon")))}
    if said.startswith("http"):
        return f"{said}-{chosen.randint(2, 9)}"
    return f"{chosen.choice(('Noor', 'Maud', 'Lies'))} {chosen.choice(('Ooms', 'Peeters', 'Quix'))}"


def _text(value: Value, said: Any, language: str, currency: str) -> str:
    """A value as a page in a language writes it; "" where it shows none."""
    locale, local = Locale(language), value.property
    if local in UNSEEN or value.of == "trailer":
        return ""
    if local == "duration":
        minutes = {"PT1H45M": 105, "PT1H52M": 112}[said]
        return f"{minutes} min"
    if local in ("inLanguage", "subtitleLanguage"):
        return str(locale.languages[said])
    if local == "countryOfOrigin":
        code = {"se": "SE", "be": "BE"}.get(said["@id"].split("/")[-2], "") if "@id" in said else "JP"
        return str(locale.territories[code])
    if local == "price":
        return str(format_currency(float(said), currency, locale=locale))
    if local in ("ratingValue", "ratingCount"):
        return str(format_decimal(said, locale=locale))
    if local == "datePublished":
        return format_date(date.fromisoformat(said), "long", locale=locale)
    if local in SHIFTED:
        moment = datetime.fromisoformat(said)
        return f"{format_date(moment, 'full', locale=locale)}, {format_time(moment, 'short', locale=locale)}"
    return str(said["@value"] if isinstance(said, dict) else said)


def _page(markup: Any, texts: dict[Place, str], language: str) -> bytes:
    script = json.dumps({"@context": "https://schema.org", **markup}, ensure_ascii=False)
    body = "".join(f"<p>{text}</p>" for text in texts.values())
    head = f'<meta charset="utf-8"><title>x</title><link rel="canonical" href="{PAGE}">'
    head += f'<script type="application/ld+json">{script}</script>'
    return f'<!doctype html><html lang="{language}"><head>{head}</head><body>{body}</body></html>'.encode()


def _found(page: bytes, graph: Graph) -> Found:
    return Counter((each.rule, each.property) for each in findings(Source("page.html", lambda: page), graph))


@pytest.fixture(scope="module")
def cinema(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release with the film."""
    folder = tmp_path_factory.mktemp("cinema")
    (folder / "catalogue.toml").write_text(CATALOGUE, "utf-8")
    (folder / "films.jsonl").write_text(json.dumps(FILM), "utf-8")
    build(folder, folder.parent / "out")
    return folder.parent / "out/current"


WAYS = ("text", "markup", "both", "gone")


def _expected(way: str, value: Value, is_seen: bool, is_of_release: bool) -> set[tuple[str, str]]:
    """The rules that a drift breaks, and the property that each is told of."""
    found = set()
    if way in ("text", "markup") and is_seen:
        found.add(("not-visible", "name" if value.property == "countryOfOrigin" else value.property))
    if way in ("markup", "both") and is_of_release:
        found.add(("different", value.property))
    if way == "gone" and is_of_release:
        found.add(("missing", value.property))
    if value.property == "priceCurrency" and way == "markup":
        found.add(("not-visible", "price"))
    return found


@pytest.mark.slow
def test_every_drift_is_found(cinema: Path) -> None:
    """In each property and in all ways that it can drift, in any language; by the rule and the property it is of."""
    chosen, graph = random.Random(SEED), Graph(Release.open(cinema))
    film = json.loads((cinema / "markup/winter-light-2019.json").read_text("utf-8"))["@graph"][0]
    whole = film | RATED
    values = list(_values(whole))
    own = {value.place[0] for value in values if value.place[0] not in RATED}
    clean = {}
    for language in LANGUAGES:
        texts = {v.place: _text(v, _at(whole, v.place), language, "EUR") for v in values}
        clean[language] = texts, _found(_page(whole, texts, language), graph)
        assert {property_ for _, property_ in clean[language][1]} <= set(RATED), language
    plan = [(value, way) for value in values for way in WAYS]
    plan = [
        each
        for each in plan
        if _expected(each[1], each[0], bool(clean["en"][0][each[0].place]), each[0].place[0] in own)
    ]
    planted = [*plan, *chosen.choices(plan, k=max(0, DRIFTS - len(plan)))]
    missed = []
    for value, way in planted:
        language = chosen.choice(LANGUAGES)
        texts, before = clean[language]
        said = _at(whole, value.place)
        # A text in another language than the page's is nothing that is looked for there.
        if isinstance(said, dict) and "@language" in said:
            language, (texts, before) = said["@language"], clean[said["@language"]]
        other = _other(value, said, chosen)
        # A screening is called as its film: where text and markup drift together, all of the name does.
        places = [v.place for v in values if _at(whole, v.place) == said] if way == "both" else [value.place]
        markup = whole
        for place in places if way != "text" else ():
            markup = _with(markup, place, None if way == "gone" else other)
        new = _text(value, other, language, "USD" if value.property == "priceCurrency" else "EUR")
        old = texts[value.place]
        if way in ("text", "both"):
            texts = {place: new if old and text == old else text for place, text in texts.items()}
        if value.property == "priceCurrency" and way == "both":
            texts = {v.place: _text(v, _at(markup, v.place), language, "USD") for v in values}
        found = _found(_page(markup, texts, language), graph) - before
        expected = _expected(way, value, bool(old), value.place[0] in own)
        if set(found) != expected or max(found.values()) > len(places):
            missed.append((way, value.property, value.of, language, dict(found), expected))
    assert len(planted) >= DRIFTS and not missed, "\n".join(map(str, missed))


JUDGED = {
    "certificates": ["FSK 12", "PG-13"],
    "ratings": [{"value": "4.5", "best": "5", "author": {"name": "The Visitors"}, "rating_count": 1234}],
    "reviews": [
        {
            "title": "Slow and tender",
            "text": "A lamp in the dark.",
            "rating": {"value": "4", "best": "5"},
            "authors": ["Kato Koks"],
            "date": "2020-03-09",
        }
    ],
}
SHOWN = {
    "screen": "Hall 1",
    "languages": ["sv"],
    "subtitles": ["nl"],
    "version": "OmU",
    "video_format": ["35mm"],
    "door_time": "2026-12-01T19:45+01:00",
    "page": "https://kino.example/show/1",
}


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release with the film, with all that may be said of its showing, its certificates, ratings and reviews."""
    folder = tmp_path_factory.mktemp("judged")
    film: dict[str, Any] = copy.deepcopy(FILM) | JUDGED
    film["screenings"][0] |= SHOWN
    film["trailer"]["uploaded"] = "2019-11-02"
    allowed = 'publisher = "A cinema"\nratings_in_markup = true'
    (folder / "catalogue.toml").write_text(CATALOGUE.replace('publisher = "A cinema"', allowed), "utf-8")
    (folder / "films.jsonl").write_text(json.dumps(film), "utf-8")
    assert not build(folder, folder.parent / "judged-out").faults
    return folder.parent / "judged-out/current"


@pytest.mark.slow
@pytest.mark.parametrize("release", ["cinema", "judged"])
def test_a_release_says_what_it_shows(release: str, request: pytest.FixtureRequest) -> None:
    """With screenings, prices, pictures and ratings, in every language of its site: nothing is found on its pages."""
    folder: Path = request.getfixturevalue(release)
    opened = Release.open(folder)
    pages = [folder / language / "film" for language in ("", *LANGUAGES[1:])]
    found = [each for page in pages for path in page.rglob("*.html") for each in _of_file(path, Graph(opened))]
    assert all(page.is_dir() for page in pages) and found == []


@pytest.mark.slow
def test_a_search_engine_finds_nothing_wrong(judged: Path) -> None:
    """On none of its pages, in any language, is a violation of what a search engine requires."""
    pages = [path for language in ("", *LANGUAGES[1:]) for path in (judged / language / "film").rglob("index.html")]
    assert len(pages) >= len(LANGUAGES) and kg.validate(*pages, profile="google").conforms


LICENCE = "https://creativecommons.org/licenses/by/4.0/"
CINEMA = {"name": "Kino Morgenstern", "address": "Lindengasse 14, 10999 Berlin", "kind": "cinema"}
EDITION = {"name": "Lantern Film Festival 2026", "start": "2026-11-30", "end": "2026-12-06", "place": CINEMA}
PRICED = {"price": "9.50", "currency": "EUR", "availability": "available", "url": "https://t.example/1"}
PROGRAMME = [
    {
        "title": "Winter Light",
        "year": 2019,
        "directors": ["Ann Aerts"],
        "cast": ["Bo Bos"],
        "genres": ["Drama"],
        "descriptions": {"en": "Two sisters keep a lighthouse.", "de": "Zwei Schwestern auf einem Leuchtturm."},
        "images": [{"url": "https://kino.example/1.jpg", "licence": LICENCE, "width": 1200, "height": 800}],
        "editions": [EDITION],
        "sections": [{"name": "Competition", "edition": EDITION}],
        "premieres": [{"status": "World premiere", "edition": EDITION}],
        "screenings": [
            {
                "start": "2026-12-01T20:15+01:00",
                "end": "2026-12-01T22:05+01:00",
                "venue": CINEMA,
                "screen": "Saal 1",
                "languages": ["fr"],
                "subtitles": ["de"],
                "version": "OmU",
                "video_format": ["35mm"],
                "tickets": [PRICED, {"price": "6", "currency": "EUR", "availability": "sold out"}],
                "edition": EDITION,
                "guests": ["Ann Aerts"],
            },
            {"start": "2026-12-02T20:15+01:00", "venue": CINEMA, "status": "cancelled", "edition": EDITION},
            {"start": "2026-12-04T23:15+01:00", "end": "2026-12-05T01:05+01:00", "venue": CINEMA},
            {"start": "2026-12-12T18:00+01:00", "venue": {"name": "Park", "address": "Parkweg 1, 10999 Berlin"}},
        ],
    },
    {
        "title": "The Salt Road",
        "year": 2025,
        "images": [{"url": "https://kino.example/2.jpg"}],
        "sections": [{"name": "Night", "edition": EDITION}],
        "screenings": [
            {
                "start": "2026-12-01T18:15+01:00",
                "door_time": "2026-12-01T17:45+01:00",
                "venue": CINEMA,
                "page": "https://kino.example/salt",
                "edition": EDITION,
            }
        ],
    },
]


@pytest.mark.slow
def test_a_programme_says_what_it_shows(tmp_path: Path) -> None:
    """A cinema and a festival with prices, pictures, one cancelled and one past midnight: nothing in any language."""
    (tmp_path / "catalogue.toml").write_text(CATALOGUE, "utf-8")
    (tmp_path / "films.jsonl").write_text("\n".join(map(json.dumps, PROGRAMME)), "utf-8")
    assert not build(tmp_path, tmp_path / "out").faults
    folder = tmp_path / "out/current"
    of = ("film", "venue", "edition", "section", "person", "programme")
    pages = [path for tag in ("", *LANGUAGES[1:]) for kind in of for path in (folder / tag / kind).rglob("index.html")]
    opened = Release.open(folder)
    assert [each for path in pages for each in _of_file(path, Graph(opened))] == []
    assert len(pages) > 20 * len(LANGUAGES) and kg.validate(*pages, profile="google").conforms


def _of_file(path: Path, graph: Graph) -> list[Any]:
    return findings(Source(str(path), path.read_bytes), graph)


FILMS = [
    ("by its title", {"name": "Winter Light"}, True),
    ("by another title", {"name": "The long dark"}, True),
    ("with its year", {"name": "Winter Light (2019)", "dateCreated": "2019"}, True),
    ("by its director", {"name": "Winter Light", "director": "Ann Aerts", "dateCreated": "2001"}, True),
    ("a year apart", {"name": "Winter Light", "dateCreated": "2020-01-15"}, True),
    ("of another year", {"name": "Winter Light", "dateCreated": "1963"}, False),
    ("of another director", {"name": "Winter Light", "director": "Ingmar B.", "dateCreated": "2019"}, False),
    ("of another title", {"name": "Winter Lights", "dateCreated": "2019"}, False),
]


@pytest.mark.slow
@pytest.mark.parametrize(("what", "said", "is_known"), FILMS)
def test_a_film_without_an_address(cinema: Path, what: str, said: dict[str, Any], is_known: bool) -> None:
    """It is known by its title, if director or year do not speak against it."""
    script = json.dumps({"@context": "https://schema.org", "@type": "Movie", **said})
    page = f'<body>x<script type="application/ld+json">{script}</script>'.encode()
    found = _found(page, Graph(Release.open(cinema)))
    assert (("unmatched", "") not in found) == is_known, what


SHOWINGS = [
    ("as in the release", "2026-12-01T20:15:00+01:00", False),
    ("at another time", "2026-12-01T22:00:00+01:00", True),
]


@pytest.mark.slow
@pytest.mark.parametrize(("what", "start", "is_other"), SHOWINGS)
def test_a_showing_beside_its_film(cinema: Path, what: str, start: str, is_other: bool) -> None:
    """A showing that says what is shown is compared, as one that the film says it is the subject of."""
    film = {"@type": "Movie", "@id": "#f", "name": "Winter Light", "dateCreated": "2019"}
    event = {"@type": "ScreeningEvent", "name": "Winter Light", "startDate": start, "workPresented": {"@id": "#f"}}
    script = json.dumps({"@context": "https://schema.org", "@graph": [film, event]})
    page = f'<body>x<script type="application/ld+json">{script}</script>'.encode()
    found = _found(page, Graph(Release.open(cinema)))
    assert (("different", "startDate") in found) == is_other and ("extra", "subjectOf") not in found, what
