"""JSON-LD as sites write it: what can be read is, and what cannot is told with its line."""

import json
from collections.abc import Callable

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model.ntriples import plain
from kg.model.prefixes import SCHEMA
from kg.model.profile import profile
from kg.model.terms import coercions
from kg.rdf.jsonld import read
from kg.rdf.said import Read

HERE = "https://here.example/a/"
MOVIE = '{"@context": "https://schema.org", "@type": "Movie", "name": "Salt"%s}'


def _read(text: str, any_context: bool = False) -> Read:
    return read(text, coercions(profile()), HERE, 1, any_context)


def _names(found: Read) -> list[str]:
    return [plain(t.object) for t in found.triples if t.predicate.value == SCHEMA + "name"]


def _values(found: Read, path: str) -> list[str]:
    return [str(t.object) for t in found.triples if t.predicate.value == SCHEMA + path]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("//<![CDATA[\n{}\n//]]>", "CDATA"),
        ("/* <![CDATA[ */\n{}\n/* ]]> */", "CDATA"),
        ("<![CDATA[{}]]>", "CDATA"),
        ("<!--\n{}\n-->", "comments"),
        ("<!-- made by a plugin -->{}", "comments"),
        ("/* made by a plugin */\n{}", "comments"),
        ("// made by a plugin\n{}", "comments"),
        ("{};", "semicolon"),
        ("{}; // made by a plugin", "comments"),
        ("{}; /* made by a plugin */", "semicolon"),
        ("/* a plugin */ {}; // made by it\n", "comments"),
        ("\ufeff{}", "byte order mark"),
        ("\n\ufeff{};", "byte order mark"),
        ("//<![CDATA[\n{};\n//]]>", "semicolon"),
    ],
)
def test_what_is_around_json_is_taken_off(text: str, why: str) -> None:
    """And named; what is inside has the line that it has on the page."""
    found = _read(text.replace("{}", MOVIE % ""))
    assert _names(found) == ["Salt"] and not found.lost
    assert any(why in mistake.why for mistake in found.mistakes)
    line = text.replace("{}", "\0").partition("\0")[0].count("\n") + 1
    assert {statement.line for statement in found.statements} == {line}


@pytest.mark.parametrize(
    "text",
    [
        MOVIE % ', "url": "https://a.example//b/*c*/"',
        MOVIE % ' /* the year */, "dateCreated": "2020"',
        '{\n"@context": "https://schema.org", // whose terms\n"@type": "Movie", "name": "Salt"}',
        (MOVIE % "").replace('"', "&quot;"),
    ],
)
def test_what_is_in_json_is_read(text: str) -> None:
    """Comments and entities in a block do not hide it, and what looks like a comment in a text is none."""
    found = _read(text)
    assert _names(found) == ["Salt"] and not found.lost
    assert not any("*" in url and "/*c*/" not in url for url in _values(found, "url"))


NODES = [
    ('{"@id": false, "@type": "WebPage"}', "the @id is not a string: false"),
    ('{"@id": ["a"], "@type": "Person"}', "the @id is not a string"),
    ('{"@type": 5, "name": "x"}', "the @type is not a string: 5"),
    ('{"@type": ["Person", {}]}', "a type is not a string"),
    ('{"name": {"@value": ["x"]}}', "a @value is not a text"),
    ('{"name": "x", "name": "y"}', 'an object has the key "name" twice'),
    ('{"@context": "https://elsewhere.example/", "name": "x"}', "names the context https://elsewhere.example/"),
    ('{"@context": {"@import": "https://schema.org"}, "name": "x"}', "imports the context"),
    ('{"@context": {"name": 5}, "name": "x"}', "Term definition value"),
    ('{"@context": 5, "name": "x"}', "the @context is 5"),
    ('{"ratingValue": 1e999}', "Out of range float: 1e999"),
    ('{"@included": 5}', "included"),
]


@pytest.mark.parametrize(("node", "why"), NODES)
def test_one_bad_node_loses_that_node(node: str, why: str) -> None:
    """The others of its block are read, and the mistake has its line."""
    good = '{"@type": "Movie", "@id": "#%d", "name": "%d"}'
    text = f'{{"@context": "https://schema.org", "@graph": [{good % (1, 1)},\n{node},\n{good % (2, 2)}]}}'
    found = _read(text)
    assert [name for name in _names(found) if name in ("1", "2")] == ["1", "2"]
    (mistake,) = found.lost
    assert why in mistake.why and mistake.line == 2


