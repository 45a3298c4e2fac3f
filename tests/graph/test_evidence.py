"""Where everything comes from: what is expected of the evidence is written by hand, in PROV-O."""

import datetime
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.describe import Block
from kg.graph.evidence import of_record, of_release
from kg.graph.origins import origin
from kg.model.record import Record, Source
from kg.sources.catalogue import Catalogue
from kg.sources.config import SourceConfig

BASE = "https://films.example/"
CC0 = "https://creativecommons.org/publicdomain/zero/1.0/"
CC_BY = "https://creativecommons.org/licenses/by/4.0/"
PREFIXES = f"""
@base <{BASE}> .
@prefix rg: <https://w3id.org/reelgraph/ontology#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

RECORD = Record(
    title="Kin",
    source=Source(path="pages/kin 1.txt", line=12, reader="festival", licence=CC_BY, name="ghent", key="kin 1"),
)
OF_RECORD = f"""
<record/ghent/kin%201/> a prov:Entity ; prov:wasDerivedFrom <source/ghent> ; dcterms:license <{CC_BY}> ;
    rg:file "pages/kin 1.txt" ; rg:line 12 ; rg:reader "festival" .
"""
REFUSED = "<record/ghent/kin%201/> rg:refused true ."

CATALOGUE = Catalogue(
    name="Films",
    base=BASE,
    publisher='The "Cine" Club',
    licence=CC0,
    languages=("en",),
    sources=(
        SourceConfig("ghent", "pages/*.txt", "festival", CC_BY, date=datetime.date(2023, 10, 1)),
        SourceConfig("awards", "awards.csv", "table", CC0),
    ),
    root=Path(),
)
OF_RELEASE = f"""
<source/ghent> a prov:Entity ; dcterms:title "ghent" ; dcterms:license <{CC_BY}> ;
    dcterms:date "2023-10-01"^^xsd:date .
<source/awards> a prov:Entity ; dcterms:title "awards" ; dcterms:license <{CC0}> .
<release/2023-10-02#gate> a prov:Activity ; prov:used <source/ghent>, <source/awards> .
<release/2023-10-02> a prov:Entity ; prov:wasGeneratedBy <release/2023-10-02#gate> ;
    prov:wasDerivedFrom <source/ghent>, <source/awards> ;
    dcterms:publisher "The \\"Cine\\" Club" ; dcterms:license <{CC0}> ; dcterms:issued "2023-10-02"^^xsd:date .
"""


def _stated(blocks: Iterable[Block]) -> set[ox.Quad]:
    lines = "\n".join(line for block in blocks for line in block.lines)
    return set(ox.parse(lines, format=ox.RdfFormat.N_TRIPLES))


def _expected(turtle: str) -> set[ox.Quad]:
    return set(ox.parse(PREFIXES + turtle, format=ox.RdfFormat.TURTLE))


@pytest.mark.parametrize(
    ("refused", "expected"), [(False, OF_RECORD), (True, OF_RECORD + REFUSED)], ids=["published", "refused"]
)
def test_a_record_says_where_it_stands(refused: bool, expected: str) -> None:
    """Its source, licence, file, line and reader, and that it was refused if it was."""
    assert _stated([of_record(BASE, origin(RECORD).name, RECORD, refused)]) == _expected(expected)


def test_a_release_says_what_it_is_made_from() -> None:
    """Each source with its licence and date as far as it is known, the gate that used them, and the release."""
    assert _stated(of_release(CATALOGUE, "2023-10-02")) == _expected(OF_RELEASE)


TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"))


@given(TEXT, TEXT)
def test_any_key_and_any_path_make_one_block(key: str, path: str) -> None:
    """Whatever a record is called, its block is sorted, about one subject, and read back with the path as it was."""
    record = Record(source=Source(path, 1, "table", CC0, "awards", key))
    block = of_record(BASE, origin(record).name, record, refused=True)
    stated = _stated([block])
    assert list(block.lines) == sorted(set(block.lines))
    assert {str(quad.subject) for quad in stated} == {f"<{block.subject}>"}
    assert ox.Literal(path) in {quad.object for quad in stated}


@given(st.lists(TEXT, unique=True, min_size=2, max_size=2))
def test_two_keys_are_two_records(keys: list[str]) -> None:
    """Records of one source with different keys are different entities."""
    records = [Record(source=Source(name="awards", key=key)) for key in keys]
    subjects = {of_record(BASE, origin(record).name, record, False).subject for record in records}
    assert len(subjects) == 2
