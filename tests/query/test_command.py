"""`kg query` as it is called, and what it says of bad use."""

import io
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.query.answering import answer
from kg.query.question import question
from kg.release.opened import Release
from kg.system.errors import ReelgraphError


def asked(*arguments: Any, **options: Any) -> str:
    """The answer as text."""
    return b"".join(answer(*arguments, **options)).decode()


def _complaint(*arguments: str, params: tuple[str, ...] = (), form: str | None = None, endpoint: str = "") -> str:
    source, query, *_ = (*arguments, None, None)
    with pytest.raises(ReelgraphError) as raised:
        asked(source, query, endpoint or None, params, form)
    assert "\n" not in str(raised.value)
    return str(raised.value)


def test_listing(released: Path) -> None:
    """Without a query, all queries are listed with title and parameters, no line wider than the terminal."""
    listed = asked(str(released), None, None, (), None)
    assert listed == asked(None, None, None, (), None)
    assert "Co-actors in billing order" in listed
    assert '*actor="Andrew Scott"' in listed
    assert all(len(line) <= 100 for line in listed.splitlines())


def test_file(released: Path, tmp_path: Path) -> None:
    """A query of one's own is a file, which may have parameters too."""
    file = tmp_path / "mine.rq"
    file.write_text("# Mine\n# $wanted (text, required): a name, e.g. X\nASK { ?s ?p $wanted }")
    assert asked(str(released), str(file), None, ("wanted=Salt",), None) == "yes\n"
    assert asked(str(released), str(file), None, ('wanted=" } #',), None) == "no\n"


@pytest.fixture(params=["nt", "ttl", "jsonld"])
def mirror(request: pytest.FixtureRequest, example: Path, tmp_path: Path) -> Path:
    """A folder with the manifest of a release and its dumps in one syntax, and nothing else."""
    (tmp_path / "mirror" / "dump").mkdir(parents=True)
    shutil.copy(example / "manifest.json", tmp_path / "mirror")
    for path in (example / "dump").glob(f"*.{request.param}"):
        shutil.copy(path, tmp_path / "mirror" / "dump")
    return tmp_path / "mirror"


@pytest.mark.slow
def test_a_mirror_of_the_dumps(mirror: Path, example: Path) -> None:
    """It is asked as the release is; of the graphs that it lacks a note tells, where the query asks for them."""
    notes: list[str] = []
    query = ("films-by-director", None, ("director=Haigh",), "csv")
    assert asked(str(mirror), *query, tell=notes.append) == asked(str(example), *query)
    assert kg.open(mirror).query("counts") == kg.open(example).query("counts") and not notes
    told = f"sources-of-a-film: graphs are empty whose files are not in {mirror}: evidence, ontology, shapes"
    found = asked(str(mirror), "sources-of-a-film", None, ("film=Aftersun",), None, tell=notes.append)
    assert found.endswith("\n0 rows\n") and notes == [told]
    assert sorted(path.name for path in mirror.iterdir()) == ["dump", "manifest.json"]


def test_a_mirror_has_all_dumps_of_a_syntax(mirror: Path) -> None:
    """One that was not copied is a damage, and so are all; it has no markup, which is said, too."""
    assert "it has no markup; build it without --dumps-only, or copy its folder markup too" in _refused(mirror)
    for path in [*(mirror / "dump").glob("film.*"), *(mirror / "dump").iterdir()]:
        path.unlink(missing_ok=True)
        assert re.search(
            "/dump/[a-z]+.[a-z]+: the release is damaged: the file is missing", _complaint(str(mirror), "counts")
        )


def _refused(out: Path) -> str:
    with pytest.raises(ReelgraphError) as raised:
        list(kg.open(out).films())
    with pytest.raises(ReelgraphError, match="it has no markup"):
        kg.open(out).film("aftersun-2022")
    return str(raised.value)