def test_a_bad_context_of_all_is_told_once() -> None:
    """However many nodes it has."""
    nodes = ",".join('{"name": "x"}' for _ in range(50))
    found = _read(f'{{"@context": ["https://schema.org", {{"a": 5}}], "@graph": [{nodes}]}}')
    assert not found.statements and len(found.lost) == 1


@pytest.mark.parametrize(
    ("context", "told"),
    [
        ("https://schema.org", False),
        ("http://schema.org/", False),
        ("https://schema.org/docs/jsonldcontext.jsonld", False),
        ("https://www.schema.org", True),
        ("http://www.schema.org/", True),
        ("//schema.org/", True),
        ("schema.org", True),
        ("www.schema.org/", True),
        ("HTTPS://Schema.Org", True),
        ("https://schema.org#", True),
        ("http://schema.org/#", True),
        (" https://schema.org ", False),
        ("https://schema.org/docs/jsonldcontext.json", True),
        ("https://schema.org/Movie", True),
        ("http:/schema.org", True),
        ("htpps://schema.org", True),
    ],
)
def test_schema_orgs_context_in_every_spelling(context: str, told: bool) -> None:
    """Each means schema.org's terms; what others might not know is told. So it is in a list, and as a vocabulary."""
    for whole in (context, [context, {"x": "https://x.example/"}], {"@vocab": context}):
        found = _read(json.dumps({"@context": whole, "@type": "Movie", "name": "Salt"}))
        assert _names(found) == ["Salt"] and not found.lost
        assert isinstance(whole, dict) or bool(found.mistakes) == told


@pytest.mark.parametrize(
    "context", ["https://schema.org.example", "https://schema.example/", "https://xschema.org", ""]
)
def test_another_context_is_none_of_schema_orgs(context: str) -> None:
    """Nothing is fetched for it."""
    assert not _read(MOVIE.replace("https://schema.org", context) % "").statements


def test_no_context_at_all() -> None:
    """Is a mistake, unless the caller takes the terms for schema.org's."""
    for text in ('{"@type": "Movie", "name": "Salt"}', '[{"@type": "Movie", "name": "Salt"}]'):
        assert _names(_read(text, any_context=True)) == ["Salt"]
        assert "no @context" in _read(text).lost[0].why and not _read(text).statements


def test_large_numbers_stay_apart() -> None:
    """Whole numbers that no float tells apart are as many values."""
    numbers = ["12345678901234567", "12345678901234568", "12345678901234569", "-12345678901234569"]
    text = f'{{"@context": "https://schema.org", "@id": "http://x.example/", "position": [{", ".join(numbers)}]}}'
    found = read(text, {}, "https://page.example/", 1)
    assert sorted(plain(one.triple.object) for one in found.statements) == sorted(numbers)
    assert len({one.pointer for one in found.statements}) == len(numbers)


NO_TERMS = ["null", "[]", "{}", "[null]", '{"@language": "nl"}', '{"@vocab": null}', '["https://schema.org", null]']


@pytest.mark.parametrize("context", NO_TERMS)
def test_a_context_without_terms_is_none(context: str) -> None:
    """It is told as one that is missing, of a node within a node too, and read as schema.org's where none would be."""
    text = (MOVIE % "").replace('"https://schema.org"', context)
    assert _names(_read(text, any_context=True)) == ["Salt"]
    assert "no @context" in _read(text).lost[0].why and not _read(text).statements
    inner = f'{{"@context": {context}, "@type": "Person", "name": "Ann"}}'
    found = _read(MOVIE % f', "actor": {inner}')
    taken_away = context in ("null", "[null]", '["https://schema.org", null]')
    assert ["no @context" in mistake.why for mistake in found.lost] == [True] * taken_away


@pytest.mark.parametrize("digits", ["9.5", "9.50", "0.1", "5.0", "1e3", "-0.25", "12345678901234567890", "90", "1999"])
def test_numbers_keep_their_digits(digits: str) -> None:
    """In a property of numbers and in one of years, alone and among others."""
    found = _read(MOVIE % f', "ratingValue": {digits}, "dateCreated": [{digits}, "{digits}"], "price": [1.5, {digits}]')
    for path in ("ratingValue", "dateCreated", "price"):
        values = [plain(t.object) for t in found.triples if t.predicate.value == SCHEMA + path]
        assert values[-1] == digits


LANGUAGES = [
    ("en_US", "en-us"),
    ("zh_Hans", "zh-hans"),
    ("en us", "en-us"),
    ("en-", "en"),
    ("nl_BE.UTF-8", "nl-be"),
    ("???", None),
    ("Nederlands (BE)", None),
    ("nl", "nl"),
]


