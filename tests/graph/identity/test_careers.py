"""What holds works together as one person's."""

import pytest

from kg.graph.identity.careers import Career


@pytest.mark.parametrize(
    ("trade", "year", "near", "distance"),
    [
        ("acting", 1975, True, (False, 25)),
        ("acting", 1976, False, (False, 26)),
        ("making", 1965, True, (True, 15)),
        ("making", 1966, False, (True, 16)),
        ("editors", 1950, False, (True, 0)),
    ],
)
def test_near(trade: str, year: int, near: bool, distance: tuple[bool, int]) -> None:
    """One trade within a generation, a neighbouring one nearby in time, no other."""
    career = Career([("cast", 1940), ("cast", 1950)])
    assert career.near(trade, year) is near
    assert career.distance(trade, year) == distance


def test_careers_hold_together_where_one_is_near_the_other() -> None:
    """A few works lie near many, also where not all of these lie near them; which comes first does not matter."""
    long, short, later = ([("cast", year) for year in years] for years in ((1930, 1950, 1970), (1960,), (2000,)))
    assert Career(long).holds(Career(short)) and Career(short).holds(Career(long))
    assert not Career(later).holds(Career(long))
    assert not Career([("editors", 1960)]).holds(Career(short))
    assert not Career([]).holds(Career(short))
