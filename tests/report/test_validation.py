"""What people and programs read of the gate's work."""

import json
import re
from html.parser import HTMLParser
from random import Random

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.gate.engine import engine
from kg.model.record import Fault
from kg.rdf.shapes import shapes_graph
from kg.rdf.statements import n_triples, triples
from kg.report.findings import Finding, Summary, grouped, merged
from kg.report.result import VIOLATION, WARNING, Result
from kg.report.validation import REPORTS
from kg.report.words import rule

SH = "http://www.w3.org/ns/shacl#"
PREFIXES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix schema: <http://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix : <http://x.example/shapes#> .
"""
SHAPES = """
:film sh:targetClass schema:Movie ; sh:property :title, :parts .
:title sh:path schema:name ; sh:maxLength 5 ; sh:name "Titel"@nl, "Title"@en .
:parts sh:minCount 1 ; sh:path ( schema:hasPart [ sh:inversePath schema:isPartOf ] ) .
"""

SENTENCES = [
    ("sh:class schema:Person", "Class", "must be a Person"),
    ("sh:class schema:ImageObject", "Class", "must be an ImageObject"),
    ("sh:datatype xsd:gYear", "Datatype", "must be of the datatype gYear"),
    ("sh:nodeKind sh:IRI", "NodeKind", "must be an IRI"),
    ("sh:minCount 1", "MinCount", "is missing"),
    ("sh:maxCount 2", "MaxCount", "must have at most 2 values"),
    ("sh:maxLength 1", "MaxLength", "must have at most 1 character"),
    ("sh:minInclusive 1", "MinInclusive", "must be 1 or more"),
    ('sh:pattern "^{a}$"', "Pattern", "must match ^{a}$"),
    ('sh:in ( "a" schema:B 3 )', "In", "must be one of a, B, 3"),
    ('sh:languageIn ( "en" "nl" )', "LanguageIn", "must be in one of the languages en, nl"),
    ("sh:uniqueLang true", "UniqueLang", "must have at most one value for each language"),
    ("sh:lessThan schema:endDate", "LessThan", "must be less than the value of endDate"),
    ("sh:hasValue schema:B", "HasValue", "must have the value http://schema.org/B"),
    ("sh:not :t . :t rdfs:label 'is odd'@en", "Not", "must not be a value that is odd"),
    ("sh:not :t", "Not", "must not be a value that t"),
    ('sh:sparql [ sh:message "is odd"@en, "is vreemd"@nl ]', "SPARQL", "is odd"),
    ('sh:minCount 1 ; sh:message "geef er een"@nl', "MinCount", "geef er een"),
    ("sh:minCount 1", "Unheard", ""),
]

DIRECTOR, MUSIC = "[ sh:path schema:director ; sh:minCount 1 ]", "[ sh:path schema:musicBy ; sh:minCount 2 ]"
BOTH = "schema:director has at least 1 value; schema:musicBy has at least 2 values"
# What a shape asks of others that stand in it: by path and constraint, or in the words of their author.
NESTED = [
    (f"sh:or ( {DIRECTOR} {MUSIC} )", "Or", f"must satisfy one of: {BOTH}"),
    (f"sh:xone ( {DIRECTOR} {MUSIC} )", "Xone", f"must satisfy exactly one of: {BOTH}"),
    (f"sh:and ( {DIRECTOR} {MUSIC} )", "And", f"must satisfy all of: {BOTH}"),
    (
        "sh:or ( :d :m ) . :d sh:path schema:director ; sh:minCount 1 . :m sh:path schema:musicBy ; sh:minCount 2",
        "Or",
        f"must satisfy one of: {BOTH}",
    ),
    (
        f"sh:or ( [ sh:property {DIRECTOR}, {MUSIC} ] :known ) . :known sh:property {MUSIC}",
        "Or",
        f"must satisfy one of: {BOTH.replace(';', ' and')}; schema:musicBy has at least 2 values",
    ),
    (
        "sh:or ( [ sh:path schema:url ; sh:name 'Page'@en, 'Pagina'@nl ; sh:minCount 1 ] [ sh:path schema:name ] )",
        "Or",
        "must satisfy one of: Page has at least 1 value; schema:name",
    ),
    (
        "sh:or ( [ sh:path schema:url ; sh:minCount 1 ; sh:message 'a page'@en, 'p'@nl ] [ sh:message '{$this}' ] )",
        "Or",
        "must satisfy one of: a page; ...",
    ),
    ("sh:or ( :t [] ) . :t rdfs:label 'is odd'@en ; sh:pattern 'x'", "Or", "must satisfy one of: is odd; a shape"),
    (
        "sh:or ( [ sh:datatype xsd:date ] [ sh:class schema:Person ; sh:nodeKind sh:IRI ] )",
        "Or",
        "must satisfy one of: is of the datatype date; is a Person and is an IRI",
    ),
    (
        "sh:or ( [ sh:path [ sh:inversePath schema:actor ] ; sh:maxCount 0 ] "
        "[ sh:path ( schema:a :b ) ; sh:in ( 1 2 ) ] )",
        "Or",
        "must satisfy one of: ^schema:actor has at most 0 values; (schema:a/http://x.example/shapes#b) is one of 1, 2",
    ),
    ("sh:or ( [ sh:path 'x' ; sh:pattern '^a' ] )", "Or", "must satisfy one of: matches ^a"),
    (
        f"sh:and ( [ sh:or ( {DIRECTOR} {MUSIC} ) ] [ sh:not [ sh:nodeKind sh:IRI ] ] )",
        "And",
        f"must satisfy all of: satisfies one of: ({BOTH}); is not a value that is an IRI",
    ),
    (f"sh:not {DIRECTOR}", "Not", "must not be one of which schema:director has at least 1 value"),
    ("sh:not [ sh:pattern '^x' ]", "Not", "must not be a value that matches ^x"),
    ("sh:node [ sh:nodeKind sh:IRI ]", "Node", "must be a value that is an IRI"),
    ("sh:node :t . :t sh:nodeKind sh:IRI", "Node", "must be valid against t"),
    (
        "sh:or ( :s [ sh:pattern 'a' ] )",
        "Or",
        "must satisfy one of: satisfies one of: (satisfies one of: (satisfies one of: (s; a shape); matches a); "
        "matches a); matches a",
    ),
    (f"sh:or ( [ sh:pattern '{'x' * 500}' ] )", "Or", f"must satisfy one of: matches {'x' * 109}..."),
    (
        f"sh:or ( {' '.join(f'[ sh:minCount {n} ]' for n in range(2, 9))} )",
        "Or",
        f"must satisfy one of: {'; '.join(f'has at least {n} values' for n in range(2, 6))}; ...",
    ),
]


def graph(text: str) -> list[ox.Triple]:
    """The statements of Turtle without its prefixes."""
    return triples(f"{PREFIXES}{text}".encode(), ox.RdfFormat.TURTLE, "http://x.example/", "test")


def _any_of(shapes: list[str]) -> str:
    return f"[ sh:or ( {' '.join(shapes)} ) ]"


SHAPES_GRAPH = shapes_graph(graph(SHAPES))


def finding(value: str, severity: str = VIOLATION, film: str = "A film", line: int = 3) -> Finding:
    """A title that is too long."""
    shape, component = "<http://x.example/shapes#title>", f"<{SH}MaxLengthConstraintComponent>"
    literal, path = str(ox.Literal(value)), "<http://schema.org/name>"
    return Finding(film, "films.csv", line, Result("<http://f/>", path, literal, component, severity, shape))


def report(form: str, *findings: Finding, notes: tuple[str, ...] = (), faults: tuple[Fault, ...] = ()) -> str:
    """The report of some findings."""
    return REPORTS[form](Summary(grouped(findings), {"http://x.example/shapes#film": 7}, notes, faults), SHAPES_GRAPH)


@pytest.mark.parametrize(("shape", "component", "sentence"), SENTENCES)
def test_a_rule_is_put_into_words(shape: str, component: str, sentence: str) -> None:
    """The sentence is made from the constraint's parameter, unless the shape's author has a message."""
    shapes = shapes_graph(graph(f":s {shape} ."))
    assert rule(shapes, "<http://x.example/shapes#s>", f"<{SH}{component}ConstraintComponent>") == sentence


@pytest.mark.parametrize(("shape", "component", "sentence"), NESTED)
def test_shapes_in_shapes_are_put_into_words(shape: str, component: str, sentence: str) -> None:
    """What they ask is told, however they are named, and what is long or without end is cut."""
    shapes = shapes_graph(graph(f":s {shape} ."))
    told = rule(shapes, "<http://x.example/shapes#s>", f"<{SH}{component}ConstraintComponent>")
    assert told == sentence


@given(st.recursive(st.just(DIRECTOR), lambda inner: st.lists(inner, min_size=1, max_size=9).map(_any_of)))
def test_the_words_for_shapes_have_an_end(shape: str) -> None:
    """However shapes stand in one another, the sentence about them is short."""
    assert len(rule(shapes_graph(graph(f":s sh:or ( {shape} ) .")), "<http://x.example/shapes#s>", f"<{SH}Or>")) < 600


def test_the_text_names_film_field_value_rule_and_place() -> None:
    """A person finds everything on two lines."""
    assert report("text", finding("Stilte")) == (
        "7 focus nodes validated: 1 violation, 0 warnings\n"
        "\n"
        "violation title (Title), schema:name: must have at most 5 characters - 1 time\n"
        '  A film in films.csv:3: "Stilte"\n'
    )


# A node shape that judges :f, what is said of :f, and lines that the text has.
TOLD = [
    ("sh:property [ sh:path schema:name ; sh:minCount 1 ]", "", ["violation schema:name is missing"]),
    ("sh:property [ sh:path :p ; sh:minCount 1 ]", "", ["violation http://x.example/shapes#p is missing"]),
    (
        'sh:property [ sh:path schema:name ; sh:name "Title" ; sh:minCount 1 ]',
        "",
        ["violation (Title), schema:name is missing"],
    ),
    ("sh:property :q . :q sh:path schema:name ; sh:minCount 1", "", ["violation q, schema:name is missing"]),
    (
        "sh:property [ sh:path [ sh:inversePath schema:actor ] ; sh:minCount 1 ]",
        "",
        ["violation ^schema:actor is missing"],
    ),
    (
        "sh:property [ sh:path ( schema:actor schema:name ) ; sh:minCount 1 ]",
        "",
        ["violation (schema:actor/schema:name) is missing"],
    ),
    (
        'sh:property [ sh:path schema:name ; sh:minCount 1 ; sh:message "a name is needed" ]',
        "",
        ["violation schema:name: a name is needed"],
    ),
    (
        "sh:closed true",
        "schema:genre 'x'",
        ["violation s, schema:genre: is not allowed: the shape is closed", '  X in d.ttl: "x"'],
    ),
    (
        "sh:closed true",
        "schema:genre 'x' ; :p 'y'",
        [
            "violation s: is not allowed: the shape is closed",
            '  X in d.ttl: schema:genre "x"',
            '  X in d.ttl: http://x.example/shapes#p "y"',
        ],
    ),
    ("sh:nodeKind sh:Literal", "", ["violation s: must be a literal"]),
    (
        """sh:sparql [ sh:message "{$this} is of {?y}" ; sh:select "SELECT $this ?y { $this <x:y> ?y }" ]""",
        "<x:y> 1999",
        ["violation s: ... is of ...", '  X in d.ttl: "http://x.example/f": http://x.example/f is of 1999'],
    ),
    (
        """sh:sparql [ sh:message "is odd" ; sh:select "SELECT $this { $this <http://x.example/y> ?y }" ]""",
        "<http://x.example/y> 1999",
        ["violation s: is odd", '  X in d.ttl: "http://x.example/f"'],
    ),
    (
        """sh:message "is {?y}" ; sh:sparql [ sh:select "SELECT $this ?y { $this <http://x.example/y> ?y }" ]""",
        "<http://x.example/y> 1999",
        ["violation s: is ...", '  X in d.ttl: "http://x.example/f"'],
    ),
    (
        'sh:property [ sh:path schema:name ; sh:maxLength 2 ; sh:message "lang {$value}"@nl, "too long {$value}"@en ]',
        "schema:name 'Film'",
        ["violation schema:name: too long ...", '  X in d.ttl: "Film"'],
    ),
]


@pytest.mark.parametrize("name", ["fast", "reference"])
@pytest.mark.parametrize(("shape", "said", "lines"), TOLD)
def test_what_the_property_is(shape: str, said: str, lines: list[str], name: str) -> None:
    """Whosever shapes: the property is told with the rule, or with the value where the rule is about several."""
    shapes = shapes_graph(graph(f":s a sh:NodeShape ; sh:targetNode <http://x.example/f> ; {shape} ."))
    data = n_triples(graph(f"<http://x.example/f> {said} ." if said else ""))
    found = grouped(Finding("X", "d.ttl", 0, result) for result in engine(name, shapes).validate(data))
    told = REPORTS["text"](Summary(found, {}), shapes).splitlines()
    for line in lines:
        assert any(each.startswith(line) for each in told), told
    names = {part for group in found for each in group.examples for part in re.findall(r"(\w+)>", each.result.path)}
    for form in ("html", "json", "sarif"):
        assert [part for part in names if part not in REPORTS[form](Summary(found, {}), shapes)] == [], form


def test_violations_come_first_and_examples_are_bounded() -> None:
    """Of a rule that is broken often ten examples are shown, and how many more there are."""
    findings = [finding(f"warned {n}", WARNING) for n in range(30)] + [finding("violated")]
    lines = report("text", *findings).splitlines()
    assert lines[2].startswith("violation") and lines[5].startswith("warning")
    assert lines[-1] == "  ... and 20 more" and len(lines) == 17


def test_notes_and_faults_are_told() -> None:
    """What was changed and what could not be read stands in every report for people."""
    for form in ("text", "json", "html"):
        told = report(form, notes=("a note",), faults=(Fault("year", "20233", "is no year", "films.csv", 9),))
        assert all(part in told for part in ("a note", "20233", "is no year", "films.csv")), form


@given(st.text(max_size=300), st.text(max_size=300))
def test_the_text_is_printable_and_fits_the_screen(value: str, film: str) -> None:
    """Whatever a value holds, every line of the text is printable and at most 100 columns wide."""
    if any(0xD800 <= ord(c) <= 0xDFFF for c in value + film):
        return
    for line in report("text", finding(value, film=film)).splitlines():
        assert line.isprintable() and len(line) <= 100


def test_json_keeps_its_schema() -> None:
    """Programs find the same keys in every report."""
    told = json.loads(report("json", finding("Stilte")))
    assert told == {
        "conforms": False,
        "violations": 1,
        "warnings": 0,
        "infos": 0,
        "focus_nodes": {"http://x.example/shapes#film": 7},
        "notes": [],
        "faults": [],
        "rules": [
            {
                "severity": "violation",
                "field": "title",
                "name": "Title",
                "rule": "must have at most 5 characters",
                "property": "http://schema.org/name",
                "shape": "http://x.example/shapes#title",
                "component": f"{SH}MaxLengthConstraintComponent",
                "count": 1,
                "examples": [
                    {"film": "A film", "node": "http://f/", "value": "Stilte", "path": "films.csv", "line": 3}
                ],
            }
        ],
    }


def test_a_long_value_is_cut() -> None:
    """A value of 3,000 characters does not fill the report."""
    (found,) = json.loads(report("json", finding("x" * 3000)))["rules"]
    assert found["examples"][0]["value"] == "x" * 77 + "..."


def test_turtle_holds_the_results() -> None:
    """Read back, the report holds what the engine found, paths and blank nodes included."""
    data = "_:film <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://schema.org/Movie> .\n"
    data += '_:film <http://schema.org/name> "</script>\\n\\"" .\n'
    results = engine("fast", SHAPES_GRAPH).validate(data)
    turtle = report("turtle", *(Finding("A film", "", 0, result) for result in results))
    told = shapes_graph(graph(turtle))
    (head,) = (node for node in told.nodes if told.values(node, SH + "conforms"))
    assert len(results) == 2
    assert sorted(
        str(told.value(str(node), SH + "value") or "") for node in told.values(head, SH + "result")
    ) == sorted(result.value for result in results)
    assert str(told.value(head, SH + "conforms")).startswith('"false"')
    assert "sh:resultPath ( <http://schema.org/hasPart> [ sh:inversePath <http://schema.org/isPartOf> ]" in turtle


def test_turtle_conforms_without_results() -> None:
    """A report without results says that the data conforms."""
    assert "sh:conforms true" in report("turtle")


class Tags(HTMLParser):
    """The tags of a page, and its text."""

    def __init__(self) -> None:
        """Starts with none."""
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Notes a tag."""
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        """Notes text."""
        self.text += data