@pytest.mark.parametrize(("tag", "language"), LANGUAGES)
def test_languages(tag: str, language: str | None) -> None:
    """Of a text and of a context: made well-formed, or left out; both are told."""
    text = json.dumps({"@value": "Salt", "@language": tag})
    for json_ld in (
        MOVIE.replace('"Salt"', text) % "",
        (MOVIE % "").replace('"https://schema.org"', f'["https://schema.org", {{"@language": {json.dumps(tag)}}}]'),
    ):
        found = _read(json_ld)
        (name,) = (t.object for t in found.triples if t.predicate.value == SCHEMA + "name")
        assert isinstance(name, ox.Literal) and (name.value, name.language) == ("Salt", language)
        assert [mistake.raw for mistake in found.mistakes] == [tag] * (tag != language) and not found.lost


@pytest.mark.parametrize(
    "address", ["http://[x", "https://a.example/{id}", "https://a.example/<b>", "a b", "https://x/`"]
)
def test_bad_addresses_are_told_and_not_lost(address: str) -> None:
    """As a value it is a text, as an @id of nobody; never an error."""
    found = _read(MOVIE % f', "sameAs": {json.dumps(address)}')
    assert address in _values(found, "sameAs")[0] and found.mistakes[0].raw.endswith(address)
    found = _read((MOVIE % "").replace('"@type"', f'"@id": {json.dumps(address)}, "@type"'))
    assert _names(found) == ["Salt"] and isinstance(found.triples[0].subject, ox.BlankNode) and found.mistakes


def test_relative_addresses() -> None:
    """Are seen from the page."""
    found = _read(MOVIE % ', "@id": "#img", "url": "b?c=1", "sameAs": "//x.example/"')
    assert {plain(t.subject) for t in found.triples} == {HERE + "#img"}
    assert _values(found, "url") == [f"<{HERE}b?c=1>"] and _values(found, "sameAs") == ["<https://x.example/>"]


def test_each_statement_leads_back_to_its_value() -> None:
    """By JSON pointer and line, whatever has an @id, and of equal values the one of that property."""
    text = """{"@context": ["https://schema.org", {"regie": "schema:director", "schema": "http://schema.org/"}],
 "@id": "#m", "@type": ["Movie", "Product"],
 "regie": [{"name": "Ann"},
  {"@id": "p", "name": "Bo"}],
 "name": "Ann", "alternateName": ["Bo",
  "Ann"], "offers": {"price": 9.5}}"""
    found = {(plain(s.triple.object), s.pointer, s.line) for s in _read(text).statements}
    assert {
        ("Ann", "/regie/0/name", 3),
        ("Bo", "/regie/1/name", 4),
        ("https://here.example/a/p", "/regie/1", 4),
        ("Ann", "/name", 5),
        ("Bo", "/alternateName/0", 5),
        ("Ann", "/alternateName/1", 6),
        ("9.5", "/offers/price", 6),
        (SCHEMA + "Product", "/@type/1", 2),
    } <= found


def test_a_language_map_is_none_of_a_nodes() -> None:
    """Containers are read as the context says."""
    context = '["https://schema.org", {"name": {"@id": "http://schema.org/name", "@container": "@language"}}]'
    found = _read(f'{{"@context": {context}, "@type": "Movie", "name": {{"nl": "Zout", "en": "Salt"}}}}')
    assert sorted(map(str, (t.object for t in found.triples)))[:2] == ['"Salt"@en', '"Zout"@nl']


