"""What columns seem to state: their names propose, their cells decide."""

from typing import Any

import pytest

from kg.sources.tables.columns import fields_of
from kg.sources.tables.speech import language_of

MANY = {
    "title": ["Ann of Lamps", "The Harbour", "Close", "Girl"],
    "person": ["Ann Li", "Bo Ek", "Cy Fo", "Di Go"],
    "url": ["https://x.example/1", "https://x.example/2", "https://x.example/3", "https://x.example/4"],
    "file": ["/p/1.jpg", "/p/2.jpg", "/p/3.jpg", "/p/4.jpg"],
    "number": ["0", "1", "2", "3"],
    "no": ["No", "Yes", "No", "No"],
    "firm": ["DIVISA RED S.A.", "Warner Bros. Pictures", "Mondo Entertainment GmbH", "Avalon S.A."],
    "genre": ["Comedy", "Krimi", "Dramat", "Horror"],
    "country": ["USA", "France", "Belgium, Germany", "Japan"],
    "language": ["Dutch", "French", "English", "Thai"],
    "text": [
        "A woman comes home after ten years.",
        "Two men sail around the world.",
        "A dog runs away.",
        "It rains for a whole day.",
    ],
    "minutes": ["91 min", "104 min", "88 min", "120 min"],
    "bare": ["91", "104", "88", "120"],
    "day": ["2024-10-09", "9.10.2024", "31/10/2024", "10 October 2024"],
    "clock": ["20:30", "18.15", "9 pm", "14h00"],
    "length": ["1:30", "2:05", "1:48", "0:55"],
    "moment": ["2024-10-09 20:30", "31/10/2024 18:15", "2024-10-11T20:30:00+02:00", "10 October 2024, 9 pm"],
    "nm": [f"https://www.imdb.com/name/nm000007{n}/?ref_=dr" for n in range(4)],
    "imdb": [f"https://www.imdb.com/title/tt{n}104046/" for n in range(4)],
    "mixed": [
        "https://www.imdb.com/title/tt0104046/",
        "https://www.imdb.com/title/tt0104047/",
        "https://a.example/",
        "https://www.imdb.com/title/tt0104048/",
    ],
    "odd": [
        "https://a.example/1",
        "http://a\u2100b/",
        "http://[abc]/",
        "https://a.example/2",
        "https://a.example:8x/3",
    ],
    "oui": ["Oui", "Non", "vrai", "igaz"],
    "place": ["Kino X", "Saal 2", "Kino X", "Saal 1"],
}
CASES: list[tuple[dict[str, str], dict[str, list[str]]]] = [
    ({"image": "file"}, {"image": ["images"]}),
    ({"image": "url"}, {"image": ["images"]}),
    ({"Image": "person"}, {"Image": ["cinematographers"]}),
    ({"Editor": "firm"}, {}),
    ({"Editor": "person"}, {"Editor": ["editors"]}),
    ({"Awards": "no"}, {}),
    ({"Director": "number"}, {}),
    ({"Director": "url"}, {}),
    ({"subtitle": "text"}, {}),
    ({"subtitle": "language"}, {"subtitle": ["subtitles"]}),
    ({"tags": "genre"}, {"tags": ["genres"]}),
    ({"tags": "person"}, {}),
    ({"Subject": "genre"}, {"Subject": ["genres"]}),
    ({"whatever": "genre"}, {"whatever": ["genres"]}),
    ({"Time": "minutes"}, {"Time": ["duration"]}),
    ({"Time": "bare"}, {}),
    ({"Length": "bare"}, {"Length": ["duration"]}),
    ({"Produktion": "country"}, {"Produktion": ["countries"]}),
    ({"Produktion": "firm"}, {"Produktion": ["production_companies"]}),
    ({"Score": "number"}, {}),
    ({"Actor": "person", "Actress": "person"}, {"Actor": ["cast"], "Actress": ["cast"]}),
    ({"Star1": "person", "Star2": "person"}, {"Star1": ["cast"], "Star2": ["cast"]}),
    ({"Country": "country", "nationality": "country"}, {"Country": ["countries"]}),
    ({"nationality": "url", "Country": "country"}, {"Country": ["countries"]}),
    ({"author": "person"}, {}),
    ({"author": "person", "novel": "title"}, {"author": ["based_on.authors"], "novel": ["based_on.title"]}),
    ({"Regie & Buch": "person"}, {"Regie & Buch": ["directors", "screenwriters"]}),
    ({"Star 1": "person", "Star 1 URL": "nm"}, {"Star 1": ["cast"], "Star 1 URL": ["cast"]}),
    ({"director": "person", "director_id": "nm"}, {"director": ["directors"], "director_id": ["directors"]}),
    ({"director": "person", "producer_url": "nm"}, {"director": ["directors"]}),
    ({"Content": "text"}, {"Content": ["descriptions"]}),
    ({"Content": "title"}, {}),
    ({"url": "mixed"}, {"url": ["page"]}),
    ({"url": "odd"}, {"url": ["page"]}),
    ({"Awards": "oui"}, {}),
    ({"url": "imdb"}, {"url": ["identifiers.imdb"]}),
    ({"Datum": "day", "Uhrzeit": "clock"}, {"Datum": ["screenings.start"], "Uhrzeit": ["screenings.start"]}),
    (
        {"date": "day", "time": "clock", "venue": "place"},
        {"date": ["screenings.start"], "time": ["screenings.start"], "venue": ["screenings.venue"]},
    ),
    ({"Séance": "moment"}, {"Séance": ["screenings.start"]}),
    ({"Datum": "day", "Uhrzeit": "length"}, {}),
    ({"Datum": "day"}, {}),
    ({"Uhrzeit": "clock", "Saal": "place"}, {}),
    ({"date": "day", "Time": "minutes"}, {"Time": ["duration"]}),
    ({"Plot": "text", "Description": "text"}, {"Plot": ["descriptions"], "Description": ["descriptions"]}),
]