@pytest.mark.parametrize(
    ("query", "complaint"),
    [
        ("SELECT * {\n  ?s ?p ?o ,\n}", "not valid SPARQL: line 3, column 2 or before, "),
        ("SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?o }", "line 1, column 8: ?s is not grouped or aggregated"),
        ("SELECT * { ?s ?p ?o } GROUP BY ?s", "with GROUP BY, name what to select instead of *"),
        ("SELECT (1 AS ?x) (2 AS ?x) {}", "Duplicated variable name"),
        ("SELECT * { BIND(<http://a.example/f>(1) AS ?x) }", "query failed: "),
        ("SELECT * { SERVICE <http://a.example/> {} }", "line 1, column 12: SERVICE"),
        ("# $x: text\nASK {}", "a parameter is declared as $NAME (TYPE): HELP, e.g. VALUE"),
        ("# $x (text): a, e.g. b\nASK { ?x ?p $x }", "?x is the parameter $x too"),
        ("\udcff", "is not UTF-8 text"),
    ],
)
def test_bad_file(query: str, complaint: str, released: Path, tmp_path: Path) -> None:
    """A bad query is one line that names the file, the place and the mistake."""
    file = tmp_path / "bad.rq"
    file.write_bytes(query.encode(errors="surrogateescape"))
    told = _complaint(str(released), str(file))
    assert told.startswith(str(file))
    assert complaint in told


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("film-by-composer", "did you mean films-by-composer"),
        ("AWARD", "did you mean awards"),
        ("xyzzy", "`kg query OUT` lists the queries"),
        ("x" * 5000, "`kg query OUT` lists the queries"),
        ("", "`kg query OUT` lists the queries"),
        ("film-by-composer", "SPARQL is the text itself, a file, or - for stdin"),
    ],
)
def test_unknown_name(name: str, hint: str, released: Path) -> None:
    """An unknown name is told with the nearest names."""
    assert hint in _complaint(str(released), name)


