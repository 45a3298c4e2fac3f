"""A new catalogue can be built at once; of a table it proposes a mapping."""

import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from kg.model.profile import profile
from kg.model.record import Fault, Record
from kg.pipeline.build import build
from kg.sources import read
from kg.sources.catalogue import files, load
from kg.sources.init import init
from kg.system.errors import ReelgraphError


def _columns(folder: Path) -> dict[str, object]:
    columns: dict[str, object] = tomllib.loads((folder / "catalogue.toml").read_text())["sources"][0]["columns"]
    return columns


def test_without_a_table(tmp_path: Path) -> None:
    """There is one film to replace by one's own."""
    list(init(tmp_path / "c"))
    assert build(tmp_path / "c", tmp_path / "out").published == {"film": 1, "person": 1}


@pytest.mark.parametrize(
    "name", ["films[1].csv", "what?.csv", "all*.csv", "[a-z].csv", "a]b[!c].csv", "**.csv", "~.csv"]
)
def test_a_name_that_looks_like_a_pattern(name: str, tmp_path: Path) -> None:
    """The catalogue names this file and no other."""
    (tmp_path / name).write_text("Title\nDaens\n")
    list(init(tmp_path / "c", tmp_path / name))
    (tmp_path / "c" / "films1.csv").write_text("Title\nOther\n")
    (tmp_path / "c" / "whatx.csv").write_text("Title\nOther\n")
    assert [path.name for _, path in files(load(tmp_path / "c"))] == [name]


def test_a_name_that_no_catalogue_can_have(tmp_path: Path) -> None:
    """Of a name that is not UTF-8 one line says so, and no folder is made."""
    table = Path(os.fsdecode(bytes(tmp_path) + b"/a\xff.csv"))
    table.write_text("Title\nDaens\n")
    with pytest.raises(ReelgraphError, match="rename it"):
        list(init(tmp_path / "c", table))
    assert not (tmp_path / "c").exists()


def test_a_table(tmp_path: Path) -> None:
    """Columns are known by their names in several languages; lists are cut where cells are, bare minutes get a unit."""
    table = tmp_path / "films.csv"
    table.write_text("Titel;Speelduur;Regie;Iets\nDaens;138;A Bc|D Ef;x\n")
    told = list(init(tmp_path / "c", table))
    assert _columns(tmp_path / "c") == {
        "title": "Titel",
        "duration": {"column": "Speelduur", "unit": "min"},
        "directors": {"column": "Regie", "separator": "|"},
    }
    assert 'Iets (1 of 1 filled): no field found; left out; it has "x"' in told
    outcome = build(tmp_path / "c", tmp_path / "out")
    assert (outcome.published, outcome.faults) == ({"film": 1, "person": 2}, 0)


def test_a_summary(tmp_path: Path) -> None:
    """A row that sums the table up is told when it is looked at, and when it is read."""
    (tmp_path / "a.csv").write_text("Titel,Jahr\nDaens,1992\nHere,2023\nSumme: 2 Filme,\n")
    told = list(init(tmp_path / "c", tmp_path / "a.csv"))
    assert "2 rows were read" in told and "  line 4: is a total row, not a film" in told
    outcome = build(tmp_path / "c", tmp_path / "out", dumps_only=True)
    assert outcome.published["film"] == 2


@pytest.mark.parametrize("mark", ["\t", ";"])
def test_a_text_that_is_a_table(mark: str, tmp_path: Path) -> None:
    """A text whose lines are cells below known names is a table, as spreadsheets export it."""
    rows = [["Titel", "Regie", "Jahr"], ["Daens", "Stijn Coninx", "1992"], ["Here", "Bas Devos", "2023"]]
    (tmp_path / "liste.txt").write_text("".join(f"{mark.join(row)}\n" for row in rows))
    list(init(tmp_path / "c", tmp_path / "liste.txt"))
    assert _columns(tmp_path / "c") == {"title": "Titel", "directors": "Regie", "year": "Jahr"}
    assert build(tmp_path / "c", tmp_path / "out", dumps_only=True).published == {"film": 2, "person": 2}


