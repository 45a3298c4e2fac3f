"""Marked-up pages: JSON-LD, microdata and RDFa, as sites write them."""

import json
import socket
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model.authorities import recognised
from kg.model.record import Fault, Record
from kg.sources import guess, read

HERE = Path(__file__).parent / "markup"
EIDR = "10.5240/B752-5B47-DBBE-E5D4-5A3F-N"
SHARED = Path(__file__).parents[4] / "shared" / "data" / "schemaorg-movie-examples"


def both(path: Path) -> tuple[list[dict[str, Any]], list[Fault]]:
    """The records of a page without their places, and the faults of the page."""
    found = list(read(path, guess(path, "markup"), path.parent))
    records = [msgspec.json.decode(msgspec.json.encode(item)) for item in found if isinstance(item, Record)]
    plain = [{name: value for name, value in one.items() if name != "source"} for one in records]
    return plain, [item for item in found if isinstance(item, Fault)]


def page(tmp_path: Path, body: str) -> tuple[list[dict[str, Any]], list[Fault]]:
    """What is read from a page of that body."""
    (tmp_path / "a.html").write_text(f"<!doctype html><meta charset=utf-8>{body}", "utf-8")
    return both(tmp_path / "a.html")


def ld(json: str) -> str:
    """A block of JSON-LD about a film called Close that says this besides."""
    return f'<script type="application/ld+json">{{"@context":"https://schema.org","@type":"Movie","name":"Close"{json}}}</script>'


def test_a_page_in_three_syntaxes() -> None:
    """One film a name, whatever the syntaxes: what they add is joined, what they contradict is reported."""
    (close, here), (broken,) = both(HERE / "three.html")
    assert close == {
        "title": "Close",
        "year": 2022,
        "duration": "PT1H45M",
        "languages": ["fr", "nl"],
        "countries": ["BE", "FR"],
        "directors": [{"name": "Lukas Dhont", "identifiers": {"imdb": "nm4113122"}}],
        "composers": [{"name": "Valentin Hadjadj"}],
        "cast": [{"name": "Eden Dambrine"}, {"name": "Gustav De Waele"}],
        "editors": [{"name": "Alain Dessauvage"}],
        "based_on": [{"title": "A Book", "authors": [{"name": "Ann Li"}], "kind": "book"}],
        "descriptions": {"en": "Two boys & a summer."},
        "reviews": [{"text": "Good.", "authors": [{"name": "Somebody"}]}],
        "images": [{"url": "https://cinema.example.org/img/close.jpg"}],
        "trailer": {"embed": "https://v.example.org/1", "title": "Trailer", "uploaded": "2022-06-01"},
        "page": "https://cinema.example.org/films/close",
        "identifiers": {"imdb": "tt9660502"},
        "faults": close["faults"],
    }
    assert [(fault["field"], fault["raw"]) for fault in close["faults"]] == [
        ("duration", "PT104M"),
        ("source", ""),
        ("ratings", '{"value": "8", "rating_count": "12"}'),
    ]
    assert "CDATA" in close["faults"][1]["reason"]
    assert here == {"title": "Here", "duration": "PT1H22M", "directors": [{"name": "Bas Devos"}]}
    assert (broken.line, broken.field) == (22, "") and "Broken" in broken.raw


@pytest.mark.skipif(not SHARED.exists(), reason="schema.org's examples are not here")
@pytest.mark.parametrize("name", ["eg-0402", "eg-0420"])
def test_encodings_that_say_the_same(name: str) -> None:
    """An example of schema.org gives the same records from JSON-LD, microdata and RDFa."""
    ways = [both(SHARED / f"{name}.{syntax}.html") for syntax in ("jsonld", "microdata", "rdfa")]
    records = [sorted(films, key=str) for films, _ in ways]
    assert records[0] and records[0] == records[1] == records[2]
    assert not any(faults for _, faults in ways)


@pytest.mark.skipif(not SHARED.exists(), reason="schema.org's examples are not here")
def test_films_wherever_they_stand() -> None:
    """What an action is about, and what a quotation is from, is a film; a film without a name is only pointed at."""
    titles = {path.name[:7]: [film["title"] for film in both(path)[0]] for path in SHARED.glob("*.jsonld.html")}
    assert titles["eg-0076"] == titles["eg-0162"] == titles["eg-0164"] == ["The Internship"]
    assert titles["eg-0304"] == ["Star Wars Episode IV: A New Hope"]
    assert titles["eg-0458"] == titles["eg-0460"] == ["The Hitchhiker's Guide to the Galaxy"]


