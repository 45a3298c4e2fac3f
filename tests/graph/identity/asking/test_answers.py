"""A person's answers stand above all evidence: the same, different; films, people, and one credit."""

import itertools
from collections.abc import Callable
from typing import Any

import pytest

from kg.graph.identity.asking.matches import Answer
from kg.graph.identity.resolve import LedgerRow
from kg.model.record import Person, Record, Source

Asked = Callable[..., Any]
STEVE = "person:credit:of-{}/{}|steve mcqueen"


def _film(key: str, title: str, year: int | None = 2000, imdb: str = "", **people: str) -> Record:
    """A record of a source of its own; people by role, several with a comma between, `name=nm1` with an identifier."""
    lists: dict[str, Any] = {role: _people(names) for role, names in people.items()}
    identifiers = {"imdb": imdb} if imdb else {}
    return Record(title=title, year=year, identifiers=identifiers, source=Source(name=f"of-{key}", key=key), **lists)


def _people(stated: str) -> tuple[Person, ...]:
    found = (name.strip().partition("=") for name in stated.split(","))
    return tuple(Person(name, identifiers={"imdb": imdb} if imdb else {}) for name, _, imdb in found)


def _key(key: str) -> str:
    return f"film:record:of-{key}/{key}"


def _same(one: str, other: str) -> Answer:
    return Answer("matches.csv:2", True, one, other)


def _different(one: str, other: str) -> Answer:
    return Answer("matches.csv:2", False, one, other)


REMAKES = (_film("a", "Kin", 2000, directors="Ann Lee"), _film("b", "Kin", 2001, directors="Bob Ray"))
STEVES = (
    _film("a", "The Sand Pebbles", 1966, cast="Steve McQueen"),
    _film("b", "Shame", 2011, directors="Steve McQueen"),
    _film("c", "Widows", 2018, directors="Steve McQueen"),
)
PARTED = _different(STEVE.format("a", "a"), STEVE.format("b", "b"))


def test_films_are_one_where_a_person_says_so(who: Asked) -> None:
    """Whatever the titles and people are."""
    films = [*REMAKES, _film("c", "Omen", 1990)]
    assert not who(films).one("a", "b")
    assert who(films, answers=[_same(_key("a"), _key("b"))]).one("a", "b")
    assert who(films, answers=[_same(_key("a"), _key("b")), _same(_key("b"), _key("c"))]).one("a", "b", "c")


@pytest.mark.parametrize("imdb", ["", "tt1"])
def test_films_are_two_where_a_person_says_so(imdb: str, who: Asked) -> None:
    """Whatever the evidence says, and even an identifier, which may be wrong."""
    films = [_film("a", "Kin", imdb=imdb, directors="Ann Lee"), _film("b", "Kin", imdb=imdb, directors="Ann Lee")]
    assert who(films).one("a", "b")
    assert not who(films, answers=[_different(_key("a"), _key("b"))]).one("a", "b")


def test_what_was_one_with_both_goes_with_the_nearer(who: Asked) -> None:
    """The record that shares people with one of two films that a person tells apart stays with it."""
    films = [
        _film("a", "Kin", directors="Ann Lee", editors="Eva Ek"),
        _film("b", "Kin", directors="Ann Lee"),
        _film("c", "Kin", directors="Ann Lee", editors="Eva Ek"),
    ]
    found = who(films, answers=[_different(_key("a"), _key("b"))])
    assert found.one("a", "c") and not found.one("a", "b")


def test_an_identifier_is_a_key_too(who: Asked) -> None:
    """It stands for all records that have it."""
    films = [_film("a", "Kin", imdb="tt1"), _film("b", "Omen", 1990, imdb="tt1"), _film("c", "Vera", 1980)]
    assert who(films, answers=[_same("film:imdb:tt1", _key("c"))]).one("a", "b", "c")


def test_an_iri_stands_for_its_keys(who: Asked) -> None:
    """Those that the ledger has for it."""
    ledger = [LedgerRow(_key("a"), "film", "old-name"), LedgerRow(_key("b"), "film", "other-name")]
    iri = "https://films.example.org/film/{}/#this"
    assert who(REMAKES, ledger, [_same(iri.format("old-name"), iri.format("other-name"))]).one("a", "b")