def test_a_text_without_a_film(tmp_path: Path) -> None:
    """Where no film is found, the last line says so before it says what to run."""
    (tmp_path / "a.txt").write_text("Hallo\n")
    *_, last = init(tmp_path / "c", tmp_path / "a.txt")
    assert "was made; no film was found in a.txt" in last


def test_a_question_stands_in_the_file(tmp_path: Path) -> None:
    """Why a column is left out stands beside its name in the catalogue as well."""
    (tmp_path / "a.csv").write_text("Titel;Regie / Buch\nDaens;A Bc / D Ef\nHere;G Hi / J Kl\n")
    list(init(tmp_path / "c", tmp_path / "a.csv"))
    (line,) = (one for one in (tmp_path / "c" / "catalogue.toml").read_text().splitlines() if one.startswith("# ? ="))
    assert "one column for directors and screenwriters" in line and '"A Bc / D Ef"' in line


def test_screenings(tmp_path: Path) -> None:
    """A day and a time in two columns are proposed as the start of a screening; the time zone is left to fill in."""
    table = tmp_path / "programme.csv"
    table.write_text("Film,Datum,Uhrzeit\nDaens,25/10/2024,20:30\nHere,03/11/2024,18:00\n")
    told = list(init(tmp_path / "c", table))
    assert _columns(tmp_path / "c")["screenings.start"] == {"columns": ["Datum", "Uhrzeit"], "date_order": "DMY"}
    assert any(line.startswith("timezone: fill in") for line in told)
    text = (tmp_path / "c" / "catalogue.toml").read_text()
    (tmp_path / "c" / "catalogue.toml").write_text(text.replace('timezone = ""', 'timezone = "Europe/Vienna"'))
    ((source, path),) = files(load(tmp_path / "c"))
    records = [one for one in read(path, source, tmp_path) if isinstance(one, Record)]
    starts = [one.screenings[0].start for one in records]
    assert starts == ["2024-10-25T20:30:00+02:00", "2024-11-03T18:00:00+01:00"]


def test_a_programme_with_odd_cells(tmp_path: Path) -> None:
    """Odd days and times among others hide no screenings; what becomes of one, and tickets, are told by their cells."""
    rows = [
        ("Close", "09.10.2024", "20.30 Uhr", "", "Restkarten"),
        ("Close", "11.12.26", "14:00", "fällt aus", ""),
        ("Here", "27.10.2024", "24:00", "", "ausverkauft"),
        ("Girl", "28.10.2024", "ca. 14:00", "mit Gast", ""),
        ("Undine", "29.10.2024", "21", "", ""),
        ("Undine", "30.10.2024", "20.15", "", ""),
    ]
    text = "".join(f"{';'.join(row)}\n" for row in [("Film", "Datum", "Uhrzeit", "Hinweis", "Karten"), *rows])
    (tmp_path / "a.csv").write_text(text)
    list(init(tmp_path / "c", tmp_path / "a.csv"))
    assert _columns(tmp_path / "c") == {
        "title": "Film",
        "screenings.start": {"columns": ["Datum", "Uhrzeit"], "date_order": "DMY"},
        "screenings.status": "Hinweis",
        "screenings.tickets.availability": "Karten",
    }


