"""Film data in RDF: schema.org's, Wikidata's and DBpedia's terms, in any syntax."""

import gzip
import shutil
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model.profile import RDF_TYPE
from kg.model.record import Fault, Record
from kg.report.leftovers import Leftovers
from kg.sources import accounted, guess, read
from kg.sources.config import SourceConfig
from kg.sources.marked import rdf
from kg.sources.stated import Stated

HERE = Path(__file__).parent / "rdf"


def films(path: Path, language: str = "en") -> list[dict[str, Any]]:
    """The records of a file, without their places."""
    source = msgspec.structs.replace(guess(path, "rdf"), language=language)
    found = [item for item in read(path, source, path.parent) if isinstance(item, Record)]
    plain = [msgspec.json.decode(msgspec.json.encode(item)) for item in found]
    return [{name: value for name, value in one.items() if name != "source"} for one in plain]


def named(name: str, qid: str = "") -> dict[str, Any]:
    """Somebody, with their number in Wikidata."""
    return {"name": name, "identifiers": {"wikidata": qid}} if qid else {"name": name}


def nameless(field: str, iri: str) -> dict[str, Any]:
    """The fault of a thing that the data does not name."""
    return {"field": field, "raw": iri, "reason": "has no name", "line": 1}


EXPECTED: dict[str, dict[str, Any]] = {
    "wikidata": {
        "title": "All of Us Strangers",
        "alternate_titles": ["Sans jamais nous connaître"],
        "year": 2023,
        "release_date": "2023-08-31",
        "duration": "PT1H45M",
        "languages": ["en"],
        "countries": ["GB"],
        "directors": [named("Andrew Haigh", "Q900000002")],
        "composers": [named("Emilie Levienaise-Farrouch", "Q900000003")],
        "cast": [named("Paul Mescal", "Q900000005"), named("Andrew Scott", "Q900000004")],
        "based_on": [
            {
                "title": "Strangers",
                "authors": [named("Taichi Yamada", "Q900000007")],
                "identifiers": {"wikidata": "Q900000006"},
            }
        ],
        "identifiers": {"imdb": "tt21192142", "wikidata": "Q900000001"},
        "faults": [
            {
                "field": "producers",
                "raw": "http://www.wikidata.org/entity/Q900000009",
                "reason": "has no name",
                "line": 1,
            }
        ],
    },
    "dbpedia": {
        "title": "Close",
        "release_date": "2022-05-26",
        "duration": "PT1H45M",
        "countries": ["BE", "FR"],
        "directors": [named("Lukas Dhont")],
        "composers": [named("Valentin Hadjadj")],
        "cast": [named("Eden Dambrine")],
        "descriptions": {"en": "Close is a drama film.", "nl": "Close is een dramafilm."},
        "identifiers": {"wikidata": "Q111208955"},
        "faults": [nameless("cast", "http://dbpedia.org/resource/Unknown_Actor")],
    },
    "schema": {
        "title": "Close",
        "year": 2022,
        "duration": "PT1H45M",
        "countries": ["BE", "FR"],
        "directors": [named("Lukas Dhont")],
        "cast": [{"name": "Eden Dambrine", "character": "Léo"}],
    },
}


@pytest.mark.parametrize("name", EXPECTED)
def test_vocabularies(name: str) -> None:
    """Each vocabulary gives the record that a person reads off; who has no name in the data is reported."""
    (found,) = films(HERE / f"{name}.ttl")
    found["faults"] = [{**fault, "line": 1} for fault in found.get("faults", [])]
    assert {key: value for key, value in found.items() if value} == EXPECTED[name]


@pytest.mark.parametrize("end", ["nt", "nq", "trig", "rdf", "jsonld", "ttl.gz"])
@pytest.mark.parametrize("name", EXPECTED)
def test_syntaxes(name: str, end: str, tmp_path: Path) -> None:
    """Whatever the syntax, the record says the same; the order of a list is that of the file."""
    path = tmp_path / f"{name}.{end}"
    text = (HERE / f"{name}.ttl").read_bytes()
    if end == "ttl.gz":
        path.write_bytes(gzip.compress(text))
    else:
        quads = list(ox.parse(text, format=ox.RdfFormat.TURTLE))
        format_ = {"nt": ox.RdfFormat.N_TRIPLES, "nq": ox.RdfFormat.N_QUADS, "trig": ox.RdfFormat.TRIG,
                   "rdf": ox.RdfFormat.RDF_XML, "jsonld": ox.RdfFormat.JSON_LD}[end]  # fmt: skip
        ox.serialize(quads, str(path), format=format_)
    assert films(path) == films(HERE / f"{name}.ttl")