def test_a_name_of_several_people_is_asked_about_and_parted(who: Asked) -> None:
    """Each credit goes with those that hold together with it; one of them keeps the address of the name."""
    (asked,) = who(STEVES).questions
    assert {asked["subject_id"], asked["object_id"]} == {STEVE.format("b", "b"), STEVE.format("a", "a")}
    found = who(STEVES, [LedgerRow("person:name:steve mcqueen", "person", "steve-mcqueen")], [PARTED])
    assert found.people["b", "Steve McQueen"] == found.people["c", "Steve McQueen"] == "steve-mcqueen"
    assert found.people["a", "Steve McQueen"] != "steve-mcqueen"
    assert not found.questions


def test_a_name_of_one_person_stays_one(who: Asked) -> None:
    """Also where the rules would part it, and nobody is asked again."""
    found = who(STEVES, answers=[PARTED._replace(same=True)])
    assert {found.people[key, "Steve McQueen"] for key in "abc"} == {"steve-mcqueen"}
    assert not found.questions


def test_an_address_of_a_part_is_kept(who: Asked) -> None:
    """The ledger knows somebody who was parted from a name by their credits."""
    before = who(STEVES, answers=[PARTED])
    after = who([*STEVES, _film("d", "Bullitt", 1968, cast="Steve McQueen")], before.ledger, [PARTED])
    assert (
        after.people["a", "Steve McQueen"] == before.people["a", "Steve McQueen"] == after.people["d", "Steve McQueen"]
    )


def test_names_are_one_person_where_a_person_says_so(who: Asked) -> None:
    """In all films, whatever the names are; other people of these films stay who they are."""
    films = [_film("a", "Kin", cast="Lee Ann, Bob Ray"), _film("b", "Omen", 1990, editors="Anna Li, Bob Ray")]
    found = who(films, answers=[_same("person:name:lee ann", "person:name:anna li")])
    assert found.people["a", "Lee Ann"] == found.people["b", "Anna Li"]
    assert found.people["a", "Bob Ray"] == found.people["b", "Bob Ray"] == "bob-ray"


def test_names_are_two_people_where_a_person_says_so(who: Asked) -> None:
    """Also in one role of one film, where a form of the name binds a credit."""
    films = [_film("a", "Kin", cast="William Ray"), _film("b", "Kin", cast="Bill Ray")]
    assert len(set(who(films).people.values())) == 1
    answer = _different("person:name:william ray", "person:name:bill ray")
    assert len(set(who(films, answers=[answer]).people.values())) == 2


def test_a_credit_stays_where_a_film_says_who_it_is(who: Asked) -> None:
    """Names that are two people may still be one in a film that has both in one role: the rest is meant."""
    films = [
        _film("a", "Kin", cast="William L. Ray"),
        _film("b", "Kin", cast="William Ray"),
        _film("c", "Omen", 1930, editors="William Ray"),
        _film("d", "Vera", 2001, cast="William L. Ray"),
    ]
    found = who(films, answers=[_different("person:name:william ray", "person:name:william l ray")])
    assert found.people["a", "William L. Ray"] == found.people["b", "William Ray"]
    assert found.people["c", "William Ray"] != found.people["a", "William L. Ray"]


def test_one_credit_is_somebody(who: Asked) -> None:
    """A credit by which somebody else of that name is meant is given to them; others of the name are not."""
    films = [
        _film("a", "Kin", 1940, editors="J. Ray"),
        _film("b", "Omen", 1990, cast="J. Ray"),
        _film("c", "Vera", 1991, cast="Jane Ray"),
    ]
    found = who(films, answers=[_same("person:credit:of-b/b|j ray", "person:name:jane ray")])
    assert found.people["b", "J. Ray"] == found.people["c", "Jane Ray"] != found.people["a", "J. Ray"]


def test_an_answer_about_nothing_is_told(who: Asked) -> None:
    """A source may be gone for a while: the answer is kept, and a person told."""
    found = who(REMAKES, answers=[_same(_key("a"), _key("gone"))])
    assert any(_key("gone") in line and line.startswith("matches.csv:2") for line in found.doubts)