@pytest.mark.parametrize(("columns", "fields"), CASES)
def test_names_and_cells(columns: dict[str, str], fields: dict[str, list[str]]) -> None:
    """A column states what its name says where its cells do not speak against, and no other."""
    found = fields_of({"Title": MANY["title"], **{name: MANY[what] for name, what in columns.items()}})
    assert {name: list(mapped.fields) for name, mapped in found.items() if mapped.fields and name != "Title"} == fields


def test_what_cells_deny_is_told() -> None:
    """Of a column whose cells do not look like what its name says, that is told."""
    found = fields_of({"Title": MANY["title"], "Awards": MANY["no"]})
    assert "it is called like awards" in found["Awards"].question


ROLES = ["Regie / Buch", "Director/Writer", "Regia & Sceneggiatura", "Réalisation, scénario"]


@pytest.mark.parametrize("header", ROLES)
def test_a_header_of_roles_with_the_sign_of_its_cells(header: str) -> None:
    """Where each part may be one role's, a column of two roles is left out, and both are asked for."""
    mark = next(mark for mark in "/&," if mark in header)
    cells = [f"Ann Li {mark} Bo Ek", "Cy Fo", f"Di Go {mark} Ed Hu", f"Fi Ix {mark} Gu Jo"]
    found = fields_of({"Title": MANY["title"], header: cells})
    assert not found[header].fields
    assert "directors and screenwriters" in found[header].question


def test_a_header_of_roles_without_the_sign_of_its_cells() -> None:
    """Where cells have no sign of the header, all that they name have both roles."""
    cells = ["Ann Li, Bo Ek", "Cy Fo", "Di Go, Ed Hu", "Fi Ix, Gu Jo"]
    found = fields_of({"Title": MANY["title"], "Regie / Buch": cells})
    assert list(found["Regie / Buch"].fields) == ["directors", "screenwriters"]


def test_what_is_hardly_understood_is_proposed_with_a_question() -> None:
    """Countries of which none is known can do no harm: each is reported."""
    found = fields_of({"Title": MANY["title"], "Country": ["Freedonia", "Ruritania", "Zenda", "Sylvania"]})
    assert (list(found["Country"].fields), found["Country"].question) == (["countries"], "hardly a cell is understood")


YEARS: list[tuple[list[Any], list[Any], bool]] = [
    (["2022", "2021", "2001"], ["2023-01-01", "2022-01-01", "2001-05-05"], True),
    (["2023", "2023", "2023"], ["2022-12-15", "2023-01-01", "2023-02-01"], False),
    (["2023", "2023", None], [None, None, "2023-02-01"], True),
]


@pytest.mark.parametrize(("made", "released", "stated"), YEARS)
def test_a_year_after_the_release(made: list[Any], released: list[Any], stated: bool) -> None:
    """A column of years in which films came out before they were made is not theirs."""
    found = fields_of({"Title": ["A", "B", "C"], "Year": made, "Premiere": released})
    assert ("Year" in found and "year" in found["Year"].fields) is stated


def test_titles_without_a_name_beside_the_original_ones() -> None:
    """A first column without a name that may have titles has them, where only original titles have a name."""
    rows = {"(column 1)": MANY["title"], "Original title": ["Ann", "Der Hafen", "Nah", "Meisje"], "Year": ["1999"] * 4}
    found = fields_of(rows)
    assert {name: list(mapped.fields) for name, mapped in found.items() if name != "Year"} == {
        "(column 1)": ["title"], "Original title": ["alternate_titles"],
    }  # fmt: skip
    numbered = fields_of(rows | {"(column 1)": ["0", "1", "2", "3"]})
    assert list(numbered["Original title"].fields) == ["title"]


