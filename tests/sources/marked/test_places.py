"""The order of what a file says, also where it says the same of a thing by several properties."""

import json
from pathlib import Path

import pytest

from kg.model.record import Record
from kg.sources import guess, read
from kg.sources.marked import rdf

SCHEMA = '@prefix s: <http://schema.org/> . <a:f> a s:Movie ; s:name "A" ; '
PEOPLE = '<p:a> s:name "Ann" . <p:b> s:name "Bo" . <p:z> s:name "Zoe" .'

CASTS = {
    "s:director <p:a> ; s:actor <p:b>, <p:z>, <p:a> .": ["Bo", "Zoe", "Ann"],
    "s:actor <p:b>, <p:z>, <p:a> ; s:director <p:a> .": ["Bo", "Zoe", "Ann"],
    "s:producer <p:z> ; s:director <p:a>, <p:z> ; s:actor <p:b>, <p:z>, <p:a> .": ["Bo", "Zoe", "Ann"],
    "s:director <p:a> ; s:actor (<p:b> <p:a> <p:z>) .": ["Bo", "Ann", "Zoe"],
    "s:director (<p:z> <p:a>) ; s:actor (<p:b> <p:a> <p:z>) .": ["Bo", "Ann", "Zoe"],
    "s:director <p:z> ; s:actor <p:b>, (<p:a> <p:z>) .": ["Bo", "Ann", "Zoe"],
    's:director "Ann" ; s:actor "Bo", "Ann" .': ["Bo", "Ann"],
    's:director "Ann"@en ; s:actor "Bo"@en_GB, "Ann"@en_GB .': ["Bo", "Ann"],
    's:director _:a ; s:actor _:b, _:a . _:a s:name "Ann" . _:b s:name "Bo" .': ["Bo", "Ann"],
    "s:director <p:a> . <a:f> s:actor <p:b> . <a:g> s:actor <p:a>, <p:z> . <a:f> s:actor <p:z>, <p:a> .": [
        "Bo", "Zoe", "Ann",
    ],
    # What is said again stands where it is said first.
    "s:director <p:a> ; s:actor <p:b>, <p:a> . <a:f> s:actor <p:a>, <p:b> .": ["Bo", "Ann"],
}  # fmt: skip


def record(path: Path) -> Record:
    """The one film of a file."""
    (found,) = (one for one in read(path, guess(path), path.parent) if isinstance(one, Record))
    return found


@pytest.mark.parametrize("limit", [10, rdf._IN_MEMORY])
@pytest.mark.parametrize("said", CASTS)
def test_who_does_something_else_as_well_keeps_the_place_in_the_cast(
    said: str, limit: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The cast is in its own order, in memory and on disk, whatever else is said of who is in it."""
    monkeypatch.setattr(rdf, "_IN_MEMORY", limit)
    path = tmp_path / "a.ttl"
    path.write_text(f"{SCHEMA}{said} {PEOPLE}")
    assert [one.name for one in record(path).cast] == CASTS[said]


GENRES = {
    's:genre "Comedy", "Drama" .': ["Comedy", "Drama"],
    's:alternateName "Drama" ; s:genre "Comedy", "Drama" .': ["Comedy", "Drama"],
    's:genre "Comedy", "Drama" ; s:keywords "Drama" .': ["Comedy", "Drama"],
    's:alternateName "Drama"@en ; s:genre ("Comedy" "Drama") .': ["Comedy", "Drama"],
}


@pytest.mark.parametrize("said", GENRES)
def test_texts_that_are_said_twice(said: str, tmp_path: Path) -> None:
    """A genre that is a title as well keeps its place among the genres."""
    path = tmp_path / "a.ttl"
    path.write_text(SCHEMA.replace('"A"', '"Drama"') + said)
    assert list(record(path).genres) == GENRES[said]


FILMS = [
    {"director": "Ann", "actor": ["Bo", "Ann"]},
    {"director": {"@id": "p:a", "name": "Ann"}, "actor": [{"@id": "p:b", "name": "Bo"}, {"@id": "p:a"}]},
    {"director": {"@id": "p:a", "name": "Ann"}, "actor": {"@list": [{"@id": "p:b", "name": "Bo"}, {"@id": "p:a"}]}},
    {"actor": [{"@id": "p:b", "name": "Bo"}, {"@id": "p:a"}], "director": {"@id": "p:a", "name": "Ann"}},
]


@pytest.mark.parametrize("said", FILMS)
def test_a_file_and_a_page_say_the_same(said: dict[str, object], tmp_path: Path) -> None:
    """The same JSON-LD has the same cast in a file of its own and in a page."""
    text = json.dumps({"@context": "https://schema.org", "@type": "Movie", "name": "A"} | said)
    (tmp_path / "a.jsonld").write_text(text)
    (tmp_path / "a.html").write_text(f'<script type="application/ld+json">{text}</script>')
    casts = [[one.name for one in record(tmp_path / name).cast] for name in ("a.jsonld", "a.html")]
    assert casts == [["Bo", "Ann"]] * 2
