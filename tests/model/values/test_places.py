"""Several countries, or languages, in one text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model.values.lists import countries, languages


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Norway", ["Norway"]),
        ("UK, Sweden", ["UK", "Sweden"]),
        ("Spain / France", ["Spain", "France"]),
        ("België - Nederland", ["België", "Nederland"]),
        ("Belgium, France and Norway", ["Belgium", "France", "Norway"]),
        ("Trinidad and Tobago", ["Trinidad and Tobago"]),
        ("Bosnia and Herzegovina, France", ["Bosnia and Herzegovina", "France"]),
        ("United States [1] [2]", ["United States"]),
        ("United States Norway", ["United States", "Norway"]),
        ("Norway Sweden United States", ["Norway", "Sweden", "United States"]),
        ("Guinea-Bissau", ["Guinea-Bissau"]),
        ("Belgium Congo", ["Belgium Congo"]),
        ("Belgium Atlantis", ["Belgium Atlantis"]),
    ],
)
def test_countries(raw: str, expected: list[str]) -> None:
    """Countries are told apart by what stands between them, or by all being known; else the text stays whole."""
    assert countries(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("English, Spanish", ["English", "Spanish"]),
        ("Nederlands / Frans", ["Nederlands", "Frans"]),
        ("English & French", ["English", "French"]),
        ("English Irish", ["English Irish"]),
    ],
)
def test_languages(raw: str, expected: list[str]) -> None:
    """Languages are cut at what stands between them, and nowhere else: their names contain each other."""
    assert languages(raw) == expected


@given(st.text() | st.lists(st.sampled_from(["US", "Congo", "France", "x"])).map(" ".join))
def test_no_word_is_lost(raw: str) -> None:
    """The pieces hold every letter of the text, marks and separators aside."""
    assert len("".join(countries(raw))) <= len(raw)
