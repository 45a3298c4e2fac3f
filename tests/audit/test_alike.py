"""One value stated in two ways is one value: for an audit and for what is told of other markup on a page."""

import json
from pathlib import Path
from typing import Any

import pytest

from kg.audit.alike import forms, known
from kg.audit.compare import compare
from kg.audit.graph import Graph
from kg.audit.page import read
from kg.embed.conflicts import conflicts
from kg.embed.positions import places
from kg.model.prefixes import SCHEMA
from kg.release.opened import Release

HERE = "https://films.example.org/"
POSTER = "https://x.example/kin.jpg"
ANN = {"@id": f"{HERE}person/ann/#this", "@type": "Person", "name": "Ann Ray", "sameAs": "https://x.example/ann"}
US = {"@id": f"{HERE}country/us/#this", "@type": "Country", "name": [
    {"@value": "United States", "@language": "en"}, {"@value": "Verenigde Staten", "@language": "nl"}
]}  # fmt: skip
SAID: dict[str, Any] = {
    "@id": f"{HERE}film/kin-2020/#this",
    "@type": "Movie",
    "name": "Kin",
    "director": ANN,
    "countryOfOrigin": US,
    "inLanguage": "en",
    "image": {"@id": f"{HERE}film/kin-2020/#images-1", "@type": "ImageObject", "contentUrl": POSTER},
}


@pytest.fixture
def about_kin(release: Path) -> Path:
    """A release with a film that has a director, a country and a poster."""
    text = json.dumps({"@context": "https://schema.org", "@graph": [SAID]})
    (release / "markup/kin-2020.json").write_text(text, "utf-8")
    return release


def _told(release: Path, page: str) -> tuple[set[str], set[str]]:
    """The properties that an audit and that `kg embed` have something to tell of."""
    opened = Release.open(release)
    html = f'<head><link rel="canonical" href="{HERE}film/kin-2020/"></head><body>{page}'
    found = {finding.property for finding in compare(read("page.html", html.encode()), Graph(opened))}
    film = opened.films.named("kin-2020")
    assert film
    told = conflicts(html.encode(), places(html.encode()), film.iri, film.markup())
    return found, {each.split(": ")[1] for each in told}


def _json(**other: Any) -> str:
    said = {"@context": "https://schema.org", **SAID, "@id": "#film", **other}
    return f'<script type="application/ld+json">{json.dumps(said)}</script>'


def _item(image: str = f'<img itemprop="image" src="{POSTER}">', director: str = "Ann Ray") -> str:
    return (
        '<p itemscope itemtype="https://schema.org/Movie"><b itemprop="name">Kin</b>'
        f'<i itemprop="director">{director}</i>{image}<i itemprop="countryOfOrigin">USA</i>'
        '<i itemprop="inLanguage">en</i></p>'
    )


SAME = [
    ("all as in the release", _json()),
    ("a poster as an address", _json(image=POSTER)),
    ("a poster without its scheme", _json(image=POSTER.replace("https:", ""))),
    ("a poster by http", _json(image=POSTER.replace("https", "http"))),
    ("a poster by its url", _json(image={"@type": "ImageObject", "url": POSTER})),
    ("a poster by its contentUrl", _json(image={"@type": "ImageObject", "contentUrl": POSTER})),
    ("a poster in a list", _json(image=[POSTER])),
    ("a name as text", _json(director="Ann Ray")),
    ("a name with more space", _json(director=" Ann\n Ray ")),
    ("a person of the page", _json(director={**ANN, "@id": "#ann"})),
    ("a person by an address", _json(director={"@type": "Person", "name": "Ann Ray", "sameAs": ANN["sameAs"]})),
    ("a country by its code", _json(countryOfOrigin="US")),
    ("a country by another name", _json(countryOfOrigin="USA")),
    ("a country in another language", _json(countryOfOrigin="Vereinigte Staaten")),
    ("a country as a thing", _json(countryOfOrigin={"@type": "Country", "name": "USA"})),
    ("a language as a thing", _json(inLanguage={"@type": "Language", "name": "en"})),
    ("microdata", _item()),
    ("microdata, a poster as a link", _item(f'<link itemprop="image" href="{POSTER}">')),
    ("microdata, a poster as text", _item(f'<meta itemprop="image" content="{POSTER}">')),
]


