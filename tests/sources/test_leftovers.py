"""Silence is a fault: what a reader has no place for is counted by name, with its place."""

import json
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import cli
from kg.model.record import Record
from kg.report.leftovers import EXAMPLES, Leftovers
from kg.sources import accounted, guess
from kg.sources.config import Column, Films, Ids, SourceConfig
from kg.sources.counting import Count
from kg.sources.stated import Leftover

TABLE = SourceConfig(name="t", path="", reader="table", licence="", columns={"title": "Title"})


def left(path: Path, source: SourceConfig | None = None) -> dict[str, int]:
    """Kind and name of what a file states in vain → how often."""
    found = accounted(path, source or guess(path), path.parent)
    return {f"{one.kind} {one.name}": one.count for one in found if isinstance(one, Leftovers)}


def written(folder: Path, name: str, text: str) -> Path:
    """A file with this text."""
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def table(folder: Path, *rows: dict[str, Any], **columns: Any) -> dict[str, int]:
    """What is left of a table in JSON Lines, read by a mapping of these columns."""
    path = written(folder, "a.jsonl", "".join(json.dumps(row) + "\n" for row in rows))
    return left(path, SourceConfig(name="t", path="", reader="table", licence="", columns={"title": "Title"} | columns))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50, deadline=None)
@given(
    st.dictionaries(
        st.text("abcdeé .,[]()", min_size=1, max_size=6).map(str.strip).filter(bool),
        st.sampled_from(["", "x", "1", "-"]),
        max_size=8,
    )
)
def test_every_column_is_mapped_or_counted(tmp_path: Path, more: dict[str, str]) -> None:
    """Of a table each column that says something is in the mapping, or is counted."""
    import csv

    with (tmp_path / "a.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([["Title", *more], ["Close", *more.values()]])
    assert left(tmp_path / "a.csv", TABLE) == {f"column {name}": 1 for name, cell in more.items() if cell}


@pytest.mark.parametrize("cell", ["Ann Li (Bo), Cy Do", ["Ann Li (Bo)", "Cy Do"], "Ann Li (Bo) [1]; Cy Do ()"])
def test_notes_behind_names(cell: str | list[str], tmp_path: Path) -> None:
    """What stands in brackets behind a name of a person is counted, in tables and in markup."""
    assert table(tmp_path, {"Title": "Close", "Cast": cell}, cast="Cast") == {"column Cast (in brackets)": 1}
    (tmp_path / "inside").mkdir()
    inside = {"Title": "Close", "Film": {"Cast": cell}}
    assert table(tmp_path / "inside", inside, cast="Film.Cast") == {"column Film.Cast (in brackets)": 1}
    (tmp_path / "ids").mkdir()
    known = Column(column="Cast", ids=Ids("Id", "imdb"))
    assert table(tmp_path / "ids", {"Title": "Close", "Cast": cell}, cast=known) == {"column Cast (in brackets)": 1}
    block = {"@context": "https://schema.org", "@type": "Movie", "name": "Close", "actor": cell}
    page = f'<script type="application/ld+json">{json.dumps(block)}</script>'
    assert left(written(tmp_path, "a.html", page)) == {"property actor (in brackets)": 1}


def test_columns_without_a_name_of_their_own(tmp_path: Path) -> None:
    """A column without a name, or with the name of another, is counted by its number."""
    path = written(tmp_path, "a.csv", "Title,,Note,Note\nClose,x,y,z\n")
    assert left(path, TABLE) == {"column (column 2)": 1, "column Note (column 3)": 1, "column Note (column 4)": 1}


@pytest.mark.parametrize(
    ("row", "columns", "expected"),
    [
        ({"Year": 2022}, {"year": Column(column="Year", when={"Type": "film"})}, "column Year (no condition fits)"),
        (
            {"Y": 2022, "Made": 2021},
            {"year": (Column("Y"), Column("Made"))},
            "column Made (year is stated already)",
        ),
        (
            {"crew": [{"name": "Ann", "job": "Gaffer"}]},
            {"directors": Column(column="crew", where={"job": "Director"})},
            "column crew[job=Gaffer]",
        ),
        ({"cast": [{"name": "Ann", "id": 7}]}, {"cast": "cast"}, "column cast[].id"),
        ({"film": {"year": 2022, "votes": 7}}, {"year": "film.year"}, "column film.votes"),
        ({"A": "x"}, {"page": Column(template="https://a.example/{A}/{B}")}, "column A (no condition fits)"),
    ],
)
def test_what_a_mapping_passes_over(
    tmp_path: Path, row: dict[str, Any], columns: dict[str, Any], expected: str
) -> None:
    """A column that is mapped is counted where the mapping does not take it, and its members by their paths."""
    assert table(tmp_path, {"Title": "Close", "Type": "", "B": ""} | row, **columns) == {expected: 1}


def test_what_a_mapping_takes_up(tmp_path: Path) -> None:
    """What is chosen by, joined, or put together is not counted."""
    row = {"Title": "Close", "A": "x", "cast": [{"name": "Ann", "job": "Actor", "role": "Eve"}], "Type": "film"}
    columns = {
        "cast": Column(column="cast", where={"job": "Actor"}, members={"name": "name", "character": "role"}),
        "page": Column(template="https://a.example/{A}", when={"Type": "film"}),
    }
    assert table(tmp_path, row, **columns) == {}


def test_rows_without_a_film(tmp_path: Path) -> None:
    """A row that names no film is counted, and what it says once is, of however many films."""
    path = written(tmp_path, "a.csv", "Title,Id,Note\nClose|Here,1|2,x\n,,y\n")
    source = SourceConfig(
        name="t",
        path="",
        reader="table",
        licence="",
        columns={"title": "Title"},
        key="Id",
        films=Films(("Title", "Id"), "|"),
    )
    assert left(path, source) == {"column Note": 1, "row names no film": 1}


def test_what_stands_around_rows(tmp_path: Path) -> None:
    """What a document says beside its array of objects is counted, before it and behind it."""
    path = written(tmp_path, "a.json", '{"page": 1, "films": [{"Title": "Close"}], "series": [{"Title": "Here"}]}')
    assert left(path, TABLE) == {"property page": 1, "property data after the array": 1}


@pytest.mark.parametrize("beside", ["[[1, 2], {}]", "[]", '{"a":' * 30 + "1" + "}" * 30, "[" + "7," * 200 + "{}]"])
def test_what_stands_before_rows(beside: str, tmp_path: Path) -> None:
    """Whatever a document says before its array of objects, that is read and the rest counted."""
    path = written(tmp_path, "a.json", f'{{"page": {beside}, "films": [{{"Title": "Close"}}]}}')
    (record, *others) = accounted(path, TABLE, tmp_path)
    assert isinstance(record, Record) and record.title == "Close"
    assert [type(one) for one in others] == [Leftovers]


def test_other_sheets(tmp_path: Path) -> None:
    """A spreadsheet's other sheets are named."""
    import xlsxwriter

    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        for name in ("Films", "Series"):
            book.add_worksheet(name).write_column(0, 0, ["Title", "Close"])
    assert left(tmp_path / "a.xlsx", TABLE) == {"sheet Series": 1}


def test_native(tmp_path: Path) -> None:
    """Of the source that a record states its key is kept."""
    path = written(tmp_path, "a.json", '{"title": "Close", "source": {"key": "1", "licence": "https://a.example/"}}')
    assert left(path) == {"property source.licence": 1}


def test_archive(tmp_path: Path) -> None:
    """Elements and attributes that no path reads are counted by their paths, inside of records and around them."""
    path = written(
        tmp_path,
        "a.xml",
        '<list xmlns="https://a.example/"><date>2026</date><CinematographicWork><identifier scheme="own">7</identifier>'
        '<title lang="nl"><titleText>Close</titleText></title><gauge unit="mm">35</gauge></CinematographicWork></list>',
    )
    inside = "element cinematographicwork"
    assert left(path, guess(path, "archive")) == {
        "element list/date": 1,
        f"{inside}/title/@lang": 1,
        f"{inside}/gauge": 1,
        f"{inside}/gauge/@unit": 1,
    }


def test_labelled_page(tmp_path: Path) -> None:
    """Labels that are not known are counted by name, other lines together."""
    lines = ["Titel: Close", "Regie: Lukas Dhont", "Land: België", "Jahr: 2022", "Saal: 3", "Zwei Jungen."]
    path = written(tmp_path, "a.txt", "".join(f"{line}\n" for line in lines))
    assert left(path, guess(path, "festival")) == {"label Saal": 1, "text without a label": 1}


def test_marked_page(tmp_path: Path) -> None:
    """Properties without a field are counted, those of what a film links to by path, and things of no film by class."""
    film = {
        "@type": "Movie",
        "name": "Close",
        "aggregateRating": {"@type": "AggregateRating", "ratingValue": 4, "ratingExplanation": "Of five."},
        "review": {"@type": "Review", "author": {"@type": "Person", "name": "Ann Lee", "url": "/ann"}, "name": "Yes"},
        "director": {"@type": "Person", "name": "Lukas Dhont", "birthDate": "1991"},
        "sameAs": ["https://elsewhere.example/1", "https://www.imdb.com/title/tt9660502/"],
        "countryOfOrigin": {"@type": "Country", "name": "BE"},
    }
    graph = {"@context": "https://schema.org", "@graph": [film, {"@type": "WebSite", "name": "Kino"}]}
    path = written(tmp_path, "a.html", f'<script type="application/ld+json">{json.dumps(graph)}</script>')
    assert left(path) == {
        "property aggregateRating.ratingExplanation": 1,
        "property review.author.url": 1,
        "property director.birthDate": 1,
        "property sameAs elsewhere.example": 1,
        "thing WebSite": 1,
    }


def test_rdf(tmp_path: Path) -> None:
    """Predicates are counted that no field takes and no query names; those whose field takes nothing too."""
    path = written(
        tmp_path,
        "a.ttl",
        "@prefix s: <http://schema.org/> . @prefix d: <http://dbpedia.org/ontology/> .\n"
        "@prefix x: <http://x.example/> .\n"
        'x:a a d:Film ; d:budget "7" ; d:abstract "Two boys."@en ; <http://xmlns.com/foaf/0.1/name> "Close"@en .\n'
        'x:b a s:Movie ; s:name "Here" ; <https://w3id.org/reelgraph/ontology#quotation> x:q . x:q s:text "Fine." .\n',
    )
    assert left(path) == {
        "property http://dbpedia.org/ontology/budget": 1,
        "property quotation": 1,
    }


OTHERS: dict[str, dict[str, int]] = {
    's:name "The River"@en, "Le Fleuve"@fr .': {},
    's:name "A" ; s:duration "PT1H"@fr, "PT2H"@en .': {"property duration": 1},
    's:name "A" ; s:duration "PT2H"@fr, "PT2H"@en .': {},
    's:name "A" ; s:datePublished "2001"@fr, "2002"@de, "2003" .': {"property datePublished": 2},
    's:name "A" ; s:director [ s:name "Yuri"@en, "Youri"@fr ] .': {"property director.name": 1},
    's:name "A" ; s:actor [ a s:Role ; s:characterName "King"@en, "Roi"@fr ; s:actor "X"@fr, "Y"@en ] .': {
        "property actor.characterName": 1
    },
    's:name "A" ; s:isBasedOn [ s:name "B"@en, "C"@fr ; s:author "X"@fr, "Y"@en ] .': {"property isBasedOn.name": 1},
    's:name "A" ; s:director [ s:name "B" ; s:author "X"@en ; s:director "Y"@en ] .': {
        "property director.author": 1,
        "property director.director": 1,
    },
    's:name "A" ; s:genre "Drama"@en, "Drame"@fr ; s:description "D"@en, "E"@fr .': {},
}


@pytest.mark.parametrize("said", OTHERS)
def test_what_is_said_in_other_languages(said: str, tmp_path: Path) -> None:
    """Of a value in several languages one is read; another is counted, unless it says the same or has a place."""
    text = f"@prefix s: <http://schema.org/> . <a:f> a s:Movie ; {said}"
    assert left(written(tmp_path, "a.ttl", text)) == OTHERS[said]


EVENT = "x:e a s:ScreeningEvent ; s:workPresented x:f"
FILE_THINGS: dict[str, dict[str, int]] = {
    f"{EVENT} .": {"thing ScreeningEvent": 1},
    f'{EVENT} ; s:location [ a s:Place ; s:name "Kino" ] .': {"thing ScreeningEvent": 1, "thing Place": 1},
    "[] a s:Review ; s:itemReviewed x:f . [] a s:Review ; s:itemReviewed x:f .": {"thing Review": 2},
    "[] a s:Event, s:Festival .": {"thing Event, Festival": 1},
    "x:o a s:Organization ; s:member x:p . x:p a s:Person ; s:memberOf x:o .": {
        "thing Organization": 1,
        "thing Person": 1,
    },
    "x:l a x:Thing . x:m s:name 'no class' .": {},
    "x:f s:director x:d . x:d a s:Person ; s:name 'D' .": {},
    "x:f s:actor [ a s:Role ; s:actor [ a s:Person ; s:name 'D' ] ] .": {},
    "x:f s:actor ( [ a s:Person ; s:name 'D' ] ) .": {},
    # Of what is farther away it is told that what leads there is left over.
    "x:f s:director [ s:name 'D' ; s:worksFor [ a s:Organization ; s:address [ a s:PostalAddress ] ] ] .": {
        "property director.worksFor": 1
    },
}


@pytest.mark.parametrize("end", ["ttl", "jsonld", "rdf"])
@pytest.mark.parametrize("limit", [10, 1 << 20])
@pytest.mark.parametrize("said", FILE_THINGS)
def test_things_of_a_file(said: str, limit: int, end: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Things of schema.org's classes that no film leads to are counted by class, in a file of any size."""
    monkeypatch.setattr("kg.sources.marked.rdf._IN_MEMORY", limit)
    text = f'@prefix s: <https://schema.org/> . @prefix x: <http://x.example/> . x:f a s:Movie ; s:name "A" . {said}'
    format_ = ox.RdfFormat.from_extension(end)
    assert format_
    ox.serialize(ox.parse(text, format=ox.RdfFormat.TURTLE), str(tmp_path / f"a.{end}"), format=format_)
    assert left(tmp_path / f"a.{end}") == FILE_THINGS[said]


def test_a_count_is_bounded() -> None:
    """Of a hundred thousand names and values a thousand names are kept, and a short example of each."""
    count = Count("t", "a.csv")
    for number in range(20_000):
        count.add(Leftover("column", f"{number:05}", "x" * 1000, number))
        count.add(Leftover("column", "same", "\ud800" * 1000, number))
    told = {(one.kind, one.name): one for one in count.told()}
    assert sum(one.count for one in told.values()) == 40_000 and len(told) == 1001
    assert all(len(one.examples) <= EXAMPLES for one in told.values())
    assert all(len(example.raw.encode()) <= 2000 for one in told.values() for example in one.examples)


def test_often_in_rows_of_several_films(tmp_path: Path) -> None:
    """A column is left over once a row, however many rows and films."""
    path = written(tmp_path, "a.csv", "Title,Note\n" + "Close|Here,x\n" * 9)
    source = SourceConfig(
        name="t", path="", reader="table", licence="", columns={"title": "Title"}, films=Films(("Title",), "|")
    )
    assert left(path, source) == {"column Note": 9}


def test_it_is_no_fault(tmp_path: Path) -> None:
    """`kg read` gives the same lines and exit code with and without something left over; its report tells it."""
    path = written(tmp_path, "a.json", '{"title": "Close", "source": {"licence": "https://a.example/"}}')
    found = CliRunner().invoke(cli.main, ["read", str(path)])
    assert found.exit_code == 0 and "https://a.example/" not in found.stdout
    report = CliRunner().invoke(cli.main, ["read", str(path), "--report", "text"])
    assert report.exit_code == 0 and "property source.licence" in report.stdout
    assert all(isinstance(item, Record | Leftovers) for item in accounted(path, guess(path), tmp_path))


def test_what_stands_beside_values_of_a_table(tmp_path: Path) -> None:
    """That a length is about right, other versions, people without names, and notes in place of names are told."""
    (tmp_path / "a.csv").write_text(
        "t,l,c\nA,ca. 91 Min.,Paula Beer u. a.\nB,117 min (Final Cut 118 min),(no dialogue)\nC,PT90M,Ann Li\n"
    )
    source = SourceConfig(name="a", path="a.csv", reader="table", columns={"title": "t", "duration": "l", "cast": "c"})
    left = [one for one in accounted(tmp_path / "a.csv", source, tmp_path) if isinstance(one, Leftovers)]
    assert sorted((one.name, example.raw) for one in left for example in one.examples) == [
        ("c (in brackets)", "(no dialogue)"),
        ("c (others without names)", "u. a."),
        ("l (beside the length)", "Final Cut 118 min"),
        ("l (beside the length)", "ca."),
    ]
