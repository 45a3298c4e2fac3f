"""Rows that sum a table up are told, and no film is taken for one."""

from collections.abc import Iterable

import pytest

from kg.model.record import Fault
from kg.sources.stated import Leftover
from kg.sources.tables.rows.row import Row
from kg.sources.tables.summaries import without

FILMS = ["Daens,1992,138", "Here,2023,82"]
SUMMARIES = [
    "Total: 2 films,,",
    "Total films: 2,,",
    "Total,,220",
    "Summe,,220",
    "Summe,,220.0",
    "Gesamtzahl:,2,",
    "Durchschnitt,,110.0",
    "(2 rows),,",
    "2 rows,,",
    "2 Filme,,",
    "2 Datensätze,,",
    "Всего: 2,,",
    "Celkem 2 filmů,,",
    "Totaal: 2,4015,220",
    ",Total,220",
    "合計: 2件,,",
    "Source: the archive,,",
    "Quelle: Filmarchiv,,",
    "Note : durées en minutes,,",
]
NO_SUMMARIES = [
    "Total,2019,90",
    "Total,2019,",
    "Total,,",
    "Total,,90",
    "Total Recall,1990,113",
    "Total Eclipse,,",
    "Summe,2011,",
    "2 Filme,2001,",
    "12 Angry Men,,",
    "8 Femmes,2002,111",
    "Sum: The Film,,",
    "Total: 2 films,by Ann Li,",
    "Suma,1976,",
    "Media,,",
    "1917,2019,119",
    "2012,,",
    "Average,,",
    "Source: the archive,2001,",
    "Source Code: The Film,,",
]


def _read(lines: Iterable[str]) -> list[Row | Fault | Leftover]:
    rows = (Row(line, dict(zip("tym", text.split(","), strict=True))) for line, text in enumerate(lines, start=2))
    return list(without(rows, frozenset("t")))


@pytest.mark.parametrize("last", SUMMARIES)
def test_summaries(last: str) -> None:
    """At the end, a row that counts, adds up or says that it does is no film, and is told with its line."""
    *rows, left = _read([*FILMS, last])
    assert len(rows) == 2 and isinstance(left, Leftover) and left.line == 4


@pytest.mark.parametrize("last", NO_SUMMARIES)
def test_no_summaries(last: str) -> None:
    """What may be a film is one, whatever it is called."""
    assert len([one for one in _read([*FILMS, last]) if isinstance(one, Row)]) == 3


@pytest.mark.parametrize("row", SUMMARIES)
def test_only_at_the_end(row: str) -> None:
    """Above other rows, such a row is one of them; nothing changes its place."""
    found = _read([FILMS[0], row, FILMS[1]])
    assert [one.line for one in found if isinstance(one, Row)] == [2, 3, 4]


def test_several(tmp_path: object) -> None:
    """A table may end with two of them."""
    assert [type(one) for one in _read([*FILMS, "Summe,,220", "2 Filme,,"])] == [Row, Row, Leftover, Leftover]


def test_nothing_above() -> None:
    """A table of one row has nothing to sum up."""
    assert [type(one) for one in _read(["Total: 0 films,,"])] == [Row]


def test_a_number_that_is_larger_than_any_float() -> None:
    """A column with such a whole number, as JSON may have it, is not summed up, and nothing else is lost."""
    rows = [Row(line, {"t": title, "m": minutes}) for line, (title, minutes) in enumerate([("A", 90), ("B", 10**400)])]
    assert list(without(rows, frozenset("t"))) == rows
