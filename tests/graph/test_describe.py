"""From a record to what it states: whatever the text, one graph in both forms, whole and canonical."""

import warnings
from typing import Any, TypeVar

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from kg.graph import describe
from kg.graph.describe import Block, Describer, blocks, unsaid
from kg.graph.identity.mention import Mention
from kg.model import iris
from kg.model.profile import CREDIT, RDF_TYPE, profile
from kg.model.record import (
    Edition,
    Image,
    Offer,
    Organization,
    Person,
    Quote,
    Record,
    Screening,
    Source,
    Venue,
    Video,
    Work,
)
from kg.system.errors import NotUnderstood

BASE = "https://films.example/"
PREFIXES = """
@prefix schema: <http://schema.org/> .
@prefix rg: <https://w3id.org/reelgraph/ontology#> .
@base <https://films.example/film/kin-2020/> .
"""


def _iri(_: Mention, mention: Mention) -> str:
    return iris.thing(BASE, mention.folder, mention.slug)


T = TypeVar("T")

DESCRIBER = Describer(profile(), _iri, lambda code: {"en": f"Land of {code}", "nl": f"Land {code}"})


def _lines(found: list[Block]) -> list[str]:
    return [line for block in found for line in block.lines]


# Odd text, and values in the forms in which readers leave them.

ODD = [
    "\"'\\",
    '"""',
    "a\nb\r\n\n",
    "\u2028\u2029",
    "\u202e\u200f",
    "👩‍🎤",
    "e\u0301",
    "千と千尋の神隠し",
    "\ufeff\ufffe",
    "\x7f",
]
ODD += ["</script>", "\\u0041", "@en", "^^<a>", " ", "أقارب", "%00", "{{ 7*7 }}"]
TEXT = st.lists(
    st.sampled_from(ODD) | st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=6), min_size=1
).map("".join)
MAYBE = st.none() | TEXT
IRI = st.sampled_from(["https://a.example/", "http://a.example/één?x=1&y='2'#z", "https://日本.example/(a)/%20"])
WIKIDATA: st.SearchStrategy[dict[str, str]] = st.just({}) | st.builds(
    lambda number: {"wikidata": f"Q{number}"}, st.integers(1, 99)
)


def _some(values: st.SearchStrategy[T]) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(values, max_size=3).map(tuple)


ORGANIZATION = st.builds(Organization, name=TEXT, identifiers=WIKIDATA)
PERSON = st.builds(Person, name=TEXT, character=MAYBE, affiliation=st.none() | ORGANIZATION, identifiers=WIKIDATA)
WORK = st.builds(
    Work, title=TEXT, authors=_some(PERSON), kind=st.sampled_from([None, "book", "sonnet"]), identifiers=WIKIDATA
)
IMAGE = st.builds(Image, url=st.none() | IRI, id=MAYBE, caption=MAYBE, credit=MAYBE, licence=st.none() | IRI)
VIDEO = st.builds(Video, url=IRI, title=MAYBE, thumbnail=st.none() | IRI, uploaded=st.just("2020-02-29"))
OFFER = st.builds(
    Offer, price=st.sampled_from([None, "12.5"]), currency=st.sampled_from([None, "EUR"]), url=st.none() | IRI
)
SCREENING = st.builds(
    Screening,
    start=st.sampled_from(["2020-10-01T18:00:00Z", "2020-10-01T20:00:00+02:00"]),
    venue=st.none() | st.builds(Venue, name=TEXT, address=MAYBE),
    status=st.sampled_from([None, "http://schema.org/EventCancelled"]),
    tickets=_some(OFFER),
)
TAGS = st.sampled_from(["en", "nl-BE", "zxx", "zh-Hant-TW"])
RECORD = st.builds(
    Record,
    kind=st.sampled_from(sorted(profile().by_kind)),
    title=MAYBE,
    alternate_titles=_some(TEXT),
    year=st.none() | st.integers(1870, 2099),
    release_date=st.sampled_from([None, "2020-02-29"]),
    duration=st.sampled_from([None, "PT1H45M", "PT59S"]),
    genres=_some(TEXT),
    languages=_some(TAGS),
    subtitles=_some(TAGS),
    countries=_some(st.sampled_from(["BE", "SUHH"])),
    directors=_some(PERSON),
    cast=_some(PERSON),
    screenwriters=_some(PERSON),
    producers=_some(PERSON),
    production_companies=_some(ORGANIZATION),
    distributors=_some(ORGANIZATION),
    other_credits=st.dictionaries(TEXT, _some(PERSON), max_size=2),
    based_on=_some(WORK),
    descriptions=st.dictionaries(TAGS, TEXT, max_size=2),
    quotes=_some(st.builds(Quote, text=TEXT, source=MAYBE)),
    awards=_some(TEXT),
    images=_some(IMAGE),
    trailer=st.none() | VIDEO,
    page=st.none() | IRI,
    identifiers=WIKIDATA,
    editions=_some(st.builds(Edition, name=TEXT)),
    screenings=_some(SCREENING),
    source=st.just(Source(name="s", key="1")),
)


