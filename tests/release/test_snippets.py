"""Markup for other systems, out of a release."""

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import kg
from kg.cli import main
from kg.system.errors import ReelgraphError

FILM = "https://films.example.org/film/perfect-days-2023/"


@pytest.mark.parametrize("film", ["perfect-days-2023", "film/perfect-days-2023/", FILM, f"{FILM}#this"])
def test_a_film_has_many_names(example: Path, film: str) -> None:
    """Slug, path, address and IRI lead to the same element."""
    result = CliRunner().invoke(main, ["markup", str(example), film])
    text = result.stdout.strip().removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    (node,) = json.loads(text)["@graph"]
    assert node["@id"] == f"{FILM}#this" and node["@type"] == "Movie"


@pytest.mark.parametrize("film", ["", "no-such-film", "../manifest", "film/../../manifest", "/etc/passwd", "x\0y"])
def test_what_is_no_film_is_said_to_be_none(example: Path, film: str) -> None:
    """Nor does a name lead out of the release."""
    with pytest.raises(ReelgraphError):
        kg.open(example).film(film)


@pytest.mark.parametrize(
    ("film", "hint"),
    [
        ("Perfect Days", "did you mean perfect-days-2023?"),
        ("around the world in 80 days", "did you mean around-the-world-in-80-days-1956 or around-the-world-in-80-days"),
        ("xyzzy", "see the file names in "),
    ],
)
def test_films_that_may_be_meant_are_offered(example: Path, film: str, hint: str) -> None:
    """A name that no film has is one line with the nearest names, or with where all are."""
    result = CliRunner().invoke(main, ["markup", str(example), film])
    assert (result.exit_code, result.stdout) == (2, "") and result.stderr.count("\n") == 1
    assert hint in result.stderr


def test_a_film_is_known_by_the_page_of_its_source(tmp_path: Path) -> None:
    """The page that a source states names its film, unless two state it; no other page does."""
    films = [("Simon", "simon"), ("Zwartboek", "two"), ("Tirza", "two")]
    lines = [json.dumps({"title": title, "page": f"https://house.example/{page}"}) for title, page in films]
    (tmp_path / "c").mkdir()
    (tmp_path / "c/a.jsonl").write_text("\n".join(lines))
    (tmp_path / "c/catalogue.toml").write_text(
        'name = "C"\nlanguages = ["en"]\nbase = "https://c.example/"\npublisher = "C"\nlicence = "https://c.example/licence"\n'
        '[[sources]]\nname = "a"\npath = "a.jsonl"\nreader = "native"\ndate = 2026-11-01\n'
    )
    kg.build(tmp_path / "c", tmp_path / "out")
    release = kg.open(tmp_path / "out")
    assert release.film("https://house.example/simon").markup()["@graph"][0]["name"] == "Simon"
    for other in ("two", "simo"):
        with pytest.raises(ReelgraphError, match="not in the release"):
            release.film(f"https://house.example/{other}")


def test_every_film_has_a_file(example: Path) -> None:
    """A page's markup of its film is that of the file, for all that records are about."""
    pages = [page for kind in ("film", "episode", "series") for page in (example / kind).glob("*/index.html")]
    files = {path.stem: json.loads(path.read_bytes())["@graph"] for path in (example / "markup").rglob("*.json")}
    assert {page.parent.name for page in pages} - {"page"} == files.keys()
    for page in pages:
        (text,) = page.read_text("utf-8").split('<script type="application/ld+json">')[1:]
        assert files[page.parent.name][0] in json.loads(text.partition("</script>")[0])["@graph"]


def test_what_a_film_lacks_is_told(example: Path) -> None:
    """On stderr, and of all films in a table of the report: no source of the example states an image."""
    result = CliRunner().invoke(main, ["markup", str(example), "perfect-days-2023"])
    assert result.stderr == "kg: not eligible for results of search engines: film in a carousel: image is missing\n"
    with (example / "report/eligibility.csv").open(encoding="utf-8") as table:
        rows = list(csv.DictReader(table))
    films = [path for path in example.glob("markup/**/*.json") if b'"Movie"' in path.read_bytes()]
    assert len(rows) == len(films) and len({row["film"] for row in rows}) == len(rows)
    said = {(row["result"], row["eligible"], row["lacks"]) for row in rows}
    assert said == {("film in a carousel", "no", "image is missing")}


def test_a_feed_has_every_film(example: Path) -> None:
    """One JSON document, each film an item."""
    result = CliRunner().invoke(main, ["markup", str(example), "--feed"])
    feed = json.loads(result.output)
    films = [item["item"]["@id"] for item in feed["dataFeedElement"]]
    assert feed["@type"] == "DataFeed" and len(films) == len(set(films)) == len(list(example.glob("markup/**/*.json")))
