"""What crawlers read."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from kg.pipeline.build import build
from kg.site import sitemap

BASE = "https://films.example/"
NS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
CATALOGUE = f"""
name = "Films"
base = "{BASE}"
publisher = "Films"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
languages = ["en"]

[[sources]]
name = "own"
path = "films.jsonl"
reader = "native"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
"""
ONE = {"title": "One", "year": 2001, "directors": ["Ann"]}
TWO = {"title": "Two", "year": 2002, "directors": ["Bo"]}
ELSEWHERE = {"title": "Three", "year": 2003, "directors": ["Cleo"], "page": "https://elsewhere.example/three"}


def _build(folder: Path, date: str, *films: object) -> Path:
    (folder / "catalogue").mkdir(exist_ok=True)
    (folder / "catalogue/catalogue.toml").write_text(CATALOGUE, "utf-8")
    (folder / "catalogue/films.jsonl").write_text("".join(json.dumps(film) + "\n" for film in films), "utf-8")
    build(folder / "catalogue", folder / "out", date=date)
    return (folder / "out/current").resolve()


def _dates(release: Path) -> dict[str, str]:
    """Path → day of all pages in the sitemaps that the index lists."""
    found: dict[str, str] = {}
    for entry in ElementTree.parse(release / "sitemap.xml").getroot():
        part = ElementTree.parse(release / entry.findtext(f"{NS}loc", "").removeprefix(BASE)).getroot()
        days = {url.findtext(f"{NS}loc", ""): url.findtext(f"{NS}lastmod", "") for url in part}
        assert entry.findtext(f"{NS}lastmod") == max(days.values())
        found |= {address.removeprefix(BASE): day for address, day in days.items()}
    return found


def _changed(release: Path) -> set[str]:
    found = set()
    for path in (release / "indexnow").iterdir():
        body = json.loads(path.read_bytes())
        assert (release / body["keyLocation"].removeprefix(BASE)).read_text() == body["key"]
        assert body["host"] == "films.example" and len(body["urlList"]) <= sitemap.MOST
        found |= {address.removeprefix(BASE) for address in body["urlList"]}
    return found


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Three releases: two films; the first of them changed; the second gone."""
    folder = tmp_path_factory.mktemp("sitemap")
    return [
        _build(folder, "2026-01-01", ONE, TWO, ELSEWHERE),
        _build(folder, "2026-02-02", {**ONE, "duration": "90 min"}, TWO, ELSEWHERE),
        _build(folder, "2026-03-03", {**ONE, "duration": "90 min"}, ELSEWHERE),
    ]


def test_at_first_all_is_new(releases: list[Path]) -> None:
    """Every page that may be indexed is there, once, with the day of the release."""
    dates = _dates(releases[0])
    assert set(dates.values()) == {"2026-01-01"} and dates.keys() == _changed(releases[0])
    assert {"", "film/one-2001/", "film/two-2002/", "person/ann/", "year/2001/", "download/"} <= dates.keys()


def test_what_is_not_to_be_indexed_is_not_there(releases: list[Path]) -> None:
    """The search, the report, and a film whose page is somebody else's."""
    assert not {"search/", "report/", "film/three-2003/"} & _dates(releases[0]).keys()


def test_a_page_has_the_day_on_which_it_changed(releases: list[Path]) -> None:
    """Whatever else changed, and on whatever days releases were made."""
    dates = _dates(releases[1])
    assert dates["film/one-2001/"] == "2026-02-02" and dates["film/two-2002/"] == "2026-01-01"
    assert dates["person/bo/"] == "2026-01-01"
    assert _changed(releases[1]) == {path for path, day in dates.items() if day == "2026-02-02"}


def test_what_is_gone_is_told(releases: list[Path]) -> None:
    """It is in no sitemap, and among what changed."""
    dates = _dates(releases[2])
    assert "film/two-2002/" not in dates and "person/bo/" not in dates
    assert {"film/two-2002/", "person/bo/", "year/2002/"} <= _changed(releases[2])
    assert dates["film/one-2001/"] == "2026-02-02"


def test_the_same_build_again_is_the_same_release(releases: list[Path], tmp_path: Path) -> None:
    """What changed on a day stays so for all builds of that day."""
    once = _build(tmp_path, "2026-01-01", ONE, TWO)
    assert _build(tmp_path, "2026-01-01", ONE, TWO) == once


def test_what_did_not_change_on_that_day_is_not_told(tmp_path: Path) -> None:
    """A release of the same day tells only the pages that the one before it shows otherwise; again, the same ones."""
    _build(tmp_path, "2026-01-01", ONE, TWO)
    for _ in range(2):
        changed = _changed(_build(tmp_path, "2026-01-01", ONE, TWO | {"duration": "90 min"}))
        assert "film/two-2002/" in changed
        assert not {"film/one-2001/", "person/ann/"} & changed


def test_robots_find_the_sitemap(releases: list[Path]) -> None:
    """By robots.txt."""
    assert f"Sitemap: {BASE}sitemap.xml" in (releases[0] / "robots.txt").read_text().splitlines()
