"""Big things stay usable: a person with 10,000 films, a list of 100,000."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import urljoin

import pytest

from kg.model.prefixes import SCHEMA, XSD
from kg.model.profile import RDF_TYPE
from kg.release.documents import Document, documents
from kg.release.markup import node
from kg.release.selection import Selection
from kg.site import browse, entity, linked
from kg.site.browse import List
from kg.site.entity import Subject
from kg.site.items import Items

pytestmark = pytest.mark.slow

FILMS, DIRECTED = 100_000, 10_000
HOST = "https://host.example/"
ANN = "https://films.example/person/ann/#this"
PERSON = [f"<{ANN}> <{RDF_TYPE}> <{SCHEMA}Person> .\n".encode(), f'<{ANN}> <{SCHEMA}name> "Ann" .\n'.encode()]


def _lines() -> Iterator[bytes]:
    """Films from A to Z, of 150 years, every tenth by one director."""
    yield from PERSON
    for number in range(FILMS):
        film, letter = f"<https://films.example/film/{number}/#this>", chr(ord("A") + number * 26 // FILMS)
        yield f"{film} <{RDF_TYPE}> <{SCHEMA}Movie> .\n".encode()
        yield f'{film} <{SCHEMA}name> "{letter}, the film with the number {number:06}" .\n'.encode()
        yield f'{film} <{SCHEMA}dateCreated> "{1875 + number % 150}"^^<{XSD}gYear> .\n'.encode()
        if number % (FILMS // DIRECTED) == 0:
            yield f"{film} <{SCHEMA}director> <{ANN}> .\n".encode()


@pytest.fixture(scope="module")
def items(show: Callable[[Iterator[bytes]], dict[str, Items]]) -> Items:
    """The site of them all."""
    return show(_lines())["nl"]


def _links(path: str, html: str) -> Iterator[str]:
    yield from (urljoin(HOST + path, link).removeprefix(HOST) for link in re.findall(r'<a [^>]*?href="([^"]*)"', html))


def _films(path: str, html: str) -> list[str]:
    main = html.split("<main")[1]
    return [link for link in _links(path, main) if re.fullmatch(r"film/\d+/", link)]


def _reached(pages: dict[str, str], start: str) -> set[str]:
    """The pages to which one comes from the first by links."""
    reached, left = set[str](), [start]
    while left:
        path = left.pop()
        if path in pages and path not in reached:
            reached.add(path)
            left += _links(path, pages[path])
    return reached


def test_a_list_of_a_hundred_thousand(items: Items) -> None:
    """A thousand small pages, each reached from the first, with every film once, in order."""
    pages = dict(browse.written(List("film"), items))
    assert len(pages) == FILMS // 100
    assert max(len(html.encode()) for html in pages.values()) < 70_000
    assert _reached(pages, "film/") == pages.keys()
    assert [film for path, html in pages.items() for film in _films(path, html)] == [
        f"film/{number}/" for number in range(FILMS)
    ]


def test_letters_are_shortcuts(items: Items) -> None:
    """From the first page of a long list one comes to any letter with one click."""
    path, html = next(browse.written(List("film"), items))
    (letters,) = re.findall(r'<nav class="letters".*?</nav>', html, re.DOTALL)
    assert "".join(re.findall(r">(.)</a>", letters)) == "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    assert len(set(_links(path, letters))) == 26


def _subject(document: Document, items: Items) -> Subject:
    selection = Selection(document, {}, items.profile, items.site.date)
    return Subject(selection, node(selection), items)


def test_a_person_with_ten_thousand_films(items: Items) -> None:
    """The own page shows the newest and leads to all, newest first, a hundred a page."""
    (document,) = documents(PERSON)
    subject = _subject(document, items)
    pages = {"person/ann/": entity.page(subject), **dict(entity.further(subject))}
    assert len(pages) == 1 + DIRECTED // 100
    assert max(len(html.encode()) for html in pages.values()) < 70_000
    assert _reached(pages, "person/ann/") == pages.keys()
    listed = [film for path, html in pages.items() if path != "person/ann/" for film in _films(path, html)]
    assert len(listed) == len(set(listed)) == DIRECTED
    assert _films("person/ann/", pages["person/ann/"]) == listed[: linked.FEW]
    years = [1875 + int(film.split("/")[1]) % 150 for film in listed]
    assert years == sorted(years, reverse=True)


def test_their_picture_is_small(items: Items) -> None:
    """A career of 10,000 films is a bar a year."""
    (document,) = documents(PERSON)
    assert 0 < len(_subject(document, items).career) < 100_000


def test_names_as_long_as_they_may_be(
    show: Callable[[list[bytes]], dict[str, Items]], turtle_lines: Callable[[str], list[bytes]]
) -> None:
    """A page of a hundred titles of 500 characters stays far below 1 MB."""
    films = (f'<film/{n}/#this> a schema:Movie ; schema:name "{n} {"語<" * 248}" .' for n in range(101))
    pages = dict(browse.written(List("film"), show(turtle_lines("\n".join(films)))["en"]))
    assert len(pages) == 2
    assert max(len(html.encode()) for html in pages.values()) < 900_000
