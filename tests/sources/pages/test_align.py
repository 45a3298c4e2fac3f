"""Blocks and rows: what is certain where labels were lost."""

import pytest

from kg.sources.pages.align import Block, Head, Misfit, align
from kg.sources.pages.layout import LayoutRow

HEADING = LayoutRow(labels=("Credits",), heading=True)
DIRECTOR = LayoutRow(labels=("Director",), field="directors", mirrored=True)
CAST = LayoutRow(labels=("Cast", "With"), field="cast", mirrored=True, optional=True)
EDITOR = LayoutRow(labels=("Editor",), field="editors", optional=True)
PRODUCER = LayoutRow(labels=("Producer",), field="producers", optional=True)
CAMERA = LayoutRow(labels=("Director of Photography",), field="cinematographers", optional=True)
OTHER = LayoutRow(labels=("Art Director", "Costume Design"), field="other_credits", optional=True, repeat=True)
FILMOGRAPHY = LayoutRow(labels=("Filmography",), rest=True, optional=True)

DATE = LayoutRow(pattern="[0-9]+ May", optional=True)
BYLINE = LayoutRow(field="directors", mirrored=True, optional=True)
TITLE = LayoutRow(field="title")


@pytest.mark.parametrize(
    ("blocks", "rows", "head", "expected"),
    [
        ([None, None, "A B"], [HEADING, DIRECTOR], None, {2: 1}),
        (["Credits", "Director", "Baloji"], [HEADING, DIRECTOR], None, {2: 1}),
        ([None, "A B", None, "C D"], [DIRECTOR, EDITOR, PRODUCER], None, {1: 0}),
        ([None, "A B", None, "C D", None, "E F"], [DIRECTOR, EDITOR, PRODUCER], None, {1: 0, 3: 1, 5: 2}),
        ([None, "A B", None, None, None, "E F"], [DIRECTOR, EDITOR, PRODUCER], None, {1: 0, 3: 1, 5: 2}),
        ([None, "A B", None, "C D"], [DIRECTOR, CAST, EDITOR], None, {1: 0}),
        ([None, "A B", None, "C D"], [DIRECTOR, CAST, EDITOR], {"directors": ["A B"], "cast": ["C D"]}, {1: 0, 3: 1}),
        ([None, "A B", None, "C D"], [DIRECTOR, CAST, EDITOR], {"directors": ["A B"]}, {1: 0, 3: 2}),
        ([None, None, None, "C D"], [DIRECTOR, CAST, EDITOR], {"directors": ["Baloji"]}, {1: 0, 3: 2}),
        ([None, "A B", "Director of Photography", "C D"], [DIRECTOR, EDITOR, CAMERA], None, {1: 0, 3: 2}),
        (["Art Director", "A B", "Costume Design", None, "Art Director", "C D"], [OTHER], None, {1: 0, 3: 0, 5: 0}),
        ([None, "A B", None, "C D", "E F", None], [DIRECTOR, FILMOGRAPHY], None, {1: 0, 3: 1, 4: 1, 5: 1}),
        (["Director", "Editor", "C D"], [DIRECTOR, EDITOR], None, {2: 1}),
        ([None, "A B", None], [DIRECTOR, EDITOR], None, {1: 0}),
        (["1 May", "A B", "C D"], [DATE, BYLINE, TITLE], None, {0: 0, 1: 1, 2: 2}),
        (["1 May", "A B", None], [DATE, BYLINE, TITLE], None, {0: 0, 1: 1, 2: 2}),
        (["1 May", "A B"], [DATE, BYLINE, TITLE], {"directors": ["A B"]}, {0: 0, 1: 1}),
        (["C D"], [DATE, BYLINE, TITLE], {"directors": []}, {0: 2}),
        ([], [DIRECTOR], None, {}),
    ],
)  # fmt: skip
def test_align(blocks: list[Block], rows: list[LayoutRow], head: Head, expected: dict[int, int]) -> None:
    """A block belongs to a row if no other alignment is possible, and else to none."""
    assert align(blocks, rows, head) == expected


@pytest.mark.parametrize(
    ("blocks", "rows", "head", "index"),
    [
        ([None, "A B", "C D"], [DIRECTOR, EDITOR], None, 2),
        ([None, "Art Director"], [DIRECTOR, OTHER], None, 0),
        ([None, None], [DIRECTOR], {"directors": ["A B"]}, 0),
        ([None, None], [DIRECTOR], {"directors": ["Baloji", "Holly"]}, 0),
        ([None, "A Bee"], [DIRECTOR], {"directors": ["A B"]}, 0),
        ([None, "A B"], [DIRECTOR], {"cast": ["A B"]}, 0),
        (["1 May", "1 May"], [DATE, TITLE], None, 1),
    ],
)
def test_misfit(blocks: list[Block], rows: list[LayoutRow], head: Head, index: int) -> None:
    """Where no alignment is possible, the first block that none could place is named."""
    with pytest.raises(Misfit) as misfit:
        align(blocks, rows, head)
    assert misfit.value.index == index