@pytest.mark.parametrize(("minutes", "faults"), [("104 min", 0), ("105 min", 2)])
def test_several_screenings_of_a_film(minutes: str, faults: int, tmp_path: Path) -> None:
    """Rows of one film that differ in their screenings alone are no fault; those that differ in facts are."""
    (tmp_path / "a.csv").write_text(
        "Film,Regie,Jahr,Länge,Datum,Uhrzeit\n"
        "Close,Lukas Dhont,2022,104 min,25.10.2024,20:30\n"
        f"Close,Lukas Dhont,2022,{minutes},26.10.2024,18:00\n"
    )
    list(init(tmp_path / "c", tmp_path / "a.csv"))
    text = (tmp_path / "c" / "catalogue.toml").read_text()
    (tmp_path / "c" / "catalogue.toml").write_text(text.replace('timezone = ""', 'timezone = "Europe/Vienna"'))
    outcome = build(tmp_path / "c", tmp_path / "out", dumps_only=True)
    assert (outcome.published["film"], outcome.faults) == (1, faults)


def test_a_column_of_country_year_and_length(tmp_path: Path) -> None:
    """Such a column is proposed for countries, and read to the end; one of year and length is told what it holds."""
    (tmp_path / "a.csv").write_text(
        "Titel;Land/Jahr/Länge;Jahr/Länge\nDas Fest;DK 1998, 105 Min.;1998, 105'\nHere;B/D 2023, ca. 82 Min.;2023\n"
    )
    told = list(init(tmp_path / "c", tmp_path / "a.csv"))
    assert list(_columns(tmp_path / "c")) == ["title", "countries"]
    assert any("holds year and duration: give each a column of its own" in line for line in told)
    ((source, path),) = files(load(tmp_path / "c"))
    found = [one for one in read(path, source, tmp_path) if isinstance(one, Record)]
    assert [(one.year, one.duration, one.countries, one.faults) for one in found] == [
        (1998, "PT1H45M", ("DK",), ()),
        (2023, "PT1H22M", ("BE", "DE"), ()),
    ]


def test_addresses_without_https(tmp_path: Path) -> None:
    """An address may begin with www, as browsers take it; columns of addresses are known in several languages."""
    (tmp_path / "a.csv").write_text("Titel;Filmseite\nDas Fest;www.x.example/a\nHere;https://x.example/b\n")
    list(init(tmp_path / "c", tmp_path / "a.csv"))
    assert _columns(tmp_path / "c") == {"title": "Titel", "page": "Filmseite"}
    ((source, path),) = files(load(tmp_path / "c"))
    pages = [one.page for one in read(path, source, tmp_path) if isinstance(one, Record)]
    assert pages == ["https://www.x.example/a", "https://x.example/b"]


def test_what_a_column_needs(tmp_path: Path) -> None:
    """Cells tell lists, identifiers beside names, marks for nothing, the order of dates, and surnames in front."""
    table = tmp_path / "films.tsv"
    table.write_text(
        "primaryTitle\tRelease date\tGenres\tDirectors\tDirectorIds\tWriters\tid\tRuntime\tUS gross\n"
        "Daens\t25/02/1993\t['Drama', 'History']\tA Bc|D Ef\tnm0000001|nm0000002\tHaigh, Andrew\ttt0104046\t138.0\t?\n"
        "Here\t01/03/2023\t[]\tG Hi\tnm0000003\tTroch, Fien\ttt0104047\t?\t12\n"
    )
    list(init(tmp_path / "c", table))
    assert _columns(tmp_path / "c") == {
        "title": "primaryTitle",
        "release_date": {"column": "Release date", "date_order": "DMY"},
        "genres": {"column": "Genres", "list": "python"},
        "directors": {
            "column": "Directors",
            "separator": "|",
            "ids": {"column": "DirectorIds", "scheme": "imdb"},
        },
        "screenwriters": {"column": "Writers", "surname_first": True, "separator": ";"},
        "identifiers.imdb": "id",
        "duration": {"column": "Runtime", "unit": "min"},
    }
    assert 'missing = ["?"]' in (tmp_path / "c" / "catalogue.toml").read_text()
    outcome = build(tmp_path / "c", tmp_path / "out")
    assert (outcome.published["film"], outcome.faults, outcome.unread) == (2, 0, 0)