def test_the_language_of_the_source() -> None:
    """Of labels in several languages the one in the source's language is taken, else the English one."""
    assert films(HERE / "wikidata.ttl", "fr")[0]["title"] == "Sans jamais nous connaître"
    assert films(HERE / "wikidata.ttl", "de")[0]["title"] == "All of Us Strangers"


TITLES: dict[str, tuple[str | None, list[str]]] = {
    '"Le Fleuve"@fr, "The River"@en': ("The River", ["Le Fleuve"]),
    '"Le Fleuve"@fr, "The River"': ("The River", ["Le Fleuve"]),
    '"Le Fleuve"@fr, "The River"@en-GB, "Der Fluss"@de': ("The River", ["Le Fleuve", "Der Fluss"]),
    '"Close"@fr, "Close"@en, "Close"@nl': ("Close", []),
    '"Le Fleuve"@fr, "Le Fleuve"@fr-BE, "The River"@en': ("The River", ["Le Fleuve"]),
    '"The River"@en, "La Rivière"@fr ; s:alternateName "Le Fleuve"@fr': ("The River", ["La Rivière", "Le Fleuve"]),
    '"The River"@en, <https://films.example/river>': ("The River", []),
    '"The River"@en, "https://films.example/river"': ("The River", []),
    '"Le Fleuve"@fr': ("Le Fleuve", []),
    '"Le Fleuve"@fr, "Der Fluss"@de': (None, []),
}


@pytest.mark.parametrize("said", TITLES)
def test_names_in_other_languages(said: str, tmp_path: Path) -> None:
    """What a film is called in other languages than its title's are other titles, in files and in pages."""
    (tmp_path / "a.ttl").write_text(f"@prefix s: <http://schema.org/> . <a:f> a s:Movie ; s:name {said} .")
    (film,) = films(tmp_path / "a.ttl")
    assert (film.get("title"), film.get("alternate_titles", [])) == TITLES[said]


def test_names_in_other_languages_of_a_page(tmp_path: Path) -> None:
    """So it is in the JSON-LD of a page."""
    names = '[{"@value": "Le Fleuve", "@language": "fr"}, {"@value": "The River", "@language": "en"}]'
    block = f'{{"@context": "https://schema.org", "@type": "Movie", "name": {names}}}'
    (tmp_path / "a.html").write_text(f'<script type="application/ld+json">{block}</script>')
    (film,) = (
        one for one in read(tmp_path / "a.html", guess(tmp_path / "a.html"), tmp_path) if isinstance(one, Record)
    )
    assert (film.title, film.alternate_titles) == ("The River", ("Le Fleuve",))


def test_another_vocabulary_is_a_query(tmp_path: Path) -> None:
    """A vocabulary is added as a file with a query, without code."""
    folder = tmp_path / "imports"
    shutil.copytree(rdf.IMPORTS, folder)
    (folder / "mine.rq").write_text(
        "PREFIX schema: <http://schema.org/> PREFIX my: <https://my.example.org/#>\n"
        "CONSTRUCT { ?film a schema:Movie ; schema:name ?title } WHERE { ?film a my:Film ; my:called ?title }"
    )
    path = tmp_path / "a.ttl"
    path.write_text(
        '<https://x.example.org/1> a <https://my.example.org/#Film> ; <https://my.example.org/#called> "Here" .'
    )
    source = SourceConfig(name="", path="", reader="rdf", licence="")
    assert isinstance(next(iter(rdf.read(path, source))), Fault)
    (film,) = rdf.read(path, source, folder)
    assert isinstance(film, Stated) and film.values["title"] == "Here"


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("schema:director <a:film>", "a film"),
        ("schema:director <a:nobody>", "an address"),
        ("schema:actor [ a schema:Role ; schema:actor _:b ] . _:b a schema:Role ; schema:actor _:b", "a role that"),
        ("schema:director [ a schema:Person ]", "has no name"),
    ],
)
def test_odd_graphs(statement: str, reason: str, tmp_path: Path) -> None:
    """What points at itself, at a film or at nothing names nobody, and ends."""
    (tmp_path / "a.ttl").write_text(
        f'@prefix schema: <http://schema.org/> . <a:film> a schema:Movie ; schema:name "A" ; {statement} .'
    )
    (film,) = films(tmp_path / "a.ttl")
    assert {"directors", "cast"}.isdisjoint(film)
    assert [reason in fault["reason"] for fault in film["faults"]] == [True]


