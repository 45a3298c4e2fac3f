"""Every named query, here and over a real server, against a result that was written beforehand."""

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kg.query.answering import answer
from kg.query.filling import Given, fill
from kg.query.lexer import tokens
from kg.query.named import Query, queries
from kg.query.question import question
from kg.query.safety import check

EXPECTED = Path(__file__).parent / "expected"

# The file of the expected result, and the parameters; the query is the file's name up to the first dot.
CASES = [
    ("adaptations.csv", ()),
    ("adaptations.holm.csv", ("author=HOLM",)),
    ("awards.csv", ()),
    ("co-actors.chen.csv", ("actor=chen",)),
    ("co-actors.lea.csv", ("actor=Lea Noor",)),
    ("co-productions.csv", ()),
    ("counts.csv", ()),
    ("credits.undated.csv", ("film=undated",)),
    ("credits.salt.csv", ("film=Salt",)),
    ("credits.salt.csv", ("film=sal",)),
    ("describe.anna.nt", ("thing=https://example.org/person/anna-voss/#this",)),
    ("directors-and-composers.csv", ()),
    ("disagreements.csv", ()),
    ("disagreements.empty.csv", ("name=Salt",)),
    ("distributors.csv", ("distributor=harbour",)),
    ("filmography.lea.csv", ("person=LEA",)),
    ("films-by-composer.csv", ()),
    ("films-by-composer.lind.csv", ("composer=Lind",)),
    ("films-by-country.csv", ()),
    ("films-by-country.belgium.csv", ("country=belgië",)),
    ("films-by-country.gb.csv", ("country=gb",)),
    ("films-by-country.gb.csv", ("country=Royaume-Uni",)),
    ("films-by-country.gb.csv", ("country=England",)),
    ("films-by-director.csv", ()),
    ("films-by-director.ok.csv", ("director=jo ok",)),
    ("films-by-director.ok.csv", ("director=Øk",)),
    ("films-by-director.ok.csv", ("director=ÖK",)),
    ("films-by-year.csv", ()),
    ("films-by-year.2021.csv", ("from=2021", "until=2021")),
    ("films-in-language.dutch.csv", ("language=Dutch",)),
    ("joined-by-evidence.csv", ()),
    ("languages-by-year.csv", ()),
    ("languages-by-year.2023.csv", ("from=2022",)),
    ("neighbourhood.salt.nt", ("film=salt",)),
    ("other-titles.csv", ("film=Lange",)),
    ("possible-duplicates.csv", ()),
    ("possible-duplicates.voss.csv", ("name=a. voss",)),
    ("possible-namesakes.csv", ("name=Noor",)),
    ("quotations.csv", ("film=pier",)),
    ("records-of-a-thing.csv", ()),
    ("same-as.csv", ()),
    ("screenings.csv", ()),
    ("several-identifiers.csv", ()),
    ("several-roles.csv", ("person=voss",)),
    ("sources-of-a-film.pier.csv", ("film=the long pier",)),
    ("sources-of-a-film.pier.csv", ("film=Lông  Pièr",)),
    ("synopses.csv", ()),
    ("synopses.nl.csv", ("film=pier", "language=nl")),
    ("without-composer.csv", ()),
]
NAMED = [
    (file, params) for file, params in CASES if file.startswith(("credits.", "films-by-", "filmography.")) and params
]
FORMS = {".csv": "csv", ".nt": "ntriples"}
by_name = pytest.mark.parametrize("query", queries(), ids=lambda query: query.name)


@pytest.mark.parametrize(("file", "params"), CASES, ids=[file for file, _ in CASES])
@pytest.mark.slow
def test_in_a_release(file: str, params: tuple[str, ...], released: Path) -> None:
    """A named query gives, in a release, exactly the rows that are expected, in their order."""
    assert _lines(answer(str(released), _name(file), None, params, _form(file))) == _expected(file)


@pytest.mark.parametrize(("file", "params"), CASES, ids=[file for file, _ in CASES])
@pytest.mark.slow
def test_over_an_endpoint(file: str, params: tuple[str, ...], endpoint: str) -> None:
    """A SPARQL server that holds the same graphs gives the same rows in the same order."""
    assert _lines(answer(_name(file), None, endpoint, params, _form(file))) == _expected(file)


def test_each_query_has_an_expected_result() -> None:
    """No named query goes without an expected result that is not empty."""
    found = {_name(file) for file, _ in CASES if len(_expected(file)) > 1}
    assert found == {query.name for query in queries()}


@by_name
def test_header(query: Query) -> None:
    """A named query has a title, help, and parameters that are all used; their names are not those of variables."""
    variables = {token.text for token in tokens(query.text) if token.kind == "variable"}
    assert query.title
    assert query.help
    assert {text for text in variables if text[0] == "$"} == {f"${p.name}" for p in query.parameters}
    assert not {f"?{p.name}" for p in query.parameters} & variables


@by_name
def test_text_is_valid_as_it_stands(query: Query) -> None:
    """The file of a named query is a valid and safe query, with its parameters left as they are."""
    check(query.text)
    ox.Store().query(query.text)


@by_name
def test_examples_are_values(query: Query) -> None:
    """The example of each parameter is a value that the query takes, and the query with it is valid."""
    ox.Store().query(fill(query, Given({p.name: p.example for p in query.parameters})))


@by_name
def test_every_name_is_looked_for_alike(query: Query) -> None:
    """A parameter that is part of a name is the expression of a REGEX without case, and stands nowhere else."""
    assert not [p.name for p in query.parameters if p.type == "text"]
    used = [token.text[1:] for token in tokens(query.text) if token.kind == "variable"]
    for name in (p.name for p in query.parameters if p.type == "name"):
        assert used.count(name) == query.text.count(f'), ${name}, "i")') == query.text.count("REGEX(LCASE(") == 1


@pytest.mark.parametrize(("file", "params"), NAMED, ids=[" ".join(params) for _, params in NAMED])
def test_in_rdflib(file: str, params: tuple[str, ...]) -> None:
    """Another engine finds as much by a part of a name; it cannot sort where a value is missing."""
    graph = rdflib.Graph().parse(Path(__file__).parent / "published.ttl")
    query, _, _ = question(_name(file), params).text.partition("ORDER BY")
    assert len(graph.query(query)) == len(_expected(file)) - 1


@by_name
def test_order_is_total(query: Query) -> None:
    """Rows that are not the same never tie: whatever a named query shows, its last ORDER BY sorts by."""
    if check(query.text)[0] == "CONSTRUCT":
        return
    _, _, order = query.text.rpartition("ORDER BY")
    keys = {token.text[1:] for token in tokens(order) if token.kind == "variable"}
    solutions = ox.Store().query(query.text)
    assert isinstance(solutions, ox.QuerySolutions)
    assert {variable.value for variable in solutions.variables} <= keys


def _name(file: str) -> str:
    return file.partition(".")[0]


def _form(file: str) -> str:
    return FORMS[Path(file).suffix]


def _expected(file: str) -> list[str]:
    return (EXPECTED / file).read_text(encoding="utf-8").splitlines()


def _lines(pieces: Iterable[bytes]) -> list[str]:
    text = b"".join(pieces).decode()
    return text.replace("\r\n", "\n").splitlines()
