"""Words of programmes and forms: what becomes of an event, whether there are tickets, what is true."""

from collections.abc import Callable

import pytest

from kg.model import values
from kg.model.prefixes import SCHEMA
from kg.model.values.tables import table
from kg.system.errors import NotUnderstood

STATUS = [
    ("cancelled", "EventCancelled"),
    ("CANCELED", "EventCancelled"),
    ("fällt aus", "EventCancelled"),
    ("Gaat niet door!", "EventCancelled"),
    ("annulée", "EventCancelled"),
    ("отменён", "EventCancelled"),
    ("ODWOŁANE", "EventCancelled"),
    ("uitgesteld", "EventPostponed"),
    ("moved_online", "EventMovedOnline"),
    ("EventRescheduled", "EventRescheduled"),
    ("https://schema.org/EventScheduled", "EventScheduled"),
]
AVAILABILITY = [
    ("ausverkauft", "SoldOut"),
    ("Sold out", "SoldOut"),
    ("complet", "SoldOut"),
    ("vyprodáno", "SoldOut"),
    ("Restkarten", "LimitedAvailability"),
    ("http://schema.org/InStock", "InStock"),
]
TRUTH = {
    "true": ["yes", "Ja", "x", "✓", "Sí", "SI", "Oui", "да", "TRUE", "1"],
    "false": ["no", "nein", "não", "нет", "0", "False"],
}


@pytest.mark.parametrize(("raw", "member"), STATUS)
def test_status(raw: str, member: str) -> None:
    """The words of programmes for what becomes of an event are known in their languages."""
    assert values.event_status(raw) == values.event_status(SCHEMA + member) == SCHEMA + member


@pytest.mark.parametrize(("raw", "member"), AVAILABILITY)
def test_availability(raw: str, member: str) -> None:
    """So are those for tickets."""
    assert values.availability(raw) == SCHEMA + member


@pytest.mark.parametrize(("raw", "truth"), [(raw, truth) for truth, raws in TRUTH.items() for raw in raws])
def test_truth(raw: str, truth: str) -> None:
    """Words and marks for true and false are known in their languages."""
    assert values.boolean(raw) == values.boolean(truth) == truth


@pytest.mark.parametrize("rule", [values.event_status, values.availability, values.boolean])
@pytest.mark.parametrize("raw", ["maybe", "", "https://schema.org/Movie", "-"])
def test_nothing_is_guessed(rule: Callable[[str], str], raw: str) -> None:
    """What is none of these words has no meaning."""
    with pytest.raises(NotUnderstood):
        rule(raw)


@pytest.mark.parametrize(("rule", "members"), [
    (values.boolean, table("truth")), (values.event_status, table("events")["status"]),
    (values.availability, table("events")["availability"]),
])  # fmt: skip
def test_a_word_means_one_thing(rule: Callable[[str], str], members: dict[str, dict[str, list[str]]]) -> None:
    """No word means two things in two languages."""
    wrong = [
        word
        for member, by in members.items()
        for words in by.values()
        for word in words
        if rule(word).removeprefix(SCHEMA) != member
    ]
    assert not wrong
