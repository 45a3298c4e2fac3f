"""Text of others in a terminal."""

import json
from unicodedata import category

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.system.terminal import json_lines, lines, short, shown, turtle_lines

STEERING = [
    ("\x1b[31m", "\\x1b[31m"),
    ("\x1b]0;PWN\x07", "\\x1b]0;PWN\\x07"),
    ("\x9b2J", "\\x9b2J"),
    ("a\nb\rc\td\x7f", "a\\nb\\rc\\td\\x7f"),
    ("\u2028\u2029\x85", "\\u2028\\u2029\\x85"),
    ("\u202eevil\u202c \u2066x\u2069 \u200f\u061c", "\\u202eevil\\u202c \\u2066x\\u2069 \\u200f\\u061c"),
    ("pay\u200bpal\u200d\u200c\u2060\ufeff\xad", "pay\\u200bpal\\u200d\\u200c\\u2060\\ufeff\\xad"),
    ("\U000e0041\U000e007f", "\\U000e0041\\U000e007f"),
    ("\udcff", "\\udcff"),
    ("\ue000\U0010ffff\u0378", "\\ue000\\U0010ffff\\u0378"),
    ("a\u3164b\u115f\u034f", "a\\u3164b\\u115f\\u034f"),
    ("a\ufe0e\ufe0f\ufe01", "a\ufe0e\\ufe0f\\ufe01"),
    (" \ufe0f", " \\ufe0f"),
    ("a\xa0b", "a\\xa0b"),
]
WRITING = [
    "Tár",
    "Амели",
    "أقارب",
    "می\u200cخواهم",
    "श्री\u200dमान",
    "千と千尋の神隠し",
    "辻\U000e0100",
    "e\u0301",
    "👩\u200d🎤",
    "❤\ufe0f\u200d🔥",
    "1\ufe0f\u20e3",
    "¿?",
]


@pytest.mark.parametrize(("text", "told"), STEERING)
def test_what_steers_or_hides_is_an_escape(text: str, told: str) -> None:
    """Controls, separators, marks of direction, and what cannot be seen."""
    assert shown(text) == told


@pytest.mark.parametrize("text", WRITING)
def test_writing_stays(text: str) -> None:
    """Letters of all scripts, with the invisible characters that these need."""
    assert shown(text) == lines(text) == json_lines(text) == turtle_lines(text) == text


@given(st.text(st.characters() | st.characters(categories=["Cf", "Cc", "Zl", "Zp", "Cs"])))
def test_nothing_that_steers_is_left(text: str) -> None:
    """Whatever a text holds: of format characters joiners alone are left."""
    for told in (shown(text), lines(text).replace("\r\n", "").replace("\n", "").replace("\t", "")):
        assert {c for c in told if category(c)[0] in "CZ"} <= {*"\u200c\u200d", *map(chr, SPACES)}
        told.encode()


SPACES = [code for code in range(0x10000) if category(chr(code)) == "Zs"]


@given(st.text(), st.integers(4, 60))
def test_what_is_too_long_is_cut(text: str, longest: int) -> None:
    """A text takes no more characters than it may, its dots included."""
    assert len(shown(text, longest)) <= longest
    assert len(short(text, longest)) <= longest


def test_lines_stay_lines() -> None:
    """A text of several lines keeps its line feeds, tabs and spaces, and nothing else that steers."""
    assert lines("a\tb\xa0c\rd\r\n\x1b[2J") == "a\tb\xa0c\\rd\r\n\\x1b[2J"


@given(st.text(), st.sampled_from([None, 2]))
def test_json_means_the_same(text: str, indent: int | None) -> None:
    """Escapes change nothing for who reads it."""
    written = json_lines(json.dumps({text: [text]}, ensure_ascii=False, indent=indent))
    assert json.loads(written) == {text: [text]}
    assert "\x9b" not in written and "\u202e" not in written and "\x7f" not in written


@given(st.text())
def test_turtle_means_the_same(text: str) -> None:
    """Escapes change no literal."""
    told = turtle_lines(f"<a:> <b:> {ox.Literal(text)} .\n")
    assert [quad.object for quad in ox.parse(told, format=ox.RdfFormat.N_TRIPLES)] == [ox.Literal(text)]


def test_iris_mean_the_same() -> None:
    """Escapes change no IRI."""
    text = "<a:> <http://x.example/\u202e\u200b> <b:> ."
    told = turtle_lines(text)
    assert told.isascii()
    assert [*ox.parse(told, format=ox.RdfFormat.N_TRIPLES)] == [*ox.parse(text, format=ox.RdfFormat.N_TRIPLES)]
