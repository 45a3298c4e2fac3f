"""A release is a source: its dump, read back and built with the same base, gives the same published graph."""

import json
from pathlib import Path
from typing import Any

import pytest

import kg

FREE = "https://creativecommons.org/publicdomain/zero/1.0/"
PREFIXES = """\
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix schema: <http://schema.org/> .
@prefix rg: <https://w3id.org/reelgraph/ontology#> .
@prefix film: <https://w3id.org/reelgraph/shapes/film#> .
@prefix ex: <https://cinema.example/terms#> .
@prefix my: <https://cinema.example/shapes#> .
"""
SHAPES = f"""{PREFIXES}
film: sh:property my:rating, my:stills, my:prizes, my:taglines, my:shot_on, my:sound .
my:rating sh:path schema:contentRating ; sh:datatype xsd:string ; sh:maxCount 1 .
my:stills sh:path ex:still ; sh:nodeKind sh:IRI .
my:taglines sh:path schema:abstract ; sh:datatype rdf:langString .
my:shot_on sh:path ex:shotOn ; sh:datatype xsd:date ; sh:maxCount 1 .
my:prizes sh:path ex:prize ; sh:class ex:FestivalPrize ; sh:nodeKind sh:IRI .
my:sound sh:path ex:sound ; sh:class schema:Person ; sh:nodeKind sh:IRI ; rg:credited true .
my:person a sh:NodeShape ; sh:targetClass schema:Person ; sh:property my:born, my:nicknames .
my:born sh:path schema:birthDate ; sh:datatype xsd:date ; sh:maxCount 1 .
my:nicknames sh:path schema:alternateName ; sh:datatype xsd:string .
my:prize a sh:NodeShape ; sh:targetClass ex:FestivalPrize ; sh:property my:called, my:money, my:jury .
my:called sh:path schema:name ; sh:datatype xsd:string ; sh:minCount 1 ; sh:maxCount 1 .
my:money sh:path ex:money ; sh:datatype xsd:integer ; sh:maxCount 1 .
my:jury sh:path ex:jury ; sh:class schema:Person ; sh:nodeKind sh:IRI .
"""
Films = list[dict[str, Any]]

NAMESAKES: Films = [
    {"title": "Crash", "year": 2004, "directors": [{"name": "Jo Doe", "identifiers": {"imdb": "nm0000001"}}]},
    {
        "title": "Crash",
        "year": 2004,
        "directors": [{"name": "Jo Doe", "identifiers": {"imdb": "nm0000002"}}],
        "identifiers": {"imdb": "tt0000002"},
        "cast": ["Jo Doe"],
    },
    {
        "title": "Crash",
        "year": 2004,
        "identifiers": {"imdb": "tt0000003"},
        "cast": [{"name": "Jo Doe", "character": "Jo"}],
    },
    {"title": "Crash", "year": 2004, "kind": "short", "directors": ["Somebody Else"]},
    {"title": "Crash", "kind": "series", "year": 2004, "directors": ["Somebody Else"]},
    {"title": "戦争", "distributors": ["戦争", "争戦", {"name": "Acme", "identifiers": {"wikidata": "Q1"}}]},
    {"title": "Aux", "production_companies": ["Acme", {"name": "Acme", "identifiers": {"wikidata": "Q2"}}]},
]
CREDITS: Films = [
    {
        "title": "Credits",
        "year": 1999,
        "cast": [
            {"name": "B", "character": "Twin one"},
            "A",
            {"name": "B", "character": "Twin two"},
            "C",
            {"name": "D", "affiliation": "Firm"},
        ],
        "directors": ["Z Last", "A First"],
        "screenwriters": ["A First"],
        "producers": [{"name": "P", "affiliation": "Firm"}],
        "other_credits": {
            "Art director": ["X", "Y"],
            "Art Director": ["Y", "X"],
            "Sound & co": ["A"],
            "art-director": ["Q"],
        },
    },
    {
        "title": "Credits",
        "year": 1999,
        "directors": ["A First"],
        "cast": ["E", "A", {"name": "D", "affiliation": "Other firm"}],
        "editors": ["E", "F"],
        "kind": "short",
    },
]
PARTS: Films = [
    {
        "title": "Parts &amp; pieces",
        "year": 2020,
        "alternate_titles": ["Deel", "Teil <b>"],
        "release_date": "2021-02-03",
        "duration": "PT1H45M",
        "genres": ["Drama", "N/A"],
        "languages": ["zxx"],
        "subtitles": ["en", "zh-Hant"],
        "countries": ["GB", "SUHH", "CSHH"],
        "descriptions": {"en": 'One &lt;.\n\nTwo "q" \\ z', "nl": "Een", "de-at": "Ein"},
        "quotes": [{"text": "Wow", "source": "The Paper"}, {"text": "None"}],
        "awards": ["First prize", "Second"],
        "images": [
            {"url": "https://x.example/1.jpg", "caption": "One", "credit": "Me", "licence": FREE},
            {"id": "abc"},
        ],
        "trailer": {
            "url": "https://x.example/t.mp4",
            "title": "T",
            "thumbnail": "https://x.example/t.jpg",
            "uploaded": "2020-01-01",
        },
        "page": "https://x.example/film",
        "identifiers": {"imdb": "tt1234567", "wikidata": "Q77"},
        "editions": ["Fest 2020", "Fest 2021"],
        "based_on": [
            {"title": "Book", "authors": ["Au Thor", "Co Author"], "kind": "novel", "identifiers": {"wikidata": "Q9"}},
            {"title": "Book", "authors": ["Au Thor", "Co Author"], "kind": "play"},
            "Plain",
        ],
        "screenings": [
            {
                "start": "2026-05-01T20:00:00+02:00",
                "end": "2026-05-01T22:00:00+02:00",
                "status": "http://schema.org/EventRescheduled",
                "previous_start": "2026-04-01T20:00:00+02:00",
                "venue": {"name": "Cinema", "address": "Street 1"},
                "tickets": [
                    {
                        "price": "7.5",
                        "currency": "EUR",
                        "availability": "http://schema.org/SoldOut",
                        "url": "https://x.example/b",
                    },
                    {"price": "0", "currency": "EUR"},
                ],
            },
            {"start": "2026-05-01T20:00:00+02:00", "venue": {"name": "Other cinema"}},
        ],
    },
    {"title": "Partly", "kind": "episode", "year": 2020, "screenings": [{"start": "2026-05-01T20:00:00Z"}]},
]
OWN: Films = [
    {
        "title": "Close",
        "year": 2022,
        "directors": [{"name": "Lukas Dhont", "born": "1991-06-11", "nicknames": ["L", "K"]}],
        "rating": "12",
        "prizes": [
            {"called": "Grand Prix", "money": 5000, "jury": [{"name": "Ju Ror", "born": "1950-01-01"}]},
            "Audience Award",
        ],
        "stills": ["https://x.example/1.jpg"],
        "taglines": {"en": "Two boys.", "nl": "Twee"},
        "shot_on": "2021-07-01",
        "sound": ["S Two", "S One", {"name": "Ju Ror", "character": "Himself"}],
    },
    {"title": "Girl", "year": 2018, "directors": ["Lukas Dhont"], "rating": "16", "prizes": ["Grand Prix"]},
]
MERGED: Films = [
    {
        "title": "First",
        "year": 2001,
        "identifiers": {"imdb": "tt0000009", "eidr": "10.5240/0000-0000-0000-0000-0000-X"},
        "directors": [{"name": "Di Rector", "identifiers": {"imdb": "nm0000011", "wikidata": "Q5"}}],
        "alternate_titles": ["Other"],
        "descriptions": {"en": "A"},
        "images": ["https://x.example/1.jpg"],
    },
    {
        "title": "Second",
        "year": 2002,
        "identifiers": {"imdb": "tt0000009", "wikidata": "Q3"},
        "directors": [{"name": "Di Rektor", "identifiers": {"imdb": "nm0000012", "wikidata": "Q5"}}],
        "alternate_titles": ["First"],
        "descriptions": {"en": "B", "nl": "C"},
        "images": [{"url": "https://x.example/1.jpg", "caption": "Later"}],
    },
    {"title": "Third", "identifiers": {"imdb": "tt0000010", "wikidata": "Q3"}},
]


