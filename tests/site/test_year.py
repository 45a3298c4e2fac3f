"""A year of a cinema with eight screens: its programme is split, and no page is too long."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kg.pipeline.build import build

CATALOGUE = """
name = "A cinema"
base = "https://cinema.example/"
publisher = "A cinema"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
languages = ["en", "de"]

[[sources]]
name = "own"
path = "films.jsonl"
reader = "native"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
date = 2026-11-23
"""
HALL = {"name": "Kino Morgenstern", "address": "Lindengasse 14, 10999 Berlin", "kind": "cinema"}
FIRST = datetime.fromisoformat("2026-11-23T14:00+01:00")
SCREENS, A_DAY, RUN, FILMS = 8, 5, 21, 12
"""So many shows a day has each screen; so many films run for so many days."""
LARGEST, LARGEST_FILM = 1_000_000, 30_000


def _show(day: int, screen: int, slot: int) -> dict[str, Any]:
    start = FIRST + timedelta(days=day, hours=2 * slot, minutes=5 * screen)
    ticket = {"price": "9.50", "currency": "EUR", "availability": "available" if slot else "sold out"}
    return {
        "start": start.isoformat(),
        "end": (start + timedelta(minutes=105)).isoformat(),
        "venue": HALL,
        "screen": f"Saal {screen + 1}",
        "languages": ["fr"],
        "subtitles": ["de"],
        "version": "OmU",
        "tickets": [ticket | {"url": f"https://tickets.example/{day}/{screen}/{slot}"}],
        **({"status": "cancelled"} if (day + screen + slot) % 37 == 0 else {}),
    }


def _films(weeks: int) -> Iterator[dict[str, Any]]:
    shows: dict[int, list[dict[str, Any]]] = {}
    for day in range(7 * weeks):
        for place in range(SCREENS * A_DAY):
            film = day // RUN * FILMS + place % FILMS
            shows.setdefault(film, []).append(_show(day, *divmod(place, A_DAY)))
    for film, found in shows.items():
        named = {"title": f"Film number {film}", "year": 2020 + film % 6, "directors": [f"Director {film % 40}"]}
        yield named | {"descriptions": {"en": "Somebody wrote this of the film. " * 12}, "screenings": found}


# A year takes five minutes.
@pytest.mark.parametrize("weeks", [pytest.param(2, marks=pytest.mark.slow), pytest.param(52, marks=pytest.mark.long)])
def test_a_year_of_eight_screens(weeks: int, tmp_path: Path) -> None:
    """Each show is on the pages of its week, no page is longer than 1 MB, and that of a film 30 kB at most."""
    (tmp_path / "catalogue.toml").write_text(CATALOGUE, "utf-8")
    (tmp_path / "films.jsonl").write_text("\n".join(map(json.dumps, _films(weeks))), "utf-8")
    build(tmp_path, tmp_path / "out")
    folder = tmp_path / "out/current"
    pages = {path.relative_to(folder): path.read_text("utf-8") for path in folder.rglob("index.html")}
    sizes = {path: len(html.encode()) for path, html in pages.items()}
    assert max(sizes.values()) < LARGEST
    assert max(size for path, size in sizes.items() if path.match("film/film-number-*/index.html")) < LARGEST_FILM
    of_weeks = [html for path, html in pages.items() if path.parts[0] == "programme" and path.parts[1][:2] != "20"]
    assert sum(html.count('<td class="when">') for html in of_weeks) == 7 * weeks * SCREENS * A_DAY