def test_answers_that_cross_are_told(who: Asked) -> None:
    """One film is not the same as another whose second record a person tells from it."""
    films = [_film("a", "Kin", imdb="tt1"), _film("b", "Kin", imdb="tt1"), _film("c", "Omen", 1990)]
    found = who(films, answers=[_same("film:imdb:tt1", _key("c")), _different(_key("a"), _key("c"))])
    assert any("say otherwise" in line for line in found.doubts)


def test_films_that_may_be_one_are_asked_about_once(who: Asked) -> None:
    """Until a person has answered, whatever the answer is."""
    films = [_film("a", "Kin", 2000), _film("b", "Kin", 2001)]
    (asked,) = who(films).questions
    assert asked["evidence_for"].startswith("a form of the title is the same")
    assert "years are 2000 and 2001" in asked["evidence_against"]
    for same in (True, False):
        assert not who(films, answers=[Answer("matches.csv:2", same, _key("a"), _key("b"))]).questions


@pytest.mark.parametrize(
    ("year", "between", "doubted"),
    [(1961, [], False), (1972, [], True), (1972, [("editors", 1950)], False), (1972, [("composers", 0)], False)],
)
def test_a_silence_of_decades_is_doubted(year: int, between: list[tuple[str, int]], doubted: bool, who: Asked) -> None:
    """Where a name has one trade, and more than thirty years without a credit, however rare the name is.

    Whatever somebody of that name did in between, or nobody knows when, may fill them.
    """
    given = ["".join(letters).title() for letters in itertools.product("bdfgk", "aeo", "lmnrst", "ao")]
    others = [
        _film(f"{name}-{made}", f"{name} {made}", made, composers=f"{name} {name}berg")
        for name in given
        for made in (1950, 1978)
    ]
    films = [_film(key, key, made, composers="Theodora Sodenquist") for key, made in (("one", 1934), ("two", year))]
    films += [_film(f"{role}", role, made, **{role: "Theodora Sodenquist"}) for role, made in between]
    asked = who([*films, *others]).questions
    assert any("sodenquist" in question["subject_id"] for question in asked) is doubted


def test_answers_do_not_depend_on_the_order_of_input(who: Asked) -> None:
    """Neither on that of records nor on that of answers."""
    films = [*STEVES, *(_film(f"k{n}", "Kin", 2000 + n, cast="Ann Lee") for n in range(3))]
    answers = [PARTED, _different(_key("k0"), _key("k1"))]
    one, other = who(films, answers=answers), who(films[::-1], answers=answers[::-1])
    assert (one.films, one.people) == (other.films, other.people)


def test_why_a_film_is_one(who: Asked) -> None:
    """Its records, and of each what joins it: an identifier, an answer, the title, the year and people."""
    films = [
        _film("a", "Kin", imdb="tt1", directors="Ann Lee"),
        _film("b", "Omen", 1990, imdb="tt1"),
        _film("c", "Kin", directors="A. Lee"),
        _film("d", "Vera", 1980),
    ]
    told = "\n".join(who(films, answers=[_same(_key("a"), _key("d"))]).why("film/kin-2000/"))
    assert "both have imdb tt1" in told
    assert "a person says so (matches.csv:2)" in told
    assert "a form of the title is the same (kin); the year is the same (2000); directors: " in told


def test_why_two_films_are_two(who: Asked) -> None:
    """What speaks for it that they are one, and what against."""
    told = who(REMAKES).why("kin-2000", "https://films.example.org/film/kin-2001/#this")
    assert told[0] == "film/kin-2000/, film/kin-2001/: two"
    assert "  against: directors: ann lee in the one, bob ray in the other" in told
    answered = who(REMAKES, answers=[_different(_key("a"), _key("b"))]).why("kin-2000", "kin-2001")
    assert "  a person says so (matches.csv:2)" in answered


def test_why_somebody_is_meant_by_another_name(who: Asked) -> None:
    """The credit, and why."""
    films = [_film("a", "Kin", cast="William Ray"), _film("b", "Kin", cast="Bill Ray")]
    (slug,) = set(who(films).people.values())
    assert any("nobody else fits the name" in line for line in who(films).why(f"person/{slug}/"))
