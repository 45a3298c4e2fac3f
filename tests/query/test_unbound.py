"""The variables of a query that have no value where they are used."""

from time import process_time

import pyoxigraph as ox
import pytest

from kg.query.local import ask
from kg.query.named import queries
from kg.query.unbound import unbound

EARLY = "has no value in HAVING, because only SELECT names it; repeat its aggregate there"


@pytest.mark.parametrize(
    ("query", "notes"),
    [
        ("SELECT ?titel { ?film ?p ?title }", ["?titel is selected but never bound; did you mean ?title?"]),
        ("SELECT ?x ?film { ?film ?p 1 }", ["?x is selected but never bound"]),
        ("SELECT (COUNT(?flm) AS ?n) { ?film ?p 1 }", ["?flm is selected but never bound; did you mean ?film?"]),
        ("SELECT ?y { ?a ?b ?c FILTER(?y > 1) } ORDER BY ?y", ["?y is selected but never bound"]),
        ("SELECT ?y { ?a ?b ?c { SELECT ?y { ?d ?e ?f } } }", ["?y is selected but never bound"]),
        ("DESCRIBE ?flim { ?film ?p 1 }", ["?flim is selected but never bound; did you mean ?film?"]),
        ("SELECT ?a { ?a ?b ?c FILTER(?d > 1) }", ["?d is used in FILTER but never bound"]),
        (
            "SELECT ?a { ?a ?b ?film FILTER(STR(?flm) > 1) }",
            ["?flm is used in FILTER but never bound; did you mean ?film?"],
        ),
        ("SELECT ?a { ?a ?b ?c BIND(?d + 1 AS ?e) }", ["?d is used in BIND but never bound"]),
        ("SELECT ?a { ?a ?b ?c } ORDER BY ?d", ["?d is used in ORDER but never bound"]),
        (
            "SELECT (COUNT(*) AS ?n) { ?a ?b ?c } GROUP BY ?a HAVING (SUM(?d) > 1)",
            ["?d is used in HAVING but never bound"],
        ),
        ("SELECT ?a (COUNT(?c) AS ?n) { ?a ?b ?c } GROUP BY ?a HAVING (?n > 2)", [f"?n {EARLY}"]),
        ("SELECT * { { SELECT ?a (SUM(?c) AS ?n) { ?a ?b ?c } GROUP BY ?a HAVING(?n > 2) } }", [f"?n {EARLY}"]),
        ("SELECT ?n (1 AS ?y) { { SELECT (1 AS ?n) { ?a ?b ?c } } } GROUP BY ?n HAVING (?n > 2)", []),
        ("SELECT ?n (1 AS ?y) { ?a ?b ?c } GROUP BY (STR(?a) AS ?n) HAVING (?n > 2)", []),
        ("SELECT ?a (COUNT(?c) AS ?n) { ?a ?b ?c } GROUP BY ?a HAVING (COUNT(?c) > 2)", []),
        ("SELECT ?a { ?a ?b ?c FILTER NOT EXISTS { ?d ?e ?f FILTER(?d > ?a) } FILTER($given > 1) } ORDER BY ?c", []),
        ("SELECT * { ?a ?b ?c }", []),
        ("SELECT ?a $b { ?a ?b ?c }", []),
        ("SELECT $given { ?a ?b ?c }", []),
        ("SELECT ?v ?w ?c { VALUES (?v ?w) { (1 2) } FILTER(?v > 1) ?a ?b ?c }", []),
        ("SELECT (1 AS ?x) (?x + 1 AS ?y) ?z ?g { BIND(1 AS ?z) GRAPH ?g {} }", []),
        ("SELECT ?n (SUM(?d) AS ?s) { ?a ?b [ ?c ?d ] } GROUP BY (STR(?a) AS ?n)", []),
        ("SELECT ?x ?y { ?a ?b ( ?x ) OPTIONAL { ?a ?b ?y } }", []),
        ("CONSTRUCT { ?x ?y ?z } { ?a ?b ?c }", []),
    ],
)
def test_a_variable_that_nothing_binds(query: str, notes: list[str]) -> None:
    """One that is used is told, with what it may be a misspelling of; parameters may be without a value."""
    assert list(unbound(query)) == notes
    ask(ox.Store(), query)


BOUND = " ".join(f"?film{number:06} ?p ?title{number}." for number in range(800))


@pytest.mark.parametrize(
    ("selected", "count", "last"),
    [
        ("?a0 ?b0 ?c0 ?d0 ?e0", 5, "?e0 is selected but never bound"),
        ("?a0 ?b0 ?c0 ?d0 ?e0 ?f0", 6, "1 more variable is never bound"),
        (" ".join(f"?film{number:06}x" for number in range(1600)), 6, "1595 more variables are never bound"),
        (" ".join(f"?{chr(97 + number) * 400}" for number in range(3)), 3, "ccc... is selected but never bound"),
    ],
)
def test_many_variables_that_nothing_binds(selected: str, count: int, last: str) -> None:
    """The first are named and compared with what is bound, the others are counted, and all of it takes no time."""
    before = process_time()
    notes = list(unbound(f"SELECT {selected} {{ {BOUND} }}"))
    assert process_time() - before < 2
    assert len(notes) == count
    assert notes[-1].endswith(last)
    assert max(map(len, notes)) < 300


def test_names_of_thousands_of_characters_are_not_compared() -> None:
    """What is like what is asked of names, and costs by the product of their lengths."""
    long = "".join(chr(0x4E00 + number**2 // 7 % 211) for number in range(30_000))
    before = process_time()
    assert len(list(unbound(f"SELECT ?{long}x ?x{long[::-1]} ?film {{ ?{long} ?p ?o }}"))) == 3
    assert process_time() - before < 1


def test_all_variables_of_our_queries_are_bound() -> None:
    """None of our own queries selects what nothing binds."""
    assert not [note for query in queries() for note in unbound(query.text)]