def test_html_holds_no_markup_of_others() -> None:
    """A title that is a script is text in the page, and the page has no script."""
    page = Tags()
    page.feed(report("html", finding("</script><script>alert(1)</script>", film="<img src=x>")))
    assert {"script", "img"}.isdisjoint(page.tags)
    assert "</script><script>alert(1)</script>" in page.text and "<img src=x>" in page.text
    assert "must have at most 5 characters" in page.text and "films.csv:3" in page.text


@given(st.lists(st.tuples(st.sampled_from("abcdefghijklmnopq"), st.integers(0, 40)), max_size=60), st.randoms())
def test_batches_do_not_show_in_the_groups(values: list[tuple[str, int]], random: Random) -> None:
    """Findings grouped in one go, and in batches that are merged in any order, are the same."""
    findings = [finding(value, line=line) for value, line in values]
    random.shuffle(findings)
    cut = random.randint(0, len(findings))
    parts = [grouped(findings[cut:], 3), grouped(findings[:cut], 3)]
    assert merged((group for part in parts for group in part), 3) == grouped(findings, 3)


def test_the_first_examples_of_many_are_kept() -> None:
    """However many findings there are and in whatever order, the same ten stand for them."""
    findings = [finding(f"{number:04}") for number in range(1000)]
    Random(1).shuffle(findings)
    (group,) = grouped(findings)
    assert group.count == 1000
    assert group.examples == tuple(finding(f"{number:04}") for number in range(10))