@pytest.mark.parametrize(
    ("said", "field", "value"),
    [
        (',"datePublished":"2022"', "year", 2022),
        (',"datePublished":"2022-05-26"', "release_date", "2022-05-26"),
        (',"duration":"1h 45m"', "duration", "PT1H45M"),
        (',"director":["A Li",{"name":"B Bo"}]', "directors", [{"name": "A Li"}, {"name": "B Bo"}]),
        (',"director":{"givenName":"A","familyName":"Li"}', "directors", [{"name": "A Li"}]),
        (',"director":{"name":"C Cy","givenName":"A","familyName":"Li"}', "directors", [{"name": "C Cy"}]),
        (',"director":"A Li, B Bo"', "directors", [{"name": "A Li"}, {"name": "B Bo"}]),
        (',"actor":{"@type":"Role","actor":"A Li","characterName":"X"}', "cast", [{"name": "A Li", "character": "X"}]),
        (',"genre":["Drama","Coming &amp; going"]', "genres", ["Drama", "Coming & going"]),
        (',"genre":"https://vocabulary.example/12"', "genres", None),
        (',"productionCompany":{"@type":"Organization","name":"Menuet"}', "production_companies", [{"name": "Menuet"}]),
        (',"author":{"@type":"Person","name":"A Li"}', "screenwriters", [{"name": "A Li"}]),
        (',"alternateName":"Dichtbij"', "alternate_titles", ["Dichtbij"]),
        (',"subjectOf":{"@type":"Article","author":"C Cy"}', "screenwriters", None),
        (',"image":{"@type":"ImageObject","url":"https://x.org/1.jpg"}', "images", [{"url": "https://x.org/1.jpg"}]),
        (',"url":"relative"', "page", None),
        (',"director":"https://x.org/person/1"', "directors", None),
        (',"director":{"@id":"#x"}', "directors", None),
        (',"productionCompany":{"@id":"javascript:alert(1)"}', "production_companies", None),
        (',"award":["Best film"]', "awards", ["Best film"]),
        (',"titleEIDR":"10.5240/B752-5B47-DBBE-E5D4-5A3F-N"', "identifiers", {"eidr": EIDR}),
    ],
)  # fmt: skip
def test_what_sites_say(said: str, field: str, value: Any, tmp_path: Path) -> None:
    """Strings and objects, old names and roles become the record's fields; what names nothing stays away."""
    ((film,), faults) = page(tmp_path, ld(said))
    assert (film.get(field), faults) == (value, [])


@pytest.mark.parametrize(
    "block",
    [
        '{"@context":"https://schema.org","@type":"Movie","name":"Close"}',
        '[{"@context":"https://schema.org","@type":"Movie","name":"Close"}]',
        '{"@context":"http://schema.org/","@type":["Movie","Product"],"name":"Close"}',
        '{"@type":"Movie","name":"Close"}',
        '/*<![CDATA[*/{"@context":"https://schema.org","@type":"Movie","name":"Close"}/*]]>*/',
        '<!-- {"@context":"https://schema.org","@type":"Movie","name":"Close"} -->',
        "{&quot;@context&quot;:&quot;https://schema.org&quot;,&quot;@type&quot;:&quot;Movie&quot;,&quot;name&quot;:&quot;Close&quot;}",
        '{"@context":"https://schema.org","@type":"ItemList","itemListElement":[{"item":{"@type":"Movie","name":"Close"}}]}',
    ],
)
def test_wrappings(block: str, tmp_path: Path) -> None:
    """What sites wrap around a block, and how they nest it, does not hide the film; what is no JSON is named."""
    ((film,), faults) = page(tmp_path, f'<script type="application/ld+json">{block}</script>')
    assert (film["title"], faults) == ("Close", [])
    assert [fault["field"] for fault in film.get("faults", [])] == (
        ["source"] if block.startswith(("/*", "<!", "{&")) else []
    )


