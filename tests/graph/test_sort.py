"""The one sort."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph.sort import Spill, Spilled, rank

SLUG = st.text("ab-", min_size=1, max_size=4)
BLOCK = st.builds(
    lambda slug, part, precedence, record: Spilled(
        f"https://f.example/film/{slug}/#{part}", rank(precedence), (record,), (f"<{slug}> <p> <{part}> .",)
    ),
    SLUG,
    st.sampled_from(["this", "cast-a", "cast-b"]),
    st.integers(0, 3),
    st.sampled_from(["s/1", "s/2"]),
)


def _read(spill: Spill) -> list[tuple[str, list[Spilled]]]:
    return [document for number in range(len(spill)) for document in spill.read(number)]


@settings(max_examples=50)
@given(st.lists(BLOCK), st.sets(SLUG), st.randoms(use_true_random=False))
def test_cuts_and_order_do_not_show(
    tmp_path_factory: pytest.TempPathFactory, blocks: list[Spilled], cuts: set[str], random: Random
) -> None:
    """However the ranges are cut, and in whatever order blocks come, they are read in one order, documents whole."""
    whole = Spill(tmp_path_factory.mktemp("whole"), [])
    whole.write(blocks)
    shuffled = blocks[:]
    random.shuffle(shuffled)
    ranges = Spill(tmp_path_factory.mktemp("ranges"), sorted(f"https://f.example/film/{cut}/" for cut in cuts))
    ranges.write(shuffled)
    documents = _read(ranges)
    assert documents == _read(whole)
    assert len({iri for iri, _ in documents}) == len(documents)


def test_the_most_authoritative_comes_first(tmp_path: Path) -> None:
    """Of the blocks of one subject, those of the highest precedence are read first."""
    spill = Spill(tmp_path, [])
    spill.write(Spilled("https://f.example/film/x/#this", rank(p), (f"s/{p}",), ("l",)) for p in (1, 10, 2))
    ((_, blocks),) = _read(spill)
    assert [block.records for block in blocks] == [("s/10",), ("s/2",), ("s/1",)]
