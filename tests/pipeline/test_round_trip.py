"""A release is a source: its dump, read back and built with the same base, gives the same published graph."""

import json
import shutil
from collections.abc import Callable, Iterable
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg.model.record import Record

pytestmark = pytest.mark.slow

BASE, OTHER = "https://own.example/a/", "https://other.example/"
FREE = "https://creativecommons.org/publicdomain/zero/1.0/"
WANTED = """\
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix schema: <http://schema.org/> .
@prefix rg: <https://w3id.org/reelgraph/ontology#> .
@prefix film: <https://w3id.org/reelgraph/shapes/film#> .
@prefix ex: <https://cinema.example/terms#> .
@prefix my: <https://cinema.example/shapes#> .

film: sh:property my:rating, my:stills, my:prizes, my:taglines, my:shot_on, my:sound .
my:rating sh:path schema:typicalAgeRange ; sh:datatype xsd:string ; sh:maxCount 1 .
my:stills sh:path ex:still ; sh:nodeKind sh:IRI .
my:taglines sh:path schema:abstract ; sh:datatype rdf:langString .
my:shot_on sh:path ex:shotOn ; sh:datatype xsd:date ; sh:maxCount 1 .
my:prizes sh:path ex:prize ; sh:class ex:FestivalPrize ; sh:nodeKind sh:IRI .
my:sound sh:path ex:sound ; sh:class schema:Person ; sh:nodeKind sh:IRI ; rg:credited true .
my:person a sh:NodeShape ; sh:targetClass schema:Person ; sh:property my:born, my:nicknames, my:bio, my:spouse .
my:born sh:path schema:birthDate ; sh:datatype xsd:date ; sh:maxCount 1 .
my:nicknames sh:path schema:alternateName ; sh:datatype xsd:string .
my:bio sh:path ex:bio ; sh:datatype rdf:langString .
my:spouse sh:path schema:spouse ; sh:class schema:Person ; sh:nodeKind sh:IRI ; sh:maxCount 1 .
my:prize a sh:NodeShape ; sh:targetClass ex:FestivalPrize ; sh:property my:called, my:money, my:jury .
my:called sh:path schema:name ; sh:datatype xsd:string ; sh:minCount 1 ; sh:maxCount 1 .
my:money sh:path ex:money ; sh:datatype xsd:integer ; sh:maxCount 1 .
my:jury sh:path ex:jury ; sh:class schema:Person ; sh:nodeKind sh:IRI .
"""
Films = list[dict[str, Any]]
Write = Callable[..., None]


def _person(name: str, **said: Any) -> dict[str, Any]:
    """Somebody; `imdb` is their identifier."""
    return {"name": name} | ({"identifiers": {"imdb": said.pop("imdb")}} if "imdb" in said else {}) | said


