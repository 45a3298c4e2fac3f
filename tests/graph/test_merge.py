"""What several records say of one thing becomes one description."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.merge import merge, slots
from kg.model.profile import profile

TABLE = slots(profile())
FILM = "<https://f.example/film/x/#this>"
MOVIE = f"{FILM} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://schema.org/Movie> ."


def _said(*statements: str) -> tuple[str, ...]:
    return tuple(sorted((MOVIE, *(f"{FILM} <http://schema.org/{text} ." for text in statements))))


CASES = [
    ("equal claims stay", [("genre> \"Drama\"",), ("genre> \"Drama\"",)], ("genre> \"Drama\"",)),
    ("lists are joined", [("genre> \"Drama\"",), ("genre> \"Crime\"",)], ("genre> \"Crime\"", "genre> \"Drama\"")),
    ("the first wins a single field", [("duration> \"A\"",), ("duration> \"B\"",)], ("duration> \"A\"",)),
    ("the second's title is another one", [("name> \"A\"",), ("name> \"B\"",)],
     ("alternateName> \"B\"", "name> \"A\"")),
    ("a title that is spelt alike is none", [("name> \"Été\"",), ("name> \"ETE\"",)], ("name> \"Été\"",)),
    ("another title is said once", [("name> \"A\"", "alternateName> \"B\""), ("name> \"B\"",)],
     ("alternateName> \"B\"", "name> \"A\"")),
    ("the second fills what is left open", [("genre> \"A\"",), ("name> \"B\"",)], ("genre> \"A\"", "name> \"B\"")),
    ("one text a language", [("description> \"a\"@en",), ("description> \"b\"@en", "description> \"c\"@nl")],
     ("description> \"a\"@en", "description> \"c\"@nl")),
]  # fmt: skip


@pytest.mark.parametrize(("claims", "said"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_merge(claims: list[tuple[str, ...]], said: tuple[str, ...]) -> None:
    """Statements are joined; where there is room for one value, the first claim has it."""
    assert merge([_said(*claim) for claim in claims], TABLE) == _said(*said)


STATEMENTS = st.sampled_from(['name> "A"', 'name> "B"', 'genre> "C"', 'genre> "D"', 'description> "e"@en'])


# What passed the first gate has one name at most.
PASSED = st.sets(STATEMENTS).filter(lambda said: len([text for text in said if text.startswith("name")]) <= 1)


@given(st.lists(PASSED, min_size=1, max_size=4))
def test_nothing_is_invented_and_nothing_with_room_is_lost(claims: list[set[str]]) -> None:
    """A merged description has statements of its claims only, their titles as other ones, and all that lists hold."""
    merged = set(merge([_said(*claim) for claim in claims], TABLE))
    stated = {line for claim in claims for line in _said(*claim)}
    assert merged <= stated | {line.replace("/name>", "/alternateName>") for line in stated}
    assert {line.replace("/alternateName>", "/name>") for line in merged} >= {
        line for line in stated if "/name>" in line
    }
    assert {line for line in stated if "/genre>" in line} <= merged
    assert len([line for line in merged if "/name>" in line]) <= 1
