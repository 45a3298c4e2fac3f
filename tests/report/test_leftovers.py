"""What no record takes up, added up."""

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from kg.report.leftovers import EXAMPLES, NAMES, Example, Leftovers, Sum
from kg.report.quality import REPORTS, quality


def one(name: str, count: int = 1, line: int = 1, source: str = "a") -> Leftovers:
    """Those of a name in one file."""
    return Leftovers(source, "column", name, count, (Example("a.csv", line, "x"),))


def merged(found: Iterable[Leftovers]) -> tuple[Leftovers, ...]:
    """The sum of these."""
    total = Sum()
    total.add(found)
    return total.told()


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xy"), st.integers(1, 9)), max_size=30), st.randoms())
def test_the_order_does_not_show(given_: list[tuple[str, str, int]], random: object) -> None:
    """However files are ordered and batched, their sum is the same."""
    found = [one(name, count, line=count, source=source) for name, source, count in given_]
    shuffled = sorted(found, key=lambda _: random.random())  # type: ignore[attr-defined]
    parts = (merged(shuffled[: len(found) // 2]), merged(shuffled[len(found) // 2 :]))
    assert merged(found) == merged([*parts[0], *parts[1]])
    assert sum(left.count for left in merged(found)) == sum(count for _, _, count in given_)


def test_names_are_bounded() -> None:
    """Beyond a thousand names the others are one, and the names that are kept do not depend on the order."""
    names = [f"{number:05}" for number in range(3 * NAMES)]
    told = []
    for order in (names, names[::-1]):
        total = Sum()
        for name in order:
            total.add([one(name)])
        told.append(total.told())
    assert told[0] == told[1] and len(told[0]) == NAMES + 1
    assert (told[0][-1].kind, told[0][-1].count) == ("others", 2 * NAMES)
    assert {left.name for left in told[0][:-1]} == set(names[:NAMES])


def test_examples_are_the_first() -> None:
    """The first three places are kept of each name."""
    (left,) = merged(one("x", line=line) for line in (5, 4, 3, 2, 1))
    assert left.count == 5 and [example.line for example in left.examples] == [1, 2, 3]
    assert len(left.examples) == EXAMPLES


def test_reports_tell_them() -> None:
    """Every form of the quality report names what was not taken up, how often and where."""
    found = quality([one("Box office", 357, line=12)])
    for form, report in REPORTS.items():
        text = report(found)
        assert "Box office" in text and "357" in text and "a.csv" in text, form
