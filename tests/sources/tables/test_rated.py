"""Columns of ratings by age and by viewers, proposed and read."""

import tomllib
from pathlib import Path
from typing import Any

import msgspec
import pytest

import kg
from kg.model.record import Record
from kg.sources import read
from kg.sources.catalogue import files, load

IMDB = {"column": "imdbRating", "details": {"author": "IMDb"}}
PROPOSED: list[tuple[str, tuple[str, ...], dict[str, Any]]] = [
    ("FSK", ("12", "16", "0"), {"certificates": {"template": "FSK {FSK}"}}),
    ("FSK", ("FSK 12", "FSK 16", "FSK 0"), {"certificates": {"template": "FSK {FSK}"}}),
    ("Age rating", ("12", "16", "0"), {"certificates": "Age rating"}),
    ("Altersfreigabe", ("ab 12", "ab 16", "o.A."), {"certificates": "Altersfreigabe"}),
    ("rating", ("PG-13", "R", "PG"), {"certificates": "rating"}),
    ("rating", ("12A", "15", "U"), {"certificates": "rating"}),
    ("rating", ("7.8/10", "6,5/10", "8/10"), {"ratings": "rating"}),
    ("Bewertung", ("4.5 von 5", "3 von 5", "2,5 von 5"), {"ratings": "Bewertung"}),
    ("Score", ("85%", "40%", "71%"), {}),
    ("Note", ("x", "y", "z"), {}),
    ("rating", ("7.8", "8.4", "5.1"), {}),
    ("rating", ("7", "8", "5"), {}),
    ("classification", ("Drama", "Comedy", "War"), {}),
    ("imdbRating", ("7.8", "8.4", "5.1"), {"ratings": IMDB}),
    ("Metascore", ("81", "44", "70"), {"ratings": {"column": "Metascore", "details": {"author": "Metacritic"}}}),
]


def _catalogue(tmp_path: Path, header: str, rows: list[str]) -> dict[str, Any]:
    (tmp_path / "films.csv").write_text("\n".join([header, *rows, ""]), "utf-8")
    kg.init(tmp_path / "c", tmp_path / "films.csv")
    columns: dict[str, Any] = tomllib.loads((tmp_path / "c" / "catalogue.toml").read_text("utf-8"))["sources"][0][
        "columns"
    ]
    return {field: one for field, one in columns.items() if field not in ("title", "year")}


def _records(tmp_path: Path) -> list[Any]:
    found = (one for source, path in files(load(tmp_path / "c")) for one in read(path, source, tmp_path / "c"))
    return [msgspec.json.decode(msgspec.json.encode(one)) for one in found if isinstance(one, Record)]


@pytest.mark.parametrize(("header", "cells", "expected"), PROPOSED)
def test_cells_decide(header: str, cells: tuple[str, ...], expected: dict[str, Any], tmp_path: Path) -> None:
    """A header promises a rating, its cells say of which kind; one without a scale is left to a person."""
    rows = [f"{title},{year},'{cell}'".replace("'", '"') for title, year, cell in zip(
        ("Close", "Girl", "Rosetta"), (2022, 2018, 1999), cells, strict=True)]  # fmt: skip
    assert _catalogue(tmp_path, f"Title,Year,{header}", rows) == expected


def test_numbers_of_people_belong_to_their_rating(tmp_path: Path) -> None:
    """They are joined by whose they are; an empty cell of one rating is not filled by that of another."""
    header = "Title,Year,imdb_rating,imdb_votes,tmdb_rating,tmdb_votes"
    proposed = _catalogue(tmp_path, header, ['Close,2022,7.8,"1,200",,', "Girl,2018,,,6.5,31"])
    assert [one["details"] for one in proposed["ratings"]] == [
        {"author": "IMDb", "rating_count": "{imdb_votes}"},
        {"author": "TMDB", "rating_count": "{tmdb_votes}"},
    ]
    close, girl = _records(tmp_path)
    assert [(one["author"]["name"], one["rating_count"]) for one in close["ratings"]] == [("IMDb", "1200")]
    assert [(one["author"]["name"], one["rating_count"]) for one in girl["ratings"]] == [("TMDB", "31")]


def test_certificates_of_several_systems(tmp_path: Path) -> None:
    """Each column is read with the system in its header, where the cells do not say it."""
    _catalogue(tmp_path, "Title,Year,FSK,MPAA", ["Close,2022,12,PG-13", "Girl,2018,FSK 16,R"])
    assert [one["certificates"] for one in _records(tmp_path)] == [["FSK 12", "MPAA PG-13"], ["FSK 16", "MPAA R"]]


def test_details_of_something_else(tmp_path: Path) -> None:
    """A detail that is no member of what the column states is a mistake of the catalogue, in a line."""
    _catalogue(tmp_path, "Title,Year,FSK", ["Close,2022,12"])
    file = tmp_path / "c" / "catalogue.toml"
    file.write_text(
        file.read_text("utf-8").replace('title = "Title"', 'title = { column = "Title", details = { best = "1" } }')
    )
    with pytest.raises(kg.ReelgraphError, match="details are for the members of objects"):
        load(tmp_path / "c")