NAMESAKES: Films = [
    {"title": "Crash", "year": 2004, "directors": [_person("Jo Doe", imdb="nm0000001")]},
    {
        "title": "Crash",
        "year": 2004,
        "directors": [_person("Jo Doe", imdb="nm0000002")],
        "identifiers": {"imdb": "tt0000002"},
        "cast": ["Jo Doe"],
    },
    {
        "title": "Crash",
        "year": 2004,
        "identifiers": {"imdb": "tt0000003"},
        "cast": [_person("Jo Doe", character="Jo")],
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
            _person("B", character="Twin one"),
            "A",
            _person("B", character="Twin two"),
            "C",
            _person("D", affiliation="Firm"),
        ],
        "directors": ["Z Last", "A First"],
        "screenwriters": ["A First"],
        "producers": [_person("P", affiliation="Firm")],
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
        "kind": "short",
        "directors": ["A First"],
        "cast": ["E", "A", _person("D", affiliation="Other firm")],
        "editors": ["E", "F"],
    },
]
PARTS: Films = [
    {
        "title": "Parts & pieces",
        "year": 2020,
        "alternate_titles": ["Deel", "Teil <b>", "&amp; so on"],
        "release_date": "2021-02-03",
        "duration": "PT1H45M",
        "genres": ["Drama", "A/B"],
        "languages": ["zxx"],
        "subtitles": ["en", "zh-Hant"],
        "countries": ["GB", "SUHH", "CSHH"],
        "descriptions": {"en": 'One &lt;.\n\nTwo "q" \\ z', "nl": "Een", "de-at": "Ein"},
        "quotes": [{"text": "Wow", "source": "The Paper"}, {"text": "None"}],
        "certificates": ["FSK 12", "PG-13"],
        "ratings": [
            {
                "value": "7.8",
                "best": "10",
                "worst": "1",
                "author": "IMDb",
                "rating_count": "1200",
                "review_count": "31",
            },
            {"value": "81", "best": "100", "worst": "0", "author": "Rotten Tomatoes"},
            {"value": "4", "best": "5"},
        ],
        "reviews": [
            {
                "text": "Slow.\n\nTender.",
                "title": "A winter",
                "rating": {"value": "4", "best": "5", "worst": "0.5"},
                "authors": ["Ann Lee", "Di Rector"],
                "publications": ["The Paper"],
                "date": "2020-03-04",
                "url": "https://x.example/review",
            },
            {"text": "Fine.", "authors": ["Ann Lee"]},
            {"rating": {"value": "4", "best": "5"}, "publications": ["The Paper", "Acme"]},
        ],
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
        "directors": [_person("Lukas Dhont", born="1991-06-11", nicknames=["L", "K"])],
        "rating": "12",
        "prizes": [
            {
                "called": "Grand Prix",
                "money": 5000,
                "jury": [_person("Ju Ror", born="1950-01-01", spouse=_person("Spo Use", bio={"nl": "Kort"}))],
            },
            "Audience Award",
        ],
        "stills": ["https://x.example/1.jpg"],
        "taglines": {"en": "Two boys.", "nl": "Twee"},
        "shot_on": "2021-07-01",
        "sound": ["S Two", "S One", _person("Ju Ror", character="Himself")],
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
ALL = [(NAMESAKES, ""), (CREDITS, ""), (PARTS, ""), (OWN, WANTED), (MERGED, "")]
NAMES = ["namesakes", "credits", "parts", "own", "merged"]


def _built(
    write: Write,
    folder: Path,
    sources: dict[str, tuple[str, str]],
    base: str = BASE,
    shapes: str = "",
    *,
    pages: bool = False,
) -> Path:
    """The release of a catalogue in a folder: source → reader and path. Nothing of it is left out or not understood."""
    write(folder, [(name, reader, path) for name, (reader, path) in sources.items()], base=base)
    if shapes:
        (folder / "shapes").mkdir()
        (folder / "shapes" / "own.ttl").write_text(shapes, "utf-8")
    out = folder.with_name(f"{folder.name}-out")
    built = kg.build(folder, out, dumps_only=not pages)
    assert (built.refused, built.faults) == (0, 0)
    return out / "current"


def _first(write: Write, folder: Path, films: Films, shapes: str = "", *, pages: bool = False) -> Path:
    """The release of films, each of which is a source of its own."""
    folder.mkdir()
    for number, film in enumerate(films):
        (folder / f"f{number}.jsonl").write_text(json.dumps(film) + "\n", "utf-8")
    sources = {f"f{number}": ("native", f"f{number}.jsonl") for number in range(len(films))}
    return _built(write, folder, sources, shapes=shapes, pages=pages)


def _again(write: Write, release: Path, folder: Path, suffix: str = ".nt", shapes: str = "", base: str = BASE) -> Path:
    """The release of a catalogue whose one source is the dump of another release."""
    folder.mkdir()
    shutil.copytree(release / "dump", folder / "old")
    return _built(write, folder, {"old": ("rdf", f"old/*{suffix}")}, base, shapes)


def _dump(release: Path) -> dict[str, list[str]]:
    """The lines of the N-Triples dump, by file."""
    return {path.name: path.read_text("utf-8").splitlines() for path in (release / "dump").glob("*.nt")}


@pytest.mark.parametrize("suffix", [".nt", ".ttl", ".jsonld", ""])
@pytest.mark.parametrize(("films", "shapes"), ALL, ids=NAMES)
@pytest.mark.slow
def test_the_dump_of_a_release_gives_the_same_graph(
    tmp_path: Path, films: Films, shapes: str, suffix: str, write_catalogue: Write
) -> None:
    """A dump in each format, and all of them at once, gives the published graph byte by byte."""
    release = _first(write_catalogue, tmp_path / "first", films, shapes)
    assert _dump(_again(write_catalogue, release, tmp_path / "second", suffix, shapes)) == _dump(release)


@pytest.mark.slow
def test_the_example_catalogue_comes_back(tmp_path: Path, write_catalogue: Write) -> None:
    """The dump of `data` gives the graph of `data`."""
    kg.build(Path("data"), tmp_path / "out", dumps_only=True)
    release = tmp_path / "out" / "current"
    assert _dump(_again(write_catalogue, release, tmp_path / "second", base="https://films.example.org/")) == _dump(
        release
    )


_NAMES = st.sampled_from(["Jo", "Jo Li", "Jö Li", "JO LI", "李", "Al-Ma", "Al Ma"])
_PEOPLE = st.lists(
    st.fixed_dictionaries(
        {"name": _NAMES},
        optional={
            "character": st.sampled_from(["X", "Y"]),
            "affiliation": st.sampled_from(["Firm", "Co"]),
            "identifiers": st.fixed_dictionaries({"imdb": st.sampled_from(["nm0000001", "nm0000002"])}),
        },
    ),
    max_size=4,
)
_FILMS = st.lists(
    st.fixed_dictionaries(
        {"title": st.sampled_from(["A", "B", "a!"])},
        optional={
            "year": st.sampled_from([2000, 2001]),
            "kind": st.sampled_from(["film", "short", "series"]),
            "identifiers": st.fixed_dictionaries(
                {}, optional={"imdb": st.sampled_from(["tt0000001", "tt0000002"]), "wikidata": st.just("Q1")}
            ),
            "alternate_titles": st.lists(st.sampled_from(["A", "B", "C"]), max_size=2),
            "directors": _PEOPLE,
            "cast": _PEOPLE,
            "other_credits": st.dictionaries(st.sampled_from(["Sound", "sound"]), _PEOPLE, max_size=2),
            "based_on": st.lists(
                st.fixed_dictionaries({"title": st.just("W")}, optional={"kind": st.sampled_from(["play", "novel"])}),
                max_size=2,
            ),
        },
    ),
    min_size=1,
    max_size=4,
)
_numbers = count()


@pytest.mark.slow
@settings(max_examples=15, deadline=None)
@given(films=_FILMS)
def test_whatever_sources_say_together_comes_back(
    films: Films, tmp_path_factory: pytest.TempPathFactory, write_catalogue: Write
) -> None:
    """However records are joined and kept apart, the graph comes back."""
    folder = tmp_path_factory.mktemp(f"any{next(_numbers)}")
    release = _first(write_catalogue, folder / "first", films)
    assert _dump(_again(write_catalogue, release, folder / "second")) == _dump(release)


@pytest.mark.parametrize(("films", "shapes"), ALL, ids=NAMES)
def test_a_release_is_taken_on_by_another_catalogue(
    tmp_path: Path, films: Films, shapes: str, write_catalogue: Write
) -> None:
    """Namesakes stay apart under another base, whose things are the same as the old; they come back from there."""
    release = _first(write_catalogue, tmp_path / "first", films, shapes)
    theirs = _again(write_catalogue, release, tmp_path / "second", shapes=shapes, base=OTHER)
    assert _documents(_dump(theirs)) == _documents(_dump(release))
    assert not any(line.startswith(f"<{BASE}") for lines in _dump(theirs).values() for line in lines)
    back = _dump(_again(write_catalogue, theirs, tmp_path / "third", shapes=shapes))
    same = f" <http://schema.org/sameAs> <{OTHER}"
    assert {name: [line for line in lines if same not in line] for name, lines in back.items()} == _dump(release)


def _documents(dump: dict[str, list[str]]) -> dict[str, int]:
    return {name: len({line.partition("#")[0] for line in lines}) for name, lines in dump.items()}


@pytest.mark.parametrize(
    ("films", "shapes", "suffix"), [*((*one, "nt") for one in ALL), (PARTS, "", "ttl"), (PARTS, "", "jsonld")]
)
def test_an_entity_file_gives_what_its_document_holds(
    tmp_path: Path, films: Films, shapes: str, suffix: str, write_catalogue: Write
) -> None:
    """Of films the whole document; what stands in the documents of others is not in theirs."""
    release = _first(write_catalogue, tmp_path / "first", films, shapes, pages=True)
    found, wanted = (
        _of_entities(write_catalogue, release, tmp_path / "second", f"index.{suffix}", "rdf", shapes),
        _dump(release),
    )
    assert {name: found[name] for name in ("film.nt", "series.nt", "episode.nt") if name in wanted} == {
        name: wanted[name] for name in ("film.nt", "series.nt", "episode.nt") if name in wanted
    }
    assert all(set(lines) <= set(wanted[name]) for name, lines in found.items())


def test_a_page_gives_what_its_markup_holds(tmp_path: Path, write_catalogue: Write) -> None:
    """Screenings, quotations, countries and people are read back; ours alone are terms that the markup has not."""
    release = _first(write_catalogue, tmp_path / "first", PARTS, pages=True)
    found = _of_entities(write_catalogue, release, tmp_path / "second", "index.html", "markup")
    wanted = _dump(release)
    markup = {line for line in wanted["film.nt"] if "/#tickets" in line or "/#screening" in line or "/#quote" in line}
    assert markup and markup <= set(found["film.nt"])
    assert found["country.nt"] == wanted["country.nt"]
    assert found["episode.nt"] == wanted["episode.nt"]
    assert any("https://x.example/film>" in line for line in found["film.nt"])


def _of_entities(
    write: Write, release: Path, folder: Path, file: str, reader: str, shapes: str = ""
) -> dict[str, list[str]]:
    folder.mkdir()
    kinds = [kind for kind in ("film", "series", "episode") if (release / kind).exists()]
    for kind in kinds:
        shutil.copytree(release / kind, folder / kind)
    return _dump(_built(write, folder, {kind: (reader, f"{kind}/*/{file}") for kind in kinds}, shapes=shapes))


def test_an_address_of_a_release_is_a_promise(tmp_path: Path, write_catalogue: Write) -> None:
    """A source of higher precedence that joins a film of the release does not move it."""
    films: Films = [
        {"title": "Crash", "year": 2004, "directors": ["Jo Doe"]},
        {"title": "Crash", "year": 2004, "directors": ["Paul Haggis"]},
    ]
    release = _first(write_catalogue, tmp_path / "first", films)
    for director in ("Jo Doe", "Paul Haggis"):
        folder = tmp_path / director
        folder.mkdir()
        shutil.copytree(release / "dump", folder / "old")
        more = {"title": "Crash", "year": 2004, "directors": [director], "genres": ["Drama"]}
        (folder / "more.jsonl").write_text(json.dumps(more) + "\n", "utf-8")
        built = _built(write_catalogue, folder, {"more": ("native", "more.jsonl"), "old": ("rdf", "old/*.nt")})
        found = set(_dump(built)["film.nt"])
        assert set(_dump(release)["film.nt"]) < found
        assert len(found) == len(_dump(release)["film.nt"]) + 1


def test_a_fault_in_one_file_of_a_dump_has_its_place(tmp_path: Path, write_catalogue: Write) -> None:
    """A line that is broken costs that line; the other files are read, and records stand in their own."""
    release = _first(write_catalogue, tmp_path / "first", [*NAMESAKES])
    shutil.copytree(release / "dump", tmp_path / "old")
    people = tmp_path / "old" / "person.nt"
    lines = people.read_bytes().splitlines(keepends=True)
    people.write_bytes(b"".join([*lines[:2], b"nothing at all\n", *lines[2:]]))
    for path in {*tmp_path.glob("old/*")} - {*tmp_path.glob("old/*.nt")}:
        path.unlink()
    read = list(kg.read(tmp_path / "old"))
    records = [one for one in read if isinstance(one, Record)]
    assert [(one.path, one.line) for one in read if not isinstance(one, Record)] == [("person.nt", 3)]
    documents = _documents(_dump(release))
    assert len(records) == documents["film.nt"] + documents["series.nt"]
    assert {one.source.path for one in records} == {"film.nt", "series.nt"}
    assert {_line(tmp_path / "old" / one.source.path, one.source.line) for one in records} == {
        one.source.key for one in records
    }


def _line(path: Path, line: int) -> str:
    return path.read_text("utf-8").splitlines()[line - 1].partition(" ")[0].strip("<>")


def test_what_the_shapes_do_not_know_of_a_release_is_counted(tmp_path: Path, write_catalogue: Write) -> None:
    """A catalogue without the shapes of a release's own loses what they are about, and says so."""
    release = _first(write_catalogue, tmp_path / "first", OWN, WANTED)
    _again(write_catalogue, release, tmp_path / "second")
    told = (tmp_path / "second-out/current/report/report.txt").read_text("utf-8")
    assert _named(told, ["typicalAgeRange", "abstract", "https://cinema.example/terms#prize", "birthDate"])


def _named(told: str, names: Iterable[str]) -> bool:
    return all(f"property {name}\n" in told for name in names)