_NODES = st.sampled_from([ox.BlankNode("a"), ox.BlankNode("b"), ox.NamedNode("a:c")])
_TERMS = (
    "director actor name author isBasedOn image trailer countryOfOrigin inLanguage genre sameAs duration description"
)
_PREDICATES = st.sampled_from([ox.NamedNode(f"http://schema.org/{name}") for name in _TERMS.split()])
_CLASSES = st.sampled_from([ox.NamedNode(f"http://schema.org/{name}") for name in ("Movie", "Person", "Role", "Book")])
_TYPED = st.builds(ox.Triple, _NODES, st.just(ox.NamedNode(RDF_TYPE)), _CLASSES)
_SAID = st.builds(ox.Triple, _NODES, _PREDICATES, _NODES | st.sampled_from(["x", "", "2023"]).map(ox.Literal))


@given(graph=st.lists(_TYPED | _SAID, max_size=12))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_graph(graph: list[ox.Triple], tmp_path: Path) -> None:
    """Whatever things say of each other, reading them ends, with records and faults."""
    film = ox.Triple(ox.BlankNode("a"), ox.NamedNode(RDF_TYPE), ox.NamedNode("http://schema.org/Movie"))
    (tmp_path / "a.nt").write_text("".join(f"{triple} .\n" for triple in [film, *graph]))
    msgspec.json.encode(list(read(tmp_path / "a.nt", guess(tmp_path / "a.nt"), tmp_path)))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.ttl", "<a> <b"),
        ("a.ttl", ""),
        ("a.ttl", "<https://a.example/> <https://a.example/> 1 ."),
        ("a.nt", "not a statement"),
        ("a.rdf", "<!DOCTYPE x [<!ENTITY e 'e'>]><x>&e;</x>"),
        ("a.jsonld", '{"@context": "https://elsewhere.example/context", "@type": "Movie"}'),
        ("a.jsonld", "{"),
        ("a.jsonld", '{"@context": "https://schema.org", "@type": "Person", "name": "x"}'),
        ("a.trig", "\0"),
    ],
)
def test_bad_files(name: str, text: str, tmp_path: Path) -> None:
    """What is no RDF, needs the network, or states no film is one fault."""
    (tmp_path / name).write_text(text)
    (fault,) = read(tmp_path / name, guess(tmp_path / name, "rdf"), tmp_path)
    assert isinstance(fault, Fault) and fault.path == name and fault.field == ""


def test_bytes_that_are_no_text_cost_their_value_alone(tmp_path: Path) -> None:
    """JSON-LD with a byte that is no UTF-8 is told, and the rest of it is read."""
    text = """{"@context": "https://schema.org", "@graph": [
        {"@type": "Movie", "name": "Am\u00e9lie", "genre": "Comedy"}, {"@type": "Movie", "name": "Close"}]}"""
    (tmp_path / "a.jsonld").write_bytes(text.encode("latin-1"))
    found = list(read(tmp_path / "a.jsonld", guess(tmp_path / "a.jsonld"), tmp_path))
    assert [one.title for one in found if isinstance(one, Record)] == [None, "Close"]
    first, second = (one for one in found if isinstance(one, Fault))
    assert (first.line, first.reason) == (2, "not UTF-8: byte 86")
    assert "Am\\udce9lie" in second.reason


