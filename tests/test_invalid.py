"""Invalid cases: for each constraint of the shapes at least one, which says what must catch it.

A case changes one property of a thing of `invalid/valid.ttl`; the thing so changed is a node of its own, and all of
them stand in one graph. Nobody but a person says what is expected.
"""

import re
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import msgspec
import pyoxigraph as ox
import pytest

from kg.gate.engine import engine
from kg.model.prefixes import RDF, SH
from kg.model.shacl import COMPONENTS, TARGETS
from kg.model.shapes import Graph
from kg.rdf.shapes import read
from kg.rdf.statements import n_triples, triples
from kg.system import resources

FOLDER = Path(__file__).parent / "invalid"
SHAPE_BASE = "https://w3id.org/reelgraph/shapes/"
BASE = "https://cases.example/"
LONG = re.compile("«([0-9]+)»")

Caught = frozenset[tuple[str, str]]
"""Pairs of shape and constraint: `film:title`, `MaxCount`."""


class Case(NamedTuple):
    """A line of a file of cases; `caught_by` is `shape Constraint ...` with commas between shapes."""

    wrong: str
    caught_by: str
    change: str

    def caught(self) -> Caught:
        """The pairs that `caught_by` lists."""
        listed = (part.split() for part in self.caught_by.split(","))
        return frozenset((shape, constraint) for shape, *constraints in listed for constraint in constraints)


class Cases(msgspec.Struct, forbid_unknown_fields=True):
    """A file of cases, each tried on each of `things` that has the property."""

    things: list[str]
    cases: list[Case]


def _statements(turtle: str) -> list[ox.Triple]:
    return triples(turtle.encode(), ox.RdfFormat.TURTLE, BASE, "cases")


_TURTLE = (FOLDER / "valid.ttl").read_text()
_PREFIXES = "".join(line for line in _TURTLE.splitlines(keepends=True) if line.startswith("@prefix"))
VALID = _statements(_TURTLE)


def _all_cases() -> dict[str, Case]:
    """The cases by the IRI of the node that each changes."""
    stated = {(str(t.subject), t.predicate.value) for t in VALID}
    found: dict[str, Case] = {}
    for path in sorted(FOLDER.glob("*.toml")):
        file = msgspec.toml.decode(path.read_bytes(), type=Cases)
        for number, case in enumerate(file.cases, 1):
            for thing in file.things:
                if (f"<{BASE}{thing}>", _property(case)) in stated:
                    found[f"{BASE}{path.stem}/{number}/{thing}"] = case
    return found


def _property(case: Case) -> str:
    name = case.change.partition(" ")[0]
    return _statements(f"{_PREFIXES} <x> {name} 1 .")[0].predicate.value


def _changed(node: str, case: Case) -> list[ox.Triple]:
    """The valid thing under another name, with other values of the case's property."""
    thing = BASE + node.rpartition("/")[2]
    kept = [
        ox.Triple(ox.NamedNode(node), t.predicate, t.object)
        for t in VALID
        if t.subject == ox.NamedNode(thing) and t.predicate.value != _property(case)
    ]
    change = LONG.sub(lambda found: "a" * int(found[1]), case.change)
    return kept + (_statements(f"{_PREFIXES} <{node}> {change} .") if " " in change else [])


CASES = _all_cases()


@pytest.fixture(scope="module")
def shapes() -> Graph:
    """The shapes of the house."""
    return read(sorted(resources.SHAPES.glob("*.ttl")))


@pytest.fixture(scope="module")
def caught(shapes: Graph) -> dict[str, Caught]:
    """What the engine of releases finds in the valid things and all cases together, by focus node."""
    return _judged("fast", shapes, CASES)


def _judged(name: str, shapes: Graph, cases: dict[str, Case]) -> dict[str, Caught]:
    statements = VALID + [t for node, case in cases.items() for t in _changed(node, case)]
    results = sorted(engine(name, shapes).validate(n_triples(statements)))
    return {
        node[1:-1]: frozenset((_short(r.source_shape), _constraint(r.component)) for r in found)
        for node, found in groupby(results, lambda result: result.focus_node)
    }


def _short(shape: str) -> str:
    return shape.strip("<>").removeprefix(SHAPE_BASE).replace("#", ":")


def _constraint(component: str) -> str:
    return component.strip("<>").removeprefix(SH).removesuffix("ConstraintComponent")


def test_nothing_is_wrong_with_what_is_valid(caught: dict[str, Caught]) -> None:
    """Only nodes that a case has changed are found, so the valid things are valid, and complete as well."""
    assert set(caught) - set(CASES) == set()


@pytest.mark.parametrize("node", CASES, ids=lambda node: f"{node.removeprefix(BASE)} {CASES[node].wrong}")
def test_a_case_is_caught_by_what_it_says(node: str, caught: dict[str, Caught]) -> None:
    """Exactly the constraints that the case lists catch it."""
    assert caught.get(node, frozenset()) == CASES[node].caught()


@pytest.mark.slow
def test_the_reference_engine_catches_the_same(shapes: Graph) -> None:
    """Each case is caught by the same constraints in the other engine, which is slow: films stand for series too."""
    cases = {node: case for node, case in CASES.items() if not node.endswith(("/series", "/episode"))}
    assert _judged("reference", shapes, cases) == {node: case.caught() for node, case in cases.items()}


def test_every_constraint_has_a_case(shapes: Graph) -> None:
    """Each constraint of each property shape and each rule is listed by a case; what forgets one is named here."""
    targeted = {node for node in shapes.nodes if any(shapes.value(node, SH + name) for name in TARGETS)}
    judging = targeted | {str(shape) for node in targeted for shape in shapes.values(node, SH + "property")}
    stated = {
        (_short(shape), name)
        for shape in judging
        for name, (parameter, _) in COMPONENTS.items()
        if shapes.values(shape, SH + parameter)
    }
    assert stated - {pair for case in CASES.values() for pair in case.caught()} == set()


def test_the_valid_things_have_every_property(shapes: Graph) -> None:
    """A thing of each shape's class states each of its properties, so that cases reach series and episodes too."""
    types = [(t.subject, str(t.object)) for t in VALID if t.predicate.value == RDF + "type"]
    stated = {(cls, str(t.predicate)) for t in VALID for subject, cls in types if subject == t.subject}
    wanted = {
        (str(target), str(path))
        for node in shapes.nodes
        for target in shapes.values(node, SH + "targetClass")
        for shape in shapes.values(node, SH + "property")
        for path in shapes.values(str(shape), SH + "path")
    }
    assert wanted - stated == set()
