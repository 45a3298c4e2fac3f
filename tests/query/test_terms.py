"""The terms that a query names."""

import io
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.query.answering import answer
from kg.query.lexer import tokens
from kg.query.terms import in_our_namespace, iris, terms

SCHEMA = "PREFIX schema: <http://schema.org/> "


@pytest.mark.parametrize(
    ("query", "ours"),
    [
        ("PREFIX s: <https://schema.org/> ASK {}", "PREFIX s: <http://schema.org/> ASK {}"),
        ("ASK { ?s <https://schema.org/name> 1 }", "ASK { ?s <http://schema.org/name> 1 }"),
        ("ASK { ?s <HTTPS://www.Schema.org/name> 1 }", "ASK { ?s <http://schema.org/name> 1 }"),
        ("BASE <https://schema.org/> ASK { ?s <name> 1 }", "BASE <http://schema.org/> ASK { ?s <name> 1 }"),
    ],
)
def test_both_namespaces_are_one(query: str, ours: str) -> None:
    """Terms of schema.org in https, or with www, are read as those in http."""
    assert in_our_namespace(query) == ours


@pytest.mark.parametrize(
    "query",
    [
        'ASK { ?s ?p "https://schema.org/name" }',
        "ASK {} # <https://schema.org/name>",
        "ASK { ?s ?p <https://schema.org/docs/about.html> }",
        "ASK { ?s ?p <https://a.example/?u=https://schema.org/name> }",
        "ASK { ?s ?p <https://health-lifesci.schema.org/name> }",
    ],
)
def test_what_is_no_term_stays(query: str) -> None:
    """Texts, comments, other pages, and addresses that hold the namespace are left alone."""
    assert in_our_namespace(query) == query


@given(st.text())
def test_nothing_else_is_changed(text: str) -> None:
    """A query without an IRI of schema.org comes back as it is."""
    assert "schema.org" in text or in_our_namespace(text) == text


def test_the_terms_of_a_query() -> None:
    """Each in a namespace of properties and classes, once; no texts, variables, things or prefixes."""
    query = SCHEMA + 'PREFIX e: <http://e.example/> ASK { ?name a schema:Movie ; <http://schema.org/name> "schema:x" ; '
    query += "e:x e:y ; schema:name|^schema:actor <http://www.wikidata.org/entity/Q1> } # schema:z"
    assert terms(query) == [f"http://schema.org/{name}" for name in ("Movie", "name", "actor")]


NOWHERE = "does not occur in this release"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("query", "told"),
    [
        (SCHEMA + "ASK { ?s schema:directer ?d }", [f"schema:directer {NOWHERE}; did you mean schema:director?"]),
        (SCHEMA + "ASK { ?s a schema:movie }", [f"schema:movie {NOWHERE}; did you mean schema:Movie?"]),
        (SCHEMA + "ASK { ?s a schema:Xyzzy }", [f"schema:Xyzzy {NOWHERE}"]),
        (SCHEMA + "ASK { ?s schema:director/schema:name ?d ; a schema:Movie }", []),
        (SCHEMA + "ASK { ?s ?p schema:director }", []),
        ("PREFIX s: <https://schema.org/> ASK { ?s s:name 'Salt' }", ["https://schema.org/ was read as http://schema.org/"]),
        ("PREFIX s: <http://schema.org> ASK { ?s s:name 'Salt' }", ["http://schema.org was read as http://schema.org/"]),
        ("PREFIX s: <http://schema.org#> ASK { ?s s:name 'Salt' }", ["http://schema.org# was read as http://schema.org/"]),
        ("PREFIX sh: <http://www.w3.org/ns/shacl#> ASK { ?s sh:nothing ?o }", []),
        ("SELECT ?titel { ?s ?p ?title } LIMIT 1", ["?titel is selected but never bound; did you mean ?title?"]),
    ],
)  # fmt: skip
def test_what_a_release_has_not_is_told(query: str, told: list[str], released: Path) -> None:
    """With the nearest term that it has; what it has is not spoken of, whatever place it stands in."""
    notes: list[str] = []
    list(answer(str(released), query, None, (), None, 60, notes.append))
    assert len(notes) == len(told)
    assert all(note.startswith(f"the query: {each}") for note, each in zip(notes, told, strict=True))


