"""Columns of festivals: editions with days and place, sections, premieres, guests."""

import pytest

from kg.sources.tables.columns import fields_of

FILMS = {"Title": ["Harbour", "Kites", "Moss"], "Director": ["Ann Aerts", "Bo Bos", "Cy Cox"]}


@pytest.mark.parametrize(
    ("header", "cells", "field"),
    [
        ("Festival", ["Lakeside 2023"] * 3, "editions"),
        ("Ausgabe", ["Seetage 2023"] * 3, "editions"),
        ("Section", ["Competition", "Competition", "Shorts"], "sections"),
        ("Sektion", ["Wettbewerb", "Wettbewerb", "Kurzfilme"], "sections"),
        ("Sezione", ["Concorso", "Concorso", "Corti"], "sections"),
        ("Premiere status", ["World premiere", None, "German premiere"], "premieres"),
        ("Premierenstatus", ["Weltpremiere", None, "Deutsche Premiere"], "premieres"),
        ("Festival", ["Cannes", "Berlin", "Ghent"], None),
        ("Section", ["1", "2", "3"], None),
        ("Premiere status", ["2023-10-11", "2023-10-12", "2023-10-13"], None),
    ],
)
def test_a_column_is_known_by_its_name_and_cells(header: str, cells: list[str], field: str | None) -> None:
    """An edition is one year's festival, and numbers and days are no names of sections and premieres."""
    found = fields_of({**FILMS, header: cells}).get(header)
    known = {"editions", "sections", "premieres"} & set(found.fields if found else ())
    assert known == ({field} if field else set())


def test_what_is_said_of_an_edition() -> None:
    """Its first and its last day, and its place."""
    said = {"Festival start": ["2023-10-10"] * 3, "Festival end": ["2023-10-21"] * 3, "Festivalort": ["Lakeside"] * 3}
    found = fields_of({**FILMS, "Festival edition": ["Lakeside 2023"] * 3, **said})
    assert [list(found[name].fields) for name in said] == [["editions.start"], ["editions.end"], ["editions.place"]]


def test_guests_are_those_of_a_screening() -> None:
    """In a table of screenings alone: nobody is a guest of a film."""
    shows = {"Date": ["2023-10-11", "2023-10-12", "2023-10-13"], "Time": ["20:00", "18:30", "21:00"]}
    guests = {"Guests": ["Ann Aerts", None, "Cy Cox"]}
    assert "screenings.guests" in fields_of({**FILMS, **shows, **guests})["Guests"].fields
    found = fields_of({**FILMS, **guests}).get("Guests")
    assert not found or "screenings.guests" not in found.fields
