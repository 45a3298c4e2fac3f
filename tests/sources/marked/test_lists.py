"""Lists of RDF: their members, in their order, are what is said, in files and in pages."""

import json
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.model.record import Fault, Record
from kg.sources import guess, read
from kg.sources.marked import lists, rdf

R = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
HEAD = f'@prefix s: <http://schema.org/> . @prefix r: <{R}> . <a:f> a s:Movie ; s:name "A" ; '


def people(path: Path) -> list[list[str]]:
    """The directors and the cast of each film, those of a film in one list."""
    found = [one for one in read(path, guess(path), path.parent) if isinstance(one, Record)]
    return [[person.name for person in (*film.directors, *film.cast)] for film in found]


TURTLE = {
    's:director ( [s:name "Tom"] [s:name "Anna"] ) .': ["Tom", "Anna"],
    's:actor ( "Zed" "Abe" "Moe" ) .': ["Zed", "Abe", "Moe"],
    's:actor ( "Zed" ), "Bea" .': ["Zed", "Bea"],
    's:actor "Bea", ( "Zed" "Abe" ), "Al" .': ["Bea", "Zed", "Abe", "Al"],
    's:actor ( "Zed" ( "Moe" () "Al" ) "Abe" ) .': ["Zed", "Moe", "Al", "Abe"],
    's:actor () ; s:director "Tom" .': ["Tom"],
    's:actor ( <p:z> <p:a> ) . <p:a> s:name "Abe" . <p:z> s:name "Zed" .': ["Zed", "Abe"],
    's:actor ( [ a s:Role ; s:characterName "x" ; s:actor ( [s:name "Zed"] ) ] "Abe" ) .': ["Zed", "Abe"],
    's:actor _:2 . _:1 r:first "Abe" ; r:rest r:nil . _:2 r:first "Zed" ; r:rest _:1 .': ["Zed", "Abe"],
    's:actor <l:1> . <l:1> a r:List ; r:rest <l:2> ; r:first "Zed" . <l:2> r:first "Abe" .': ["Zed", "Abe"],
    's:actor _:1 . _:1 r:first "Zed" ; r:rest _:2 . _:2 r:first "Abe" ; r:rest _:1 .': ["Zed", "Abe"],
    's:actor _:1 . _:1 r:first "Zed" ; r:rest "Abe" .': ["Zed"],
    's:actor _:1 ; s:director _:1 . _:1 r:first "Zed" ; r:rest r:nil .': ["Zed", "Zed"],
}


@pytest.mark.parametrize("limit", [10, rdf._IN_MEMORY])
@pytest.mark.parametrize("said", TURTLE)
def test_files(said: str, limit: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a list in a file its members are read, in memory and on disk; one without an end ends where it repeats."""
    monkeypatch.setattr(rdf, "_IN_MEMORY", limit)
    path = tmp_path / "a.ttl"
    path.write_text(HEAD + said)
    assert people(path) == [TURTLE[said]]


SEVERAL = {
    '_:1 r:first "Zed", "Abe", "Moe" ; r:rest r:nil .': ["Zed", "Abe", "Moe"],
    '_:1 r:rest r:nil ; r:first "Zed" . _:2 r:first "Bea" . _:1 r:first "Abe" .': ["Zed", "Abe"],
    '_:1 r:first "Zed" ; r:rest _:2, _:3 . _:3 r:first "Abe" . _:2 r:first "Moe" .': ["Zed", "Moe", "Abe"],
    '_:1 r:first "Zed" ; r:rest _:3, _:2 . _:3 r:first "Abe" . _:2 r:first "Moe" .': ["Zed", "Abe", "Moe"],
    '_:1 r:first "Zed" ; r:rest _:2, _:3 . _:2 r:first "Abe" ; r:rest _:3 . _:3 r:first "Moe" .': ["Zed", "Abe", "Moe"],
    '_:1 r:first "Zed" ; r:rest "Kim", _:2, r:nil . _:2 r:first "Abe", ("Moe" "Al"), "Bea" .': [
        "Zed", "Abe", "Moe", "Al", "Bea",
    ],
    "_:1 r:first <p:z>, <p:a>, <p:m> . <p:m> s:name 'M' . <p:a> s:name 'A' . <p:z> s:name 'Z' .": ["Z", "A", "M"],
    "_:1 r:first _:z, _:a, _:m . _:m s:name 'M' . _:a s:name 'A' . _:z s:name 'Z' .": ["Z", "A", "M"],
}  # fmt: skip


@pytest.mark.parametrize("limit", [10, rdf._IN_MEMORY])
@pytest.mark.parametrize("said", SEVERAL)
def test_cells_of_several_members_or_rests(
    said: str, limit: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are read in the order of the file, each time the same, in memory, on disk and in a page."""
    monkeypatch.setattr(rdf, "_IN_MEMORY", limit)
    path = tmp_path / "a.ttl"
    path.write_text(f"{HEAD} s:actor _:1 . {said}")
    assert [people(path) for _ in range(3)] == [[SEVERAL[said]]] * 3
    triples = [quad.triple for quad in ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE)]
    names = {one.subject: one.object.value for one in triples if one.predicate.value.endswith("name")}
    actors = [one.object for one in lists.unfolded(triples, []) if one.predicate.value.endswith("actor")]
    assert [names.get(one, str(one).strip('"')) for one in actors] == SEVERAL[said]


def test_a_cell_of_many_members_is_no_shared_list(tmp_path: Path) -> None:
    """A list that is named once is read, however many members one cell of it has."""
    path = tmp_path / "a.ttl"
    members = [f"Ann B{number}b" for number in range(2000)]
    path.write_text(f"{HEAD} s:actor _:1 . _:1 r:first {', '.join(map(json.dumps, members))} .")
    assert people(path) == [members]
    assert not [one for one in read(path, guess(path), tmp_path) if isinstance(one, Fault)]


