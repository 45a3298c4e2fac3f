"""How a thing stands in a list, and where."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model.prefixes import SCHEMA
from kg.model.profile import Profile
from kg.release.documents import Document, documents
from kg.site.cards import Card, alphabetical, card, letter, newest_first, year

PERSON = "https://films.example/person/"


def test_a_card_has_what_the_shape_puts_on_it(film: Document, plan: Profile) -> None:
    """Of a film its names, its year and its directors; and, for what search engines ask, its page and a picture."""
    page = "https://festival.example/kin"
    picture = ("https://films.example/film/kin-2020/#images-1", "https://festival.example/kin.jpg")
    shape = plan.by_class[SCHEMA + "Movie"]
    facts: dict[str, tuple[str, ...]] = {"year": ("2020",), "directors": (f"{PERSON}ann/#this",)}
    assert card(film, plan) == Card(
        film.thing.iri, shape.iri, {"": "Kin"}, facts, page=page, image=picture, terms={"caption": "A house"}
    )


def test_people_on_a_card_stand_as_they_are_billed(film: Document, plan: Profile) -> None:
    """In the order of the credits, not of the alphabet."""
    shape = plan.by_class[SCHEMA + "Movie"]
    fields = tuple(replace(field, on_card=field.name == "cast") for field in shape.fields)
    casting = replace(plan, by_class=plan.by_class | {shape.cls: replace(shape, fields=fields)})
    found = card(film, casting)
    assert found and found.facts == {"cast": (f"{PERSON}zoe/#this", f"{PERSON}ann/#this")}


def test_what_no_shape_describes_has_no_card(film: Document, plan: Profile) -> None:
    """It stands in no list."""
    thing = replace(film.thing, types=("http://schema.org/Thing",))
    assert card(Document(film.iri, {thing.iri: thing}), plan) is None


@pytest.mark.parametrize(
    ("names", "language", "name"),
    [
        ('"Kin"', "nl", "Kin"),
        ('"Belgium"@en, "België"@nl', "nl", "België"),
        ('"Belgium"@en, "België"@nl', "fr", "Belgium"),
        ('"Бельгія"@uk', "nl", "Бельгія"),
    ],
)
def test_names(turtle_lines: Callable[[str], list[bytes]], plan: Profile, names: str, language: str, name: str) -> None:
    """The name is in the language of the list where there is one, or in any."""
    (document,) = documents(turtle_lines(f"<country/x/#this> a schema:Country ; schema:name {names} ."))
    found = card(document, plan)
    assert found and found.name(language) == name


def test_a_thing_without_a_name_is_called_by_its_iri() -> None:
    """A list has no empty entries."""
    assert Card("https://films.example/film/x/#this", "", {}, {}).name("en") == "https://films.example/film/x/#this"


@pytest.mark.parametrize(
    ("name", "key", "stands_under"),
    [
        ("The Ä", "the a", "T"),
        ("’t Hof", "t hof", "T"),
        ("[Rec]", "rec]", "R"),
        ("Éa", "ea", "E"),
        ("Łódź", "lodz", "L"),
        ("ßa", "ssa", "S"),
        ("Ирония", "ironiya", "I"),
        ("أقارب", "qrb", "Q"),
        ("日本", "riben", "R"),
        ("1985", "1985", "#"),
    ],
)
def test_alphabetical(name: str, key: str, stands_under: str) -> None:
    """Names of any script stand under a Latin letter, those that begin with a number under #."""
    assert (alphabetical(name), letter(alphabetical(name))) == (key, stands_under)


@given(st.text())
def test_every_name_stands_somewhere(name: str) -> None:
    """Also one without letters; where keys are sorted, # comes before A."""
    key = alphabetical(name)
    assert letter(key) in "#ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    assert letter(key) != "#" or key < "a"


def _film(name: str, *years: str) -> Card:
    return Card(name, "", {"": name}, {"year": years} if years else {})


def test_dated_things_come_newest_first(plan: Profile) -> None:
    """Those of one year by name, the undated last."""
    cards = [_film("B", "1999"), _film("undated"), _film("A", "1999"), _film("C", "2023"), _film("D", "1902")]
    found = sorted(cards, key=lambda card: newest_first(card, plan.by_class[SCHEMA + "Movie"]))
    assert [card.iri for card in found] == ["C", "A", "B", "D", "undated"]


@pytest.mark.parametrize(("years", "told"), [((), ""), (("2023",), "2023"), (("2021", "2022"), "2021")])
def test_year(plan: Profile, years: tuple[str, ...], told: str) -> None:
    """The first that is stated."""
    assert year(_film("A", *years), plan.by_class[SCHEMA + "Movie"]) == told


def test_undated_shapes_sort_by_name(plan: Profile) -> None:
    """A person has no year."""
    cards = [Card(name, "", {"": name}, {}) for name in ("b", "Á")]
    found = sorted(cards, key=lambda card: newest_first(card, plan.by_class[SCHEMA + "Person"]))
    assert [card.iri for card in found] == ["Á", "b"]