@given(RECORD)
@settings(max_examples=40)
def test_lines_are_canonical(record: Record) -> None:
    """A store gives back the very lines."""
    lines, store = _lines(blocks(DESCRIBER.describe(record))), ox.Store()
    store.load("\n".join(lines), format=ox.RdfFormat.N_TRIPLES)
    dumped = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    assert sorted(lines) == sorted((dumped or b"").decode().split("\n")[:-1])


@given(RECORD)
@settings(max_examples=20)
def test_rdflib_reads_as_many_statements(record: Record) -> None:
    """Another parser reads as many statements as there are lines."""
    lines = _lines(blocks(DESCRIBER.describe(record)))
    with warnings.catch_warnings(action="ignore"):
        assert len(rdflib.Graph().parse(data="\n".join(lines), format="nt")) == len(lines)


@given(RECORD)
@settings(max_examples=40)
def test_blocks_are_whole_and_in_order(record: Record) -> None:
    """A block has the lines of one subject, sorted, each once; what is linked to has a block; no node is blank."""
    found = blocks(DESCRIBER.describe(record))
    subjects = [block.subject for block in found]
    assert subjects == sorted(set(subjects))
    for block in found:
        assert list(block.lines) == sorted(set(block.lines))
        assert all(line.startswith(f"<{block.subject}> ") for line in block.lines)
    objects = {quad.object for quad in ox.parse("\n".join(_lines(found)), format=ox.RdfFormat.N_TRIPLES)}
    assert not any(isinstance(term, ox.BlankNode) for term in objects)
    linked = {term.value for term in objects if isinstance(term, ox.NamedNode) and term.value.startswith(BASE)}
    assert linked <= set(subjects)


# Credits: what is expected of them is written by hand.

KIN = Record(title="Kin", year=2020, source=Source(name="s", key="1"))
CREDITS = [
    (
        "places are those of the source, and what is said of each person is kept",
        replace(KIN, cast=(Person("Zoë", character="The elder"), Person("Ann"))),
        """<#cast-zoe> rg:creditedPerson <../../person/zoe/#this> ; rg:role schema:actor ;
                rg:position 1 ; rg:character "The elder" .
           <#cast-ann> rg:creditedPerson <../../person/ann/#this> ; rg:role schema:actor ; rg:position 2 .""",
    ),
    (
        "somebody with two characters has one credit, at the first place",
        replace(KIN, cast=(Person("Ann", character="A cat"), Person("Zoë"), Person("Ann", character="A dog"))),
        """<#cast-ann> rg:creditedPerson <../../person/ann/#this> ; rg:role schema:actor ;
                rg:position 1 ; rg:character "A cat", "A dog" .
           <#cast-zoe> rg:creditedPerson <../../person/zoe/#this> ; rg:role schema:actor ; rg:position 2 .""",
    ),
    (
        "somebody with two roles has two credits",
        replace(KIN, directors=(Person("Ann"),), screenwriters=(Person("Ann"),)),
        """<#directors-ann> rg:creditedPerson <../../person/ann/#this> ; rg:role schema:director ; rg:position 1 .
           <#screenwriters-ann> rg:creditedPerson <../../person/ann/#this> ; rg:role rg:screenwriter ;
                rg:position 1 .""",
    ),
    (
        "a label is kept, and has places of its own",
        replace(
            KIN, other_credits={"Art Director": (Person("Bob"),), "Music Supervisor": (Person("Bob"), Person("Zoë"))}
        ),
        """<#other_credits-art-director-bob> rg:creditedPerson <../../person/bob/#this> ; rg:role rg:crewMember ;
                rg:position 1 ; schema:roleName "Art Director" .
           <#other_credits-music-supervisor-bob> rg:creditedPerson <../../person/bob/#this> ; rg:role rg:crewMember ;
                rg:position 1 ; schema:roleName "Music Supervisor" .
           <#other_credits-music-supervisor-zoe> rg:creditedPerson <../../person/zoe/#this> ; rg:role rg:crewMember ;
                rg:position 2 ; schema:roleName "Music Supervisor" .""",
    ),
]


