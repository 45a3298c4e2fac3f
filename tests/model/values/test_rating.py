"""Ratings by viewers and by age, as texts state them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model.values.rating import Scaled, certificate, count, is_certificate, rater, rating, system
from kg.model.values.tried import tried
from kg.system.errors import NotUnderstood

RATINGS = [
    ("7.8/10", Scaled("7.8", "10")),
    ("7,8 / 10", Scaled("7.8", "10")),
    ("7,80 von 10", Scaled("7.8", "10")),
    ("4.5 von 5 Sternen", Scaled("4.5", "5")),
    ("4 out of 5 stars", Scaled("4", "5")),
    ("3,5 sur 5", Scaled("3.5", "5")),
    ("85%", Scaled("85", "100", "0")),
    ("85 Prozent", Scaled("85", "100", "0")),
    ("★★★★☆", Scaled("4", "5")),
    ("★★★½☆", Scaled("3.5", "5")),
    ("★★★½", Scaled("3.5")),
    ("8.4", Scaled("8.4")),
    ("8,375", Scaled("8.375")),
    ("4 stars", Scaled("4")),
    ("7.8/10 (12,345 votes)", Scaled("7.8", "10", "", "12345")),
    ("7,8/10 (1.234 Stimmen)", Scaled("7.8", "10", "", "1234")),
    ("81% (12 reviews)", Scaled("81", "100", "0", "", "12")),
    ("7.8/10 (9)", Scaled("7.8", "10", "", "9")),
]
NO_RATINGS = [
    "",
    "good",
    "PG-13",
    "12A",
    "7.8.9",
    "7.8/",
    "/10",
    "10/2/2020",
    "12/2024",
    "3 / 1999",
    "-3/5",
    "☆☆☆☆☆",
    "7.8/10 of IMDb",
]


@pytest.mark.parametrize(("raw", "expected"), RATINGS)
def test_a_rating_states_its_scale(raw: str, expected: Scaled) -> None:
    """A fraction, a percentage and stars with hollow ones state the highest rating; a number alone states none."""
    assert rating(raw) == expected


@pytest.mark.parametrize("raw", NO_RATINGS)
def test_no_rating(raw: str) -> None:
    """What is no number, or says more than a rating, is none."""
    assert tried(rating, raw) is None


COUNTS = [("12345", "12345"), ("12,345", "12345"), ("1.234.567", "1234567"), ("1 234", "1234"), ("0012", "12")]


@pytest.mark.parametrize(("raw", "expected"), COUNTS)
def test_marks_in_a_count_are_between_thousands(raw: str, expected: str) -> None:
    """A number of people has no fraction."""
    assert count(raw) == expected


@pytest.mark.parametrize("raw", ["", "0", "many", "1.5", "-3", "12k", "1,23"])
def test_no_count(raw: str) -> None:
    """What is no whole number of 1 or more is refused."""
    with pytest.raises(NotUnderstood):
        count(raw)


CERTIFICATES = [
    ("PG-13", "PG-13"),
    (" 12A ", "12A"),
    ("12", "12"),
    ("ab 12", "ab 12"),
    ("FSK12", "FSK 12"),
    ("FSK ab 12 J.", "FSK 12"),
    ("FSK: 12", "FSK 12"),
    ("fsk-12", "FSK 12"),
    ("FSK ab 12 Jahren", "FSK 12"),
    ("FSK FSK 12", "FSK 12"),
    ("MPAA Rating: PG-13", "MPAA PG-13"),
    ("FSK o.A.", "FSK 0"),
    ("FSK: ohne Altersbeschränkung", "FSK 0"),
    ("o.A.", "o.A."),
    ("MPAA Not Rated", "Not Rated"),
    ("Tous publics", "Tous publics"),
    ("Rated R for language", "Rated R for language"),
]


@pytest.mark.parametrize(("raw", "expected"), CERTIFICATES)
def test_a_certificate_has_the_system_that_is_stated(raw: str, expected: str) -> None:
    """A system that the source names stands before the age, and none is added."""
    assert certificate(raw) == expected == certificate(expected)


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "7.8/10",
        "85%",
        "7,8",
        "4 von 5",
        "--",
        "k.A.",
        "FSK k.A.",
        "TBC",
        "noch offen",
        "<b>12</b>",
        "FSK 99",
        "2019",
        "-5",
        "FSK " * 1000 + "z",
    ],
)
def test_no_certificate(raw: str) -> None:
    """A rating by viewers is no rating by age."""
    with pytest.raises(NotUnderstood):
        certificate(raw)


IS = ["PG-13", "12A", "12", "16+", "ab 12", "FSK 12", "tous publics", "VM14", "TV-MA", "K-7", "R", "-12"]
IS_NOT = ["7.8", "85%", "4.5 von 5", "99", "good", "Drama", "7.8/10", "2019", "", "Ann Lee"]


@pytest.mark.parametrize("raw", [*IS, *IS_NOT])
def test_what_can_be_nothing_but_a_certificate(raw: str) -> None:
    """An age as certificates say it, or one of the known words."""
    assert is_certificate(raw) == (raw in IS)


def test_names_of_systems_and_raters() -> None:
    """Capitals do not matter; a name that is not known is nobody's."""
    assert (system("fsk:"), system("MPAA rating"), system("Age rating")) == ("FSK", "MPAA", "")
    found = rater("imdb")
    assert found and (found.name, found.best) == ("IMDb", "10") and rater("My friends") is None


@given(st.text(max_size=30))
def test_what_is_understood_is_understood_again(raw: str) -> None:
    """Each rule gives what it understands as the same."""
    for rule in (certificate, count):
        if (found := tried(rule, raw)) is not None:
            assert rule(found) == found
