"""Where everything comes from, in PROV-O (https://www.w3.org/TR/prov-o/): sources, records, the gate, the release."""

from __future__ import annotations

from collections.abc import Iterator

from kg.graph.describe import Block
from kg.graph.identity.asking.matches import Row
from kg.model import iris
from kg.model.ntriples import iri, literal
from kg.model.prefixes import DCTERMS, PROV, RG, XSD
from kg.model.profile import RDF_TYPE
from kg.model.record import Record
from kg.sources.catalogue import Catalogue

_SPEAKS = {"evidence_for": "evidenceFor", "evidence_against": "evidenceAgainst"}

REFUSAL = [(RG + "refused", literal("true", XSD + "boolean"))]
"""What is stated of a record that the gate refused."""


def of_record(base: str, name: str, record: Record, refused: bool) -> Block:
    """What the graph of the record of that name comes from, and whether the gate refused it."""
    origin = record.source
    subject = iris.record(base, name)
    stated = [
        (RDF_TYPE, iri(PROV + "Entity")),
        (PROV + "wasDerivedFrom", iri(iris.source(base, origin.name))),
        *_licence(origin.licence),
        (RG + "file", literal(origin.path)),
        (RG + "line", literal(str(origin.line), XSD + "integer")),
        (RG + "reader", literal(origin.reader)),
    ]
    return Block.of(subject, stated + (REFUSAL if refused else []))


def of_question(base: str, first: str, second: str, row: Row, *, namesakes: bool) -> Block:
    """Whether two things, by their IRIs, are one: what a row of `matches.csv` says of it."""
    stated = [
        (RDF_TYPE, iri(RG + "Question")),
        (RDF_TYPE, iri(RG + ("PossibleNamesakes" if namesakes else "PossibleDuplicate"))),
        (RG + "first", iri(first)),
        (RG + "second", iri(second)),
        (RG + "firstCalled", literal(row["subject_label"])),
        (RG + "secondCalled", literal(row["object_label"])),
        (RG + "confidence", literal(row["confidence"].rstrip("0").rstrip("."), XSD + "decimal")),
        *((RG + term, literal(row[column])) for column, term in _SPEAKS.items() if row[column]),
    ]
    return Block.of(iris.question(base, (row["subject_id"], row["object_id"])), stated)


def of_release(catalogue: Catalogue, date: str) -> Iterator[Block]:
    """The sources, the gate and the release."""
    base = catalogue.base
    for source in catalogue.sources:
        stated = [
            (RDF_TYPE, iri(PROV + "Entity")),
            (DCTERMS + "title", literal(source.name)),
            *_licence(source.licence),
        ]
        if source.date:
            stated.append((DCTERMS + "date", literal(source.date.isoformat(), XSD + "date")))
        yield Block.of(iris.source(base, source.name), stated)
    used = [(PROV + "used", iri(iris.source(base, source.name))) for source in catalogue.sources]
    yield Block.of(iris.gate(base, date), [(RDF_TYPE, iri(PROV + "Activity")), *used])
    derived = [(PROV + "wasDerivedFrom", iri(iris.source(base, source.name))) for source in catalogue.sources]
    made = [
        (RDF_TYPE, iri(PROV + "Entity")),
        (PROV + "wasGeneratedBy", iri(iris.gate(base, date))),
        (DCTERMS + "publisher", literal(catalogue.publisher)),
        *_licence(catalogue.licence),
        (DCTERMS + "issued", literal(date, XSD + "date")),
    ]
    yield Block.of(iris.release(base, date), [*made, *derived])


def _licence(address: str) -> list[tuple[str, str]]:
    """What is stated of a licence: nothing where nobody has given one."""
    return [(DCTERMS + "license", iri(address))] if address else []
