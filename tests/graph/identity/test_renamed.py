"""Records without a name of their own, between two builds."""

from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from kg.graph.identity.asking.matches import Answer
from kg.graph.identity.mention import mentions
from kg.graph.identity.resolve import Identities, LedgerRow
from kg.graph.identity.said import said
from kg.model.profile import profile
from kg.model.record import Person, Record, Source
from kg.sources.keys import key
from tests.graph.identity.conftest import Asked, Who

DHONT = (Person("Lukas Dhont"),)
CLOSE = Record(title="Close", year=2022)
TITLE = Record(title="Close")


def _of(record: Record, source: str = "programme", name: str = "") -> Record:
    """A record as its source has it, with the name that it gets there."""
    return structs.replace(record, source=Source(name=source, key=name or key(record)))


def _next(who: Asked, ledger: list[LedgerRow], *records: Record, answers: tuple[Answer, ...] = ()) -> Who:
    return who([record if record.source.key else _of(record) for record in records], ledger, answers)


@pytest.mark.parametrize(
    ("before", "edit"),
    [
        (CLOSE, {"duration": "PT1H44M"}),
        (CLOSE, {"directors": DHONT}),
        (CLOSE, {"identifiers": {"imdb": "tt9660502"}}),
        (TITLE, {"descriptions": {"de": "Zwei Freunde."}}),
        (TITLE, {"year": 2022}),
        (TITLE, {"year": 2022, "directors": DHONT}),
        (structs.replace(TITLE, directors=DHONT), {"duration": "PT1H44M"}),
        (structs.replace(CLOSE, directors=DHONT), {"directors": ()}),
    ],
)
def test_a_film_keeps_its_address_when_another_field_is_edited(
    before: Record, edit: dict[str, Any], who: Asked
) -> None:
    """A record without director, year or identifier is the same film when it says something else, or gains these."""
    first = _next(who, [], before, Record(title="Girl", year=2018))
    after = structs.replace(before, **edit)
    (slug,) = {first.films[key(before)], _next(who, first.ledger, after).films[key(after)]}
    assert slug


def test_a_record_with_a_name_follows_one_without(who: Asked) -> None:
    """Where a table gets a key, its films keep their addresses."""
    first = _next(who, [], TITLE)
    assert _next(who, first.ledger, _of(CLOSE, name="7")).films["7"] == "close"


def test_edits_add_up(who: Asked) -> None:
    """An address stays through any number of edits."""
    ledger: list[LedgerRow] = []
    for minutes in range(1, 5):
        record = structs.replace(CLOSE, duration=f"PT{minutes}H")
        found = _next(who, ledger, record)
        assert set(found.films.values()) == {"close-2022"}
        ledger = found.ledger


def test_two_that_are_edited_at_once_follow_none(who: Asked) -> None:
    """Where two films of one title and year have other names, nothing says which is which."""
    pair = [structs.replace(CLOSE, cast=(Person(name),)) for name in ("Ann Lee", "Zoe Ek")]
    first = _next(who, [], *pair)
    assert len(set(first.films.values())) == 2
    after = [structs.replace(record, duration="PT1H") for record in pair]
    assert not set(first.films.values()) & set(_next(who, first.ledger, *after).films.values())


def test_of_two_the_one_that_is_edited_keeps_its_address(who: Asked) -> None:
    """The other one still has its name, so one film is left."""
    one, other = (structs.replace(CLOSE, cast=(Person(name),)) for name in ("Ann Lee", "Zoe Ek"))
    first = _next(who, [], one, other)
    for edited, same in ((one, other), (other, one)):
        after = structs.replace(edited, duration="PT1H")
        found = _next(who, first.ledger, after, same)
        assert found.films == {key(after): first.films[key(edited)], key(same): first.films[key(same)]}


def test_a_second_film_of_a_title_takes_no_address(who: Asked) -> None:
    """While its record is there, a film has its address: another year makes another film."""
    first = _next(who, [], TITLE)
    found = _next(who, first.ledger, TITLE, structs.replace(TITLE, year=2025))
    assert found.films[key(TITLE)] == "close"
    assert found.films["close-2025-" + key(structs.replace(TITLE, year=2025))[-8:]] == "close-2025"


def test_a_film_that_was_renamed_has_its_address(who: Asked) -> None:
    """What it was called before does not give its address to another record."""
    after = structs.replace(CLOSE, directors=DHONT)
    ledger = _next(who, _next(who, [], TITLE).ledger, after).ledger
    other = structs.replace(TITLE, year=2025)
    assert set(_next(who, ledger, after, other).films.values()) == {"close", "close-2025"}


def test_records_of_one_film_are_edited_at_once(who: Asked) -> None:
    """A film that a source lists twice keeps its address when both records are edited."""
    pair = [structs.replace(CLOSE, descriptions={"de": text}) for text in ("Freunde.", "Zwei.")]
    first = _next(who, [], *pair)
    after = [structs.replace(record, duration="PT1H44M") for record in pair]
    assert set(_next(who, first.ledger, *after).films.values()) == set(first.films.values()) == {"close-2022"}


def test_another_source_takes_no_address(who: Asked) -> None:
    """A film of another source that only has the title in common is another one."""
    first = _next(who, [], TITLE)
    other = _of(structs.replace(TITLE, duration="PT1H"), "archive")
    assert _next(who, first.ledger, other).films[other.source.key] != "close"


@pytest.mark.parametrize(("held", "kept"), [(None, True), ([("film", "close")], True), ([], False)])
def test_only_films_of_the_release_before_are_followed(
    held: list[tuple[str, str]] | None, kept: bool, tmp_path: Path, who: Asked
) -> None:
    """A film that was gone already is not the next one of its title; without a release the ledger alone counts."""
    ledger = _next(who, [], TITLE).ledger
    identities = Identities(tmp_path / "identities", ledger, held=lambda: held)
    after = _of(structs.replace(TITLE, duration="PT1H"))
    identities.add(mentions(after, profile()), 0)
    identities.hear([said(after, profile())])
    identities.resolve()
    others = list(identities.meant())
    identities.close()
    assert bool(others) is not kept


def test_an_answer_is_about_the_record_that_was_renamed(who: Asked) -> None:
    """What a person says of a record holds when another of its fields is edited."""
    answer = Answer("matches.csv:2", True, f"film:record:programme/{key(CLOSE)}", "film:record:programme/7")
    seven = _of(structs.replace(CLOSE, year=2019), name="7")
    first = _next(who, [], CLOSE, seven, answers=(answer,))
    assert first.one(key(CLOSE), "7")
    after = structs.replace(CLOSE, duration="PT1H")
    ledger = first.ledger
    for _ in range(2):
        found = _next(who, ledger, after, seven, answers=(answer,))
        assert found.one(key(after), "7")
        assert not found.doubts
        ledger = found.ledger


def test_who_is_known_by_a_credit_keeps_their_address(who: Asked) -> None:
    """Somebody who was parted from a name by an answer stays so when their film is edited."""
    steves = [Record(title="Shame", year=2011, directors=(Person("Steve McQueen"),))]
    steves += [Record(title="Le Mans", year=1971, cast=(Person("Steve McQueen"),))]
    ends = [f"person:credit:programme/{key(record)}|steve mcqueen" for record in steves]
    answers = (Answer("matches.csv:2", False, *ends),)
    first = _next(who, [], *steves, answers=answers)
    assert len(set(first.people.values())) == 2
    after = structs.replace(steves[1], duration="PT1H46M")
    found = _next(who, first.ledger, steves[0], after, answers=answers)
    assert list(found.people.values()) == list(first.people.values())