def test_a_table_with_german_headers(tmp_path: Path) -> None:
    """Surnames in front with particles and in lists, titles with commas, marks for nothing, West Germany."""
    table = tmp_path / "filme.csv"
    table.write_text(
        "Titel;Originaltitel;Land;Regie;Darsteller;Musik;Startdatum;Kurzinhalt;Plakat-URL;IMDb-Nr.\n"
        "Zwei Halunken;Il buono, il brutto, il cattivo;BR Deutschland;von Trier, Lars;Schreck, Max / Hoss, Nina;"
        "k. A.;22.12.1966;Gold.;https://x.example/1.jpg;tt0060196\n"
        "Nosferatu;;Italien;Donnersmarck, Florian Henckel von;Gedeck, Martina;Yared, Gabriel;01.02.1922;Ein Graf.;"
        "https://x.example/2.jpg;tt0013442\n"
    )
    list(init(tmp_path / "c", table))
    assert _columns(tmp_path / "c") == {
        "title": "Titel",
        "alternate_titles": "Originaltitel",
        "countries": "Land",
        "directors": {"column": "Regie", "surname_first": True, "separator": ";"},
        "cast": {"column": "Darsteller", "surname_first": True, "separator": " / "},
        "composers": {"column": "Musik", "surname_first": True, "separator": ";"},
        "release_date": {"column": "Startdatum", "date_order": "DMY"},
        "descriptions": "Kurzinhalt",
        "images": "Plakat-URL",
        "identifiers.imdb": "IMDb-Nr.",
    }
    assert 'missing = ["k. A."]' in (tmp_path / "c" / "catalogue.toml").read_text()
    outcome = build(tmp_path / "c", tmp_path / "out", dumps_only=True)
    assert (outcome.published["country"], outcome.published["person"], outcome.faults) == (2, 6, 0)


# What the cells of a field hold, where not any text will do.
CELLS = {
    "images": "https://x.example/a,b.jpg|https://x.example/c.jpg",
    "trailer": "https://x.example/a.mp4",
    "page": "https://x.example/a",
    "screenings": "2026-01-02T20:00:00+01:00",
    "year": "1992",
    "release_date": "1992-01-02",
    "duration": "138 min",
    "languages": "Dutch",
    "subtitles": "French",
    "countries": "Belgium",
    "certificates": "PG-13",
    "ratings": "7.8/10",
    **dict.fromkeys(
        ("directors", "composers", "cast", "screenwriters", "cinematographers", "editors", "producers"), "Ann Li"
    ),
}
NAMED = [
    (field.name, label)
    for field in profile().by_kind["film"].fields
    for label in field.labels.values()
    if field.name not in ("title", "identifiers", "other_credits")
]


@pytest.mark.parametrize(("field", "label"), NAMED)
def test_columns_called_as_the_shapes_call_their_fields(field: str, label: str, tmp_path: Path) -> None:
    """A column that has the label of a property shape, in any language, is proposed for its field."""
    table = tmp_path / "films.tsv"
    table.write_text(f"Filmtitel\t{label}\nDaens\t{CELLS.get(field, 'Zoo, or not')}\n")
    list(init(tmp_path / "c", table))
    assert field in {proposed.partition(".")[0] for proposed in _columns(tmp_path / "c")}


def test_a_label_alone_does_not_make_addresses(tmp_path: Path) -> None:
    """A column called Image that names people is not proposed for images; French pages call the camera so."""
    table = tmp_path / "films.csv"
    table.write_text('Titre,Image,Trailer,Citaat\nDaens,Walther Vanden Ende,see below,"Small, and great"\n')
    list(init(tmp_path / "c", table))
    assert _columns(tmp_path / "c") == {"title": "Titre", "cinematographers": "Image", "quotes": "Citaat"}