@pytest.mark.parametrize(
    "block",
    ['{"@type":"Movie",}', '{"@type":"Movie","name":"a","name":"b"}', "{", '{"name": NaN}', "[" * 100_000, "\\"],
)
def test_a_broken_block_is_one_fault(block: str, tmp_path: Path) -> None:
    """A block that is no JSON is reported with its line; the others of the page are read."""
    films, faults = page(tmp_path, f'\n<script type="application/ld+json">{block}</script>\n{ld("")}')
    assert films == [{"title": "Close"}]
    assert [(fault.field, fault.line) for fault in faults] == [("", 2)]


@pytest.mark.parametrize(
    "body", ["<p>Nothing", "<div itemscope>", '<div typeof="Movie">', "<div>" * 50_000, "<!--" * 10_000, "\0" * 1000]
)
def test_pages_without_films(body: str, tmp_path: Path) -> None:
    """A page without a film is one fault, however it is made."""
    films, faults = page(tmp_path, body)
    assert films == [] and len(faults) == 1


def test_another_encoding(tmp_path: Path) -> None:
    """A page that does not declare its encoding is read by its bytes, one that does by its word."""
    film = ld(',"director":"François Gonçalves"')
    for head in ("", '<meta charset="windows-1252">'):
        (tmp_path / "a.html").write_bytes(f"<!doctype html>{head}{film}".encode("cp1252"))
        ((found,), _) = both(tmp_path / "a.html")
        assert found["directors"] == [{"name": "François Gonçalves"}]


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading a page opens no connection, whatever vocabularies it names."""

    def refuse(*arguments: object) -> None:
        raise AssertionError("a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert len(both(HERE / "three.html")[0]) == 2


@pytest.mark.parametrize(
    ("kind", "address", "expected"),
    [
        ("film", "https://www.imdb.com/title/tt9660502/", ("imdb", "tt9660502")),
        ("film", "http://m.imdb.com/title/tt9660502", ("imdb", "tt9660502")),
        ("film", "https://www.imdb.com/title/tt9660502/?ref_=nv", ("imdb", "tt9660502")),
        ("film", "https://www.wikidata.org/wiki/Q836821", ("wikidata", "Q836821")),
        ("film", "http://www.wikidata.org/entity/Q836821", ("wikidata", "Q836821")),
        ("person", "https://www.imdb.com/name/nm0001053/", ("imdb", "nm0001053")),
        ("person", "https://www.imdb.com/title/tt9660502/", None),
        ("film", "https://www.imdb.com/title/9660502/", None),
        ("film", "https://example.org/tt9660502", None),
        ("film", "", None),
        ("film", "tt9660502", None),
    ],
)
def test_recognised(kind: str, address: str, expected: tuple[str, str] | None) -> None:
    """An address of an authority is an identifier of its scheme; any other is none."""
    assert recognised(kind, address) == expected


def test_our_own_page_comes_back(example: Path) -> None:
    """What a release says in a film's page is read as the film's record."""
    films, _ = both(example / "film" / "all-of-us-strangers-2023" / "index.html")
    (film,) = films
    assert (film["title"], film["year"], film["duration"]) == ("All of Us Strangers", 2023, "PT1H45M")
    assert [person["name"] for person in film["directors"]] == ["Andrew Haigh"]
    assert film["countries"] == ["GB"]


@given(data=st.binary() | st.text('{}[]":,@<>/ abcMovie', max_size=80).map(str.encode))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_bytes(data: bytes, tmp_path: Path) -> None:
    """Whatever stands in a page, reading it gives records and faults."""
    (tmp_path / "a.html").write_bytes(b'<div itemscope typeof="Movie"><script type="application/ld+json">' + data)
    both(tmp_path / "a.html")


@pytest.mark.parametrize(
    ("context", "told"),
    [
        ("http://www.schema.org", True),
        ("schema.org", True),
        ("http://schema.org/", False),
        ("HTTPS://SCHEMA.ORG/", True),
    ],
)
def test_the_context_in_another_spelling(context: str, told: bool, tmp_path: Path) -> None:
    """The film is read, and a fault of it names the spelling."""
    ((film,), faults) = page(tmp_path, ld("").replace("https://schema.org", context))
    assert (film["title"], faults) == ("Close", [])
    assert any(context in fault["reason"] for fault in film.get("faults", ())) == told


@pytest.mark.parametrize(
    "block",
    [
        '[{"@type":"Movie","name":"Close"}]',
        '{"@graph":[{"@type":"Movie","name":"Close"}]}',
        '{"@type":"Movie","name":"Close"};',
        '/* by a plugin */ {"@type":"Movie","name":"Close"}',
        '{"@type":"Movie", // a film\n"name":"Close"}',
    ],
)
def test_blocks_without_a_context(block: str, tmp_path: Path) -> None:
    """Are taken for schema.org's, whatever is around or in them."""
    ((film,), faults) = page(tmp_path, f'<script type="application/ld+json">{block}</script>')
    assert (film["title"], faults) == ("Close", [])


