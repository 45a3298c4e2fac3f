"""Small valid graphs, and the shapes of the house."""

from collections.abc import Callable

import pyoxigraph as ox
import pytest

from kg.gate.engine import Engine, engine
from kg.gate.targets import Targets, targets
from kg.model.shapes import Graph
from kg.rdf.shapes import read
from kg.rdf.statements import triples
from kg.system import resources

PREFIXES = """
@prefix schema: <http://schema.org/> .
@prefix rg: <https://w3id.org/reelgraph/ontology#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

FACTS = """
<film> a schema:Movie ; schema:name "Stilte" ; schema:alternateName "Silence" ;
    schema:dateCreated "2019"^^xsd:gYear ; schema:datePublished "2019-10-03"^^xsd:date ;
    schema:duration "PT1H45M"^^xsd:duration ; schema:genre "Drama" ;
    schema:inLanguage "nl", "en" ; schema:subtitleLanguage "fr" ;
    schema:countryOfOrigin <country> ; schema:description "A farm in winter."@en, "Een boerderij in de winter."@nl ;
    schema:award "Best film" ; schema:url <http://films.example/stilte> ; schema:sameAs <http://x.example/Q1> .
<country> a schema:Country ; schema:name "Belgium"@en ; schema:identifier "BE" .
"""
CREDITS = """
<film> a schema:Movie ; schema:name "Stilte" ; schema:director <a> ; schema:actor <b> ; rg:screenwriter <a> ;
    schema:author <a> ; schema:productionCompany <c> ; rg:distributor <c> ; schema:contributor <c> ;
    rg:credit <director-1>, <cast-1> .
<a> a schema:Person ; schema:name "Ann Aerts" ; schema:affiliation <c> ; schema:sameAs <http://x.example/Q2> .
<b> a schema:Person ; schema:name "Bo Baert" .
<c> a schema:Organization ; schema:name "Cine BV" ; schema:sameAs <http://x.example/Q3> .
<director-1> a rg:Credit ; rg:creditedPerson <a> ; rg:role schema:director ; rg:position 1 .
<cast-1> a rg:Credit ; rg:creditedPerson <b> ; rg:role schema:actor ; rg:position 1 ; rg:character "Mia" .
"""
PARTS = """
<film> a schema:Movie ; schema:name "Stilte" ; rg:quotation <quote> ; schema:image <image> ; schema:trailer <video> ;
    schema:isBasedOn <work> ; rg:edition <edition> ; rg:screening <screening> .
<quote> a schema:Quotation ; schema:text "Tender." ; schema:creditText "A paper" .
<image> a schema:ImageObject ; schema:contentUrl <http://x.example/1.jpg> ; schema:identifier "1" ;
    schema:caption "Snow" ; schema:creditText "Cine BV" ; schema:license <http://x.example/licence> .
<video> a schema:VideoObject ; schema:contentUrl <http://x.example/1.mp4> ; schema:name "Trailer" ;
    schema:thumbnailUrl <http://x.example/2.jpg> ; schema:uploadDate "2019-09-01"^^xsd:date .
<work> a rg:SourceWork, schema:CreativeWork, schema:Book ; schema:name "Winter" ; schema:author <d> ;
    schema:sameAs <http://x.example/Q4> .
<d> a schema:Person ; schema:name "Dirk Daems" .
<edition> a schema:Festival ; schema:name "Edition 2019" .
<screening> a schema:ScreeningEvent ; schema:startDate "2019-10-03T20:00:00+02:00"^^xsd:dateTime ;
    schema:name "Stilte" ; schema:workPresented <film> ; schema:location <hall> ; schema:offers <tickets> .
<hall> a schema:Place ; schema:name "Hall 1" ; schema:address "Main street 1" .
<tickets> a schema:Offer ; schema:price 12.5 ; schema:priceCurrency "EUR" .
"""
TELEVISION = """
<series> a schema:TVSeries ; schema:name "Dorp" ; schema:dateCreated "2020"^^xsd:gYear ; schema:inLanguage "zxx" .
<episode> a schema:TVEpisode ; schema:name "Eén" ; schema:datePublished "2020-01-02"^^xsd:date ;
    schema:duration "PT50M"^^xsd:duration ; schema:musicBy <e> .
<e> a schema:Person ; schema:name "Eva Évrard" .
"""

Film = Callable[[str, str], list[ox.Triple]]


@pytest.fixture(scope="session")
def shapes() -> Graph:
    """The shapes of the house."""
    return read(sorted(resources.SHAPES.glob("*.ttl")))


@pytest.fixture(scope="session")
def house_targets(shapes: Graph) -> Targets:
    """What they target."""
    return targets(shapes)


@pytest.fixture(scope="session")
def fast(shapes: Graph) -> Engine:
    """The engine of releases with the shapes of the house."""
    return engine("fast", shapes)


@pytest.fixture(scope="session")
def reference(shapes: Graph) -> Engine:
    """The engine that others are measured by, with the shapes of the house."""
    return engine("reference", shapes)


@pytest.fixture(scope="session", params=[FACTS, CREDITS, PARTS, TELEVISION], ids=["facts", "credits", "parts", "tv"])
def graph(request: pytest.FixtureRequest) -> str:
    """A small graph that is valid, in Turtle with relative IRIs."""
    return str(PREFIXES + request.param)


@pytest.fixture(scope="session")
def graphs() -> list[str]:
    """All of them."""
    return [PREFIXES + graph for graph in (FACTS, CREDITS, PARTS, TELEVISION)]


@pytest.fixture(scope="session")
def turtle() -> Film:
    """Reads Turtle; the second argument is the base of relative IRIs."""
    return lambda text, base: triples(text.encode(), ox.RdfFormat.TURTLE, base, "test")
