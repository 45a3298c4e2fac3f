"""Languages by code and by name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model.values import language
from kg.system.errors import NotUnderstood


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("English", "en"),
        ("english", "en"),
        ("Engels", "en"),
        ("anglais", "en"),
        ("Englisch", "en"),
        ("Dutch", "nl"),
        ("Nederlands", "nl"),
        ("Français", "fr"),
        ("Franc\u0327ais", "fr"),
        ("日本語", "ja"),
        ("Chinese", "zh"),
        ("Mandarin", "zh"),
        ("Mandarijn", "zh"),
        ("Cantonese", "yue"),
        ("Vlaams", "nl-BE"),
        ("Flemish", "nl-BE"),
        ("Serbo-Croatian", "sh"),
        ("Tagalog", "tl"),
        ("American Sign Language", "ase"),
        ("Ga", "gaa"),
        ("ga", "ga"),
        ("EN", "en"),
        ("nld", "nl"),
        ("nl-be", "nl-BE"),
        ("zh-hant", "zh-Hant"),
        ("iw", "he"),
        ("no dialogue", "zxx"),
        ("Zonder dialoog", "zxx"),
        ("sans dialogues", "zxx"),
        ("No linguistic content", "zxx"),
    ],
)
def test_language(raw: str, expected: str) -> None:
    """A language is known by its code and by its name in many languages."""
    assert language(raw) == expected


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "Sioux",
        "Siouan languages",
        "sio",
        "sgn",
        "Slavic languages",
        "Indian",
        "Klingonese",
        "xx",
        "und",
        "mul",
        "Unknown language",
        "Russian, English",
        "English with subtitles",
        "Engl",
        "Ladino",
        "en-x-private",
        "\ud800",
    ],
)
def test_language_not_understood(raw: str) -> None:
    """Families of languages, several at once, parts of names and names of two languages are refused."""
    with pytest.raises(NotUnderstood):
        language(raw)


@given(raw=st.text() | st.from_regex(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,4})?", fullmatch=True))
def test_final(raw: str) -> None:
    """Any text becomes a tag that stays as it is, or is not understood."""
    try:
        tag = language(raw)
    except NotUnderstood:
        return
    assert language(tag) == tag
    assert language(tag.lower()) == tag