@pytest.mark.parametrize("node", ['{"@id":5,"@type":"WebPage"}', '{"@context":"x:y","name":"a"}', '{"a":1,"a":2}'])
def test_a_bad_node_does_not_hide_the_film_beside_it(node: str, tmp_path: Path) -> None:
    """It is a fault of the page, with its line."""
    film = '{"@type":"Movie","name":"Close"}'
    graph = f'{{"@context":"https://schema.org","@graph":[{film},\n{node}]}}'
    films, (fault,) = page(tmp_path, f'<script type="application/ld+json">{graph}</script>')
    assert films == [{"title": "Close"}] and fault.line == 2


@pytest.mark.parametrize("lang", ["en_US", "zh_Hans", "en us", "en-", "!"])
def test_a_bad_language_of_a_page_with_rdfa(lang: str, tmp_path: Path) -> None:
    """The film is read all the same, and the language is told."""
    rdfa = '<div vocab="https://schema.org/" typeof="Movie"><b property="name">Close</b></div>'
    ((film,), faults) = page(tmp_path, f'<div lang="{lang}">{rdfa}</div>')
    assert (film["title"], faults) == ("Close", [])
    assert [fault["raw"] for fault in film["faults"]] == [lang]


@pytest.mark.parametrize("address", ["http://[x", "https://a.example/{id}", "https://a.example/<id>/"])
@pytest.mark.parametrize("property_", ["sameAs", "image", "url"])
def test_bad_addresses_are_faults(address: str, property_: str, tmp_path: Path) -> None:
    """Of the film, which is read."""
    ((film,), faults) = page(tmp_path, ld(f',"{property_}":"{address}"'))
    assert (film["title"], faults) == ("Close", []) and address in str(film["faults"])


@pytest.mark.parametrize(
    "head", ['<link rel=canonical href="http://[x">', '<base href="http://[x">', '<base href="{a}">']
)
def test_a_bad_address_of_the_page(head: str, tmp_path: Path) -> None:
    """Ends nothing: relative addresses are faults then."""
    ((film,), faults) = page(tmp_path, head + ld(',"image":"a.jpg"'))
    assert (film["title"], faults) == ("Close", []) and "images" not in film


@pytest.mark.parametrize("said", ['["One.", "Two."]', '["One.", {"@value": "Two.", "@language": "en"}]'])
def test_two_synopses_in_one_language(said: str, tmp_path: Path) -> None:
    """The first is kept, and the other is told."""
    ((film,), _) = page(tmp_path, ld(f',"description":{said}'))
    assert film["descriptions"] == {"en": "One."}
    assert [(fault["field"], fault["raw"]) for fault in film["faults"]] == [("descriptions", "Two.")]


SAID = [
    # The year of a day, in whatever form; an empty text says nothing.
    (',"dateCreated":"1999-10-16"', {"year": 1999}),
    (',"dateCreated":"1999-10"', {"year": 1999}),
    (',"dateCreated":"16 October 1999"', {"year": 1999}),
    (',"datePublished":"1999-10"', {"year": 1999}),
    (',"image":"","dateCreated":" "', {}),
    (',"director":"","actor":["", "Ann Lee"]', {"cast": [{"name": "Ann Lee"}]}),
    (',"timeRequired":"PT1H45M"', {"duration": "PT1H45M"}),
    (',"timeRequired":"P0Y0M0DT1H45M0S"', {"duration": "PT1H45M"}),
    (
        ',"trailer":{"@type":"VideoObject","embedUrl":"https://v.example.org/1"}',
        {"trailer": {"embed": "https://v.example.org/1"}},
    ),
    (
        ',"trailer":{"@type":"VideoObject","contentUrl":"https://v.example.org/1.mp4","embedUrl":"https://v.example.org/1"}',
        {"trailer": {"url": "https://v.example.org/1.mp4", "embed": "https://v.example.org/1"}},
    ),
    (',"url":"https://x.example.org/?a=1&amp;b=2"', {"page": "https://x.example.org/?a=1&b=2"}),
    (',"actor":"Ann Lee, Tom Mills, et al."', {"cast": [{"name": "Ann Lee"}, {"name": "Tom Mills"}]}),
    (',"author":{"@type":"Person","name":"Ann Lee"}', {"screenwriters": [{"name": "Ann Lee"}]}),
    (
        ',"productionCompany":{"@type":"Organization","name":"Menuet"}',
        {"production_companies": [{"name": "Menuet"}]},
    ),
    (',"musicBy":{"@type":"MusicGroup","name":"Tindersticks"}', {"composers": [{"name": "Tindersticks"}]}),
]


