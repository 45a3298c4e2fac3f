"""Rows that refer to members of other lists by their ids."""

import json
from pathlib import Path
from typing import Any

import pytest

from kg.model.record import Fault, Record
from kg.sources import read
from kg.sources.catalogue import load
from kg.sources.init import init
from kg.sources.stated import Leftover
from kg.sources.tables.rows import rows
from kg.system.errors import ReelgraphError

TIME = "2026-12-0{}T20:00:00+01:00"


def _text(said: str) -> dict[str, str]:
    return {"text": said}


SHOWTIMES = {
    "showtimes": [
        {"id": f"s{day}", "schedule": {"startsAt": TIME.format(day)}, "filmId": film, "siteId": "c", "screenId": screen}
        | {"attributeIds": attributes, "isSoldOut": day == 3}
        for day, film, screen, attributes in (
            (1, "f1", "x1", ["a1"]),
            (2, "f1", "x2", ["a1", "a2"]),
            (3, "f2", "x1", []),
        )
    ],
    "relatedData": {
        "films": [
            {"id": "f1", "title": _text("Quiet Lock"), "runtimeInMinutes": 118, "genreIds": ["g"]},
            {"id": "f2", "title": _text("Salt Road"), "runtimeInMinutes": 95, "genreIds": []},
        ],
        "sites": [{"id": "c", "name": _text("Harbour Cinema")}],
        "screens": [{"id": f"x{one}", "siteId": "c", "name": _text(f"Screen {one}")} for one in (1, 2)],
        "attributes": [{"id": "a1", "name": _text("OV")}, {"id": "a2", "name": _text("3D")}],
        "genres": [{"id": "g", "name": _text("Drama")}],
    },
}
MOVIES = [{"id": 1, "title": "Quiet Lock", "year": 2026}, {"id": 2, "title": "Salt Road", "year": 2025}]
THEATERS = [{"id": 1, "name": "Harbour Cinema"}, {"id": 2, "name": "Mill Cinema"}]
SHOWS = [(1, 1, 1), (1, 2, 2), (2, 2, 3)]


def _of(document: Any, folder: Path) -> tuple[list[Record], list[Fault]]:
    """What is read of a document by the mapping that is proposed for it."""
    (folder / "a.json").write_text(json.dumps(document), "utf-8")
    list(init(folder / "c", folder / "a.json"))
    (source,) = load(folder / "c").sources
    found = list(read(folder / "c/a.json", source, folder / "c"))
    records = [one for one in found if isinstance(one, Record)]
    return records, [one for one in found if isinstance(one, Fault)]


def test_showtimes_with_related_data(tmp_path: Path) -> None:
    """Each show has its film, cinema, screen, version, format and tickets, without an edit."""
    records, faults = _of(SHOWTIMES, tmp_path)
    said = [(one.title, show) for one in records for show in one.screenings]
    assert not faults
    assert [(title, show.start, show.screen, show.version, show.video_format) for title, show in said] == [
        ("Quiet Lock", TIME.format(1), "Screen 1", "OV", ()),
        ("Quiet Lock", TIME.format(2), "Screen 2", "OV", ("3D",)),
        ("Salt Road", TIME.format(3), "Screen 1", None, ()),
    ]
    assert {show.venue.name for _, show in said if show.venue} == {"Harbour Cinema"}
    assert [len(show.tickets) for _, show in said] == [0, 0, 1]
    assert [one.genres for one in records] == [("Drama",), ("Drama",), ()]


@pytest.mark.parametrize("names", [("movieId", "theaterId"), ("movie_id", "theater_ref"), ("movie", "theater")])
@pytest.mark.parametrize("form", ["list", "texts", "keyed"])
def test_lists_beside_each_other(names: tuple[str, str], form: str, tmp_path: Path) -> None:
    """Ids are numbers or texts, in members of a list or the names of an object's members."""
    keyed = form == "keyed"
    of: Any = str if form != "list" else int
    document = {
        name: {f"{one['id']}": {k: v for k, v in one.items() if k != "id"} for one in members} if keyed else members
        for name, members in (("movies", MOVIES), ("theaters", THEATERS))
    }
    shows = [{names[0]: of(film), names[1]: of(venue), "start": TIME.format(day)} for film, venue, day in SHOWS]
    records, faults = _of(document | {"showtimes": shows}, tmp_path)
    said = [(one.title, show.venue and show.venue.name, show.start) for one in records for show in one.screenings]
    assert not faults
    assert said == [
        (MOVIES[film - 1]["title"], THEATERS[venue - 1]["name"], TIME.format(day)) for film, venue, day in SHOWS
    ]


@pytest.mark.parametrize(
    ("movies", "reason"),
    [
        (MOVIES[:1], "movieId refers to a member of movies that is not there"),
        ([*MOVIES, {"id": 2, "title": "Other", "year": 2024}], "2 members of movies have this id; none is joined"),
    ],
)
def test_what_cannot_be_joined_is_told(movies: list[dict[str, Any]], reason: str, tmp_path: Path) -> None:
    """An id that nothing has, and one that two have."""
    shows = [{"movieId": film, "theaterId": venue, "start": TIME.format(day)} for film, venue, day in SHOWS]
    _, faults = _of({"movies": movies, "theaters": THEATERS, "showtimes": shows}, tmp_path)
    assert reason in {one.reason for one in faults}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("hello", "broken JSON: a value is missing or not valid"),
        ('{"films": {"a" 1}}', "broken JSON: : is missing"),
        ('{"films": 3} x', "broken JSON: a value is missing or not valid"),
        ('{"films": 3}', "has no array of objects"),
    ],
)
def test_broken_without_rows(text: str, reason: str, tmp_path: Path) -> None:
    """Where no row was found, it is told why."""
    (tmp_path / "a.json").write_text(text, "utf-8")
    with pytest.raises(ReelgraphError, match=reason):
        list(init(tmp_path / "c", tmp_path / "a.json"))


def test_a_list_that_nothing_joins_is_left_over(tmp_path: Path) -> None:
    """What stands beside the joined lists is counted, as any other part of a document that holds no rows."""
    related: dict[str, Any] = {**SHOWTIMES["relatedData"], "people": [{"id": "p", "name": "Ann Lee"}]}  # type: ignore[dict-item]
    (tmp_path / "a.json").write_text(json.dumps({**SHOWTIMES, "relatedData": related}), "utf-8")
    list(init(tmp_path / "c", tmp_path / "a.json"))
    (source,) = load(tmp_path / "c").sources
    left = [one for one in rows(tmp_path / "a.json", source, "utf-8") if isinstance(one, Leftover)]
    assert [(one.name, one.raw) for one in left] == [("relatedData.people", [{"id": "p", "name": "Ann Lee"}])]