@pytest.mark.parametrize("text", ["", " \n\t", "# only a comment", "# two\n\n  # comments\n"])
def test_empty_query(text: str, released: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A query of nothing is told to be empty, however it is given."""
    (tmp_path / "empty.rq").write_text(text)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert _complaint(str(released), text).startswith("the query is empty; ")
    assert _complaint(str(released), "-").endswith("stdin: is empty")
    assert _complaint(str(released), str(tmp_path / "empty.rq")).endswith("empty.rq: is empty")
    assert _complaint(text, endpoint="http://127.0.0.1:1/").startswith("the query is empty; ")


@pytest.mark.parametrize(
    ("query", "params", "complaint"),
    [
        (
            "credits",
            (),
            'credits: needs part of one of the film\'s titles: -p film="All of Us Strangers", for example',
        ),
        ("credits", ("title=x",), "the query has no parameter 'title'; its parameters: film (required)"),
        ("credits", ("film",), "write NAME=VALUE; its parameters: film (required)"),
        ("credits", ("=x",), "write NAME=VALUE; its parameters: film (required)"),
        (
            "credits",
            ("flim=x",),
            "no parameter 'flim'; its parameters: film (required); did you mean film?",
        ),
        ("films-by-composer", ("composr=x",), "its parameters: composer; did you mean composer?"),
        ("films-by-composer", ("Composer=x",), "did you mean composer?"),
        ("films-by-composer", ("$composer=x",), "did you mean composer?"),
        ("films-by-composer", ("composr" * 9_000 + "=x",), "its parameters: composer"),
        ("films-by-year", ("form=2020",), "its parameters: from, until; did you mean from?"),
        ("counts", ("film=x",), "its parameters: none"),
        ("films-by-composer", ("composer=a", "composer=b"), "composer is given twice; give it once"),
        ("films-by-year", ("from=2024", "until=2020"), "-p from='2024' is after -p until='2020'; the first year comes"),
        ("languages-by-year", ("until=1999", "from=2000"), "-p from='2000' is after -p until='1999'"),
        ("films-by-composer", ("composer=a", "composer=a"), "composer is given twice; give it once"),
        ("films-by-year", ("from=2020", "until=2021", "from=2022"), "-p from='2022': from is given twice"),
        ("films-by-composer", ("composer=",), "composer is empty; give it a value, or leave composer out"),
        ("films-by-composer", ("composer= \t",), "composer is empty; give it a value, or leave composer out"),
        ("films-by-year", ("from=",), "from is empty; give it a value, or leave from out"),
        ("credits", ("film=",), "film is empty; give it a value"),
        (
            "films-by-country",
            ("country=Germny",),
            "country='Germny': not a known country name or code; did you mean Germany?",
        ),
        ("films-by-country", ("country=Atlantis",), "not a known country name or code"),
        ("credits", ("film=" + "a" * 201,), "longer than 200 characters; give a part of the name"),
        ("films-by-year", ("from=99",), "not a year; write four digits"),
        ("describe", ("thing=javascript:alert(1)",), "not a web address; it must begin with http:// or https://"),
    ],
)
def test_bad_parameter(query: str, params: tuple[str, ...], complaint: str, released: Path) -> None:
    """A parameter that is missing, unknown or no value of its type is told with what to write."""
    assert complaint in _complaint(str(released), query, params=params)


def test_bad_format(released: Path) -> None:
    """A format that does not fit is told before anything is loaded."""
    assert "turtle cannot hold the result of SELECT" in _complaint(str(released / "nowhere"), "awards", form="turtle")


def test_no_release(tmp_path: Path) -> None:
    """A folder without a release, and a query without a folder, are told."""
    assert "not a release" in _complaint(str(tmp_path), "awards")
    assert "write `kg query OUT NAME`" in _complaint("awards")


def test_a_parameter_without_a_query(released: Path) -> None:
    """A query that was forgotten is an error, and no list of queries."""
    assert "none is given; write `kg query OUT NAME -p" in _complaint(str(released), params=("composer=x",))


@pytest.mark.parametrize(("country", "hint"), [("Congo", False), ("Korea", False), ("Narnia", False), ("Belgim", True)])
def test_a_country_is_guessed_where_it_is_near(country: str, hint: bool, released: Path) -> None:
    """No other name is offered for one that several countries have, or that is like none."""
    told = _complaint(str(released), "films-by-country", params=(f"country={country}",))
    assert ("did you mean" in told) is hint


def test_a_thing_is_named_as_tables_show_it(released: Path) -> None:
    """By folder and slug, below the base of the release."""
    base = Release.open(released).base
    found = question("describe", ["thing=person/ann-lee/"], base=base)
    assert found.iris == (f"{base}person/ann-lee/#this",)


@pytest.mark.parametrize("content", ["<a> <b", None])
def test_damaged_release(content: str | None, tmp_path: Path) -> None:
    """A dump that is missing or broken is told by its path."""
    listed = {"path": "dump/0.nt", "mediaType": "application/n-triples", "role": "dump"}
    (tmp_path / "manifest.json").write_text(json.dumps({"files": [listed]}))
    if content is not None:
        (tmp_path / "dump").mkdir()
        (tmp_path / "dump/0.nt").write_text(content)
    assert "dump/0.nt: the release is damaged" in _complaint(str(tmp_path), "awards")


def test_endpoint_takes_the_query_alone() -> None:
    """With an endpoint, a folder has no place."""
    assert "give only the query" in _complaint("out", "awards", endpoint="http://127.0.0.1:1/")


def test_nothing_heavy_is_loaded(released: Path) -> None:
    """A local query imports neither rdflib nor SPARQLWrapper."""
    code = (
        "import sys; from kg.query.answering import answer;"
        f"list(answer({str(released)!r}, 'awards', None, (), None));"
        "sys.exit(bool({'rdflib', 'SPARQLWrapper', 'pyshacl'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0