LISTED = {"director": {"@list": [{"@type": "Person", "name": "Tom"}, {"@type": "Person", "name": "Anna"}]}}
JSON = [
    LISTED,
    {"actor": {"@list": ["Tom", {"@list": []}, {"@list": ["Anna"]}]}},
    {"director": {"@list": ["Tom"]}, "actor": [{"@list": ["Anna"]}, {"@list": []}]},
]


@pytest.mark.parametrize("said", JSON)
def test_json_ld(said: dict[str, object], tmp_path: Path) -> None:
    """`@list` says its members, in files and in pages."""
    text = json.dumps({"@context": "https://schema.org", "@type": "Movie", "name": "A"} | said)
    (tmp_path / "a.jsonld").write_text(text)
    (tmp_path / "a.html").write_text(f'<script type="application/ld+json">{text}</script>')
    assert people(tmp_path / "a.jsonld") == people(tmp_path / "a.html") == [["Tom", "Anna"]]


def test_rdfa(tmp_path: Path) -> None:
    """`inlist` of RDFa says its members."""
    (tmp_path / "a.html").write_text(
        '<div vocab="https://schema.org/" typeof="Movie"><i property="name">A</i><i property="actor" inlist>Tom</i>'
        '<i property="actor" inlist>Anna</i></div>'
    )
    assert people(tmp_path / "a.html") == [["Tom", "Anna"]]


def cells(count: int, rest: Callable[[int], str], said: Callable[[int], str]) -> str:
    """So many cells, and as many films."""
    film = '<a:{0}> a s:Movie ; s:name "{0}" ; s:actor {1} .'
    lines = [film.format(number, said(number)) for number in range(count)]
    lines += [f'_:{number} r:first "N" ; r:rest {rest(number)} .' for number in range(count)]
    return "\n".join([f"@prefix s: <http://schema.org/> . @prefix r: <{R}> .", *lines])


HOSTILE: dict[str, Callable[[int], str]] = {
    "all name one list": lambda count: cells(count, lambda n: f"_:{n + 1}", lambda n: "_:0"),
    "each names the rest": lambda count: cells(count, lambda n: f"_:{n + 1}", lambda n: f"_:{n}"),
    "each has one list inside": lambda count: cells(count, lambda n: f"_:{n + 1}", lambda n: "( _:0 )"),
    "each has one rest": lambda count: cells(
        count, lambda n: f"_:{n + 1}", lambda n: f"_:h{n} . _:h{n} r:first 'H' ; r:rest _:0"
    ),
    "all name one cell of many members": lambda count: cells(
        count, lambda n: f"r:nil . _:0 r:first 'N{n}'", lambda n: "_:0"
    ),
    "all name one cell of many rests": lambda count: cells(
        count, lambda n: f"r:nil . _:0 r:rest 'N{n}'", lambda n: "_:0"
    ),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_lists_that_share_members(kind: str, tmp_path: Path) -> None:
    """Lists that would be read for ever are told, the same each time, and the films have their titles."""
    path = tmp_path / "a.ttl"
    path.write_text(HOSTILE[kind](200))
    found = list(read(path, guess(path), tmp_path))
    told = [one.reason for one in found if isinstance(one, Fault)]
    assert len(told) == 1 and "lists" in told[0]
    assert [one.title for one in found if isinstance(one, Record)] == [str(number) for number in range(200)]


def json_ld(text: str) -> str:
    """Turtle as JSON-LD in a page."""
    quads = ox.parse(text, format=ox.RdfFormat.TURTLE)
    data = ox.serialize(quads, format=ox.RdfFormat.JSON_LD)
    assert data
    return f'<script type="application/ld+json">{data.decode()}</script>'


def rdfa(text: str) -> str:
    """Turtle as RDFa in a page, an element a statement."""

    def place(term: object) -> str:
        return f"[{term}]" if isinstance(term, ox.BlankNode) else str(term).strip("<>")

    found = []
    for quad in ox.parse(text, format=ox.RdfFormat.TURTLE):
        value = quad.object
        said = f'content="{value.value}"' if isinstance(value, ox.Literal) else f'resource="{place(value)}"'
        found.append(f'<p about="{place(quad.subject)}"><b property="{quad.predicate.value}" {said}></b></p>')
    return "".join(found)


@pytest.mark.parametrize("page", [[rdfa], [json_ld, rdfa]])
@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.slow
def test_lists_that_share_members_in_a_page(kind: str, page: list[Callable[[str], str]], tmp_path: Path) -> None:
    """They are told once, in whatever syntax, as in a file, and the films have their titles."""
    path = tmp_path / "a.html"
    path.write_text("".join(syntax(HOSTILE[kind](200)) for syntax in page))
    found = list(read(path, guess(path, "markup"), tmp_path))
    told = [one.reason for one in found if isinstance(one, Fault)]
    assert len(told) == 1 and "lists" in told[0]
    titles = {one.title for one in found if isinstance(one, Record)}
    assert titles == {str(number) for number in range(200)}


@pytest.mark.parametrize("kind", HOSTILE)
def test_time_is_linear(kind: str, tmp_path: Path, linear: Callable[..., bool]) -> None:
    """Four times the films and the cells take about four times as long."""
    path = tmp_path / "a.ttl"

    def work(count: int) -> None:
        path.write_text(HOSTILE[kind](count))
        assert len(people(path)) == count

    assert linear(work, 60)
