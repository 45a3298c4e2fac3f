"""Valid graphs with one statement changed: both engines find the same, or a listed case says which is right."""

from collections.abc import Callable, Iterator
from random import Random

import pyoxigraph as ox
import pytest

from kg.gate.engine import Engine, engine
from kg.model.ntriples import Term
from kg.model.prefixes import RDF, RG, SCHEMA, XSD
from kg.model.shapes import Graph
from kg.rdf.shapes import read
from kg.rdf.statements import n_triples
from kg.report.result import VIOLATION, multiset
from kg.system import resources

Film = Callable[[str, str], list[ox.Triple]]
Mutation = tuple[str, ox.Triple | None, ox.Triple | None]

SEED = 20191003
BASE = "http://m.example/{}/"
TYPE = ox.NamedNode(RDF + "type")
CLASSES = [
    SCHEMA + "Movie",
    SCHEMA + "Person",
    SCHEMA + "Country",
    RG + "Credit",
    RG + "ShortFilm",
    "http://x.example/C",
]
DATATYPES = [
    "string",
    "integer",
    "decimal",
    "double",
    "boolean",
    "gYear",
    "date",
    "dateTime",
    "duration",
    "anyURI",
    "token",
]
LANGUAGES = ["en", "nl", "en-gb", "zh-hant-tw"]
FORMS = [
    "",
    " ",
    " x",
    "x ",
    "x\n",
    "\n",
    "x\ty",
    "\u0001",
    "\u007f",
    "\u00a0x",
    "x\u2028",
    "\ufeffx",
    "e\u0301",
    "\U0001f3ac",
    "x" * 501,
    "x" * 3000,
    "\U0001f3ac" * 200,
    "0",
    "-5",
    "01",
    "+1",
    "1.0",
    "1e3",
    "9" * 18,
    "NaN",
    "INF",
    "100001",
    "\u0661\u0669",
    "true",
    "99",
    "1869",
    "2019",
    "2019Z",
    "20233",
    "-2019",
    "2019-02-30",
    "2019-10-03",
    "2019-10-03Z",
    "2019-13-45",
    "2019-10-03T20:00:00",
    "2019-10-03T20:00:00Z",
    "2019-10-03T24:00:00Z",
    "2019-10-03T25:00:00Z",
    "2019-10-03T20:00:60Z",
    "2019-10-03T20:00:00+15:00",
    "PT",
    "PT0M",
    "PT105M",
    "PT1H45M",
    "PT1H45M\n",
    "PT1.5H",
    "P1Y",
    "-PT5M",
    "nl\n",
    "NL",
    "BEL",
    "SUHH",
    "http://x.example/a",
    "http://x.example/a b",
    "javascript:alert(1)",
    "</script><script>alert(1)</script>",
]
IRIS = ["http://x.example/nothing", "urn:x", "http://x.example", "ftp://x.example/a", "http://x.example/\u00e9\u0301"]

# Component and value → which engine is right, and why. The verdict on the node is the same.
DIFFERENCES = {
    ("MaxInclusive", '"1"^^xsd:gYear'): ("fast", "a year cannot be compared with an integer, which is a violation"),
    ("MaxInclusive", '"1"^^xsd:date'): ("fast", "nor can a date"),
    ("MaxInclusive", '"1"^^xsd:duration'): ("fast", "nor a duration"),
    ("MaxInclusive", '"1"^^xsd:boolean'): ("fast", "nor a boolean"),
    ("MaxInclusive", '"1"^^xsd:dateTime'): ("fast", "nor a point in time"),
    ("Datatype", '"PT"^^xsd:duration'): ("fast", "XSD demands a number after PT"),
    ("Datatype", '"PT1.5H"^^xsd:duration'): ("fast", "XSD lets only seconds have a fraction"),
    ("Datatype", '"2019-10-03T20:00:00Z"^^xsd:date'): ("fast", "a date has no time"),
    ("Datatype", '"2019-10-03T24:00:00Z"^^xsd:date'): ("fast", "a date has no time"),
    ("Datatype", '"2019-10-03T20:00:00+15:00"^^xsd:date'): ("fast", "a date has no time"),
    ("Datatype", '"2019-10-03"^^xsd:dateTime'): ("fast", "a dateTime has a time"),
    ("SPARQL", '"2019-10-03"^^xsd:date'): (
        "fast",
        "STR of a blank node is an error; the year that is one is found by its shape",
    ),
}


def mutate(random: Random, statements: list[ox.Triple], base: str) -> Mutation:
    """A name for the change, the statement that goes, the statement that comes."""
    old = random.choice(statements)
    kind = random.choice(list(KINDS))
    new = KINDS[kind](random, old.object, base)
    if kind == "drop" or new is None:
        return "drop", old, None
    return kind, None if kind == "add" else old, ox.Triple(old.subject, old.predicate, new)


