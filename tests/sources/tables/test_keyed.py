"""Which column names the rows of a table."""

from pathlib import Path

import pytest

import kg
from kg.sources.tables.proposal import propose
from kg.sources.tables.proposed import lines


@pytest.mark.parametrize(
    ("column", "cells", "line"),
    [
        ("Signatur", ["A7", "B2", "A8"], 'key = "Signatur"  # check: does each film keep it'),
        ("Nr.", ["12", "7", "31"], 'key = "Nr."  # check: does each film keep it'),
        ("Nr.", ["1", "2", "3"], '# key = "Nr."  # check: only counts the rows'),
        ("Nr.", ["1.", "2.", "3."], '# key = "Nr."  # check: only counts the rows'),
        ("Nr.", ["1", "2", "2"], ""),
        ("Nr.", ["1", "", "3"], ""),
        ("Saal", ["A7", "B2", "A8"], ""),
    ],
)
def test_a_column_names_the_rows(column: str, cells: list[str], line: str, tmp_path: Path) -> None:
    """One called so, filled and different in each row, is the key; that only counts the rows is asked about."""
    films = zip(cells, ("Close", "Girl", "Her"), strict=True)
    (tmp_path / "films.csv").write_text(f"{column},Title\n" + "".join(f"{cell},{title}\n" for cell, title in films))
    found = [each for each in lines(propose(tmp_path / "films.csv")) if "key = " in each]
    assert [each[: len(line)] for each in found] == ([line] if line else [])


@pytest.mark.parametrize(("heads", "proposed"), [("Film;Datum;Uhrzeit", True), ("Film;Datum;Uhrzeit;Jahr", False)])
def test_the_title_names_the_films_of_a_programme(heads: str, proposed: bool, tmp_path: Path) -> None:
    """Where rows are screenings and nothing else tells films apart, rows of one title are one film."""
    rows = ["Amrum;04.12.2026;20:30", "Close;04.12.2026;18:00", "Amrum;05.12.2026;17:30"]
    more = ";2022" if proposed is False else ""
    (tmp_path / "programm.csv").write_text("\n".join([heads, *(row + more for row in rows)]), "utf-8")
    kg.init(tmp_path / "films", tmp_path / "programm.csv")
    made = (tmp_path / "films/catalogue.toml").read_text("utf-8")
    assert ('key = "Film"' in made) is proposed
    if proposed:
        (tmp_path / "films/catalogue.toml").write_text(made.replace('timezone = ""', 'timezone = "Europe/Berlin"'))
        assert kg.build(tmp_path / "films", tmp_path / "out").published["film"] == 2
