"""The public face, `import kg`: what the commands do, for programs."""

import doctest
import json
import re
import subprocess
import sys
import warnings
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import rdflib
from click.testing import CliRunner
from rdflib.compare import isomorphic

import kg
from kg import face
from kg.cli import main
from kg.face import asked, release
from kg.system import resources
from kg.system.errors import ReelgraphError

FILM = "all-of-us-strangers-2023"
VALUES = """SELECT ?text ?iri ?int ?year ?decimal ?double ?yes ?day ?moment ?length ?none ?old {
  VALUES (?text ?iri ?int ?year ?decimal ?double ?yes ?day ?moment ?length ?none ?old) {
    ("7"@en <http://a.example/b> 7 "1999"^^<http://www.w3.org/2001/XMLSchema#gYear> 7.50 1e3 true
     "2023-09-01"^^<http://www.w3.org/2001/XMLSchema#date>
     "2023-09-01T20:15:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime>
     "PT1H45M"^^<http://www.w3.org/2001/XMLSchema#duration>
     UNDEF "-0044-03-15"^^<http://www.w3.org/2001/XMLSchema#date>) } }"""


def _command(*arguments: str | Path) -> str:
    return CliRunner().invoke(main, list(map(str, arguments))).stdout


@pytest.fixture(scope="module")
def folder(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as it is after `make demo`."""
    folder = tmp_path_factory.mktemp("face")
    (folder / "out").symlink_to(example.parent)
    (folder / "data").symlink_to(Path(__file__).parents[1] / "data")
    return folder


@pytest.mark.parametrize("module", [kg, face, asked, release], ids=lambda module: module.__name__)
def test_the_examples_of_docstrings(module: Any, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the docstrings show is what comes out."""
    monkeypatch.chdir(folder)
    result = doctest.testmod(module, globs={**vars(module), "kg": kg})
    assert result.attempted and not result.failed


def test_the_examples_of_the_manual(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the page about the library shows is what comes out."""
    monkeypatch.chdir(folder)
    text = (resources.DOCS / "how-to" / "library.md").read_text("utf-8")
    script = "\n".join(re.findall(r"^```pycon\n(.*?)^```$", text, re.MULTILINE | re.DOTALL))
    test = doctest.DocTestParser().get_doctest(script, {}, "library.md", None, 0)
    result = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test)
    assert result.attempted > 10 and not result.failed


def test_what_is_public_has_a_docstring() -> None:
    """Each name of the face, and each method, says what it does."""
    for name in kg.__all__:
        found = getattr(kg, name)
        members = vars(found).values() if isinstance(found, type) and found.__module__.startswith("kg.face.") else ()
        assert all(each.__doc__ for each in (found, *filter(callable, members))), name


def test_what_a_notebook_shows_is_short(example: Path) -> None:
    """Of what holds much, the counts or the beginning; what is found is a list."""
    release = kg.open(example)
    found = kg.validate(example / "dump/film.nt")
    assert found.findings[0].path and repr(found).startswith("<1 file validated: ") and len(repr(found.verdicts)) < 100
    assert all(len(repr(query)) < 200 and query.name in repr(query) for query in release.queries())
    assert len(repr(release.manifest)) < 200 and release.manifest.name in repr(release.manifest)
    page = example / "film" / FILM / "index.html"
    assert repr(release.audit(page)) == "<1 page: 0 findings>"
    few, many = (release.query(f"SELECT ?s {{ ?s ?p ?o }} LIMIT {most}") for most in (20, 21))
    assert repr(few) == repr(list(few)) and repr(many) == f"{repr(list(many)[:20])[:-1]}, ... and 1 more]"


def test_values_of_rows_are_those_of_python(example: Path) -> None:
    """Each literal is the value that its datatype says, and what Python has no value for is its text."""
    (row,) = kg.open(example).query(VALUES)
    assert row == {
        "text": "7",
        "iri": "http://a.example/b",
        "int": 7,
        "year": 1999,
        "decimal": Decimal("7.5"),
        "double": 1000.0,
        "yes": True,
        "day": date(2023, 9, 1),
        "moment": datetime(2023, 9, 1, 20, 15, tzinfo=UTC),
        "length": timedelta(hours=1, minutes=45),
        "none": None,
        "old": "-0044-03-15",
    }


@pytest.mark.parametrize("query", ["films-by-composer", "SELECT ?a { FILTER(false) }", VALUES])
def test_a_frame_holds_the_rows(query: str, example: Path) -> None:
    """The frames of polars and pandas have the columns and the values of the rows, also where there are none."""
    rows = kg.open(example).query(query)
    polars, pandas = rows.to_polars(), rows.to_pandas()
    assert polars.columns == list(pandas.columns) == list(rows.columns)
    assert polars.to_dicts() == list(rows)
    assert len(pandas) == len(rows)
    found = [{name: None if pd.isna(cell) else cell for name, cell in row.items()} for row in pandas.to_dict("records")]
    assert found == [{name: _in_pandas(cell) for name, cell in row.items()} for row in rows]


def _in_pandas(value: object) -> object:
    """A date is a moment there."""
    return pd.Timestamp(value) if type(value) is date else value


def test_averages_dates_and_durations_in_pandas(example: Path) -> None:
    """They are of types that can be counted with, also where some are missing; a mixture stays as it is."""
    query = """PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
    SELECT (AVG(?n) AS ?average) ?day ?length ?mixed {
      VALUES (?n ?day ?length ?mixed) {
        (1 "2023-09-01"^^xsd:date "PT1H45M"^^xsd:duration 1) (2 "1066-09-01"^^xsd:date UNDEF "a") (4 UNDEF UNDEF 2.5)
      } } GROUP BY ?day ?length ?mixed"""
    frame = kg.open(example).query(query).to_pandas()
    assert [frame[name].dtype.kind for name in ("average", "day", "length")] == ["f", "M", "m"]
    assert frame["day"].dt.year.max() == 2023 and frame["average"].mean() > 2


@pytest.mark.parametrize("parameters", [{"from_": 2020, "until": 2021}, {"from": "2020", "until_": "2021"}])
def test_a_parameter_that_is_a_word_of_python(parameters: dict[str, Any], example: Path) -> None:
    """It is written with `_` behind it, and everything else may be so."""
    assert {row["year"] for row in kg.open(example).query("films-by-year", **parameters)} == {2020, 2021}


@pytest.mark.parametrize(
    ("query", "parameters", "told"),
    [
        (
            "films-by-director",
            {"dirctor": "x"},
            "films-by-director: dirctor='x': the query has no parameter 'dirctor'; ",
        ),
        ("credits", {}, 'credits: needs part of one of the film\'s titles: film="All of Us Strangers", for example'),
        ("films-by-country", {"country": "Germny"}, "films-by-country: country='Germny': not a known country"),
    ],
)
def test_parameters_are_told_as_arguments(query: str, parameters: dict[str, Any], told: str, example: Path) -> None:
    """Nothing is said of options of a command line."""
    with pytest.raises(kg.ReelgraphError) as raised:
        kg.open(example).query(query, **parameters)
    assert str(raised.value).startswith(told) and "-p" not in str(raised.value)


@pytest.mark.slow
def test_a_query_that_was_tried_gives_no_warning(example: Path) -> None:
    """A named query may ask for what a release does not have."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for query in kg.open(example).queries():
            if not any(parameter.required for parameter in query.parameters):
                kg.open(example).query(query.name)


@pytest.mark.parametrize("package", ["polars", "pandas"])
def test_a_frame_without_its_package_says_what_to_install(
    package: str, example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line names the package and the command."""
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(kg.ReelgraphError, match=f"`pip install {package}`"):
        getattr(kg.open(example).query("awards"), f"to_{package}")()


def test_notes_of_an_answer(example: Path) -> None:
    """What the command says on stderr stands beside the rows."""
    with pytest.warns(UserWarning, match="did you mean schema:director"):
        rows = kg.open(example).query("SELECT ?who { ?film <http://schema.org/directer> ?who }")
    assert not rows and "did you mean" in rows.notes[0]


@pytest.mark.parametrize(
    ("method", "query", "instead"),
    [("query", "ASK {}", "ask()"), ("ask", "SELECT * {}", "query()"), ("construct", "ASK {}", "ask()")],
)
def test_another_form_of_query(method: str, query: str, instead: str, example: Path) -> None:
    """A query that gives no rows is told which method asks it."""
    with pytest.raises(kg.ReelgraphError) as raised:
        getattr(kg.open(example), method)(query)
    assert str(raised.value).endswith(f"; use {instead}")


def test_a_constructed_graph(example: Path) -> None:
    """CONSTRUCT gives a graph of rdflib with each statement once."""
    graph = kg.open(example).construct(
        "CONSTRUCT { ?film a <http://a.example/X> } { ?film a <http://schema.org/Movie> }"
    )
    assert isinstance(graph, rdflib.Graph)
    assert len(graph) == len(set(graph.subjects())) > 50


def test_what_is_not_in_a_release_has_no_graph(example: Path) -> None:
    """It is an error, and no empty graph."""
    with pytest.raises(ReelgraphError, match="not in the release"):
        kg.open(example).graph("https://films.example.org/film/nowhere/#this")


def test_the_graph_of_a_film(example: Path) -> None:
    """It is what the Turtle of its page states."""
    graph = kg.open(example).film(FILM).graph()
    assert isomorphic(graph, rdflib.Graph().parse(example / "film" / FILM / "index.ttl"))


def test_films(example: Path) -> None:
    """Each film is there once, and found by its own name."""
    release = kg.open(example)
    films = list(release.films())
    assert len({film.iri for film in films}) == len(films) > 80
    assert all(release.film(film.name).iri == film.iri for film in films)


PAGE = "out/current/film/all-of-us-strangers-2023/index.html"
SAME: list[tuple[list[str], Callable[[], str]]] = [
    (["markup", "out", FILM], lambda: kg.open("out").film(FILM).element() + "\n"),
    (["markup", "out", "--feed"], lambda: "".join(f"{line}\n" for line in kg.open("out").feed())),
    (["validate", PAGE], lambda: kg.validate(PAGE).report()),
    (
        ["validate", PAGE, "--profile", "google", "--format", "sarif"],
        lambda: kg.validate(PAGE, profile="google").report("sarif"),
    ),
    (["audit", "out", PAGE], lambda: kg.open("out").audit(PAGE).report()),
    (
        ["read", "data/disney.csv", "--catalogue", "data", "--report", "text"],
        lambda: kg.read("data/disney.csv", catalogue="data").report(),
    ),
]


@pytest.mark.parametrize(
    ("arguments", "library"), SAME, ids=lambda value: " ".join(value) if isinstance(value, list) else ""
)
def test_a_command_gives_what_the_library_gives(
    arguments: list[str], library: Callable[[], str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same bytes."""
    monkeypatch.chdir(folder)
    assert _command(*arguments) == library() != ""


def test_reading_twice(folder: Path) -> None:
    """A reading can be gone through again, and what is no record is a fault in it."""
    (folder / "two.jsonl").write_text('{"title": "Close"}\nnonsense\n')
    reading = kg.read(folder / "two.jsonl")
    assert [type(item).__name__ for item in reading] == ["Record", "Fault"]
    assert list(reading) == list(reading)


def test_from_a_table_to_an_answer(tmp_path: Path) -> None:
    """A new catalogue from a table, a build, a question, markup put into a page, and what is wrong with it."""
    table = tmp_path / "films.csv"
    table.write_text("Titel,Jahr,Regie\nClose,2022,Lukas Dhont\n,1927,Fritz Lang\n")
    assert "2 rows were read" in kg.init(tmp_path / "films", table)
    outcome = kg.build(tmp_path / "films", tmp_path / "out", date=date(2026, 1, 2))
    assert outcome.incomplete and outcome.published["film"] == 1
    release = kg.open(tmp_path / "out")
    assert release.manifest.date == "2026-01-02" and not release.verify()
    assert release.query("films-by-director", director="dhont")[0]["title"] == "Close"
    page = tmp_path / "close.html"
    page.write_text(f'<html><head><link rel="canonical" href="{release.base}film/close-2022/"></head></html>')
    (embedded,) = release.embed(page, dry_run=True)
    assert release.film("close-2022").iri not in page.read_text() and not embedded.complaints
    release.embed(page)
    assert json.dumps(release.film("close-2022").iri) in page.read_text()
    assert release.audit(page).report("csv").count("\n") >= 1


@pytest.mark.slow
def test_an_example_in_a_program_is_checked_by_types(tmp_path: Path) -> None:
    """Whoever imports the package gets its types."""
    program = tmp_path / "program.py"
    program.write_text("import kg\nreveal_type(kg.open('out').query('awards').columns)\nkg.open(1)\n")
    command = [sys.executable, "-m", "mypy", "--strict", "--no-incremental", "--follow-imports=silent", str(program)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, timeout=300)
    assert 'Revealed type is "tuple[str, ...]"' in done.stdout
    assert 'Argument 1 to "open" has incompatible type "int"' in done.stdout