@pytest.mark.parametrize(("record", "expected"), [case[1:] for case in CREDITS], ids=[case[0] for case in CREDITS])
def test_credits(record: Record, expected: str) -> None:
    """Each person and role has a credit, which the film points at and which says what is expected, no more."""
    found = set(ox.parse("\n".join(_lines(blocks(DESCRIBER.describe(record)))), format=ox.RdfFormat.N_TRIPLES))
    pointed_at = {quad.object for quad in found if quad.predicate.value == CREDIT}
    stated = {q for q in found if q.subject in pointed_at and q.predicate.value != RDF_TYPE}
    assert stated == set(ox.parse(PREFIXES + expected, format=ox.RdfFormat.TURTLE))
    assert pointed_at == {quad.subject for quad in stated}


def test_what_a_kind_has_no_property_for_is_named() -> None:
    """A series has no duration, no subtitles and no screenings; a film has a property for every field."""
    said = replace(KIN, duration="PT1H45M", subtitles=("nl",), genres=("Drama",), screenings=(Screening("x"),))
    assert unsaid(replace(said, kind="series"), profile()) == ["duration", "subtitles", "screenings"]
    assert unsaid(said, profile()) == []
    assert unsaid(replace(KIN, kind="series"), profile()) == []


def test_what_is_unsaid_is_not_described() -> None:
    """The description of a series is the same with and without a field that it has no property for."""
    series = replace(KIN, kind="series")
    assert blocks(DESCRIBER.describe(replace(series, duration="PT1H45M"))) == blocks(DESCRIBER.describe(series))


def test_an_unknown_kind_is_not_understood() -> None:
    """The reason says which kinds there are."""
    with pytest.raises(NotUnderstood, match="'opera' is not a kind of film; use one of episode, film, series, short"):
        DESCRIBER.describe(replace(KIN, kind="opera"))


def test_what_is_stated_again() -> None:
    """Of a field with room for one value, or one a language, the first stays; of others each value once."""
    film = profile().by_kind["film"]
    stated: list[tuple[str, Any]] = [
        *(("title", "A"), ("title", "B"), ("title", "A")),
        *(("descriptions", ("en", "a")), ("descriptions", ("en", "b")), ("descriptions", ("nl", "a"))),
        *(("genres", "Drama"), ("genres", "Comedy"), ("genres", "Drama")),
    ]
    node = describe.Node("https://f.example/film/a/#this", film.types(), {}, Mention("film", (), "a"))
    for name, value in stated:
        field = film.field(name)
        assert field
        node.state(field, value)
    said = [(field.name, value) for field, value in node.statements]
    assert said == [stated[number] for number in (0, 3, 5, 6, 7)]


def test_each_showing_has_its_own_offers() -> None:
    """Of four showings at one price, only the one that is sold out is."""
    stock, gone = "http://schema.org/InStock", "http://schema.org/SoldOut"
    starts = {f"2026-12-0{day}T20:00:00Z": gone if day == 3 else stock for day in range(1, 5)}
    record = Record(
        title="Kin",
        screenings=tuple(
            Screening(start=start, tickets=(Offer(price="9.5", currency="EUR", availability=said),))
            for start, said in starts.items()
        ),
    )
    graph = rdflib.Graph().parse(data="\n".join(_lines(blocks(DESCRIBER.describe(record)))), format="nt")
    graph.bind("schema", "http://schema.org/", replace=True)
    found: Any = graph.query(
        "SELECT ?start ?said { ?event schema:startDate ?start ; schema:offers/schema:availability ?said }"
    )
    said = {str(start)[:10]: str(availability) for start, availability in found}
    assert said == {start[:10]: availability for start, availability in starts.items()}
    assert len(graph.query("SELECT DISTINCT ?offer { ?event schema:offers ?offer }")) == len(starts)