@pytest.mark.parametrize(("said", "expected"), SAID)
def test_what_is_said(said: str, expected: dict[str, Any], tmp_path: Path) -> None:
    """What markup says is read as it is meant, and nothing is made of an empty text."""
    (film,), faults = page(tmp_path, ld(said))
    assert (film, faults) == ({"title": "Close"} | expected, [])


NOT_SAID = [
    ',"director":"TBA"',
    ',"director":{"@type":"Person","name":"Various"}',
    ',"director":{"@type":"Person","name":"Joel und Ethan Coen"}',
    ',"author":{"@type":"Organization","name":"Cinema Weekly"}',
    ',"actor":{"@type":"Corporation","name":"Menuet"}',
    ',"productionCompany":{"@type":"Person","name":"Ann Lee"}',
    ',"director":"https://x.example.org/ann"',
    ',"actor":"Fran\ufffdois Truffaut"',
    ',"productionCompany":{"@type":"Organization","name":"unbekannt"}',
    ',"inLanguage":"OmU"',
    ',"director":"Lee, Ann"',
    ',"director":{"@type":"Person","name":"Ann Lee, Tom Mills"}',
    ',"genre":"(no genres listed)"',
]


@pytest.mark.parametrize("said", NOT_SAID)
def test_what_names_nobody(said: str, tmp_path: Path) -> None:
    """Who is nobody, or is of another kind, is reported and not read."""
    (film,), _ = page(tmp_path, ld(said))
    assert film.keys() == {"title", "faults"} and len(film["faults"]) == 1


ANN = '{"@type":"Person","name":"Ann Lee"}'
NAMED = [{"name": "Ann Lee"}]
ROLES = [
    # The name of the role says the field, in any language, whatever the property is called.
    (f',"contributor":{{"@type":"Role","roleName":"Kamera","contributor":{ANN}}}', {"cinematographers": NAMED}),
    (f',"creator":{{"@type":"Role","roleName":"Réalisatrice","creator":{ANN}}}', {"directors": NAMED}),
    (f',"crewMember":{{"@type":"Role","roleName":"Editor","crewMember":{ANN}}}', {"editors": NAMED}),
    (f',"contributor":{{"@type":"Role","namedPosition":"Drehbuch","contributor":{ANN}}}', {"screenwriters": NAMED}),
    (',"contributor":{"@type":"Person","name":"Ann Lee","roleName":"Komponistin"}', {"composers": NAMED}),
    (',"contributor":{"name":"Ann Lee","roleName":"musicBy"}', {"composers": NAMED}),
    (
        f',"creator":{{"@type":"Role","roleName":["Director","Writer, Producer"],"creator":{ANN}}}',
        {"directors": NAMED, "screenwriters": NAMED, "producers": NAMED},
    ),
    (f',"contributor":{{"@type":"Role","director":{ANN}}}', {"directors": NAMED}),
    # What the lexicon does not know is a label, as is other work.
    (
        f',"contributor":{{"@type":"Role","roleName":"Best boy","contributor":{ANN}}}',
        {"other_credits": {"Best boy": NAMED}},
    ),
    (f',"author":{{"@type":"Role","roleName":"Novelist","author":{ANN}}}', {"other_credits": {"Novelist": NAMED}}),
    (
        f',"producer":{{"@type":"Role","roleName":"Executive producer","producer":{ANN}}}',
        {"other_credits": {"Executive producer": NAMED}},
    ),
    # But for properties that say the field themselves.
    (f',"director":{{"@type":"Role","roleName":"Head","director":{ANN}}}', {"directors": NAMED}),
    (f',"author":{{"@type":"Role","author":{ANN}}}', {"screenwriters": NAMED}),
    # Companies.
    (
        ',"contributor":{"@type":"OrganizationRole","roleName":"Produktion","contributor":{"@type":"Organization","name":"Menuet"}}',
        {"production_companies": [{"name": "Menuet"}]},
    ),
    (f',"contributor":{{"@type":"Role","roleName":"Produktion","contributor":{ANN}}}', {"producers": NAMED}),
    # Characters.
    (
        f',"actor":{{"@type":"PerformanceRole","actor":{ANN},"characterName":["Eve","Ida"],"roleName":"Lead"}}',
        {"cast": [{"name": "Ann Lee", "character": "Eve / Ida"}]},
    ),
    (',"actor":{"name":"Ann Lee","characterName":"Eve"}', {"cast": [{"name": "Ann Lee", "character": "Eve"}]}),
    (
        f',"contributor":{{"@type":"Role","roleName":"Actress","contributor":{ANN},"characterName":"Eve"}}',
        {"cast": [{"name": "Ann Lee", "character": "Eve"}]},
    ),
    # Nobody can tell who, or as what: the name of a role is nobody's.
    (',"creator":{"@type":"Role","roleName":"Editor","name":"Ann Lee"}', {}),
    (f',"contributor":{{"@type":"Role","contributor":{ANN}}}', {}),
    (',"contributor":{"@type":"Role","roleName":"Editor"}', {}),
    (f',"contributor":{ANN}', {}),
    (f',"contributor":{{"@type":"Role","roleName":"contributor","contributor":{ANN}}}', {}),
]  # fmt: skip