TWICE = [
    ("title,year,title", "Daens,1992,Priest", {"title": "title (column 1)", "year": "year",
                                               "alternate_titles": "title (column 3)"}),
    ("title,year,year", "Daens,1992,1993", {"title": "title", "year": "year (column 2)"}),
    ("title,,", "Daens,x,y", {"title": "title"}),
    ("title,note,note", "Daens,x,y", {"title": "title"}),
    ("title,title,title (column 1)", "Daens,x,y", {"title": "title (column 1) (column 1)",
                                                   "alternate_titles": "title (column 2)"}),
]  # fmt: skip


@pytest.mark.parametrize(("names", "row", "columns"), TWICE)
def test_columns_with_one_name(names: str, row: str, columns: dict[str, str], tmp_path: Path) -> None:
    """Each is proposed by its place, and what is proposed is read."""
    table = tmp_path / "films.csv"
    table.write_text(f"{names}\n{row}\n")
    list(init(tmp_path / "c", table))
    assert _columns(tmp_path / "c") == columns
    ((source, path),) = files(load(tmp_path / "c"))
    (record,) = read(path, source, tmp_path)
    assert isinstance(record, Record) and record.title == "Daens"


def test_columns_in_other_languages(tmp_path: Path) -> None:
    """Columns are known by what film pages call them as well; a second column of titles has the other titles."""
    table = tmp_path / "films.csv"
    table.write_text("Titel;Originaltitel;Länge;Genre;Kamera\nDas Boot;Das Boot;149 Min.;Krieg,Drama;Jost Vacano\n")
    list(init(tmp_path / "c", table))
    assert _columns(tmp_path / "c") == {
        "title": "Titel",
        "alternate_titles": "Originaltitel",
        "duration": "Länge",
        "genres": {"column": "Genre", "separator": ","},
        "cinematographers": "Kamera",
    }


def proposed(table: Path, text: str) -> dict[str, object]:
    """The columns that are proposed for a table."""
    table.write_text(text)
    folder = table.with_suffix("")
    list(init(folder, table))
    load(folder)
    return _columns(folder)


