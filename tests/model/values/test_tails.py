"""What ends a list of people for those whom it does not name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model.values import agent, tails
from kg.model.values.tables import table
from kg.model.values.text import caseless

TAILS = sorted({tail for of in table("nobody")["tails"].values() for tail in of})


def _by_expressions(said: str) -> str:
    """What is left where the expressions are asked of any text."""
    with pytest.MonkeyPatch.context() as patch:
        words = {caseless(word) for word in tails._WORD.findall(said)}
        patch.setattr(tails, "_words", lambda place: words)
        return tails.without_tails(said)


@pytest.mark.parametrize("tail", TAILS)
def test_as_the_expressions_say(tail: str) -> None:
    """A word that no tail has at its end spares the expressions, and decides nothing: in whatever case a tail is."""
    for form in (tail, tail.upper(), tail.capitalize(), tail.replace(".", ". ")):
        for said in (f"Ann Li, {form}", f"Ann Li {form},", f"{form}: Ann Li", f"{form} {form}", form, f"x{form}"):
            assert tails.without_tails(said) == _by_expressions(said)


@given(st.lists(st.sampled_from([*TAILS, "Ann", "Li", ",", "...", "…", "and"]), max_size=6).map(" ".join))
def test_any_text(said: str) -> None:
    """Nor in any text."""
    assert tails.without_tails(said) == _by_expressions(said)


@pytest.mark.parametrize("name", ["BKM FİLM", "Ay Yapım", "AY YAPIM", "Razor FILM", "Студия Север"])
def test_companies_in_any_case(name: str) -> None:
    """Words of companies are known in capitals too, those of Turkish among them."""
    assert agent.is_company(name)