@pytest.mark.parametrize("iri", ["http://www.wikidata.org/entity/Q142", "urn:countries/fr"])
def test_an_address_of_a_country_stays_whole(iri: str, tmp_path: Path) -> None:
    """An IRI that stands for a country is one fault, and not cut at its slashes."""
    (tmp_path / "a.ttl").write_text(
        f'@prefix s: <http://schema.org/> . <a:film> a s:Movie ; s:name "A" ; s:countryOfOrigin <{iri}>, "France" .'
    )
    (film,) = films(tmp_path / "a.ttl")
    assert film["countries"] == ["FR"] and [fault["raw"] for fault in film["faults"]] == [iri]


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading RDF opens no connection."""

    def refuse(*arguments: object) -> None:
        raise AssertionError("a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert films(HERE / "schema.ttl")


NAMES = ["Zoe", "Abe", "Moe", "Kim", "Bea"]
CASTS: dict[str, Callable[[list[str]], str]] = {
    "blank nodes": lambda names: ", ".join(f'[ a s:Person ; s:name "{name}" ]' for name in names),
    "labelled nodes": lambda names: ", ".join(f"_:{name}" for name in names),
    "addresses": lambda names: ", ".join(f"<p:{name}>" for name in names),
    "texts": lambda names: ", ".join(f'"{name}"@en-GB' for name in names),
    "roles": lambda names: ", ".join(f'[ a s:Role ; s:characterName "x" ; s:actor [ s:name "{n}" ] ]' for n in names),
}


@pytest.mark.slow
@pytest.mark.parametrize("end", ["ttl", "nt", "nq", "rdf", "jsonld"])
@pytest.mark.parametrize("limit", [10, rdf._IN_MEMORY])
@pytest.mark.parametrize("kind", CASTS)
def test_the_order_is_that_of_the_file(
    kind: str, limit: int, end: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Films, and the people of each, come as the file has them: on disk and in memory, blank nodes or not."""
    monkeypatch.setattr(rdf, "_IN_MEMORY", limit)
    casts = [NAMES, NAMES[::-1], *(NAMES[2:] + NAMES[:2] for _ in range(10))]
    film = '[] a s:Movie ; s:name "{0}" ; s:genre "Western", "Drama", "Action" ; s:actor {1} .'
    lines = [film.format(number, CASTS[kind](cast)) for number, cast in enumerate(casts)]
    people = " ".join(f'_:{name} s:name "{name}" . <p:{name}> s:name "{name}" .' for name in sorted(NAMES))
    text = "\n".join(["@prefix s: <http://schema.org/> .", *lines, people])
    path = tmp_path / f"a.{end}"
    format_ = ox.RdfFormat.from_extension(end)
    assert format_
    ox.serialize(ox.parse(text, format=ox.RdfFormat.TURTLE), str(path), format=format_)
    found = films(path)
    assert [(film["title"], film["genres"]) for film in found] == [
        (str(number), ["Western", "Drama", "Action"]) for number in range(len(casts))
    ]
    assert [[one["name"] for one in film["cast"]] for film in found] == casts


