"""Sorted lines become documents, wherever the batches of reading end."""

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model.profile import Profile
from kg.release import documents as graph
from kg.release.documents import Document, Neighbours, described, documents, neighbours, ntriples
from kg.release.order import ordered

BASE = "https://films.example/"


def _line(document: int, part: str, value: int) -> bytes:
    return f'<{BASE}film/{document}/#{part}> <http://schema.org/name> "{value}" .\n'.encode()


@given(st.sets(st.tuples(st.integers(0, 9), st.sampled_from(["cast", "this", "trailer"]), st.integers(0, 9))))
def test_every_line_is_in_its_document(stated: set[tuple[int, str, int]]) -> None:
    """Documents hold every line once, in the order of the lines, and only lines about their own subjects."""
    lines = sorted(_line(*line) for line in stated)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(graph, "_BATCH", 3)
        found = list(documents(lines))
    assert [document.iri for document in found] == sorted({f"{BASE}film/{number}/" for number, _, _ in stated})
    assert all(iri.startswith(document.iri + "#") for document in found for iri in document.things)
    assert sorted(line for document in found for line in ntriples(document, {}).splitlines(keepends=True)) == lines


def test_the_thing_stands_first(film: Document) -> None:
    """What a document is about comes before its parts, though its IRI may sort after theirs."""
    assert next(iter(film.things)) == film.thing.iri == BASE + "film/kin-2020/#this"


def test_types_are_no_values(film: Document) -> None:
    """The classes of a thing stand apart from its values."""
    assert film.thing.types == ("http://schema.org/Movie", "https://w3id.org/reelgraph/ontology#ShortFilm")
    assert not any(path.endswith("#type") for path in film.thing.values)


def test_no_lines_are_no_documents() -> None:
    """An empty graph has no documents."""
    assert list(documents([])) == []


def test_what_is_no_ntriples_is_refused() -> None:
    """A damaged line is an error, not a document."""
    with pytest.raises(SyntaxError):
        list(documents([b"<a\n"]))


def test_neighbours_are_things_of_other_documents(film: Document, others: Neighbours) -> None:
    """Neighbours are what is linked to in other documents: not the document's own things, no pages, no authorities."""
    assert neighbours(film) == sorted(others)
    itself = graph.Thing(film.iri + "#two", (), {BASE + "of": (ox.NamedNode(film.thing.iri),)})
    assert neighbours(Document(film.iri, film.things | {itself.iri: itself})) == sorted(others)


def test_described_is_sorted() -> None:
    """Neighbours come in the order of their IRIs, in whatever order their lines come."""
    lines = [f'<http://x/{name}/#this> <http://schema.org/name> "{name}" .' for name in "bca"]
    found = described(lines)
    assert list(found) == ["http://x/a/#this", "http://x/b/#this", "http://x/c/#this"]
    assert found["http://x/a/#this"].values == {"http://schema.org/name": (ox.Literal("a"),)}


def test_order_is_that_of_the_shapes(film: Document, plan: Profile) -> None:
    """The paths of a thing come as its shape orders them, what a term refines beside it, credits last."""
    local = [path.replace("#", "/").rpartition("/")[2] for path in ordered(film.thing, plan).values]
    assert local[:4] == ["name", "alternateName", "dateCreated", "duration"]
    assert local[local.index("screenwriter") + 1] == "author"
    assert local[-1] == "credit"
