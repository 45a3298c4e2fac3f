"""Part of a name as an expression."""

import re
from unicodedata import normalize

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from kg.query.parameters import TYPES
from kg.query.patterns import LONGEST, pattern
from kg.system.errors import NotUnderstood

ALIKE = [
    ("Alejandro González Iñárritu", "gonzalez inarritu"),
    ("Tár", "TAR"),
    ("Sß", "sß"),
    ("Tar", "tár"),
    ("É", "e\u0301"),
    ("Jo Øk", "ok"),
    ("Łódź", "lodz"),
    ("Æon Flux", "aeon"),
    ("Aeon Flux", "Æon"),
    ("Weißensee", "weissensee"),
    ("İstanbul", "istanbul"),
    ("İstanbul", "İSTANBUL"),
    ("L’Été", "l'ete"),
    ("Spider–Man", "Spider-Man"),
    ("All of Us\u00a0Strangers", "us  strangers"),
    ("Андрей Тарковский", "тарк"),
    ("What? (2)", "? (2)"),
    ("a\\b [c] ^$ {1}", "\\b [c] ^$ {1}"),
]
UNLIKE = [("Tar", "tarr"), ("Abba", "b.b"), ("Ana", "anna"), ("Андрей", "andrei"), ("c", "[c]"), ("aa", "a*")]


def _answers(name: str, part: str) -> set[bool]:
    """What engines say of a name and a part of it."""
    query = f'ASK {{ FILTER(REGEX(LCASE({TYPES["text"](name)}), {TYPES["name"](part)}, "i")) }}'
    return {bool(ox.Store().query(query)), bool(rdflib.Graph().query(query).askAnswer)}


@pytest.mark.parametrize(("name", "part"), ALIKE)
def test_a_part_of_a_name(name: str, part: str) -> None:
    """It finds the name without its accents and with them, whatever the case, the dashes and the spaces."""
    assert _answers(name, part) == {True}


@pytest.mark.parametrize(("name", "part"), UNLIKE)
def test_another_name(name: str, part: str) -> None:
    """Another letter is another name, and a sign stands for itself."""
    assert _answers(name, part) == {False}


@given(st.text(max_size=30).filter(str.strip))
def test_any_name_finds_itself(name: str) -> None:
    """In the form that releases have it; or is refused, where it has nothing to be found by."""
    name = normalize("NFC", name)
    try:
        assert re.search(pattern(name), name.lower(), re.IGNORECASE)
    except NotUnderstood:
        assert not name.strip("\u0307 \t\r\n")


@pytest.mark.parametrize("name", ["a" * LONGEST, "ae" * (LONGEST // 2), "é" * LONGEST, "ij" * (LONGEST // 2)])
def test_the_longest_name_is_found(name: str) -> None:
    """An engine takes the expression of a name as long as may be, and one that is longer is refused."""
    assert _answers(name, name) == {True}
    with pytest.raises(NotUnderstood):
        pattern(name + "a")