@pytest.mark.parametrize("limit", [10, rdf._IN_MEMORY])
def test_what_a_query_makes_stands_where_the_file_says_it(
    limit: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Blank nodes that a query makes, behind a path or for a text, are in the order of the file."""
    monkeypatch.setattr(rdf, "_IN_MEMORY", limit)
    (tmp_path / "mine.rq").write_text(
        "PREFIX s: <http://schema.org/> PREFIX my: <my:>\n"
        "CONSTRUCT { [] a s:Movie ; s:name ?title ; s:director ?who ; s:actor [ a s:Person ; s:name ?name ] }"
        " WHERE { ?film my:called ?title ; my:made/my:by ?who . OPTIONAL { ?film my:with ?name } }"
    )
    line = '<a:{0}> my:called "{0}" ; my:made [ my:by "Zed", "Abe" ] ; my:with "Moe{0}" .\n'
    (tmp_path / "a.ttl").write_text("@prefix my: <my:> .\n" + "".join(line.format(number) for number in range(12)))
    source = SourceConfig(name="", path="", reader="rdf", licence="")
    found = [one.values for one in rdf.read(tmp_path / "a.ttl", source, tmp_path) if isinstance(one, Stated)]
    told = [(one["title"], one["directors"][0]["name"], one["cast"][0]["name"]) for one in found]
    assert told == [(str(number), name, f"Moe{number}") for number in range(12) for name in ("Zed", "Abe")]


FLAWS = {
    "nothing": "",
    "a language": '<a:2> <http://schema.org/description> "x"@en_US .',
    "an address": "<a:2> <http://schema.org/image> <http://x.org/a b> .",
    "a long text": f'<a:2> <http://schema.org/description> "{"x" * 17_000_000}" .',
}


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("flaw", FLAWS)
def test_a_large_file_is_read_by_the_rules_of_small_ones(
    flaw: str, packed: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is odd in one statement costs as much in a file beyond the limit, packed or not, as in a small one."""
    film = "<a:{0}> a <http://schema.org/Movie> ; <http://schema.org/name> {0!r} .\n"
    text = "".join([film.format("1"), film.format("2"), FLAWS[flaw], "\n", film.format("3")]).encode()
    path = tmp_path / ("a.ttl.gz" if packed else "a.ttl")
    path.write_bytes(gzip.compress(text) if packed else text)
    found = []
    for limit in (rdf._IN_MEMORY, 10):
        monkeypatch.setattr(rdf, "_IN_MEMORY", limit)
        found.append([msgspec.json.encode(item) for item in read(path, guess(path), tmp_path)])
    assert found[0] == found[1] and len([item for item in found[0] if b'"title"' in item]) == 3


@pytest.mark.parametrize("largest", [10, rdf.LARGEST])
@pytest.mark.parametrize("bad", ["<a:2> <a:3>", "<a:2> <a:3> <<( <a:4> <a:5> <a:6> )>> ."])
def test_of_a_large_broken_file_what_stands_before_is_read(
    bad: str, largest: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a file beyond the limit cannot be mended, the films before are read, and the fault is told."""
    monkeypatch.setattr(rdf, "_IN_MEMORY", 10)
    monkeypatch.setattr(rdf, "LARGEST", largest)
    path = tmp_path / "a.nt"
    said = f'<a:1> <{RDF_TYPE}> <http://schema.org/Movie> .\n<a:1> <http://schema.org/name> "Here" .\n'
    path.write_text(f"{said}{bad}\n")
    fault, film = read(path, guess(path), tmp_path)
    assert isinstance(fault, Fault) and isinstance(film, Record) and film.title == "Here"


def test_our_own_release_comes_back(example: Any) -> None:
    """What a release says of a film in Turtle is read as the film's record."""
    page = next((example / "film" / "all-of-us-strangers-2023").glob("index.ttl"))
    found = next(film for film in films(page) if film["title"] == "All of Us Strangers")
    assert (found["year"], found["duration"], found["countries"]) == (2023, "PT1H45M", ["GB"])
    assert [person["name"] for person in found["directors"]] == ["Andrew Haigh"]
    assert {person["name"] for person in found["cast"]} >= {"Andrew Scott", "Paul Mescal", "Claire Foy", "Jamie Bell"}
    assert [work["title"] for work in found["based_on"]] == ["Strangers"]


def linked_back(count: int, by: str = "productionCompany", back: str = "owns", role: str = "") -> str:
    """Films that all point at one company, which points at each of them, and says when it was founded."""
    lines = ['<a:org> a s:MusicGroup ; s:name "Org" ; s:foundingDate "1999" .']
    for number in range(count):
        said = f"[ a s:{role} ; s:{by} <a:org> ]" if role else "<a:org>"
        lines.append(f'<a:f{number}> a s:Movie ; s:name "F{number}" ; s:{by} {said} . <a:org> s:{back} <a:f{number}> .')
    return "\n".join(["@prefix s: <http://schema.org/> .", *lines])


WAYS = [("productionCompany", "owns", ""), ("productionCompany", "productionCompany", ""), ("actor", "performerIn", "")]
WAYS += [("actor", "performerIn", "PerformanceRole"), ("recordedAt", "recordedIn", "")]


@pytest.mark.parametrize(("by", "back", "role"), WAYS)
def test_things_that_link_back_to_all_films(
    by: str, back: str, role: str, tmp_path: Path, linear: Callable[..., bool]
) -> None:
    """Four times the films of one company, which lists them, take about four times as long, and not sixteen times."""
    path = tmp_path / "a.ttl"

    def work(count: int) -> None:
        path.write_text(linked_back(count, by, back, role))
        assert len(films(path)) == count

    assert linear(work, 150)


@pytest.mark.parametrize(("by", "back", "role"), WAYS[:4])
def test_what_is_said_of_a_thing_of_several_films_is_left_over_once(
    by: str, back: str, role: str, tmp_path: Path
) -> None:
    """What no field has of a company is told once, of however many films it is; each film has the company."""
    path = tmp_path / "a.ttl"
    path.write_text(linked_back(3, by, back, role))
    found = list(accounted(path, guess(path), tmp_path))
    left = {item.name: item.count for item in found if isinstance(item, Leftovers)}
    assert left[f"{by}.foundingDate"] == 1
    said = [film.get("cast", film.get("production_companies")) for film in films(path)]
    assert said == [[{"name": "Org"}]] * 3
