"""The table of formats."""

from collections import Counter
from pathlib import Path, PurePath
from typing import get_args

import pyoxigraph as ox
import pytest

from kg.model.formats import FORMATS, Format, format_of, media_type, named, read_by
from kg.sources.config import Reader

KG = Path(__file__).parents[2] / "kg"


def test_nothing_means_two_formats() -> None:
    """A suffix, a name and a media type belong to one format."""
    for told in (
        [ending for format_ in FORMATS for ending in format_.suffixes],
        [format_.name for format_ in FORMATS],
        [format_.media_type for format_ in FORMATS],
    ):
        assert Counter(told).most_common(1)[0][1] == 1


@pytest.mark.parametrize("format_", FORMATS, ids=lambda format_: format_.name)
def test_readers_and_rooms_exist(format_: Format) -> None:
    """What the table says of who reads and who writes names readers and rooms of the house."""
    assert {*format_.readers} <= {*get_args(Reader)}
    assert {*format_.rooms, *format_.writers} <= {path.name for path in KG.iterdir()}
    assert format_.readers or format_.rooms or format_.writers


@pytest.mark.parametrize("format_", [f for f in FORMATS if f.iri], ids=lambda format_: format_.name)
def test_iris_are_those_that_the_engine_knows(format_: Format) -> None:
    """The engine has the same IRI for a media type; of JSON-LD it has one that the W3C has not."""
    known = ox.RdfFormat.from_media_type(format_.media_type) or ox.QueryResultsFormat.from_media_type(
        format_.media_type
    )
    assert known is not None
    assert format_.iri == known.iri or format_.name == "jsonld"


@pytest.mark.parametrize("format_", read_by("rdf"), ids=lambda format_: format_.name)
def test_the_engine_reads_what_the_reader_of_rdf_does(format_: Format) -> None:
    """Each of its formats is a syntax of RDF."""
    assert ox.RdfFormat.from_media_type(format_.media_type) is not None


@pytest.mark.parametrize(
    ("path", "name"),
    [("a.ttl", "turtle"), ("A.HTM", "html"), ("a.xhtml", "html"), ("a.csv.gz", "csv"), ("a.ndjson.zst", "jsonl")],
)
def test_a_file_has_the_format_of_its_suffix(path: str, name: str) -> None:
    """In capitals too; what is packed has the format of what is in it."""
    assert format_of(PurePath(path)) == named(name)


@pytest.mark.parametrize("path", ["a", ".ttl", "a.ttl.bak", "a.exe"])
def test_other_files_have_none(path: str) -> None:
    """A suffix that is not in the table, or none, tells nothing."""
    assert format_of(PurePath(path)) is None
    assert media_type(PurePath(path)) == "application/octet-stream"
