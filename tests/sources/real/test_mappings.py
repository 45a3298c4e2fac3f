"""What comes out of real tables: records, fields filled, values not understood."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

DATA = Path(__file__).parents[4] / "shared" / "data"
PACKAGE = Path(__file__).parents[3] / "node_modules" / "vega-datasets" / "data" / "movies.json"
Mapped = Callable[..., Any]

FILLED = {
    "wikipedia-movies": {"title": 1507, "year": 1507, "cast": 1190, "genres": 1234, "descriptions": 1234,
                         "identifiers": 1231, "images": 1121},
    "vega-movies": {"title": 3200, "release_date": 3179, "duration": 1209, "genres": 2926, "directors": 1870,
                    "distributors": 2968, "year": 3, "certificates": 2596, "ratings": 3049},
    "oscars": {"title": 10879, "identifiers": 10878, "awards": 10879, "directors": 481, "cast": 1875, "composers": 529,
               "cinematographers": 350, "editors": 460, "screenwriters": 1040},
    "disney-wikipedia": {"title": 427, "duration": 415, "countries": 423, "languages": 413, "release_date": 285},
    "disney-cleaned": {"title": 216, "duration": 206, "countries": 215, "directors": 215, "cast": 196,
                       "composers": 210},
}  # fmt: skip

FAULTS: dict[str, dict[tuple[str, str], int]] = {
    "wikipedia-movies": {
        ("identifiers", "not an identifier of wikipedia for a film"): 4,  # a part of an article is no film's
        ("cast", "not a name"): 4,  # the end of a note
        ("cast", "a placeholder, not a name"): 1,
    },
    "vega-movies": {("release_date", "later than 2011-12-31"): 22, ("distributors", "a placeholder, not a name"): 1},
    "disney-cleaned": {
        ("duration", "several values; only one is allowed"): 5,  # versions of a film
        ("cast", "a placeholder, not a name"): 1,  # see below
        ("directors", "not a name"): 5,  # headings among names
        ("distributors", "not a name"): 12,  # countries in brackets
        ("distributors", "a placeholder, not a name"): 35,  # the second line of Walt Disney Studios Motion Pictures
        ("production_companies", "not a name"): 1,
        ("screenwriters", "not a name"): 6,
        ("screenwriters", "a placeholder, not a name"): 3,
        ("producers", "not a name"): 2,
        ("composers", "not a name"): 2,
        ("composers", "a placeholder, not a name"): 11,  # headings, what is said of a song, "and"
        ("composers", "the name of a company, not of a person"): 1,
    },
    "oscars": {
        ("editors.identifiers", "not an identifier of imdb for a person"): 2,  # two identifiers for one name
    },
}


@pytest.fixture(scope="module")
def came(mapped: Mapped) -> Callable[[str], Any]:
    """What comes out of a table of ../shared, by its mapping."""
    paths = {
        "wikipedia-movies": [DATA / "wikipedia-movies" / f"movies-{decade}.json" for decade in ("1900s", "2020s")],
        "vega-movies": [DATA / "vega-movies" / "movies.json"],
        "oscars": [DATA / "oscars" / "oscars.tsv"],
        "disney-wikipedia": [DATA / "disney-wikipedia" / "disney_data.json"],
        "disney-cleaned": [DATA / "disney-wikipedia" / "disney_final_even_rows.csv"],
    }
    read: dict[str, Any] = {}

    def run(name: str) -> Any:
        if name not in read:
            read[name] = mapped(name, *paths[name])
        return read[name]

    return run


@pytest.mark.parametrize("name", FILLED)
@pytest.mark.slow
def test_fields_filled(name: str, came: Callable[[str], Any]) -> None:
    """Each field is filled in as many records as the source states it in an understandable way; every row is read."""
    assert {field: came(name).filled(field) for field in FILLED[name]} == FILLED[name]
    assert came(name).unread == []


@pytest.mark.slow
@pytest.mark.parametrize("name", FAULTS)
def test_faults(name: str, came: Callable[[str], Any]) -> None:
    """Nothing else is not understood."""
    assert dict(came(name).faults()) == FAULTS[name]


def test_a_title_of_digits(came: Callable[[str], Any]) -> None:
    """A film that JSON has as a number is called by its digits."""
    assert {"300", "1776"} <= {record.title for record in came("vega-movies").records}


def test_a_year_beside_a_title(came: Callable[[str], Any]) -> None:
    """A title with its year behind is a title and a year."""
    (record,) = [record for record in came("vega-movies").records if record.title == "King Kong" and record.year]
    assert record.year == 1933


def test_a_nomination_of_several_films(came: Callable[[str], Any]) -> None:
    """A row that names two films gives two records of their own, each with its identifier."""
    first = [r for r in came("oscars").records if r.source.line == 2]
    assert [record.identifiers["imdb"] for record in first] == ["tt0019217", "tt0018253"]
    assert len({record.source.key for record in first}) == 2
    assert {record.cast[0].identifiers["imdb"] for record in first} == {"nm0001932"}


def test_roles_by_category(came: Callable[[str], Any]) -> None:
    """Who is nominated for a score is the composer, and nothing else is said of them."""
    scores = [
        r for r in came("oscars").records if any("MUSIC (Original" in award for award in r.awards) and r.composers
    ]
    assert scores and not any(record.directors or record.cast or record.editors for record in scores)


def test_marked_up_pages(mapped: Mapped) -> None:
    """Of schema.org's examples those that state a film with its name give it, the others one fault each."""
    pages = sorted((DATA / "schemaorg-movie-examples").glob("*.html"))
    if not pages:
        pytest.skip("schema.org's examples are not here")
    found = mapped("marked-up-pages", *pages)
    counts = (len(found.records), found.filled("directors"), found.filled("countries"), found.filled("based_on"))
    assert counts == (15, 6, 3, 1)
    assert len(found.unread) == len(pages) - 12 and {fault.reason for fault in found.unread} == {
        "has no film in JSON-LD, microdata or RDFa"
    }
    assert not found.faults()


@pytest.mark.parametrize(
    ("folder", "filled", "faults"),
    [
        (
            "ffg-layouts",
            {"title": 5, "year": 7, "duration": 7, "directors": 7, "cast": 7, "languages": 7, "composers": 5},
            {("languages", "not a known language name or code"): 1},
        ),
        (
            "festival-layouts",
            {"title": 4, "year": 5, "duration": 5, "directors": 5, "cast": 4, "countries": 5, "composers": 3},
            {("countries", "may be several countries"): 1, ("producers", "the page is cut off here"): 1},
        ),
    ],
)
def test_festival_pages(
    folder: str, filled: dict[str, int], faults: dict[tuple[str, str], int], mapped: Mapped
) -> None:
    """Each page of a festival is one record; what is lost on it or ambiguous stays empty."""
    pages = sorted((DATA / folder).glob("*.txt"))
    if not pages:
        pytest.skip(f"{folder} is not here")
    found = mapped("festival-pages", *pages)
    assert (len(found.records), found.unread) == (len(pages), [])
    assert {field: found.filled(field) for field in filled} == filled
    assert dict(found.faults()) == faults


@pytest.mark.slow
def test_the_same_table_from_its_package(mapped: Mapped) -> None:
    """The films that the package vega-datasets carries come out as those beside the project do."""
    found = mapped("vega-movies", PACKAGE)
    assert (len(found.records), found.unread) == (3201, [])
    assert dict(found.faults()) == FAULTS["vega-movies"]
    assert {field: found.filled(field) for field in FILLED["vega-movies"]} == FILLED["vega-movies"]