def datatype(random: Random, old: Term, base: str) -> Term:
    """The same text with another datatype."""
    return ox.Literal(text(old), datatype=ox.NamedNode(XSD + random.choice(DATATYPES)))


def form(random: Random, old: Term, base: str) -> Term:
    """Another text with the same datatype or language."""
    if isinstance(old, ox.Literal) and old.language:
        return ox.Literal(random.choice(FORMS), language=old.language)
    return ox.Literal(random.choice(FORMS), datatype=old.datatype if isinstance(old, ox.Literal) else None)


def language(random: Random, old: Term, base: str) -> Term:
    """The same text in another language."""
    return ox.Literal(text(old), language=random.choice(LANGUAGES))


def swap(random: Random, old: Term, base: str) -> Term:
    """A literal where an IRI was, and the other way round."""
    return ox.NamedNode("http://x.example/swapped") if isinstance(old, ox.Literal) else ox.Literal(text(old))


def iri(random: Random, old: Term, base: str) -> Term:
    """Another IRI."""
    return ox.NamedNode(random.choice(IRIS))


def cls(random: Random, old: Term, base: str) -> Term:
    """A class; of a statement about a type it makes one about another type."""
    return ox.NamedNode(random.choice(CLASSES))


def blank(random: Random, old: Term, base: str) -> Term:
    """A blank node."""
    return ox.BlankNode("x" + base.split("/")[-2])


def add(random: Random, old: Term, base: str) -> Term:
    """Any other value."""
    return random.choice([datatype, form, language, swap, iri, cls, blank])(random, old, base)


KINDS: dict[str, Callable[[Random, Term, str], Term | None]] = {
    "drop": lambda random, old, base: None,
    "add": add,
    "datatype": datatype,
    "form": form,
    "language": language,
    "swap": swap,
    "iri": iri,
    "class": cls,
    "blank": blank,
}


def text(old: Term) -> str:
    """What a term says."""
    assert not isinstance(old, ox.Triple)
    return old.value


def mutants(count: int, graphs: list[str], turtle: Film) -> Iterator[tuple[Mutation, list[ox.Triple]]]:
    """Mutated graphs, each with IRIs of its own."""
    random = Random(SEED)
    for number in range(count):
        base = BASE.format(number)
        statements = turtle(random.choice(graphs), base)
        mutation = mutate(random, statements, base)
        _, old, new = mutation
        yield mutation, [t for t in statements if t != old] + ([new] if new else [])


def differences(count: int, graphs: list[str], turtle: Film, one: Engine, other: Engine) -> list[str]:
    """What only one engine found, and is not listed."""
    cases = list(mutants(count, graphs, turtle))
    data = n_triples(statement for _, statements in cases for statement in statements)
    found, wanted = multiset(one.validate(data)), multiset(other.validate(data))
    return [
        f"{cases[int(key[0].split('/')[3])][0]}: {key}"
        for key in (found - wanted) + (wanted - found)
        if short(key[3], key[2]) not in DIFFERENCES
    ]


def short(component: str, value: str) -> tuple[str, str]:
    """Component and value as they are listed."""
    name = component.rpartition("#")[2].removesuffix("ConstraintComponent>")
    return name, value.replace(f"<{XSD}", "xsd:").removesuffix(">")


def without_rules() -> Graph:
    """The shapes of the house but for the rules in SPARQL, on which pySHACL spends most of its time."""
    return read(sorted(path for path in resources.SHAPES.glob("*.ttl") if path.name != "rules.ttl"))


@pytest.mark.parametrize("count", [150, pytest.param(2000, marks=pytest.mark.slow)])
def test_the_engines_agree_on_mutated_graphs(count: int, graphs: list[str], turtle: Film) -> None:
    """Both engines find the same in graphs with one statement changed, but for the listed differences."""
    shapes = without_rules()
    assert differences(count, graphs, turtle, engine("fast", shapes), engine("reference", shapes)) == []


@pytest.mark.parametrize("count", [20, pytest.param(400, marks=pytest.mark.slow)])
def test_the_engines_agree_on_the_rules(
    count: int, graphs: list[str], turtle: Film, fast: Engine, reference: Engine
) -> None:
    """The same with all shapes, rules across fields included."""
    assert differences(count, graphs, turtle, fast, reference) == []


def test_the_graphs_are_valid_before(graph: str, turtle: Film, fast: Engine) -> None:
    """Every graph that is mutated has no violation."""
    results = fast.validate(n_triples(turtle(graph, BASE.format(0))))
    assert [result for result in results if result.severity == VIOLATION] == []