EXPORTS = [
    ("title,original_title\nA,B\n", {"title": "title", "alternate_titles": "original_title"}),
    ("original_title\nA\n", {"title": "original_title"}),
    ("Name,Year\nA,2001\n", {"title": "Name", "year": "Year"}),
    ("Film,Name\nA,B\n", {"title": "Film"}),
    ("Film.Title,Director.Name\nA,B C\n", {"title": "Film.Title", "directors": "Director.Name"}),
    ("film,filmLabel,director,directorLabel\nhttp://x.org/1,A,http://x.org/2,B C\n",
     {"title": "filmLabel", "directors": "directorLabel"}),
    ("movieId,title\n1,A\n", {"title": "title"}),
    ("title,tmdb_id\nA,862\n", {"title": "title", "identifiers.tmdb": "tmdb_id"}),
    ("title,imdb_id\nA,0114709\n", {"title": "title", "identifiers.imdb": "imdb_id"}),
    ("title,imdb\nA,7.8\n", {"title": "title", "ratings": {"column": "imdb", "details": {"author": "IMDb"}}}),
    ("title,url\nA,https://www.imdb.com/title/tt0114709/\n", {"title": "title", "identifiers.imdb": "url"}),
    ("title,url\nA,https://films.example.org/a\n", {"title": "title", "page": "url"}),
    ('title\n"President, The (1995)"\nB (1996)\n', {"title": {"column": "title", "tidy": True}}),
    ('title,cast\nA,"B C, D E"\n', {"title": "title", "cast": {"column": "cast", "separator": ", "}}),
    ('title,cast,country\nA,"B C, D E and F G","BE, FR and NL"\n',
     {"title": "title", "cast": "cast", "countries": "country"}),
    ('title,writer\nA,"B C, D E"\nF,G H / I J\n', {"title": "title", "screenwriters": "writer"}),
    ('title,distributor\nA,"B, Inc., C"\n', {"title": "title", "distributors": "distributor"}),
    ("title,genres\nA,\"[{'id': 1, 'name': 'Drama'}]\"\n",
     {"title": "title", "genres": {"column": "genres", "list": "python"}}),
    ("title,keywords,genres\nA,x,\"[{'id': 1}]\"\n", {"title": "title"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "columns"), EXPORTS)
def test_columns_of_exports(text: str, columns: dict[str, object], tmp_path: Path) -> None:
    """A column states what name and cells say together; where cells speak against the name, nothing is proposed."""
    assert proposed(tmp_path / "films.csv", text) == columns


def test_kinds(tmp_path: Path) -> None:
    """What a row describes comes from its type; a type that no record has is refused, not taken for a film."""
    found = proposed(tmp_path / "a.tsv", "titleType\ttitle\nmovie\tA\ntvEpisode\tB\ntvSeries\tC\nvideoGame\tD\n")
    assert found["kind"] == [
        {"constant": "film", "when": {"titleType": ["movie"]}},
        {"constant": "series", "when": {"titleType": ["tvSeries"]}},
        {"constant": "episode", "when": {"titleType": ["tvEpisode"]}},
        {"column": "titleType", "when": {"titleType": ["videoGame"]}},
    ]
    catalogue = load(tmp_path / "a")
    items = [item for source, path in files(catalogue) for item in read(path, source, tmp_path / "a")]
    kinds = [item.raw if isinstance(item, Fault) else item.kind for item in items]
    assert kinds == ["film", "episode", "series", "videoGame"]


def test_objects_in_objects(tmp_path: Path) -> None:
    """Members of objects are columns by their paths, and what is said of somebody else is not said of the film."""
    film = {
        "title": "A",
        "credits": {"cast": [{"name": "B C", "character": "D"}]},
        "director": {"name": "E F", "birth": {"year": 1950}},
        "series": {"title": "G"},
    }
    assert proposed(tmp_path / "a.json", json.dumps([film])) == {
        "title": "title",
        "cast": {"column": "credits.cast", "members": {"name": "name", "character": "character"}},
        "directors": "director.name",
    }


def test_several_films_in_a_row(tmp_path: Path) -> None:
    """Titles that run parallel to identifiers of films are films of their own."""
    proposed(tmp_path / "a.tsv", "Film\tFilmId\nA|B\ttt0000001|tt0000002\nC\ttt0000003\n")
    assert build(tmp_path / "a", tmp_path / "out").published == {"film": 3}


def test_a_film_called_unknown(tmp_path: Path) -> None:
    """A mark that says nothing elsewhere is proposed as such; one that only titles have may be a title."""
    proposed(tmp_path / "a.csv", "title,director\nUnknown,?\n")
    (source,) = load(tmp_path / "a").sources
    assert source.missing == ("?",)


def test_roles_in_a_list(tmp_path: Path) -> None:
    """Of people listed with their jobs each job that a record knows becomes a field."""
    crew = [
        {"name": "A Bc", "job": "Director"},
        {"name": "D Ef", "job": "Music Composer"},
        {"name": "G", "job": "Grip"},
    ]
    table = tmp_path / "films.json"
    table.write_text(json.dumps([{"title": "Daens", "crew": crew}]))
    list(init(tmp_path / "c", table))
    assert _columns(tmp_path / "c") == {
        "title": "title",
        "directors": {"column": "crew", "where": {"job": "Director"}},
        "composers": {"column": "crew", "where": {"job": "Music Composer"}},
    }
    assert build(tmp_path / "c", tmp_path / "out").published == {"film": 1, "person": 2}


def test_another_encoding_is_told(tmp_path: Path) -> None:
    """The encoding that was found is written down, for a person to look at."""
    table = tmp_path / "films.csv"
    table.write_bytes("Title,Director\nDéjà vu,François Ozon\n".encode("cp1252"))
    list(init(tmp_path / "c", table))
    assert 'encoding = "cp1252"' in (tmp_path / "c" / "catalogue.toml").read_text()


@pytest.mark.parametrize("end", [".json", ".jsonl", ".parquet", ".tsv", ".csv.gz"])
def test_every_format(end: str, tmp_path: Path) -> None:
    """A table of any format has a proposal that builds."""
    import gzip

    import polars as pl

    table = tmp_path / f"films{end}"
    frame = pl.DataFrame({"Title": ["Close", "Here"], "Year": [2022, 2023]})
    writers: dict[str, Callable[[], object]] = {
        ".json": lambda: frame.write_json(table),
        ".jsonl": lambda: frame.write_ndjson(table),
        ".parquet": lambda: frame.write_parquet(table),
        ".tsv": lambda: frame.write_csv(table, separator="\t"),
        ".csv.gz": lambda: table.write_bytes(gzip.compress(frame.write_csv().encode())),
    }
    writers[end]()
    list(init(tmp_path / "c", table))
    outcome = build(tmp_path / "c", tmp_path / "out")
    assert (outcome.published["film"], outcome.faults) == (2, 0)


REAL = {
    "wikipedia-movies/movies-1900s.json": {"title", "year", "cast", "genres", "descriptions"},
    "vega-movies/movies.json": {"title", "release_date", "duration", "distributors", "genres", "directors"},
    "disney-wikipedia/disney_data.json": {"title", "directors", "composers", "cast", "countries", "duration"},
    "disney-wikipedia/disney_final_even_rows.csv": {"title", "directors", "composers", "cast", "countries", "duration"},
    "oscars/oscars.tsv": {"title", "year", "identifiers.imdb"},
}


@pytest.mark.parametrize("name", REAL)
@pytest.mark.slow
def test_real_tables(name: str, tmp_path: Path) -> None:
    """The proposal for a real table knows its main columns, and reads every row of it."""
    table = Path(__file__).parents[3] / "shared" / "data" / name
    if not table.exists():
        pytest.skip(f"{name} is not here")
    list(init(tmp_path / "c", table))
    assert set(_columns(tmp_path / "c")) >= REAL[name]
    catalogue = load(tmp_path / "c")
    items = [item for source, path in files(catalogue) for item in read(path, source, tmp_path / "c")]
    assert items and not [item for item in items if isinstance(item, Fault)]


BAD = [
    ("empty", "a.csv", b""),
    ("only columns", "a.csv", b"Title\n"),
    ("no spreadsheet", "a.xlsx", b"PK"),
    ("no Parquet", "a.parquet", b"PAR1"),
    ("no JSON", "a.json", b"{"),
    ("no table", "a.pdf", b"%PDF"),
]


@pytest.mark.parametrize(("name", "content"), [case[1:] for case in BAD], ids=[case[0] for case in BAD])
def test_a_table_without_a_proposal(name: str, content: bytes, tmp_path: Path) -> None:
    """One line says why, and no catalogue is made."""
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ReelgraphError, match=name):
        list(init(tmp_path / "c", tmp_path / name))
    assert not (tmp_path / "c").exists()


def test_a_folder_that_is_not_empty(tmp_path: Path) -> None:
    """Nothing of a person's is overwritten."""
    with pytest.raises(ReelgraphError, match="not empty"):
        list(init(Path(__file__).parent))


@pytest.mark.skipif(sys.platform == "win32", reason="the limit is POSIX's")
@pytest.mark.parametrize("most", [0, 200])
def test_a_disk_that_is_full(most: int, tmp_path: Path) -> None:
    """What was begun is gone, so that the same command works when there is room again."""
    import resource

    command = [str(Path(sys.executable).with_name("kg")), "init", str(tmp_path / "c")]
    full = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (most, most))
    ran = subprocess.run(command, capture_output=True, text=True, preexec_fn=full, timeout=60)
    assert (ran.returncode, ran.stderr) == (2, f"kg: {tmp_path / 'c'}: File too large\n")
    assert subprocess.run(command, capture_output=True, timeout=60).returncode == 0
