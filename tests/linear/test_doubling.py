"""Twice a hostile input takes no more than 2.5 times the time, in every value, reader and command's parser."""

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kg.audit import page
from kg.embed.document import document
from kg.embed.fit import check
from kg.embed.positions import places as embed_places
from kg.gate.targets import Targets, targets
from kg.model import values
from kg.model.values import company, notes, people, title
from kg.model.values import lists as places
from kg.rdf import blocks, jsonld, nesting, statements, tags
from kg.rdf import html as rdf_html
from kg.rdf import pages as rdf_pages
from kg.rdf.implicit import explicit
from kg.rdf.shapes import shapes_graph
from kg.sources import lexicon
from kg.sources.config import Column, SourceConfig
from kg.sources.pages import html
from kg.sources.tables import reader as table
from kg.system.errors import NotUnderstood, ReelgraphError

Seconds = Callable[..., float]

QUICK = 0.02
"""In seconds: what takes less is done with, however it grows."""

LARGEST = 8_000
"""So many times what is repeated stands there, at the most that is tried."""

MOST = 2.5

VALUES: dict[str, Callable[[str], object]] = {
    **{name: getattr(values, name) for name in values.__all__ if name not in ("country_names", "spelt_names")},
    "companies": lambda text: list(company.companies(text)),
    "company": lambda text: company.company(text.upper(), capitals=True),
    "apart": notes.apart,
    "without_footnotes": notes.without_footnotes,
    "parts": lambda text: list(people.parts(text)),
    "person": lambda text: people.person(text, surname_first=True, most_words=4),
    "countries": places.countries,
    "languages": places.languages,
    "title": title.title,
    "labels": lambda text: lexicon.meaning(text),
    "unwrapped": lambda text: blocks.unwrapped(text, 1),
}

# What stands before and behind, and what is repeated.
PUMPED: list[tuple[str, str, list[str]]] = [
    (
        "x",
        "y",
        [" ", "\t", "\n", "(", ")", "[", "(a)", "(a", "[1]", ",", ", ", ",  ", ";", " / ", "/", "&", '"', "“", "'"],
    ),
    ("x", "y", [" and ", " y ", "a y B C ", "The ", ", The ", ", Jr"]),
    ("", "!", ["a", "A", "A.", "Mc", "MC", "MAC", "McA ", "Jr ", "-", "_", "0", "1", "1:", "1 "]),
    ("", "", ["é", "e\u0301", "\u0301", "年", "1h ", "min ", "2020 ", "2020, ", "1/2/", "Norway ", "United States "]),
    ("", "", ["<!--", "<![CDATA[ ", '{ "', "&quot;", "A: ", "A. B: ", "PT1", "-0."]),
    ("http://", "<", ["a", "a.", "a/", "%41", "@", ":", "[", "#", "?"]),
]
TEXTS = [(before, mark, behind) for before, behind, marks in PUMPED for mark in marks]


@pytest.mark.parametrize("name", VALUES)
def test_values(name: str, seconds: Seconds) -> None:
    """No function that understands a text takes more than time linear in it."""
    for before, mark, behind in TEXTS:

        def made(n: int, before: str = before, mark: str = mark, behind: str = behind) -> str:
            return before + mark * n + behind

        _doubled(VALUES[name], made, seconds)


FIELDS: tuple[str, ...] = (
    "title",
    "year",
    "duration",
    "release_date",
    "genres",
    "languages",
    "countries",
    "directors",
    "cast",
)
FIELDS += ("production_companies", "distributors", "awards", "subtitles", "alternate_titles", "page", "images")


@pytest.mark.parametrize("mark", [" ", "\t", ",", "(a)", " and ", "/", ";", "a "])
def test_cells(mark: str, seconds: Seconds, tmp_path: Path) -> None:
    """No field of a table does; the cells are `x`, a mark again and again, and `y`."""
    for field in FIELDS:
        columns = {"title": Column(column="title"), field: Column(column="cell")}

        def read(cell: str, columns: Any = columns) -> None:
            path = tmp_path / "films.csv"
            path.write_text(f'title,cell\nHere,"{cell}"\n', "utf-8")
            list(table.read(path, SourceConfig("films", "films.csv", "table", "none", columns=columns)))

        _doubled(read, lambda n: f"x{mark * n}y", seconds)


