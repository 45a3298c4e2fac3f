"""Names that are told at a glance come out as the rules for names would have it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model.values import agent, people, person_name
from kg.model.values.plain import is_plain
from kg.model.values.tables import table


def _words(said: Any) -> list[str]:
    if isinstance(said, str):
        return said.replace("\\", "").replace("?", "").split()
    return [word for one in (said.values() if isinstance(said, dict) else said) for word in _words(one)]


KNOWN = sorted({word.capitalize() for name in ("words", "nobody") for word in _words(table(name))})
PLAIN = ["Andrew Haigh", "Pia Maria Tiri", "Élise Dupré", "Антон Чехов"]
NOT_PLAIN = ["Various Directors", "Razor Film", "Lars Von Trier", "Ann And Tom", "ANN LEE", "ann lee", "Ann", "Bo Ek",
             "Jean-Luc Godard", "Ann  Lee", "E\u0301lise Dupre", "Ann Lee 2", "The Wachowskis Both"]  # fmt: skip


@pytest.mark.parametrize("name", PLAIN)
def test_plain(name: str) -> None:
    """Two or three words with a capital each are plain, in any script with capitals."""
    assert is_plain(name)


@pytest.mark.parametrize("name", NOT_PLAIN)
def test_not_plain(name: str) -> None:
    """What a rule may change, cut or refuse is not."""
    assert not agent.is_plain_name(name)


def _by_rules(name: str) -> tuple[list[people.Named], str]:
    """What the rules make of a name that none of them is told to leave alone."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (agent, people):
            patch.setattr(module, "is_plain_name", lambda raw: False)
        return list(people.parts(name)), people.person(person_name(name))


@given(st.lists(st.sampled_from([*KNOWN, "Ann", "Haigh", "Ãšber", "Élise"]), min_size=2, max_size=3).map(" ".join))
def test_the_rules_agree(name: str) -> None:
    """Whatever is plain is one name that the rules leave as it is, made of any words that they know."""
    if agent.is_plain_name(name):
        assert _by_rules(name) == ([people.Named(name)], name)


@given(st.from_regex(r"\A[A-ZÀ-ÞА-Я][a-zß-ÿа-я]{2,9}( [A-ZÀ-ÞА-Я][a-zß-ÿа-я]{2,9}){1,2}\Z"))
def test_the_rules_agree_on_any_words(name: str) -> None:
    """Nor do the rules know anything of other words of letters."""
    if agent.is_plain_name(name):
        assert _by_rules(name) == ([people.Named(name)], name)
