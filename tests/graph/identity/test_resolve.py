"""Who is who."""

from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph.identity import ledger
from kg.graph.identity.mention import Mention
from kg.graph.identity.resolve import Identities, LedgerRow, identifier

HERE = Mention("film", ("film:title:here|2023|bas devos", "film:record:a/here"), "here-2023")
SAME = Mention("film", ("film:imdb:tt1", "film:title:here|2023|bas devos", "film:record:b/here"), "here-2023")
OTHER = Mention("film", ("film:title:here|2023|somebody", "film:record:c/here"), "here-2023")
MCQUEEN_1 = Mention("person", ("person:imdb:nm1", "person:name:steve mcqueen"), "steve-mcqueen")
MCQUEEN_2 = Mention("person", ("person:imdb:nm2", "person:name:steve mcqueen"), "steve-mcqueen")
MCQUEEN = Mention("person", ("person:name:steve mcqueen",), "steve-mcqueen")


def _slugs(folder: Path, mentions: list[Mention], rows: Sequence[LedgerRow] = ()) -> dict[Mention, str]:
    path = folder / "identities"
    path.unlink(missing_ok=True)
    identities = Identities(path, rows)
    identities.add(mentions, 0)
    exceptions = identities.resolve()
    identities.close()
    return {mention: exceptions.get(identifier(mention), mention.slug) for mention in mentions}


def test_a_key_in_common_makes_one_thing(tmp_path: Path) -> None:
    """The same title, year and director, from two records, is one film with one IRI."""
    slugs = _slugs(tmp_path, [HERE, SAME])
    assert slugs[HERE] == slugs[SAME] == "here-2023"


def test_the_same_slug_for_other_keys_gets_a_suffix(tmp_path: Path) -> None:
    """Two films that would like one slug get two: who keeps it depends on the keys alone."""
    slugs = _slugs(tmp_path, [HERE, OTHER])
    assert slugs[HERE] == "here-2023"
    assert slugs[OTHER].startswith("here-2023-")
    assert slugs == _slugs(tmp_path, [OTHER, HERE])


def test_a_name_with_two_identifiers_is_nobodys(tmp_path: Path) -> None:
    """Two people of one name with different identifiers are two people, and the mere name is a third."""
    slugs = _slugs(tmp_path, [MCQUEEN_1, MCQUEEN_2, MCQUEEN])
    assert len(set(slugs.values())) == 3


def test_a_name_with_one_identifier_is_that_person(tmp_path: Path) -> None:
    """Where only one is known by a name, a mere name means that one."""
    slugs = _slugs(tmp_path, [MCQUEEN_1, MCQUEEN])
    assert slugs[MCQUEEN_1] == slugs[MCQUEEN] == "steve-mcqueen"


def test_the_ledger_keeps_its_promise(tmp_path: Path) -> None:
    """An IRI that was published stays with its key, and nobody else gets it."""
    promised = [("film:title:here|2023|somebody", "film", "here-2023")]
    slugs = _slugs(tmp_path, [HERE, OTHER], promised)
    assert slugs[OTHER] == "here-2023"
    assert slugs[HERE] != "here-2023"


def test_a_promise_to_what_is_gone_is_kept_free(tmp_path: Path) -> None:
    """The slug of a thing that the sources no longer name is not given to another."""
    slugs = _slugs(tmp_path, [HERE], [("film:title:gone|2023|x", "film", "here-2023")])
    assert slugs[HERE].startswith("here-2023-")


def test_only_what_is_published_enters_the_ledger(tmp_path: Path) -> None:
    """The next ledger has the old rows and all keys of published things, by key."""
    identities = Identities(tmp_path / "i", [("person:name:old", "person", "old")])
    identities.add([HERE, SAME, OTHER, MCQUEEN], 0)
    identities.resolve()
    identities.publish([("film", "here-2023")])
    rows = list(identities.ledger())
    assert [key for key, _, _ in rows] == sorted(key for key, _, _ in rows)
    assert {row[0] for row in rows} == {*HERE.keys, *SAME.keys, "person:name:old"}


def test_the_ledger_comes_back(tmp_path: Path) -> None:
    """What is written is what is read."""
    rows = [(f"film:imdb:tt{number:07}", "film", f"f-{number}") for number in range(100)]
    ledger.write(tmp_path / "identities", rows)
    assert sorted(ledger.read(tmp_path / "identities", {"film"})) == rows
    assert len(list((tmp_path / "identities").iterdir())) == 16


KEYS = st.sets(st.sampled_from([f"film:imdb:{letter}" for letter in "abcdef"]), min_size=1, max_size=3)
MENTIONS = st.lists(st.builds(lambda k, s: Mention("film", tuple(sorted(k)), s), KEYS, st.sampled_from("xy")))


@settings(max_examples=50)
@given(MENTIONS, st.randoms(use_true_random=False))
def test_the_order_of_input_does_not_matter(
    tmp_path_factory: pytest.TempPathFactory, mentions: list[Mention], random: Random
) -> None:
    """Whatever is mentioned, in whatever order, everybody gets the same slug."""
    folder = tmp_path_factory.mktemp("identities")
    shuffled = mentions[:]
    random.shuffle(shuffled)
    assert _slugs(folder, mentions) == _slugs(folder, shuffled)


@settings(max_examples=50)
@given(MENTIONS)
def test_one_slug_one_thing(tmp_path_factory: pytest.TempPathFactory, mentions: list[Mention]) -> None:
    """Two mentions have the same slug exactly when keys in common join them."""
    slugs = _slugs(tmp_path_factory.mktemp("identities"), mentions)
    for one in mentions:
        for other in mentions:
            assert (slugs[one] == slugs[other]) == (_component(one, mentions) == _component(other, mentions))


def _component(mention: Mention, mentions: list[Mention]) -> frozenset[Mention]:
    found = {mention}
    while more := {m for m in mentions if m not in found and any(set(m.keys) & set(f.keys) for f in found)}:
        found |= more
    return frozenset(found)
