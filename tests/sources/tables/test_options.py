"""What the cells of a column need besides its name."""

from typing import Any

import pytest

from kg.sources.tables.options import options_of
from kg.sources.tables.separators import habits_of

CASES: list[tuple[str, list[Any], dict[str, Any]]] = [
    ("genres", ["Drama, Krimi", "Drama"], {"separator": ", "}),
    ("genres", ["Drama/Krimi", "Drama", "Krimi"], {"separator": "/"}),
    ("genres", ["Krimi, Drama", *["Drama"] * 30], {"separator": ", "}),
    ("genres", ["Sword, Sandal", *["Drama"] * 30], {}),
    ("genres", ["Drama/Krimi", "Drama, Biopic", "Comedy, Drama"], {"separator": [", ", "/"]}),
    ("genres", ["Drama|Krimi", "Drama; Biopic"], {"separator": ["|", ";"]}),
    ("genres", ["Drama Comedy Horror", "Drama", "Horror Drama"], {"separator": " "}),
    ("genres", ["Romantic comedy", "Horror thriller", "Drama"], {}),
    ("duration", ["['91 min']", "['104 min']"], {"list": "python"}),
    ("genres", ["A@B", "C@D@E"], {"separator": "@"}),
    ("genres", ["{Drama,Krimi}", "{}"], {"list": "postgres"}),
    ("genres", ["['Drama', 'Krimi']", "[]"], {"list": "python"}),
    ("genres", ['["Drama"]'], {"list": "json"}),
    ("countries", ["{us,gb}", "{us}"], {"list": "postgres"}),
    ("languages", ["Dutch, French", "English|Malay", "Thai, Lao"], {}),
    ("languages", ["Dutch, French"], {"separator": ", "}),
    ("cast", ["A Bc@D Ef", "G Hi@J Kl"], {"separator": "@"}),
    ("cast", ["A Bc, D Ef and G Hi"], {}),
    ("cast", ["A Bc; D Ef"], {"separator": ";"}),
    ("cast", ["A Bc; D Ef", "G Hi, J Kl"], {}),
    ("directors", ["Lester, Richard", "Malick, Terrence", "Glen, John"], {"surname_first": True, "separator": ";"}),
    (
        "directors",
        ["Lee, Ann and Mills, Tom", "Glen, John & Berg, Ida"],
        {"surname_first": True, "separator": [" & ", " and "]},
    ),
    ("directors", ["Lee, Ann\nMills, Tom", "Glen, John", "Berg, Ida"], {"surname_first": True, "separator": "\n"}),
    ("cast", ["Ann Lee Tom Mills Eve Stone", "Ida Berg Bo Lund Jo Hill", "Al Dun"], {"most_words": 3}),
    ("cast", ["Ann Lee Tom Mills Eve Stone", "Ida Berg, Bo Lund, Jo Hill", "Al Dun"], {"separator": ", "}),
    (
        "production_companies",
        [
            "Orion Pictures Arka Works Menuet Films Razor Media Topkapi",
            "Red Films Blue Films Lee Media Berg Film Cat Film",
        ],
        {"most_words": 4},
    ),
    (
        "directors",
        ["Haigh, Andrew"] * 20 + ["Loma, Jos Antonio de la Cruz y Sol"],
        {"surname_first": True, "separator": ";"},
    ),
    ("directors", ["Haigh, Andrew", "Ann Li, Bo Ek", "Cy Fo, Di Go"], {"separator": ", "}),
    ("directors", ["송강호, 이선균", "최민식, 유지태"], {"separator": ", "}),
    ("directors", ["Ann Li"] * 38 + ["Bo Ek|Cy Fo"], {}),
    ("release_date", ["31/12/2009", "03/04/2009"], {"date_order": "DMY"}),
    ("release_date", ["12/31/2009", "03/04/2009"], {"date_order": "MDY"}),
    ("release_date", ["31/12/2009", "12/31/2009"], {}),
    ("duration", ["104", "98.0"], {"unit": "min"}),
    ("duration", [5400, 7200], {"unit": "s"}),
    ("duration", ["104 min"], {}),
    ("title", ["Blue Harbour (1999) (TV)", "Lamp (2004)"], {"tidy": True}),
    ("title", ["Dead Zone, The", "Cuba"], {"tidy": True}),
    ("title", ["City of Lamps, The (Ville des lampes, La) (1996)"], {"tidy": True, "others": True}),
    ("title", ["Lamp\nLampe", "Sea\nMeer", "Close"], {"others": True}),
    ("title", ["Gladiator II (Blu-Ray)", "Close"], {}),
    ("title", ["The Lamp", "The Harbour", "Me, The"], {}),
    ("title", ["Harry, un ami qui vous veut du bien"], {}),
]


@pytest.mark.parametrize(("field", "cells", "options"), CASES)
def test_options(field: str, cells: list[Any], options: dict[str, Any]) -> None:
    """What cells need is proposed; one odd cell decides nothing, and titles are cut only where they show why."""
    assert options_of(field, field, cells) == options


def test_habits() -> None:
    """A mark that separates in one column of a table separates in the others, in a single cell too."""
    habits = habits_of([["A@B", "C@D"], ["a@b.example"]])
    assert options_of("directors", "x", ["Ann Li@Bo Ek", "Cy Fo"], habits) == {"separator": "@"}
    assert options_of("directors", "x", ["Ann Li", "Cy Fo"], habits) == {}


DECIMALS = [
    (["7,5", "4,125", "1.234"], {"decimal": ","}),
    (["7.5", "4,125"], {"decimal": "."}),
    (["7,5", "8"], {}),
    (["4,125", "1,234"], {}),
    (["7,5", "7.5", "4,125"], {}),
]


@pytest.mark.parametrize(("cells", "expected"), DECIMALS)
def test_decimals(cells: list[str], expected: dict[str, str]) -> None:
    """The mark before fractions is proposed where some numbers need it and others tell it."""
    assert options_of("screenings.tickets.price", "price", cells) == expected
