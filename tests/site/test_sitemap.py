"""What crawlers read."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from kg.pipeline.build import build
from kg.site import llms, schemamap, sitemap

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
        path = entry.findtext(f"{NS}loc", "").removeprefix(BASE)
        if path == schemamap.MAP:
            continue
        part = ElementTree.parse(release / path).getroot()
        days = {url.findtext(f"{NS}loc", ""): url.findtext(f"{NS}lastmod", "") for url in part}
        assert entry.findtext(f"{NS}lastmod") == max(days.values())
        found |= {address.removeprefix(BASE): day for address, day in days.items()}
    return found


def _structured(release: Path) -> dict[str, str]:
    """Path → day of the files of the schema map."""
    urls = ElementTree.parse(release / "schemamap.xml").getroot()
    assert urls.tag == f"{NS}urlset" and all(url.attrib == {"contentType": "structuredData/schema.org"} for url in urls)
    return {url.findtext(f"{NS}loc", "").removeprefix(BASE): url.findtext(f"{NS}lastmod", "") for url in urls}


def _entities(release: Path, path: str) -> list[dict[str, object]]:
    """What the lines of a file of the schema map state."""
    return [json.loads(line) for line in (release / path).read_text("utf-8").splitlines()]


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


def test_the_schema_map_has_every_thing_in_the_markup_of_its_page(releases: list[Path]) -> None:
    """Kind by kind, a line each, as JSON-LD that needs nothing else; not the editions, which markup does not state."""
    assert list(_structured(releases[0])) == ["schemamap/film-1.jsonl", "schemamap/person-1.jsonl"]
    one, three, two = _entities(releases[0], "schemamap/film-1.jsonl")
    assert [film["name"] for film in (one, two, three)] == ["One", "Two", "Three"]
    (stated,) = json.loads((releases[0] / "markup/one-2001.json").read_bytes())["@graph"]
    assert one == {"@context": "https://schema.org", **stated}


def test_a_file_of_the_schema_map_has_the_day_of_its_newest_change(releases: list[Path]) -> None:
    """The films changed, the people did not; what is gone is in no file."""
    days = [_structured(release) for release in releases]
    assert days[1] == {"schemamap/film-1.jsonl": "2026-02-02", "schemamap/person-1.jsonl": "2026-01-01"}
    assert days[2] == {"schemamap/film-1.jsonl": "2026-03-03", "schemamap/person-1.jsonl": "2026-03-03"}
    assert [film["name"] for film in _entities(releases[2], "schemamap/film-1.jsonl")] == ["One", "Three"]


def test_what_did_not_change_is_the_same_file(releases: list[Path]) -> None:
    """A release shares the file with the one before."""
    people = [(release / "schemamap/person-1.jsonl").stat().st_ino for release in releases[:2]]
    assert people[0] == people[1]


def test_crawlers_find_the_schema_map(releases: list[Path]) -> None:
    """By the index of sitemaps and on the first page; IndexNow and robots.txt do not know such files."""
    listed = {entry.findtext(f"{NS}loc") for entry in ElementTree.parse(releases[0] / "sitemap.xml").getroot()}
    assert f"{BASE}schemamap.xml" in listed
    assert 'href="./schemamap.xml"' in (releases[0] / "index.html").read_text("utf-8")
    assert not any("schemamap" in path for path in _changed(releases[0]))
    assert "schemamap" not in (releases[0] / "robots.txt").read_text().lower()


def test_a_catalogue_may_ask_for_the_schema_map_in_robots(tmp_path: Path) -> None:
    """By a setting."""
    assert "Schemamap: https://films.example/schemamap.xml" in _robots(tmp_path, "schemamap_in_robots = true")


def _robots(folder: Path, setting: str) -> list[str]:
    (folder / "catalogue").mkdir()
    (folder / "catalogue/catalogue.toml").write_text(setting + CATALOGUE, "utf-8")
    (folder / "catalogue/films.jsonl").write_text(json.dumps(ONE), "utf-8")
    build(folder / "catalogue", folder / "out", date="2026-01-01")
    return (folder / "out/current/robots.txt").read_text().splitlines()


@pytest.mark.parametrize(("things", "lines"), [(1000, [1000]), (1001, [1000, 1]), (2500, [1000, 1000, 500])])
def test_files_of_the_schema_map_have_a_thousand_lines(tmp_path: Path, things: int, lines: list[int]) -> None:
    """Whatever parts the things come in; nothing is lost between two files."""
    parts, target = tmp_path / "schemamap" / "film", tmp_path / "release"
    parts.mkdir(parents=True)
    target.mkdir()
    for start in range(0, things, 300):
        part = "".join(f"{n}\u2028\n" for n in range(start, min(start + 300, things)))
        (parts / f"{start:06}").write_text(part, "utf-8")
    schemamap.write(tmp_path, target)
    files = [target / schemamap.FOLDER / f"film-{number}.jsonl" for number in range(1, len(lines) + 1)]
    found = [file.read_text("utf-8").removesuffix("\n").split("\n") for file in files]
    assert [len(each) for each in found] == lines and len(list((target / schemamap.FOLDER).iterdir())) == len(lines)
    assert [int(line[:-1]) for each in found for line in each] == list(range(things))


def test_llms_txt_says_what_the_site_is(releases: list[Path]) -> None:
    """Its name, how much there is of what, under which licence, and where the data is."""
    text = (releases[2] / "llms.txt").read_text("utf-8")
    assert text.startswith("# Films\n\n> 2 films and 2 people, as linked data")
    assert "2026-03-03" in text and "https://creativecommons.org/publicdomain/zero/1.0/" in text
    links = re.findall(r"\]\((https://films\.example/[^)]*)\)", text)
    assert {f"{BASE}{path}" for path in ("schemamap.xml", "manifest.json", "film/", "dump/person.nt")} <= set(links)
    paths = [releases[2] / link.removeprefix(BASE) for link in links]
    assert [path for path in paths if not (path.is_file() or (path / "index.html").is_file())] == []


def test_names_are_mere_text_in_llms_txt() -> None:
    """Whatever they hold, they make no heading, no link and no line."""
    assert llms.text("A [b](c)\n# d") == "A \\[b\\](c) \\# d"
