"""Names that may have been meant."""

import pytest

from kg.system.spelling import did_you_mean, hinted, near

NAMES = ["Movie", "MovieSeries", "name", "nam"]
MEANT = [
    ("Moovie", 1, "did you mean Movie?"),
    ("movie", 1, "did you mean Movie?"),
    ("namee", 2, "did you mean name or nam?"),
    ("nmae", 1, "did you mean name?"),
    ("xyz", 1, ""),
    ("", 1, ""),
    ("Movie" * 20_000, 1, ""),
]


@pytest.mark.parametrize(("word", "most", "told"), MEANT)
def test_the_nearest_names(word: str, most: int, told: str) -> None:
    """Are offered as they are spelt, whatever the case of the word; where none is near, nothing is said."""
    assert did_you_mean(word, NAMES, most=most) == told


@pytest.mark.parametrize(
    ("word", "told"), [("xsd:float", []), ("xsd:dat", ["xsd:date"]), ("sxd:date", ["xsd:date"]), ("xsd:nam", [])]
)
def test_a_prefix_is_not_compared(word: str, told: list[str]) -> None:
    """Two terms are not alike because both have it; a misspelt one is compared with the whole."""
    assert near(word, ["xsd:date", "xsd:string", "schema:name"]) == told


def test_the_nearest_come_first() -> None:
    """And not more than are asked for."""
    assert near("nam", NAMES, most=9) == ["nam", "name"] and near("nam", NAMES) == ["nam"]


@pytest.mark.parametrize(("word", "told"), [("nmae", "no nmae; did you mean name?"), ("xyz", "no xyz")])
def test_a_message_with_a_question(word: str, told: str) -> None:
    """The question stands behind the message; where no name is near, the message stands alone."""
    assert hinted(f"no {word}", word, NAMES) == told