def test_labels_of_terms(released: Path) -> None:
    """Ontology and shapes are graphs of their own, and not in the published graph."""
    labelled = "?t <http://www.w3.org/2000/01/rdf-schema#label> ?label"
    graph = f"GRAPH <https://w3id.org/reelgraph/ontology> {{ {labelled} }}"
    query = (
        f'ASK {{ {graph} FILTER(?t = <https://w3id.org/reelgraph/ontology#ShortFilm> && ?label = "Short film"@en) }}'
    )
    assert b"".join(answer(str(released), query, None, (), None)) == b"yes\n"
    path = "?s <http://www.w3.org/ns/shacl#path> ?o"
    query = f"ASK {{ GRAPH <https://w3id.org/reelgraph/shapes> {{ {path} }} FILTER NOT EXISTS {{ {path} }} }}"
    assert b"".join(answer(str(released), query, None, (), None)) == b"yes\n"


@pytest.mark.parametrize("text", ["ASK {}", "\ufeffASK {}", "# $x (text): a, e.g. b\nASK { FILTER(!BOUND($x)) }"])
def test_a_query_from_stdin(text: str, released: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`-` stands for what is on stdin."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert b"".join(answer(str(released), "-", None, (), None)) == b"yes\n"


@pytest.mark.parametrize("text", ["ASK{}", "describe <http://a.example/>", "# why\nPREFIX a: <http://a> SELECT * {}"])
def test_a_query_as_an_argument(text: str, released: Path) -> None:
    """SPARQL is known by its first word or its braces, when it is no name and no file."""
    assert list(answer(str(released), text, None, (), None)) is not None
    assert list(tokens(text))


BASE = "https://example.org/"
NOT_THERE = "does not occur in this release"
XSD_ = "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> "


@pytest.mark.parametrize(
    ("query", "told"),
    [
        (f"DESCRIBE <{BASE}film/salt-2023/>", f"{NOT_THERE}; did you mean {BASE}film/salt-2023/#this?"),
        (f"DESCRIBE <{BASE}film/salt-2023>", f"{NOT_THERE}; did you mean {BASE}film/salt-2023/#this?"),
        (f"DESCRIBE <{BASE}film/slat-2023/#this>", f"{NOT_THERE}; did you mean {BASE}film/salt-2023/#this?"),
        (f"DESCRIBE <{BASE}person/xyzzy/#this>", NOT_THERE),
        (
            f"PREFIX film: <{BASE}film/> ASK {{ film:salt-2023\\/ ?p ?o }}",
            f"{NOT_THERE}; did you mean {BASE}film/salt-",
        ),
        (f"DESCRIBE <{BASE}film/salt-2023/#this>", ""),
        ("CONSTRUCT { ?s a <http://a.example/T> } { ?s a <http://schema.org/Movie> }", ""),
    ],
)
def test_an_address_that_is_no_thing_is_told(query: str, told: str, released: Path) -> None:
    """An IRI of ours that is nowhere is told, with the thing that its page is of, or that is spelt alike."""
    notes: list[str] = []
    list(answer(str(released), query, None, (), None, 60, notes.append))
    assert told in "".join(notes) and len(notes) == bool(told)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("query", "param", "told"),
    [
        ("describe", f"thing={BASE}person/anna-voss/", f"{NOT_THERE}; did you mean {BASE}person/anna-voss/#this?"),
        ("describe", "thing=http://elsewhere.example/x", f"http://elsewhere.example/x {NOT_THERE}"),
        (
            "films-by-director",
            "director=Ana Voss",
            "no name in this release has 'Ana Voss' in it; did you mean Anna Voss?",
        ),
        ("filmography", "person=Vosz", "did you mean Anna Voss?"),
        ("credits", "film=Saltt", "did you mean Salt?"),
        ("other-titles", "film=De lang piere", "did you mean De lange pier or The Long Pier?"),
        ("awards", "film=Xyzzy", "no name in this release has 'Xyzzy' in it"),
        ("awards", "film=Salt", ""),
        ("films-by-composer", "composer=jo ok", ""),
    ],
)
def test_a_name_that_is_not_there_is_told(query: str, param: str, told: str, released: Path) -> None:
    """With the names that are spelt alike; a name that the release has is not spoken of, also where no row has it."""
    notes: list[str] = []
    list(answer(str(released), query, None, (param,), None, 60, notes.append))
    assert told in "".join(notes) and len(notes) == bool(told)


def test_iris_of_a_query() -> None:
    """Those that its prefixes stand for are none of them."""
    assert iris("PREFIX a: <http://a.example/> ASK { a:x <http://b.example/> a:x }") == [
        "http://a.example/x",
        "http://b.example/",
    ]
