"""Text, paragraphs and names."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model.values import name, paragraphs, text
from kg.system.errors import NotUnderstood


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Perfect Days", "Perfect Days"),
        ("  Perfect \t Days\n", "Perfect Days"),
        ("Perfect\u00a0Days", "Perfect Days"),
        ("Ko\u0302ji", "Kôji"),
        ("千と千尋の神隠し", "千と千尋の神隠し"),
        ("</script><script>alert(1)</script>", "</script><script>alert(1)</script>"),
        ("x" * 3000, "x" * 3000),
    ],
)
def test_text(raw: str, expected: str) -> None:
    """Text is one line in NFC, whatever its script and its length."""
    assert text(raw) == expected


@pytest.mark.parametrize(
    "raw",
    [
        "Fack ju GÃ¶hte",
        "FranÃ§ois",
        "la vÃ©ritÃ©",
        "GrŸ§e",
        "lâ€™amour",
        "MÃœNCHEN",
        "Ð¤Ð¸Ð»ÑŒÐ¼",
        "Î¤Î±Î¾Î¯Î´Î¹",
        "K\ufffdln",
    ],
)
def test_text_in_a_wrong_encoding(raw: str) -> None:
    """Letters that a wrong encoding made are refused, with what to do."""
    with pytest.raises(NotUnderstood, match="save it as UTF-8"):
        text(raw)


@pytest.mark.parametrize(
    "raw",
    [
        "SÃO PAULO",
        "CAFÉ»",
        "LE CAFÉ…",
        "HÄMÄLÄ…",
        "»HÄ«",
        "Ä“ und",
        "IRMÃ”",
        "Ångström",
        "Ðorđe",
        "Â\u00a0Q",
        "ÎLE",
        "Ça — là",
    ],
)
def test_text_in_its_encoding(raw: str) -> None:
    """Capital letters with accents before signs are no such letters."""
    assert text(raw)


@pytest.mark.parametrize(
    "raw",
    ["", " \n\t", "a\0b", "a\x1bb", "a\x7f", "a\x80", "a\ud800", "\udc00", "a\ufdd0", "\uffff", "a\U0002fffe"],
)
def test_text_not_understood(raw: str) -> None:
    """Control characters, noncharacters, lone surrogates and nothing at all are no text."""
    with pytest.raises(NotUnderstood):
        text(raw)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("One.\n\nTwo.", "One.\n\nTwo."),
        ("One.\r\n\r\n\r\nTwo.\r\n", "One.\n\nTwo."),
        ("One,\nstill one.", "One, still one."),
        ("One.\n \t\nTwo.", "One.\n\nTwo."),
    ],
)
def test_paragraphs(raw: str, expected: str) -> None:
    """Paragraphs stay apart by one empty line; each is one line."""
    assert paragraphs(raw) == expected


@pytest.mark.parametrize("raw", ["", "-", " . ", "…", "\u0301"])
def test_name_not_understood(raw: str) -> None:
    """A name has at least one letter or digit."""
    with pytest.raises(NotUnderstood):
        name(raw)


@pytest.mark.parametrize("rule", [text, paragraphs, name])
@given(raw=st.text(st.characters()) | st.text("a \n\r\t\u0301\u00a0\u2028"))
def test_final(rule: object, raw: str) -> None:
    """Any text becomes a value that stays as it is, is NFC and has no edge of white space, or is not understood."""
    assert callable(rule)
    try:
        value = rule(raw)
    except NotUnderstood:
        return
    assert rule(value) == value == unicodedata.normalize("NFC", value).strip()