@pytest.mark.parametrize(("said", "expected"), ROLES)
def test_roles(said: str, expected: dict[str, Any], tmp_path: Path) -> None:
    """A role is the credit that its name says."""
    (film,), faults = page(tmp_path, ld(said))
    assert (film, faults) == ({"title": "Close"} | expected, [])


def test_roles_in_every_syntax(tmp_path: Path) -> None:
    """Microdata and RDFa say roles as JSON-LD does."""
    microdata = (
        '<div itemscope itemtype="https://schema.org/Movie"><b itemprop=name>Close</b>'
        '<p itemprop=contributor itemscope itemtype="https://schema.org/Role"><b itemprop=roleName>Kamera</b>'
        "<i itemprop=contributor>Ann Lee</i></p></div>"
    )
    rdfa = (
        '<div vocab="https://schema.org/" typeof=Movie><b property=name>Close</b>'
        "<p property=contributor typeof=Role><b property=roleName>Kamera</b>"
        "<i property=contributor>Ann Lee</i></p></div>"
    )
    for body in (microdata, rdfa):
        assert page(tmp_path, body) == ([{"title": "Close", "cinematographers": NAMED}], [])


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ('"director":"Lee, Ann; Mills, Tom"', {"directors": [{"name": "Ann Lee"}, {"name": "Tom Mills"}]}),
        ('"actor":["Lee, Ann","Mills, Tom"]', {"cast": [{"name": "Ann Lee"}, {"name": "Tom Mills"}]}),
        ('"director":{"@type":"Person","name":"Lee, Ann"}', {"directors": [{"name": "Ann Lee"}]}),
        ('"director":{"@type":"Person","name":"Joe Wood, Jr."}', {"directors": [{"name": "Joe Wood, Jr."}]}),
    ],
)
def test_surnames_first(said: str, expected: dict[str, Any], tmp_path: Path) -> None:
    """A name with its surname first is turned, where it is one name for sure."""
    (film,), _ = page(tmp_path, ld(f",{said}"))
    assert film == {"title": "Close"} | expected


