"""Which column names the rows of a table."""

from pathlib import Path

import pytest

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
