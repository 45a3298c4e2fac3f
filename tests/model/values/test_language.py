"""Languages by code and by name."""

import pycountry
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model.values import language
from kg.model.values.lists import languages
from kg.model.values.version import version
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
        ("pt_BR", "pt-BR"),
        ("zh_Hans_CN", "zh-Hans-CN"),
        ("Hochdeutsch", "de"),
        ("Persian (Dari)", "prs"),
        ("Portuguese (Brazil)", "pt-BR"),
        ("Brazilian Portuguese", "pt-BR"),
        ("Flemish (Belgium)", "nl-BE"),
        ("engl.", "en"),
        ("dt.", "de"),
        ("frz.", "fr"),
        ("Kantonesisch", "yue"),
        ("Bahasa Indonesia", "id"),
        ("Serbokroatisch", "sh"),
        ("ελληνικά", "el"),
        ("англійська", "en"),
        ("İngilizce", "en"),
        ("čeština", "cs"),
        ("česky", "cs"),
        ("po polsku", "pl"),
    ],
)
def test_language(raw: str, expected: str) -> None:
    """A language is known by its code and by its name in many languages."""
    assert language(raw) == expected


@pytest.mark.parametrize(
    "raw",
    [
        "",
        # Not codes of small languages, but a sign language, a genre, a version, a country, a sound format.
        "DGS",
        "LSF",
        "Sci-Fi",
        "OV",
        "o.V.",
        "OmU",
        "VO",
        "VF",
        "VOSTFR",
        "ua",
        "jp",
        "cz",
        "cn",
        "Dolby Atmos",
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
        "Engli",
        "Ladino",
        "en-x-private",
        "\ud800",
    ],
)
def test_language_not_understood(raw: str) -> None:
    """Families of languages, several at once, parts of names and names of two languages are refused."""
    with pytest.raises(NotUnderstood):
        language(raw)


@pytest.mark.parametrize("family", [family.alpha_3 for family in pycountry.language_families])
def test_no_family_is_a_language(family: str) -> None:
    """Every code of ISO 639-5 is refused."""
    with pytest.raises(NotUnderstood):
        language(family)


@given(raw=st.text() | st.from_regex(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,4})?", fullmatch=True))
def test_final(raw: str) -> None:
    """Any text becomes a tag that stays as it is, or is not understood."""
    try:
        tag = language(raw)
    except NotUnderstood:
        return
    assert language(tag) == tag
    assert language(tag.lower()) == tag


VERSIONS = [
    ("Englisch (OmU)", "Englisch", ()),
    ("engl. OV", "engl.", ()),
    ("dt. OmeU", "dt.", ("en",)),
    ("OmeU", "", ("en",)),
    ("VOSTFR", "", ("fr",)),
    ("V.O.S.E.", "", ("es",)),
    ("Cantonese with English subtitles", "Cantonese", ("en",)),
    ("English with Dutch and French subtitles", "English", ("nl", "fr")),
    ("Japanese, English subtitles", "Japanese", ("en",)),
    ("Englisch mit deutschen Untertiteln", "Englisch", ("de",)),
    ("englische Originalfassung", "englisch", ()),
    ("anglais, sous-titres français", "anglais", ("fr",)),
    ("français (sous-titré anglais)", "français", ("en",)),
    ("VO st fr", "", ("fr",)),
    ("Inglés subtitulada en español", "Inglés", ("es",)),
    ("Italian sott. inglese", "Italian", ("en",)),
    ("legendas em português", "", ("pt",)),
    ("Thai with French, Dutch and German subtitles", "Thai", ("fr", "nl", "de")),
    ("Frans gesproken", "Frans", ()),
    ("v.o. inglese sott. it.", "inglese", ("it",)),
    ("Mandarin", "Mandarin", ()),
    ("Portuguese (Brazil)", "Portuguese (Brazil)", ()),
    ("русский, какие-то субтитры", "русский, какие-то субтитры", ()),
]


@pytest.mark.parametrize(("raw", "spoken", "subtitles"), VERSIONS)
def test_version(raw: str, spoken: str, subtitles: tuple[str, ...]) -> None:
    """What a text says of subtitles and of the version is told from the language that is spoken."""
    assert version(raw) == (spoken, subtitles)


@pytest.mark.parametrize(
    ("raw", "pieces"),
    [
        ("English/French with Dutch and German subtitles", ["English", "French", "with Dutch and German subtitles"]),
        ("Mandarin, Cantonese with English subtitles", ["Mandarin", "Cantonese", "with English subtitles"]),
        ("mit deutschen und englischen Untertiteln", ["mit deutschen und englischen Untertiteln"]),
        ("English and French", ["English", "French"]),
    ],
)
def test_languages_beside_subtitles(raw: str, pieces: list[str]) -> None:
    """Languages are told apart, and those of subtitles stay together."""
    assert languages(raw) == pieces


@given(st.text())
def test_any_text_is_a_version(raw: str) -> None:
    """No text makes the rule fail."""
    version(raw)
