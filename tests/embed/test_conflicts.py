"""What others say of the film on the same page."""

from pathlib import Path

import pytest

from kg.embed.block import put
from kg.embed.conflicts import conflicts
from kg.embed.document import document
from kg.embed.positions import places
from kg.release.opened import Release


def _found(release: Path, page: str, encoding: str = "utf-8") -> list[str]:
    film = Release.open(release).films.named("kin-2020")
    assert film
    data = f"<head><meta charset={encoding}></head><body>\r\n{page}".encode(encoding)
    markup = film.markup()
    said = document(data)
    addresses = Release.open(release).films.own(film, said.addresses())
    found = list(conflicts(data, places(data), film.iri, markup, addresses))
    new = put(data, said, places(data), markup)
    # Our own block never contradicts itself, and moves no line.
    assert list(conflicts(new, places(new), film.iri, markup, addresses)) == found
    return found


def _json(said: str) -> str:
    return f'<script type="application/ld+json">{{"@context":"https://schema.org","@type":"Movie",{said}}}</script>'


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ('"name":"Kin","dateCreated":"2021"', ["2: dateCreated: 2021 / 2020"]),
        ('"name":"KIN","dateCreated":"2020"', ["2: name: KIN / Kin"]),
        ('"name":"Kin","duration":"PT105M","director":"Ann"', []),
        ('"name":"Kin","duration":"90 min","director":"Zoë"', [
            "2: director: Zoë / Ann", "2: duration: 90 min / PT1H45M"
        ]),
        ('"name":"Kin","actor":[{"@type":"Person","name":"Zoë"},{"@type":"Person","name":"Bob"}]', [
            "2: actor: Bob / Zoë"
        ]),
        ('"name":"Kin","genre":"Drama","actor":{"@type":"Person"}', []),
        ('"name":"Kin","url":"http://festival.example/en/kin/"', []),
        ('"@id":"https://films.example.org/film/kin-2020/#this","name":"Kith"', ["2: name: Kith / Kin"]),
        ('"@id":"https://films.example.org/film/kin-2020/#this","director":{"@id":"#a"}', []),
        ('"name":"Salt","dateCreated":"2021"', []),
        ('"name":"Kith","url":"http://festival.example/en/kin/"', ["2: name: Kith / Kin"]),
        ('"name":"Kith","mainEntityOfPage":"https://festival.example/en/kin"', ["2: name: Kith / Kin"]),
        ('"@id":"https://festival.example/en/kin#movie","name":"Kith"', ["2: name: Kith / Kin"]),
        ('"name":"Kith","url":"https://festival.example/en/kin#2"', []),
        ('"name":"Kith","url":"https://festival.example/en/kith"', []),
        ('"name":"Kin","dateCreated":"\\u202e\\u001b[2J"', ["2: dateCreated: \\u202e\\x1b[2J / 2020"]),
    ],
)  # fmt: skip
def test_json_ld(release: Path, said: str, found: list[str]) -> None:
    """A value that ours does not have is a conflict; what only one side states is none, nor another way to say it."""
    assert _found(release, _json(said)) == found


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252"])
def test_microdata_and_rdfa(release: Path, encoding: str) -> None:
    """Items are compared too, each with the line of its tag, in whatever encoding the page is."""
    item = '<p itemscope itemtype="{}://schema.org/Movie"><b itemprop="name">Kin</b><i itemprop="actor">{}</i></p>\r\n'
    page = item.format("https", "Zoë") + item.format("http", "Zoé")
    page += '<p vocab="https://schema.org/" typeof="Movie"><b property="name">Kin</b><i property="actor">Zoè</i></p>'
    assert _found(release, page, encoding) == ["3: actor: Zoé / Zoë", "4: actor: Zoè / Zoë"]


def test_two_scripts_are_two_blocks(release: Path) -> None:
    """A thing without IRI in one script is not that of another."""
    page = "\n".join(_json(f'"name":"Kin","dateCreated":"{year}"') for year in (2020, 2021, 2022))
    assert _found(release, page) == ["3: dateCreated: 2021 / 2020", "4: dateCreated: 2022 / 2020"]


def test_what_cannot_be_read_is_told(release: Path) -> None:
    """A script that is broken cannot be compared, which matters where it speaks of a film."""
    page = '<script type="application/ld+json">{}</script>\n'
    assert _found(release, page.format('{"@type":"Movie",}')) != []
    assert _found(release, page.format("{,}")) == []


def test_other_markup_is_no_concern(release: Path) -> None:
    """A page whose markup is about other things has no conflict."""
    assert (
        _found(release, '<p itemscope itemtype="https://schema.org/Person"><b itemprop="name">Kin</b> Movie</p>') == []
    )


def test_films_of_one_page_are_told_apart(release: Path) -> None:
    """Where several things have IRIs in the film's page, none of them is known by that to be the film."""
    page = "\n".join(_json(f'"@id":"https://festival.example/en/kin#{name}","name":"{name}"') for name in ("a", "b"))
    assert _found(release, page) == []