HTML: dict[str, Callable[[int], str]] = {
    "no end": lambda n: "<" + "a" * n,
    "tags without end": lambda n: "<a" * n,
    "a quote without end": lambda n: '<a b="' + "<a b='" * n,
    "links": lambda n: "<link rel=canonical href " * n,
    "links with ends": lambda n: "<link rel=canonical href=x>" * n,
    "metas": lambda n: "<meta property=og:url content " * n,
    "bases": lambda n: "<base href " * n,
    "attributes": lambda n: "<p " + " ".join(f"a{number}" for number in range(n)) + ">x",
    "attributes of a head": lambda n: "<link " + " ".join(f"a{number}='b'" for number in range(n)) + ">x",
    "attributes with values": lambda n: "<p " + "".join(f'a{number}="b"' for number in range(n)) + ">x",
    "attributes in SVG": lambda n: "<svg><style><p " + " ".join(f"a{number}" for number in range(n)) + ">x",
    "dashes": lambda n: "<link " + "-" * n + ">",
    "formatting": lambda n: "<p>" + "".join(f"<b id={number}>" for number in range(n)) + "</p>" + "<p>x</p>" * n,
    "deep": lambda n: "<div>" * n,
    "lists": lambda n: "<ul><li>" * n,
    "comments": lambda n: "<!--" * n,
    "scripts": lambda n: '<script type="application/ld+json">\0\n{}</script>' * n,
    "scripts without end": lambda n: "<script " * n,
    "entities": lambda n: "&" * n + "&am" * n,
    "items": lambda n: "<p itemscope itemtype=http://schema.org/Movie typeof=Movie>x</p>" * n,
}


def _embedded(data: bytes) -> None:
    check(data)
    document(data)
    embed_places(data)


READERS: dict[str, Callable[[bytes], object]] = {
    "tags": tags.crowded,
    "depth": nesting.depth,
    "tree": lambda data: rdf_html.page(rdf_html.text_of(data)),
    "statements": lambda data: rdf_pages.read(data, "https://page.example/", {}),
    "text": html.text_of,
    "audit": lambda data: page.read("page", data),
    "embed": _embedded,
}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("kind", HTML)
def test_pages(kind: str, reader: str, seconds: Seconds) -> None:
    """No reader of pages does."""
    _doubled(
        lambda text: READERS[reader](text.encode()),
        lambda n: "<!doctype html><title>x</title>" + HTML[kind](n),
        seconds,
    )


JSON: dict[str, Callable[[int], str]] = {
    "keys": lambda n: "{" + "".join(f'"{number}":1,' for number in range(n)) + '"0":1}',
    "deep": lambda n: "[" * n,
    "deep objects": lambda n: '{"a":' * n,
    "a long key": lambda n: json.dumps({"a" * n: [1] * n}),
    "long keys": lambda n: '{"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa":' * 100 + json.dumps([1] * n) + "}" * 100,
    "refused nodes": lambda n: json.dumps({"@graph": [{"@type": "a:b", "@id": 1, "@index": 5}] * n}),
    "nodes refused in a context": lambda n: json.dumps(
        {"@context": {f"k{number}": "a:b" for number in range(n)}, "@graph": [{"@type": "a:b", "@reverse": 5}] * n}
    ),
    "bad nodes": lambda n: "\n" + json.dumps([{"@type": "a:b", "@id": False}] * n),
    "digits": lambda n: "1" * n,
    "blanks": lambda n: "[" + " " * n,
    "lines": lambda n: "[" + "\n" * n,
    "quotes": lambda n: '"' * n,
    "escapes": lambda n: '"' + "\\" * n,
}


@pytest.mark.parametrize("kind", JSON)
def test_json(kind: str, seconds: Seconds) -> None:
    """Nor does the reader of JSON-LD, which tells where each mistake stands."""
    _doubled(lambda text: jsonld.read(text, {}, "https://page.example/", 1), JSON[kind], seconds)


TURTLE = ["(", "[", "<a:> <a:> (", "[<a:>", "<", "'", '"', "'''", '"\\', "#", "a", "@prefix ", ".", "a:", "\\", "_:a "]
TURTLE += ["<<(", "{"]