def test_columns_that_stand_in_for_each_other() -> None:
    """Of two columns of one meaning, which no row fills both, both are read; where a row does, the first alone."""
    rows: dict[str, list[Any]] = {"Title": MANY["title"]}
    rows |= {"Country": ["USA", None, "Japan", None], "Countries": [None, "Peru", None, None]}
    assert {name for name, one in fields_of(rows).items() if "countries" in one.fields} == {"Country", "Countries"}
    both = rows | {"Countries": ["Peru", "Peru", None, None]}
    assert [name for name, mapped in fields_of(both).items() if "countries" in mapped.fields] == ["Country"]


def test_no_name_for_the_titles() -> None:
    """Where no column is called after titles, one that may have them is proposed with a question."""
    found = fields_of({"Year": ["2001", "2002", "2003", "2004"], "Werk": ["Der Hafen", "Die Lampe", "Nah", "Das Tor"]})
    assert (found["Werk"].fields, found["Werk"].question) == ({"title": {}}, "is this the title?")


def test_no_names_at_all() -> None:
    """Columns without names are guessed by their cells, each with a question."""
    rows = {
        "(column 1)": ["1", "2", "3", "4"],
        "(column 2)": MANY["title"],
        "(column 3)": MANY["minutes"],
        "(column 4)": MANY["person"],
        "(column 5)": MANY["genre"],
    }
    found = fields_of(rows)
    assert {name: list(mapped.fields) for name, mapped in found.items()} == {
        "(column 2)": ["title"],
        "(column 3)": ["duration"],
        "(column 4)": ["directors"],
        "(column 5)": ["genres"],
    }
    assert all(mapped.question for mapped in found.values())


UNNAMED: list[tuple[dict[str, list[str]], dict[str, list[str]]]] = [
    (
        {"V1": ["霸王别姬", "阿甘正传", "肖申克的救赎"], "V2": ["1993", "1994", "1995"],
         "V3": ["剧情 爱情", "犯罪 剧情", "动作 科幻"],
         "V4": ["中国大陆 中国香港", "美国", "美国 墨西哥"]},
        {"V1": ["title"], "V2": ["year"], "V3": ["genres"], "V4": ["countries"]},
    ),
    ({"0": ["Ann of Lamps", "Close", "Girl"], "1": ["Ann Li", "Bo Ek", "Lars von Trier"]},
     {"0": ["title"], "1": ["directors"]}),
    ({"col1": ["Ann of Lamps", "Close", "Girl"], "col2": ["a b", "c d", "e f"]}, {"col1": ["title"]}),
    ({"V1": ["short"] * 6 + ["movie"] * 6, "V2": [f"Lamp {n}" for n in range(12)]}, {"V2": ["title"]}),
    ({"Column 1": MANY["title"], "Column 2": MANY["url"], "Column 3": MANY["url"]}, {"Column 1": ["title"]}),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "fields"), UNNAMED)
def test_columns_without_names(cells: dict[str, list[str]], fields: dict[str, list[str]]) -> None:
    """What programs call columns without names says nothing; the cells alone tell, and of two alike neither."""
    assert {name: list(mapped.fields) for name, mapped in fields_of(cells).items() if mapped.fields} == fields


@pytest.mark.parametrize("few", ["Titel", "Deutscher Titel", "Title"])
def test_titles_with_gaps(few: str) -> None:
    """Of a title that few films have and an original title that all have, the second is the title."""
    every = ["The Harbour", "Close", "Girl", "Ann of Lamps"]
    found = fields_of({"Originaltitel": every, few: ["Der Hafen", None, None, None]})
    assert {name: list(mapped.fields) for name, mapped in found.items()} == {
        few: ["alternate_titles"],
        "Originaltitel": ["title"],
    }


LANGUAGES = [
    ("Titel;Regie;Start;Inhalt", "Undine;Ann Li;2.7.2020;Undine arbeitet als Stadthistorikerin.", "de"),
    ("Titel;Regie;Korte inhoud", "Daens;Ann Li;Een priester strijdt.", "nl"),
    ("Titre;Film;Résumé", "Close;x;Une serveuse change la vie.", "fr"),
    ("Titolo;Regia;Trama", "Close;Ann Li;Un padre protegge il figlio.", "it"),
    ("Tytuł;Opis", "Close;Dwaj chłopcy.", "pl"),
    ("Title;Director;Synopsis", "Undine;Ann Li;Undine erzählt von der Stadt und wird von sich selbst eingeholt.", "de"),
    ("Title;Director;Synopsis", "Close;Ann Li;Rain.", ""),
]


@pytest.mark.parametrize(("header", "row", "language"), LANGUAGES)
def test_the_language(header: str, row: str, language: str) -> None:
    """A few words of texts, or headers that one language has, tell the language; else it is not known."""
    cells = {name: [cell] for name, cell in zip(header.split(";"), row.split(";"), strict=True)}
    assert language_of(fields_of(cells), cells) == language