SMALL = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from(["", "a", "#b", "http://[x", "en_US"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["@id", "@type", "@value", "@language", "@graph", "@context", "@list", "@reverse", "name", "id", "x:y"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(SMALL)
def test_any_tree_gives_statements_and_mistakes(value: object) -> None:
    """And what stands beside it is read."""
    film = {"@type": "Movie", "name": "Salt"}
    found = _read(json.dumps({"@context": "https://schema.org", "@graph": [value, film]}))
    assert "Salt" in _names(found)
    assert all(statement.line == 1 for statement in found.statements)
    str(found.triples)


@pytest.mark.parametrize(
    "hostile",
    [
        lambda n: (
            f'{{"@context":"https://schema.org",{",".join(f"{chr(34)}k{i}{chr(34)}:1" for i in range(n))},"k0":1}}'
        ),
        lambda n: json.dumps(
            {"@context": "https://schema.org", "@graph": [{"@id": "a", "name": f"{i}"} for i in range(n)]}
        ),
        lambda n: json.dumps({"@context": "https://schema.org", "@graph": [{"@included": i} for i in range(n // 8)]}),
        lambda n: "/*" * n + "{}",
        lambda n: "{}" + "//;" * n,
        lambda n: " " * n + "x" + " " * n,
        lambda n: '{"a": "' + "/*" * n,
    ],
)
def test_time_is_linear(hostile: Callable[[int], str], linear: Callable[..., bool]) -> None:
    """Four times the input takes less than eight times as long."""
    assert linear(lambda n: _read(hostile(n)), 2_500)


BAD_VALUES = [
    '"actor":[{"@value":"x","@direction":"up"},{"@type":"Person","name":"Ann Bee"}]',
    '"@id":null,"actor":{"@type":"Person","name":"Ann Bee"}',
    '"@id":"#a","id":"#b","actor":{"@type":"Person","name":"Ann Bee"}',
    '"@index":5,"actor":{"@type":"Person","name":"Ann Bee"}',
    '"genre":"\\ud83d","actor":{"@type":"Person","name":"Ann Bee"}',
    '"\\ud83d":1,"actor":{"@type":"Person","name":"Ann Bee"}',
    '"actor":{"@type":"Person","name":"Ann Bee","@reverse":"x"}',
    '"actor":[{"@context":{"@version":1.0},"@type":"Person","name":"Bo"},{"@type":"Person","name":"Ann Bee"}]',
    '"@reverse":{"about":{"name":"x","name":"y"}},"actor":{"@type":"Person","name":"Ann Bee"}',
    '"award":{"@list":["x"],"y":1},"actor":{"@type":"Person","name":"Ann Bee"}',
    '"actor":{"@type":"Person","name":"Ann Bee","knows":{"@index":{},"name":"Cy"}}',
]


@pytest.mark.parametrize("bad", BAD_VALUES)
@pytest.mark.parametrize("around", ["{}", "[{}]", '{{"@context":"https://schema.org","@graph":[{}]}}'])
def test_a_bad_value_costs_itself(bad: str, around: str) -> None:
    """What the parser refuses inside a node is left out and told; the node and its other values are read."""
    node = f'{{"@context":"https://schema.org","@type":"Movie","name":"Kin",{bad},"dateCreated":"2001"}}'
    found = _read(around.format(node))
    assert {"Kin", "Ann Bee", "2001"} <= {plain(triple.object) for triple in found.triples}
    assert len(found.lost) == 1


def test_what_is_taken_apart_is_put_together() -> None:
    """A node that is read in parts is one node, and says once of what class it is; the links to it stay."""
    film = '{"@context":"https://schema.org","@type":"Movie","name":"Kin","@index":5,"actor":%s,"genre":["a","b"]}'
    found = _read(film % '[{"name":"Bo"},{"@type":"Person","name":"Ann","@index":5,"knows":{"name":"Cy"}}]')
    named = {plain(t.object): t.subject for t in found.triples if t.predicate.value == SCHEMA + "name"}
    links = [(t.subject, t.object) for t in found.triples if isinstance(t.object, ox.BlankNode)]
    assert len(set(named.values())) == 4 and len(found.lost) == 2
    assert sorted(links, key=str) == sorted(
        [(named["Kin"], named["Bo"]), (named["Kin"], named["Ann"]), (named["Ann"], named["Cy"])], key=str
    )
    assert [plain(t.object) for t in found.triples].count(SCHEMA + "Movie") == 1
    assert {t.subject for t in found.triples if t.predicate.value == SCHEMA + "genre"} == {named["Kin"]}


def test_half_a_surrogate_pair() -> None:
    """Text that is none is told as what it is, and the name beside it is read."""
    found = _read('{"@context": "https://schema.org", "@type": "Movie", "name": ["Kin", "\\ud83d"]}')
    assert "Kin" in {plain(triple.object) for triple in found.triples}
    assert [mistake.why for mistake in found.lost] == ["half a surrogate pair, which is not a character: \\ud83d"]


def test_a_long_key_costs_itself() -> None:
    """Each value below it would have it in its pointer."""
    text = json.dumps({"@context": "https://schema.org", "@type": "Movie", "name": "x", "a" * 3000: [1, 2]})
    found = _read(text)
    assert sorted(plain(triple.object) for triple in found.triples) == ["http://schema.org/Movie", "x"]
    assert [mistake.why for mistake in found.lost] == ["the keys above a value have more than 2000 characters"]


def test_there_is_an_end_to_trying() -> None:
    """Where so many nodes are refused that trying would take too long, the others are not read, which is told."""
    nodes = [{"@type": "Movie", "@index": 5, "x": "y" * 1000}] * 5000
    found = _read(json.dumps({"@context": "https://schema.org", "@graph": nodes}))
    told = found.lost[-1].why
    assert "the rest was not read" in told and len(found.statements) < len(nodes)
