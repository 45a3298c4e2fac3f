"""Everything can be browsed to: folders, facets, and what has a value."""

import re
from collections.abc import Callable
from urllib.parse import urljoin

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model.prefixes import SCHEMA
from kg.model.profile import RDF_TYPE, Profile
from kg.site import browse, listing
from kg.site.browse import List
from kg.site.cards import alphabetical, letter
from kg.site.items import Items

Lines = Callable[[str], list[bytes]]
Show = Callable[[list[bytes]], dict[str, Items]]

FILMS = """
<film/a/#this> a schema:Movie ; schema:name "A" ; schema:dateCreated "2020"^^xsd:gYear ; schema:inLanguage "nl", "fr" ;
    schema:director <person/ann/#this> ; schema:countryOfOrigin <country/de/#this>, <country/be/#this> .
<film/b/#this> a schema:Movie ; schema:name "B" ; schema:dateCreated "1999"^^xsd:gYear ; schema:genre "Drama" ;
    schema:director <person/ann/#this>, <person/bob/#this> .
<person/ann/#this> a schema:Person ; schema:name "Ann" .
<person/bob/#this> a schema:Person ; schema:name "Bob" .
<country/de/#this> a schema:Country ; schema:name "Germany"@en, "Duitsland"@nl .
<country/be/#this> a schema:Country ; schema:name "Belgium"@en, "België"@nl .
<country/es/#this> a schema:Country ; schema:name "Spain"@en, "Aragon"@nl .
"""


@pytest.fixture(scope="module")
def films(show: Show, turtle_lines: Lines) -> dict[str, Items]:
    """A site of two films, by language."""
    return show(turtle_lines(FILMS))


def _list(items: Items, folder: str, slug: str = "") -> list[tuple[str, str]]:
    """Heading and entries of the one page of a list, as they are read."""
    ((_, html),) = browse.written(List(folder, slug), items)
    text = re.search(r'<ul class="(?:tiles|names)">(.*?)</ul>', html, re.DOTALL)
    entries = re.findall(r'<a href="([^"]*)">(.*?)</li>', text[1] if text else "", re.DOTALL)
    return [(href, " ".join(re.sub(r"<[^>]*>", "", entry).split())) for href, entry in entries]


def test_sections(films: dict[str, Items], plan: Profile) -> None:
    """Folders in the order of the shapes, then facets in that of the fields; what is empty is not there."""
    found = [(section.folder, section.count) for section in browse.sections(films["en"].index, plan)]
    assert found == [("film", 2), ("person", 2), ("country", 3), ("year", 2), ("genre", 1), ("language", 2)]


def test_every_section_is_called_something(films: dict[str, Items], plan: Profile) -> None:
    """In each language."""
    for section in browse.sections(films["en"].index, plan):
        assert section.labels.keys() >= {"en", "nl"}


def test_lists(films: dict[str, Items], plan: Profile) -> None:
    """One for each section and for each value; what has a page of its own (a country) has its list there."""
    assert set(browse.lists(films["en"].index, plan)) == {
        *(List(folder) for folder in ("film", "person", "country", "year", "genre", "language")),
        *(List("year", year) for year in ("1999", "2020")),
        List("genre", "drama"),
        *(List("language", tag) for tag in ("fr", "nl")),
    }


@pytest.mark.parametrize(
    ("language", "folder", "slug", "entries"),
    [
        ("en", "film", "", [("../film/a/", "A 2020 · Ann"), ("../film/b/", "B 1999 · Ann and Bob")]),
        ("nl", "film", "", [("../film/a/", "A 2020 · Ann"), ("../film/b/", "B 1999 · Ann en Bob")]),
        ("en", "person", "", [("../person/ann/", "Ann Director · 2"), ("../person/bob/", "Bob Director · 1")]),
        ("nl", "person", "", [("../person/ann/", "Ann Regie · 2"), ("../person/bob/", "Bob Regie · 1")]),
        ("en", "year", "", [("../year/2020/", "2020 1"), ("../year/1999/", "1999 1")]),
        ("en", "language", "", [("../language/nl/", "Dutch 1"), ("../language/fr/", "French 1")]),
        ("nl", "language", "", [("../language/fr/", "Frans 1"), ("../language/nl/", "Nederlands 1")]),
        ("nl", "year", "1999", [("../../film/b/", "B 1999 · Ann en Bob")]),
        ("en", "genre", "drama", [("../../film/b/", "B 1999 · Ann and Bob")]),
        (
            "en",
            "country",
            "",
            [("../country/be/", "Belgium 1"), ("../country/de/", "Germany 1"), ("../country/es/", "Spain")],
        ),
        pytest.param(
            "nl",
            "country",
            "",
            [("../country/es/", "Aragon"), ("../country/be/", "België 1"), ("../country/de/", "Duitsland 1")],
            id="in the order of the names in the language of the list",
        ),
    ],
)
def test_written(
    films: dict[str, Items], language: str, folder: str, slug: str, entries: list[tuple[str, str]]
) -> None:
    """Names, notes and order are those of the language; links stay in its folder."""
    assert _list(films[language], folder, slug) == entries


NAMES = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=3)


@settings(max_examples=40)
@given(names=st.lists(NAMES, min_size=3, max_size=9))
def test_letters_lead_to_where_they_begin(show: Show, names: list[str]) -> None:
    """Whatever the names: every letter once and in order, and on its page the first name under it."""
    items = show([line for number, name in enumerate(names) for line in _person(number, name)])["en"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(listing, "PAGE", 2)
        pages = dict(browse.written(List("person"), items))
    listed = [f"person/{card.iri.split('/')[-2]}/" for card in items.index.listed("person", "en")]
    assert [to for path, html in pages.items() for to, _ in _links(path, html, "names")] == listed
    letters, first = _links("person/", pages["person/"], "letters"), dict[str, str]()
    for name, to in sorted((alphabetical(name), f"person/{number}/") for number, name in enumerate(names)):
        first.setdefault(letter(name), to)
    assert [text for _, text in letters] == list(first)
    for path, text in letters:
        assert first[text] in [to for to, _ in _links(path, pages[path], "names")], text


def _person(number: int, name: str) -> list[bytes]:
    subject = f"<https://films.example/person/{number}/#this>"
    stated = f"{subject} <{RDF_TYPE}> <{SCHEMA}Person> .\n", f"{subject} <{SCHEMA}name> {ox.Literal(name)} .\n"
    return [line.encode() for line in stated]


def _links(path: str, html: str, inside: str) -> list[tuple[str, str]]:
    """Where the links of a part of a page lead, and what they say."""
    (part,) = re.findall(rf'class="{inside}".*?</ul>', html, re.DOTALL)
    found = re.findall(r'<a href="([^"]*)">(.*?)</a>', part, re.DOTALL)
    return [
        (urljoin(f"https://host.example/{path}", href).removeprefix("https://host.example/"), t) for href, t in found
    ]