def catalogue(
    folder: Path, sources: dict[str, tuple[str, str]], base: str = "https://own.example/a/", shapes: str = ""
) -> Path:
    """A catalogue in a folder: source → reader and path."""
    folder.mkdir(exist_ok=True)
    said = f'name = "N"\nbase = "{base}"\npublisher = "P"\nlicence = "{FREE}"\nlanguages = ["en", "nl"]\n'
    for number, (name, (reader, path)) in enumerate(sources.items()):
        said += f'[[sources]]\nname = "{name}"\npath = "{path}"\nreader = "{reader}"\nlicence = "{FREE}"\n'
        said += f"date = 2026-01-01\nprecedence = {50 - number}\n"
    (folder / "catalogue.toml").write_text(said, "utf-8")
    if shapes:
        (folder / "shapes").mkdir(exist_ok=True)
        (folder / "shapes" / "own.ttl").write_text(shapes, "utf-8")
    return folder


def build(folder: Path, films: Films, shapes: str = "", *, dumps_only: bool = True) -> Path:
    """The release of films, each of which is a source of its own."""
    folder.mkdir()
    sources = {}
    for number, film in enumerate(films):
        (folder / f"f{number}.jsonl").write_text(json.dumps(film) + "\n", "utf-8")
        sources[f"f{number}"] = ("native", f"f{number}.jsonl")
    built = kg.build(catalogue(folder, sources, shapes=shapes), folder.parent / "out", dumps_only=dumps_only)
    assert not built.refused, built
    assert not built.faults, built
    return folder.parent / "out" / "current"


def dump(release: Path) -> dict[str, list[str]]:
    """The lines of the N-Triples dump, by file."""
    return {path.name: path.read_text("utf-8").splitlines() for path in (release / "dump").glob("*.nt")}


def again(release: Path, folder: Path, suffix: str, shapes: str = "", base: str = "https://own.example/a/") -> Path:
    """The release of a catalogue whose one source is the dump of another release."""
    folder.mkdir()
    _copied(release / "dump", folder / "old")
    built = kg.build(
        catalogue(folder, {"old": ("rdf", f"old/*{suffix}")}, base, shapes),
        folder.parent / f"{folder.name}-out",
        dumps_only=True,
    )
    assert not built.refused and not built.faults, built
    return folder.parent / f"{folder.name}-out" / "current"


def _copied(dump: Path, to: Path) -> None:
    to.mkdir()
    for path in dump.iterdir():
        (to / path.name).write_bytes(path.read_bytes())


@pytest.mark.parametrize("suffix", [".nt", ".ttl", ".jsonld", ""])
@pytest.mark.parametrize(
    ("films", "shapes"),
    [(NAMESAKES, ""), (CREDITS, ""), (PARTS, ""), (OWN, SHAPES), (MERGED, "")],
    ids=["namesakes", "credits", "parts", "own", "merged"],
)
def test_the_dump_of_a_release_gives_the_same_graph(tmp_path: Path, films: Films, shapes: str, suffix: str) -> None:
    """A dump in each format, and all of them at once, gives the published graph byte by byte."""
    release = build(tmp_path / "first", films, shapes)
    assert dump(again(release, tmp_path / "second", suffix, shapes)) == dump(release)
