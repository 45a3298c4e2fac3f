"""Numbers and prices: how they may be written, and which of them stand in a text."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.audit.amounts import Amount, amounts, standing
from kg.audit.folded import folded

PARTS = ["1", "12", "234", "50", "0", ".", ",", "'", " ", "-", "€", "eur", "euro", "a"]
TEXTS = st.builds(lambda parts: folded("".join(parts)), st.lists(st.sampled_from(PARTS), max_size=12))
NUMBERS = ["1", "5", "12", "-12", "1234", "12.5", "0.50", "1234.50", "12234234"]


def _plain(amount: Amount, text: str) -> bool:
    """Searched for by itself."""
    digits = re.sub(r"(\\?[^\d\s\\])", r" ?\1 ?", re.escape(amount.digits).replace(r"\ ", "_")).replace(" ?_ ?", " ")
    number = rf"(?<!\d)(?<!\d[.,])(?<!\d'){digits.removeprefix(' ?')}(?!\d)(?![.,']\d)"
    if not amount.mark:
        return bool(re.search(number, text))
    mark = rf"(?<![^\W\d]){re.escape(amount.mark)}"
    return bool(re.search(rf"{mark} ?{number}|{number}(?:[.,] ?-+)? ?{mark}(?![^\W\d])", text))


@example("1.5 12,5", "en", ["1", "12", "5"])
@example("5 1.234", "de-CH", ["1", "234"])
@given(TEXTS, st.sampled_from(["en", "fr", "de-CH"]), st.lists(st.sampled_from(NUMBERS), max_size=4))
def test_all_at_once_as_one_by_one(text: str, language: str, numbers: list[str]) -> None:
    """What is looked for together is found as if each was searched for."""
    ways = (amounts(number, language, currency) or set() for number in numbers for currency in ("", "EUR"))
    wanted = {amount for found in ways for amount in found}
    assert standing(wanted, text) == {amount for amount in wanted if _plain(amount, text)}


@pytest.mark.parametrize(
    "text", ["", "x", "NaN", "Infinity", "1E+18", "1E-999999999", "0E-999999999", "1E+999999999", "0." + "1" * 40]
)
def test_numbers_that_no_page_shows(text: str) -> None:
    """They are none, or have more digits than anybody reads; nothing fails, and none is written out."""
    assert amounts(text, "en", "EUR") is None


@pytest.mark.parametrize("text", ["0", "-0", "999999999999999999", "3.3333333333333335", "0E+17"])
def test_numbers_of_many_digits(text: str) -> None:
    """They are written in some ways."""
    assert amounts(text, "en", "EUR")