@pytest.mark.parametrize(("what", "page"), SAME)
def test_the_same_in_other_words(about_kin: Path, what: str, page: str) -> None:
    """A name for what has it, an address for the picture that is there, a country in any words: nothing is told."""
    assert _told(about_kin, page) == (set(), set()), what


OTHER = [
    ("another poster", "image", _json(image="https://x.example/other.jpg")),
    ("another poster as a thing", "image", _json(image={"@type": "ImageObject", "url": "https://x.example/o.jpg"})),
    ("another poster in microdata", "image", _item('<img itemprop="image" src="https://x.example/other.jpg">')),
    ("another name as text", "director", _json(director="Ann Rey")),
    ("another name in microdata", "director", _item(director="Bob")),
    ("another country", "countryOfOrigin", _json(countryOfOrigin="GB")),
    ("no country", "countryOfOrigin", _json(countryOfOrigin="Nowhere")),
    ("another country as a thing", "countryOfOrigin", _json(countryOfOrigin={"@type": "Country", "name": "UK"})),
]


@pytest.mark.parametrize(("what", "property_", "page"), OTHER)
def test_another_value(about_kin: Path, what: str, property_: str, page: str) -> None:
    """What is another value is told, by the audit and by `kg embed`."""
    assert _told(about_kin, page) == ({property_}, {property_}), what


FORMS = [
    ("url", "http://x.example/a/", "https://X.example/a", True),
    ("url", "https://x.example/a#b", "https://x.example/a", False),
    ("countryOfOrigin", "Großbritannien", "GB", True),
    ("countryOfOrigin", "UK", "United Kingdom", True),
    ("countryOfOrigin", "UK", "Ireland", False),
    ("genre", "US", "United States", False),
    ("genre", "drama", "Drama", True),
    ("genre", "Drama", "Comedy", False),
    ("duration", "PT102M", "PT1H42M", True),
    ("duration", "102 min", "PT1H42M", True),
    ("duration", "PT102M", "PT1H43M", False),
    ("inLanguage", "English", "en", True),
    ("inLanguage", "Englisch", "de", False),
    ("dateCreated", "2023-12-22", "2023", True),
    ("dateCreated", "2023", "2023-12-22", True),
    ("dateCreated", "2023-12", "2023-12-22", True),
    ("dateCreated", "22 December 2023", "2023", True),
    ("dateCreated", "2023-12-22T00:00:00Z", "2023-12-22", True),
    ("dateCreated", "2023-12-22", "2022", False),
    ("dateCreated", "2023-12-22", "2023-12-21", False),
    ("startDate", "2026-12-05T20:15", "2026-12-05T20:15:00+01:00", True),
    ("startDate", "2026-12-05T19:15:00.000Z", "2026-12-05T20:15:00+01:00", True),
    ("startDate", "2026-12-05T20:15:00+0100", "2026-12-05T20:15:00+01:00", True),
    ("startDate", "2026-12-05T20:15:00Z", "2026-12-05T20:15:00+01:00", False),
    ("startDate", "2026-12-05T20:45", "2026-12-05T20:15:00+01:00", False),
    ("price", "9.50", "9.5", True),
    ("price", "9,50 €", "9.5", True),
    ("price", "9.05", "9.5", False),
    ("ratingValue", "8.0", "8", True),
    ("eventStatus", "EventCancelled", "http://schema.org/EventCancelled", True),
    ("availability", "https://schema.org/InStock", "http://schema.org/InStock", True),
    ("name", "Marlow&#039;s “List”", 'Marlow’s "List"', True),
    ("name", "Amélie", "Amelie", False),
]


@pytest.mark.parametrize(("path", "page", "release", "same"), FORMS)
def test_forms(path: str, page: str, release: str, same: bool) -> None:
    """What makes no difference in a value depends on the property."""
    assert bool(forms(SCHEMA + path, [page]) & known(SCHEMA + path, [release])) == same


@pytest.mark.parametrize("same_as", ["https://x.example/ann", "http://x.example/ann", "https://x.example/other"])
def test_a_page_that_says_something_of_an_address_ends(about_kin: Path, same_as: str) -> None:
    """Also where the address is a value in the release: it is looked for once."""
    director = {**ANN, "sameAs": {"@id": same_as, "@type": "WebPage", "name": "Ann Ray"}}
    assert ("sameAs" in _told(about_kin, _json(director=director))[0]) == same_as.endswith("other")