@pytest.mark.parametrize("mark", TURTLE)
def test_turtle(mark: str, seconds: Seconds) -> None:
    """Nor does that of Turtle."""
    for format_ in (ox.RdfFormat.TURTLE, ox.RdfFormat.TRIG):
        _doubled(
            lambda text: statements.triples(text.encode(), format_, "https://page.example/", "file"),  # noqa: B023
            lambda n: f"<a:> <a:> {mark * n}",
            seconds,
        )


SUB_CLASS, A = "<http://www.w3.org/2000/01/rdf-schema#subClassOf>", "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
ABOVE: dict[str, Callable[[int, int], int]] = {
    "a chain": lambda i, n: i - 1,
    "a circle": lambda i, n: (i - 1) % n,
    "a broad one": lambda i, n: 0,
}
NODE_SHAPE = f"<c:0> {A} <http://www.w3.org/ns/shacl#NodeShape>, <http://www.w3.org/2000/01/rdf-schema#Class> ."


@pytest.mark.parametrize("kind", ABOVE)
def test_classes(kind: str, seconds: Seconds) -> None:
    """Nor do those who look for what a shape judges, in data and among shapes."""

    def parsed(text: str) -> list[ox.Triple]:
        return statements.triples(text.encode(), ox.RdfFormat.TURTLE, "https://page.example/", "file")

    def made(n: int) -> str:
        above = ABOVE[kind]
        return "".join(f"<c:{i}> {SUB_CLASS} <c:{above(i, n)}> .\n<m:{i}> {A} <c:{i}> .\n" for i in range(n))

    judged = targets(shapes_graph(parsed(NODE_SHAPE)))
    _doubled(lambda text: judged.focus_nodes(text.splitlines()), made, seconds)
    _doubled(lambda text: list(explicit(parsed(text))), made, seconds)


def test_a_class_for_each_shape(seconds: Seconds) -> None:
    """Twice the shapes of twice the classes are four times the pairs: it takes no more than six times the time."""

    def taken(n: int, tries: int) -> float:
        judged = Targets({("targetClass", f"<c:{i}>"): (f"s:{i}",) for i in range(n)})
        lines = [f"<c:{i}> {SUB_CLASS} <c:{i + 1}> ." for i in range(n)] + [f"<m:1> {A} <c:0> ."]
        assert len(judged.focus_nodes(lines)) == n
        return seconds(lambda: judged.focus_nodes(lines), tries)

    assert any(taken(1600, tries) < 6 * taken(800, tries) for tries in (1, 2, 3))


def _doubled(read: Callable[[str], object], made: Callable[[int], str], seconds: Seconds) -> None:
    """Double an input until it can be measured, and then once more; what the smallest takes is taken off."""

    def taken(size: int, repeats: int = 1) -> float:
        text = made(size)

        def work() -> None:
            with suppress(ReelgraphError, NotUnderstood, ValueError, RecursionError):
                read(text)

        return seconds(work, repeats)

    size, fixed = 500, taken(1, 2)
    while (first := taken(size) - fixed) < QUICK:
        size *= 2
        if size > LARGEST:
            return
    # What looks slow once may be the machine: only what is slow three times is.
    assert any(
        taken(2 * size, tries) - fixed < MOST * max(first, taken(size, tries) - fixed) for tries in (1, 2, 3)
    ) or (taken(4 * size, 3) - fixed < MOST * (taken(2 * size, 3) - fixed))


@pytest.mark.parametrize("fixed", [0.0, 0.01, 0.2])
@pytest.mark.parametrize("cost", [1e-9, 1e-8, 1e-7])
def test_what_is_quadratic_is_found(cost: float, fixed: float) -> None:
    """Also where it takes a nanosecond for each pair of characters, and where a fixed time stands before."""
    with pytest.raises(AssertionError):
        _doubled(*_pretended(lambda n: fixed + cost * n**2))


@pytest.mark.parametrize("cost", [1e-9, 1e-6, 1e-4])
def test_what_is_linear_passes(cost: float) -> None:
    """However dear a character is, and whatever stands before."""
    _doubled(*_pretended(lambda n: 0.2 + cost * n))


def _pretended(taken: Callable[[int], float]) -> tuple[Callable[[str], object], Callable[[int], str], Seconds]:
    """What `_doubled` is given: a reader of texts, and a clock that says that it takes so many seconds for a length."""
    read: list[int] = []

    def seconds(work: Callable[[], object], repeats: int = 1) -> float:
        work()
        return taken(read[-1])

    return lambda text: read.append(len(text)), lambda n: "x" * n, seconds