RATED = [
    ('"contentRating":"PG-13"', {"certificates": ["PG-13"]}),
    ('"contentRating":["FSK 12","12A"]', {"certificates": ["FSK 12", "12A"]}),
    ('"contentRating":{"@type":"Rating","ratingValue":"12","author":{"name":"FSK"}}', {"certificates": ["FSK 12"]}),
    ('"contentRating":{"@type":"Rating","name":"PG-13","author":"MPA"}', {"certificates": ["MPA PG-13"]}),
    ('"contentRating":{"@type":"Rating","name":"FSK 12","author":"FSK"}', {"certificates": ["FSK 12"]}),
    (
        '"aggregateRating":{"@type":"AggregateRating","ratingValue":7.8,"bestRating":10,"ratingCount":1234}',
        {"ratings": [{"value": "7.8", "best": "10", "rating_count": "1234"}]},
    ),
    (
        '"aggregateRating":{"@type":"AggregateRating","ratingValue":"3,9","reviewCount":"1,234"}',
        {"ratings": [{"value": "3.9", "best": "5", "review_count": "1234"}]},
    ),
    (
        '"aggregateRating":{"@type":"AggregateRating","ratingValue":"81%","author":{"name":"Rotten Tomatoes"}}',
        {"ratings": [{"value": "81", "best": "100", "worst": "0", "author": {"name": "Rotten Tomatoes"}}]},
    ),
    (
        '"review":{"@type":"Review","author":{"@type":"Organization","name":"Variety"},"headline":"Yes",'
        '"reviewBody":"Good.","datePublished":"2022-03-04","url":"https://x.example/r",'
        '"reviewRating":{"@type":"Rating","ratingValue":4}}',
        {
            "reviews": [
                {
                    "text": "Good.",
                    "title": "Yes",
                    "rating": {"value": "4", "best": "5"},
                    "publications": [{"name": "Variety"}],
                    "date": "2022-03-04",
                    "url": "https://x.example/r",
                }
            ]
        },
    ),
]


@pytest.mark.parametrize(("said", "expected"), RATED)
def test_ratings_of_markup(said: str, expected: dict[str, Any], tmp_path: Path) -> None:
    """Certificates, averages and reviews, as texts and as objects; a scale that is not stated is that of schema.org."""
    (film,), faults = page(tmp_path, ld(f",{said}"))
    assert film == {"title": "Close", **expected} and not faults


@pytest.mark.parametrize("value", ["8.4", '"good"', '"12/10"', '"0"'])
def test_a_rating_outside_of_its_scale(value: str, tmp_path: Path) -> None:
    """It is a fault of the film, which stays."""
    (film,), _ = page(tmp_path, ld(f',"aggregateRating":{{"@type":"AggregateRating","ratingValue":{value}}}'))
    assert "ratings" not in film and [fault["field"] for fault in film["faults"]] == ["ratings"]


def test_a_review_that_says_what_it_is_of(tmp_path: Path) -> None:
    """A review beside its film is the film's."""
    body = """<div itemscope itemtype="https://schema.org/Review"><p itemprop="reviewBody">Good.</p>
        by <b itemprop="author">Ann Lee</b><div itemprop="itemReviewed" itemscope itemtype="https://schema.org/Movie">
        <h1 itemprop="name">Close</h1><i itemprop="contentRating">12A</i></div></div>"""
    (film,), _ = page(tmp_path, body)
    assert film["reviews"] == [{"text": "Good.", "authors": [{"name": "Ann Lee"}]}] and film["certificates"] == ["12A"]


@pytest.mark.parametrize(("of", "is_its"), [("Close", True), ("CLOSE", True), ("Open", False)])
def test_a_review_inside_a_film_is_of_what_it_says(of: str, is_its: bool, tmp_path: Path) -> None:
    """A review that stands in a film and is of another one is that one's."""
    review = f'{{"@type":"Review","reviewBody":"Good.","itemReviewed":{{"@type":"Movie","name":"{of}"}}}}'
    films, _ = page(tmp_path, ld(f',"review":{review}'))
    assert [film["title"] for film in films if "reviews" in film] == ["Close" if is_its else "Open"]


def test_what_is_shown_is_the_film_of_the_page(tmp_path: Path) -> None:
    """A film that a showing or a review but names is the one that the page describes; another one is another."""
    named = [
        {"@type": "ScreeningEvent", "workPresented": {"@type": "Movie", "name": name}} for name in ("Salt", "Rain")
    ]
    film = {"@type": "Movie", "name": "Salt", "dateCreated": "2020"}
    graph = json.dumps({"@context": "https://schema.org", "@graph": [film, *named, *named]})
    (tmp_path / "a.html").write_text(f'<script type="application/ld+json">{graph}</script>', "utf-8")
    page = tmp_path / "a.html"
    found = [one.title for one in read(page, guess(page), tmp_path) if isinstance(one, Record)]
    assert set(found) == {"Rain", "Salt"} and found.count("Salt") == 1
