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
    "Gesamt,,",
    "Total,,",
    "Average,,",
    "Summe,,2",
    "Stand: 01.12.2024,,",
    "Stand: 01.12.2024, Änderungen vorbehalten,",
    "Alle Angaben ohne Gewähr,,",
    "As of 1 December 2024,,",
    "Mis à jour le 01/12/2024,,",
    "Salvo errori e omissioni.,,",
    "Zmiany: 2024-12-01,,",
    "* = Sondervorstellung,,",
    "*) with guests,,",
    "OmU = Original mit Untertiteln,,",
    "© 2024 Kino X,,",
]
NO_SUMMARIES = [
    "Total,2019,90",
    "Total,2019,",
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
    "1917,2019,119",
    "*batteries not included,,",
    "Stand by Me,,",
    "All Rights,2003,",
    "Life as of Now,,",
    "Love: A Story,,",
    "Code: 46,,",
    "2012,,",
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


def test_below_a_total() -> None:
    """A note may stand below a row that sums the table up, and one above it."""
    last = ["* = mit Gästen,,", "Summe,,220", "Stand: 01.12.2024,,"]
    assert [type(one) for one in _read([*FILMS, *last])] == [Row, Row, Leftover, Leftover, Leftover]


@pytest.mark.parametrize("title", ["Stand by Me,,", "Total,,90"])
def test_a_title_alone(title: str) -> None:
    """What stands alone below rows with more cells, or may be a total, is a film where it may be one, and is told."""
    *_, left, row = _read([*FILMS, title])
    assert isinstance(left, Leftover) and "read as a film" in left.name and isinstance(row, Row)


WIDE = ["Daens,1992,Stijn Coninx,138", "Here,2023,Bas Devos,82", "Close,2022,Lukas Dhont,104"]


@pytest.mark.parametrize(
    ("last", "is_film"),
    [
        ("Summe,,,300", False),
        ("Total,,,5:24", False),
        ('Summe,,,"1.234"', False),
        ("Total,2019,,90", True),
        ("Total,,Ann Li,90", True),
        ("Summer,,,90", True),
    ],
)
def test_a_number_that_is_no_sum(last: str, is_film: bool) -> None:
    """A row called a total has no more than numbers, where other rows have more, and no year: it is no film."""
    cells = [line.replace('"', "").split(",") for line in (*WIDE, last)]
    rows = [Row(line, dict(zip("tydm", row, strict=True))) for line, row in enumerate(cells, start=2)]
    assert isinstance(list(without(rows, frozenset("t")))[-1], Row) == is_film


def test_titles_alone_are_usual() -> None:
    """Where other rows have a title alone, the last one is a film like them."""
    assert all(isinstance(one, Row) for one in _read([*FILMS, "Close,,", "Girl,,"]))


def test_nothing_above() -> None:
    """A table of one row has nothing to sum up."""
    assert [type(one) for one in _read(["Total: 0 films,,"])] == [Row]


def test_a_number_that_is_larger_than_any_float() -> None:
    """A column with such a whole number, as JSON may have it, is not summed up, and nothing else is lost."""
    rows = [Row(line, {"t": title, "m": minutes}) for line, (title, minutes) in enumerate([("A", 90), ("B", 10**400)])]
    assert list(without(rows, frozenset("t"))) == rows
